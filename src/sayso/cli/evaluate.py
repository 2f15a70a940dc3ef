"""`sayso evaluate`: a gold set -> how well it is read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.model import UsageError

from .inputs import Quiet, name_problems
from .output import progress_bar

if TYPE_CHECKING:
    from sayso.evaluate import Report

_NAMES = (
    "polnear, meantime, szeged, gum, geoparsing, newsquant, quantities, timeml, plover, claims, contrast, "
    "copies, msrp, sts, fnc1, ecbplus, basil, checkthat"
)


def evaluate(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"The yardstick: {_NAMES}.")],
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="The folder of the gold set, as it is published.")
    ],
    split: Annotated[
        str | None, typer.Option("--split", metavar="S", help="One part of it, where it has parts: dev, train, test.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", min=0, help="Show the N worst errors of each group, in context.")
    ] = 0,
    quiet: Quiet = False,
) -> None:
    """Hold the reader against a gold set: precision, recall and F1 by role or class.

    The gold set is read where it lies. Figures carry a 95 % interval, drawn over documents. Lines and
    files that are broken are named and left out.

    \b
    Examples:
      sayso evaluate polnear --data ~/data/polnear --split dev
      sayso evaluate meantime --data ~/data/meantime --errors 5
    """
    from sayso.evaluate import as_data, yardstick
    from sayso.evaluate import evaluate as measure

    chosen = yardstick(name)
    if split is not None and split not in chosen.splits:
        parts = f"Choose one of {', '.join(chosen.splits)}." if chosen.splits else f"{name} has no parts."
        raise UsageError(f"--split {split}", f"{name} has no such part.", parts)
    with progress_bar(f"Reading {name}", quiet=quiet) as progress:
        report = measure(chosen, data, split=split, progress=progress)
    if not quiet:
        name_problems(report.skipped)
    if as_json:
        sys.stdout.write(json.dumps(as_data(report, errors=errors), ensure_ascii=False, indent=1) + "\n")
    else:
        _print(report, errors)


def _print(report: Report, errors: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sayso.evaluate.table import HEADS, grouped, lines

    # Piped, a table is as wide as it needs to be: nothing of it may be cut.
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else 120)
    part = f", {report.split}" if report.split else ""
    table = Table(title=Text(f"{report.yardstick}{part}: {report.documents:,} documents"), title_justify="left")
    for head in HEADS:
        table.add_column(head, justify="right" if head else "left", no_wrap=True)
    for cells in lines(report):
        table.add_row(*map(Text, cells))
    console.print(table)
    for group, number, worst in grouped(report, errors) if errors else ():
        console.print(Text(f"\n{group} ({number:,})"))
        for e in worst:
            console.print(Text(f"  {e.context}\n    gold: {e.gold}\n    got:  {e.got}"))
