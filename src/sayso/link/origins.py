"""Claim -> its independent origins: where its statements come from as far as anyone can see.

The innermost source of each chain counts, under one name per body; an outlet's own voice counts only where nobody is
named, and
outlets that share their wording count once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from ..model import Act, Copy, CreditKind, LinkedEntity, Origin, Reading, SourceKind, Statement
from .words import lines, split_words, word_set

_SPOKE = r"(?:spokes(?:man|woman|person)|press secretary)"
_NAME = r"[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+){0,3}"
_BODY_FIRST = re.compile(rf"({_NAME})(?:['’]s)?\s+(?:chief\s+|deputy\s+)?{_SPOKE},?\s+({_NAME})")
_NAME_FIRST = re.compile(rf"({_NAME}),\s+(?:a|the|an)\s+{_SPOKE}\s+(?:for|of)\s+(?:the\s+)?({_NAME})")
_POLICE = frozenset(["police", "cops", "cop", "officers", "officer", "policemen", "constabulary", "sheriff"])


@dataclass(frozen=True, slots=True)
class Speakers:
    """What the run knows about who is who: names of linked entities, bodies of spokespeople, where articles come from."""

    entity: Mapping[str, str]
    body: Mapping[str, str]
    voice: Mapping[str, str]


NOBODY_KNOWN = Speakers({}, {}, {})


def know_speakers(readings: Sequence[Reading], entities: Sequence[LinkedEntity], copies: Sequence[Copy]) -> Speakers:
    entity = {m.id: e.name for e in entities for m in e.members}
    body: dict[str, str] = {}
    for r in readings:
        for m in _BODY_FIRST.finditer(r.article.text):
            body.setdefault(m.group(2).casefold(), m.group(1))
        for m in _NAME_FIRST.finditer(r.article.text):
            body.setdefault(m.group(1).casefold(), m.group(2))
    return Speakers(entity, body, _voices(readings, copies))


def _voices(readings: Sequence[Reading], copies: Sequence[Copy]) -> dict[str, str]:
    """Whose words each article's own voice really is: a credited agency, the article it copies, or its outlet."""
    voice = {}
    for r in readings:
        party = next((c.party for c in r.credits if c.party and c.kind in (CreditKind.WIRE, CreditKind.ORIGINAL)), None)
        voice[r.article.id] = party or r.article.voice
    credited = {r.article.id for r in readings if voice[r.article.id] != r.article.voice}
    for _ in range(3):  # a copy of a copy; longer chains are not seen in practice
        for c in copies:
            if c.child not in credited and c.child in voice:
                voice[c.child] = c.parent if c.ghost else voice.get(c.parent, c.parent)
    return voice


def find_origins(
    statements: Sequence[Statement], speakers: Speakers, same_words: Sequence[tuple[int, int]] = ()
) -> tuple[Origin, ...]:
    """The origins of one claim's statements; `same_words` are pairs (positions) that share their wording across
    articles.
    """
    named: dict[str, list[Statement]] = {}
    unnamed: dict[str, list[Statement]] = {}
    voices: dict[str, list[Statement]] = {}
    for s in [x for x in statements if x.act is not Act.DENIES] or statements:
        if s.source.kind is SourceKind.NARRATOR:
            voices.setdefault(speakers.voice.get(s.article, s.article), []).append(s)
        elif (name := origin_name(s, speakers)) and not _is_nobody(s, name):
            named.setdefault(name, []).append(s)
        else:
            unnamed.setdefault(name or s.source.name or "unnamed", []).append(s)
    if named:
        found = _merge_names(named)
        found |= {n: g for n, g in unnamed.items() if not _may_be(n, found)}
    elif unnamed:
        found = _merge_unnamed(unnamed)
    else:
        found = _merge_voices(voices, statements, speakers, same_words)
    text = " ".join(s.text for s in statements)
    return tuple(Origin(name, _is_party(name, group, text)) for name, group in found.items())


def origin_name(s: Statement, speakers: Speakers) -> str:
    """One name for the innermost source: the linked entity's, the body a spokesperson speaks for, the state behind a
    capital.
    """
    name = s.chain[-1] if s.chain else s.source.name
    if s.source.entity and (not s.chain or s.chain[-1] == s.source.name):
        name = speakers.entity.get(s.source.entity, name)
    name = speakers.body.get(name.casefold(), name).strip()
    roles = word_set("unnamed.txt")
    words = split_words(name)
    kept = [
        w.raw
        for w in words
        if w.low not in roles
        and w.low not in ("the", "a", "an", "of", "for", "s", "unnamed", "several", "some", "top", "senior")
    ]
    if not any(w.raw[0].isupper() for w in words):
        return name
    if len(kept) < len(words) and kept and s.source.kind is not SourceKind.PERSON:
        state = country_of(" ".join(kept))
        if state:
            return state
        if s.source.kind is not SourceKind.UNNAMED or any(k[0].isupper() for k in kept):
            return " ".join(kept)
    return country_of(name) or name


@cache
def _countries() -> dict[str, str]:
    found = {}
    for line in lines("countries.txt"):
        state, _, words = line.partition(":")
        for w in words.split():
            found[w] = state.strip()
    return found


def country_of(name: str) -> str | None:
    """The state that a bare capital, adjective or short name stands for, or None."""
    flat = re.sub(r"\s+", "-", re.sub(r"^the\s+|['’]s$", "", name.strip().lower())).rstrip(".")
    return _countries().get(flat)


def _is_nobody(s: Statement, name: str) -> bool:
    """Whether the source stays without a name: a role, a crowd, a description in small letters."""
    words = split_words(name)
    capitals = [w for w in words if w.raw[0].isupper()]
    if s.source.kind is SourceKind.UNNAMED and capitals == words[:1] and len(words) > 1:
        return True  # the capital of a sentence's first word
    return not capitals


def _is_role(name: str) -> bool:
    roles = word_set("unnamed.txt")
    return any(w.low in roles or w.low in _POLICE for w in split_words(name))


def _may_be(name: str, named: Mapping[str, list[Statement]]) -> bool:
    """Whether somebody unnamed may be one of the named: not provably another origin, so not counted. Eyewitnesses
    count.
    """
    return bool(named) and not any(w.low in word_set("eyewitnesses.txt") for w in split_words(name))


def _merge_names(named: dict[str, list[Statement]]) -> dict[str, list[Statement]]:
    """A shorter form of a name ("Okafor") joins the longer one ("Ada Okafor"), a misspelt one the other spelling.

    "Police" joins a named police.
    """
    names = sorted(named, key=lambda n: (-len(n), n))
    home: dict[str, str] = {}
    for n in names:
        kept = list(dict.fromkeys(home.values()))
        home[n] = next((m for m in kept if _same_name(n, m)), n)
    found: dict[str, list[Statement]] = {}
    for n, group in named.items():
        found.setdefault(home[n], []).extend(group)
    return found


def _same_name(short: str, long: str) -> bool:
    x, y = (" ".join(w.low.replace(".", "") for w in split_words(n)) for n in (short, long))
    words = set(x.split())
    if not words or words <= set(y.split()) or (words & _POLICE and _is_police(long)):
        return True
    spelt = x[0] == y[0] and len(x) > 9 and len(words) == len(y.split()) > 1
    return spelt and SequenceMatcher(None, x, y, autojunk=False).ratio() >= 0.87


def _is_police(name: str) -> bool:
    return name.endswith("PD") or any(w.low in _POLICE for w in split_words(name))


def _merge_unnamed(unnamed: dict[str, list[Statement]]) -> dict[str, list[Statement]]:
    """All who may be one and the same count once together; eyewitnesses once a name."""
    found: dict[str, list[Statement]] = {}
    first = next((n for n in unnamed if _may_be(n, unnamed)), None)
    for n, group in unnamed.items():
        found.setdefault(first if first and _may_be(n, unnamed) else n, []).extend(group)
    return found


def _merge_voices(
    voices: dict[str, list[Statement]],
    statements: Sequence[Statement],
    speakers: Speakers,
    same: Sequence[tuple[int, int]],
) -> dict[str, list[Statement]]:
    home = {v: v for v in voices}

    def lead(v: str) -> str:
        while home[v] != v:
            v = home[v]
        return v

    for i, j in same:
        a = speakers.voice.get(statements[i].article, statements[i].article)
        b = speakers.voice.get(statements[j].article, statements[j].article)
        if a in home and b in home:
            x, y = lead(a), lead(b)
            home[y] = x
    found: dict[str, list[Statement]] = {}
    for v, group in voices.items():
        found.setdefault(lead(v), []).extend(group)
    return found


def _is_party(name: str, group: Sequence[Statement], text: str) -> bool:
    """Accuser, denier, somebody who speaks of himself, or somebody whom the claim is about."""
    if any(s.act in (Act.ACCUSES, Act.DENIES, Act.PROMISES) for s in group):
        return True
    if any(w.low in ("i", "we", "my", "our", "me", "us") for s in group for w in split_words(s.text)):
        return True
    words = split_words(name)
    return (
        bool(words)
        and words[-1].low in {w.low for w in split_words(text)}
        and group[0].source.kind is not SourceKind.NARRATOR
    )
