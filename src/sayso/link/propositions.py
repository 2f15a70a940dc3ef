"""Statement -> propositions: the clauses of a statement, each with what a comparison of claims needs.

A long sentence of news says several things; each may be a claim of its own. Clauses are cut at the words that begin one; a piece
too short to say anything stays with its neighbour.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Mode, Reading, Span, Statement
from .words import Word, number_of, scale_of, split_words, word_set

_CUT = re.compile(
    r"[,;–—]\s+(?=(?:and|but|while|which|who|whom|where|after|when|as|because|although|though|since|with|including)\b)"
    r"|;\s+|\s+[–—-]+\s+|(?<=[a-z])[.!?]\s+(?=[A-Z])"
    r"|,\s+(?=[a-z]+(?:ing|ed)\b)"
    r"|,?\s+(?=(?:while|but|because|although|when|after)\s+\w)"
    r"|\s+(?=and\s+(?:was|were|is|are|has|had|have|will|would|then|also|said|he|she|it|they|[a-z]+(?:ed|ing)|forced|took|made|left)\b)"
)
LEAST = 3  # words with content that a clause of its own has


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a proposition: its bounds as read, and the concepts of the words around it, the nearest first."""

    low: float | None
    best: float | None
    high: float | None
    near: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Proposition:
    """One clause of statement number `statement` of the run."""

    statement: int
    span: Span
    text: str
    words: tuple[Word, ...]
    terms: frozenset[str]
    order: tuple[str, ...]
    names: frozenset[str]
    numbers: tuple[Number, ...]
    negated: bool
    days: frozenset[str]
    whole: bool


def proper_names(statements: Sequence[Statement]) -> frozenset[str]:
    """Keys of words that the run writes with a capital inside sentences (title-case headlines do not vote)."""
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for s in statements:
        if s.mode is Mode.HEADLINE:
            continue
        for i, w in enumerate(split_words(s.text)):
            if not w.raw[0].isupper():
                lower[w.low] += 1
            elif i:
                upper[w.low] += 1
    return frozenset(w for w, n in upper.items() if n > 2 * lower[w])


def propositions_of(number: int, statement: Statement, reading: Reading, names: frozenset[str]) -> list[Proposition]:
    """The clauses of `statement`, at least one."""
    text = reading.article.text
    cuts = [piece for span in statement.spans for piece in _clauses(text, span)] or [statement.hull]
    whole = len(cuts) == 1
    quantities = sorted(reading.quantities, key=lambda q: q.span)
    return [_proposition(number, piece, text, quantities, names, whole) for piece in cuts]


def _clauses(text: str, span: Span) -> list[Span]:
    """`span` cut into clauses; pieces with too little content are joined to the one before, or after."""
    body = text[span.start : span.end][:4000]
    edges = [0, *sorted({m.end() for m in _CUT.finditer(body)}), len(body)]
    pieces: list[Span] = []
    carry = edges[0]
    for end in edges[1:]:
        if end <= carry:
            continue
        piece = Span(span.start + carry, span.start + end)
        if _content(body[carry:end]) < LEAST:
            if pieces:
                pieces[-1] = Span(pieces[-1].start, piece.end)
                carry = end
            continue
        pieces.append(piece)
        carry = end
    if not pieces:
        return [span]
    if carry < len(body):
        pieces[-1] = Span(pieces[-1].start, span.start + len(body))
    return [t for p in pieces if (t := p.trimmed(text, " \t\r\n\u00a0,;–—-")).end > t.start]


def _content(piece: str) -> int:
    stop = word_set("stopwords.txt")
    return sum(w.low not in stop for w in split_words(piece))


def _proposition(
    number: int, span: Span, text: str, quantities: Sequence, names: frozenset[str], whole: bool
) -> Proposition:
    stop, negations, days = word_set("stopwords.txt"), word_set("negations.txt"), word_set("weekdays.txt")
    words = tuple(split_words(span.of(text)))
    content = [w for w in words if w.low not in stop]
    return Proposition(
        statement=number,
        span=span,
        text=span.of(text),
        words=words,
        terms=frozenset(w.key for w in content),
        order=tuple(w.key for w in content if w.low in names),
        names=frozenset(w.key for w in content if w.low in names and w.low not in days),
        numbers=_numbers(span, words, quantities),
        negated=any(w.low in negations for w in words) or "n't" in span.of(text) or "n’t" in span.of(text),
        days=frozenset(w.low for w in words if w.low in days),
        whole=whole,
    )


def _numbers(span: Span, words: Sequence[Word], quantities: Sequence) -> tuple[Number, ...]:
    """Quantities of the reading inside `span`; where it has none, the plain numbers of the words."""
    at = bisect_left(quantities, span.start, key=lambda q: q.span.start)
    found = []
    for q in quantities[at:]:
        if q.span.start >= span.end:
            break
        if q.span.end <= span.end + 1:
            here = Span(q.span.start - span.start, q.span.end - span.start)
            found.append(Number(q.low, q.best, q.high, _near(words, here), q.span))
    covered = [n.span for n in found]
    i = 0
    while i < len(words):
        w = words[i]
        value, end = number_of(w.low), w.end
        here = Span(span.start + w.start, span.start + w.end)
        i += 1
        if (
            value is None
            or any(here.overlaps(c) for c in covered)
            or (w.low.isalpha() and w.low in ("one", "second", "first"))
        ):
            continue
        while i < len(words) and (scale := scale_of(words[i].low)):
            value, end, i = value * scale, words[i].end, i + 1
        found.append(
            Number(value, value, value, _near(words, Span(w.start, end)), Span(span.start + w.start, span.start + end))
        )
    return tuple(found)


def _near(words: Sequence[Word], here: Span, reach: int = 5) -> tuple[str, ...]:
    """Keys of the content words within `reach` words of the number, the following ones first: they say what is counted."""
    stop = word_set("stopwords.txt")
    inside = [w for w in words if here.start <= w.start < here.end]
    after = [w for w in words if w.start >= here.end][:reach]
    before = [w for w in words if w.end <= here.start][-reach:][::-1]
    keep = (w for w in [*inside, *after, *before] if w.low not in stop and number_of(w.low) is None)
    return tuple(dict.fromkeys(w.key for w in keep))
