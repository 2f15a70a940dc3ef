"""The commands, and how a fault ends one: in plain words on stderr, with exit code 1 (failed) or 2 (wrong usage)."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from sayso import __version__
from sayso.model import SaysoError, UsageError

from .add import add
from .brief import brief
from .claim import claim
from .evaluate import evaluate
from .export import export
from .judge import judge
from .listing import list_articles
from .output import say
from .read import read
from .reread import reread
from .search import search
from .show import show
from .stats import stats
from .story import story
from .verify import verify

app = typer.Typer(
    name="sayso",
    help="Who said what in news reports, on whose say-so, how sure, and on how many independent origins.",
    epilog="Exit codes: 0 done, 1 something failed (named on stderr), 2 wrong usage.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(short_help="Read articles, link them, and write a brief.")(brief)
app.command()(read)
app.command(short_help="Check a brief or a ledger again.")(verify)
app.command(short_help="Put articles into a ledger.")(add)
app.command("list", short_help="List the articles of a ledger.")(list_articles)
app.command(short_help="Show an article or a statement.")(show)
app.command(short_help="Find out who said what in a ledger.")(search)
app.command(short_help="List stories, or show one.")(story)
app.command(short_help="List claims, or show one.")(claim)
app.command()(export)
app.command(short_help="Count what a ledger holds.")(stats)
app.command(short_help="Read the articles of a ledger again.")(reread)
app.add_typer(judge, short_help="Overrule what the machine found.")
app.command(short_help="Measure the reader on a gold set.")(evaluate)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Entry point of the `sayso` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a character must not end the run
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except UsageError as e:
        say(str(e))
        sys.exit(2)
    except SaysoError as e:
        say(str(e))
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
