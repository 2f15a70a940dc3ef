"""`sayso judge`: a person's word, which outranks the machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.model import SourceKind, UsageError

from .ledgers import AsJson, LedgerFile, cut, flat, ledger_at, print_json
from .output import say

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.model import Anchor, Judgement, JudgementKind

judge = typer.Typer(
    name="judge",
    help="Judge what the machine found: your word outranks it, survives every new reading, and can be undone.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Author = Annotated[
    str | None, typer.Option("--author", metavar="NAME", help="Who judges; else $SAYSO_AUTHOR, else your login name.")
]
Reason = Annotated[str, typer.Option("--reason", "-m", metavar="TEXT", help="Why.")]
Said = Annotated[str, typer.Argument(metavar="ID", help="A claim or a statement.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="Another claim or statement.")]
Statement = Annotated[str, typer.Argument(metavar="STATEMENT", help="A statement, as `sayso show` names it.")]


@judge.command()
def same(one: Said, other: Other, ledger: LedgerFile = None, author: Author = None, reason: Reason = "") -> None:
    """These two say the same.

    \b
    Example:
      sayso judge same c1c0ffee00000-120 c2c0ffee00000-8 -m "one figure, rounded"
    """
    _pair("same", one, other, ledger, author, reason)


@judge.command()
def apart(one: Said, other: Other, ledger: LedgerFile = None, author: Author = None, reason: Reason = "") -> None:
    """These two do not say the same.

    \b
    Example:
      sayso judge apart a1c0ffee00000-s3 a2c0ffee00000-s7
    """
    _pair("apart", one, other, ledger, author, reason)


@judge.command()
def source(
    statement: Statement,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose it is.")],
    wrong: Annotated[bool, typer.Option("--not", help="It is not NAME's.")] = False,
    kind: Annotated[SourceKind | None, typer.Option("--kind", help="Of which kind NAME is.")] = None,
    ledger: LedgerFile = None,
    author: Author = None,
    reason: Reason = "",
) -> None:
    """This statement is, or is not, NAME's.

    \b
    Examples:
      sayso judge source a1c0ffee00000-s3 "Ana Petrov"
      sayso judge source a1c0ffee00000-s3 "Ana Petrov" --not
    """
    from sayso.model import JudgementKind

    with ledger_at(ledger) as opened:
        target = _statement(opened, statement)
        _made(opened, JudgementKind.SOURCE, (target,), author, reason, holds=not wrong, name=name, source=kind)


@judge.command()
def pin(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article.")],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The place as the article has it, or START-END.")],
    wrong: Annotated[bool, typer.Option("--not", help="It is not there: no pin.")] = False,
    at: Annotated[str | None, typer.Option("--at", metavar="LAT,LON", help="Where it lies, in degrees.")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="What it is called.")] = None,
    ledger: LedgerFile = None,
    author: Author = None,
    reason: Reason = "",
) -> None:
    """This place has no pin, or its pin is here.

    \b
    Examples:
      sayso judge pin a1c0ffee00000 Georgia --not -m "the state"
      sayso judge pin a1c0ffee00000 Springfield --at 39.80,-89.64 --name "Springfield, Illinois"
    """
    from sayso.model import JudgementKind

    lat, lon = _degrees(at)
    if not wrong and lat is None:
        raise UsageError("sayso judge pin", "where is it?", "Give --at LAT,LON, or --not.")
    with ledger_at(ledger) as opened:
        target = _place(opened, article, words)
        _made(opened, JudgementKind.PIN, (target,), author, reason, holds=not wrong, name=name, lat=lat, lon=lon)


@judge.command()
def story(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="An article.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another article.")],
    wrong: Annotated[bool, typer.Option("--not", help="They tell of two events.")] = False,
    ledger: LedgerFile = None,
    author: Author = None,
    reason: Reason = "",
) -> None:
    """These two articles tell of one event, or with --not of two.

    \b
    Example:
      sayso judge story a1c0ffee00000 a2c0ffee00000 --not -m "the second quake"
    """
    from sayso.model import Anchor, JudgementKind

    with ledger_at(ledger) as opened:
        named = [opened.article(_whole(opened, a)).id for a in (article, other)]
        if named[0] == named[1]:
            raise UsageError(article, "this is one article.", "Give two.")
        targets = (Anchor(named[0]), Anchor(named[1]))
        _made(opened, JudgementKind.STORY, targets, author, reason, holds=not wrong)


@judge.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The judgement, as `sayso judge list` numbers it.")],
    ledger: LedgerFile = None,
    author: Author = None,
    reason: Reason = "",
) -> None:
    """Take a judgement back: the ledger is then as if it had not been made. It stays in the list.

    \b
    Example:
      sayso judge undo 3 -m "I was wrong"
    """
    with ledger_at(ledger) as opened:
        made = opened.undo(number, author=_author(author), reason=reason)
        opened.settle()
    sys.stdout.write(f"{made}: judgement {number} is taken back.\n")


@judge.command("list")
def list_judgements(ledger: LedgerFile = None, as_json: AsJson = False) -> None:
    """List all judgements, those that were taken back too, and those that mean nothing in the present readings.

    \b
    Example:
      sayso judge list --json
    """
    with ledger_at(ledger) as opened:
        given = opened.judgements()
        standing = {j.number for j in opened.judgements(standing_only=True)}
        idle = opened.idle_judgements()
    if as_json:
        rows = [{**_row(j), "holds now": j.number in standing, "applicable": j.number not in idle} for j in given]
        print_json("judgements", judgements=rows)
        return
    if not given:
        say("no judgement was made.")
    for j in given:
        state = (
            f"takes back {j.undoes}"
            if j.undoes
            else "not applicable now"
            if j.number in idle
            else ""
            if j.number in standing
            else "taken back"
        )
        sys.stdout.write(f"{_line(j)}{f' [{state}]' if state else ''}\n")


def _pair(kind: str, one: str, other: str, ledger: Path | None, author: str | None, reason: str) -> None:
    from sayso.model import JudgementKind

    with ledger_at(ledger) as opened:
        targets = (_statement(opened, one), _statement(opened, other))
        if targets[0] == targets[1]:
            raise UsageError(one, "both begin with the same statement.", "Name two statements.")
        _made(opened, JudgementKind(kind), targets, author, reason)


def _made(
    opened: Ledger,
    kind: JudgementKind,
    targets: tuple[Anchor, ...],
    author: str | None,
    reason: str,
    *,
    holds: bool = True,
    name: str | None = None,
    source: SourceKind | None = None,
    lat: float | None = None,
    lon: float | None = None,
) -> None:
    from sayso.model import Judgement

    given = Judgement(kind, targets, _author(author), reason, holds=holds, name=name, source=source, lat=lat, lon=lon)
    number = opened.judge(given)
    opened.settle()
    words = " / ".join(f"“{cut(a.words, 80)}”" if a.words else a.article for a in targets)
    sys.stdout.write(f"{number}: noted for {words}. `sayso judge undo {number}` takes it back.\n")


def _author(given: str | None) -> str:
    import getpass

    if given or os.environ.get("SAYSO_AUTHOR"):
        return given or os.environ["SAYSO_AUTHOR"]
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("sayso judge", "who judges?", "Give --author NAME, or set SAYSO_AUTHOR.") from None


def _statement(opened: Ledger, named: str) -> Anchor:
    """Of a statement, or of the earliest statement of a claim."""
    return opened.anchor(_whole(opened, named))


def _whole(opened: Ledger, typed: str) -> str:
    """The id of which these may be the first letters."""
    from sayso.ledger.naming import full_id

    with opened.look() as c:
        return full_id(c, typed)


def _place(opened: Ledger, article: str, words: str) -> Anchor:
    from sayso.model import Anchor

    article = _whole(opened, article)
    reading = opened.reading(article)
    begin, _, end = words.partition("-")
    for p in reading.places:
        here = f"{p.span.start}-{p.span.end}" == words if begin.isdecimal() and end.isdecimal() else p.text == words
        if here:
            return Anchor(article, p.span, p.text)
    places = ", ".join(dict.fromkeys(p.text for p in reading.places)) or "none"
    raise UsageError(words, "the article has no such place.", f"It has: {flat(places)}.")


def _degrees(at: str | None) -> tuple[float | None, float | None]:
    if at is None:
        return None, None
    try:
        lat, lon = (float(x) for x in at.split(","))
    except ValueError:
        raise UsageError(f"--at {at}", "this is no place.", "Write it as 39.80,-89.64.") from None
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise UsageError(f"--at {at}", "this is not on earth.", "Latitude comes first.")
    return lat, lon


def _row(j: Judgement) -> dict[str, object]:
    from dataclasses import asdict

    return {**asdict(j), "targets": [{"article": a.article, "span": list(a.span), "words": a.words} for a in j.targets]}


def _line(j: Judgement) -> str:
    words = " / ".join(f"“{cut(a.words, 80)}”" if a.words else a.article for a in j.targets)
    wrong = {"pin": "no pin", "story": "two events"}.get(str(j.kind), f"not {j.name or ''}".strip())
    what = (j.name or "") if j.holds else wrong
    where = f" at {j.lat},{j.lon}" if j.lat is not None else ""
    why = f": {flat(j.reason)}" if j.reason else ""
    return f"{j.number}  {j.at[:10]}  {flat(j.author)}  {j.kind}  {words}{' ' + flat(what) if what else ''}{where}{why}"
