"""What kind of thing an entity of one article is to be joined as, and the keys by which two of a kind are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..model import Entity, EntityKind
from ..read.countries import Country, by_capital, by_demonym, lookup
from ..read.names.bodies import initials
from ..read.names.lists import nouns, roles, seats
from ..read.newsrooms import canonical
from .words import lines

# Words that a state is called by in addition to its name ("the Chilean government").
_RULE = frozenset(["government", "administration", "regime", "state", "authorities", "republic"])
_PARTICLES = ("al-", "al ", "el-", "bin ", "ibn ", "von ", "van ", "de ", "da ", "di ", "du ", "ul-", "abu ")
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "at", "de", "del", "la", "al"])
# Both spellings of English, and forms of law, are no difference between two bodies.
_SPELLING = (("centre", "center"), ("defence", "defense"), ("labour", "labor"), ("isation", "ization"))
_FORMS = frozenset(["inc", "corp", "corporation", "co", "ltd", "llc", "plc", "sa", "ag", "gmbh"])
_SPLIT = re.compile(r"[^\w#]+")


def sort_of(entity: Entity) -> str:
    """person | body | state | place | group | document, or "" for who has no name of its own and is not joined."""
    name = entity.name.strip().removeprefix("the ")
    if entity.kind in (EntityKind.GOVERNMENT, EntityKind.PLACE) and state_of(entity):
        return "state"
    if name.casefold() in lines("collectives.txt") and (entity.kind is EntityKind.GROUP or name.islower()):
        return "group"
    if not name or (name[0].islower() and not (name.startswith(_PARTICLES) and any(c.isupper() for c in name))):
        return ""
    if entity.kind in (EntityKind.GROUP, EntityKind.DOCUMENT):
        # "Danish officials" are somebody, not a body; "the Greens" are.
        words = [w for w in name.split() if w.lower() not in _SMALL]
        return str(entity.kind) if words and all(w[0].isupper() or w[0].isdigit() for w in words) else ""
    if entity.kind is EntityKind.PERSON:
        return "person" if _is_persons(name) else ""
    return {
        EntityKind.ORGANISATION: "body",
        EntityKind.GOVERNMENT: "body",
        EntityKind.PLACE: "place",
    }[entity.kind]


def _is_persons(name: str) -> bool:
    """Whether a name is a person's own: not "NYPD spokesperson", nor "Public Relations Officer"."""
    words = name.split()
    small = [w for w in words[1:] if w[0].islower() and w not in nouns("particle") and not w.startswith(_PARTICLES)]
    return not small and words[-1].strip(".,").lower() not in roles()


def state_of(entity: Entity) -> str | None:
    """ISO code of the country that a place or a government is, or None."""
    if entity.kind is EntityKind.PLACE:
        return _code(lookup(entity.name))
    words = [w for w in entity.name.split() if w.strip(".,").lower() not in _RULE]
    name = " ".join(words)
    seat = seats().get(name.casefold().removeprefix("the "))
    return seat or _code(lookup(name) or by_demonym(name) or by_capital(name))


def _code(country: Country | None) -> str | None:
    return country.iso2 if country else None


@lru_cache(maxsize=16384)
def body_key(name: str) -> tuple[str, ...]:
    """Words of a body's name in one spelling; a country in it by its code ("U.S." and "United States"), a newsroom in full."""
    known = canonical(name)
    text = (known or name).replace("’", "'")[:200]
    flat = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    flat = re.sub(r"'s?\b|\([^()]*\)", "", flat)
    words = [w.strip(".,") for w in flat.split()]
    found: list[str] = []
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            part = " ".join(words[at : at + size])
            country = (lookup(part) or by_demonym(part)) if len(words) > size and at + size <= len(words) else None
            if country:
                found.append("#" + country.iso2.lower())
                at += size
                break
        else:
            found += [w for w in _SPLIT.split(words[at].replace(".", "").casefold()) if w]
            at += 1
    kept = [_spelt(w) for w in found if w != "the"]
    while len(kept) > 1 and kept[-1] in _FORMS:
        kept.pop()
    return tuple(kept)


def _spelt(word: str) -> str:
    for british, american in _SPELLING:
        word = word.replace(british, american)
    return word


def is_short(name: str) -> bool:
    """Whether a name is written as letters of a longer one ("NATO", "U.S.G.S.")."""
    bare = name.replace(".", "").replace("&", "")
    return bare.isupper() and 2 <= len(bare) <= 7 and bare.isalpha()


def letters(name: str) -> str:
    """The first letters of a name in lower case, small words left out."""
    return initials(re.sub(r"['’]s\b", "", name)).replace(".", "")


@lru_cache(maxsize=16384)
def place_key(name: str) -> str:
    flat = "".join(c for c in unicodedata.normalize("NFKD", name[:200]) if not unicodedata.combining(c))
    return " ".join(w for w in _SPLIT.split(flat.casefold()) if w and w != "the")
