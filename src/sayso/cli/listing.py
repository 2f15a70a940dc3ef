"""`sayso list`: the articles of a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from .ledgers import (
    ROWS,
    AsJson,
    LedgerFile,
    Limit,
    OfOutlet,
    OfStory,
    Since,
    Until,
    day,
    ledger_at,
    may_be_more,
    nothing_found,
    print_json,
    print_table,
)


def list_articles(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Only articles with these words, as for `sayso search`.")
    ] = None,
    ledger: LedgerFile = None,
    outlet: OfOutlet = None,
    story: OfStory = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = ROWS,
    as_json: AsJson = False,
) -> None:
    """List the articles of a ledger, or those with some words, the newest arrivals first.

    \b
    Examples:
      sayso list
      sayso list ferry captain
      sayso list --outlet "Harbour Post" --since 2024-03-01
      sayso list --story s1c0ffee00000 --json
    """
    from sayso.ledger.browse import list_articles as rows_of
    from sayso.ledger.query import Query

    query = Query(
        " ".join(words or ()), outlet=outlet, story=story, since=day("--since", since), until=day("--until", until)
    )
    with ledger_at(ledger) as opened, opened.look() as c:
        rows = rows_of(c, query, limit)
        empty = not rows and not opened.count()
    if as_json:
        print_json("list", articles=rows)
        return
    print_table(
        ("article", "published", "outlet", "title", "statements", "story"),
        [(r.id, r.published or "no day", r.outlet or r.file, r.title, str(r.statements), r.story or "") for r in rows],
        wide="title",
    )
    if not rows:
        nothing_found(empty, "no article was found.")
    may_be_more(len(rows), limit)
