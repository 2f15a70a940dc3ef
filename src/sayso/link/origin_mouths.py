"""Statement -> mouth: who speaks in the end, under one name, and what sort of source that is.

A spokesman is the body he speaks for, "Quill's aides" are Quill, a capital is its state, "the BBC's man in Lerno" is the BBC.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ..model import JoinKind, Mode, SourceKind, Statement
from ..read.names.lists import roles as offices
from .origin_words import country_of, generic, newsroom_key, newsroom_name, roles, tidy
from .words import split_words

MOST = 4000  # characters of a statement that are looked at
_FOR = re.compile(r"^(?:[\w-]+\s+){0,3}?([\w-]+)\s+(?:for|of|from|at|with|to)\s+(?:the\s+|its\s+|a\s+)?(.+)$", re.I)
_DESCRIBED = re.compile(r"\s(?:of|for|from|at|in|on|with|to|who)\s")
_GIVEN = re.compile(r"\s(?:provided|released|issued|published|circulated)\sby\s(?:the\s)?(\S.{2,80})$")
_SPOKESMAN_NAMED = re.compile(r"(.{2,60}?)\s(?:spokes(?:man|woman|person)|publicist)\s[A-Z]")
_RANKS = frozenset(["chief", "deputy", "senior", "top", "lead", "press", "unnamed", "anonymous", "former", "official"])
_REPORTER = frozenset(["reporter", "correspondent", "journalist", "reporters", "correspondents", "editor"])


class Sort(StrEnum):
    """From who stands for himself to who may be anybody."""

    NAMED = "named"
    STATE = "state"
    POLICE = "police"
    WITNESS = "witness"
    OFFICIALS = "officials"
    BODY = "body"
    PAPER = "paper"
    PERSON = "person"
    MEDIA = "media"
    NOBODY = "nobody"
    VOICE = "voice"


_IN_THE_STORY = frozenset({Sort.OFFICIALS, Sort.BODY, Sort.POLICE, Sort.PERSON})  # a witness tells what he saw


@dataclass(frozen=True, slots=True)
class Mouth:
    """`key` is what the same mouth is known by elsewhere; `plain` says that it has no name; `nation` its state where known; `because`
    why its name is another than the source's.
    """

    name: str
    key: str
    sort: Sort
    plain: bool = False
    nation: str | None = None
    because: JoinKind = JoinKind.NAME


@dataclass(frozen=True, slots=True)
class Speakers:
    """What the run knows about who is who.

    `entity`: entity id -> linked name. `known`: (article, name or surname in small letters) -> linked name. `body`: person -> whom he
    speaks for. `ties`: person -> bodies that he heads or has a rank in. `partisans`: people who stand for office or a party.
    `reporters`: people of newsrooms. `nation`: person -> state. `voice`: article -> whose words its narration is. `printed`: article
    that names nobody -> whom others name for its words. `media`: an outlet's name -> what its spellings have in common; `spelt`:
    that -> its name in this run.
    """

    entity: Mapping[str, str]
    body: Mapping[str, str]
    voice: Mapping[str, str]
    known: Mapping[tuple[str, str], str] = field(default_factory=dict)
    nation: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)
    spelt: Mapping[str, str] = field(default_factory=dict)
    ties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    partisans: frozenset[str] = frozenset()
    reporters: frozenset[str] = frozenset()
    printed: Mapping[str, str] = field(default_factory=dict)


NOBODY_KNOWN = Speakers({}, {}, {})


def mouth_of(s: Statement, speakers: Speakers) -> Mouth:
    """The innermost source of `s`; the article's own voice where nobody else speaks."""
    if s.source.kind is SourceKind.NARRATOR:
        whose = speakers.printed.get(s.article)
        return _printed(whose, s, speakers) if whose else _voice(s, speakers, JoinKind.COPY)
    mouth = _speaker(s, speakers)
    if mouth.plain and mouth.sort in _IN_THE_STORY and len(s.chain) < 3 and _notices(s):
        return _voice(s, speakers, JoinKind.NOTICED)
    if mouth.sort is Sort.NAMED and mouth.name.casefold() in speakers.reporters:
        return replace(mouth, sort=Sort.MEDIA)
    return mouth


def _voice(s: Statement, speakers: Speakers, because: JoinKind) -> Mouth:
    voice = speakers.voice.get(s.article, s.article)
    return Mouth(voice, media_key(voice, speakers) or voice.casefold(), Sort.VOICE, because=because)


def _printed(whose: str, s: Statement, speakers: Speakers) -> Mouth:
    body = speakers.body.get(whose.casefold(), whose)
    return replace(_by_words(tidy(body), s, speakers), because=JoinKind.SAME_WORDS)


def _notices(s: Statement) -> bool:
    """Whether the source is told to have seen or heard it ("the crew spotted two boats"), not to have said it."""
    cue = s.cue.text.lower().split() if s.cue and s.mode is Mode.INDIRECT else []
    return len(cue) == 1 and cue[0] in roles("noticed")


def _speaker(s: Statement, speakers: Speakers) -> Mouth:
    raw = s.chain[-1] if s.chain else s.source.name
    person = s.source.kind is SourceKind.PERSON
    name = _linked(s, raw, speakers)
    body = speakers.body.get(name.casefold()) or speakers.body.get(raw.casefold())
    if body and not (person and _of_himself(s)):
        return _for(_named(tidy(body), s.article, speakers))
    if person and name != raw:
        mouth = _named(tidy(name), s.article, speakers)
        return _for(mouth) if _role(raw.split()[-1] if raw.split() else "") else mouth
    mouth = _by_words(tidy(name), s, speakers)
    if (
        mouth.sort is Sort.WITNESS and " " not in mouth.name and len(s.chain) > 2
    ):  # whom another newsroom heard is somebody else
        hop = tidy(speakers.known.get((s.article, s.chain[-2].casefold()), s.chain[-2]))
        return Mouth(
            f"{mouth.name} ({hop})", f"{mouth.key} {media_key(hop, speakers) or hop.casefold()}", mouth.sort, plain=True
        )
    return mouth


def _for(mouth: Mouth) -> Mouth:
    """`mouth` as the one for whom the source only speaks."""
    return replace(mouth, because=JoinKind.STANDS_FOR)


def _linked(s: Statement, raw: str, speakers: Speakers) -> str:
    name = raw
    if s.source.entity and raw == s.source.name:
        name = speakers.entity.get(s.source.entity, raw)
    return speakers.known.get((s.article, tidy(name).casefold()), name)


def _of_himself(s: Statement) -> bool:
    return any(w.low in ("i", "me", "my", "myself") for w in split_words(s.text[:MOST]))


def _by_words(name: str, s: Statement, speakers: Speakers) -> Mouth:
    words = split_words(name)
    lows = [w.low for w in words]
    if not words or all(w in generic("nobody") for w in lows):
        return Mouth("unnamed source", "", Sort.NOBODY, plain=True)
    if media := _media(name, lows, speakers):
        return media
    if lows[0] in roles("shown") and lows[1:2] == ["of"]:  # a map of a country is not the country
        return Mouth(name, name.casefold(), Sort.PAPER, plain=True)
    if given := _GIVEN.search(name):  # "excerpts provided by the Harbour Board"
        return _for(_by_words(tidy(given.group(1)), s, speakers))
    if (m := _SPOKESMAN_NAMED.match(name)) and any(w.raw[0].isupper() for w in split_words(m.group(1))):
        return _for(_named(tidy(m.group(1)), s.article, speakers))
    rest, role = split_role(name)
    if rest and role:
        return _for(_behind(rest, role, name, s, speakers))
    first, _, last = name.rpartition(" ")
    if last.lower() in roles("house") and (full := _person(first, s.article, speakers)):  # "the Quill campaign"
        return _for(_named(full, s.article, speakers))
    if s.source.kind in (SourceKind.PERSON, SourceKind.GOVERNMENT) and len(words) > 1 and _is_office(lows):
        return Mouth(name, name.casefold(), Sort.PERSON, plain=True)  # "Lerno Governor": whoever holds the office
    if s.source.kind is SourceKind.PERSON and _is_described(name):
        return _plain(name, [w.low for w in split_words(_DESCRIBED.split(name, maxsplit=1)[0])] or lows)
    capital = any(w.raw[0].isupper() for w in words[1:]) or words[0].raw[0].isupper()
    if capital and not _first_word_only(name, s):
        return _named(name, s.article, speakers, s.source.kind)
    return _plain(name, lows)


def _person(name: str, article: str, speakers: Speakers) -> str:
    """The full name of the person whom `name` ends with ("Prosecutor Ada Quill", "Quill"), as the article knows him; else nothing."""
    words = name.split()
    for form in (words, words[-2:], words[-1:]):
        full = speakers.known.get((article, " ".join(form).casefold()), "")
        if " " in full and words and full.split()[-1] == words[-1]:
            return full
    return ""


def _is_described(name: str) -> bool:
    """Whether a person is told by what he is: "Texas governor", "daughter of Ada Quill"; a name ends with a capital."""
    head = _DESCRIBED.split(name, maxsplit=1)[0].split()
    return bool(head) and head[-1][0].islower()


def _first_word_only(name: str, s: Statement) -> bool:
    """Whether the capital of an unnamed source ("Traders", "Police sources") is that of a sentence's first word."""
    words = split_words(name)
    lone = not any(w.raw[0].isupper() for w in words[1:]) and not words[0].raw.isupper()
    if lone and words[0].low in generic("level"):  # "Federal authorities"
        return True
    common = any(words[0].low in generic(x) for x in ("police", "officials", "body", "paper", "witness"))
    return lone and (common or (s.source.kind is SourceKind.UNNAMED and country_of(words[0].raw) is None))


def split_role(name: str) -> tuple[str, str]:
    """(whom the words stand for, the role): "Orsk Mining spokesman", "spokesman for Orsk Mining", "Quill's team"; else ("", "")."""
    m = _FOR.match(name)
    if m and (role := _role(m.group(1))) and role != "house":
        return tidy(m.group(2)), role
    words = name.split()
    role = _role(words[-1]) if len(words) > 1 and words[-2].lower() != "district" else ""
    while words and (_role(words[-1]) or words[-1].lower() in _RANKS):
        words.pop()
    rest = " ".join(words)
    if not role or not rest or (role == "house" and not rest.lower().endswith(("'s", "’s", "s'"))):
        return ("", "")
    return tidy(rest), role


def _role(word: str) -> str:
    kinds = ("spokes", "official", "paper", "house")
    if word == "PRO":  # a press officer; "pro" is none
        return "spokes"
    return next((k for k in kinds if word.lower().strip(",.") in roles(k)), "")


def _behind(rest: str, role: str, name: str, s: Statement, speakers: Speakers) -> Mouth:
    """Who stands behind a role: a state's officials stay officials, all others are whom they stand for."""
    inner, office = split_role(rest)  # "statement from the Orsk Mining press officer"
    if inner and office == "spokes":
        return _behind(inner, office, rest, s, speakers)
    state = country_of(rest)
    if state and role == "official":
        tells = name.split()[-1].lower() in ("information", "data", "figures", "intelligence")
        return (
            Mouth(state, state.lower(), Sort.STATE)
            if tells
            else Mouth(name, f"{state.lower()} officials", Sort.OFFICIALS, plain=True, nation=state)
        )
    lows = [w.low for w in split_words(rest)]
    if role == "official" and any(country_of(w.raw) for w in split_words(rest)):  # "Lernish and Orskan officials"
        return Mouth(name, name.casefold(), Sort.OFFICIALS, plain=True)
    person = _person(rest, s.article, speakers)
    if (
        role == "spokes"
        and not person
        and rest != rest.lower()
        and rest.split()[-1].islower()
        and not _names_body(rest)
    ):
        return Mouth(name, name.casefold(), Sort.BODY, plain=True)  # "the Lerno star's publicist"
    if role == "official" and (person or (rest[-1:].isalpha() and rest.split()[-1].islower() and rest != rest.lower())):
        # "A Quill aide" may be any of Quill's people who has a name; an officer of a body is the body.
        return Mouth(name, name.casefold(), Sort.OFFICIALS, plain=True)
    if any(w.raw[0].isupper() for w in split_words(rest)):
        return _named(person or rest, s.article, speakers)
    if lows and lows[-1] in generic("police"):
        return Mouth("police", "police", Sort.POLICE, plain=True)
    if role == "paper" or not lows:
        return Mouth(name, name.casefold(), Sort.PAPER, plain=True)
    return Mouth(name, " ".join(lows), Sort.OFFICIALS if role == "official" else Sort.BODY, plain=True)


def _is_office(lows: list[str]) -> bool:
    """Whether a name ends with what its holder is; a district attorney is a body of many."""
    return lows[-1] in offices() and lows[-1] not in generic("witness") and lows[-2:] != ["district", "attorney"]


def _names_body(name: str) -> bool:
    """Whether the last word is that of a kind of body, or of a newsroom: "Lerno harbour authority"."""
    last = name.split()[-1].lower()
    return any(last in generic(sort) for sort in ("body", "police", "officials", "media"))


def _named(name: str, article: str, speakers: Speakers, kind: SourceKind | None = None) -> Mouth:
    name = speakers.known.get((article, name.casefold()), name)
    lows = [w.low for w in split_words(name)]
    if media := _media(name, lows, speakers):
        return media
    if state := country_of(name):
        return _for(Mouth(state, state.lower(), Sort.STATE))
    if is_police(name):
        small = sum(w.raw[0].islower() for w in split_words(name))
        plain = (len(lows) == 1 and lows[0] in generic("police")) or small > 2
        return Mouth(
            "police" if small > 2 else name.lower() if plain else name, name.casefold(), Sort.POLICE, plain=plain
        )
    if kind is SourceKind.UNNAMED and len(lows) > 1 and not _is_full_name(name):  # "Lerno dockers"
        return Mouth(name, name.casefold(), Sort.WITNESS, plain=True)
    return Mouth(name, name.casefold(), Sort.NAMED, nation=speakers.nation.get(name.casefold()))


def _is_full_name(name: str) -> bool:
    """Whether the last word before a preposition has a capital: "Lerno Harbour Board of Trade"; "Lerners on Twitter" is a crowd."""
    head = _DESCRIBED.split(name, maxsplit=1)[0].split()
    return len(head) > 1 and not head[-1][0].islower()


def is_police(name: str) -> bool:
    return (name.endswith("PD") and name.isupper()) or any(w.low in generic("police") for w in split_words(name))


def media_key(name: str, speakers: Speakers) -> str | None:
    return speakers.media.get(name.casefold()) or newsroom_key(name)


def _media(name: str, lows: list[str], speakers: Speakers) -> Mouth | None:
    """A newsroom, or somebody of one."""
    key = media_key(name, speakers)
    if key:
        return Mouth(speakers.spelt.get(key) or newsroom_name(name) or name, key, Sort.MEDIA)
    m = _FOR.match(name)
    if m and m.group(1).lower() in _REPORTER:
        inner = tidy(m.group(2))
        return _for(Mouth(inner, media_key(inner, speakers) or inner.casefold(), Sort.MEDIA, plain=True))
    owner = re.match(r"(.{2,40}?)(?:['’]s?\s|\s(?=(?:reporter|correspondent|journalist)s?$))", name)
    if owner and (key := media_key(owner.group(1), speakers)):
        return _for(Mouth(speakers.spelt.get(key) or owner.group(1), key, Sort.MEDIA))
    if lows[-1] in generic("media") or lows[-2:] == ["news", "agency"]:
        named = any(w.raw[0].isupper() for w in split_words(name)[1:])
        return Mouth(name, name.casefold(), Sort.MEDIA, plain=not named)
    return None


def _head(name: str) -> str:
    """The noun that says what it is: the last word before a preposition."""
    words = split_words(_DESCRIBED.split(name, maxsplit=1)[0])
    return words[-1].low if words else ""


def head_nouns(name: str) -> frozenset[str]:
    """The nouns of a name that say of what kind a private body it is."""
    return frozenset(w.low for w in split_words(name)) & generic("private")


def _plain(name: str, lows: list[str]) -> Mouth:
    """A source that common nouns tell: by the first of its nouns that says what it is."""
    known = any(lows[0] in generic(x) for x in ("police", "officials", "body", "paper", "media", "witness"))
    name = name[0].lower() + name[1:] if known and not name.isupper() else name
    if len(lows) > 1 and _head(name) in generic("private"):  # "dockers' union"
        return Mouth(name, name, Sort.BODY, plain=True)
    if any(w in generic("witness") for w in lows):
        return Mouth(name, name, Sort.WITNESS, plain=True)
    sorts = (("police", Sort.POLICE), ("officials", Sort.OFFICIALS), ("paper", Sort.PAPER), ("body", Sort.BODY))
    for w in lows:
        for listed, sort in sorts:
            if w in generic(listed):
                return Mouth(name, "police" if sort is Sort.POLICE else name, sort, plain=True)
    return Mouth(name, name, Sort.PERSON, plain=True)
