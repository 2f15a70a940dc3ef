"""Words that make a part of a sentence uncertain or negate it, each with the words that it bears on.

A statement has one certainty, that of its main clause. Within it a clause may be less sure, or a deed not done: "Roe, who may
appeal, plans to leave". What a doubt bears on is its scope: the predicate that hangs on it, with the verbs, joined ones too, that
complete that predicate; the things it names (subjects, objects) are as sure as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..model import Certainty, Doubt, Polarity, SignalKind, Span
from .draft import Draft
from .grammar import grammar_of
from .lexicon import rows

if TYPE_CHECKING:
    from spacy.tokens import Token

# Shares of MEANTIME's events that are judged right: of those that a doubt bears on, and of those that none does.
DOUBTED, UNDOUBTED = 0.5, 0.93
CLAUSES = ("ccomp", "xcomp")
COMPLETING = ("xcomp", "ccomp", "acomp", "attr", "oprd", "pcomp")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
SENSES = frozenset(["see", "hear", "feel", "smell", "find", "imagine", "tell", "remember", "afford", "help"])
LIGHT = frozenset(["make", "take", "hold", "give", "have", "launch", "conduct", "stage"])  # their object is the deed
CONDITIONS = frozenset(["if", "unless"])
DEEP = 8  # steps down a chain of verbs
WIDE = 40  # words that one doubt may bear on


class Word(NamedTuple):
    """One row of doubts.tsv."""

    word: str
    sort: str
    pattern: str
    kind: SignalKind
    certainty: Certainty


@cache
def doubt_words() -> dict[str, list[Word]]:
    found: dict[str, list[Word]] = {}
    for word, sort, pattern, kind, certainty in rows("doubts.tsv"):
        found.setdefault(word, []).append(Word(word, sort, pattern, SignalKind(kind), Certainty(certainty)))
    return found


def find_doubts(draft: Draft) -> None:
    draft.doubts.extend(_doubt(token, word) for token, word in matches(draft))


def matches(draft: Draft) -> Iterator[tuple[Token, Word]]:
    """Each word of the text that the list knows and that stands as the list asks, with its row of the list."""
    known = doubt_words()
    for token in grammar_of(draft).all:
        for word in known.get(token.lemma_.lower()) or known.get(token.lower_) or ():
            if _is(token, word) and _fits(token, word):
                yield token, word
                break


def _doubt(token: Token, word: Word) -> Doubt:
    negative = word.kind is SignalKind.DENIAL
    span = Span(token.idx, token.idx + len(token))
    scope = sorted({Span(t.idx, t.idx + len(t)) for t in islice(_scope(token, word), WIDE)})
    polarity = Polarity.NEGATIVE if negative else Polarity.POSITIVE
    return Doubt(word.kind, token.text, span, tuple(scope), word.certainty, polarity, DOUBTED)


def _is(t: Token, word: Word) -> bool:
    """Whether `t` is of the word class that `word` names."""
    match word.sort:
        case "modal":
            return t.tag_ == "MD" and t.dep_ in ("aux", "ROOT", "conj", "ccomp")
        case "adverb":
            return t.pos_ == "ADV"
        case "adjective":
            return t.pos_ == "ADJ" or (t.tag_ == "VBN" and t.dep_ == "amod")
        case "noun":
            return t.pos_ == "NOUN"
        case "verb":
            return t.pos_ == "VERB" and (t.dep_ != "amod" or word.pattern == "object")
        case "mark":
            return t.dep_ in ("mark", "advmod") or t.pos_ == "SCONJ"
        case _:
            return t.dep_ == "neg" or t.lower_ == "never"


def _fits(t: Token, word: Word) -> bool:
    """Whether `t` stands as the pattern of `word` asks."""
    match word.pattern:
        case "clause":
            return _clause_of(t) is not None or (
                t.pos_ == "ADJ" and t.head.lemma_ == "be" and _clause_of(t.head) is not None
            )
        case "to":
            return any(_is_infinitive(c) for c in t.children)
        case "ing":
            return any(c.dep_ == "xcomp" and c.tag_ == "VBG" for c in t.children)
        case "as" | "as_only":
            return _takes(t, word.pattern)
        case "if":
            return any(_is_condition(c) for c in t.head.children)
        case "perfect":
            return t.head.tag_ == "VBN" and any(c.lower_ == "have" and c.dep_ == "aux" for c in t.head.children)
        case "not":
            return next(_completing(t), None) is not None
        case "open":
            return not _is_past_future(t.head)
        case "able":
            return not any(c.dep_ == "neg" for c in t.head.children)
        case "object":
            return t.dep_ == "amod" or any(c.dep_ in ("dobj", "nsubjpass") for c in t.children)
        case "should":
            return any(c.dep_ == "ccomp" and c.tag_ == "VB" for c in t.children)
    if word.word == "could":
        return not _is_ability(t)
    return True


def _is_ability(could: Token) -> bool:
    """ "could not", "could see", and what somebody was able to do in a tale: "so that they could cross"."""
    verb = could.head
    if any(c.dep_ == "neg" for c in verb.children) or verb.lemma_.lower() in SENSES:
        return True
    return (
        verb.dep_ in ("advcl", "relcl") and verb.head.tag_ == "VBD" and not any(_is_condition(c) for c in verb.children)
    )


def _is_past_future(verb: Token) -> bool:
    """ "Roe said it would end": what was to come, seen from a past that the verbs above tell of."""
    for _ in range(DEEP):
        if verb.dep_ not in ("ccomp", "relcl", "conj", "advcl", "acl"):
            return False
        verb = verb.head
        if verb.tag_ in ("VBD", "VBN"):
            return True
    return False


def _takes(t: Token, pattern: str) -> bool:
    if any(c.dep_ == "prep" and c.lower_ == "as" for c in t.children):
        return True
    if pattern == "as_only":
        return False
    passive = any(c.dep_ == "auxpass" for c in t.children) or (t.tag_ == "VBN" and t.dep_ in ("acl", "relcl", "advcl"))
    said = any(c.dep_ in (*CLAUSES, "oprd") for c in t.children)
    return said or passive


def _clause_of(t: Token) -> Token | None:
    """The clause that completes a verb, noun or adjective."""
    for c in t.children:
        if c.dep_ in CLAUSES or (
            c.dep_ in ("acl", "relcl") and any(g.dep_ == "mark" or g.lower_ in ("that", "to") for g in c.children)
        ):
            return c
        if c.dep_ == "prep" and c.lower_ == "of":
            return next(iter(c.children), c)
    return None


def _is_infinitive(t: Token) -> bool:
    return t.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl") and any(
        c.lower_ == "to" and c.dep_ == "aux" for c in t.children
    )


def _is_condition(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(c.lower_ in CONDITIONS for c in clause.children)


def _scope(t: Token, word: Word) -> Iterator[Token]:
    match word.sort:
        case "negator":  # "did not try to leave" denies the trying alone
            yield t.head
            yield from (c for c in t.head.children if c.dep_ in ("acomp", "attr"))
        case "modal" | "mark":
            yield from _predicate(t.head if t.dep_ != "ROOT" else t)
        case "adverb":
            yield from _predicate(t.head)
        case "adjective":
            if t.dep_ == "amod":
                yield t.head
            else:
                yield from _completing(t)
                if t.dep_ in ("acomp", "oprd"):
                    yield from _completing(t.head, but=t)
        case _:
            for c in _completing(t):
                yield c
                if word.kind is SignalKind.PREDICTION and c.lemma_.lower() in LIGHT:  # "plans to make an offer"
                    yield from (o for o in c.children if o.dep_ == "dobj")
            yield from _objects(t, word)


def _objects(t: Token, word: Word) -> Iterator[Token]:
    """The things that a verb is about, where they are what is doubted: "cancelled the tour", "thought him a fraud"."""
    if word.pattern == "object" and t.dep_ == "amod":
        yield t.head
    wanted = {
        "object": ("dobj", "nsubjpass"),
        "any": ("dobj", "oprd"),
        "as": ("dobj", "oprd"),
        "as_only": ("dobj", "oprd"),
    }
    yield from (c for c in t.children if c.dep_ in wanted.get(word.pattern, ()))


def _completing(t: Token, but: Token | None = None) -> Iterator[Token]:
    """The predicates that complete `t`."""
    for c in t.children:
        if but is not None and c.i == but.i:
            continue
        if c.dep_ in COMPLETING or (c.dep_ in ("acl", "advcl") and _is_infinitive(c)):
            yield from _predicate(c)
        elif c.dep_ in ("prep", "agent"):
            for g in c.children:
                if g.dep_ == "pcomp":
                    yield from _predicate(g)


def _predicate(t: Token, deep: int = 0) -> Iterator[Token]:
    """`t` and the verbs, adjectives and nouns that are predicated with it."""
    yield t
    if deep > DEEP:
        return
    for c in t.children:
        if c.dep_ in COMPLETING or (
            c.dep_ == "conj" and not any(g.dep_ in SUBJECTS or g.tag_ == "MD" for g in c.children)
        ):
            yield from _predicate(c, deep + 1)
