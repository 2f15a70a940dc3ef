"""Statements -> which of them give one utterance: words in a row that nobody says, or writes, twice by chance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Mode, Statement
from .words import split_words

RUN = 6  # words in a row that make two quotations one
LONG = 8  # and where they need not be about one thing
COPIED = 12  # and any two statements, quoted or not
SHORTEST = 3  # words of a quotation that stands whole in another
MOST = 400  # words of a quotation that are looked at
_QUOTED = re.compile(r"[“\"‘]([^“”\"]{8,2000}?)(?:[”\"]|['’](?!\w)|$)")


def same_utterances(statements: Sequence[Statement], *, anywhere: bool = False) -> list[tuple[str, str]]:
    """Pairs of ids of statements of different articles that quote, or copy, the same words.

    `anywhere`: the statements are not of one claim, so that only longer runs tell.
    """
    pairs = dict.fromkeys(_copied(statements))
    run = LONG if anywhere else RUN
    quotes = [(s, words) for s in statements for words in _quotes(s)]
    first: dict[tuple[str, ...], Statement] = {}
    whole: dict[tuple[str, ...], dict[str, Statement]] = {}
    for s, words in quotes:
        if SHORTEST <= len(words) < run and not anywhere:
            whole.setdefault(tuple(words), {}).setdefault(s.article, s)
    for s, words in quotes:
        for at in range(len(words) - run + 1):
            host = first.setdefault(tuple(words[at : at + run]), s)
            if host.article != s.article:
                pairs[host.id, s.id] = None
        for size in range(SHORTEST, run if whole else 0):
            for at in range(len(words) - size + 1):
                for other in whole.get(tuple(words[at : at + size]), {}).values():
                    if other.article != s.article:
                        pairs[s.id, other.id] = None
    return list(pairs)


def _copied(statements: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    first: dict[tuple[str, ...], Statement] = {}
    for s in statements:
        words = [w.low for w in split_words(s.text[:20_000])[:MOST]]
        for at in range(len(words) - COPIED + 1):
            host = first.setdefault(tuple(words[at : at + COPIED]), s)
            if host.article != s.article:
                yield host.id, s.id


def _quotes(s: Statement) -> Iterator[list[str]]:
    """Words of each quotation in `s`; a name or a slogan ("In Unity We Stand") is none."""
    text = s.text[:20_000]
    found = _QUOTED.findall(text) if s.mode in (Mode.MIXED, Mode.NARRATION) else []
    if s.mode is Mode.DIRECT:  # what a speaker quotes in his turn is not his own: "it was no ‘war of choice’"
        found = _QUOTED.sub("\n", text).split("\n")
    for quote in found:
        words = split_words(quote)[:MOST]
        small = sum(w.raw[0].islower() for w in words)
        if 2 * small > len(words) and len(words) >= SHORTEST:
            yield [w.low for w in words]
