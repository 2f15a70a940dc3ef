"""Claim -> its independent origins: where its statements come from as far as anyone can see.

The innermost source of each chain counts, under one name per body. Whoever may be one of the others is not counted beside them: officials
without a name beside a named one, a newsroom that passes on what somebody says, an outlet's own voice where a source is named anywhere.
Outlets count by themselves only where nobody is named, and once where they share their wording.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from ..model import Act, Copy, EntityKind, LinkedEntity, Mode, Origin, Polarity, Reading, SourceKind, Statement
from .origin_bodies import bodies_of, nations_of, sole_bodies
from .origin_mouths import NOBODY_KNOWN, Mouth, Sort, Speakers, mouth_of
from .origin_party import is_party
from .origin_voices import credited_names, outlets_of, spellings, voices_of
from .origin_words import country_of, generic, initials, is_agency
from .words import split_words

__all__ = ["NOBODY_KNOWN", "Speakers", "country_of", "find_origins", "know_speakers", "origin_name"]

Group = tuple[Mouth, list[Statement]]


def know_speakers(readings: Sequence[Reading], entities: Sequence[LinkedEntity], copies: Sequence[Copy]) -> Speakers:
    """What the run says about who speaks for whom, and whose words each article's own voice is."""
    linked = {m.id: e.name for e in entities for m in e.members}
    outlets = outlets_of(readings)
    return Speakers(
        linked,
        bodies_of(readings, linked),
        voices_of(readings, copies, outlets),
        _known(readings, linked) | credited_names(readings) | sole_bodies(readings, linked),
        nations_of(readings, linked),
        outlets,
        spellings(readings, outlets),
    )


def _known(readings: Sequence[Reading], linked: dict[str, str]) -> dict[tuple[str, str], str]:
    """(article, name or surname) -> linked name; what two of them share means neither."""
    found: dict[tuple[str, str], str] = {}
    for r in readings:
        for e in r.entities:
            name = linked.get(e.id, e.name)
            forms = {e.name, *e.aliases}
            if e.kind is EntityKind.PERSON and " " in e.name:
                forms.add(e.name.split()[-1])
            for form in sorted(forms):
                place = r.article.id, form.casefold()
                found[place] = name if found.get(place, name) == name else form
    return found


def origin_name(s: Statement, speakers: Speakers) -> str:
    """One name for the innermost source: the linked entity's, the body that a spokesman speaks for, the state behind a capital."""
    return mouth_of(s, speakers).name


def find_origins(
    statements: Sequence[Statement], speakers: Speakers, same_words: Sequence[tuple[int, int]] = ()
) -> tuple[Origin, ...]:
    """The origins of one claim's statements, in their order; `same_words` are pairs (positions) that share their wording across
    articles.
    """
    told = _tellings(statements)
    groups = _collect([(mouth_of(s, speakers), s) for s in told])
    groups = _join(groups, _same_mouth)
    groups = _join_hops(groups)
    groups = _join_quoted(groups, statements, same_words)
    for sorts, hosts in _FOLDS:
        groups = _fold(groups, sorts, hosts)
    if all(m.sort is Sort.VOICE for m, _ in groups):
        groups = _join_wording(groups, statements, speakers, same_words)
    order = {s.id: n for n, s in enumerate(statements)}
    groups.sort(key=lambda g: min(order[s.id] for s in g[1]))
    named: dict[str, Origin] = {}
    for mouth, group in groups:
        named.setdefault(mouth.name.casefold(), Origin(mouth.name, is_party(mouth, group, statements)))
    return tuple(named.values())


def _tellings(statements: Sequence[Statement]) -> list[Statement]:
    """Without headlines whose article tells it again below, and without those who only deny what the others tell."""
    below = {s.article for s in statements if s.mode is not Mode.HEADLINE}
    told = [s for s in statements if s.mode is not Mode.HEADLINE or s.article not in below]
    telling = [s for s in told if s.act is not Act.DENIES]
    same_side = bool(telling) and all(s.polarity is Polarity.NEGATIVE for s in telling)
    teller = {s.source.name for s in telling if s.source.kind is not SourceKind.NARRATOR}
    denier = {s.source.name for s in told if s.act is Act.DENIES}
    if not telling or same_side or (teller and teller <= denier and len(telling) < len(told) - len(telling)):
        return told
    return telling


def _collect(rows: Iterable[tuple[Mouth, Statement]]) -> list[Group]:
    found: dict[tuple[Sort, str], Group] = {}
    for mouth, s in rows:
        found.setdefault((mouth.sort, mouth.key), (mouth, []))[1].append(s)
    return list(found.values())


def _join(groups: Sequence[Group], same: Callable[[Mouth, Mouth], bool]) -> list[Group]:
    """Groups whose mouths are the same become one, under the longest name."""
    found: list[Group] = []
    for mouth, group in sorted(groups, key=lambda g: (g[0].plain, -len(g[0].name), g[0].name)):
        host = next((g for m, g in found if same(mouth, m)), None)
        if host is None:
            found.append((mouth, list(group)))
        else:
            host.extend(group)
    return found


def _join_hops(groups: Sequence[Group]) -> list[Group]:
    """Who passes on what another says, and tells it elsewhere as his own, has it from that one: both count once."""
    found: list[Group] = []
    for mouth, group in groups:
        through = {hop.casefold() for s in group for hop in s.chain[:-1]}
        host = next((g for m, g in found if m.sort is Sort.NAMED and m.name.casefold() in through), None)
        if host is not None and mouth.sort in (Sort.WITNESS, Sort.PERSON, Sort.NOBODY):
            host.extend(group)
        else:
            found.append((mouth, list(group)))
    return found


def _join_quoted(
    groups: Sequence[Group], statements: Sequence[Statement], same: Sequence[tuple[int, int]]
) -> list[Group]:
    """Somebody without a name who says in one article word for word what somebody says in another is that one."""
    found = [(m, list(g)) for m, g in groups]
    home = {s.id: n for n, (_, g) in enumerate(found) for s in g}
    for i, j in same:
        a, b = (home.get(statements[k].id) for k in (i, j))
        if {statements[i].mode, statements[j].mode} - {Mode.DIRECT, Mode.MIXED}:
            continue
        if a is None or b is None or a == b or Sort.VOICE in (found[a][0].sort, found[b][0].sort):
            continue
        lost, kept = (a, b) if found[a][0].plain else (b, a)
        if found[lost][0].plain:
            found[kept][1].extend(found[lost][1])
            home |= {s.id: kept for s in found[lost][1]}
            found[lost][1].clear()
    return [(m, g) for m, g in found if g]


def _same_mouth(a: Mouth, b: Mouth) -> bool:
    if a.sort is not b.sort:
        return a.key == b.key
    if a.sort is Sort.POLICE:
        return a.plain or b.plain or _same_name(a.name, b.name)
    if a.sort is Sort.MEDIA:
        return a.key == b.key or _kind_of(a, b) or _kind_of(b, a)
    return a.key == b.key or (a.sort is Sort.NAMED and _same_name(a.name, b.name))


def _kind_of(plain: Mouth, named: Mouth) -> bool:
    """Whether "the news agency" may mean this one."""
    if not plain.plain or named.plain:
        return False
    words = {w.low for w in split_words(plain.name)}
    sorts = words & (generic("media") | {"agency"})
    theirs = {w.low for w in split_words(named.key)} | ({"agency"} if is_agency(named.name) else set())
    return bool(sorts) and (sorts <= _ANY_MEDIA or bool(sorts & theirs))


def _same_name(short: str, long: str) -> bool:
    """A shorter form ("Okafor", "Danubia", "MPA"), or a misspelt one, of a longer name."""
    x, y = ([w.low.replace(".", "") for w in split_words(n)] for n in (short, long))
    if len(x) > len(y):
        return _same_name(long, short)
    if not x or not y:
        return False
    if x == y or (set(x) <= set(y) and (x[-1] == y[-1] or x[0] == y[0])):
        return True
    if short.isupper() and len(short) > 1 and short.replace(".", "") == initials(long):
        return True
    a, b = " ".join(x), " ".join(y)
    spelt = a[0] == b[0] and len(a) > 9 and len(x) == len(y) > 1
    return spelt and SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.87


_ANY_MEDIA = frozenset(["media", "press", "outlet", "outlets", "journalist", "journalists", "reporters"])
_OWN = frozenset({Sort.NAMED, Sort.STATE, Sort.POLICE})
_ANY = frozenset(Sort) - {Sort.NOBODY, Sort.VOICE}
# (sorts that may be one of ..., these): in this order, each only where one of the hosts is there.
_FOLDS = (
    (frozenset({Sort.OFFICIALS, Sort.BODY, Sort.PAPER}), _OWN),
    (frozenset({Sort.PERSON}), frozenset({Sort.NAMED})),
    (frozenset({Sort.BODY, Sort.PAPER}), frozenset({Sort.OFFICIALS})),
    (frozenset({Sort.PAPER}), frozenset({Sort.BODY})),
    (frozenset({Sort.MEDIA}), _ANY - {Sort.MEDIA}),
    (frozenset({Sort.NOBODY, Sort.VOICE}), _ANY),
    (frozenset({Sort.VOICE}), frozenset({Sort.NOBODY})),
)


def _fold(groups: list[Group], sorts: frozenset[Sort], hosts: frozenset[Sort]) -> list[Group]:
    """Each group of `sorts` joins the first of `hosts` that it may be; those that find none become one of their sort."""
    found = [(m, list(g)) for m, g in groups if m.sort not in sorts]
    left: dict[Sort, Group] = {}
    for mouth, group in groups:
        if mouth.sort not in sorts:
            continue
        host = next((g for m, g in found if m.sort in hosts and _may_be(mouth, m)), None)
        if host is not None:
            host.extend(group)
        elif mouth.sort in (Sort.VOICE, Sort.MEDIA, Sort.PERSON, Sort.BODY, Sort.PAPER):
            found.append((mouth, list(group)))
        else:
            left.setdefault(mouth.sort, (mouth, []))[1].extend(group)
    return found + list(left.values())


def _may_be(mouth: Mouth, host: Mouth) -> bool:
    """Whether nothing speaks against `host` being who is meant: officials of one state are none of another."""
    nation = host.name if host.sort is Sort.STATE else host.nation
    return mouth.nation is None or nation is None or nation.casefold() == mouth.nation.casefold()


def _join_wording(
    groups: list[Group], statements: Sequence[Statement], speakers: Speakers, same: Sequence[tuple[int, int]]
) -> list[Group]:
    """Outlets that tell it in the same words count once."""
    names = [mouth_of(s, speakers).key for s in statements]
    home = {m.key: m.key for m, _ in groups}

    def lead(k: str) -> str:
        while home[k] != k:
            k = home[k]
        return k

    for i, j in same:
        if names[i] in home and names[j] in home:
            home[lead(names[j])] = lead(names[i])
    found: dict[str, Group] = {}
    mouths = {m.key: m for m, _ in groups}
    for mouth, group in groups:
        found.setdefault(lead(mouth.key), (mouths[lead(mouth.key)], []))[1].extend(group)
    return list(found.values())
