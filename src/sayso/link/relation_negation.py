"""Whether one of two clauses says "not" of what the other tells."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ..model import Frame
from .propositions import Proposition
from .relation_scene import Scene
from .words import split_words, word_set

_THERE = re.compile(r"(?:[\w’'-]+\s){0,3}there\s(?:was|is|were|are|had\sbeen|has\sbeen)\b", re.I)
_LIGHT = "face faces faced facing see seeing seen suffer suffers suffered suffering experience experiencing experienced"
_BEYOND = (["just"], ["only"], ["merely"], ["simply"], ["solely"])
REACH = 7  # words after a negation that it may turn round


def turned(a: Proposition, b: Proposition, *, bare: bool = False) -> bool:
    """Whether exactly one of two clauses has a negation, and the other tells what stands behind it, and of the same thing;
    `bare` where that may be left unsaid ("I am not running").
    """
    if a.negated == b.negated:
        return False
    no, yes = (a, b) if a.negated else (b, a)
    if any(w.low in word_set("relation_nots.txt") for w in yes.words) or _goes_beyond(no):
        return False
    own = _negated_terms(no)
    names = no.names | yes.names
    behind = [k for k in own if k not in names and not k[0].isdigit() and k not in _light()]
    if not behind or behind[0] not in yes.terms or _says_no(yes):
        return False
    rest = [k for k in own[own.index(behind[0]) + 1 :] if k not in names] if _turns_verb(no) else []
    about = set(rest) or no.terms - {behind[0]} - _light()
    return bool(about & yes.terms) or (not about and (bare or only_exists(yes)))


def only_exists(p: Proposition) -> bool:
    """Whether a clause only tells that there is something: "there was a shortage"."""
    return _THERE.match(p.text) is not None


def _goes_beyond(p: Proposition) -> bool:
    """Whether the only "not" of a clause says that there is more: "not just one street", "not only the bridge"."""
    lows = [w.low for w in p.words]
    at = [n for n, low in enumerate(lows) if low in word_set("negations.txt")]
    return bool(at) and all(lows[n] == "not" and lows[n + 1 : n + 2] in _BEYOND for n in at)


@cache
def _light() -> frozenset[str]:
    """Keys of verbs that say no more than "have": "not facing shortages"."""
    return frozenset(w.key for w in split_words(_LIGHT))


def _says_no(p: Proposition) -> bool:
    """Whether a clause that counts as positive has a negation all the same, or tells what has "yet to" come."""
    lows = [w.low for w in p.words]
    yet = any(a == "yet" and b == "to" for a, b in pairwise(lows))
    return yet or not word_set("negations.txt").isdisjoint(lows)


def _turns_verb(p: Proposition) -> bool:
    """Whether the negation is of a verb ("did not tell"), not of a thing ("no gun", "did not have a gun")."""
    lows = [w.low for w in p.words]
    at = next((n for n, low in enumerate(lows) if low in word_set("negations.txt")), 0)
    return lows[at : at + 1] != ["no"] and not {"have", "has", "had", "no", "be", "been"} & set(lows[at : at + 2])


def _negated_terms(p: Proposition) -> list[str]:
    """Keys of the words that a negation of the clause turns round: those that follow it closely."""
    negations, stop = word_set("negations.txt"), word_set("stopwords.txt")
    for n, w in enumerate(p.words):
        if w.low in negations or (w.raw.lower() == "t" and n and p.words[n - 1].low.endswith("n")):
            return [x.key for x in p.words[n + 1 : n + 1 + REACH] if x.low not in stop][:4]
    return []


def of_others(scene: Scene, a: Proposition, b: Proposition) -> bool:
    """Whether what is negated of one thing is told of another: "the houses are not safe", "the people are safe"."""
    no, yes = (a, b) if a.negated else (b, a)
    told = _predicates(scene, yes)
    for keys, subject in _predicates(scene, no):
        for other_keys, other in told:
            if keys & other_keys and subject and other:
                return subject.isdisjoint(other)
    return False


def _predicates(scene: Scene, p: Proposition) -> list[tuple[frozenset[str], frozenset[str]]]:
    """(words of the predicate, words of whom or what it is told) of each predicate of a clause."""
    reading = scene.readings[scene.field.statements[p.statement].article]
    own = [f for f in reading.frames if p.span.contains(f.span)]
    return [(_told(f, reading.article.text), _of_whom(f, reading.article.text)) for f in own]


def _told(frame: Frame, text: str) -> frozenset[str]:
    """The verb; of "to be", what somebody is."""
    if frame.verb != "be":
        return frozenset({split_words(frame.verb)[0].key}) if split_words(frame.verb) else frozenset()
    return frozenset(w.key for r in frame.roles if r.name == "attribute" for w in split_words(r.span.of(text)))


def _of_whom(frame: Frame, text: str) -> frozenset[str]:
    stop = word_set("stopwords.txt")
    parts = {r.name: r.span.of(text) for r in frame.roles}
    words = split_words(parts.get("agent") or parts.get("patient") or "")
    return frozenset(w.key for w in words if w.low not in stop)
