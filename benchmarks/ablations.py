"""What the trained tagger and the rules each bring to attribution, and what each stage of reading costs.

    python benchmarks/ablations.py [--data ../shared/data/polnear] [--every N]

Attribution on PolNeAR's development part, three ways: the reader as it is; the reader whose tagger finds no attribution (rules
over the parse alone); the tagger's outermost spans as they come, each cue joined to the source and the content nearest to it.
Stages: processor time relative to plain spaCy on the same texts in the same run (the examples), least of three rounds.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench import plain_spacy

from sayso.evaluate import Report, evaluate, yardstick
from sayso.evaluate.brat import Attribution
from sayso.evaluate.polnear import hold
from sayso.evaluate.run import report
from sayso.evaluate.yardstick import Document
from sayso.ingest import load
from sayso.read import reader
from sayso.read.draft import Draft, Stage, Tagged
from sayso.read.tagger import tag

ROOT = Path(__file__).resolve().parent.parent
POLNEAR = ROOT.parent / "shared" / "data" / "polnear"
ROWS = ("source", "cue", "content", "content exact", "linked")
ROUNDS = 3


def tag_without_attributions(draft: Draft) -> None:
    tag(draft)
    draft.tagged.clear()


@contextmanager
def instead(stages: tuple[Stage, ...]) -> Iterator[None]:
    """Reading with other stages."""
    kept = reader.STAGES
    reader.STAGES = stages
    reader._checked.cache_clear()
    try:
        yield
    finally:
        reader.STAGES = kept
        reader._checked.cache_clear()


def rules_only(data: Path, every: int) -> Report:
    stages = tuple(replace(s, run=tag_without_attributions) if s.run is tag else s for s in reader.STAGES)
    with instead(stages):
        return evaluate(yardstick("polnear"), data, split="dev", every=every)


def tagger_only(data: Path, every: int) -> Report:
    until = next(n for n, s in enumerate(reader.STAGES) if s.run is tag)
    documents = [d for d in yardstick("polnear").load(data, "dev") if isinstance(d, Document)][::every]
    outcomes = []
    for document in documents:
        draft = Draft(document.article)
        for stage in reader.STAGES[: until + 1]:
            stage.run(draft)
        found = [(a, 1.0) for a in joined([t for t in draft.tagged if t.layer == 0])]
        outcomes.append(hold(document.article.text, found, document.gold))
    return report(yardstick("polnear"), outcomes, split="dev")


def joined(spans: list[Tagged]) -> list[Attribution]:
    """Each cue with the nearest source and content that no nearer cue took; contents without a cue stand alone."""
    cues = [t for t in spans if t.role == "cue"]
    made = [Attribution([], [c.span], []) for c in cues]
    for role in ("source", "content"):
        for t in (t for t in spans if t.role == role):
            nearest = min(
                range(len(cues)),
                key=lambda n: max(t.span.start - cues[n].span.end, cues[n].span.start - t.span.end),
                default=None,
            )
            if nearest is not None:
                getattr(made[nearest], role).append(t.span)
    return made


def costs() -> list[tuple[str, float]]:
    """(stage, processor time relative to plain spaCy)."""
    articles = load([str(ROOT / "examples")]).articles
    nlp = plain_spacy()
    whole = {"plain spaCy": least(lambda: [nlp(a.text) for a in articles])}
    for _ in range(ROUNDS + 1):
        spent: dict[str, float] = {}
        for article in articles:
            draft = Draft(article)
            for stage in reader.STAGES:
                start = time.process_time()
                stage.run(draft)
                spent[stage.name] = spent.get(stage.name, 0.0) + time.process_time() - start
        for name, seconds in spent.items():
            whole[name] = min(whole.get(name, seconds), seconds)
    plain = whole.pop("plain spaCy")
    return [(name, seconds / plain) for name, seconds in whole.items()]


def least(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=POLNEAR)
    parser.add_argument("--every", type=int, default=1, help="read each Nth document")
    args = parser.parse_args()
    print("| stage | cost, plain spaCy = 1 |\n|---|---:|")
    found = costs()
    for name, cost in found:
        print(f"| {name} | {cost:.3f} |")
    print(f"| all | {sum(c for _, c in found):.3f} |\n")
    ways = {
        "rules alone": rules_only(args.data, args.every),
        "tagger alone": tagger_only(args.data, args.every),
        "both": evaluate(yardstick("polnear"), args.data, split="dev", every=args.every),
    }
    print(f"| attribution, F1 | {' | '.join(ROWS)} |\n|---|{'---:|' * len(ROWS)}")
    for name, figures in ways.items():
        print(f"| {name} | {' | '.join(f'{figures.value(r):.3f}' for r in ROWS)} |")


if __name__ == "__main__":
    main()
