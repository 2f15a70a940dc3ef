"""Whether outlets that tell something in their own voice vouch for it, rather than pass on what somebody named says.

As a rule they pass it on: what is known of a crime or a disaster comes from those who are asked. It is otherwise where several outlets
tell it flatly and the only other source, in one article, is a party to it, where it is an act that reporters see for themselves (a
vote, a plea), and where somebody accuses or denies while an outlet tells the same as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..model import Act, Certainty, EntityKind, JoinKind, Reading, SignalKind, SourceKind, Statement
from ..read.lexicon import cue_nouns, cue_words, verb_lemma
from .origin_groups import Group
from .origin_mouths import MOST, Sort, Speakers
from .origin_party import stake_of
from .origin_words import roles
from .words import split_words

LEAST = 2  # outlets that tell it in different words
_PARTY_NEXT = re.compile(r"\s?[,(]\s?(?:R|D)-")
_HEARSAY = frozenset({SignalKind.RUMOUR, SignalKind.ACCUSATION})
_THOUGHT = frozenset({Act.BELIEVES, Act.PREDICTS})
_NO_SPEECH = frozenset(["plead", "charge", "show"])


def partisans_of(readings: Sequence[Reading], linked: Mapping[str, str]) -> frozenset[str]:
    """People, in small letters, beside whose names an office that is voted for, or a party, stands."""
    found = set()
    for r in readings:
        text = r.article.text
        for e in r.entities:
            if e.kind is not EntityKind.PERSON:
                continue
            for m in e.mentions:
                words = split_words(text[max(0, m.start - 24) : m.start])[-1:] + split_words(text[m.start : m.end])[:1]
                if any(w.low in roles("partisan") for w in words) or _PARTY_NEXT.match(text, m.end):
                    found.add(linked.get(e.id, e.name).casefold())
                    break
    return frozenset(found)


def vouch(
    voices: Sequence[Group], others: Sequence[Group], statements: Sequence[Statement], speakers: Speakers
) -> bool:
    """Whether `voices` count beside `others`, the claim's named sources."""
    told = [s for g in voices for s in g.told]
    if not voices or len({s.article for g in others for s in g.told}) > 1 or not all(_is_flat(s) for s in told):
        return False
    if len(voices) < LEAST:
        return all(_is_contested(g) and not _reported(g.mouth.name, told) for g in others)
    if all(any(_in_public(s) for s in g.told) for g in voices):
        return True
    return all(_is_partial(g, statements, speakers) and not _reported(g.mouth.name, told) for g in others)


def _is_flat(s: Statement) -> bool:
    return s.certainty is Certainty.CERTAIN and not any(g.kind in _HEARSAY for g in s.signals)


def _is_contested(group: Group) -> bool:
    """Whether somebody accuses, or denies: what is told flatly beside it is not told on his word."""
    named = group.mouth.sort is Sort.NAMED
    return named and any(s.act in (Act.ACCUSES, Act.DENIES) for s in group.told)


def _in_public(s: Statement) -> bool:
    """Whether it tells of an act of a court, a parliament or voters, which reporters see for themselves."""
    return not roles("public").isdisjoint(w.low for w in split_words(s.text[:MOST]))


def _is_partial(group: Group, statements: Sequence[Statement], speakers: Speakers) -> bool:
    mouth = group.mouth
    if mouth.sort is not Sort.NAMED or any(s.source.kind is not SourceKind.PERSON for s in group.told):
        return False
    if any(j.kind is JoinKind.STANDS_FOR for j in group.joins):  # a family's spokesman is who gives out a death
        return False
    return mouth.name.casefold() in speakers.partisans or stake_of(mouth, group.told, statements) is not None


def _reported(name: str, told: Sequence[Statement]) -> bool:
    """Whether narration tells of words that this person said."""
    last = name.split()[-1].casefold() if name.split() else ""
    for s in told:
        lows = [w.low for w in split_words(s.text[:MOST])]
        if last in lows and any(_is_speech(w) for w in lows):
            return True
    return False


def _is_speech(low: str) -> bool:
    lemma = verb_lemma(low) or (low[:-3] if low.endswith("ing") else low)
    if lemma in _NO_SPEECH:
        return False
    cue = cue_words().get(lemma) or cue_words().get(lemma + "e")
    return (cue is not None and cue.act not in _THOUGHT) or low in cue_nouns() or low.rstrip("s") in cue_nouns()
