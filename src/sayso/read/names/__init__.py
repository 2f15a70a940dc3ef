"""Names: people, organisations, governments, places, groups and documents of one article, with all their mentions.

`find_entities` fills `draft.entities`. People whom the article does not name ("one woman") are entities too; their
names are their descriptions: `is_unnamed` tells them apart.
"""

from __future__ import annotations

from collections import Counter

from ...model import Entity, EntityKind, Span
from ..countries import lookup
from ..draft import Draft
from .bodies import gather_bodies, gather_lands, key
from .describe import describe
from .lists import given_names
from .nominals import alias_of, gather_nominals, note_bodies, spot_nominals
from .page import Figure, Mention, Page, make_page
from .people import family, gather, parts
from .pronouns import add_pronouns
from .spot import located, respot, spot_names

__all__ = ["find_entities", "is_unnamed"]

_EDGES = ' \t\r\n\u00a0,;:."“”‘'


def find_entities(draft: Draft) -> None:
    """Adds the entities in order of first mention; needs doc, sentences and marks."""
    if draft.doc is None or not len(draft.doc):
        return
    page = make_page(draft)
    names = spot_names(page)
    _vote(page, names)
    known = _known(names)
    for m in names:
        m.kind = m.kind or known.get(m.name.lower())
    names = [m for m in names if m.kind is not None]
    names.extend(respot(page, known))
    names.sort(key=lambda m: (m.a, m.b))
    people = [m for m in names if m.kind is EntityKind.PERSON]
    orgs = [m for m in names if m.kind is EntityKind.ORGANISATION]
    for m in people:
        describe(page, m)
    note_bodies(page, orgs)
    persons, bodies = gather(page, people), gather_bodies(page, orgs)
    lands = gather_lands(page, [m for m in names if m.kind is EntityKind.PLACE])
    taken = [False] * len(page)
    for m in names:
        taken[m.a : m.b + 1] = [True] * (m.b + 1 - m.a)
        if m.kind is EntityKind.PERSON:
            taken[m.first : m.last + 1] = [True] * (m.last + 1 - m.first)
    for f in [*persons, *bodies, *lands]:
        f.mentions.sort(key=lambda m: m.a)
    nominal = spot_nominals(page, taken)
    others = gather_nominals(page, nominal, persons, bodies, lands)
    for m in nominal:
        taken[m.first : m.last + 1] = [True] * (m.last + 1 - m.first)
    crowds = add_pronouns(page, sorted([*names, *nominal], key=lambda m: (m.first, m.last)), taken)
    draft.entities.extend(_entities(draft, page, [*persons, *bodies, *lands, *others, *crowds]))


def is_unnamed(entity: Entity) -> bool:
    """Whether the article gives a person or group no name of its own, only a description."""
    return entity.kind in (EntityKind.PERSON, EntityKind.GROUP) and entity.name[:1].islower()


def _vote(page: Page, names: list[Mention]) -> None:
    """One name, one kind: what most of its mentions say; surnames and given names follow the full name."""
    full = [parts(m.name) for m in names if m.kind is EntityKind.PERSON and len(parts(m.name)) > 1]
    owned = {family(words)[0] for words in full} | {words[0] for words in full if given_names().get(words[0])}
    votes: dict[tuple[str, ...], Counter[EntityKind]] = {}
    for m in names:
        if m.kind is not None:
            votes.setdefault(key(m.name), Counter())[m.kind] += 1
    tails = {key(m.name)[-1] for m in names if m.kind is EntityKind.ORGANISATION and len(key(m.name)) > 1} - owned
    placed = {words[0] for m in names if len(words := parts(m.name)) == 1 and _in_place(page, m)}
    for m in names:
        tally, words = votes.get(key(m.name), Counter[EntityKind]()), parts(m.name)
        if len(words) == 1 and words[0] in owned and not lookup(m.name):
            if not located(page, m.a) and not (m.name.isupper() and m.kind is EntityKind.ORGANISATION):
                m.kind = EntityKind.PERSON
        elif len(words) == 1 and words[0] in tails and m.kind is EntityKind.PERSON and words[0] not in given_names():
            m.kind = EntityKind.ORGANISATION
        elif len(words) == 1 and m.kind is EntityKind.PERSON and words[0] in placed and words[0] not in owned:
            m.kind = EntityKind.PLACE
        elif len(tally) > 1:
            m.kind = max(tally, key=lambda k: (tally[k], k is EntityKind.PERSON, k.value))


def _in_place(page: Page, m: Mention) -> bool:
    """ "in Chelm", "the Chelm district": a place, though people are called that too."""
    after = m.b + 1
    if located(page, m.a) and page.low[m.a - 1] == "in":
        return True
    return after < len(page) and page.low[after] in ("neighborhood", "neighbourhood", "district", "area", "borough")


def _known(names: list[Mention]) -> dict[str, EntityKind]:
    """Name in lower case -> kind, for title-case sentences; surnames too."""
    out: dict[str, EntityKind] = {}
    for m in names:
        if m.kind is None:
            continue
        out.setdefault(m.name.lower(), m.kind)
        words = parts(m.name)
        if m.kind is EntityKind.PERSON and len(words) > 1:
            out.setdefault(family(words)[0], m.kind)
    return out


def _entities(draft: Draft, page: Page, figures: list[Figure]) -> list[Entity]:
    ready = [(spans, f) for f in figures if (spans := _spans(page, f))]
    ready.sort(key=lambda x: (x[0][0], x[1].name))
    out = []
    for n, (spans, f) in enumerate(ready, 1):
        name = _name(f)
        aliases = dict.fromkeys([*f.forms, *alias_of(f)])
        aliases.pop(name, None)
        out.append(Entity(f"{draft.article.id}-e{n}", name, f.kind, tuple(spans), tuple(aliases)))
    return out


def _spans(page: Page, f: Figure) -> list[Span]:
    """Sorted, trimmed, without overlap: the earlier and longer mention stays."""
    raw = sorted(
        (page.span(m.first, m.last).trimmed(page.text, _EDGES) for m in f.mentions), key=lambda s: (s.start, -s.end)
    )
    out: list[Span] = []
    for s in raw:
        if s.end > s.start and (not out or s.start >= out[-1].end):
            out.append(s)
    return out


def _plain(name: str) -> bool:
    """A full name that opens with a given name: no adjective was taken in ("Angry Jo Doe")."""
    words = parts(name)
    return len(words) > 1 and (words[0] in given_names() or words[1] not in given_names())


def _name(f: Figure) -> str:
    """The fullest form; the more frequent one where two are as full."""
    if f.kind is EntityKind.GOVERNMENT or f.kind is EntityKind.PLACE or not f.named:
        return f.name
    named = [m.name for m in f.mentions if m.sort == "name"]
    tally = Counter(named)
    if f.kind is EntityKind.PERSON:
        return max(tally, key=lambda n: (_plain(n), len(parts(n)), tally[n], len(n), -named.index(n)), default=f.name)
    return max(tally, key=lambda n: (len(key(n)), tally[n], -named.index(n)), default=f.name)
