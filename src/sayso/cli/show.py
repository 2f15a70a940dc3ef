"""`sayso show`: one article of a ledger, or one statement, with all that was found."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.model import LedgerError, Reading, Statement

from .ledgers import AsJson, LedgerFile, flat, ledger_at, print_json, what_it_is

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sayso.ledger.browse import ClaimRow


def show(
    thing: Annotated[str, typer.Argument(metavar="ID", help="An article or a statement.")],
    text: Annotated[bool, typer.Option("--text", help="Print an article's text as it is, and nothing else.")] = False,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
) -> None:
    """Show an article, who says what in it, or one statement and what it rests on.

    \b
    Examples:
      sayso show a1c0ffee00000
      sayso show a1c0ffee00000 --text
      sayso show a1c0ffee00000-s4
    """
    what_it_is(thing, kinds="a")
    from sayso.ledger.naming import full_id

    with ledger_at(ledger) as opened, opened.look() as c:
        thing = full_id(c, thing)
        article, _, inner = thing.partition("-")
        seq = opened.seq(c, article)
        reading = opened.effective(c, [seq])[seq]
        if text:
            sys.stdout.write(reading.article.text)
        elif inner:
            statement = _statement(reading, thing)
            _show_statement(c, reading, statement, seq, as_json)
        elif as_json:
            from sayso.brief import reading_to_json

            print_json("show", story=_story(c, seq), reading=reading_to_json(reading))
        else:
            _show_article(reading, _story(c, seq))


def _story(c: Connection, seq: int) -> str:
    from sayso.ledger.keeping import story_of

    return story_of(c, seq)


def _statement(reading: Reading, thing: str) -> Statement:
    for s in reading.statements:
        if s.id == thing:
            return s
    remedy = f"`sayso show {reading.article.id}` lists its statements."
    raise LedgerError(thing, "the article has no such statement.", remedy)


def _show_article(reading: Reading, story: str) -> None:
    article, out = reading.article, sys.stdout.write
    out(f"{article.id}  {flat(article.title or article.file or '')}\n")
    day = str(article.published or "no day of publication")
    facts = [article.outlet or "no outlet", day, article.author, article.url, article.file]
    out(flat(", ".join(f for f in facts if f)) + "\n")
    out(f"Story {story}. Read by {flat(reading.reader)}.\n")
    if len(reading.provenance) > 1:
        out(f"Comes from: {flat(' ← '.join(reading.provenance))}\n")
    for credit in reading.credits:
        out(f"Credit ({credit.kind}): “{flat(credit.text)}”\n")
    out("\n")
    for s in reading.statements:
        out(f"  {s.id.partition('-')[2]:>5}  {_who(s, article.voice)}: “{flat(s.text)}”\n")
    for warning in reading.warnings:
        out(f"\nNote: {flat(warning.note)}")
    out("\n" if reading.warnings else "")


def _who(s: Statement, voice: str) -> str:
    name = voice if s.source.kind == "narrator" else s.source.name
    how = [str(s.act), str(s.certainty), *(["negative"] if s.polarity == "negative" else [])]
    return flat(f"{name} ({', '.join(how)})")


def _show_statement(c: Connection, reading: Reading, s: Statement, seq: int, as_json: bool) -> None:
    from sayso.ledger.browse import claims_of
    from sayso.ledger.schema import ROWS

    claims = claims_of(c, seq * ROWS + reading.statements.index(s))
    if as_json:
        from sayso.brief import reading_to_json

        (data,) = (x for x in reading_to_json(reading)["statements"] if x["id"] == s.id)
        print_json("statement", statement=data, claims=claims)
        return
    _print_statement(reading, s, claims)


def _print_statement(reading: Reading, s: Statement, claims: list[ClaimRow]) -> None:
    out = sys.stdout.write
    out(f"{s.id}\n“{flat(s.text)}”\n\n")
    rows = [
        ("source", f"{s.source.name} ({s.source.kind})"),
        ("chain", " ← ".join(s.chain)),
        ("cue", s.cue.text if s.cue else "none"),
        ("attribution", f"{s.attribution}, {s.mode}"),
        ("act", str(s.act)),
        ("certainty", f"{s.certainty}, {s.polarity}"),
        ("signals", "; ".join(f"“{g.text}” ({g.kind})" for g in s.signals) or "none"),
        ("rests on", f"{s.basis or 'the reader'}, confidence {s.confidence:.2f}"),
        ("characters", ", ".join(f"{a}-{b}" for a, b in s.spans)),
        ("in", reading.article.voice),
    ]
    for name, value in rows:
        out(f"  {name:<12} {flat(value)}\n")
    for claim in claims:
        out(f"  {'claim':<12} {claim.id} [{flat(claim.stands)}; {claim.how_sure}]\n")
