"""Events with annotated clauses (benchmarks/annotations/clauses.json) as data to fit on, in the form of train.load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sayso.evaluate.claims import Event, load
from sayso.evaluate.yardstick import Trial
from sayso.link.claims import candidate_pairs, lay_out
from sayso.link.copies import find_copies
from sayso.link.pairs import features
from sayso.link.stories import find_stories
from sayso.model import Reading, Span
from sayso.read import read

ALIKE = 0.6  # intersection over union from which a clause as cut today is the one that was annotated


def annotated(gold: Path, part: str) -> Iterator[tuple[dict, list[Reading]]]:
    """Pairs, features and labels of each event of `part` ("train", "weigh" or "choose"), and its readings."""
    for trial in load(gold, part):
        if not isinstance(trial, Trial):
            raise SystemExit(str(trial))
        event: Event = trial.material
        readings = [read(a) for a in event.articles]
        yield _data(event, readings), readings


def _data(event: Event, readings: list[Reading]) -> dict:
    field = lay_out(readings, find_stories(readings, find_copies(readings)))
    pairs = candidate_pairs(field)
    article = [field.statements[u.statement].article for u in field.units]
    held: list[set[int]] = []
    for u, a in zip(field.units, article, strict=True):
        held.append({n for n, c in enumerate(event.claims) if any(a == b and _iou(u.span, x) >= ALIKE for b, x in c)})
    label = [1 if held[i] & held[j] else 0 if article[i] != article[j] or held[i] or held[j] else -1 for i, j in pairs]
    # Each clause was judged by itself, so each pair is a group of its own.
    return {
        "event": event.name,
        "field": field,
        "pairs": pairs,
        "x": features(field, pairs),
        "y": np.array(label),
        "group": pairs,
    }


def _iou(a: Span, b: Span) -> float:
    shared = max(0, min(a.end, b.end) - max(a.start, b.start))
    return shared / max(1, a.end - a.start + b.end - b.start - shared)
