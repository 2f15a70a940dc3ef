"""What `brief` and `read` share: their inputs, and how what went wrong with them is told."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.model import Reading, SaysoError, UsageError, WarningKind

from .output import say

if TYPE_CHECKING:
    from sayso.ingest import Loaded

_FILES = typer.Argument(
    metavar="FILE|DIR",
    help="Articles: .txt, .md, .html, .json, .jsonl, folders of them; - is JSONL on stdin.",
)
Paths = Annotated[list[str], _FILES]
MaybePaths = Annotated[list[str] | None, _FILES]
Published = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[FILE=]DATE",
        help="Day of publication (2024-03-31): of FILE, or of every article that gives none. May be repeated.",
    ),
]
Outlet = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[FILE=]NAME", help="Who published it: FILE, or every article that does not say. May be repeated."
    ),
]
Jobs = Annotated[
    int, typer.Option(metavar="N", min=1, max=64, help="Processes that read; each takes up to 600 MB of memory.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no notes; faults are still named.")]

_NOTED = (WarningKind.LANGUAGE, WarningKind.DUPLICATE)


def articles_of(
    paths: Sequence[str], published: Sequence[str] | None = None, outlet: Sequence[str] | None = None
) -> Loaded:
    """The articles; what could not be read is named on stderr at once."""
    from sayso.ingest import load

    loaded = load(paths, published=_days(published or ()), outlet=_outlets(outlet or ()), stdin=sys.stdin.buffer)
    name_problems(loaded.problems)
    return loaded


def name_problems(problems: Iterable[SaysoError]) -> None:
    for problem in problems:
        say(str(problem))


def name_notes(readings: Iterable[Reading]) -> None:
    """What a user must know about an article though nothing failed: another language, a text given twice."""
    for reading in readings:
        for warning in reading.warnings:
            if warning.kind in _NOTED and warning.span is None:
                say(f"note: {reading.article.file or reading.article.id}: {warning.note}")


def _days(values: Iterable[str]) -> dict[str, date]:
    days = {}
    for value in values:
        file, _, written = value.rpartition("=")
        try:
            days[file or "*"] = date.fromisoformat(written)
        except ValueError:
            raise UsageError(f"--published {value}", "this is no day.", "Write it as 2024-03-31.") from None
    return days


def _outlets(values: Iterable[str]) -> dict[str, str]:
    outlets = {}
    for value in values:
        file, _, name = value.rpartition("=")
        if not name.strip():
            raise UsageError(f"--outlet {value}", "the name is empty.", "Give a name.")
        outlets[file or "*"] = name.strip()
    return outlets
