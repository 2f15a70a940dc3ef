"""Places that the entities of the parse name and the gazetteer does not know, and what tells a place by its grammar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model import Span
from .countries import by_demonym
from .gazetteer import Candidate
from .places_patterns import Mention
from .places_runs import is_capital
from .places_words import is_kind, kinds

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Ent

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


def from_entities(
    doc: Doc,
    ents: Sequence[Ent],
    known: dict[str, list[Candidate]],
    taken: dict[int, tuple[int, int, str]],
    used: set[int],
    surnames: frozenset[str],
) -> list[Mention]:
    """Entities that the gazetteer does not know: villages, halls, rivers; only where the grammar bears the tagger out."""
    kept: list[Mention] = []
    for ent in ents:
        if ent.label_ not in PLACE_LABELS or any(t.i in used for t in ent):
            continue
        i, j = ent.start, ent.end - 1
        while i < j and (doc[i].lower_ in {"the", "nearby"} or not is_capital(doc[i].text)):
            i += 1
        while j > i and (doc[j].text in {"'s", "’s", "'", "’", ",", "."} or doc[j].is_space):
            j -= 1
        text = doc[i : j + 1].text
        if (
            by_demonym(doc[i].text)
            or not is_capital(doc[i].text)
            or "\n" in text
            or len(text) > 60
            or text in surnames
            or i in taken
            or (text.count(".") > 1 and text.replace(".", "").isupper())
        ):
            continue
        if ent.label_ == "FAC" and not (_locative_any(doc, i) and _facility(doc[j].lower_)):
            continue
        if ent.label_ != "FAC" and not (_locative_any(doc, i) or _class_beside(doc, i, j)):
            continue
        kept.append(mention_of(doc, i, j, ent.label_, known.get(text, [])))
    return kept


def _locative_any(doc: Doc, i: int) -> bool:
    k = i - 1
    while k > 0 and doc[k].lower_ in {"the", "nearby", "a"}:
        k -= 1
    return k >= 0 and (is_kind(doc[k].lower_, "locative", "motion_to") or locative(doc, i) or doc[k].lower_ == "from")


def _facility(word: str) -> bool:
    return (
        word.rstrip(".") in kinds()["facility_head"] or word.rstrip(".") in kinds()["street_type"] or word[:1].isdigit()
    )


def _class_beside(doc: Doc, i: int, j: int) -> bool:
    after = doc[j + 1].lower_ if j + 1 < len(doc) else ""
    before = doc[i - 1].lower_ if i else ""
    return is_kind(after, "class_after") or is_kind(before, "class_noun", "direction")


def locative(doc: Doc, i: int, *, strict: bool = False) -> bool:
    """Whether a preposition of place stands before, an article or direction between; `strict` leaves out to and from."""
    k = i - 1
    while k >= 0 and (
        doc[k].lower_ in {"the", "nearby", "neighboring", "neighbouring"} or is_kind(doc[k].lower_, "direction")
    ):
        k -= 1
    if k < 0:
        return False
    word = doc[k].lower_
    if word == "of" and k > 0:
        return is_kind(doc[k - 1].lower_, "class_noun", "part_noun", "direction") or is_kind(
            doc[k - 1].lemma_, "class_noun"
        )
    if word in {"to", "from", "across", "around", "into", "toward", "towards"}:
        return not strict
    return word in {"in", "at", "near", "outside", "off"}


def mention_of(doc: Doc, i: int, j: int, label: str, found: list[Candidate]) -> Mention:
    start, end = doc[i].idx, doc[j].idx + len(doc[j])
    return Mention(Span(start, end), bare(doc[i : j + 1].text), i, j, label, found)


def bare(text: str) -> str:
    words = " ".join(text.split())
    for tail in ("'s", "’s"):
        words = words.removesuffix(tail)
    return words[4:] if words[:4].lower() == "the " else words
