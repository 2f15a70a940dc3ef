"""What the commands that work on a ledger share: which one, and how rows of it are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from sayso.ledger import Ledger

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


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str | Text]], *, wide: str) -> None:
    """Columns; the one called `wide` folds. Piped: cells between tabs, without heads, nothing folded."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not sys.stdout.isatty():
        for cells in rows:
            sys.stdout.write("\t".join(flat(c) if isinstance(c, str) else c.plain for c in cells) + "\n")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, no_wrap=head != wide, overflow="fold")
    for cells in rows:
        table.add_row(*(Text(flat(c)) if isinstance(c, str) else c for c in cells))
    Console(highlight=False).print(table)


def flat(words: str) -> str:
    """One line that cannot drive the terminal."""
    from sayso.brief.safe import visible

    return " ".join(visible(words).split())


def cut(words: str, most: int = 160) -> str:
    """Where only a glimpse is asked for; the end is marked."""
    line = flat(words)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
