"""Names of organisations and of places -> which are one: spellings, letters, shorter forms that only one bears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from ..read.names.lists import nouns
from .entity_groups import Groups
from .entity_names import body_key, is_short, letters, place_key
from .words import lines

Named = tuple[int, tuple[str, ...]]  # story; the name and its aliases in that article


def join_bodies(bodies: Sequence[Named]) -> Groups:
    """Groups of `bodies` (by position). One name means one body anywhere; short forms are read inside their story only."""
    groups = Groups(len(bodies))
    first: dict[tuple[str, ...], int] = {}
    own: dict[tuple[int, tuple[str, ...]], int] = {}
    for n, (story, names) in enumerate(bodies):
        groups.join(first.setdefault(body_key(names[0]), n), n)
        for name in names[1:]:
            if (is_short(name) and not _is_common(name.lower())) or len(body_key(name)) > 1:
                groups.join(own.setdefault((story, body_key(name)), n), n)
    for n, (story, names) in enumerate(bodies):
        alias = own.get((story, body_key(names[0])))
        if alias is not None:
            groups.join(alias, n)
    _join_letters(groups, bodies)
    _join_shorter(groups, bodies)
    return groups


def _join_letters(groups: Groups, bodies: Sequence[Named]) -> None:
    """ "TIDO" joins the one body of its story whose words begin with these letters."""
    spelt: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n, (story, names) in enumerate(bodies):
        if not is_short(names[0]) and len(names[0].split()) > 1:
            spelt[story, letters(names[0])].append(n)
    for n, (story, names) in enumerate(bodies):
        if is_short(names[0]):
            found = groups.leads(spelt.get((story, names[0].replace(".", "").lower()), ()))
            if len(found) == 1:
                groups.join(found[0], n)


def _join_shorter(groups: Groups, bodies: Sequence[Named]) -> None:
    """The last words of one longer name ("Evening Courier" of "Dunmore Evening Courier"), the first two or more of it."""
    longer: dict[tuple[int, tuple[str, ...]], list[int]] = defaultdict(list)
    for n, (story, names) in enumerate(bodies):
        key = body_key(names[0])
        for k in range(1, min(len(key), 8)):
            if k > 1 or not _is_common(key[-1]):
                longer[story, key[-k:]].append(n)
            if k > 1 and not _is_common(key[k]):
                longer[story, key[:k]].append(n)
    for n, (story, names) in enumerate(bodies):
        key = body_key(names[0])
        found = groups.leads(longer.get((story, key), ()))
        if len(found) == 1 and not all(_is_common(w) for w in key):
            groups.join(found[0], n)


def _is_common(word: str) -> bool:
    """Whether a word names a kind of body, not one; what reports call by its trade alone may stand for the one."""
    return word in _common() and word not in lines("collectives.txt")


def _common() -> frozenset[str]:
    return nouns("org") | nouns("generic")


def join_places(places: Sequence[Named], points: Mapping[int, int]) -> Groups:
    """Groups of `places`; `points` are gazetteer ids by position, where known: two different points are two places.

    One name is one place, unless the points differ; another spelling is read inside one story, where one of the two is unknown.
    """
    groups = Groups(len(places))
    first: dict[tuple[str, int], int] = {}
    for n, (_, names) in enumerate(places):
        groups.join(first.setdefault((place_key(names[0]), points.get(n, 0)), n), n)
    known: dict[str, list[int]] = defaultdict(list)
    for n, (_, names) in enumerate(places):
        if n in points:
            known[place_key(names[0])].append(n)
    for n, (_, names) in enumerate(places):
        found = groups.leads(known.get(place_key(names[0]), ())) if n not in points else []
        if len(found) == 1:
            groups.join(found[0], n)
    _join_spellings(groups, places, points)
    return groups


def _join_spellings(groups: Groups, places: Sequence[Named], points: Mapping[int, int]) -> None:
    blocks: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for n, (story, names) in enumerate(places):
        key = place_key(names[0])
        if len(key) >= 6 and " " not in key:
            at = blocks[story, key[:2]]
            if key not in at or n in points:
                at[key] = n
    for block in sorted(blocks):
        spellings = sorted(blocks[block])
        for k, a in enumerate(spellings):
            for b in spellings[k + 1 :]:
                m, n = blocks[block][a], blocks[block][b]
                near = OSA.distance(a, b) <= (2 if min(len(a), len(b)) >= 10 else 1)
                if near and not (m in points and n in points) and a + "s" != b:
                    groups.join(m, n)
