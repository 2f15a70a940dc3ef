"""`sayso export`: a ledger as files for other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.model import UsageError

from .inputs import Quiet
from .ledgers import LedgerFile, OfStory, ledger_at
from .output import STDOUT, check_writable, progress_bar, say

if TYPE_CHECKING:
    from sayso.ledger import Ledger


class Form(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def export(
    target: Annotated[
        str,
        typer.Argument(metavar="FILE|DIR", help="Where to: a file for jsonl (- is standard output), a folder else."),
    ],
    form: Annotated[Form, typer.Option("--format", "-f", help="jsonl: a brief a line; csv, parquet: a file a table.")],
    ledger: LedgerFile = None,
    story: OfStory = None,
    quiet: Quiet = False,
) -> None:
    """Write a ledger, or one story of it, for other programs.

    \b
    Examples:
      sayso export ledger.jsonl --format jsonl
      sayso export tables/ --format csv --story s1c0ffee00000
      sayso export tables/ --format parquet
    """
    from sayso.export import export as write_out

    if form is not Form.JSONL and target == STDOUT:
        raise UsageError("export -", f"{form} is a folder of files.", "Give its name.")
    if form is Form.JSONL:
        check_writable(target)
    with ledger_at(ledger) as opened, progress_bar("Stories", quiet=quiet) as progress:
        total = 1 if story else _stories(opened)
        step = (lambda done: progress(done, total)) if progress else None
        out = sys.stdout if target == STDOUT else Path(target)
        count = write_out(opened, str(form), out, story=story, progress=step)
    if not quiet and target != STDOUT:
        say(f"{count:,} {'story' if count == 1 else 'stories'} in {target}.")


def _stories(opened: Ledger) -> int:
    from sayso.ledger.story_view import story_numbers

    with opened.look() as c:
        return len(story_numbers(c))
