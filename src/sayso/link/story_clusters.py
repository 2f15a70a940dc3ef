"""Average-link clustering: the two groups that are most alike on the average join, until none are alike enough.

Then single articles join the group that holds the few articles most like them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

LEAST = 0.6  # average log odds from which an article is of one event with others
MORE = 0.8  # what is asked beyond, of two groups of FULL articles and more
FULL = 4
STRAY = -1.0  # mean log odds with its nearest articles from which a single article joins a group
NEAREST = 3
_NEVER = -1e9

Pairs = Iterable[tuple[int, int]]


def grouped(likeness: npt.NDArray[np.float64], joined: Pairs = (), apart: Pairs = ()) -> list[list[int]]:
    """The rows of `likeness` in groups, each sorted, by their first rows. `joined` are pairs that belong together whatever
    their likeness, `apart` pairs that do not; where both are said of two groups, they stay apart."""
    divided = sorted({(min(p), max(p)) for p in apart})
    members: dict[int, list[int]] = defaultdict(list)
    for n, lead in enumerate(cluster(likeness, LEAST, joined, divided, MORE)):
        members[lead].append(n)
    _take_in(members, likeness, divided)
    return sorted(sorted(group) for group in members.values())


def _take_in(members: dict[int, list[int]], alike: npt.NDArray[np.float64], apart: Sequence[tuple[int, int]]) -> None:
    """Single articles join the group that holds the few articles most like them: analyses and follow-ups share little with
    most tellings of their event, and much with some."""
    groups = {lead: list(group) for lead, group in members.items() if len(group) > 1}
    kept = {pair for a, b in apart for pair in ((a, b), (b, a))}
    for lead in sorted(members):
        if len(members[lead]) > 1:
            continue
        links = {
            g: _nearest(alike[lead, group])
            for g, group in sorted(groups.items())
            if not any((lead, n) in kept for n in members[g])
        }
        best = max(links, key=lambda g: (round(links[g], 4), -g), default=lead)
        if best != lead and links[best] >= STRAY:
            members[best].extend(members.pop(lead))


def _nearest(row: npt.NDArray[np.float64]) -> float:
    """Mean log odds with the nearest few, of a small group with the nearer half."""
    return float(np.sort(row)[-min(NEAREST, max(1, len(row) // 2)) :].mean())


def cluster(
    likeness: npt.NDArray[np.float64], least: float, joined: Pairs = (), apart: Pairs = (), more: float = 0.0
) -> list[int]:
    """For each row the first row of its group. `joined` are pairs that belong together whatever their likeness, but for those
    that hold one of the pairs `apart`.

    Two groups join where their average is `least`, and `more` where both have FULL rows: an average over many says more, and
    there are two events of one kind more often than two halves of one. `likeness` is symmetric; the work grows with the square
    of its rows. Of equal pairs the first in order of rows joins first.
    """
    size = len(likeness)
    table = likeness.astype(np.float64, copy=True)
    np.fill_diagonal(table, _NEVER)
    for a, b in apart:
        table[a, b] = table[b, a] = _NEVER
    weight = np.ones(size)
    lead = list(range(size))

    def top(n: int) -> int:
        while lead[n] != n:
            n = lead[n]
        return n

    def merge(a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        row = (table[a] * weight[a] + table[b] * weight[b]) / (weight[a] + weight[b])
        row[(table[a] <= _NEVER) | (table[b] <= _NEVER)] = _NEVER
        row[a] = row[b] = _NEVER
        table[a], table[:, a] = row, row
        table[b], table[:, b] = _NEVER, _NEVER
        weight[a] += weight[b]
        lead[b] = a

    def beyond(n: int) -> npt.NDArray[np.float64]:
        """By how much the likeness of `n` to each other group is above what is asked of the two."""
        smaller = np.minimum(weight, weight[n])
        return np.asarray(table[n] - least - more * np.minimum(1.0, (smaller - 1) / (FULL - 1)))

    for a, b in joined:
        if top(a) != top(b) and table[top(a), top(b)] > _NEVER:
            merge(top(a), top(b))
    best = np.zeros(size, dtype=np.intp)
    value = np.full(size, _NEVER)
    for n in range(size):
        row = beyond(n)
        best[n] = row.argmax()
        value[n] = row[best[n]]
    while size:
        a = int(value.argmax())
        if value[a] < 0:
            break
        b = int(best[a])
        a, b = min(a, b), max(a, b)
        merge(a, b)
        value[b] = _NEVER
        stale = np.flatnonzero((best == a) | (best == b))
        for n in {a, *stale.tolist()}:
            row = beyond(n)
            best[n] = row.argmax()
            value[n] = row[best[n]]
        row = beyond(a)
        better = np.flatnonzero(row > value)
        best[better], value[better] = a, row[better]
    return [top(n) for n in range(size)]
