"""Words of a query that the ledger does not have -> words that it has and that are spelt nearly so.

Looked for among the words that articles are found by, of which there are far fewer than articles; the work is bounded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, text

from . import schema as t
from .identity import fold
from .query import Query, in_columns

SHORT, LONG = 4, 7  # letters of a word from which one letter, and two, may be wrong
OFFERED = 3  # spellings for one word
MOST = 8  # words of a query that are looked at
LOOKED_AT = 40_000  # words of the ledger
TRIED = 12  # of the nearest words, that are looked up
ARTICLES = 5  # in which the full form of a word is looked for
_WORD = re.compile(r"\w+")
_PIECE = re.compile(r'-\S+|"[^"]*"|\S+')


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that the ledger has nowhere, or not as a `speaker`'s, and those it has that are spelt nearly so, the nearest first."""

    word: str
    speaker: bool
    near: tuple[str, ...]


def unknown_words(c: Connection, query: Query) -> list[Unknown]:
    """Of the words looked for, in their order; excluded ones and beginnings (`ferr*`) are none."""
    found = []
    for words, column in ((query.words, "text"), (query.speaker or "", "source")):
        for word in _asked(words):
            if not _is_there(c, word, column):
                found.append(Unknown(word, column == "source", tuple(_near(c, word, column))))
    return found


def _asked(words: str) -> list[str]:
    pieces = [p for p in _PIECE.findall(words) if not p.startswith("-") and not p.endswith("*") and p != "OR"]
    return list(dict.fromkeys(w for p in pieces for w in _WORD.findall(p)))[:MOST]


def _is_there(c: Connection, word: str, column: str) -> bool:
    query = text("SELECT 1 FROM statement_words WHERE statement_words MATCH :m LIMIT 1")
    return c.execute(query, {"m": in_columns(column, f'"{word}"')}).first() is not None


def _near(c: Connection, word: str, column: str) -> list[str]:
    """The nearest first, of equally near ones those that more articles have."""
    from ..link.words import split_words  # with all of linking behind it: only where it is needed

    plain = fold(word)
    most = 0 if len(plain) < SHORT else 1 if len(plain) < LONG else 2
    if not most or plain.isdecimal():
        return []
    keys = {plain, *(fold(w.key) for w in split_words(plain))}
    ranked = []
    for held, known in _candidates(c, plain, most):
        apart = min(distance(k, fold(known), most) for k in keys)
        if apart <= most:
            ranked.append((apart, -held, known))
    ranked += [(apart, 0, w) for w in _common() if (apart := distance(plain, w, most)) <= most]
    found: dict[str, str] = {}
    for _, _, known in sorted(ranked)[:TRIED]:
        form = known if known in _common() else _full_form(c, known)
        if form and _is_there(c, form, column):
            found.setdefault(fold(form), form)
    # Endings count only now: "arested" is nearer to "arrested" than to "arrest".
    return [found[f] for f in sorted(found, key=lambda f: distance(plain, f, len(plain)))][:OFFERED]


def _candidates(c: Connection, plain: str, most: int) -> Iterable[tuple[int, str]]:
    """Words with the same first letter, or the same next two, about as long."""
    query = (
        "SELECT held, word FROM term WHERE length(word) BETWEEN ? AND ? AND (substr(word, 1, 1) = ? OR substr(word, 2, 2) = ?)"
        " ORDER BY held DESC, word LIMIT ?"
    )
    # The words there are without their endings, which may be three letters.
    rows = c.exec_driver_sql(query, (len(plain) - most - 3, len(plain) + most, plain[0], plain[1:3], LOOKED_AT))
    return ((row[0], row[1]) for row in rows)


@cache
def _common() -> frozenset[str]:
    """Words that are filed under what they mean, not as they are spelt."""
    from ..link.words import lines

    return frozenset(w for line in lines("concepts.txt") for w in line.partition(":")[2].split() if w.isalpha())


def _full_form(c: Connection, key: str) -> str:
    """As most of some articles that have it write it."""
    from ..link.words import split_words

    holders = "SELECT text FROM article WHERE seq IN (SELECT article FROM posting WHERE word = ? LIMIT ?) ORDER BY seq"
    seen: Counter[str] = Counter()
    for (body,) in c.exec_driver_sql(holders, (key, ARTICLES)):
        seen.update(w.raw for w in split_words(body[: t.ROWS]) if w.key == key)
    return max(seen, key=lambda w: (seen[w], w)) if seen else ""


def distance(a: str, b: str, most: int) -> int:
    """Letters left out, put in, changed or exchanged with their neighbour, to make one of the other; `most` + 1 where there are more."""
    if abs(len(a) - len(b)) > most or len(set(a) ^ set(b)) > 2 * most:
        return most + 1
    before: list[int] = []
    above = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        line = [i]
        for j, y in enumerate(b, 1):
            cost = min(above[j] + 1, line[j - 1] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return above[-1]
