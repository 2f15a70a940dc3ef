"""Places: what the article names, where it lies, what part it plays, and whether it is a pin on the map.

A pin is the most specific place named for an event, an origin or a destination, below country level. Everything else keeps
a reason why it has none.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import BlockKind, Place, PlaceRole, Precision, Span
from .countries import lookup
from .draft import Draft
from .gazetteer import candidates
from .places_background import background
from .places_mentions import find_mentions
from .places_patterns import Mention
from .places_placed import placed
from .places_resolve import Resolved, distance, precision_of, resolve
from .places_roles import OTHER, Use, use_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MOST = 60  # different pins that are held against each other
_PINNED = frozenset({PlaceRole.EVENT, PlaceRole.ORIGIN, PlaceRole.DESTINATION})
_IN = re.compile(r"^(?:'s|’s)?(?:,? (?:in|on|at|near|of|off) |, | \()(?:the |nearby |[a-z]+ (?:of|in) (?:the )?){0,2}$")
_ALSO = re.compile(r", and the (?:port |capital )?(?:city|town|village|island|province|state|region) of $")
_OF_CLASS = re.compile(
    r"^(?:'s|’s)?(?: [a-z-]+)? (?:city|town|village|island|province|state|region|district|port|suburb) of $"
)
_ORDER = {Precision.FACILITY: 0, Precision.PLACE: 1, Precision.REGION: 2, Precision.COUNTRY: 3}
_MONTHS = frozenset({"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"})
_DATELINE_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}")


@dataclass(slots=True)
class _Found:
    mention: Mention
    resolved: Resolved
    precision: Precision | None
    use: Use
    pin: bool = False
    why: str = ""


def find_places(draft: Draft) -> None:
    """Adds `places`: every name of a place outside names of organisations, and the places of datelines."""
    if draft.doc is None:
        return
    doc: Doc = draft.doc
    mentions = find_mentions(draft)
    text = draft.masked
    answers = placed(text, mentions, resolve(draft.article, doc, text, mentions))
    found = [_found(doc, text, m, r) for m, r in zip(mentions, answers, strict=True)]
    _inherit(text, found)
    memo: dict[int, str] = {}
    for one in found:
        one.why = one.use.why
        one.pin = one.use.role in _PINNED and not one.why and _fine(one)
        if one.pin and (why := background(draft, one.mention, memo)):
            one.pin, one.why = False, why
    _forgive(found)
    _most_specific(text, found)
    draft.places.extend(_place(draft, one) for one in found)
    draft.places.extend(_datelines(draft))
    draft.places.sort(key=lambda p: p.span)


def _found(doc: Doc, text: str, mention: Mention, resolved: Resolved) -> _Found:
    precision = precision_of(mention, resolved)
    country = precision is Precision.COUNTRY or (resolved.nation is not None)
    return _Found(mention, resolved, precision, use_of(doc, text, mention, country=country))


def _fine(one: _Found) -> bool:
    """Below country level: never what is larger than one."""
    if one.precision is None or one.precision is Precision.COUNTRY:
        one.why = "a whole country" if one.precision else "of unknown kind"
        return False
    if one.resolved.candidate is not None and one.resolved.candidate.feature == "B":
        one.why = "larger than a place"
        return False
    return True


def _inherit(text: str, found: list[_Found]) -> None:
    """ "Dubai, United Arab Emirates": the second does in the sentence what the first does. "from A to B": one is left, the
    other reached. "A, home to so many, and the city of B": both the same."""
    for one, two in itertools.pairwise(found):
        between = text[one.mention.span.end : two.mention.span.start]
        if one.mention.container is two.mention:
            two.use = one.use
        elif between in {" to ", " to the "} and one.use.role is PlaceRole.ORIGIN:
            two.use = Use(PlaceRole.DESTINATION)
        elif two.use == OTHER and _ALSO.search(between) and len(between) < 60:
            two.use = one.use


def _forgive(found: list[_Found]) -> None:
    """What is a pin elsewhere in the article is one too where only a month, or another end, speaks against it."""
    pinned = {one.resolved.name for one in found if one.pin and one.use.role is PlaceRole.EVENT}
    for one in found:
        if one.why in {"another month", "one of two ends"} and one.resolved.name in pinned and _fine(one):
            one.use = Use(PlaceRole.EVENT) if one.use.role is PlaceRole.OTHER else one.use
            one.pin, one.why = True, ""


def _most_specific(text: str, found: list[_Found]) -> None:
    """Takes the pin from what holds a more specific one: beside it in the sentence, or anywhere for regions."""
    for one, two in itertools.pairwise(found):
        between = text[one.mention.span.end : two.mention.span.start]
        if one.pin and two.pin and len(between) < 40 and _IN.match(between) and _lies_in(one, two, between):
            two.pin, two.why = False, "a more specific place is named with it"
        if one.pin and two.pin and _OF_CLASS.match(between[:60]):
            one.pin, one.why = False, "a more specific place is named with it"
    pins = list({one.resolved.name: one for one in found if one.pin}.values())[:_MOST]
    for one in found:
        large = one.use.role is PlaceRole.EVENT or one.precision is Precision.REGION
        if one.pin and large and any(_holds(one, two) for two in pins):
            one.pin, one.why = False, "more specific places are named in the article"


def _lies_in(one: _Found, two: _Found, between: str) -> bool:
    """ "A in B", "A near B", "A, B"; a bare comma may also stand in a list of equals."""
    if one.mention.listed or two.mention.listed:
        return False
    if between.strip() == ",":
        return _rank(one) < _rank(two) or _holds(two, one)
    return _rank(one) <= _rank(two)


def _rank(one: _Found) -> int:
    return _ORDER[one.precision] if one.precision else 1


def _holds(large: _Found, small: _Found) -> bool:
    """Whether `small` lies in `large` and says more exactly where."""
    a, b = large.resolved, small.resolved
    if a.nation is not None:
        return (b.code or (b.host.country if b.host else "")) == a.nation.iso2 and _rank(small) < _rank(large)
    if a.candidate is not None and b.host is not None:
        return a.candidate.ident in b.host.within
    if a.candidate is None or b.candidate is None or a.candidate.ident == b.candidate.ident:
        return False
    if a.candidate.ident in b.candidate.within:
        return _rank(small) < _rank(large) or b.candidate.feature == "2"
    p, q = a.point, b.point
    if p is None or q is None or b.name.startswith(a.name.split()[0]) or a.name.startswith(b.name.split()[0]):
        return False
    if a.candidate.feature == "S" and large.precision is Precision.REGION:
        if not a.code:  # waters and what lies across borders
            return b.code != "" and distance(p, q) < 550
        return a.code == b.code and _rank(small) <= 1 and distance(p, q) < 25
    close = distance(p, q) < 15
    return close and a.candidate.feature == "P" and b.candidate.population * 4 < a.candidate.population


def _place(draft: Draft, one: _Found) -> Place:
    point = one.resolved.point
    if one.resolved.nation is not None and one.mention.direction:
        point = None
    candidate, nation = one.resolved.candidate, one.resolved.nation
    ident = candidate.geonames if candidate else nation.geonames if nation and not one.mention.direction else None
    reason = "" if one.pin else one.why
    host = one.resolved.host
    if point is None or host is not None:
        reason = "; ".join(filter(None, (reason, one.resolved.reason or "no coordinates known")))
    span = one.mention.span
    return Place(
        draft.article.id,
        span,
        draft.words(span),
        one.resolved.name,
        ident,
        point[0] if point else None,
        point[1] if point else None,
        host.precision if host else one.precision,
        one.use.role,
        one.pin,
        one.resolved.code or (host.country if host else "") or None,
        reason,
    )


def _datelines(draft: Draft) -> list[Place]:
    """Where the report was filed: never a pin."""
    kept: list[Place] = []
    for block in draft.blocks:
        if block.kind is not BlockKind.DATELINE:
            continue
        line = draft.words(block.span)[:120]
        for at in _DATELINE_NAME.finditer(line):
            name = at.group().rstrip(".")
            if name[:3].title() in _MONTHS:
                continue
            place = _dateline(
                draft, name, Span(block.span.start + at.start(), block.span.start + at.start() + len(name))
            )
            if place is not None:
                kept.append(place)
    return kept


def _dateline(draft: Draft, name: str, span: Span) -> Place | None:
    proper = name.title() if name.isupper() and len(name) > 3 else name
    nation = lookup(name)
    best = next((c for c in candidates(proper) if c.population >= 10_000 or c.feature == "S"), None)
    best = next((c for c in candidates(proper) if c.feature == "P" and c.population >= 100_000), best)
    article, why = draft.article.id, "where the report was filed"
    role = PlaceRole.DATELINE
    if nation is not None:
        where = (nation.name, nation.geonames, nation.lat, nation.lon, Precision.COUNTRY)
        return Place(article, span, draft.words(span), *where, role, False, nation.iso2, why)
    if best is None:
        return None
    where_ = (proper, best.geonames, best.lat, best.lon, best.precision)
    return Place(article, span, draft.words(span), *where_, role, False, best.country or None, why)
