"""What the commands that work on a ledger share: which one, and how rows of it are printed."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.model import UsageError

from .output import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from sayso.ledger import Ledger
    from sayso.ledger.browse import ClaimRow

LedgerFile = Annotated[
    Path | None,
    typer.Option("--ledger", metavar="FILE", help="The ledger; else $SAYSO_LEDGER, else the one in your data folder."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Limit = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, max=10_000, help="Rows at most.")]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="Published on this day (2024-03-31) or later.")
]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Published on this day or earlier.")]
OfOutlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Of outlets with NAME in their name.")]
OfStory = Annotated[str | None, typer.Option("--story", metavar="ID", help="Of this story.")]

_KINDS = {"a": ("an article", "show"), "s": ("a story", "story"), "c": ("a claim", "claim")}
_ID = re.compile(r"[asc][0-9a-f]{3,}(-.*)?")
ROWS = 50  # that a list shows unless told
_WIDE = 24  # columns of a terminal that long words want at least
_NARROW = 44  # that one of the other cells takes at most


@contextmanager
def ledger_at(file: Path | None) -> Iterator[Ledger]:
    """The ledger, open. Raises LedgerError."""
    from sayso.ledger import open_ledger

    with open_ledger(file) as ledger:
        yield ledger


def day(option: str, value: str | None) -> date | None:
    """Raises UsageError."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{option} {value}", "this is no day.", "Write it as 2024-03-31.") from None


def print_json(kind: str, **parts: Any) -> None:
    """One object with its schema's name; rows are dataclasses."""
    data = {"schema": f"sayso.{kind}/1", **{name: _plain(part) for name, part in parts.items()}}
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _plain(part: Any) -> Any:
    if isinstance(part, list | tuple):
        return [_plain(p) for p in part]
    return asdict(part) if hasattr(part, "__dataclass_fields__") else part


def what_it_is(thing: str, *, kinds: str) -> None:
    """Raises UsageError where the id `thing` begins like that of another kind than those in `kinds` ("a", "s", "c")."""
    if thing[:1] in kinds or thing[:1] not in _KINDS or not _ID.fullmatch(thing):
        return
    name, command = _KINDS[thing[0]]
    name = "a statement" if "-s" in thing else name
    raise UsageError(thing, f"this is the id of {name}.", f"`sayso {command} {thing}` shows it.")


def nothing_found(opened_empty: bool, words: str) -> None:
    """On stderr: that the ledger is still empty, or else `words`."""
    say("nothing is in the ledger yet. `sayso add FILE|DIR` puts articles into it." if opened_empty else words)


def may_be_more(shown: int, limit: int) -> None:
    """On stderr, where a list ends at a limit that nobody chose."""
    if shown == limit == ROWS:
        say(f"these are the first {shown:,}; there may be more (--limit).")


def many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str | Text]], *, wide: str) -> None:
    """Columns; the one called `wide` folds, or stands below the others where it would get too narrow.

    Piped: cells between tabs, without heads, nothing folded.
    """
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if not sys.stdout.isatty():
        for cells in rows:
            sys.stdout.write("\t".join(flat(c) if isinstance(c, str) else c.plain for c in cells) + "\n")
        return
    console = Console(highlight=False)
    at = heads.index(wide)
    told = [
        [Text(cut(c, _NARROW) if n != at else flat(c)) if isinstance(c, str) else c for n, c in enumerate(cells)]
        for cells in rows
    ]
    widths = [max([len(head), *(r[n].cell_len for r in told)]) for n, head in enumerate(heads) if n != at]
    if sum(widths) + len(widths) + _WIDE > console.width:
        if told:
            console.print(Text("  ".join(head for n, head in enumerate(heads) if n != at), style="bold"))
        for row in told:
            console.print(Text("  ").join(c for n, c in enumerate(row) if n != at and c.plain), style="dim")
            console.print(Padding(row[at], (0, 0, 0, 2)))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, no_wrap=head != wide, overflow="fold")
    for row in told:
        table.add_row(*row)
    if told:
        console.print(table)


def print_claims(rows: Sequence[ClaimRow]) -> None:
    heads = ("claim", "stands", "how sure", "articles", "words")
    print_table(heads, [(r.id, r.stands, r.how_sure, str(r.articles), r.text) for r in rows], wide="words")


def flat(words: str) -> str:
    """One line that cannot drive the terminal."""
    from sayso.brief.safe import visible

    return " ".join(visible(words).split())


def cut(words: str, most: int = 160) -> str:
    """Where only a glimpse is asked for; the end is marked."""
    line = flat(words)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
