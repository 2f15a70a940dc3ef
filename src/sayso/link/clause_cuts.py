"""Spans of a statement -> its clauses: pieces that each say something, as far as words alone can tell.

A sentence is cut at the words that begin a clause. A piece without a verb is no clause: a name before an apposition or a
reduced relative goes with what follows, the rest of a list with what went before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..model import Span
from .words import Word, number_of, split_words, word_set

LEAST = 3  # words with content that a piece of its own has
LEAST_WITH_VERB = 2  # the same where it has a verb: "no injuries were reported"
LONGEST = 4000  # characters of one span that are cut; what follows is left out
SUBJECT = 8  # words that a subject has at most

_CUT = re.compile(
    r"[,;–—]\s+(?=(?:and|but|while|which|who|whom|where|after|when|as|because|although|though|since)\b)"
    r"|;\s+|\s+[–—-]+\s+|(?<=[a-z])[.!?]\s+(?=[A-Z])"
    r"|,\s+(?!(?:including|according|regarding)\b)(?=[a-z]+(?:ing|ed)\b)"
    r"|,?\s+(?=(?:while|but|because|although|when|after),?\s+\w)"
    r"|\s+(?=and\s+(?:was|were|is|are|has|had|have|will|would|then|also|said|he|she|it|they|[a-z]+(?:ed|ing)|forced|took|made|left)\b)"
    r"|\s+(?=and\s+(?:at\s+least\s+|about\s+|some\s+|more\s+than\s+|another\s+)?\d)"
)
_LEADS = re.compile(
    r"(?:after|when|while|as|because|although|though|if|since|before|once|following|despite)\s", re.IGNORECASE
)
_MAIN = re.compile(
    r",\s+(?=(?:he|she|it|they|we|i|you|the|a|an|his|her|their|its|police|officers|officials)\s)", re.IGNORECASE
)
_TITLE = re.compile(
    r"(?:^|[\s(“\"'])(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Cmdr|Adm|Det|Rev|Hon|Prof|St|Pres|Supt|Insp|vs|No|Jr|Sr)\.\s+$"
)
_NO_VERB = frozenset(
    [
        "hundred",
        "indeed",
        "united",
        "naked",
        "sacred",
        "hatred",
        "kindred",
        "allied",
        "weed",
        "seed",
        "speed",
        "need",
        "breed",
    ]
)
_SHORT = re.compile(
    r"\b(?:it|he|she|that|there|who|what|we|they|you|i)[’'](?:s|re|ve|ll|d|m)\b|n[’']t\b", re.IGNORECASE
)
_JOINS = frozenset(["and", "or", "nor", "but", "then", "also", "later", "as", "well"])


@dataclass(frozen=True, slots=True)
class Clause:
    """`span` in the article; `shown` its words; `subject` the words that stand for a subject that it lacks, or nothing."""

    span: Span
    shown: str
    literal: bool  # `shown` is the article's words in `span`; else spans that lie apart, joined
    subject: str = ""


def clauses_of(text: str, spans: Sequence[Span]) -> list[Clause]:
    """The clauses of a statement's spans, at least one."""
    pieces = [piece for span in spans for piece in _cut(text, span)]
    if not pieces:
        return []
    groups = _grouped([_Piece.of(p, text) for p in pieces])
    found: list[Clause] = []
    subject = ""
    for group in groups:
        shown = " ".join(p.shown for p in group) if _apart(group) else text[group[0].span.start : group[-1].span.end]
        whole = Span(group[0].span.start, group[-1].span.end)
        words = split_words(shown)
        own = _subject(shown, words)
        found.append(Clause(whole, shown, not _apart(group), subject if own is None else ""))
        subject = own if own else subject
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    shown: str
    outer: Span  # the statement's span that it lies in
    verb: bool
    content: int
    joins: bool

    @staticmethod
    def of(piece: tuple[Span, Span], text: str) -> _Piece:
        span, outer = piece
        shown = span.of(text)
        words = split_words(shown)
        return _Piece(
            span,
            shown,
            outer,
            has_verb(shown, words),
            content(words),
            bool(words) and words[0].low in ("and", "or", "nor"),
        )


def _apart(group: Sequence[_Piece]) -> bool:
    return any(p.outer != group[0].outer for p in group)


def _cut(text: str, span: Span) -> list[tuple[Span, Span]]:
    body = text[span.start : span.end][:LONGEST]
    ends = sorted({m.end() for m in _CUT.finditer(body) if not _TITLE.search(body[max(0, m.end() - 12) : m.end()])})
    edges = [0, *ends, len(body)]
    found = []
    for start, end in [x for pair in pairwise(edges) for x in _led(body, *pair)]:
        t = Span(span.start + start, span.start + end).trimmed(text, " \t\r\n\u00a0,;–—-")
        if t.end > t.start:
            found.append((t, span))
    return found


def _led(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """A piece that opens with a subordinate clause, cut where its main clause begins."""
    lead = _LEADS.match(body, start, end)
    main = _MAIN.search(body, lead.end(), end) if lead else None
    if main is None:
        return [(start, end)]
    return [(start, main.end()), (main.end(), end)]


def _grouped(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces that say too little joined to the next, where they lead it, or to the one before."""
    groups: list[list[_Piece]] = []
    waiting: list[_Piece] = []
    for p in pieces:
        stands = p.content >= (LEAST_WITH_VERB if p.verb else LEAST) and p.verb
        if stands:
            groups.append([*waiting, p])
            waiting = []
        elif groups and (p.joins or p.outer == groups[-1][-1].outer):
            groups[-1].append(p)
        else:
            waiting.append(p)
    if waiting:
        groups.append(waiting)
    return groups


def has_verb(shown: str, words: Sequence[Word]) -> bool:
    """Whether a word looks like a verb of the piece's own: by a list, by "-ed" or, first in the piece, by "-ing"."""
    verbs = word_set("finite_verbs.txt")
    if _SHORT.search(shown):
        return True
    lead = next((n for n, w in enumerate(words) if w.low not in _JOINS), 0)
    for n, w in enumerate(words):
        if w.low in verbs or (w.low.endswith("ed") and len(w.low) > 4 and w.low not in _NO_VERB and "-" not in w.low):
            return True
        if n == lead and w.low.endswith("ing") and len(w.low) > 5:
            return True
    return False


def content(words: Sequence[Word]) -> int:
    """How many words with content; a number counts twice ("injuring 80" says something)."""
    stop = word_set("stopwords.txt")
    return sum(1 + (number_of(w.low) is not None and w.low[0].isdigit()) for w in words if w.low not in stop)


def _subject(shown: str, words: Sequence[Word]) -> str | None:
    """The words before the first verb; None where the clause begins with its verb, "" where they are no subject."""
    verbs = word_set("finite_verbs.txt")
    lead = next((n for n, w in enumerate(words) if w.low not in _JOINS), None)
    if lead is None:
        return ""
    for n, w in enumerate(words[lead:], lead):
        verbal = w.low in verbs or (w.low.endswith("ed") and len(w.low) > 4 and w.low not in _NO_VERB)
        if verbal or (n == lead and w.low.endswith("ing") and len(w.low) > 5 and not w.raw[0].isupper()):
            if n == lead:
                return None if not w.raw[0].isupper() else ""
            head = shown[words[lead].start : words[n - 1].end]
            plain = n - lead <= SUBJECT and words[lead].low not in word_set("no_subjects.txt")
            return head.split(",")[0].strip() if plain else ""
    return ""
