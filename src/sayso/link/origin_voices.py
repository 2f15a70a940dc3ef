"""Readings and copies -> whose words each article's own voice is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..model import BlockKind, Copy, CreditKind, EntityKind, Reading
from .origin_words import initials, newsroom_key

# Where a credit vouches for the whole text; one in running text ("told AFP") is of its own sentence only.
_OF_THE_WHOLE = frozenset({BlockKind.DATELINE, BlockKind.BYLINE, BlockKind.CREDIT, BlockKind.AUTHOR_NOTE})
_OF_NEWSROOM = re.compile(
    r"((?:[A-Z][\w.&-]{0,20}\s){0,3}[A-Z][\w.&-]{0,20})"
    r"(?:['’]s?\s|(?:['’]s?)?\s(?:[\w-]{2,20}\s){0,3}?(?:reporter|correspondent|journalist|editor|anchor|presenter)\s)$"
)
_HANDED_ON = frozenset({CreditKind.WIRE, CreditKind.ORIGINAL})


def outlets_of(readings: Sequence[Reading]) -> dict[str, str]:
    """Names of the run's outlets, in small letters and by initials, -> what they have in common with other spellings."""
    found: dict[str, str] = {}
    for r in readings:
        if r.article.outlet:
            name = r.article.outlet
            key = newsroom_key(name) or name.casefold().removeprefix("the ")
            found.setdefault(name.casefold(), key)
            found.setdefault(name.casefold().removeprefix("the "), key)
            if len(initials(name)) > 2:
                found.setdefault(initials(name).casefold(), key)
    return found


def spellings(readings: Sequence[Reading], outlets: Mapping[str, str]) -> dict[str, str]:
    """What spellings of an outlet have in common -> its name in this run."""
    found: dict[str, str] = {}
    for r in readings:
        if r.article.outlet:
            found.setdefault(outlets[r.article.outlet.casefold()], r.article.outlet)
    return found


def credited_names(readings: Sequence[Reading]) -> dict[tuple[str, str], str]:
    """(article, a newsroom as its text calls it, in small letters) -> the newsroom's full name: "Post" -> "Lerno Post"."""
    found: dict[tuple[str, str], str] = {}
    for r in readings:
        for c in r.credits:
            if c.party and c.kind in (CreditKind.WIRE, CreditKind.OUTLET) and len(c.text) <= 60:
                found.setdefault((r.article.id, c.text.casefold()), c.party)
    return found


def reporters_of(readings: Sequence[Reading], linked: Mapping[str, str], outlets: Mapping[str, str]) -> frozenset[str]:
    """People of newsrooms, in small letters, as a text introduces them: "the Post's Ada Okafor", "Post reporter Ada Okafor"."""
    found = set()
    for r in readings:
        text = r.article.text
        for e in r.entities:
            if e.kind is not EntityKind.PERSON or " " not in e.name:
                continue
            for m in e.mentions:
                before = _OF_NEWSROOM.search(text[max(0, m.start - 60) : m.start].split("\n")[-1])
                if before and _is_newsroom(before.group(1), outlets):
                    found |= {e.name.casefold(), linked.get(e.id, e.name).casefold()}
                    break
    return frozenset(found)


def _is_newsroom(words: str, outlets: Mapping[str, str]) -> bool:
    """Whether the last words are a newsroom's name."""
    tail = words.split()
    ends = (" ".join(tail[n:]) for n in range(len(tail)))
    return any(name.casefold() in outlets or newsroom_key(name) for name in ends)


def voices_of(readings: Sequence[Reading], copies: Sequence[Copy], outlets: Mapping[str, str]) -> dict[str, str]:
    """Article -> name: articles that share passages have one voice, that of the article that the others come from, or of the agency
    that this one, or half of them, credits for the text.
    """
    own = {r.article.id: r.article.voice for r in readings}
    spelt = spellings(readings, outlets)
    credited = {r.article.id: party for r in readings if (party := _credited(r))}
    ghost = {c.child: c.parent for c in copies if c.ghost}
    voice = {}
    for family in _families([r.article.id for r in readings], copies):
        named = [credited.get(a) or ghost.get(a) or "" for a in family]
        parent = _parent(family, copies)
        most = max([n for n in named if n], key=named.count, default="")
        name = named[family.index(parent)] or (most if 2 * named.count(most) >= len(family) else "") or own[parent]
        key = outlets.get(name.casefold()) or newsroom_key(name)
        for a in family:
            voice[a] = spelt.get(key, name) if key else name
    return voice


def _credited(reading: Reading) -> str | None:
    """The newsroom that the article credits for its text as a whole."""
    for c in reading.credits:
        if c.party and c.kind in _HANDED_ON:
            block = next((b.kind for b in reading.blocks if b.span.overlaps(c.span)), None)
            if c.kind is CreditKind.ORIGINAL or block is None or block in _OF_THE_WHOLE:
                return c.party
    return None


def _families(articles: Sequence[str], copies: Sequence[Copy]) -> list[list[str]]:
    """Articles joined by copies, in the order of the run."""
    home = {a: a for a in articles}

    def lead(a: str) -> str:
        while home[a] != a:
            home[a] = home[home[a]]
            a = home[a]
        return a

    for c in copies:
        if c.child in home and c.parent in home:
            home[lead(c.child)] = lead(c.parent)
    found: dict[str, list[str]] = defaultdict(list)
    for a in articles:
        found[lead(a)].append(a)
    return list(found.values())


def _parent(family: Sequence[str], copies: Sequence[Copy]) -> str:
    """The article of the family that copies none of it, else from which most copy."""
    members = set(family)
    inside = [c for c in copies if c.child in members and c.parent in members]
    children = {c.child for c in inside}
    fed = [c.parent for c in inside]
    return max(family, key=lambda a: (a not in children, fed.count(a)))
