"""Whether one of two clauses says "not" of what the other tells."""

from __future__ import annotations

from ..model import Frame
from .propositions import Proposition
from .relation_scene import Scene
from .words import split_words, word_set

REACH = 7  # words after a negation that it may turn round


def turned(a: Proposition, b: Proposition) -> bool:
    """Whether exactly one of two clauses has a negation, and the other tells what stands behind it."""
    if a.negated == b.negated:
        return False
    no, yes = (a, b) if a.negated else (b, a)
    if any(w.low in word_set("relation_nots.txt") for w in yes.words):
        return False
    own = _negated_terms(no)
    names = no.names | yes.names
    behind = [k for k in own if k not in names and not k[0].isdigit()]
    return bool(behind) and behind[0] in yes.terms


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
