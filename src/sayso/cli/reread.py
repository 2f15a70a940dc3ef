"""`sayso reread`: the articles of a ledger, read again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .inputs import Jobs, Quiet, name_problems
from .ledgers import LedgerFile, ledger_at, many
from .output import progress_bar, say

if TYPE_CHECKING:
    from sayso.engine import Added


def reread(
    ledger: LedgerFile = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also what this version has read and linked already."),
    ] = False,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read the articles of a ledger again, where another version of the reader read them, and link what another one linked, or what
    changed.

    Judgements stay, and hold for the same words as before. A run that was cut off is finished by running it again.

    \b
    Examples:
      sayso reread --jobs 2
      sayso reread --all --ledger case.sayso
    """
    from sayso.engine import reread as reread_all

    with ledger_at(ledger) as opened, progress_bar("reading", quiet=quiet) as bar:
        done = reread_all(
            opened,
            everything=everything,
            jobs=jobs,
            progress=(lambda words, n, of: bar(n, of, words)) if bar else None,
        )
    name_problems(done.problems)
    if not quiet:
        sys.stdout.write(_summary(done) + "\n")
    if done.stopped:
        say("stopped. Run the same command again to go on.")
    raise typer.Exit(1 if done.stopped or done.problems else 0)


def _summary(done: Added) -> str:
    read = done.new + done.known
    if not read and not done.linked and not done.problems:
        return "Everything was read and linked by this version already; --all does it again."
    linked = f"{many(done.linked, 'story', 'stories')} linked again"
    if not read:
        return f"No article had to be read again; {linked}."
    return f"{many(read, 'article', 'articles')} read again, {done.new:,} of them otherwise than before; {linked}."
