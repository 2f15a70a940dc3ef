"""Measures of one kind in different units: one length in feet and in metres."""

from __future__ import annotations

from functools import cache

from .words import lines


@cache
def _sizes() -> dict[str, tuple[str, float]]:
    """Unit -> what it measures, and its size beside the others that do."""
    rows = (line.partition(":") for line in lines("unit_sizes.txt"))
    pairs = ((kind, *word.split("=")) for kind, _, words in rows for word in words.split())
    return {unit.replace("_", " "): (kind, float(size)) for kind, unit, size in pairs}


def factor(unit: str, other: str) -> float | None:
    """By what an amount in `unit` is multiplied to be one in `other`; None where they do not measure the same."""
    mine, theirs = _sizes().get(unit), _sizes().get(other)
    return mine[1] / theirs[1] if mine and theirs and mine[0] == theirs[0] else None
