"""Average-link clustering: the two groups that are most alike on the average join, until none are alike enough."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

_NEVER = -1e9


def cluster(likeness: npt.NDArray[np.float64], least: float, joined: Iterable[tuple[int, int]] = ()) -> list[int]:
    """For each row the first row of its group. `joined` are pairs that belong together whatever their likeness.

    `likeness` is symmetric; the work grows with the square of its rows. Of equal pairs the first in order of rows joins first.
    """
    size = len(likeness)
    table = likeness.astype(np.float64, copy=True)
    np.fill_diagonal(table, _NEVER)
    weight = np.ones(size)
    lead = list(range(size))

    def top(n: int) -> int:
        while lead[n] != n:
            n = lead[n]
        return n

    def merge(a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        row = (table[a] * weight[a] + table[b] * weight[b]) / (weight[a] + weight[b])
        row[table[a] <= _NEVER] = _NEVER
        row[a] = row[b] = _NEVER
        table[a], table[:, a] = row, row
        table[b], table[:, b] = _NEVER, _NEVER
        weight[a] += weight[b]
        lead[b] = a

    for a, b in joined:
        if top(a) != top(b):
            merge(top(a), top(b))
    best = table.argmax(axis=1) if size else np.zeros(0, dtype=np.intp)
    value = table[np.arange(size), best]
    while size:
        a = int(value.argmax())
        if value[a] < least:
            break
        b = int(best[a])
        a, b = min(a, b), max(a, b)
        merge(a, b)
        value[b] = _NEVER
        stale = np.flatnonzero((best == a) | (best == b))
        for n in {a, *stale.tolist()}:
            best[n] = table[n].argmax()
            value[n] = table[n, best[n]]
        better = np.flatnonzero(table[:, a] > value)
        best[better], value[better] = a, table[better, a]
    return [top(n) for n in range(size)]
