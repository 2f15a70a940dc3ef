"""The nouns that stand after a number: which of them is counted, and where its phrase ends."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .quantities_numbers import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOT_COUNTED = frozenset(["total", "list", "front", "half", "per", "a", "to", "in", "on", "at", "by", "with", "for"])
NOUN = frozenset(("NOUN", "PROPN"))


@cache
def people() -> frozenset[str]:
    text = files("sayso.read").joinpath("data", "counted_people.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("# ") for w in line.split())


def is_person(noun: str) -> bool:
    return noun in people() or noun.endswith(("men", "women", "goers", "workers", "-year-olds", "fighters", "holders"))


def next_token(token: Token) -> Token | None:
    return token.nbor(1) if token.i + 1 < len(token.doc) else None


def noun_after(last: Token) -> Token | None:
    """The noun that the number stands before: the end of the run of adjectives and nouns right after it."""
    noun, at = None, last
    head = last.head if last.dep_ in ("nummod", "compound", "quantmod", "amod", "nmod") else None
    for _ in range(9):
        nxt = next_token(at)
        if nxt is None or nxt.is_sent_start or "\n" in nxt.text or _ends_run(nxt, noun):
            break
        if _hyphen_inside(nxt):  # "laboratory-tested samples": the first part counts nothing
            noun, at = None, nxt
            continue
        if nxt.pos_ in NOUN or nxt.lower_ in people():
            noun = nxt
            if nxt.lower_ in people() and nxt.lower_.endswith("s"):
                break
            if nxt.tag_ == "NNS" and not _goes_on(nxt, head):
                break
        at = nxt
    if noun is None or noun.lower_ in _NOT_COUNTED:
        return None
    noun = _after_name(noun)
    following = next_token(noun)
    owner = following is not None and following.text in ("'s", "’s") and noun.tag_ in ("NNP", "NN")
    return None if owner else noun


def _hyphen_inside(token: Token) -> bool:
    """A hyphen between two words without blanks around it."""
    return token.text in ("-", "–") and not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_


def _after_name(noun: Token) -> Token:
    """ "two Ministry of Public Works inspectors": the plural that a name with "of" ends in, else the noun."""
    of = next_token(noun)
    if of is None or of.lower_ != "of" or noun.tag_ != "NNP":
        return noun
    at = of
    for _ in range(6):
        nxt = next_token(at)
        if nxt is None or not (nxt.pos_ == "PROPN" or nxt.lower_ in ("of", "and", "the", "&") or nxt.tag_ == "NNS"):
            break
        if nxt.tag_ == "NNS":
            return nxt if nxt.text.islower() and at.pos_ == "PROPN" else noun
        at = nxt
    return noun


def _goes_on(noun: Token, head: Token | None) -> bool:
    """Whether a plural is itself part of a longer name of what is counted ("sports officials")."""
    nxt = next_token(noun)
    if nxt is None or noun.lower_ in people():
        return False
    if noun.dep_ == "compound":
        return nxt.pos_ == "NOUN" or noun.head.i > noun.i
    return head is not None and head.i > noun.i and nxt.pos_ == "NOUN"


def _ends_run(token: Token, noun: Token | None) -> bool:
    if token.lower_ in ("and", "&") and noun is not None and noun.tag_ in ("NN", "NNP"):
        nxt = next_token(token)
        later = next_token(nxt) if nxt is not None else None
        return not (nxt is not None and nxt.pos_ in NOUN and later is not None and later.tag_ in ("NNS", "NNPS"))
    if token.pos_ in ("ADP", "AUX", "DET", "PRON", "SCONJ", "CCONJ") or token.text in ("'s", "’s"):
        return True
    if token.lower_ in people():
        return (
            noun is not None and noun.tag_ in ("NNS", "NNPS") and noun.ent_type_ != "NORP" and noun.dep_ != "compound"
        )
    if token.pos_ == "PUNCT":
        return token.text not in ("-", "–", "“", '"', "‘")
    if token.pos_ == "VERB" and token.tag_ not in ("VBN", "VBG"):
        return True
    if noun is not None:
        return token.pos_ in ("PART", "VERB", "ADV")
    return token.lower_ in word_set("casualties") or (
        token.pos_ == "NUM" and not any(c.isdecimal() for c in token.text)
    )


def noun_end(noun: Token) -> Token:
    """Where the noun phrase ends: "rounds of ammunition", "shells and missiles"."""
    stop = with_of(noun)
    joint = next_token(stop) if stop is noun else None
    other = next_token(joint) if joint is not None and joint.lower_ in ("and", "or") else None
    plural_pair = other is not None and other.tag_ == "NNS" and noun.tag_ == "NNS" and other.head.i == noun.i
    return other if plural_pair and other is not None else stop


def with_of(noun: Token) -> Token:
    """The noun, or the end of a short "of" phrase after it ("rounds of ammunition")."""
    of = next_token(noun)
    if of is None or of.lower_ != "of":
        return noun
    at, last = of, noun
    for _ in range(4):
        nxt = next_token(at)
        if nxt is None or nxt.pos_ not in ("ADJ", "NOUN", "PROPN", "DET"):
            break
        if nxt.pos_ in NOUN:
            last = nxt
        at = nxt
    return last


def past_owner(first: Token) -> Token | None:
    """The possessive sign of an owner that starts with `first` ("the town's bridges"), or None."""
    at: Token | None = first
    for _ in range(5):
        if at is None or at.text in ("'s", "’s", "'", "’"):
            return at
        if at.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            return None
        at = next_token(at)
    return None


def nominal(first: Token, *, definite: bool) -> Token | None:
    """An adjective or participle that stands for persons ("30 of the 80 wounded")."""
    at: Token | None = first
    for _ in range(3):
        if at is not None and at.pos_ in ("ADJ", "VERB", "NOUN", "PROPN"):
            return at
        at = next_token(at) if at is not None and definite else None
    return None
