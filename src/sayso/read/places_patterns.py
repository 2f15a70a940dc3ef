"""Place names that their form gives away: streets, corners, halls, lists after "villages", party labels.

All patterns are bounded, so that a long hostile line costs no more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..model import Span
from .gazetteer import Candidate, candidates, lookup_many
from .places_words import is_kind, states

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Mention:
    """A place name in the article: characters, tokens `[first, last]`, its name without article and possessive."""

    span: Span
    name: str
    first: int
    last: int
    label: str  # GPE, LOC, FAC of spaCy; GAZ from the gazetteer; STREET; CLASS by a word as "village"
    found: list[Candidate] = field(default_factory=list)
    direction: bool = False  # "southern Iran": a part of what the name means
    listed: bool = False  # one of a list after "villages", "towns", ...
    follows: str = ""  # the word after it, lower case
    container: Mention | None = None  # the mention that says where it lies


_STREET = re.compile(
    r"\b(?:\d{1,5} )?(?:(?:[NSEW]\.|North|South|East|West) )?"
    r"(?:\d{1,3}(?:st|nd|rd|th)|(?!The\b|On\b|In\b|At\b|From\b|Near\b)[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?)"
    r"(?: and (?:[NSEW]\. )?(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?))?"
    r" (?:Street|Streets|Avenue|Avenues|Boulevard|Blvd\.|Highway|Turnpike|Expressway|Road|Lane|Drive|Parkway"
    r"|Ave\.|Aves\.|Rd\.|St\.(?! [A-Z][a-z]+ (?:is|was|said)))"
)
_FACILITY = re.compile(
    r"\b(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][\w'’.-]{1,20})(?: [A-Z][\w'’.-]{1,20}){0,3}"
    r" (?:Hospital|Medical Center|Airport|Airfield|Air Base|Precinct|Stadium|Prison|Jail|Courthouse|Bridge|Park|Plaza|Mall|Hotel"
    r"|Cathedral|Mosque|Synagogue|Temple|Cemetery|Barracks|Dam|Tunnel|Terminal|Arena|Theatre|Theater|Square|Station|Elementary School"
    r"|High School|Middle School|Baptist Church|Church|Cosmodrome|Refinery|station|stationhouse|airport|prison|camp|hospital)"
    r"(?: (?:station|stationhouse))?\b"
)
_PARTY = re.compile(r"\b(?:R|D|I|DFL|Rep|Dem)[-–]((?:[A-Z]\.){2,3}|[A-Z][a-z]+\.?(?: [A-Z][a-z]+)?)")
_PLACED = re.compile(
    r"\b(?:in|at|near|outside|inside|to|toward|towards|past|from|into|around|through|across)(?: the| nearby)? $"
)
_CORNER = re.compile(r"\b(?:[A-Z][a-z]{2,20}) and (?:[A-Z][a-z]{2,20})\b")
_LIST = re.compile(
    r"\b(?:villages|towns|cities|provinces|districts|neighborhoods|neighbourhoods|suburbs|hamlets|settlements|counties|islands)"
    r"\b[^.;:\n\"“”A-Z]{0,40}?(?:\bof|\bwere|\bare|\bincluding|\blike|\bas|\bin|:) "
    r"([A-Z][\w'’-]{2,30}(?:(?:, | and |, and )[A-Z][\w'’-]{2,30}){0,12})"
)
_VILLAGE = re.compile(
    r"\b(?:village|town|hamlet|settlement|township|city|suburb|neighborhood|neighbourhood) (?:of|called|named)"
    r" ([A-Z][\w'’-]{2,30}(?: [A-Z][\w'’-]{2,30})?)"
    r"|\b([A-Z][\w'’-]{2,30}) (?:village|neighborhood|neighbourhood)\b"
)


def streets(doc: Doc, text: str) -> list[Mention]:
    found = [m for at in _STREET.finditer(text) if (m := _chars(doc, text, at.start(), at.end(), "STREET"))]
    covered = _covered(found)
    for at in _FACILITY.finditer(text):
        placed = _PLACED.search(text[max(0, at.start() - 20) : at.start()])
        if placed and covered.isdisjoint(range(*at.span())):
            mention = _chars(doc, text, at.start(), at.end(), "FAC")
            found += [mention] if mention else []
    words = {w for m in found if m.label == "STREET" for w in m.name.split() if w[:1].isupper() and len(w) > 3}
    covered = _covered(found)
    for at in _CORNER.finditer(text):
        a, _, b = at.group().partition(" and ")
        free = covered.isdisjoint(range(*at.span()))
        if a in words and b in words and free and (m := _chars(doc, text, at.start(), at.end(), "STREET")):
            found.append(m)
    return found


def listed(doc: Doc, text: str, have: list[Mention]) -> list[Mention]:
    """ "the villages of A, B and C", "the village of A", "A village", "R-A"."""
    spans = [(at.start(k), at.end(k)) for at in _VILLAGE.finditer(text) for k in (1, 2) if at.group(k)]
    spans += [at.span(1) for at in _PARTY.finditer(text) if at.group(1) in states() or lookup_many([at.group(1)])]
    many: set[tuple[int, int]] = set()
    for at in _LIST.finditer(text):
        start = at.start(1)
        for name in re.split(r"(, and |, | and )", at.group(1)):
            if name[:1].isupper():
                spans.append((start, start + len(name)))
                many.add(spans[-1])
            start += len(name)
    covered = _covered(have)
    free = [(s, e) for s, e in sorted(set(spans)) if covered.isdisjoint(range(s, e))]
    made = [m for s, e in free if not is_kind(text[s:e].lower(), "common") and (m := _chars(doc, text, s, e, "CLASS"))]
    for m in made:
        m.listed = (m.span.start, m.span.start + len(m.name)) in many
    return made


def _covered(mentions: list[Mention]) -> set[int]:
    """The characters that mentions hold."""
    return {k for m in mentions for k in range(m.span.start, m.span.end)}


def _chars(doc: Doc, text: str, start: int, end: int, label: str) -> Mention | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    i, j = span.start, span.end - 1
    while j > i and doc[j].text in {"'s", "’s", ".", ","}:
        j -= 1
    name = text[start:end]
    for tail in ("'s", "’s"):
        name = name.removesuffix(tail)
    known = {} if label == "STREET" else lookup_many([name])
    return Mention(Span(start, start + len(name)), name, i, j, label, known.get(name, []))


def whole_feature(doc: Doc, mention: Mention) -> Mention:
    """A mountain, lake or glacier has its name with that word: "Mount Sorrel" is not the town of Sorrel.

    Takes the word into the name; where the gazetteer does not know the whole name, no coordinates are left.
    """
    first, last = mention.first, mention.last
    if mention.label == "STREET" or is_kind(doc[first].lower_.rpartition("/")[2], "feature_before"):
        return mention
    start, end = mention.span
    if (
        first
        and is_kind(doc[first - 1].lower_.rpartition("/")[2], "feature_before")
        and doc[first - 1].text[:1].isupper()
    ):
        start = doc[first - 1].idx + doc[first - 1].text.rfind("/") + 1
        first -= 1
    after = doc[last + 1] if last + 1 < len(doc) else None
    if after is not None and after.text[:1].isupper() and is_kind(after.lower_, "feature_after"):
        end, last = after.idx + len(after), last + 1
    if (first, last) == (mention.first, mention.last):
        return mention
    name = doc.text[start:end]
    return replace(
        mention, span=Span(start, end), name=name, first=first, last=last, label="LOC", found=candidates(name)
    )
