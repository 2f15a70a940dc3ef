"""Who does what to whom in two tellings: the same deed with the parts exchanged is another claim."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..model import Frame, Reading, Statement
from .claims import Scored
from .pairs import Field
from .words import Word, split_words, word_set

MOST = 60  # predicates of one statement that are looked at
NEAR = 0.4  # share of the telling words of two sentences that both have, from which their parts are compared
LONGEST = 6  # words of a name
_MUTUAL = frozenset(
    [
        "meet",
        "met",
        "marry",
        "face",
        "fac",
        "join",
        "play",
        "date",
        "resemble",
        "equal",
        "match",
        "tie",
        "draw",
        "divorce",
    ]
)
_BOTH_WAYS = frozenset(["in", "at", "on", "by", "as", "with", "during", "after", "before", "attribute"])


@dataclass(frozen=True, slots=True)
class Deed:
    """A predicate and the words that stand for each part in it, as the linker compares them."""

    verb: str
    parts: tuple[tuple[str, frozenset[str]], ...]


def keep_roles_apart(readings: Sequence[Reading], field: Field, scored: Scored) -> Scored:
    """`scored`, where no two clauses of sentences that tell one deed with the parts exchanged have a chance of saying the same."""
    by_id = {r.article.id: r for r in readings}
    deeds = [deeds_of(s, by_id[s.article]) for s in field.statements]
    apart: dict[tuple[int, int], bool] = {}
    changed = []
    for n, (i, j) in enumerate(scored.pairs):
        s, t = field.units[i].statement, field.units[j].statement
        key = (s, t) if s < t else (t, s)
        if key not in apart:
            apart[key] = _are_near(field, s, t) and (
                are_exchanged(deeds[s], deeds[t])
                or in_each_others_place(field.sentence_words[s], field.sentence_words[t])
            )
        if apart[key]:
            changed.append(n)
    if not changed:
        return scored
    chances, topic = scored.chances.copy(), scored.topic.copy()
    chances[np.array(changed)] = topic[np.array(changed)] = 0.0
    return replace(scored, chances=chances, topic=topic)


def _are_near(field: Field, s: int, t: int) -> bool:
    """Whether two sentences share most of their telling words."""
    x, y = field.sentence_terms[s], field.sentence_terms[t]
    return len(x & y) >= NEAR * len(x | y)


def deeds_of(statement: Statement, reading: Reading) -> tuple[Deed, ...]:
    """The predicates of the sentence of a statement that have two parts or more."""
    extent, text = statement.extent, reading.article.text
    first = bisect_left(reading.frames, extent.start, key=lambda f: f.span.start)
    found = []
    for f in reading.frames[first : first + MOST]:
        if f.span.start >= extent.end:
            break
        deed = _deed(f, text)
        if len(deed.parts) > 1 and not _MUTUAL & {deed.verb}:
            found.append(deed)
    return tuple(found)


def in_each_others_place(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether two sentences are the same but for two names, each in the place of the other ("Roe hired Dunn", "Dunn hired Roe")."""
    x, y = [w.low for w in a], [w.low for w in b]
    if len(x) != len(y) or x == y or sorted(x) != sorted(y):
        return False
    first = next(n for n, (p, q) in enumerate(zip(x, y, strict=True)) if p != q)
    last = next(n for n in range(len(x) - 1, -1, -1) if x[n] != y[n]) + 1
    left, right, words = x[first:last], y[first:last], a[first:last]
    for m in range(1, min(LONGEST, len(left) - 1) + 1):
        for n in range(1, min(LONGEST, len(left) - m) + 1):
            between = words[m : len(words) - n]
            same = (
                left[:m] == right[-m:]
                and left[-n:] == right[:n]
                and left[m : len(left) - n] == right[n : len(right) - m]
            )
            if (
                same
                and _is_deed(between)
                and all(any(w.raw[0].isupper() for w in part) for part in (words[:m], words[-n:]))
            ):
                return True
    return False


def _is_deed(between: Sequence[Word]) -> bool:
    stop = word_set("stopwords.txt")
    return any(w.low not in stop and w.key not in _MUTUAL and w.raw.islower() for w in between)


def _deed(frame: Frame, text: str) -> Deed:
    stop = word_set("stopwords.txt")
    parts = (
        (r.name, frozenset(w.key for w in split_words(r.span.of(text)) if w.low not in stop))
        for r in frame.roles
        if r.name not in _BOTH_WAYS
    )
    return Deed(frame.verb, tuple((name, keys) for name, keys in parts if keys))


def are_exchanged(mine: Sequence[Deed], theirs: Sequence[Deed]) -> bool:
    """Whether one deed is told by both, with two of its parts exchanged, and nowhere with the parts as they are."""
    swapped = False
    for a in mine:
        for b in theirs:
            if a.verb == b.verb:
                if _as_they_are(dict(a.parts), dict(b.parts)):
                    return False
                swapped = swapped or _swapped(dict(a.parts), dict(b.parts))
    return swapped


def _swapped(x: Mapping[str, frozenset[str]], y: Mapping[str, frozenset[str]]) -> bool:
    shared = [name for name in x if name in y]
    return any(
        x[p] & y[q] and x[q] & y[p] and not x[p] & y[p] and not x[q] & y[q]
        for n, p in enumerate(shared)
        for q in shared[n + 1 :]
    )


def _as_they_are(x: Mapping[str, frozenset[str]], y: Mapping[str, frozenset[str]]) -> bool:
    return sum(bool(keys & y.get(name, frozenset())) for name, keys in x.items()) > 1
