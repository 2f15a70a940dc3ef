"""Joins mentions of the same person: full names, surnames, given names, misspellings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from ...model import EntityKind
from .lists import given_names, nicknames, nouns, titles
from .page import Figure, Mention, Page

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LEADING = frozenset({"de", "di", "da", "du", "del", "della", "van", "von", "la", "le", "dos", "den"})
_LIKE_SURNAME, _LIKE_GIVEN, _SHORTEST = 83, 78, 5
_MOST = 150  # figures that one name is held against: keeps hostile texts from taking forever
_KEPT = 4096  # names whose words are remembered
_NEAR = 2  # sentences in which a bare surname still means the full name just given


def parts(name: str) -> list[str]:
    """Words of a name in lower case, without titles, suffixes and full stops."""
    return list(_parts(name))


@lru_cache(maxsize=_KEPT)
def _parts(name: str) -> tuple[str, ...]:
    words = [w.strip(".,'’\"“”()").lower() for w in name.split()]
    return tuple(w for w in words if w and w not in _SUFFIXES and w not in titles())


def family(words: Sequence[str]) -> tuple[str, str]:
    """Family name and given name ("" where there is one word); the family comes first in East Asian names."""
    return _family(tuple(words))


@lru_cache(maxsize=_KEPT)
def _family(words: tuple[str, ...]) -> tuple[str, str]:
    if len(words) < 2:
        return (words[0] if words else ""), ""
    east = words[0] in nouns("east_asian")
    if east and words[1] not in given_names() and _reversed(words):
        return words[0], "-".join(words[1:])
    if len(words) == 2 and words[0] in _LEADING and words[0] not in given_names():  # "De Wael"
        return " ".join(words), ""
    at = next(
        (
            k
            for k in range(1, len(words) - 1)
            if words[k] in nouns("particle") and words[k] not in ("le", "ben", "ter", "e", "y")
        ),
        len(words) - 1,
    )
    return " ".join(words[at:]), words[0]


def _reversed(words: Sequence[str]) -> bool:
    """An East Asian family name that opens a name of three syllables, or that is no given name elsewhere."""
    three = len(words) == 3 and words[2] not in nouns("east_asian")
    return three or "-" in words[1] or words[0] not in given_names()


def gender_of(words: Sequence[str]) -> str:
    fam, given = family(words)
    return given_names().get(given, "") if given and given != fam else ""


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names may be one person's, small misspellings included."""
    (fam_a, given_a), (fam_b, given_b) = family(a), family(b)
    if gender_of(a) and gender_of(b) and gender_of(a) != gender_of(b):
        return False
    exact = fam_a.replace("-", "") == fam_b.replace("-", "")
    if not exact and not (min(len(fam_a), len(fam_b)) >= _SHORTEST and ratio(fam_a, fam_b) >= _LIKE_SURNAME):
        return False
    return _same_given(given_a, given_b, exact) or (
        exact and (given_a in _others(b, fam_b) or given_b in _others(a, fam_a))
    )


def _others(words: Sequence[str], fam: str) -> list[str]:
    return [w for w in words if w not in fam.split()]


def _same_given(a: str, b: str, exact: bool) -> bool:
    if a == b or a.replace("-", "") == b.replace("-", ""):
        return True
    if exact and (len(a) == 1 or len(b) == 1):
        return a[0] == b[0]
    if nicknames().get(a, a) == nicknames().get(b, b):
        return True
    known = given_names()
    if a in known and b in known:
        return exact and a[0] == b[0] and ratio(a, b) >= 85
    return a[0] == b[0] and min(len(a), len(b)) >= 4 and ratio(a, b) >= _LIKE_GIVEN


def gather(page: Page, mentions: list[Mention]) -> list[Figure]:
    """Figures of all persons; full names first, then the single words in order of text."""
    figures: list[Figure] = []
    exact: dict[tuple[str, ...], Figure] = {}
    for m in mentions:
        words = parts(m.name)
        if family(words)[1]:
            m.gender = m.gender or gender_of(words)
            found = exact.get(tuple(words)) or _alike(figures[-_MOST:], m, words)
            exact.setdefault(tuple(words), _join(figures, found, m))
    full = list(figures)
    for m in mentions:
        if m.figure is None:
            _join(figures, _owner(page, figures[-_MOST:], full[-_MOST:], m), m)
    for f in figures:
        if not f.gender and len(words := parts(f.name)) == 1:  # nobody gives more than "Gloria"
            f.gender = given_names().get(words[0], "")
    return figures


def _alike(figures: list[Figure], m: Mention, words: list[str]) -> Figure | None:
    return next((f for f in figures if _fits(f, m) and any(same_person(parts(x), words) for x in f.forms)), None)


def _join(figures: list[Figure], found: Figure | None, m: Mention) -> Figure:
    if found is None:
        found = Figure(EntityKind.PERSON, m.name)
        figures.append(found)
    found.add(m)
    return found


def _fits(f: Figure, m: Mention) -> bool:
    return not (f.gender and m.gender and f.gender != m.gender) and not (f.nation and m.nation and f.nation != m.nation)


def _owner(page: Page, figures: list[Figure], full: list[Figure], m: Mention) -> Figure | None:
    """Whom a single name means: the full name just given, else who carries the name most in the article."""
    words = parts(m.name)
    if not words:
        return None
    w = family(words)[0]
    able = [f for f in figures if _fits(f, m) and any(_carries(x, w) for x in f.forms)]
    if not able:
        able = [f for f in full if _fits(f, m) and any(_misspelt(x, w) for x in f.forms)]
    if len(able) < 2:
        return able[0] if able else None
    family_name = [f for f in able if any(family(parts(x))[0] == w for x in f.forms)] or able
    strangers = [f for f in family_name if not f.kin] or family_name
    bare = {id(f): sum(x.name.lower() == w for x in f.mentions if x.a < m.a) for f in strangers}
    near = [(x.a, f) for f in family_name for x in f.mentions if x.a < m.a and len(parts(x.name)) > 1]
    if near and not m.roles and not any(bare.values()):
        at, f = max(near, key=lambda p: p[0])
        if page.sent[m.a] - page.sent[at] <= _NEAR and (f in strangers or page.sent[m.a] == page.sent[at]):
            return f
    return max(strangers, key=lambda f: (_rank(f, m), bare[id(f)], len(f.mentions), -f.mentions[0].a))


def _rank(f: Figure, m: Mention) -> tuple[bool, bool]:
    """Called by the same role; known before."""
    return bool(set(f.roles) & set(m.roles)), f.mentions[0].a < m.a


def _carries(form: str, w: str) -> bool:
    words = parts(form)
    fam, given = family(words)
    return w in (fam, given, *fam.split()) or (len(words) == 1 and words[0] == w)


def _misspelt(form: str, w: str) -> bool:
    fam = family(parts(form))[0]
    return min(len(fam), len(w)) >= 6 and fam[0] == w[0] and ratio(fam, w) >= 85
