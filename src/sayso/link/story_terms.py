"""What an article is about, as weighted words: all, its opening's, its names, numbers and dates."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..model import Reading
from .copy_text import speaking
from .words import lines, split_words, stem

LONGEST = 8000  # characters read of one article: what an event is stands early
OPENING = 45  # words of the opening that carry something
DULL = 0.15  # share of all articles that hold a word, from which it carries nothing
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_CALENDAR = frozenset(stem(w) for w in f"{_MONTHS} {_DAYS}".split())

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Terms:
    """Words of one article -> weight. `top` are its most telling names; `present` every word that it holds."""

    words: Weights
    opening: Weights
    names: Weights
    top: Weights
    numbers: Weights
    dates: Weights
    present: frozenset[str]


@cache
def _background() -> tuple[int, dict[str, int]]:
    """Number of articles counted, and in how many of them each word occurs."""
    found: dict[str, int] = {}
    count = 1
    for line in lines("news_words.txt"):
        number, _, words = line.partition(": ")
        if number == "articles":
            count = int(words)
        else:
            found |= dict.fromkeys(words.split(), int(number))
    return count, found


def terms_of(readings: Sequence[Reading]) -> list[Terms]:
    """The terms of each reading; how rare a word is counts over these readings and over news at large."""
    tokens = [_tokens(r) for r in readings]
    count, common = _background()
    held = Counter(k for row in tokens for k in {key for key, _ in row})
    total = count + len(tokens) + 1
    rarity = {k: math.log(total / (common.get(k, 0) + n + 0.5)) for k, n in held.items()}
    return [_terms(row, rarity) for row in tokens]


def _tokens(reading: Reading) -> list[tuple[str, bool]]:
    """Words that carry something, by stem, and whether they are written with a capital."""
    article = reading.article
    text = "\n".join(s.of(article.text) for s in speaking(reading)[:400])[:LONGEST]
    title = (article.title or "").strip()
    if title and not text.lstrip().startswith(title[:40]):
        text = f"{title[:300]}\n{text}"
    count, common = _background()
    found = []
    for w in split_words(text):
        key = w.low if w.low[0].isdigit() else stem(w.low.replace("-", ""))
        if len(key) > 1 and len(key) <= 40 and common.get(key, 0) < DULL * count:
            found.append((key, w.raw[0].isupper()))
    return found


def _terms(row: Sequence[tuple[str, bool]], rarity: Weights) -> Terms:
    times, capital, early = Counter[str](), Counter[str](), Counter[str]()
    for n, (key, upper) in enumerate(row):
        times[key] += 1
        capital[key] += upper
        early[key] += n < OPENING
    numbers = {k: 1 + math.log(n) for k, n in times.items() if k[0].isdigit()}
    spoken = {k for k in times if k not in numbers}
    named = {k for k in spoken if capital[k] > 0.6 * times[k] and k not in _CALENDAR}
    words = {}
    for k, n in times.items():
        shown = n + early[k]
        words[k] = (1 + math.log(shown)) * rarity[k] * (1.5 if k in numbers or k in named else 1.0)
    names = {k: (1 + math.log(times[k])) * rarity[k] for k in times if k in named}
    top = dict(sorted(names.items(), key=lambda x: (-x[1], x[0]))[:8])
    return Terms(
        words=words,
        opening={k: rarity[k] for k in times if early[k]},
        names=names,
        top=top,
        numbers=numbers,
        dates={k: 1.0 for k in times if k in _CALENDAR or _YEAR.fullmatch(k)},
        present=frozenset(times),
    )
