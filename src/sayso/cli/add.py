"""`sayso add`: articles -> the ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.model import Article, InputError

from .inputs import Jobs, Outlet, Published, Quiet, articles_of, name_problems
from .ledgers import LedgerFile, many
from .output import progress_bar, say

if TYPE_CHECKING:
    from sayso.engine import Added
    from sayso.ledger import Ledger

_NAMED = 10  # articles that yielded nothing
_AT_ONCE = 256  # files in memory at a time


def add(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|DIR",
            help="Articles: .txt, .md, .html, .json, .jsonl, folders of them; - is JSONL on stdin. Without any, only links.",
        ),
    ] = None,
    ledger: LedgerFile = None,
    published: Published = None,
    outlet: Outlet = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read articles and keep them in a ledger, linked with those that are there.

    The ledger is made where there is none. An article that it holds already changes nothing, so a run that
    was cut off is finished by running it again. Ctrl-C ends it after the current article; what cannot be read is named and passed over.

    \b
    Examples:
      sayso add articles/ --jobs 2
      sayso add today.jsonl --ledger case.sayso
      cat articles.jsonl | sayso add -
    """
    from sayso.engine import add as add_all
    from sayso.ingest.counting import count
    from sayso.ledger import open_ledger
    from sayso.ledger.browse import newest_arrival

    problems: list[InputError] = []
    with open_ledger(ledger, create=True) as opened:
        with opened.look() as c:
            before = newest_arrival(c)
        with progress_bar("reading", quiet=quiet) as bar:
            done = add_all(
                _drawn(paths or [], published, outlet, problems),
                opened,
                jobs=jobs,
                total=count(paths or []) if bar else None,
                progress=(lambda words, n, of: bar(*_of(words, n, of, len(problems)), words)) if bar else None,
            )
        for problem in problems:
            opened.note_problem(problem)
        name_problems(done.problems)
        if not quiet:
            sys.stdout.write(_summary(done, opened, bool(paths)) + "\n")
            _name_silent(opened, before)
            _name_doubts(done)
    if done.stopped:
        say("stopped. Run the same command again to go on.")
    raise typer.Exit(1 if done.stopped or done.problems or problems else 0)


def _drawn(
    paths: list[str], published: list[str] | None, outlet: list[str] | None, problems: list[InputError]
) -> Iterator[Article]:
    """The articles, some files at a time; `problems` takes what could not be read, named on stderr at once."""
    # What is said of single files is checked against all of them.
    whole = any("=" in value for value in (*(published or ()), *(outlet or ())))
    known = _names(paths, problems)
    while some := list(paths if whole else islice(known, _AT_ONCE)):
        loaded = articles_of(some, published, outlet)
        problems += loaded.problems
        yield from loaded.articles
        if whole:
            return


def _of(words: str, done: int, total: int | None, failed: int) -> tuple[int, int | None]:
    """Of what is read, what could not be is done, too; and no more is done than there is."""
    if words != "reading" or total is None:
        return done, total
    return min(done + failed, total), total


def _names(paths: list[str], problems: list[InputError]) -> Iterator[str]:
    """Names of files, folders taken apart."""
    from sayso.ingest.files import files

    for path in paths:
        for found in files(path) if Path(path).is_dir() else [(Path(path), path)]:
            if isinstance(found, InputError):
                problems.append(found)
                name_problems([found])
            else:
                yield found[1]


def _name_silent(opened: Ledger, before: int) -> None:
    """New articles that yielded nothing, as those in another language do: nobody should wait for their claims."""
    from sayso.ledger.browse import without_statements

    with opened.look() as c:
        silent = without_statements(c, before)
    for article, file in silent[:_NAMED]:
        say(f"note: {file or article}: nothing was taken from it; `sayso show {article}` tells why.")
    if len(silent) > _NAMED:
        say(f"note: nor from {len(silent) - _NAMED:,} more; `sayso list` shows 0 statements for them.")


def _name_doubts(done: Added) -> None:
    for file, why in done.doubts[:_NAMED]:
        say(f"note: {file}: {why}.")
    if len(done.doubts) > _NAMED:
        say(f"note: {len(done.doubts) - _NAMED:,} more may be in other languages; `sayso show` tells of each.")


def _summary(done: Added, ledger: Ledger, given: bool) -> str:
    holds = f"the ledger holds {many(ledger.count(), 'article', 'articles')} in {many(ledger.stories(), 'story', 'stories')}"
    if not given:
        return f"{holds[0].upper()}{holds[1:]}, all linked."
    there = f", {done.known:,} were there already" if done.known else ""
    failed = f", {len(done.problems):,} failed" if done.problems else ""
    return f"{many(done.new, 'article', 'articles')} added{there}{failed}; {holds}."
