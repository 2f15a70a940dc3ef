"""What happened there and then, not here and now: earlier events that a report recalls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .draft import Draft
from .places_patterns import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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


def background(draft: Draft, mention: Mention) -> str:
    """Why the mention belongs to an earlier event, "" where nothing says so. Sentence by sentence, no further."""
    doc: Doc = draft.doc
    sentence = draft.sentence_at(mention.span.start)
    if sentence is None:
        return ""
    words = draft.masked[sentence.start : sentence.end]
    published = draft.article.published
    years = [int(y) for y in _YEAR.findall(words)]
    latest = published.year if published else max((int(y) for y in _YEAR.findall(draft.text)), default=0)
    if years and max(years) < latest:
        return "an earlier event"
    if _AGO.search(words):
        return "an earlier event"
    if published is None:
        return ""
    return "another month" if _other_month(doc, mention, published.month) else ""


def _other_month(doc: Doc, mention: Mention, month: int) -> bool:
    """ "in February" on the verb that also governs the place, when the report is of November."""
    verb = _verb(doc[mention.last])
    if verb is None:
        return False
    for token in verb.subtree:
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
