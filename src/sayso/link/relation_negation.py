"""Whether one of two clauses says "not" of what the other tells."""

from __future__ import annotations

from .propositions import Proposition
from .words import word_set

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
