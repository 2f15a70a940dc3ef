"""How far an attribution may be believed: from the tagger's score, which is too sure of itself, to the share that is right.

The map is a rising line through the points of data/confidence.tsv (see training/confidence.py); docs/accuracy.md shows how well it
holds.
"""

from __future__ import annotations

from functools import cache

from .lexicon import rows


@cache
def points() -> tuple[tuple[float, float], ...]:
    """(score, share that is right), both rising."""
    return tuple((float(score), float(right)) for score, right in rows("confidence.tsv"))


def believed(score: float) -> float:
    """The share of attributions of `score` that are right, in [0, 1]; never falls where `score` rises."""
    before = (0.0, 0.0)
    for here in (*points(), (1.0, points()[-1][1])):
        if score <= here[0]:
            width = here[0] - before[0]
            return round(before[1] + (here[1] - before[1]) * (score - before[0]) / width if width else here[1], 3)
        before = here
    return before[1]
