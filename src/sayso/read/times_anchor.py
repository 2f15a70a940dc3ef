"""What an expression of time is counted from, and in which direction: the publication day and the tense."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ..model import BlockKind
from .draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

# Parts of an article that may give its day of publication although they may not speak.
STAMPS = frozenset({BlockKind.DATELINE, BlockKind.BYLINE})
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
PLANNED = frozenset(("schedule", "set", "expect", "due", "plan", "slate", "book", "bind"))
# What follows these as an infinitive came about: its time is theirs.
DONE = frozenset(
    (
        "force",
        "manage",
        "fail",
        "begin",
        "start",
        "have",
        "use",
        "continue",
        "cause",
        "get",
        "help",
        "allow",
        "lead",
        "prompt",
    )
)
STARTS = frozenset(
    (
        *("begin", "start", "open", "face", "meet", "vote", "go", "arrive", "leave", "kick", "come", "return", "end"),
        *("reopen", "resume", "expire", "continue", "close", "travel", "visit", "head", "fly", "convene", "debut"),
    )
)
# "The hearing is Monday", "On Monday they are to meet": what stands right before such a day.
BESIDE = re.compile(r"(?:\b(?:is|are|on|for|at)|[,;])[ \n]+$|^[ \n]*$")
AHEAD = re.compile(
    r"\b(?:ahead of|until|upcoming|scheduled|slated|set|due|planned|starting|beginning)"
    r"(?: (?:for|in|on|by|from))? (?:the )?$"
)


class Tense(StrEnum):
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Publication:
    """`hour` is the clock of publication where a stamp gives it; `note` says where the day comes from, if not from the
    metadata."""

    day: date | None
    hour: int | None = None
    note: str = ""


class Tenses:
    """The tense that governs an offset of the text. Without a parse it is always unknown."""

    def __init__(self, draft: Draft) -> None:
        self.text = draft.text
        self.doc = draft.doc
        self.offsets = [t.idx for t in draft.doc] if draft.doc is not None else []

    def word(self, offset: int) -> Word | None:
        at = bisect_right(self.offsets, offset) - 1
        return self.doc[at] if at >= 0 else None

    def at(self, start: int) -> Tense:
        before = self.text[max(0, start - 24) : start].lower()
        if AHEAD.search(before):
            return Tense.FUTURE
        word = self.word(start)
        if word is None:
            return Tense.UNKNOWN
        tense, verb = _governing(word)
        if tense is Tense.PRESENT and _set_down(verb) and BESIDE.search(before):
            return Tense.FUTURE
        return Tense.FUTURE if tense is not Tense.PAST and before.endswith(" by ") else tense


def _governing(word: Word) -> tuple[Tense, Word]:
    """The tense that a word stands in, and the last verb that was asked for it."""
    for _ in range(12):
        if word.pos_ in ("VERB", "AUX"):
            tense = _of_verb(word)
            if tense is not None:
                return tense, word
        if word.head.i == word.i:
            break
        word = word.head
    return Tense.UNKNOWN, word


def _set_down(verb: Word) -> bool:
    """Verbs whose present tense beside a day tells what is to come: "is Monday", "takes place on Monday"."""
    place = verb.lemma_ == "take" and any(c.lower_ == "place" for c in verb.children)
    return place or (verb.lemma_ == "be" and verb.i > 0)


def _of_verb(verb: Word) -> Tense | None:
    """None where the verb carries no tense of its own and what governs it must be asked."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    lemmas = {c.lemma_.lower() for c in helpers} | {c.lower_ for c in helpers}
    if lemmas & {"will", "shall", "'ll", "’ll", "wo"}:
        return Tense.FUTURE
    planned = verb.lemma_.lower() in PLANNED
    if verb.tag_ == "VBN" and planned:
        return Tense.FUTURE
    if lemmas & {"have", "had"} and "would" not in lemmas and "to" not in lemmas:
        return Tense.PAST
    if verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in helpers):
        return Tense.PAST
    if "to" in lemmas:
        return None if verb.head.lemma_.lower() in DONE else Tense.FUTURE
    if "could" in lemmas and any(c.dep_ == "neg" for c in verb.children):
        return Tense.PAST  # "could not be reached on Monday"
    if lemmas & {"would", "could", "should", "may", "might", "can", "must"}:
        return Tense.FUTURE
    if verb.tag_ == "VBG":
        return Tense.FUTURE if helpers else None
    if verb.tag_ == "VBN":
        return Tense.PAST
    if verb.tag_ in ("VBZ", "VBP"):
        return Tense.FUTURE if verb.lemma_.lower() in STARTS else Tense.PRESENT
    return None
