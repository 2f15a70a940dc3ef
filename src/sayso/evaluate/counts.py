"""Counts of right and wrong, and what is computed from them. Plain arithmetic: no gold set, no reader."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SEED = 20161
ROUNDS = 500


@dataclass(frozen=True, slots=True)
class Counts:
    """`right` of `got` things found are right; `found` of `gold` things asked for were found.

    For most figures `right` and `found` are one number (`Counts.of`); they differ where several of one side may meet one of
    the other, and where parts count (B-cubed).
    """

    right: float = 0
    got: float = 0
    found: float = 0
    gold: float = 0

    @classmethod
    def of(cls, tp: float, fp: float, fn: float) -> Counts:
        return cls(tp, tp + fp, tp, tp + fn)

    @classmethod
    def sets(cls, gold: set[Any], got: set[Any]) -> Counts:
        """Of two sets of comparable things."""
        same = len(gold & got)
        return cls(same, len(got), same, len(gold))

    @property
    def precision(self) -> float:
        return self.right / self.got if self.got else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.got + other.got, self.found + other.found, self.gold + other.gold)


Table = Mapping[str, Counts]  # row -> counts


def total(tables: Iterable[Table]) -> dict[str, Counts]:
    """The rows of several documents added up, in the order in which they first come."""
    summed: dict[str, Counts] = {}
    for table in tables:
        for row, counts in table.items():
            summed[row] = summed.get(row, Counts()) + counts
    return summed


def macro_f1(table: Table, rows: Iterable[str]) -> float:
    """Mean F1 of those of `rows` that the gold has; 0 where it has none."""
    have = [table[r] for r in rows if r in table and table[r].gold]
    return sum(c.f1 for c in have) / len(have) if have else 0.0


def interval(
    tables: Sequence[Table], figure: Callable[[Table], float], *, rounds: int = ROUNDS, seed: int = SEED
) -> tuple[float, float]:
    """95 % bootstrap interval of `figure` over documents (2.5th and 97.5th percentile); (0, 0) of none.

    Documents are drawn with replacement, always in the same way for the same `seed`.
    """
    if not tables:
        return 0.0, 0.0
    rng = random.Random(seed)
    drawn = sorted(figure(total(rng.choices(tables, k=len(tables)))) for _ in range(rounds))
    return drawn[int(0.025 * rounds)], drawn[min(rounds - 1, int(0.975 * rounds))]


@dataclass(frozen=True, slots=True)
class Bin:
    """Judgements of like confidence: how many, how sure they were on average, and the share that was right."""

    low: float
    high: float
    number: int
    confidence: float
    right: float


def bins(chances: Iterable[tuple[float, bool]], *, number: int = 10) -> tuple[Bin, ...]:
    """(confidence, right?) pairs in `number` bins of equal width over [0, 1]; empty bins are left out."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(number)]
    for confidence, right in chances:
        held[min(number - 1, int(confidence * number))].append((confidence, right))
    return tuple(
        Bin(i / number, (i + 1) / number, len(b), sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b))
        for i, b in enumerate(held)
        if b
    )


def calibration_error(chances: Iterable[tuple[float, bool]], *, number: int = 10) -> float:
    """Expected calibration error: mean distance of confidence and accuracy over the bins, by their size; 0 of none."""
    parts = bins(chances, number=number)
    size = sum(b.number for b in parts)
    return sum(b.number * abs(b.confidence - b.right) for b in parts) / size if size else 0.0
