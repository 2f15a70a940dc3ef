"""Runs that are killed, and runs beside each other: what was kept stays, and the ledger ends up the same."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from ledgers import articles, contents, read_simply
from sayso.engine import add
from sayso.ledger import open_ledger

KILLS, COUNT = 6, 24
SHARED = 12  # articles that two processes add at once
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed")


def add_simply(path: Path, count: int, order: int = 1) -> None:
    """In a process of its own: adds the first articles, read in a moment."""
    import sayso.engine.adding
    import sayso.engine.runner

    sayso.engine.runner.read_guarded = read_simply
    sayso.engine.adding.SETTLED = 7
    with open_ledger(path, create=True) as ledger:
        done = add(articles(count)[::order], ledger)
        assert not done.problems, done.problems


def started(path: Path, count: int = COUNT, order: int = 1) -> multiprocessing.Process:
    process = multiprocessing.get_context("fork").Process(target=add_simply, args=(path, count, order))
    process.start()
    return process


def integrity(path: Path) -> list[str]:
    with open_ledger(path) as ledger, ledger.look() as c:
        faults = [str(x) for x in c.exec_driver_sql("PRAGMA integrity_check").scalars() if x != "ok"]
        for words in ("article_words", "statement_words"):
            c.exec_driver_sql(f"INSERT INTO {words}({words}, rank) VALUES ('integrity-check', 1)")
        return faults


def test_killed_at_any_moment(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    process = started(whole)
    process.join()
    assert process.exitcode == 0
    chance = random.Random(4)
    kept: list[str] = []
    for kill in range(KILLS):
        process = started(killed)
        wanted = (kill + 1) * COUNT // (KILLS + 1)
        while process.is_alive() and count(killed) < wanted:
            time.sleep(0.002)
        time.sleep(chance.random() * 0.1)
        if process.is_alive():
            os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        assert integrity(killed) == []
        with open_ledger(killed) as ledger:
            ids = ledger.ids()
        assert ids[: len(kept)] == kept
        kept = ids
    process = started(killed)
    process.join()
    assert process.exitcode == 0
    with open_ledger(whole) as a, open_ledger(killed) as b:
        assert contents(a) == contents(b)


def count(path: Path) -> int:
    if not path.exists() or not path.stat().st_size:
        return 0
    with open_ledger(path) as ledger:
        return ledger.count()


def test_two_that_add_and_ten_that_read(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    seen: list[str] = []
    faults: list[BaseException] = []
    done = threading.Event()

    def look() -> None:
        try:
            while not done.is_set():
                with open_ledger(path) as ledger:
                    for id_ in ledger.ids()[-3:]:
                        seen.append(ledger.reading(id_).article.id)
                time.sleep(0.05)
        except BaseException as e:
            faults.append(e)

    open_ledger(path, create=True).close()
    adding = [started(path, SHARED), started(path, SHARED, -1)]
    readers = [threading.Thread(target=look) for _ in range(10)]
    for thread in readers:
        thread.start()
    for process in adding:
        process.join()
    done.set()
    for thread in readers:
        thread.join()
    assert [p.exitcode for p in adding] == [0, 0]
    assert faults == []
    assert seen
    with open_ledger(path) as ledger, ledger.look() as c:
        assert sorted(ledger.ids()) == sorted(a.id for a in articles(SHARED))
        assert c.exec_driver_sql("SELECT count(*) FROM chapter WHERE version > linked").scalar() == 0
        assert c.exec_driver_sql("SELECT count(*) FROM member").scalar() == SHARED
    assert integrity(path) == []
