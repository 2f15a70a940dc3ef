"""Comparing spans and words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from sayso.model import Span, length, overlap

TOKEN = re.compile(r"\w+")


def tokens(text: str) -> list[Span]:
    """The words of `text`: runs of letters, digits and underscores. Punctuation is no word, so that it decides nothing."""
    return [Span(m.start(), m.end()) for m in TOKEN.finditer(text)]


def inside(words: Sequence[Span], spans: Iterable[Span]) -> set[int]:
    """Positions in `words` (in order, without overlap) of those that share a character with one of `spans`."""
    ends = [w.end for w in words]
    held: set[int] = set()
    for span in spans:
        at = bisect_right(ends, span.start)
        while at < len(words) and words[at].start < span.end:
            held.add(at)
            at += 1
    return held


def iou(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Intersection over union in characters; each side free of overlaps in itself. 0 of two empty sides."""
    both = overlap(a, b)
    union = length(a) + length(b) - both
    return both / union if union else 0.0


def matched(weights: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """Greedy one-to-one pairs of (weight, left, right), heaviest first, ties by position: left -> right."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, left, right in sorted(weights, key=lambda w: (-w[0], w[1], w[2])):
        if left not in pairs and right not in taken:
            pairs[left] = right
            taken.add(right)
    return pairs


def overlapping(gold: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """Found -> gold, one to one, by the characters that both hold; an exact span before one that merely covers."""
    order = sorted(range(len(gold)), key=lambda k: gold[k])
    weights = []
    for i, f in enumerate(found):
        for k in order:
            g = gold[k]
            if g.start >= f.end:
                break
            if g.overlaps(f):
                weights.append((float(min(g.end, f.end) - max(g.start, f.start) + (g == f)), i, k))
    return matched(weights)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters as sorted spans that neither overlap nor touch."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        elif span.end > span.start:
            out.append(Span(*span))
    return out


def context(text: str, span: Span, *, room: int = 60) -> str:
    """`span` between guillemets, with up to `room` characters on both sides, on one line."""
    before, after = text[max(0, span.start - room) : span.start], text[span.end : span.end + room]
    left = "…" if span.start > room else ""
    right = "…" if span.end + room < len(text) else ""
    return " ".join(f"{left}{before}«{span.of(text)}»{after}{right}".split())
