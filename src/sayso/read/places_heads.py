"""Place names that their setting gives away: capitals before a dash, and counties that share one word.

"AKRON, Ohio (AP) — Police ..." within a paragraph is where the report was filed; "Lamar and Pike counties" are two names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Span
from .countries import lookup
from .gazetteer import candidates
from .places_patterns import Mention
from .places_words import is_kind, states

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FILED = re.compile(
    r"(?:(?<=[.!?\"”’)\n] )|(?<=\n)|\A)\s{0,2}"
    r"((?:(?:[A-Z][a-z])?[A-Z][A-Z.'’-]{1,20}|ST\.)(?: [A-Z][A-Z.'’-]{1,20}){0,3})"
    r"(?:, {1,2}([A-Z][\w.]{1,15}(?: [A-Z][\w.]{1,12}){0,2}))?"
    r"(?:,? {1,2}\([A-Z][A-Za-z]{1,10}\))? {0,2}(?:—|–|-{1,2} | - |: )"
)
_COUNTIES = re.compile(
    r"\b([A-Z][\w'’.-]{2,20}(?: [A-Z][\w'’-]{2,20})?(?:, [A-Z][\w'’.-]{2,20}(?: [A-Z][\w'’-]{2,20})?){0,6}),?"
    r" (?:and|or) ([A-Z][\w'’.-]{2,20}(?: [A-Z][\w'’-]{2,20})?) (counties|parishes)\b"
)


def filed(doc: Doc, text: str) -> list[Mention]:
    """Datelines that no block of their own marks; the label is DATELINE."""
    kept: list[Mention] = []
    for at in _FILED.finditer(text):
        name = at.group(1)
        if not _place(name):
            continue
        kept += _mention(doc, at.start(1), name, proper(name), "DATELINE")
        if at.group(2) and (at.group(2) in states() or lookup(at.group(2))):
            kept += _mention(doc, at.start(2), at.group(2), at.group(2), "DATELINE")
    return kept


def counties(doc: Doc, text: str) -> list[Mention]:
    """ "Lamar and Pike counties": each with the class word in its name."""
    kept: list[Mention] = []
    for at in _COUNTIES.finditer(text):
        word = " County" if at.group(3) == "counties" else " Parish"
        names = [(at.start(1) + one.start(), one.group()) for one in re.finditer(r"[^,]+", at.group(1))]
        for start, name in [*names, (at.start(2), at.group(2))]:
            bare = name.strip()
            start += name.index(bare)
            if candidates(bare + word):
                kept += _mention(doc, start, bare, bare + word, "CLASS")
    return kept


def proper(name: str) -> str:
    """ "MOUNT GILEAD" -> "Mount Gilead" """
    return re.sub(
        r"[A-Za-z]+", lambda m: m.group() if m.group() in {"II", "US", "UK"} else m.group().capitalize(), name
    )


def _place(name: str) -> bool:
    if is_kind(name.lower(), "common", "class") or name.rstrip(".").upper() in {"US", "UK", "AP", "AFP"}:
        return False
    found = candidates(proper(name))
    return lookup(proper(name)) is not None or any(c.own or c.population > 100_000 for c in found)


def _mention(doc: Doc, start: int, words: str, name: str, label: str) -> list[Mention]:
    span = doc.char_span(start, start + len(words), alignment_mode="expand")
    if span is None or not len(span):
        return []
    return [Mention(Span(start, start + len(words)), name, span.start, span.end - 1, label, candidates(name))]
