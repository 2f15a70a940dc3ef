"""Claim -> its independent origins: where its statements come from as far as anyone can see.

The innermost source of each chain counts, under one name per body. Whoever may be one of the others is not counted beside them: officials
without a name beside a named one, a newsroom that passes on what somebody says, an outlet's own voice where a source is named anywhere.
Outlets count by themselves only where nobody is named, and once where they share their wording.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..model import (
    Act,
    Copy,
    EntityKind,
    Join,
    JoinKind,
    LinkedEntity,
    Mode,
    Origin,
    Polarity,
    Reading,
    SourceKind,
    Statement,
)
from .origin_bodies import bodies_of, nations_of, sole_bodies
from .origin_groups import Group, collect, fold, join, join_hops, join_ties, join_words, told_as
from .origin_issuers import find_issuers
from .origin_mouths import NOBODY_KNOWN, Mouth, Sort, Speakers, head_nouns, is_police, mouth_of
from .origin_party import stake_of
from .origin_quotes import same_utterances
from .origin_ties import ties_of
from .origin_voices import credited_names, outlets_of, reporters_of, spellings, voices_of
from .origin_vouching import partisans_of, vouch
from .origin_words import (
    body_words,
    country_of,
    crowd_words,
    generic,
    initials,
    is_agency,
    is_of,
    paper_kinds,
)
from .words import split_words

__all__ = [
    "NOBODY_KNOWN",
    "Speakers",
    "Traced",
    "country_of",
    "find_origins",
    "know_speakers",
    "origin_name",
    "trace_origins",
]


def know_speakers(readings: Sequence[Reading], entities: Sequence[LinkedEntity], copies: Sequence[Copy]) -> Speakers:
    """What the run says about who speaks for whom, and whose words each article's own voice is."""
    linked = linked_names(entities)
    outlets = outlets_of(readings)
    issuers = find_issuers(readings, linked)
    return Speakers(
        linked,
        bodies_of(readings, linked),
        voices_of(readings, copies, outlets),
        _known(readings, linked) | credited_names(readings) | sole_bodies(readings, linked) | issuers.known,
        nations_of(readings, linked),
        outlets,
        spellings(readings, outlets),
        ties_of(readings, linked),
        partisans_of(readings, linked),
        reporters_of(readings, linked, outlets),
        issuers.voice,
    )


def linked_names(entities: Sequence[LinkedEntity]) -> dict[str, str]:
    """Entity id of one reading -> the entity's name across articles."""
    return {m.id: e.name for e in entities for m in e.members}


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


@dataclass(frozen=True, slots=True)
class Traced:
    """Where a claim's statements come from; `aside` are those that no origin is counted for."""

    origins: tuple[Origin, ...]
    aside: tuple[Join, ...] = ()


def find_origins(
    statements: Sequence[Statement], speakers: Speakers, same_words: Sequence[tuple[int, int]] = ()
) -> tuple[Origin, ...]:
    """The origins of one claim's statements, in their order; `same_words` are pairs (positions) that share their wording across
    articles.
    """
    return trace_origins(statements, speakers, same_words).origins


def trace_origins(
    statements: Sequence[Statement], speakers: Speakers, same_words: Sequence[tuple[int, int]] = ()
) -> Traced:
    """As `find_origins`, with each step by which statements came to count as one, and those not counted."""
    told, aside = _tellings(statements)
    groups = collect((mouth_of(s, speakers), s) for s in told)
    groups = join_hops(join(groups, _same_mouth))
    groups = join_words(groups, [*_quoted(groups, statements, same_words), *same_utterances(told)])
    groups = join_ties(groups, lambda a, b: _is_tied(a, b, speakers))
    for sorts, hosts in _FOLDS:
        groups = fold(groups, sorts, hosts, _may_be)
    groups = _settle_voices(groups, statements, speakers, same_words)
    order = {s.id: n for n, s in enumerate(statements)}
    groups.sort(key=lambda g: min(order[s.id] for s in g.told))
    named: dict[str, Group] = {}
    for group in groups:
        named.setdefault(group.mouth.name.casefold(), group)
        if named[group.mouth.name.casefold()] is not group:
            named[group.mouth.name.casefold()].take(group, JoinKind.NAME)
    return Traced(tuple(_origin(g, statements, order) for g in named.values()), aside)


def _settle_voices(
    groups: list[Group], statements: Sequence[Statement], speakers: Speakers, same_words: Sequence[tuple[int, int]]
) -> list[Group]:
    """Articles' own voices: once where they share their wording, by themselves where nobody is named whom they may have it from."""
    pairs = [(statements[i].id, statements[j].id) for i, j in same_words]
    voices = join_words([g for g in groups if g.mouth.sort is Sort.VOICE], pairs)
    named = [g for g in groups if g.mouth.sort not in (Sort.VOICE, Sort.NOBODY)]
    nobody = [g for g in groups if g.mouth.sort is Sort.NOBODY]
    if named and not vouch(voices, named, statements, speakers):
        return fold(named + nobody + voices, frozenset({Sort.VOICE}), _ANY, _may_be)
    if len(voices) > 1:  # what several outlets tell flatly does not hang on somebody whom one of them does not name
        return named + fold(voices + nobody, frozenset({Sort.NOBODY}), frozenset({Sort.VOICE}), _may_be)
    return named + fold(nobody + voices, frozenset({Sort.VOICE}), frozenset({Sort.NOBODY}), _may_be)


def _origin(group: Group, statements: Sequence[Statement], order: Mapping[str, int]) -> Origin:
    stake = stake_of(group.mouth, group.told, statements)
    ids = sorted((s.id for s in group.told), key=order.__getitem__)
    return Origin(group.mouth.name, stake is not None, tuple(ids), tuple(group.joins), stake)


def _tellings(statements: Sequence[Statement]) -> tuple[list[Statement], tuple[Join, ...]]:
    """Without headlines whose article tells it again below, and without those who only deny what the others tell."""
    below = {s.article for s in statements if s.mode is not Mode.HEADLINE}
    told = [s for s in statements if s.mode is not Mode.HEADLINE or s.article not in below]
    telling = [s for s in told if not _only_names(s)]
    only = {s.id for s in told} - {s.id for s in telling} if telling else set()
    told = telling or told
    kept = told if _all_count(told) else _one_side([s for s in told if s.act is not Act.DENIES])
    counted = {s.id for s in kept}
    aside = [s for s in statements if s.id not in counted]
    kinds = {s.id: JoinKind.DENIAL for s in told} | dict.fromkeys(sorted(only), JoinKind.NAMES)
    return kept, tuple(Join(s.id, kinds.get(s.id, JoinKind.HEADLINE), told_as(s)) for s in aside)


def _one_side(telling: list[Statement]) -> list[Statement]:
    """What is told where somebody denies it: without those who say the opposite in words of their own ("there were no warnings")."""
    told = [s for s in telling if s.polarity is Polarity.POSITIVE]
    return told if told and 2 * len(told) >= len(telling) else telling


def _only_names(s: Statement) -> bool:
    """Whether a reported content is a thing's name, which tells nothing of it: "blamed the mayor", "on the fire", "his resignation"."""
    if s.mode is not Mode.INDIRECT or len(s.text) > 80:
        return False
    words = s.text.split()
    if not words or len(words) > 5:
        return False
    led = words[0].lower() in _LEADS
    small = [w for w in words[led:] if not w[:1].isupper()]
    return len(small) <= led


def _all_count(told: Sequence[Statement]) -> bool:
    """Whether those who deny count among the rest: nobody else tells it, or what is told is itself negative."""
    telling = [s for s in told if s.act is not Act.DENIES]
    same_side = bool(telling) and all(s.polarity is Polarity.NEGATIVE for s in telling)
    teller = {s.source.name for s in telling if s.source.kind is not SourceKind.NARRATOR}
    denier = {s.source.name for s in told if s.act is Act.DENIES}
    return not telling or same_side or (bool(teller) and teller <= denier and len(telling) < len(told) - len(telling))


def _quoted(
    groups: Sequence[Group], statements: Sequence[Statement], same: Sequence[tuple[int, int]]
) -> list[tuple[str, str]]:
    """Pairs of statements by which two groups are one: somebody without a name who says in one article word for word what somebody
    says in another is that one.
    """
    home = {s.id: g for g in groups for s in g.told}
    found = []
    for i, j in same:
        a, b = statements[i], statements[j]
        if {a.mode, b.mode} - {Mode.DIRECT, Mode.MIXED} or not (a.id in home and b.id in home):
            continue
        mouths = home[a.id].mouth, home[b.id].mouth
        if Sort.VOICE not in (m.sort for m in mouths) and any(m.plain for m in mouths):
            found.append((a.id, b.id))
    return found


def _same_mouth(a: Mouth, b: Mouth) -> bool:
    if a.plain and b.plain and {a.sort, b.sort} <= _PEOPLE:
        return a.key == b.key or _same_crowd(a.name, b.name)
    if a.sort is not b.sort:
        return a.key == b.key
    if a.sort is Sort.POLICE:
        return a.plain or b.plain or _same_name(a.name, b.name)
    if a.sort is Sort.MEDIA:
        return a.key == b.key or _kind_of(a, b) or _kind_of(b, a)
    if a.sort is Sort.PAPER and a.plain and b.plain:
        return a.key == b.key or bool(paper_kinds(a.name) & paper_kinds(b.name))
    if a.sort is Sort.BODY and head_nouns(a.name) & head_nouns(b.name):  # "the union" and "the dockers' union"
        return _same_name(a.name, b.name)
    return a.key == b.key or (a.sort is Sort.NAMED and _same_name(a.name, b.name))


def _same_crowd(a: str, b: str) -> bool:
    """ "Lerners" and "Lerners on Twitter", "friend" and "a close friend of hers"; not those whom another newsroom heard."""
    x, y = sorted((crowd_words(n) for n in (a, b)), key=len)
    if not x or "(" in a + b or x[-1].key != y[-1].key:
        return False
    keys = {w.key for w in x}
    more = [w for w in y if w.key not in keys]
    return len(y) - len(more) >= len(x) and not any(w.raw[0].isupper() for w in more)


def _is_tied(person: Mouth, body: Mouth, speakers: Speakers) -> bool:
    """Whether a named person, or a body's people without a name ("Orsk Mining engineers"), speaks for `body`."""
    if person.sort is Sort.NAMED:
        ties = speakers.ties.get(person.name.casefold(), ())
        if body.sort is Sort.POLICE:
            return any(is_police(t) for t in ties)
        if body.sort is Sort.NAMED and person.name != body.name:
            return any(_same_name(t, body.name) for t in ties if len(split_words(t)) > 1 or t == body.name)
    return body.sort is Sort.NAMED and is_of(person.name, body.name)


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
    if _same_body(short, long):
        return True
    a, b = " ".join(x), " ".join(y)
    spelt = a[0] == b[0] and len(a) > 9 and len(x) == len(y) > 1
    return spelt and SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.87


def _same_body(a: str, b: str) -> bool:
    """ "Harbour Board of Lerno" and "Lerno's Harbours Board": most of the words of both, states left out, are the same."""
    x, y = sorted((body_words(n) for n in (a, b)), key=len)
    return len(x) > 1 and x <= y


_LEADS = frozenset(["the", "a", "an", "his", "her", "its", "their", "our", "my", "this", "that", "these", "those"])
_ANY_MEDIA = frozenset(["media", "press", "outlet", "outlets", "journalist", "journalists", "reporters"])
_PEOPLE = frozenset({Sort.WITNESS, Sort.PERSON})
_OWN = frozenset({Sort.NAMED, Sort.STATE, Sort.POLICE})
_ANY = frozenset(Sort) - {Sort.NOBODY, Sort.VOICE}
# (sorts that may be one of ..., these): in this order, each only where one of the hosts is there.
_FOLDS = (
    (frozenset({Sort.OFFICIALS, Sort.BODY, Sort.PAPER}), _OWN),
    (frozenset({Sort.PERSON}), frozenset({Sort.NAMED})),
    (frozenset({Sort.PERSON}), frozenset({Sort.WITNESS, Sort.OFFICIALS})),
    (frozenset({Sort.BODY, Sort.PAPER}), frozenset({Sort.OFFICIALS})),
    (frozenset({Sort.PAPER}), frozenset({Sort.BODY})),
    (frozenset({Sort.MEDIA}), _ANY - {Sort.MEDIA}),
    (frozenset({Sort.NOBODY}), _ANY),
)


def _may_be(mouth: Mouth, host: Mouth) -> bool:
    """Whether nothing speaks against `host` being who is meant: officials of one state are none of another, no authority
    is a union, a crowd is no witness."""
    if mouth.sort is Sort.PERSON and host.plain and mouth.name.endswith("s"):
        return False
    mine, theirs = head_nouns(mouth.name), head_nouns(host.name)
    public = Sort.OFFICIALS in (mouth.sort, host.sort)  # no authority is a union
    if (
        mouth.sort in (Sort.OFFICIALS, Sort.BODY)
        and not mine & theirs
        and ((mine and theirs) or (public and (mine or theirs)))
    ):
        return False
    nation = host.name if host.sort is Sort.STATE else host.nation
    return mouth.nation is None or nation is None or nation.casefold() == mouth.nation.casefold()
