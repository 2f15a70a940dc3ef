"""Speed and memory in one run on the same text: plain spaCy, reading, the whole brief.

    make bench            on the examples
    python benchmarks/bench.py FILE|DIR...

Prints words per second (median of three rounds after a warm-up, one process, one thread), ratios to plain spaCy, peak memory.
Figures of different machines or runs are not comparable; the ratios of one run are.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sayso.brief import build_brief, to_html, to_json
from sayso.engine import run
from sayso.ingest import load
from sayso.model import Article
from sayso.read import read
from sayso.read.parse import pipeline

ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """Median wall-clock seconds of `work` over ROUNDS rounds, after one that does not count."""
    work()
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def whole_brief(articles: tuple[Article, ...]) -> None:
    result = run(articles)
    brief = build_brief(result.readings, result.links)
    to_json(brief)
    to_html(brief)


def main() -> None:
    paths = sys.argv[1:] or [str(Path(__file__).parent.parent / "examples")]
    articles = load(paths).articles
    texts = [a.text for a in articles]
    words = sum(len(t.split()) for t in texts)
    nlp = pipeline()
    rows = [
        ("plain spaCy", seconds(lambda: [nlp(t) for t in texts])),
        ("read", seconds(lambda: [read(a) for a in articles])),
        ("whole brief", seconds(lambda: whole_brief(articles))),
    ]
    print(f"{len(articles)} articles, {words} words, {ROUNDS} rounds")
    for name, took in rows:
        print(f"{name:12s} {words / took:8.0f} words/s   {took / rows[0][1]:5.2f} x plain spaCy")
    print(f"peak memory  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
