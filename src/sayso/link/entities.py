"""Entities of single articles -> people, organisations, states and places across articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ..model import Entity, LinkedEntity, Reading, Story
from ..read.names.people import parts
from .entity_bodies import Named, join_bodies, join_places
from .entity_groups import Groups
from .entity_names import is_short, place_key, sort_of, state_of
from .entity_people import join_people

Found = tuple[int, Entity]  # position of the reading, entity


def link_entities(readings: Sequence[Reading], stories: Sequence[Story]) -> tuple[LinkedEntity, ...]:
    """Everybody and everything with a name, in the order of first mention; each named entity of `readings` is a member of one.

    `stories` bound what short forms may mean ("the mayor's office" of which town, which "Walker").
    Who has no name of its own is not here: two "officials" are not known to be the same.
    """
    story_of = {a: n for n, s in enumerate(stories) for a in s.articles}
    home = [story_of.get(r.article.id, -n - 1) for n, r in enumerate(readings)]
    by_sort: dict[str, list[Found]] = defaultdict(list)
    for n, r in enumerate(readings):
        for e in r.entities:
            by_sort[sort_of(e)].append((n, e))
    by_sort.pop("", None)
    _settle(by_sort, home)
    found = [
        *_split(by_sort["person"], _people(by_sort["person"], home)),
        *_split(by_sort["body"], join_bodies(_named(by_sort["body"], home))),
        *_split(by_sort["place"], join_places(_named(by_sort["place"], home), _points(by_sort["place"], readings))),
        *_by_key([(n, e, state_of(e) or e.name) for n, e in by_sort["state"]]),
        *_by_key([(n, e, f"{home[n]} {e.name.casefold()}") for n, e in by_sort["group"]]),
        *_by_key([(n, e, f"{home[n]} {e.name.casefold()}") for n, e in by_sort["document"]]),
    ]
    found.sort(key=lambda group: min((n, e.mentions, e.id) for n, e in group))
    return tuple(
        LinkedEntity(f"entity{k}", _name(group), tuple(e for _, e in group)) for k, group in enumerate(found, 1)
    )


def _settle(by_sort: dict[str, list[Found]], home: Sequence[int]) -> None:
    """A name that articles of one story take for different kinds of thing is what most of them take it for."""
    votes: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    sorts = ("place", "body", "person")
    for sort in sorts:
        for n, e in by_sort[sort]:
            votes[home[n], place_key(e.name)][sort] += 1
    for sort in sorts:
        stay: list[Found] = []
        for n, e in by_sort[sort]:
            count = votes[home[n], place_key(e.name)]
            best = max(sorts, key=lambda s: (count[s], -sorts.index(s)))
            # A lone name may be somebody's surname beside the place of that name.
            moves = best != sort and (" " in e.name.strip() or "person" not in (best, sort))
            by_sort[f"new {best}" if moves else ""].append((n, e))
            if not moves:
                stay.append((n, e))
        by_sort[sort] = stay
    by_sort.pop("", None)
    for sort in sorts:
        by_sort[sort] = sorted([*by_sort[sort], *by_sort.pop(f"new {sort}", [])], key=lambda f: (f[0], f[1].mentions))


def _people(found: Sequence[Found], home: Sequence[int]) -> Groups:
    together: dict[int, list[int]] = defaultdict(list)
    for k, (n, _) in enumerate(found):
        together[n].append(k)
    return join_people([(home[n], e.name) for n, e in found], together.values())


def _named(found: Sequence[Found], home: Sequence[int]) -> list[Named]:
    return [(home[n], (e.name, *e.aliases)) for n, e in found]


def _points(found: Sequence[Found], readings: Sequence[Reading]) -> dict[int, int]:
    """Gazetteer ids of place entities, by position in `found`, where the article's places know them."""
    known = [{p.span: p.geonames for p in r.places if p.geonames is not None} for r in readings]
    points: dict[int, int] = {}
    for k, (n, e) in enumerate(found):
        ids = Counter(known[n][m] for m in e.mentions if m in known[n])
        if ids:
            points[k] = min(ids, key=lambda i: (-ids[i], i))
    return points


def _split(found: Sequence[Found], groups: Groups) -> list[list[Found]]:
    split: dict[int, list[Found]] = defaultdict(list)
    for k, member in enumerate(found):
        split[groups.lead(k)].append(member)
    return list(split.values())


def _by_key(rows: Sequence[tuple[int, Entity, str]]) -> list[list[Found]]:
    split: dict[str, list[Found]] = defaultdict(list)
    for n, e, key in rows:
        split[key].append((n, e))
    return list(split.values())


def _name(group: Sequence[Found]) -> str:
    """The form that most articles use among the full ones; the fuller and then the earlier of equals."""
    tally = Counter(e.name for _, e in group)
    mentions = Counter[str]()
    for _, e in group:
        mentions[e.name] += len(e.mentions)

    def rank(name: str) -> tuple[bool, bool, int, int, int]:
        return len(parts(name)) > 1, not is_short(name), tally[name], mentions[name], len(name)

    return max(tally, key=rank)
