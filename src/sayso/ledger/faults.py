"""SQLite's errors in plain words: what is wrong with the ledger, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from ..model import LedgerError

# By the beginning of SQLite's name for it, the first that fits.
_WORDS = (
    ("SQLITE_FULL", "the disk is full; nothing was lost.", "Free some space and run the command again."),
    ("SQLITE_IOERR_WRITE", "the disk took no more; nothing was lost.", "Free some space and run the command again."),
    ("SQLITE_IOERR", "the disk fails ({detail}).", "Copy the ledger to another disk, then run `sayso verify` on it."),
    ("SQLITE_READONLY", "nothing can be written to it.", "Check the permissions of the file and of its folder."),
    ("SQLITE_CANTOPEN", "it cannot be opened.", "Check that its folder exists and the permissions of both."),
    ("SQLITE_PERM", "it may not be opened.", "Check the permissions of the file."),
    ("SQLITE_AUTH", "it may not be opened.", "Check the permissions of the file."),
    ("SQLITE_NOTADB", "this is not a ledger.", "Give the file that `sayso add` wrote."),
    (
        "SQLITE_CORRUPT",
        "the file is damaged ({detail}).",
        "Take it from a backup, or add its articles to a new ledger.",
    ),
    ("SQLITE_BUSY", "another program has held it for too long.", "Wait for it to end, or end it, and try again."),
    ("SQLITE_LOCKED", "another program has held it for too long.", "Wait for it to end, or end it, and try again."),
    ("SQLITE_TOOBIG", "an article is too large to be kept.", "Split it."),
)
_DAMAGED = "SQLITE_CORRUPT"


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raises what SQLite says inside of it as a LedgerError about `path`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as e:
        cause = e.orig if isinstance(e, DBAPIError) else e
        raise in_words(path, cause) from e


def in_words(path: Path, cause: object) -> LedgerError:
    name = getattr(cause, "sqlite_errorname", "") or ""
    detail = " ".join(str(cause).split())[:200]
    if not name and "malformed" in detail:
        name = _DAMAGED
    if name == "SQLITE_ERROR" and ("no such table" in detail or "no such column" in detail):
        name = _DAMAGED  # the version says that it is there
    for begins, problem, remedy in _WORDS:
        if name.startswith(begins):
            return LedgerError(str(path), problem.format(detail=detail), remedy)
    return LedgerError(str(path), f"the ledger does not work ({detail}).", "Run `sayso verify` on it.")


def damaged(path: Path, what: str) -> LedgerError:
    """Of data that SQLite gives but that are not what was kept."""
    return LedgerError(
        str(path), f"the file is damaged ({what}).", "Take it from a backup, or add its articles to a new ledger."
    )
