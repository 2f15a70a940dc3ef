"""Kills `add` without warning, again and again, and compares what comes out with a run that nobody disturbed.

    python benchmarks/crash.py [--kills 50] [--articles 500] [--seed 1]

The articles are made up (see scale_articles.py; their first sentences alone) and read already, so that the time goes into the
ledger. A run is killed (SIGKILL) after a random while; then the ledger is opened, SQLite and `verify` check it, every article that
was kept is still there, and the next run goes on. In the end every row of the ledger (but times and caches) is compared with the
undisturbed one's. Exits with 1 where anything differs.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from scale_articles import Plan, stream
from scale_readings import reading_of

from sayso.engine import add
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.schema import metadata
from sayso.model import Article, Reading
from sayso.verify.ledger import verify_ledger

# What a run says about itself, not about articles.
OWN = {"added", "made", "at", "version", "linked", "joined"}
PASSING = {"cache", "meta", "whole", "gist"}
SENTENCES = 3


def short(plan: Plan) -> Reading:
    """What is linked in a moment, and still copied and told by several."""
    return reading_of(replace(plan, lines=plan.lines[:SENTENCES], foot=""))


def run(path: Path, readings: dict[str, Reading]) -> None:
    """In a process of its own."""
    import sayso.engine.runner

    def known(article: Article) -> Reading:
        return readings[article.id]

    sayso.engine.runner.read_guarded = known
    with open_ledger(path, create=True) as ledger:
        done = add([r.article for r in readings.values()], ledger)
    sys.exit(1 if done.problems else 0)


def started(path: Path, readings: dict[str, Reading]) -> Any:
    process = get_context("fork").Process(target=run, args=(path, readings))
    process.start()
    return process


def rows(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    with ledger.look() as c:
        for table in metadata.sorted_tables:
            if table.name not in PASSING:
                columns = [column for column in table.columns if column.name not in OWN]
                query = table.select().with_only_columns(*columns).order_by(*table.primary_key.columns)
                found[table.name] = [tuple(row) for row in c.execute(query)]
    return found


def sound(path: Path) -> list[str]:
    """The ids of the articles, where SQLite and `verify` find nothing wrong."""
    if not path.exists() or not path.stat().st_size:
        return []
    with open_ledger(path) as ledger, ledger.look() as c:
        said = list(c.exec_driver_sql("PRAGMA integrity_check").scalars())
        if said != ["ok"]:
            sys.exit(f"damaged: {said[:3]}")
        for words in ("article_words", "statement_words"):
            c.exec_driver_sql(f"INSERT INTO {words}({words}, rank) VALUES ('integrity-check', 1)")
        faults = list(verify_ledger(ledger))
        if faults:
            sys.exit(f"does not hold: {faults[0]}")
        return ledger.ids()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    readings = {r.article.id: r for r in map(short, islice(stream(given.seed), given.articles))}
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        whole, killed = Path(folder) / "whole", Path(folder) / "killed"
        start = time.perf_counter()
        started(whole, readings).join()
        took = time.perf_counter() - start
        print(f"undisturbed: {given.articles} articles in {took:.1f} s", flush=True)
        kills, kept, rounds = 0, [], 0
        while kills < given.kills:
            process = started(killed, readings)
            # Some are killed while the ledger is just being made, most somewhere in what is left.
            process.join(chance.random() * (0.4 if kills % 10 == 0 else 2 * took / given.kills))
            if process.is_alive():
                os.kill(process.pid, signal.SIGKILL)
                kills += 1
            process.join()
            ids = sound(killed)
            if ids[: len(kept)] != kept:
                sys.exit(f"lost: {len(kept)} articles were there, now {len(ids)}")
            kept = ids
            if process.exitcode == 0:  # it was through: the next kills hit a new ledger
                compare(whole, killed)
                rounds += 1
                for part in ("", "-wal", "-shm"):
                    Path(f"{killed}{part}").unlink(missing_ok=True)
                kept = []
        started(killed, readings).join()
        sound(killed)
        compare(whole, killed)
        print(
            f"{kills} kills over {rounds + 1} ledgers: nothing lost, no damage, each in the end as the undisturbed one"
        )


def compare(whole: Path, killed: Path) -> None:
    with open_ledger(whole) as a, open_ledger(killed) as b:
        left, right = rows(a), rows(b)
    for table in left:
        if left[table] != right[table]:
            sys.exit(f"table {table} differs: {len(left[table])} and {len(right[table])} rows")


if __name__ == "__main__":
    main()
