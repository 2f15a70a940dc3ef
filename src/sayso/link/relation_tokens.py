"""A statement as a row of tokens that can be held against another's: one form for each way of writing, and the kind of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ..model import Place, Precision, Reading, Span, Statement, Time
from .words import LONG_NAMES, lines, number_of, scale_of, split_words, word_set

MOST = 160  # tokens of a statement that are looked at
_TOKEN = re.compile(
    r"\bcan(?=not\b)|[A-Za-z]+(?=n['’]t\b)|n['’]t\b|per\s?cent\b|[$€£¥%]|\d[\d.,:]*\d|\d|[^\W\d_]+(?:[-.&][^\W\d_]+)*"
)
_NOT = frozenset(
    ["not", "n't", "n’t", "never", "no", "none", "nobody", "nothing", "neither", "nor", "without", "hardly", "barely"]
)
_DOUBLED = re.compile(r"([bdglmnprt])\1$")  # "regrett", of "regretted"
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR_DAYS = frozenset(["yesterday", "today", "tomorrow", "tonight"])
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_CALENDAR = frozenset(_MONTHS) | word_set("weekdays.txt")


class Kind(StrEnum):
    NOT = "not"
    SOFT = "soft"
    NUMBER = "number"
    UNIT = "unit"
    DAY = "day"
    PLACE = "place"
    WORD = "word"
    DULL = "dull"  # carries nothing by itself


@dataclass(frozen=True, slots=True)
class Token:
    """`key` is what it is compared by, `value` the TIMEX value of the date or the country and precision of the place that it is of."""

    key: str
    raw: str
    span: Span
    kind: Kind
    lemma: str
    value: str = ""


@cache
def _same() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines("relation_same.txt"):
        first, _, others = line.partition(":")
        for word in (first, *others.split()):
            found.setdefault(word.strip(), first.strip())
    return found


@cache
def units() -> dict[str, str]:
    """What each unit measures."""
    rows = (line.partition(":") for line in lines("relation_units.txt"))
    return {w: name.strip() for name, _, words in rows for w in words.split()}


def tokens_of(statement: Statement, reading: Reading) -> tuple[Token, ...]:
    """At most MOST tokens of what the statement says, in order."""
    return tokens_in(statement.spans, reading)


def tokens_of_sentence(statement: Statement, reading: Reading) -> tuple[Token, ...]:
    """The same of its sentence, with who says it, when and where."""
    extent = statement.extent
    at = bisect_right(reading.sentences, extent.start, key=lambda s: s.start) - 1
    whole = reading.sentences[at] if at >= 0 else extent
    known = whole.start <= extent.start < whole.end
    return tokens_in((Span(whole.start, max(whole.end, extent.end)) if known else extent,), reading)


def tokens_in(spans: Sequence[Span], reading: Reading) -> tuple[Token, ...]:
    if not spans:
        return ()
    text, hull = reading.article.text, Span(min(s.start for s in spans), max(s.end for s in spans))
    lemmas = _lemmas(reading, hull)
    times = [t for t in reading.times if hull.overlaps(t.span) and t.kind in ("DATE", "TIME")]
    places = [p for p in reading.places if hull.overlaps(p.span)]
    found: list[Token] = []
    for span in spans:
        for m in _TOKEN.finditer(text, span.start, span.end):
            if len(found) == MOST:
                return tuple(found)
            found.append(_token(m.group(), Span(m.start(), m.end()), lemmas, times, places))
    return tuple(_joined(found))


def _lemmas(reading: Reading, hull: Span) -> dict[int, str]:
    first = bisect_left(reading.frames, hull.start, key=lambda f: f.span.start)
    found: dict[int, str] = {}
    for f in reading.frames[first : first + MOST]:
        if f.span.start >= hull.end:
            break
        found[f.span.start] = f.verb
    return found


def _token(raw: str, span: Span, lemmas: dict[int, str], times: Sequence[Time], places: Sequence[Place]) -> Token:
    low = raw.lower().replace("’", "'")
    low = LONG_NAMES.get(low, low) if raw[0].isupper() else low
    lemma = lemmas.get(span.start, low)
    key = _key(lemma.split()[0] if lemma != low else low)
    time = next((t for t in times if t.span.contains(span)), None)
    place = next((p for p in places if p.span.contains(span)), None)
    kind = _kind(low, key, raw)
    if kind in (Kind.WORD, Kind.NUMBER, Kind.DAY) and (time is not None and _tells_day(key)):
        return Token(key, raw, span, Kind.DAY, lemma, time.value or "")
    if kind in (Kind.WORD, Kind.UNIT) and place is not None and raw[0].isupper():
        exact = "" if place.precision is None else str(place.precision)
        return Token(key, raw, span, Kind.PLACE, lemma, f"{place.country or ''} {exact}")
    return Token(key, raw, span, kind, lemma)


def _tells_day(key: str) -> bool:
    return key in _CALENDAR or key in _NEAR_DAYS or key == "may" or key[0].isdigit()


def _key(low: str) -> str:
    if low in _NOT:
        return "not"
    if low.startswith("per") and low.endswith("cent") and len(low) < 10:
        return "percent"
    if low in ("ca", "wo", "sha"):
        return {"ca": "can", "wo": "will", "sha": "shall"}[low]
    same = _same().get(low)
    if same:
        return same
    number = number_of(low) if low not in ("first", "second", "third", "fourth", "fifth") else None
    if number is not None:
        return f"{number:.12g}"
    words = split_words(low)
    return _DOUBLED.sub(r"\1", words[0].key) if words else low


def _kind(low: str, key: str, raw: str) -> Kind:
    if key == "not":
        return Kind.NOT
    if low in word_set("relation_soft.txt") and raw != "May":
        return Kind.SOFT
    if key in units():
        return Kind.UNIT
    if key in _CALENDAR or key in _NEAR_DAYS or _YEAR.fullmatch(key):
        return Kind.DAY
    if key[0].isdigit():
        return Kind.NUMBER
    return Kind.DULL if low in word_set("stopwords.txt") or len(low) == 1 else Kind.WORD


def _joined(found: list[Token]) -> list[Token]:
    """Names of two words that stand for one ("United States"), and numbers with their scale ("a hundred"), as one token."""
    out: list[Token] = []
    for t in found:
        before = out[-1] if out else None
        scale = scale_of(t.raw.lower().rstrip("s")) if t.kind is Kind.UNIT else None
        known = _same().get(f"{before.raw}-{t.raw}".lower()) if before else None
        if before and before.raw.lower() == "yet" and t.raw.lower() == "to":  # "has yet to answer"
            out[-1] = Token("not", before.raw, before.span, Kind.NOT, "not")
        if before and known:
            span = Span(before.span.start, t.span.end)
            t = Token(known, f"{before.raw} {t.raw}", span, before.kind, known, before.value)
            out.pop()
        elif before and scale and (before.kind is Kind.NUMBER or before.raw.lower() == "a") and not t.raw.endswith("s"):
            many = (number_of(before.key) or 1.0) * scale
            span = Span(before.span.start, t.span.end)
            t = Token(f"{many:.12g}", f"{before.raw} {t.raw}", span, Kind.NUMBER, f"{many:.12g}")
            out.pop()
        out.append(t)
    return out


def is_broad(value: str) -> bool:
    """Whether a place token is of a whole country."""
    return value.endswith(str(Precision.COUNTRY))
