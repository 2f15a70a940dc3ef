"""`sayso brief`: articles -> one brief."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.model import UsageError

from .inputs import Jobs, MaybePaths, Outlet, Published, Quiet, articles_of, name_notes, name_problems
from .ledgers import LedgerFile, ledger_at
from .output import STDOUT, check_writable, progress_bar, say, write

if TYPE_CHECKING:
    from sayso.brief import Brief


def brief(
    paths: MaybePaths = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the brief as one HTML file.")
    ] = None,
    json_file: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write the brief as JSON; - is standard output.")
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    story: Annotated[
        str | None, typer.Option("--story", metavar="ID", help="Of a story of the ledger, instead of files.")
    ] = None,
    ledger: LedgerFile = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read articles, link them, and write a brief; or write the brief of a story that a ledger holds.

    Without -o, or in a terminal, a short view is printed.

    \b
    Examples:
      sayso brief articles/ -o brief.html
      sayso brief a.txt b.html --published a.txt=2024-03-31 --outlet a.txt="Harbour Post"
      sayso brief articles.jsonl --json brief.json --jobs 2
      cat articles.jsonl | sayso brief - --json -
      sayso brief --story s1c0ffee00000 -o brief.html
    """
    if (story is None) == (not paths):
        raise UsageError("sayso brief", "it needs articles or a story, and not both.", "Name files, or --story ID.")
    paths = paths or []
    _check(paths, output, json_file)
    if story is not None:
        _put_out(_of_story(ledger, story), output, json_file)
        return
    loaded = articles_of(paths, published, outlet)
    if not loaded.articles:
        raise typer.Exit(1)

    from sayso.engine import run

    with progress_bar("Reading", quiet=quiet) as progress:
        result = run(loaded.articles, jobs=min(jobs, len(loaded.articles)), progress=progress)
    name_problems(result.problems)
    if not quiet:
        name_notes(result.readings)

    from sayso.brief import build_brief

    _put_out(build_brief(result.readings, result.links), output, json_file)
    raise typer.Exit(1 if loaded.problems or result.problems else 0)


def _of_story(ledger: Path | None, story: str) -> Brief:
    from sayso.brief import build_brief
    from sayso.ledger.browse import story_of
    from sayso.ledger.story_view import view_story

    with ledger_at(ledger) as opened, opened.look() as c:
        view = view_story(opened, c, story_of(c, story))
    if view.stale:
        say(f"note: {view.id} is not linked yet since its last change; `sayso add` without files does it.")
    return build_brief(view.readings, view.links)


def _put_out(made: Brief, output: str | None, json_file: str | None) -> None:
    if output:
        from sayso.brief import to_html

        write(output, to_html(made))
    if json_file:
        from sayso.brief import to_json

        write(json_file, to_json(made))
    if json_file != STDOUT and (output is None or sys.stdout.isatty()):
        from sayso.brief import to_terminal

        width = shutil.get_terminal_size((100, 24)).columns
        sys.stdout.write(to_terminal(made, width).rstrip("\n") + "\n")


def _check(paths: Iterable[str], output: str | None, json_file: str | None) -> None:
    """Before a long run: can its results be written, and would they overwrite an input?"""
    targets = [t for t in (output, json_file) if t is not None]
    if output == STDOUT:
        raise UsageError("--output -", "the HTML goes to a file.", "Give its name.")
    inputs = {Path(p).resolve() for p in paths if p != STDOUT}
    places = [Path(t).resolve() for t in targets if t != STDOUT]
    if len(set(places)) < len(places):
        raise UsageError(str(output), "both outputs would go to this file.", "Give two names.")
    for target, place in zip((t for t in targets if t != STDOUT), places, strict=True):
        if place in inputs:
            raise UsageError(target, "this output is also an input.", "Give another name.")
        check_writable(target)
