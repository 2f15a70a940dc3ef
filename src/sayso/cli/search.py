"""`sayso search`: who said what, in the whole ledger."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.model import Certainty, ClaimStatus, UsageError

from .ledgers import (
    AsJson,
    LedgerFile,
    Limit,
    OfOutlet,
    OfStory,
    Since,
    Until,
    day,
    flat,
    ledger_at,
    nothing_found,
    print_claims,
    print_json,
)
from .output import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from sayso.ledger.search import Hit
    from sayso.ledger.spelling import Unknown


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help='Words, "a phrase", begin*, one OR other, -without (after --).'),
    ] = None,
    ledger: LedgerFile = None,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Said by NAME.")] = None,
    outlet: OfOutlet = None,
    story: OfStory = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar="NAME", help="Naming this place, or one in this country.")
    ] = None,
    when: Annotated[
        str | None,
        typer.Option("--when", metavar="TIME", help="Naming a time that begins so: 2024, 2024-03, 2024-03-31."),
    ] = None,
    certainty: Annotated[Certainty | None, typer.Option("--certainty", help="As its source presents it.")] = None,
    status: Annotated[ClaimStatus | None, typer.Option("--status", help="Of a claim that stands so.")] = None,
    since: Since = None,
    until: Until = None,
    like: Annotated[
        str | None, typer.Option("--like", metavar="TEXT", help="Instead: the claims nearest to TEXT in meaning.")
    ] = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Search the statements of a ledger by words and by who, where, when and how sure.

    The newest arrivals come first. Every word must be in the statement, in any form ("sink", "sinks").

    \b
    Examples:
      sayso search ferry capsized
      sayso search '"life jackets"' --speaker minister --certainty possible
      sayso search --status denied --since 2024-03-01
      sayso search --json -- bridge -toll
      sayso search --like "The captain was drunk when the ferry ran aground."
    """
    if like is not None:
        if words or speaker or outlet or story or place or when or certainty or status or since or until:
            raise UsageError(
                "--like", "it looks for the whole text and takes no other words or filters.", "Leave them out."
            )
        _search_like(ledger, like, limit, as_json)
        return
    from sayso.ledger.query import Query
    from sayso.ledger.search import search as look_for
    from sayso.ledger.spelling import unknown_words

    query = Query(
        words=" ".join(words or ()),
        speaker=speaker,
        outlet=outlet,
        story=story,
        place=place,
        certainty=certainty,
        status=status,
        since=day("--since", since),
        until=day("--until", until),
        when=when,
    )
    with ledger_at(ledger) as opened, opened.look() as c:
        found = look_for(c, query, limit)
        unknown = unknown_words(c, query)
        empty = not found.hits and not opened.count()
    if as_json:
        print_json("search", hits=found.hits, more=found.more, unknown=unknown)
        return
    for hit in found.hits:
        _print(hit)
    if not found.hits:
        tip = " Try fewer words, the beginning of one (ferr*), or --like." if words and not unknown else ""
        nothing_found(empty, f"nothing was found.{tip}")
    if not empty:
        _did_you_mean(unknown)
    if not found.hits:
        return
    if found.more:
        say("there may be more; narrow the search, or raise --limit.")


def _did_you_mean(unknown: Sequence[Unknown]) -> None:
    """On stderr: each word that is nowhere in the ledger, with those that are and are spelt nearly so."""
    for u in unknown:
        where = "no source has it in its name" if u.speaker else "no statement has it"
        near = " or ".join(f"“{flat(w)}”" for w in u.near)
        say(f"“{flat(u.word)}”: {where}." + (f" Did you mean {near}?" if near else ""))


def _search_like(ledger: LedgerFile, wanted: str, limit: int, as_json: bool) -> None:
    from sayso.ledger.likeness import claims_like

    with ledger_at(ledger) as opened, opened.look() as c:
        found = claims_like(c, wanted, limit)
        empty = not found and not opened.count()
    if as_json:
        print_json("like", claims=found)
        return
    print_claims([r.claim for r in found])
    if not found:
        nothing_found(empty, "nothing was found.")


def _print(hit: Hit) -> None:
    from rich.console import Console
    from rich.padding import Padding

    terminal = sys.stdout.isatty()
    console = Console(highlight=False, soft_wrap=not terminal)
    console.print(Padding(_said(hit), (0, 0, 0, 0)) if terminal else _said(hit))
    negative = ", negative" if hit.polarity == "negative" else ""
    how = f"({hit.act}, {hit.certainty}{negative})"
    place = hit.outlet or hit.title
    who = f"{flat(place or hit.source)}, in its own voice" if hit.narrated else f"{flat(hit.source)}"
    where = ", ".join(p for p in ("" if hit.narrated else f"in {flat(place)}", hit.published, hit.statement) if p)
    console.print(f"  {who} {how}, {where}", markup=False, style="dim")
    for claim, label in hit.claims:
        console.print(f"  {claim}: {label}", markup=False, style="dim")


def _said(hit: Hit) -> Text:
    """The exact words, those looked for in bold."""
    from rich.text import Text

    from sayso.ledger.search import BEGIN, END

    said = Text("“")
    for part in hit.marked.split(BEGIN):
        found, closed, rest = part.partition(END)
        said.append(_soft(found) if not closed else found, style="bold" if closed else "")
        said.append(_soft(rest))
    return said.append("”")


def _soft(words: str) -> str:
    """Blanks at its ends stay: they part it from its neighbours."""
    lead = " " if words[:1].isspace() else ""
    trail = " " if words[-1:].isspace() and words.strip() else ""
    return lead + flat(words) + trail
