"""Which of the places of that name an article means: containment, the countries it is about, size, nearness."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import Article, Precision
from .countries import Country, by_demonym, lookup
from .gazetteer import Candidate, candidates
from .places_home import HOME, Home, area_of, home_of
from .places_patterns import Mention
from .places_words import capital_of, is_kind, states

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HOME_NATIONS = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})
_CHIEF_TOWN = 50_000  # people
_ANCHORS = 40  # an article that names more is a list
_NEAR = 150.0  # km: what one local report is about
# What a sign is worth, in powers of ten of people. Fitted on news with known places.
_WEIGHTS = {
    "people": 0.8,
    "S": 6.0,
    "B": 8.0,
    "P": -0.8,
    "0": -2.5,
    "1": -0.7,
    "2": -2.1,
    "3": -2.5,
    "own": 1.8,
    "state": 4.9,
    "class": 5.0,
    "seat": 2.6,
    "city": -5.0,
    "english": 1.1,
    "nation": 0.4,
    "nation share": 0.8,
    "division": 1.9,
    "container": 7.6,
    "area": 2.1,
    "area share": 1.2,
    "land": 0.9,
    "land share": 1.1,
    "outlet nation": 1.8,
    "outlet area": 1.6,
    "outlet town": 1.6,
    "near": 1.0,
}
_COUNTY = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:County|Parish)\b")
_JOIN = re.compile(r"^(?:'s|’s)?(?:,| \()\s*(?:in )?$|^,? (?:in|of) (?:the )?$")
_CLASS = re.compile(
    r"\s+(?:city|town|village|province|state|district|county|region|area|island|governorate|oblast|prefecture|municipality)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """`candidate` or `nation`, or neither: then `reason` says why, and `host` may tell where about it lies. `lat`, `lon` in degrees."""

    name: str
    candidate: Candidate | None
    nation: Country | None
    reason: str = ""
    host: Candidate | None = None  # what it lies in, where only that has a point

    @property
    def code(self) -> str:
        if self.nation:
            return self.nation.iso2
        return self.candidate.country if self.candidate else ""

    @property
    def point(self) -> tuple[float, float] | None:
        if self.nation:
            return self.nation.lat, self.nation.lon
        one = self.candidate or self.host
        return (one.lat, one.lon) if one and one.lat is not None and one.lon is not None else None


@dataclass(frozen=True, slots=True)
class _Context:
    nations: Counter[str]  # country code -> how often the article names it
    seats: Counter[str]  # capital -> how often it was counted for its country
    divisions: dict[int, set[str]]  # subdivision that some name may mean -> those names
    home: Home


def resolve(article: Article, doc: Doc, text: str, mentions: list[Mention]) -> list[Resolved]:
    """One answer for each mention; one name has one meaning in an article unless its container says otherwise."""
    _contain(text, mentions)
    context = _context(article, doc, text, mentions)
    options = [_options(m) for m in mentions]
    first = _answers(mentions, options, context, None)
    points = [r.point for m, r, o in zip(mentions, first, options, strict=True) if r.candidate and _sure(m, o)]
    anchors = list(dict.fromkeys(p for p in points if p))[:_ANCHORS]
    second = _answers(mentions, options, context, anchors)
    chosen = [b if a.candidate else a for a, b in zip(first, second, strict=True)]
    return _one_sense(mentions, chosen)


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points (degrees) on a sphere."""
    (p, q), (r, s) = ((math.radians(x) for x in a), (math.radians(x) for x in b))
    half = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def _contain(text: str, mentions: list[Mention]) -> None:
    """ "Golden, Colo.", "Izmit in Turkey's Kocaeli province": the second says where the first lies."""
    for one, two in itertools.pairwise(mentions):
        between = text[one.span.end : two.span.start]
        if _JOIN.match(between):
            one.container = two


def _options(mention: Mention) -> list[Candidate]:
    if mention.label == "STREET":
        return []
    if mention.found:
        return mention.found
    return candidates(_CLASS.sub("", mention.name))


def _context(article: Article, doc: Doc, text: str, mentions: list[Mention]) -> _Context:
    nations: Counter[str] = Counter()
    seats: Counter[str] = Counter()
    for ent in doc.ents:
        if ent.label_ == "NORP" and (found := by_demonym(ent.text)):
            nations[found.iso2] += 1
    divisions: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        nation = _nation(mention)
        if nation and mention.name not in states():
            nations[nation.iso2] += 1
        elif state := states().get(mention.name):
            nations[state[1]] += 1
            for one in candidates(state[0]):
                if one.country == state[1] and one.feature == "1":
                    divisions[one.ident].add(mention.name)
        else:
            capital = capital_of(mention.name)
            if capital:
                nations[capital.iso2] += 1
                seats[mention.name] += 1
            for one in mention.found:
                if one.feature in "12":
                    divisions[one.ident].add(mention.name)
    for at in _COUNTY.finditer(text):  # also within the names of bodies: "Brown County Fire District"
        for one in candidates(at.group()):
            if one.feature == "2":
                divisions[one.ident].add(at.group())
    home = home_of(article, (m.name for m in mentions if m.label not in {"STREET", "FAC"}))
    return _Context(nations, seats, divisions, home)


def _nation(mention: Mention) -> Country | None:
    return lookup(mention.name)


def _sure(mention: Mention, options: list[Candidate]) -> bool:
    """Whether size or a container leaves little doubt."""
    big = [c for c in options if c.own and c.population >= 1000]
    return mention.container is not None or len(big) == 1 or (bool(options) and options[0].population > 1_000_000)


def _answers(
    mentions: list[Mention],
    options: list[list[Candidate]],
    context: _Context,
    anchors: list[tuple[float, float]] | None,
) -> list[Resolved]:
    """One answer for each mention; the same name in the same setting is decided once."""
    memo: dict[tuple[str, str, str, bool, str], Resolved] = {}
    kept: list[Resolved] = []
    for mention, found in zip(mentions, options, strict=True):
        held = mention.container.name if mention.container else ""
        follows = mention.follows if is_kind(mention.follows, "region_after") else ""
        key = (mention.name, held, follows, mention.direction, mention.label)
        if key not in memo:
            memo[key] = _choose(mention, found, context, anchors)
        kept.append(memo[key])
    return kept


def _choose(
    mention: Mention, options: list[Candidate], context: _Context, anchors: list[tuple[float, float]] | None
) -> Resolved:
    name = mention.name
    nation = _nation(mention)
    state = states().get(name)
    if mention.name in _HOME_NATIONS and not mention.direction:
        found = next((c for c in candidates(mention.name) if c.country == "GB" and c.feature == "1"), None)
        if found:
            return Resolved(found.name, found, None)
    if nation and not _rather_state(mention, state, context):
        if mention.direction:
            return Resolved(name, None, nation, "a part of a country has no point")
        return Resolved(nation.name, None, nation)
    if state and (found := _state_candidate(mention, state, context)):
        return Resolved(found.name, found, None)
    if mention.label == "STREET":
        return Resolved(name, None, None, "streets are in no gazetteer")
    if not options:
        return Resolved(name, None, None, "in no gazetteer")
    if len(options) == 1:
        return Resolved(options[0].name if options[0].own else name, options[0], None)
    best = max(options, key=lambda c: (_score(mention, c, context, anchors), -abs(c.ident)))
    best = _chief_town(mention, best, options)
    return Resolved(best.name if best.own else name, best, None)


def _chief_town(mention: Mention, one: Candidate, options: list[Candidate]) -> Candidate:
    """A bare name means the town, not the region that is called after it and that it lies in."""
    if one.feature != "1" or mention.direction or mention.name in states() or _CLASS.search(mention.name):
        return one
    if is_kind(mention.follows, "region_after"):
        return one
    towns = [c for c in options if c.feature == "P" and one.ident in c.within and c.population >= _CHIEF_TOWN]
    return max(towns, key=lambda c: c.population, default=one)


def _rather_state(mention: Mention, state: tuple[str, str] | None, context: _Context) -> bool:
    """Georgia is the state where the article is about the United States more than about the Caucasus."""
    if state is None:
        return False
    return context.nations["US"] > 2 * context.nations["GE"] + context.nations["RU"]


def _state_candidate(mention: Mention, state: tuple[str, str], context: _Context) -> Candidate | None:
    """The state itself; "New York" and "Washington" alone are cities, unless a city stands before them."""
    name, code = state
    if name in {"New York", "Washington"} and mention.name == name:
        return None
    return next((c for c in candidates(name) if c.country == code and c.feature == "1"), None)


def _score(mention: Mention, one: Candidate, context: _Context, anchors: list[tuple[float, float]] | None) -> float:
    return sum(_WEIGHTS[k] * v for k, v in _signs(mention, one, context, anchors))


def _signs(
    mention: Mention, one: Candidate, context: _Context, anchors: list[tuple[float, float]] | None
) -> Iterator[tuple[str, float]]:
    """What speaks for `one`, each with how strongly."""
    yield "people", math.log10(one.population + 10)
    yield one.feature, 1.0
    if one.own:
        yield "own", 1.0
    if one.feature == "1" and (mention.name in states() or _CLASS.search(mention.name)):
        yield "state", 1.0
    if is_kind(mention.follows, "region_after") and one.feature in "12":
        yield "class", 1.0
    seat = capital_of(mention.name)
    if seat is not None and one.country == seat.iso2 and one.feature == "P" and one.population > 100_000:
        yield "seat", 1.0
    if mention.name in {"Washington", "New York"} and one.feature == "1":
        yield (
            "city",
            1.0,
        )  # the state is called so with its class or after its towns, both of which are settled elsewhere
    itself = context.seats[mention.name] if seat is not None else 0
    told = sum(context.nations.values()) - itself
    if not told and one.country in HOME:
        yield "english", 1.0
    named = context.nations[one.country] - (itself if seat is not None and one.country == seat.iso2 else 0)
    if named:
        yield "nation", 1.0
        yield "nation share", named / told
    if any(context.divisions.get(d, set()) - {mention.name} for d in one.within):
        yield "division", 1.0
    if mention.container is not None and _inside(one, mention.container):
        yield "container", 1.0
    home = context.home
    if votes := home.area(mention.name, one):
        yield "area", math.log1p(votes)
        yield "area share", votes / max(1, len(home.voters) - (mention.name in home.voters))
    if votes := home.land(mention.name, one):
        yield "land", math.log1p(votes)
        yield "land share", votes / max(1, len(home.voters) - (mention.name in home.voters))
    masthead = home.masthead
    if masthead.nation and one.country == masthead.nation:
        yield "outlet nation", 1.0
    if masthead.towns:
        area = area_of(one)
        if area and any(area_of(t) == area for t in masthead.towns):
            yield "outlet area", 1.0
            if any(t.ident == one.ident for t in masthead.towns):
                yield "outlet town", 1.0
    if anchors and one.lat is not None and one.lon is not None:
        here = (one.lat, one.lon)
        near = sum(1 for p in anchors if 0.5 < distance(p, here) < _NEAR)
        yield "near", math.log1p(near)


def _inside(one: Candidate, container: Mention) -> bool:
    nation = _nation(container)
    state = states().get(container.name)
    if state:
        states_of = {c.ident for c in candidates(state[0]) if c.country == state[1] and c.feature == "1"}
        if states_of & set(one.within):
            return True
    if nation:
        return one.country == nation.iso2
    return any(c.ident in one.within for c in (container.found or candidates(_CLASS.sub("", container.name))))


def _one_sense(mentions: list[Mention], chosen: list[Resolved]) -> list[Resolved]:
    """A name said with its container once ("Paris, Texas") means the same wherever it stands alone."""
    told = {
        m.name: r
        for m, r in zip(reversed(mentions), reversed(chosen), strict=True)
        if m.container is not None and r.candidate and _inside(r.candidate, m.container)
    }
    return [
        told.get(m.name, r) if m.container is None and r.candidate else r for m, r in zip(mentions, chosen, strict=True)
    ]


def precision_of(mention: Mention, resolved: Resolved) -> Precision | None:
    """None only where neither gazetteer nor grammar tells."""
    if resolved.nation is not None:
        return Precision.REGION if mention.direction else Precision.COUNTRY
    if resolved.candidate is not None and mention.name in _HOME_NATIONS:
        return Precision.REGION if mention.direction else Precision.COUNTRY
    if resolved.candidate is not None:
        return (
            Precision.REGION
            if mention.direction and resolved.candidate.feature == "1"
            else resolved.candidate.precision
        )
    if mention.label in {"STREET", "FAC"}:
        return Precision.FACILITY
    if mention.label in {"CLASS", "GPE", "LOC"}:
        return Precision.PLACE
    return None
