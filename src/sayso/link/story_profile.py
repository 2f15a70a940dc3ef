"""What a story needs to know of an article: its telling words and how they stand, day, places, people, title, gist.

A profile is made from one reading alone and never changes, so that it can be stored beside it; how rare its words are is
looked up when it is compared.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log
from sys import intern
from typing import Any

import numpy as np

from ..model import BlockKind, EntityKind, PlaceRole, Reading
from .copy_text import speaking
from .embed import embed
from .story_columns import Columns
from .words import lines, raw_words, split_words, stem

LONGEST = 8000  # characters read of one article: what an event is stands early
OPENING = 45  # words of the opening that carry something
DULL = 0.15  # share of all articles that hold a word, from which it carries nothing
MOST_WORDS = 320  # different words kept of one article, the most telling first
MOST_NAMES = 24
LONG_WORD = 40  # characters of a stem, from which it is broken text
POSTED = 40  # words by which an article can be found: its most telling ones
LONGEST_TITLE = 300
READ = 70  # words of the opening whose meaning counts
_AFTER_NAMES = frozenset(("jr", "sr", "ii", "iii"))
FIRST_LINE = 400  # characters of the first line whose meaning counts

Word = tuple[str, int, int, int]  # stem, times in the article, times with a capital, 1 where the opening holds it


@dataclass(frozen=True)
class Profile:
    """`published` is a day's ordinal, 0 where unknown; `places` are GeoNames ids of where things happened, `people` the persons
    by how often they are mentioned: stem of the last name, times. `opening` and `headline` are vectors of meaning, one signed
    byte a number, empty where there are no words. Equal readings give equal profiles."""

    words: tuple[Word, ...]
    title: str
    published: int = 0
    places: tuple[int, ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    opening: bytes = b""
    headline: bytes = b""

    @cached_property
    def columns(self) -> Columns:
        """The words as arrays, made when first asked for."""
        return Columns.of(self.words, background()[1])

    @cached_property
    def telling(self) -> tuple[tuple[str, float], ...]:
        """(word, weight) of POSTED words, the most telling first."""
        found = []
        for key, times, capital, early in self.words:
            lift = 1.5 if key[0].isdigit() or capital > 0.6 * times else 1.0
            found.append((key, round((1 + log(times + early)) * usual_rarity(key) * lift, 3)))
        return tuple(sorted(found, key=lambda p: (-p[1], p[0]))[:POSTED])

    def row(self) -> list[Any]:
        """The profile in lists, strings and whole numbers, for JSON."""
        words = [[w[i] for w in self.words] for i in range(4)]
        vectors = [b64encode(v).decode("ascii") for v in (self.opening, self.headline)]
        return [words, self.title, self.published, list(self.places), [list(p) for p in self.people], *vectors]

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Profile:
        """The profile that `row` was made from."""
        words, title, published, places, people, opening, headline = row
        stems = [intern(w) for w in words[0]]  # one string for a word, however many profiles hold it
        return cls(
            words=tuple(zip(stems, *words[1:], strict=True)),
            title=title,
            published=published,
            places=tuple(places),
            people=tuple((name, times) for name, times in people),
            opening=b64decode(opening),
            headline=b64decode(headline),
        )


@cache
def background() -> tuple[int, dict[str, int]]:
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


def usual_rarity(word: str) -> float:
    """How rare a word is in news at large: the log of one over the share of articles that hold it."""
    count, common = background()
    return log((count + 1) / (common.get(word, 0) + 0.5))


def profile_of(reading: Reading) -> Profile:
    text = _text(reading)
    times, capital, early = Counter[str](), Counter[str](), Counter[str]()
    for n, (key, upper) in enumerate(_tokens(text)):
        times[key] += 1
        capital[key] += upper
        early[key] += n < OPENING
    ranked = sorted(times, key=lambda k: (-(1 + log(times[k] + early[k])) * usual_rarity(k), k))
    words = tuple((k, times[k], capital[k], early[k]) for k in sorted(ranked[:MOST_WORDS]))
    first = " ".join(text[:FIRST_LINE].lstrip().partition("\n")[0].split())
    article = reading.article
    return Profile(
        words=words,
        title=_title(reading),
        published=article.published.toordinal() if article.published else 0,
        places=tuple(
            sorted({p.geonames for p in reading.places if p.geonames and p.role is PlaceRole.EVENT})[:MOST_NAMES]
        ),
        people=_people(reading),
        opening=_meaning(" ".join(text[:LONGEST].split()[:READ])),
        headline=_meaning(first),
    )


def _text(reading: Reading) -> str:
    """What speaks in an article, its title first."""
    article = reading.article
    text = "\n".join(s.of(article.text) for s in speaking(reading)[:400])[:LONGEST]
    title = (article.title or "").strip()
    if title and not text.lstrip().startswith(title[:40]):
        text = f"{title[:LONGEST_TITLE]}\n{text}"
    return text


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Words that carry something, by stem, and whether they are written with a capital."""
    return [found for raw in raw_words(text) if (found := _token(raw) if len(raw) <= LONG_WORD else _token_of(raw))]


@lru_cache(maxsize=32768)
def _token(raw: str) -> tuple[str, bool] | None:
    return _token_of(raw)


def _token_of(raw: str) -> tuple[str, bool] | None:
    count, common = background()
    low = raw.lower()
    key = low if low[0].isdigit() else stem(low.replace("-", ""))
    if 1 < len(key) <= LONG_WORD and common.get(key, 0) < DULL * count:
        return key, raw[0].isupper()
    return None


def _meaning(text: str) -> bytes:
    """A vector of a text, one byte a number."""
    if not text:
        return b""
    vector = embed([text])[0]
    scaled = np.round(vector * (127 / max(1e-6, float(np.abs(vector).max()))))
    return bytes(scaled.astype(np.int8).tobytes())


def _people(reading: Reading) -> tuple[tuple[str, int], ...]:
    """Without those whom very many articles mention: they tell one event from another as little as any common word."""
    count, common = background()
    named = Counter[str]()
    for entity in reading.entities:
        if entity.kind is not EntityKind.PERSON:
            continue
        keys = [stem(w.low.replace("-", "")) for w in split_words(entity.name[:200]) if w.low not in _AFTER_NAMES]
        if keys and common.get(keys[-1], 0) < DULL * count:
            named[keys[-1]] += len(entity.mentions)
    return tuple(sorted(named.items(), key=lambda x: (-x[1], x[0]))[:MOST_NAMES])


def _title(reading: Reading) -> str:
    article = reading.article
    headline = next((b.span.of(article.text) for b in reading.blocks if b.kind is BlockKind.HEADLINE), "")
    return " ".join((article.title or headline or article.voice)[: 2 * LONGEST_TITLE].split())[:LONGEST_TITLE]
