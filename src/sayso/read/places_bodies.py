"""Places within the names of bodies: "Anytown Police Department", "the University of Anystate".

They tell whose the body is. Most names of bodies begin with a word that some place is called by as well ("Justice", "Ford"), so
a town counts only where the article names it elsewhere or the body is one that a town has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Span
from .countries import by_demonym, lookup
from .gazetteer import Candidate
from .places_patterns import Mention
from .places_words import METONYMS, given_names, is_kind, states

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LEAD = 3  # tokens of a place at the head of a body's name
_ARTICLES = frozenset({"the", "a"})


def within_bodies(
    doc: Doc,
    taken: dict[int, tuple[int, int, str]],
    known: dict[str, list[Candidate]],
    named: set[str],
) -> list[Mention]:
    """`taken` as of `find_mentions`; `named` are the places that the article names outside bodies."""
    kept: list[Mention] = []
    for first, last in sorted({(i, j) for i, j, kind in taken.values() if kind == "ORG" and j > i}):
        mention = _leading(doc, first, last, known, named) or _trailing(doc, first, last, known)
        if mention is not None:
            kept.append(mention)
    return kept


def _leading(doc: Doc, first: int, last: int, known: dict[str, list[Candidate]], named: set[str]) -> Mention | None:
    i = first + 1 if doc[first].lower_ in _ARTICLES else first
    for j in range(min(i + _LEAD, last) - 1, i - 1, -1):
        text = doc[i : j + 1].text
        if not text[:1].isupper() or text in METONYMS:
            continue
        found = known.get(text, [])
        if (found or lookup(text) or text in states()) and _owns(doc, j + 1, last, text, found, named):
            return _body(doc, i, j, text, found)
    return None


def _owns(doc: Doc, after: int, last: int, text: str, found: list[Candidate], named: set[str]) -> bool:
    word = doc[after].lower_
    if is_kind(word, "press") and not is_kind(word, "civic") and is_kind(doc[last].lower_, "press"):
        return False
    if lookup(text) or text in states():
        return True
    if by_demonym(text) or is_kind(text.lower(), "common", "class") or doc[after].text in {"'s", "’s"}:
        return False
    if not any(c.own for c in found):
        return False
    if text in named or any(c.feature == "2" for c in found if " " in text):
        return True
    if text.lower() in given_names() or found[0].feature in "SB":
        return False
    return is_kind(word, "civic") and any(c.population >= 1_000 or c.feature in "12" for c in found)


def _trailing(doc: Doc, first: int, last: int, known: dict[str, list[Candidate]]) -> Mention | None:
    """ "the University of Anystate" """
    if last - first < 2 or doc[first].lower_ not in {"university", "the"}:
        return None
    for i in range(first + 2, min(first + 4, last + 1)):
        if doc[i - 1].lower_ != "of" or doc[i - 2].lower_ != "university":
            continue
        for j in range(last, i - 1, -1):
            text = doc[i : j + 1].text
            if found := known.get(text, []):
                return _body(doc, i, j, text, found)
    return None


def _body(doc: Doc, i: int, j: int, text: str, found: list[Candidate]) -> Mention:
    start = doc[i].idx
    return Mention(Span(start, start + len(text)), text, i, j, "BODY", found)
