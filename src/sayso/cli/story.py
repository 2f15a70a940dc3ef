"""`sayso story`: the stories of a ledger, or one of them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .ledgers import (
    ROWS,
    AsJson,
    LedgerFile,
    Limit,
    cut,
    flat,
    ledger_at,
    many,
    may_be_more,
    nothing_found,
    print_json,
    print_table,
    what_it_is,
)


def story(
    story_id: Annotated[str | None, typer.Argument(metavar="ID", help="A story; without it, all are listed.")] = None,
    ledger: LedgerFile = None,
    limit: Limit = ROWS,
    as_json: AsJson = False,
) -> None:
    """List the stories of a ledger, or show one: its articles, what happened to it, its claims.

    \b
    Examples:
      sayso story
      sayso story s1c0ffee00000
      sayso brief --story s1c0ffee00000 -o brief.html
    """
    if story_id is None:
        _list(ledger, limit, as_json)
    else:
        _show(story_id, ledger, limit, as_json)


def _list(ledger: LedgerFile, limit: int, as_json: bool) -> None:
    from sayso.ledger.browse import list_stories

    with ledger_at(ledger) as opened, opened.look() as c:
        rows = list_stories(c, limit)
    if as_json:
        print_json("stories", stories=rows)
        return
    print_table(
        ("story", "articles", "claims", "days", "title"),
        [(r.id, str(r.articles), str(r.claims), _days(r.first, r.last), r.title) for r in rows],
        wide="title",
    )
    if not rows:
        nothing_found(True, "")
    may_be_more(len(rows), limit)


def _days(first: str | None, last: str | None) -> str:
    return "no day" if not first else first if first == last or not last else f"{first} to {last}"


def _show(story_id: str, ledger: LedgerFile, limit: int, as_json: bool) -> None:
    what_it_is(story_id, kinds="s")
    from sayso.ledger.browse import events_of, list_articles, list_claims, list_stories, story_of
    from sayso.ledger.query import Query

    with ledger_at(ledger) as opened, opened.look() as c:
        number = story_of(c, story_id)
        (row,) = list_stories(c, 1, story=number)
        articles = list_articles(c, Query(story=row.id), limit)[::-1]
        claims = list_claims(c, limit, story=number)
        events = events_of(c, number)
    if as_json:
        print_json("story", story=row, articles=articles, claims=claims, events=events)
        return
    out = sys.stdout.write
    became = f" ({story_id} is part of it)" if not row.id.startswith(story_id) else ""
    out(f"{row.id}{became}  {flat(row.title)}\n")
    out(
        f"{many(row.articles, 'article', 'articles')}, {many(row.claims, 'claim', 'claims')}, {_days(row.first, row.last)}\n"
    )
    if row.stale:
        out("Not linked yet since the last change: `sayso add` without files does it.\n")
    out("\nArticles, in order of arrival\n")
    for a in articles:
        out(f"  {a.id}  {a.published or 'no day'}  {flat(a.outlet or a.file)}: {cut(a.title, 90)}\n")
    _more(len(articles), row.articles)
    out("\nClaims, told most widely first\n")
    for claim in claims:
        out(f"  {claim.id}  [{flat(claim.stands)}; {claim.how_sure}] in {claim.articles}: “{cut(claim.text)}”\n")
    _more(len(claims), row.claims)
    changes = [e for e in events if e.kind not in ("founded", "joined")]
    if changes:
        out("\nWhat happened to it\n")
        for e in changes:
            out(f"  {e.kind}{' ' + e.other if e.other else ''}, with article {e.article}\n")


def _more(shown: int, there: int) -> None:
    if shown < there:
        sys.stdout.write(f"  and {there - shown:,} more (--limit)\n")
