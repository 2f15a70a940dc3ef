"""Spans: `[start, end)` in Unicode code points of an article's text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """`text[start:end]` is the words shown."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def trimmed(self, text: str, strip: str = " \t\r\n\u00a0") -> Span:
        """Without characters of `strip` at either edge; empty spans stay where they start."""
        s, e = self.start, self.end
        while s < e and text[s] in strip:
            s += 1
        while e > s and text[e - 1] in strip:
            e -= 1
        return Span(s, e)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of `spans` (at least one)."""
    got = list(spans)
    return Span(min(s.start for s in got), max(s.end for s in got))


def overlap(a: Iterable[Span], b: Iterable[Span]) -> int:
    """Number of code points that both hold, each of them being free of overlaps in itself."""
    right = list(b)
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in right)


def length(spans: Iterable[Span]) -> int:
    return sum(s.end - s.start for s in spans)
