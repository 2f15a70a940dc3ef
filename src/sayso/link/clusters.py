"""Chances of pairs -> clusters, by average link: a chain of neighbours does not make a claim."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def average_link(
    count: int,
    pairs: Sequence[tuple[int, int]],
    chances: Floats,
    threshold: float,
    joined: Sequence[tuple[int, int]] = (),
    barred: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    """Clusters of 0 .. count-1: the two with the highest mean chance are joined until none reaches `threshold`.

    A pair that was not compared counts as 0, but no cluster is held to more pairs than neighbours are kept for.
    Those of `joined` are in one cluster whatever their chance, unless that brings together two that are `barred`.
    """
    state = _State(count, pairs, chances, barred)
    for i, j in joined:
        state.force(i, j)
    heap: list[tuple[float, int, int, int, int]] = []
    for i, near in enumerate(state.total):
        for j in sorted(near):
            if i < j:
                state.push(heap, i, j, threshold)
    while heap:
        _, i, j, size_i, size_j = heapq.heappop(heap)
        if len(state.members[i]) != size_i or len(state.members[j]) != size_j:
            continue  # an older state of one of the two
        state.join(i, j)
        for k in list(state.total[i]):
            state.push(heap, min(i, k), max(i, k), threshold)
    return [sorted(m) for m in state.members if m]


class _State:
    """Clusters under way: their members, the sum of chances between each two, and whom each must not meet."""

    def __init__(
        self, count: int, pairs: Sequence[tuple[int, int]], chances: Floats, barred: Sequence[tuple[int, int]]
    ) -> None:
        self.members = [[i] for i in range(count)]
        self.total: list[dict[int, float]] = [{} for _ in range(count)]
        self.bars: list[set[int]] = [set() for _ in range(count)]
        for (i, j), p in zip(pairs, chances.tolist(), strict=True):
            self.total[i][j] = self.total[j][i] = p
        for i, j in barred:
            self.bars[i].add(j)
            self.bars[j].add(i)

    def push(self, heap: list[tuple[float, int, int, int, int]], i: int, j: int, threshold: float) -> None:
        sizes = len(self.members[i]), len(self.members[j])
        mean = round(self.total[i][j] / (sizes[0] * sizes[1]), 6)
        if mean >= threshold and j not in self.bars[i]:
            heapq.heappush(heap, (-mean, i, j, *sizes))

    def force(self, one: int, other: int) -> None:
        i, j = sorted(next(n for n, m in enumerate(self.members) if u in m) for u in (one, other))
        if i != j and j not in self.bars[i]:
            self.join(i, j)

    def join(self, i: int, j: int) -> None:
        """Moves all of cluster `j` into cluster `i`."""
        self.members[i], self.members[j] = self.members[i] + self.members[j], []
        for k, p in self.total[j].items():
            if k != i:
                self.total[i][k] = self.total[i].get(k, 0.0) + p
                del self.total[k][j]
                self.total[k][i] = self.total[i][k]
        self.total[i].pop(j, None)
        self.total[j] = {}
        for k in sorted(self.bars[j]):
            self.bars[i].add(k)
            self.bars[k].add(i)


def guests(
    clusters: Sequence[Sequence[int]],
    pairs: Sequence[tuple[int, int]],
    chances: Floats,
    least: float,
    barred: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    """For each cluster the members of others whose mean chance with its own is at least `least`, unless `barred` from one.

    A clause that says two things at once ("foils the raid, holds 26") stands in one cluster but belongs to two claims.
    """
    home = {u: n for n, cluster in enumerate(clusters) for u in cluster}
    total: dict[tuple[int, int], float] = defaultdict(float)
    for (i, j), p in zip(pairs, chances.tolist(), strict=True):
        if home[i] != home[j]:
            total[home[j], i] += p
            total[home[i], j] += p
    bars: dict[int, set[int]] = defaultdict(set)
    for i, j in barred:
        bars[i].add(j)
        bars[j].add(i)
    found: list[list[int]] = [[] for _ in clusters]
    for (n, u), p in sorted(total.items()):
        met = bars[u].intersection([*clusters[n], *found[n]]) if bars else ()
        if round(p / len(clusters[n]), 6) >= least and not met:
            found[n].append(u)
    return found
