"""Readings -> copies: articles that share long runs of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..model import Copy, Reading
from .words import split_words

GRAM = 5
LEAST = 0.25  # share of the smaller article's word runs
COMMON = 40  # articles that may hold a run before it says nothing


def find_copies(readings: Sequence[Reading]) -> tuple[Copy, ...]:
    """Pairs of articles whose words largely come from one another, from the later one to the earlier."""
    grams = [_grams(r) for r in readings]
    holders: dict[str, list[int]] = defaultdict(list)
    for i, found in enumerate(grams):
        for g in sorted(found):
            holders[g].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for who in holders.values():
        if 1 < len(who) <= COMMON:
            for n, a in enumerate(who):
                for b in who[n + 1 :]:
                    shared[a, b] += 1
    found_copies = []
    for (a, b), n in sorted(shared.items()):
        share = round(n / max(1, min(len(grams[a]), len(grams[b]))), 4)
        if share >= LEAST:
            found_copies.append(_copy(readings[a], readings[b], share))
    return tuple(found_copies)


def _grams(reading: Reading) -> set[str]:
    lows = [w.low for w in split_words(reading.article.text)]
    return {" ".join(lows[i : i + GRAM]) for i in range(len(lows) - GRAM + 1)}


def _copy(a: Reading, b: Reading, share: float) -> Copy:
    day_a, day_b = a.article.published, b.article.published
    known = day_a is not None and day_b is not None and day_a != day_b
    if known and day_a is not None and day_b is not None and day_a > day_b:
        child, parent = a, b
    else:
        child, parent = (b, a) if known or len(b.article.text) <= len(a.article.text) else (a, b)
    return Copy(child.article.id, parent.article.id, False, share, "probable" if known else "unknown", "shared wording")
