"""`sayso read`: articles -> what each says, by itself."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sayso.model import Reading, SourceKind

from .inputs import Jobs, Outlet, Paths, Published, Quiet, articles_of, name_notes, name_problems


def read(
    paths: Paths,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Print all that was found, one line of JSON an article.")
    ] = False,
    published: Published = None,
    outlet: Outlet = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read articles one by one and print what each says.

    Prints who says what, in the article's words, or with --jsonl everything as data.

    \b
    Examples:
      sayso read report.txt
      sayso read articles/ --jsonl --jobs 2 > readings.jsonl
    """
    loaded = articles_of(paths, published, outlet)

    from sayso.brief import reading_to_json
    from sayso.brief.data import dump
    from sayso.engine import read_all

    failed = bool(loaded.problems)
    for outcome in read_all(loaded.articles, jobs=min(jobs, max(1, len(loaded.articles)))):
        if not isinstance(outcome, Reading):
            name_problems([outcome])
            failed = True
            continue
        if not quiet:
            name_notes([outcome])
        sys.stdout.write(dump(reading_to_json(outcome)) + "\n" if jsonl else _plainly(outcome))
        sys.stdout.flush()
    raise typer.Exit(1 if failed else 0)


def _plainly(reading: Reading) -> str:
    """The statements of one article: whose, how, how sure, and the words."""
    lines = [reading.article.title or reading.article.voice]
    for s in reading.statements:
        who = reading.article.voice if s.source.kind is SourceKind.NARRATOR else s.source.name
        how = [str(s.act), str(s.certainty), *(["negative"] if s.polarity == "negative" else [])]
        lines.append(f"  {who} ({', '.join(how)}): {' '.join(s.text.split())}")
    return "\n".join(lines) + "\n\n"
