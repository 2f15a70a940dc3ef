"""What happened there and then, not here and now: earlier events that a report recalls."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ..model import Span
from .draft import Draft
from .places_patterns import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 40  # tokens around a verb
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_AGO = re.compile(
    r"\b(?:(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|a few|a) (?:years?|decades?|months?) (?:ago|earlier)"
    r"|(?:last|previous|in the last|past) (?:year|decade|century)|decades ago|years ago|in the (?:\d{2})?\d0s"
    r"|the last (?:major|big|serious|deadly)|previous(?:ly)?|in \d+ (?:years|decades))\b",
    re.I,
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def background(draft: Draft, mention: Mention, memo: dict[int, str]) -> str:
    """Why the mention belongs to an earlier event, "" where nothing says so. `memo` keeps what its sentence says."""
    at = bisect_right(draft.sentences, mention.span.start, key=lambda s: s.start) - 1
    if at < 0:
        return ""
    if at not in memo:
        memo[at] = _earlier(draft, draft.sentences[at])
    if memo[at]:
        return memo[at]
    published = draft.article.published
    if published is not None and _other_month(draft.doc, mention, published.month):
        return "another month"
    return ""


def _earlier(draft: Draft, sentence: Span) -> str:
    words = draft.masked[sentence.start : sentence.end]
    years = [int(y) for y in _YEAR.findall(words)]
    if years and max(years) < _this_year(draft):
        return "an earlier event"
    return "an earlier event" if _AGO.search(words) else ""


def _this_year(draft: Draft) -> int:
    """Of publication; where that is unknown, the latest year that the article names."""
    published = draft.article.published
    return published.year if published else max((int(y) for y in _YEAR.findall(draft.text)), default=0)


def _other_month(doc: Doc, mention: Mention, month: int) -> bool:
    """ "in February" on the verb that also governs the place, when the report is of November."""
    verb = _verb(doc[mention.last])
    if verb is None:
        return False
    near = doc[max(0, verb.i - _REACH) : verb.i + _REACH]
    for token in near:
        if token.text in _MONTHS and token.i + 1 < len(doc) and not doc[token.i + 1].is_digit:
            prep = token.head
            if prep.lower_ == "in" and _verb(prep) == verb and _MONTHS.index(token.text) + 1 not in {month}:
                return True
    return False


def _verb(token: Token) -> Token | None:
    for _ in range(8):
        if token.pos_ == "VERB":
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
