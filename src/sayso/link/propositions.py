"""Statement -> propositions: the clauses of a statement, each with what a comparison of claims needs.

A long sentence of news says several things; each may be a claim of its own. Clauses are cut at the words that begin
one; a piece
too short to say anything stays with its neighbour.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Mode, Place, PlaceRole, Quantity, Reading, Span, Statement, Time
from .words import Word, floor_of, number_of, scale_of, split_words, word_set

_CUT = re.compile(
    r"[,;–—]\s+(?=(?:and|but|while|which|who|whom|where|after|when|as|because|although|though|since)\b)"
    r"|;\s+|\s+[–—-]+\s+"
    r"|,\s+(?!(?:including|according|regarding)\b)(?=[a-z]+(?:ing|ed)\b)"
    r"|,?\s+(?=(?:while|but|because|although|when|after)\s+\w)"
    r"|\s+(?=and\s+(?:was|were|is|are|has|had|have|will|would|then|also|said|he|she|it|they|[a-z]+(?:ed|ing)|forced|took|made|left)\b)"
    r"|\s+(?=and\s+(?:at\s+least\s+|about\s+|some\s+|more\s+than\s+|another\s+)?\d)"
)
_SORTS = (
    r"(?:wom[ae]n|m[ae]n|boys?|girls?|child(?:ren)?|teenagers?|adults?|bab(?:y|ies)|infants?"
    r"|soldiers?|civilians?|officers?|policem[ae]n)"
)
_AMOUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
ADDENDS = re.compile(rf"\b(?P<one>{_AMOUNT}) (?:\w+ )?{_SORTS},? and (?P<other>{_AMOUNT}) (?:\w+ )?{_SORTS}\b", re.I)
_WHERE = frozenset({PlaceRole.EVENT, PlaceRole.ORIGIN, PlaceRole.DESTINATION})
LEAST = 3  # words with content that a clause of its own has


BOUNDS = (
    ("at least", "at least"),
    ("no fewer than", "at least"),
    ("fewer than", "less than"),
    ("less than", "less than"),
    ("under", "less than"),
    ("more than", "more than"),
    ("over nearly", "over nearly"),
    ("nearly", "nearly"),
    ("almost", "nearly"),
    ("over", "more than"),
    ("up to", "up to"),
    ("as many as", "up to"),
    ("about", "about"),
    ("around", "about"),
    ("some", "about"),
    ("approximately", "about"),
    ("roughly", "about"),
)


_ENDS_AFTER = frozenset(
    [
        "and",
        "or",
        "but",
        "while",
        "in",
        "on",
        "at",
        "from",
        "by",
        "to",
        "during",
        "when",
        "after",
        "before",
        "who",
        "which",
    ]
)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the reading counted and dated in one statement."""

    text: str
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a proposition: its bounds as read, and the concepts of the words around it, the nearest first."""

    low: float | None
    best: float | None
    high: float | None
    near: tuple[str, ...]
    text: str
    bound: str


@dataclass(frozen=True, slots=True)
class Proposition:
    """One clause of statement number `statement` of the run."""

    statement: int
    span: Span
    text: str
    words: tuple[Word, ...]
    terms: frozenset[str]
    grams: frozenset[tuple[str, str, str]]  # of the words in lower case
    order: tuple[str, ...]
    names: frozenset[str]
    numbers: tuple[Number, ...]
    negated: bool
    days: frozenset[str]
    times: tuple[tuple[str, str], ...]  # (value, text) of its dates
    places: tuple[tuple[str, str], ...]  # (name, text)
    whole: bool
    literal: bool  # `text` is the article's words in `span`; else spans that lie apart, joined


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
    """The clauses of `statement`, at least one; spans that lie apart are joined where one of them says too little by
    itself.
    """
    text = reading.article.text
    counted = _counted(statement, reading)
    if len(statement.spans) > 1 and any(_content(s.of(text)) < LEAST for s in statement.spans):
        joined = " ".join(s.of(text) for s in statement.spans)
        return [_proposition(number, statement.hull, joined, counted, names, True, False)]
    starts = [x.start for x in reading.sentences]
    cuts = [piece for span in statement.spans for piece in _clauses(text, span, starts)] or [statement.hull]
    whole = len(cuts) == 1
    return [_proposition(number, piece, piece.of(text), counted, names, whole, True) for piece in cuts]


def _counted(statement: Statement, reading: Reading) -> _Counted:
    """Quantities and times of the reading inside the statement, by their place."""
    hull = statement.hull
    return _Counted(
        reading.article.text,
        tuple(q for q in reading.quantities if hull.start <= q.span.start and q.span.end <= hull.end + 1),
        tuple(t for t in reading.times if hull.overlaps(t.span)),
        tuple(p for p in reading.places if hull.contains(p.span) and p.role in _WHERE),
    )


def _clauses(text: str, span: Span, starts: Sequence[int]) -> list[Span]:
    """`span` cut into sentences, which begin at `starts`, and clauses; one with too little content joins its neighbour."""
    body = text[span.start : span.end][:4000]
    begun = starts[bisect_right(starts, span.start) : bisect_left(starts, span.start + len(body))]
    edges = [0, *sorted({*(m.end() for m in _CUT.finditer(body)), *(x - span.start for x in begun)}), len(body)]
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
    """How many words with content; a number counts twice ("injuring 80" says something)."""
    stop = word_set("stopwords.txt")
    return sum(
        1 + (number_of(w.low) is not None and w.low[0].isdigit()) for w in split_words(piece) if w.low not in stop
    )


def _proposition(
    number: int, span: Span, shown: str, counted: _Counted, names: frozenset[str], whole: bool, literal: bool
) -> Proposition:
    stop, days = word_set("stopwords.txt"), word_set("weekdays.txt")
    words = tuple(split_words(shown))
    content = [w for w in words if w.low not in stop]
    lows = [w.low for w in words[:60]]
    return Proposition(
        statement=number,
        span=span,
        text=shown,
        words=words,
        terms=frozenset(w.key for w in content),
        grams=frozenset(zip(lows, lows[1:], lows[2:], strict=False)),
        order=tuple(w.key for w in content if w.low in names),
        names=frozenset(w.key for w in content if w.low in names and w.low not in days),
        numbers=_numbers(span, shown, words, counted, literal),
        negated=is_negated(shown, words),
        days=frozenset(w.low for w in words if w.low in days),
        times=tuple((t.value, t.text) for t in counted.times if t.value and t.kind == "DATE" and span.contains(t.span)),
        places=tuple((p.name.casefold(), p.text) for p in counted.places if span.contains(p.span)),
        whole=whole,
        literal=literal,
    )


def is_negated(shown: str, words: Sequence[Word]) -> bool:
    """Whether a word turns the clause round; "not only" does not."""
    negations = word_set("negations.txt")
    if "n't" in shown or "n’t" in shown or "n ’ t" in shown:
        return True
    pairs = zip(words, [*words[1:], None], strict=False)
    return any(w.low in negations and not (w.low == "not" and after and after.low == "only") for w, after in pairs)


def _numbers(span: Span, shown: str, words: Sequence[Word], counted: _Counted, literal: bool) -> tuple[Number, ...]:
    """Quantities of the reading inside `span`, then numbers of the words that it does not have; no dates."""
    found, covered = [], []
    for q in counted.quantities if literal else ():
        if span.start <= q.span.start < span.end and q.span.end <= span.end + 1:
            here = Span(q.span.start - span.start, q.span.end - span.start)
            found.append(
                Number(
                    q.low, q.best, q.high, _near(shown, words, here), q.span.of(counted.text), bound_before(shown, here)
                )
            )
            covered.append(here)
    if literal:
        covered += [Span(t.span.start - span.start, t.span.end - span.start) for t in counted.times]
    i = 0
    while i < len(words):
        w = words[i]
        amount, here = number_of(w.low), Span(w.start, w.end)
        i += 1
        if (floor := floor_of(w.low)) and not any(here.overlaps(c) for c in covered):
            found.append(Number(floor, None, None, _near(shown, words, here), w.raw, ""))
        if amount is None or any(here.overlaps(c) for c in covered) or w.low in ("one", "second", "first"):
            continue
        while i < len(words) and (scale := scale_of(words[i].low)):
            amount, here, i = amount * scale, Span(w.start, words[i].end), i + 1
        bound = bound_before(shown, here)
        low = None if bound in ("up to", "less than") else amount
        high = None if bound in ("at least", "more than") else amount
        best = amount if low == high else None
        found.append(Number(low, best, high, _near(shown, words, here), here.of(shown), bound))
    return tuple(found)


def bound_before(shown: str, here: Span) -> str:
    """The bound that the words before a number, or its first words, give it: "at least", "about" ..., or nothing."""
    before = " " + " ".join(shown[max(0, here.start - 20) : here.end].lower().split())
    return next((name for words, name in BOUNDS if f" {words} " in before), "")


def _near(shown: str, words: Sequence[Word], here: Span, reach: int = 5) -> tuple[str, ...]:
    """Keys of the content words within `reach` words of the number, the following ones first: they say what is counted.

    A comma, "and" or a preposition ends what follows; a comma or "and" what goes before.
    """
    dull = word_set("stopwords.txt") | word_set("dull.txt")
    inside = [w for w in words if here.start <= w.start < here.end]
    after, last = [], here.end
    for w in [w for w in words if w.start >= here.end][:reach]:
        if w.low in _ENDS_AFTER or any(c in shown[last : w.start] for c in ",;:"):
            break
        after.append(w)
        last = w.end
    before, first = [], here.start
    for w in [w for w in words if w.end <= here.start][-reach:][::-1]:
        if w.low in ("and", "or", "but", "while") or any(c in shown[w.end : first] for c in ",;:"):
            break
        before.append(w)
        first = w.start
    keep = (w for w in [*inside, *after, *before] if w.low not in dull and number_of(w.low) is None)
    return tuple(dict.fromkeys(w.key for w in keep))
