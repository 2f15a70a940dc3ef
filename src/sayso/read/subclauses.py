"""Subordinate clauses that state a fact of their own: "guards shot him because he had fled", ", killing two", "after pointing a gun".

Who says that one thing happened because, after or although another did says both. What only may be so is left in its clause:
conditions, purposes, comparisons, and whatever a negation, a "may" or a verb of saying and wanting reaches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .certainty import signal_words
from .lexicon import cue_words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
FINITE = ("VBD", "VBZ", "VBP", "MD")
CONTRAST = frozenset(("though", "although", "while", "whereas"))
CAUSE = frozenset(("because", "since"))
TIME = frozenset(("after", "when", "as"))
BEFORE_PARTICIPLE = frozenset(("after", "on", "upon"))  # "on seeing the ship"
SUPPOSED = frozenset(("if", "unless", "whether", "lest"))
OPEN = SUPPOSED | {"until", "till", "that", "than", "like", "before", "so"}
LIMITED = frozenset(
    (
        "not",
        "n't",
        "n’t",
        "only",
        "except",
        "than",
        "if",
        "unless",
        "until",
        "so",
        "such",
        "as",
        "or",
        "just",
        "simply",
        "merely",
    )
)
UNSURE = frozenset(("may", "might", "could", "would", "should", "can"))
AHEAD = frozenset(("will", "'ll", "’ll", "shall", "must"))
NONE = frozenset(("no", "nobody", "none", "neither", "few", "nothing", "never", "hardly", "rarely"))
LINKING = frozenset(("thereby", "thus", "also", "then", "instead", "reportedly", "allegedly", "apparently"))
SHARES = frozenset(
    ("all", "some", "most", "many", "both", "none", "each", "several", "half", "one", "two", "three", "which")
)
SENSED = frozenset(("see", "find"))
IDLE = frozenset(("be", "come", "happen", "occur"))
SAYS_MORE = ("attr", "acomp", "expl", "prep", "npadvmod", "dobj", "xcomp")
WORDS = 3  # a clause of fewer words is no statement
LEAST = 2  # words with content that a clause with a subject of its own needs
CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")


@dataclass(frozen=True, slots=True)
class Aside:
    """A clause inside another: tokens `first` to `last` stand in it, the clause itself from `start` on; `verb` carries it.

    `shared` is the subject that a participle has from the clause around it.
    """

    first: int
    start: int
    last: int
    verb: Token
    shared: Token | None = None


def is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)


def subject_of(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def factive_asides(
    verb: Token, subject: Token | None, inside: Collection[int], headline: bool, said: Collection[int]
) -> list[Aside]:
    """The clauses right under `verb`, which has or shares `subject`, that are asserted by themselves, in text order.

    `inside` are the numbers of the tokens of the statement, `said` of those that somebody's cue is made of.
    """
    kids = list(verb.children)
    kids.extend(k for c in kids if goes_on(c) for k in c.children)
    below = [c for c in kids if c.dep_ in ("advcl", "prep") and c.i in inside]
    if not below or _is_said(verb, kids) or _marks(verb) & SUPPOSED or (subject is None and not headline):
        return []
    reach = _Reach.of(verb, kids, subject)
    subject = subject if subject is not None and subject.i in inside else None
    found = []
    for c in below:
        aside = _clause(c, verb, subject, reach, headline) if c.dep_ == "advcl" else _phrase(c, verb, subject, reach)
        if (
            aside is not None
            and aside.first in inside
            and aside.last in inside
            and (aside.shared is None or aside.verb.i not in said)
        ):
            found.append(aside)
    return found


def goes_on(c: Token) -> bool:
    """ "shot and killed a man": a joined verb that is no clause of its own."""
    if c.dep_ != "conj" or c.pos_ != "VERB":
        return False
    return c.i - c.head.i == 2 or (c.tag_ == "VBN" and not is_finite(c))


@dataclass(frozen=True, slots=True)
class _Reach:
    """What of the main clause reaches into those under it."""

    unsure: bool
    negated: bool
    ahead: bool

    @staticmethod
    def of(verb: Token, kids: list[Token], subject: Token | None) -> _Reach:
        modals = {c.lower_ for c in kids if c.tag_ == "MD"}
        hedges = any(c.dep_ == "advmod" and c.lower_ in signal_words() for c in kids)
        conditional = any(c.dep_ == "advcl" and _marks(c) & {"if", "unless"} for c in kids)
        nobody = subject is not None and bool({t.lower_ for t in (subject, *subject.children)} & NONE)
        negated = nobody or any(c.dep_ == "neg" or c.lower_ in NONE for c in kids)
        return _Reach(bool(modals & UNSURE) or hedges or conditional, negated, bool(modals & AHEAD))


def _is_said(verb: Token, kids: list[Token]) -> bool:
    """Whether `verb` says, thinks or wants what hangs on it: what follows may be part of that."""
    return any(c.dep_ in ("ccomp", "xcomp") for c in kids) and verb.lemma_.lower() in cue_words()


def _marks(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i}


def _clause(c: Token, verb: Token, subject: Token | None, reach: _Reach, headline: bool) -> Aside | None:
    if subject_of(c) is None or not is_finite(c):
        return _participle(c, verb, subject, reach)
    first, last = c.left_edge.i, c.right_edge.i
    opening = _opening(c, first)
    if opening is None or _is_idle(c, verb) or not _holds(opening, c, reach, headline) or _is_limited(c, first):
        return None
    return Aside(first, opening.i + 1, last, c) if _is_clear(c, opening.i + 1, last) else None


def _is_idle(c: Token, verb: Token) -> bool:
    """ "The reason is because ...", "The vote came after ...", "when it comes to ...": two halves that say nothing apart."""
    subject = subject_of(c)
    if c.lemma_ == "come" and subject is not None and subject.lower_ == "it":
        return True
    return verb.lemma_ in IDLE and not any(k.dep_ in SAYS_MORE and k.i != c.i for k in verb.children)


def _is_limited(c: Token, first: int) -> bool:
    """ "not because", "only when", "except after"."""
    return first > 0 and c.doc[first - 1].lower_ in LIMITED


def _opening(c: Token, first: int) -> Token | None:
    """The word that joins the clause of `c` to the one above it, the only one of its kind, at its start."""
    found = [
        k
        for k in c.children
        if k.dep_ in ("mark", "advmod") and k.lower_ in CONTRAST | CAUSE | TIME | OPEN and k.i < c.i
    ]
    if len(found) != 1 or found[0].lower_ in OPEN:
        return None
    lead = [t.lower_ for t in c.doc[first : found[0].i]]
    return found[0] if not LIMITED.intersection(lead) and len(lead) <= 4 else None


def _holds(opening: Token, c: Token, reach: _Reach, headline: bool) -> bool:
    """Whether a clause that `opening` brings is stated as a fact."""
    word = opening.lower_
    if word in CONTRAST:
        return not reach.unsure or _is_past(c)
    if reach.unsure:
        return False
    if word in CAUSE:  # "the best year since it opened" says since when
        apart = word != "since" or opening.i < c.head.i or c.doc[opening.i - 1].text == ","
        return apart and not reach.negated
    if word == "as" and (c.lemma_.lower() in cue_words() or reach.negated):  # "as officials said"
        return False
    return _is_past(c) or (headline and not reach.ahead)


def _is_past(verb: Token) -> bool:
    if verb.tag_ == "VBD":
        return True
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.tag_ == "MD" for c in aux):
        return False
    return any(c.tag_ == "VBD" or c.lemma_ == "have" for c in aux)


def _participle(c: Token, verb: Token, subject: Token | None, reach: _Reach) -> Aside | None:
    """ ", killing two", ", thereby ensuring that ...": behind a comma, after a verb that tells a fact."""
    first, last = c.left_edge.i, c.right_edge.i
    if c.tag_ != "VBG" or c.i < verb.i or subject is None or _reports(c):
        return None
    if reach.unsure or reach.negated or reach.ahead or first == 0 or c.doc[first - 1].text != ",":
        return None
    if _marks(c) - LINKING or _may_hold(verb):
        return None
    return Aside(first, first, last, c, subject) if _words(c, first, last) >= WORDS else None


def _reports(c: Token) -> bool:
    """ "adding that ...": what somebody says hangs on it; "pointing a gun" is a deed."""
    said = c.lemma_.lower() in cue_words() and c.lemma_.lower() not in SENSED
    return said and not any(k.dep_ == "dobj" and k.i > c.i for k in c.children)


def _may_hold(verb: Token) -> bool:
    """Whether a participle may go on from something else: "they were, ..., leaving"; "needs to move fast, taking care"."""
    kids = [k.dep_ for k in verb.children]
    return "xcomp" in kids or (verb.lemma_ == "be" and not {"attr", "acomp", "expl"} & set(kids))


def _phrase(p: Token, verb: Token, subject: Token | None, reach: _Reach) -> Aside | None:
    """ "after pointing a gun", "on seeing the ship"; ", with no injuries"."""
    word = p.lower_
    first, last = p.i, p.right_edge.i
    if word == "with":
        return _with(p, first, last, reach)
    if word not in BEFORE_PARTICIPLE or reach.unsure or reach.negated or reach.ahead or subject is None:
        return None
    c = next((k for k in p.children if k.dep_ == "pcomp" and k.tag_ == "VBG"), None)
    led = word == "after" or p.i < verb.i  # "bet on winning", but "on winning, ..."
    if c is None or not led or _reports(c) or _is_limited(p, first):
        return None
    return Aside(first, first + 1, last, c, subject) if _words(c, first + 1, last) >= WORDS else None


def _with(p: Token, first: int, last: int, reach: _Reach) -> Aside | None:
    """ ", with no injuries to guests": what is counted, or was not there, beside the main clause."""
    noun = next((k for k in p.children if k.dep_ == "pobj"), None)
    if noun is None or first == 0 or p.doc[first - 1].text != "," or reach.unsure or reach.ahead:
        return None
    kids = list(noun.children)
    befell = any(k.dep_ == "nummod" for k in kids) and any(k.dep_ == "acl" for k in kids)  # "with two people killed"
    if not befell and all(k.lower_ != "no" for k in kids):
        return None
    return Aside(first, first + 1, last, noun) if _words(noun, first + 1, last) >= WORDS else None


def _is_clear(c: Token, first: int, last: int) -> bool:
    """Whether a clause says enough to stand alone: more than that "he was shot"."""
    return _words(c, first, last) >= WORDS and content(c.doc[first : last + 1]) >= LEAST


def content(tokens: Iterable[Token]) -> int:
    """How many words say something."""
    return sum(t.pos_ in CONTENT for t in tokens)


def _words(c: Token, first: int, last: int) -> int:
    return sum(t.is_alpha for t in c.doc[first : last + 1])
