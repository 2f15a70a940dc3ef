"""Joins mentions of organisations and places, and tells governments from the places that stand for them."""

from __future__ import annotations

from functools import lru_cache

from ...model import EntityKind
from ..countries import Country, by_capital, country, lookup
from .lists import nouns, seats
from .page import Figure, Mention, Page

_SMALL = frozenset({"of", "the", "and", "for", "in", "&", "on"})
_LEADS = frozenset(
    {"new", "united", "national", "international", "world", "american", "south", "north", "east", "west", "st"}
)
_FORMS = frozenset({"inc", "corp", "co", "ltd", "llc", "plc", "sa", "ag"})


@lru_cache(maxsize=4096)
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


def bracketed(page: Page, mentions: list[Mention]) -> dict[int, Mention]:
    """ "Tide Office (TIDO)": first token of the short form -> the mention before it."""
    ends = {m.b: m for m in mentions}
    out = {}
    for m in mentions:
        long = ends.get(m.a - 2) or ends.get(m.a - 3)
        if m.a > 1 and page.word[m.a - 1] == "(" and m.name.isupper() and long is not None and long.b > long.a:
            out[m.a] = long
    return out


def gather_bodies(page: Page, mentions: list[Mention]) -> list[Figure]:
    """Organisations: the same words, an acronym, or the unambiguous beginning or end of a longer name.

    Bodies that every country has ("Foreign Ministry") are told apart by the country beside the name.
    """
    figures: list[Figure] = []
    index: dict[tuple[str, ...], Figure] = {}
    last: dict[tuple[str, ...], Figure] = {}
    introduced = bracketed(page, mentions)
    for m in mentions:
        k = key(m.name)
        long = introduced[m.a].figure if m.a in introduced else None
        if long is not None:
            last[k] = long
        common = k[-1:] and k[-1] in nouns("generic")
        f = index.get((*k, m.nation)) if common and m.nation else last.get(k)
        if f is None:
            f = Figure(EntityKind.ORGANISATION, m.name)
            index[(*k, m.nation)] = f
            figures.append(f)
        last[k] = f
        f.add(m)
    return _fold(page, figures)


def _fold(page: Page, figures: list[Figure]) -> list[Figure]:
    """Joins short names to the one long name that they begin, end or abbreviate."""
    longer: dict[tuple[str, ...], list[Figure]] = {}
    spelt: dict[str, list[Figure]] = {}
    for f in figures:
        k = key(f.name)
        if k and k[-1] not in nouns("org") and all(page.quoted[m.a] for m in f.mentions):
            continue  # "the 'Norlux Spirit'": words in marks name no body
        for n in range(1, len(k)):
            if n > 1 or k[-1] not in nouns("generic"):
                longer.setdefault(k[-n:], []).append(f)
            if n > 1 or (k[0] not in _LEADS and k[0] not in nouns("generic")):
                longer.setdefault(k[:n], []).append(f)
        if len(k) > 1:
            spelt.setdefault(initials(f.name), []).append(f)
    kept = []
    for f in figures:
        k = key(f.name)
        owners = longer.get(k, [])
        if not owners and len(k) == 1 and len(k[0]) > 1 and f.name.replace(".", "").isupper():
            owners = spelt.get(k[0], [])
        owners = list({id(g): g for g in owners if g is not f and g.mentions}.values())
        if len(owners) == 1 and _one_land(f, owners[0]):
            for m in f.mentions:
                owners[0].add(m)
            f.mentions = []
        else:
            kept.append(f)
    return [f for f in kept if f.mentions]


def _one_land(f: Figure, g: Figure) -> bool:
    return not (f.nation and g.nation and f.nation != g.nation)


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
