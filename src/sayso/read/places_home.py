"""Where an article is at home: the subdivisions that its names agree on, and what its outlet's name tells.

Each name votes once for every subdivision in which it may lie, with shares that add up to one; a name that lies in one
state only therefore counts for more than a name that lies in thirty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ..model import Article
from .countries import by_demonym, country, lookup
from .gazetteer import Candidate, candidates
from .places_words import is_kind, kinds, states

_GENERIC = frozenset({"com", "org", "net", "info", "tv", "news", "co", "io", "eu", "online", "press", "me", "ly", "ai"})
_SECOND = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})  # "example.co.uk", "example.com.lb"
_ALSO = {"uk": "GB", "su": "RU"}
_HOST = re.compile(r"[a-z]+://(?:[^/?#@]*@)?([^/?#:]+)")
_LABEL = re.compile(r"^[a-z0-9-]+(?:\.[a-z0-9-]+)+$")
_LEAST = 4  # letters of a place in the name of an outlet
HOME = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})  # where reports in English are at home
_METROPOLIS = 1_500_000
_TOWN = 1_500  # people of a place that has a newspaper


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the name or address of an outlet tells: a country's code or "", and the places that its name may hold."""

    nation: str = ""
    towns: tuple[Candidate, ...] = ()


@dataclass(slots=True)
class Home:
    """`areas` and `lands` are the votes for subdivisions of the first level (ids) and for countries (codes)."""

    areas: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    lands: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    voters: set[str] = field(default_factory=set)
    masthead: Masthead = field(default_factory=Masthead)

    def vote(self, name: str) -> None:
        """Adds the votes of `name`, once."""
        if name in self.voters:
            return
        areas, lands = shares(name)
        if not areas and not lands:
            return
        self.voters.add(name)
        for area, share in areas:
            self.areas[area] += share
        for land, share in lands:
            self.lands[land] += share

    def area(self, name: str, one: Candidate) -> float:
        """Votes of the other names for the subdivision of `one`."""
        area = area_of(one)
        own = next((s for a, s in shares(name)[0] if a == area), 0.0) if name in self.voters else 0.0
        return max(0.0, self.areas.get(area, 0.0) - own) if area else 0.0

    def land(self, name: str, one: Candidate) -> float:
        """Votes of the other names for the country of `one`."""
        own = next((s for a, s in shares(name)[1] if a == one.country), 0.0) if name in self.voters else 0.0
        return max(0.0, self.lands.get(one.country, 0.0) - own)


def home_of(article: Article, names: Iterable[str]) -> Home:
    home = Home(masthead=_masthead(article.outlet or "", _host(article.url or "")))
    for name in names:
        home.vote(name)
    return home


def area_of(one: Candidate) -> int:
    """The subdivision of the first level that `one` is or lies in, 0 if none is known."""
    if one.feature == "1":
        return one.ident
    return one.within[-1] if one.within else 0


@lru_cache(maxsize=8192)
def shares(name: str) -> tuple[tuple[tuple[int, float], ...], tuple[tuple[str, float], ...]]:
    """How `name` divides its vote among subdivisions and among countries."""
    state = states().get(name)
    if state and name not in {"New York", "Washington"}:
        found = next((c for c in candidates(state[0]) if c.country == state[1] and c.feature == "1"), None)
        return (((found.ident, 1.0),) if found else ()), ((state[1], 1.0),)
    if nation := lookup(name):
        return (), ((nation.iso2, 1.0),)
    areas: dict[int, float] = defaultdict(float)
    lands: dict[str, float] = defaultdict(float)
    total = 0.0
    for one in candidates(name):
        weight = (one.population + 100) ** 0.4 * (1.0 if one.own else 0.3)
        total += weight
        areas[area_of(one)] += weight
        lands[one.country] += weight
    areas.pop(0, None)
    lands.pop("", None)
    return tuple((a, w / total) for a, w in areas.items()), tuple((a, w / total) for a, w in lands.items())


def _host(url: str) -> str:
    found = _HOST.match(url.lower())
    return found[1] if found else ""


@lru_cache(maxsize=1024)
def _masthead(outlet: str, host: str) -> Masthead:
    name = outlet.strip()[:80]
    if _LABEL.match(name.lower()):
        name, host = "", name.lower()
    labels = [part for part in host[:80].split(".") if part and part not in {"www", "news", "m"}]
    nation = _nation(labels[-1]) if len(labels) > 1 else ""
    found, land = _in_words(name)
    if not found and len(labels) > 1:
        core = labels[-3] if len(labels) > 2 and labels[-2] in _SECOND else labels[-2]
        found = _in_label(core)
    return Masthead(land or nation, tuple(found))


def _nation(ending: str) -> str:
    if ending in _GENERIC or len(ending) != 2:
        return ""
    found = country(_ALSO.get(ending, ending))
    return found.iso2 if found else ""


def _in_words(name: str) -> tuple[list[Candidate], str]:
    """ "The Anytown Daily News": what is left without words of the press; a country's code where it is a country."""
    words = [w for w in re.split(r"[\s,&-]+", name) if w]
    rest = " ".join(w for w in words if not is_kind(w.lower().strip("."), "press"))
    land = lookup(rest) or by_demonym(rest)
    return ([], land.iso2) if land else (_towns(rest), "")


def _in_label(label: str) -> list[Candidate]:
    """ "anytowndailynews", "newanytown-herald": the longest part that is a place, words of the press taken off its ends."""
    core = label.strip("-")
    while len(core) >= _LEAST and not is_kind(core, "press"):
        for words in _cuts(core):
            if found := _towns(words):
                return found
        shorter = _without_press(core)
        if shorter == core:
            return [c for part in core.split("and")[:3] if part != core and len(part) >= _LEAST for c in _towns(part)]
        core = shorter
    return []


def _cuts(core: str) -> Iterator[str]:
    yield core.replace("-", " ")
    for k in range(3, len(core) - 3):
        if not is_kind(core[:k], "press") and (core[k:] == "city" or not is_kind(core[k:], "press")):
            yield f"{core[:k]} {core[k:]}"


def _without_press(core: str) -> str:
    for word in sorted(kinds()["press"], key=lambda w: (-len(w), w)):
        if len(core) - len(word) >= _LEAST:
            if core.endswith(word):
                return core.removesuffix(word).strip("-")
            if core.startswith(word):
                return core.removeprefix(word).strip("-")
    return core


def _towns(name: str) -> list[Candidate]:
    """Towns that have a newspaper in English: abroad only great cities, where there is one at home."""
    found = [c for c in candidates(name) if c.own and (c.feature in "12" or c.population >= _TOWN)] if name else []
    english = [c for c in found if c.country in HOME or c.population >= _METROPOLIS]
    return english or found
