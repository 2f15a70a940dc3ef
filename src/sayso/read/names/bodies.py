"""Joins mentions of organisations and places, and tells governments from the places that stand for them."""

from __future__ import annotations

from ...model import EntityKind
from ..countries import Country, by_capital, country, lookup
from .lists import nouns, seats
from .page import Figure, Mention, Page

_SMALL = frozenset({"of", "the", "and", "for", "in", "&", "on"})
_LEADS = frozenset(
    {"new", "united", "national", "international", "world", "american", "south", "north", "east", "west", "st"}
)
_FORMS = frozenset({"inc", "corp", "co", "ltd", "llc", "plc", "sa", "ag"})


def key(name: str) -> tuple[str, ...]:
    """Words by which two names of a body are compared."""
    words = [w.replace(".", "").strip(",'’\"").lower() for w in name.replace("’", "'").split()]
    words = [w for w in words if w and w not in ("the",)]
    return tuple(words[:-1] if len(words) > 1 and words[-1] in _FORMS else words)


def initials(name: str) -> str:
    out = ""
    for w in name.replace("-", " ").split():
        bare = w.replace(".", "")
        if bare.lower() in _SMALL:
            continue
        out += bare if bare.isupper() and len(bare) <= 3 else bare[:1]
    return out.lower()


def gather_bodies(page: Page, mentions: list[Mention]) -> list[Figure]:
    """Organisations: the same words, an acronym, or the unambiguous beginning or end of a longer name."""
    figures: list[Figure] = []
    index: dict[tuple[str, ...], Figure] = {}
    for m in mentions:
        k = key(m.name)
        f = index.get(k)
        if f is None:
            f = index[k] = Figure(EntityKind.ORGANISATION, m.name)
            figures.append(f)
        f.add(m)
    return _fold(page, figures)


def _fold(page: Page, figures: list[Figure]) -> list[Figure]:
    """Joins short names to long ones."""
    keys = {id(f): key(f.name) for f in figures}
    kept = list(figures)
    for f in figures:
        k = keys[id(f)]
        word = k[0] if len(k) == 1 else ""
        long = [g for g in kept if g is not f and len(keys[id(g)]) > len(k) and _short_for(k, word, f, g, keys[id(g)])]
        if len(long) == 1:
            for m in f.mentions:
                long[0].add(m)
            kept.remove(f)
    return kept


def _short_for(k: tuple[str, ...], word: str, f: Figure, g: Figure, long: tuple[str, ...]) -> bool:
    if not k:
        return False
    if word and len(word) >= 2 and f.name.replace(".", "").isupper() and word.replace(".", "") == initials(g.name):
        return True
    if long[-len(k) :] == k:
        return len(k) > 1 or word not in nouns("generic")
    return long[: len(k)] == k and (len(k) > 1 or word not in _LEADS and word not in nouns("generic"))


def stands_for(page: Page, m: Mention) -> Country | None:
    """The country whose government this mention of a country, capital or seat acts for, else None."""
    land = lookup(m.name) or by_capital(m.name) or _seat(m.name)
    if land is None or not (_seat(m.name) or _acts(page, m)):
        return None
    return land


def _seat(name: str) -> Country | None:
    code = seats().get(" ".join(key(name)))
    return country(code) if code else None


def _acts(page: Page, m: Mention) -> bool:
    """Subject of a verb of doing, addressee of an accusation, or "according to ..."."""
    dep, head = page.dep[m.head], page.head[m.head]
    if dep == "conj":
        dep, head = page.dep[head], page.head[head]
    verb = page.lemma[head]
    if dep in ("nsubj", "nsubjpass"):
        if page.pos[head] not in ("VERB", "AUX") or verb in nouns("stative"):
            return False
        return dep == "nsubj" or verb in nouns("address")
    if dep in ("dobj", "dative"):
        return verb in nouns("address")
    if dep == "pobj" and page.low[head] == "by":
        return page.dep[head] == "agent"
    return dep == "pobj" and page.low[head] == "to" and head > 0 and page.low[head - 1] == "according"


def gather_lands(page: Page, mentions: list[Mention]) -> list[Figure]:
    """Places and governments: one figure per country and sense, others by name."""
    index: dict[tuple[str, str], Figure] = {}
    for m in mentions:
        land = lookup(m.name)
        acting = stands_for(page, m)
        if acting is not None:
            m.kind = EntityKind.GOVERNMENT
            f = index.setdefault(("gov", acting.iso2), Figure(EntityKind.GOVERNMENT, acting.name, nation=acting.iso2))
        elif land is not None:
            f = index.setdefault(("land", land.iso2), Figure(EntityKind.PLACE, land.name, nation=land.iso2))
        else:
            f = index.setdefault(("place", " ".join(key(m.name))), Figure(EntityKind.PLACE, m.name))
        f.add(m)
    return list(index.values())
