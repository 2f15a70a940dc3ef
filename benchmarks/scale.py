"""What a ledger of many articles costs: adding one more, looking things up, room on the disk, memory.

    python benchmarks/scale.py [SIZE...] [--adds N] [--live N] [--folder DIR] [--json FILE]

The first articles of a made-up stream (see scale_articles.py) are filed one by one, through the same code as `sayso add` but for
linking: each statement is put down as one claim. A ledger of SIZE articles is these, and under them the same again, older
and older (scale_layers.py); with `--live SIZE` all up to that size are filed one by one. To each ledger the same N articles that come next
are added, one at a time: kept, and all that changed linked. So the ledgers differ by what lies further back alone. Vectors of
meaning are made of words alone while filing; when articles are added the encoder works too, for its time. Processor time is
what counts where others use the machine.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import argparse
import gc
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from shutil import copyfile
from typing import Any

import numpy as np
from scale_articles import Plan, stream, vocabulary
from scale_layers import laid
from scale_readings import reading_of

from sayso.ledger import Ledger, open_ledger, settling
from sayso.ledger.keeping import keep, prepare
from sayso.ledger.query import Query
from sayso.ledger.search import search
from sayso.ledger.telling import stale
from sayso.link import story_profile
from sayso.model import Claim, ClaimStatus, Links, Origin

AT_ONCE = 200  # articles of one transaction while loading
SIZES = (1_000, 10_000, 100_000)
LIVE = 1_000  # articles filed one by one
_real_embed = story_profile.embed


def made_up(texts: Sequence[str]) -> Any:
    """A vector for each text, of its words alone: texts with the same words are near each other."""
    rows = np.zeros((len(texts), 384), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.lower().split():
            n = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
            row[n % 384] += 1 if n >> 32 & 1 else -1
    return rows / np.maximum(1e-6, np.linalg.norm(rows, axis=1, keepdims=True))


def paid_for(texts: Sequence[str]) -> Any:
    """The same vectors, at the encoder's cost."""
    _real_embed(texts)
    return made_up(texts)


@contextmanager
def embedding(how: Callable[[Sequence[str]], Any]) -> Iterator[None]:
    before = story_profile.embed
    story_profile.embed = how  # type: ignore[assignment]
    try:
        yield
    finally:
        story_profile.embed = before


def load(ledger: Ledger, plans: Iterator[Plan], size: int, *, told: Callable[[int], None] = lambda n: None) -> None:
    """The next `size` articles, AT_ONCE to a transaction; their chapters are marked as linked, each statement a claim."""
    done = 0
    gc.freeze()  # what the program itself is made of need not be looked through again and again
    with embedding(made_up):
        while done < size:
            some = [prepare(reading_of(plan)) for plan in islice(plans, min(AT_ONCE, size - done))]
            with ledger.change() as c:
                for prepared in some:
                    keep(c, prepared)
            done += len(some)
            told(done)
    linked_lightly(ledger)


def linked_lightly(ledger: Ledger) -> None:
    with ledger.look() as c:
        waiting = stale(c)
    for top in range(0, len(waiting), AT_ONCE):
        with ledger.change() as c:
            for story, n in waiting[top : top + AT_ONCE]:
                chapter = settling.take(c, story, n)
                if chapter is not None:
                    links = Links((), (), chapter.copies, _claims(chapter), ())
                    settling.put(c, chapter, settling.lasting(links, chapter, chapter.readings[0].article.title or ""))


def _claims(chapter: settling.Chapter) -> tuple[Claim, ...]:
    return tuple(
        Claim(s.id, s.text, (s.id,), ClaimStatus.ONE_ORIGIN, (Origin(s.source.name),), (s.article,))
        for r in chapter.readings
        for s in r.statements
    )


def add(ledger: Ledger, plan: Plan) -> dict[str, float]:
    """Adds one article: seconds of processor time and by the clock for keeping it and for linking what changed."""
    reading = reading_of(plan)
    marks = [(time.process_time(), time.perf_counter())]
    with embedding(paid_for):
        ledger.keep(reading)
        marks.append((time.process_time(), time.perf_counter()))
        ledger.settle()
    marks.append((time.process_time(), time.perf_counter()))
    (p0, w0), (p1, w1), (p2, w2) = marks
    return {
        "keep": p1 - p0,
        "settle": p2 - p1,
        "both": p2 - p0,
        "keep wall": w1 - w0,
        "settle wall": w2 - w1,
        "both wall": w2 - w0,
    }


def queries() -> dict[str, list[Query]]:
    """Searches for rare and for common words, one word and two, and with a speaker."""
    words, _ = vocabulary()
    return {
        "rare": [Query(words=w) for w in words[-40:]],
        "middling": [Query(words=w) for w in words[900:940]],
        "common": [
            Query(words=w) for w in (*words[:30], *["the", "of", "and", "to", "in", "on", "for", "that", "with"])
        ],
        "two common": [Query(words=f"{a} {b}") for a, b in zip(words[:20], words[20:40], strict=True)],
    }


def searches(ledger: Ledger) -> dict[str, list[float]]:
    """Seconds of each search, by kind; each in a look of its own."""
    took: dict[str, list[float]] = {}
    for kind, asked in queries().items():
        for query in asked:
            start = time.perf_counter()
            with ledger.look() as c:
                search(c, query)
            took.setdefault(kind, []).append(time.perf_counter() - start)
    return took


def bytes_of(path: Path) -> int:
    return sum(p.stat().st_size for p in (path, Path(f"{path}-wal")) if p.exists())


def tables(ledger: Ledger) -> dict[str, int]:
    """Bytes of each table and index, where SQLite can tell; the largest first."""
    with ledger.look() as c:
        try:
            rows = c.exec_driver_sql("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC").all()
        except Exception:  # dbstat is not compiled in everywhere
            return {}
    return {row[0]: row[1] for row in rows}


def p95(values: Sequence[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def memory() -> float:
    """The most that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made(folder: Path, size: int, live: int) -> None:
    """Makes the ledger of `size` articles in `folder`: one by one, going on from the largest smaller one there, or in layers."""
    start = time.perf_counter()

    def told(done: int) -> None:
        took = f"{time.perf_counter() - start:.0f} s, {time.process_time():.0f} s of processor time"
        print(f"  {size:,}: {done:,}, {took}, {memory():.0f} MB", file=sys.stderr, flush=True)

    if size > live:
        made(folder, live, live)
        laid(folder / f"{live}.sayso", folder / f"{size}.sayso", size // live, told=told)
    elif not (folder / f"{size}.sayso").exists():
        making = folder / "making.sayso"  # what is there of it when a run is cut off is gone on with
        smaller = [n for p in folder.glob("*.sayso") if p.stem.isdigit() and (n := int(p.stem)) < size]
        if smaller and not making.exists():
            copyfile(folder / f"{max(smaller)}.sayso", making)
        with open_ledger(making, create=True) as ledger:
            there = ledger.count()
            load(ledger, islice(stream(), there, None), size - there, told=lambda done: told(there + done))
        making.rename(folder / f"{size}.sayso")


def measured(path: Path, size: int, live: int, adds: int) -> dict[str, Any]:
    """Adds articles to the ledger of `size` articles, and searches it."""
    room = bytes_of(path)
    with open_ledger(path) as ledger:
        found = searches(ledger)
        before = memory()
        took = [add(ledger, plan) for plan in islice(stream(), live, live + adds)]
        return {
            "size": size,
            "bytes an article": room / size,
            "stories": ledger.stories(),
            "add": {
                k: {"median": statistics.median(x[k] for x in took), "p95": p95([x[k] for x in took])} for k in took[0]
            },
            "search": {k: {"median": statistics.median(v), "p95": p95(v)} for k, v in found.items()},
            "memory before": before,
            "memory": memory(),
            "tables": tables(ledger),
        }


def lines(results: Sequence[dict[str, Any]]) -> list[str]:
    """For people: a line for each ledger, and the ratios to the first."""
    out = []
    for r in results:
        add_, first = r["add"], results[0]["add"]
        times = ", ".join(
            f"{k} {1000 * add_[k]['median']:.1f} ms (p95 {1000 * add_[k]['p95']:.1f}; {add_[k]['median'] / first[k]['median']:.2f}x,"
            f" {add_[k]['p95'] / first[k]['p95']:.2f}x)"
            for k in ("keep", "settle", "both", "both wall")
        )
        found = ", ".join(f"{k} {1000 * v['p95']:.1f}" for k, v in r["search"].items())
        out.append(f"{r['size']:,} articles, {r['stories']:,} stories: adding one {times}")
        out.append(
            f"    search p95 ms: {found}; {r['bytes an article']:,.0f} bytes an article; peak {r['memory']:.0f} MB"
        )
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE", help=f"articles; else {SIZES}")
    parser.add_argument("--adds", type=int, default=100, help="articles that are added one at a time")
    parser.add_argument("--live", type=int, default=LIVE, help="articles that are filed one by one")
    parser.add_argument("--folder", type=Path, help="where the ledgers are made, and stay; else a temporary one")
    parser.add_argument("--json", type=Path, help="write all figures there")
    parser.add_argument(
        "--only", choices=("make", "measure"), help="with --folder: make the ledgers, or measure those made"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        sizes = args.sizes or SIZES
        for size in sizes if args.only != "measure" else ():
            made(folder, size, min(size, args.live))
        some = sizes if args.only != "make" else ()
        results = [measured(folder / f"{n}.sayso", n, min(n, args.live), args.adds) for n in some]
    print("\n".join(lines(results)))
    if args.json:
        args.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
