"""Readings -> stories: articles about the same event, by the words that they share."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from ..model import Copy, Reading, Story
from .words import split_words, word_set

LEAST = 0.16  # cosine of two articles of one story
COMMON = 200  # articles that may hold a word before it stops proposing pairs


def find_stories(readings: Sequence[Reading], copies: Sequence[Copy]) -> tuple[Story, ...]:
    """Each article in exactly one story, in order of their first articles."""
    vectors = _vectors(readings)
    leader = list(range(len(readings)))

    def lead(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    place = {r.article.id: i for i, r in enumerate(readings)}
    joined = [(place[c.child], place[c.parent]) for c in copies if c.child in place and c.parent in place]
    for i, j in [*joined, *_alike(vectors)]:
        a, b = sorted((lead(i), lead(j)))
        leader[b] = a
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(readings)):
        members[lead(i)].append(i)
    return tuple(_story(n, [readings[i] for i in m]) for n, (_, m) in enumerate(sorted(members.items()), 1))


def _vectors(readings: Sequence[Reading]) -> list[dict[str, float]]:
    stop = word_set("stopwords.txt")
    counts = [Counter(w.key for w in split_words(r.article.text) if w.low not in stop) for r in readings]
    seen = Counter(k for c in counts for k in c)
    vectors = []
    for c in counts:
        row = {k: (1 + math.log(n)) * math.log((len(counts) + 1) / seen[k] + 0.5) for k, n in c.items()}
        size = math.sqrt(math.fsum(x * x for x in row.values())) or 1.0
        vectors.append({k: x / size for k, x in row.items()})
    return vectors


def _alike(vectors: Sequence[dict[str, float]]) -> list[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for i, v in enumerate(vectors):
        for k in v:
            holders[k].append(i)
    likeness: dict[tuple[int, int], float] = defaultdict(float)
    for k in sorted(holders):
        who = holders[k]
        if 1 < len(who) <= COMMON:
            for n, a in enumerate(who):
                for b in who[n + 1 :]:
                    likeness[a, b] += vectors[a][k] * vectors[b][k]
    return [pair for pair, x in sorted(likeness.items()) if round(x, 4) >= LEAST]


def _story(number: int, readings: Sequence[Reading]) -> Story:
    first = readings[0].article
    return Story(f"story{number}", first.title or first.voice, tuple(r.article.id for r in readings))
