"""`sayso claim`: what is claimed, by whom, and on how many origins it rests."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.model import ClaimStatus

from .ledgers import (
    ROWS,
    AsJson,
    LedgerFile,
    Limit,
    OfStory,
    cut,
    flat,
    ledger_at,
    many,
    may_be_more,
    nothing_found,
    print_claims,
    print_json,
    what_it_is,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sayso.ledger import Ledger
    from sayso.ledger.story_view import StoryView
    from sayso.model import Claim, Statement


def claim(
    claim_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="A claim; without it, claims are listed.")
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Show for each origin what rests on it, and what was counted as one, and why.")
    ] = False,
    ledger: LedgerFile = None,
    story: OfStory = None,
    status: Annotated[ClaimStatus | None, typer.Option("--status", help="Only those that stand so.")] = None,
    limit: Limit = ROWS,
    as_json: AsJson = False,
) -> None:
    """List claims, or show one: every statement of it in its exact words, its origins, what speaks against it.

    \b
    Examples:
      sayso claim --status denied
      sayso claim --story s1c0ffee00000
      sayso claim c1c0ffee00000-412 --why
    """
    if claim_id is None:
        _list(ledger, story, status, limit, as_json)
        return
    what_it_is(claim_id, kinds="c")
    from sayso.ledger.browse import claim_named
    from sayso.ledger.story_view import view_story

    with ledger_at(ledger) as opened, opened.look() as c:
        found, number = claim_named(c, claim_id)
        view = view_story(opened, c, number, found.articles)
        others = _others(opened, c, found, view)
    if why:
        _explain(found, view, as_json)
    elif as_json:
        print_json("claim", claim=_data(found, view), story=view.id, relations=_relations(found, view))
    else:
        _show(claim_id, found, view, others)


def _list(ledger: LedgerFile, story: str | None, status: ClaimStatus | None, limit: int, as_json: bool) -> None:
    from sayso.ledger.browse import list_claims, story_of

    with ledger_at(ledger) as opened, opened.look() as c:
        rows = list_claims(c, limit, story=story_of(c, story) if story else None, status=status)
        empty = not rows and not opened.count()
    if as_json:
        print_json("claims", claims=rows)
        return
    print_claims(rows)
    if not rows:
        nothing_found(empty, "no claim was found.")
    may_be_more(len(rows), limit)


def _explain(found: Claim, view: StoryView, as_json: bool) -> None:
    from sayso.link.why import why

    explained = why(found, view.readings, view.links)
    if as_json:
        print_json("why", claim=found.id, lines=explained.lines())
        return
    sys.stdout.write(f"{found.id}  [{found.label}]\n“{flat(found.text)}”\n\n")
    for line in explained.lines():
        indent = len(line) - len(line.lstrip(" "))
        sys.stdout.write(" " * indent + flat(line) + "\n")


def _show(asked: str, found: Claim, view: StoryView, others: dict[str, str]) -> None:
    out = sys.stdout.write
    became = f" ({asked} is part of it)" if not found.id.startswith(asked) else ""
    out(f"{found.id}{became}  [{found.label}]  story {view.id}\n“{flat(found.text)}”\n")
    if view.stale:
        out("Not linked yet since the last change: `sayso add` without files does it.\n")
    origins = [o.name + (" (a party to it)" if o.interested else "") for o in found.origins]
    out(f"\nOrigins: {flat(', '.join(origins)) or 'none'}\n")
    if found.denied_by:
        out(f"Denied by: {flat(', '.join(found.denied_by))}\n")
    outlets = {r.article.id: r.article for r in view.readings}
    for s in _statements(found, view):
        article = outlets[s.article]
        out(f"\n  “{flat(s.text)}”\n")
        out(f"    {_who(s, article.voice)}, in {flat(article.voice)}{_day(article.published)}, {s.id}\n")
    relations = _relations(found, view)
    out("\n" if relations else "")
    for kind, other, note in relations:
        out(f"  {kind} {other}{': ' + cut(note) if note else ''}\n")
        if other in others:
            out(f"    {others[other]}\n")
    out(f"\nWhy it counts {many(len(found.origins), 'origin', 'origins')}: sayso claim {found.id} --why\n")


def _day(published: object) -> str:
    return f", {published}" if published else ""


def _who(s: Statement, voice: str) -> str:
    name = voice + ", in its own voice" if s.source.kind == "narrator" else " ← ".join(s.chain) or s.source.name
    negative = ", negative" if s.polarity == "negative" else ""
    return flat(f"{name} ({s.act}, {s.certainty}{negative})")


def _statements(found: Claim, view: StoryView) -> list[Statement]:
    inside = set(found.tellings)
    return [s for r in view.readings for s in r.statements if s.id in inside]


def _relations(found: Claim, view: StoryView) -> list[tuple[str, str, str]]:
    """Kind, the other thing's id, note: of the claim itself or of its statements."""
    inside = {found.id, *found.statements}
    return [
        (str(r.kind), r.target if r.origin in inside and r.target != found.id else r.origin, r.note)
        for r in view.links.relations
        if r.origin in inside or r.target in inside
    ]


def _others(opened: Ledger, c: Connection, found: Claim, view: StoryView) -> dict[str, str]:
    """Statements of other claims that stand in a relation to this one, by their ids: the words, and whose they are."""
    from sayso.ledger.shelf import seqs_of

    ids = {other for _, other, _ in _relations(found, view)} - set(found.statements)
    seqs = seqs_of(c, sorted({i.partition("-")[0] for i in ids if i[:1] == "a" and "-" in i}))
    return {
        s.id: f"“{flat(s.text)}” {_who(s, r.article.voice)}"
        for r in opened.effective(c, list(seqs.values())).values()
        for s in r.statements
        if s.id in ids
    }


def _data(found: Claim, view: StoryView) -> dict[str, object]:
    from sayso.brief import brief_to_data, build_brief

    data = brief_to_data(build_brief(view.readings, view.links))
    (own,) = (c for c in data["claims"] if c["id"] == found.id)
    told = set(found.tellings)
    return {**own, "statements": [s for s in data["statements"] if s["id"] in told]}
