"""`sayso verify`: does a brief hold against its articles? Does a ledger?"""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.model import Article, InputError, UsageError, VerifyError

from .inputs import Quiet, articles_of
from .ledgers import LedgerFile, ledger_at, many
from .output import progress_bar, say

_MOST_FAULTS = 20  # that are named of a ledger
_REMEDY = "Give a brief that `sayso brief` wrote."


def verify(
    brief: Annotated[
        str | None,
        typer.Argument(
            metavar="BRIEF", help="A brief, .html or .json, or a ledger; without it, the ledger of --ledger."
        ),
    ] = None,
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE|DIR", help="The articles, to compare its texts with theirs."),
    ] = None,
    ledger: LedgerFile = None,
    quiet: Quiet = False,
) -> None:
    """Check a brief or a whole ledger again: every span, reference, number and rule.

    Exits with 1 where something does not hold, and says what and where.

    \b
    Examples:
      sayso verify brief.html
      sayso verify brief.json articles/
      sayso verify --ledger case.sayso
    """
    if brief is None or (ledger is None and _is_database(brief)):
        _verify_ledger(Path(brief) if brief else ledger, quiet)
        return
    if ledger is not None:
        raise UsageError(brief, "a brief is checked without a ledger.", "Leave out one of the two.")
    data, html = _brief(brief)
    loaded = articles_of(articles) if articles else None
    given = loaded.articles if loaded else None

    from sayso.verify import verify as check
    from sayso.verify import verify_page

    faults = check(data, given)
    if html is not None and not faults:
        faults = verify_page(html, data)
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise VerifyError(brief, f"does not hold. {faults[0]}{more}")
    sys.stdout.write(_summary(brief, data, given) + "\n")
    raise typer.Exit(1 if loaded and loaded.problems else 0)


def _is_database(name: str) -> bool:
    try:
        with Path(name).open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _verify_ledger(file: Path | None, quiet: bool) -> None:
    from sayso.verify.ledger import verify_ledger

    with ledger_at(file) as opened, progress_bar("Stories", quiet=quiet) as progress:
        faults = list(islice(verify_ledger(opened, progress), _MOST_FAULTS))
        count, where = opened.count(), str(opened.path)
    for fault in faults[1:]:
        say(f"{where}: {fault}")
    if faults:
        raise VerifyError(where, f"does not hold. {faults[0]}")
    sys.stdout.write(f"{where} holds: {many(count, 'article', 'articles')}.\n")


def _brief(name: str) -> tuple[dict[str, Any], str | None]:
    """The brief as data, and its page where it is one."""
    from sayso.verify import brief_in

    try:
        text = Path(name).read_text(encoding="utf-8")
    except OSError as e:
        raise InputError(name, f"the file cannot be read ({e.strerror}).", _REMEDY) from e
    except UnicodeDecodeError:
        raise InputError(name, "this is not text in UTF-8.", _REMEDY) from None
    html = None if text.lstrip()[:1] in ("{", "[") else text
    data = brief_in(text) if html is not None else text
    if data is None:
        raise InputError(name, "the page holds no brief.", "Give a page that `sayso brief -o` wrote.")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as e:
        raise InputError(name, f"its data is not JSON ({e}).", "Make the brief again.") from e
    if not isinstance(found, dict):
        raise InputError(name, "this is not a brief.", _REMEDY)
    return found, html


def _summary(name: str, data: dict[str, Any], given: tuple[Article, ...] | None) -> str:
    counts = ", ".join(f"{len(data[kind]):,} {kind}" for kind in ("articles", "statements", "quotations", "claims"))
    against = "; the texts are those of the files" if given is not None else ""
    return f"{name} holds: {counts}{against}."
