"""Opens a ledger: the file, its version, and connections that wait for each other.

Write-ahead log, so that readers and one writer do not disturb each other. A writer takes the lock when it begins and others
wait for it. `synchronous=NORMAL`: a killed process loses nothing; when the whole machine fails the last articles may be missing
(never half there) and the next `sayso add` brings them. Judgements, which nobody can bring again, are written through to the disk.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from ..model import LedgerError
from .faults import damaged, told
from .schema import APPLICATION, HEAD
from .store import Ledger

WAIT = 600  # seconds that a writer waits for another: an `add` beside an `add` shows nothing of it
_NO_LEDGER = "Make one with `sayso add`, or name another with --ledger."


def default_path() -> Path:
    """$SAYSO_LEDGER, else `ledger.sayso` in the user's data folder."""
    named = os.environ.get("SAYSO_LEDGER")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "sayso" / "ledger.sayso"


def open_ledger(path: str | Path | None = None, *, create: bool = False) -> Ledger:
    """The ledger in the file `path` (default: `default_path()`); with `create`, a new one where there is none.

    Use it in a `with`, or close it. Raises LedgerError, which names the file, what is wrong and what to do: there is no
    ledger, it is none, it is damaged or of a newer version, its folder cannot be written, the disk is full.
    """
    place = Path(path) if path is not None else default_path()
    fresh = _looked_at(place, create)
    with told(place):
        engine = _engine(place, create)
        try:
            _brought_up(engine, place, fresh)
        except BaseException:
            engine.dispose()
            raise
    return Ledger(place, engine)


def _looked_at(place: Path, create: bool) -> bool:
    """Whether the ledger is still to be made. Raises LedgerError for what the file system can tell."""
    try:
        if place.is_dir():
            raise LedgerError(str(place), "this is a folder.", "Give the name of a file.")
        if place.exists() and place.stat().st_size:
            return False
        if not create:
            problem = "the file is empty." if place.exists() else "there is no ledger."
            raise LedgerError(str(place), problem, _NO_LEDGER)
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise LedgerError(str(place), f"it cannot be opened ({e.strerror}).", "Check its folder.") from e
    return True


def _engine(place: Path, create: bool) -> Engine:
    name = place.absolute().as_uri()
    # Without the right to write beside it, a ledger can still be read where no writer has left a log.
    frozen = not os.access(place.parent, os.W_OK) and not Path(f"{place}-wal").exists()
    how = "?immutable=1" if frozen and not create else "?mode=rwc" if create else "?mode=rw"

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(name + how, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
        made.execute("PRAGMA synchronous=NORMAL")
        made.execute("PRAGMA temp_store=MEMORY")
        made.execute("PRAGMA cache_size=-16000")
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _brought_up(engine: Engine, place: Path, fresh: bool) -> None:
    if fresh:
        _log_ahead(engine)
    else:
        with engine.connect() as c:
            version = _version(c, place)
        if version == HEAD:
            return
    with engine.connect().execution_options(writing=True) as c, c.begin():
        if _version(c, place) != HEAD:  # another process may have been faster
            _migrate(c)
            c.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")


def _log_ahead(engine: Engine) -> None:
    raw: Any = engine.raw_connection()
    try:
        raw.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as e:
        if e.sqlite_errorname != "SQLITE_BUSY":  # another process is just doing it
            raise
    finally:
        raw.close()


def _version(c: Connection, place: Path) -> str | None:
    """The ledger's version, None for a new file. Raises LedgerError for one that is none, or newer than the program."""
    whose = c.exec_driver_sql("PRAGMA application_id").scalar()
    if whose != APPLICATION:
        if whose == 0 and not c.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
            return None
        raise LedgerError(str(place), "this is a database, but not a ledger of sayso.", "Give another file.")
    found = c.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if not isinstance(found, str):
        raise damaged(place, "it has no version")
    if found > HEAD:
        problem = f"it was written by a newer sayso (version {found} of the tables; this one knows {HEAD})."
        raise LedgerError(str(place), problem, "Update sayso; the ledger was left as it is.")
    return found


def _migrate(c: Connection) -> None:
    import logging

    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = c
    command.upgrade(config, "head")
