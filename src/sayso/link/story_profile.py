"""What a story needs to know of an article: its telling words and how they stand, days, places, people, title.

A profile is made from one reading alone and never changes, so that it can be stored beside it; how rare its words are is
looked up when it is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any

from ..model import BlockKind, EntityKind, PlaceRole, Reading
from .copy_text import speaking
from .words import lines, split_words, stem

LONGEST = 8000  # characters read of one article: what an event is stands early
OPENING = 45  # words of the opening that carry something
DULL = 0.15  # share of all articles that hold a word, from which it carries nothing
MOST_WORDS = 320  # different words kept of one article, the most telling first
MOST_NAMES = 24
LONGEST_TITLE = 300

Word = tuple[str, int, int, int]  # stem, times in the article, times with a capital, 1 where the opening holds it


@dataclass(frozen=True, slots=True)
class Profile:
    """`published` is a day's ordinal, 0 where unknown; `days` are calendar days named (ISO), `places` GeoNames ids of where
    things happened, `people` full names of persons by how often they are mentioned. All sorted, so that equal readings give
    equal profiles."""

    words: tuple[Word, ...]
    title: str
    published: int = 0
    days: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    people: tuple[tuple[str, int], ...] = ()

    def row(self) -> list[Any]:
        """The profile in lists, strings and whole numbers, for JSON."""
        words = [[w[i] for w in self.words] for i in range(4)]
        return [words, self.title, self.published, list(self.days), list(self.places), [list(p) for p in self.people]]

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Profile:
        """The profile that `row` was made from."""
        words, title, published, days, places, people = row
        return cls(
            tuple(zip(*words, strict=True)), title, published, tuple(days), tuple(places), tuple(map(tuple, people))
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
    times, capital, early = Counter[str](), Counter[str](), Counter[str]()
    for n, (key, upper) in enumerate(_tokens(reading)):
        times[key] += 1
        capital[key] += upper
        early[key] += n < OPENING
    ranked = sorted(times, key=lambda k: (-(1 + log(times[k] + early[k])) * usual_rarity(k), k))
    words = tuple((k, times[k], capital[k], early[k]) for k in sorted(ranked[:MOST_WORDS]))
    article = reading.article
    return Profile(
        words=words,
        title=_title(reading),
        published=article.published.toordinal() if article.published else 0,
        days=tuple(sorted({t.value for t in reading.times if t.value and t.kind == "DATE" and t.anchored}))[
            :MOST_NAMES
        ],
        places=tuple(sorted({p.geonames for p in reading.places if p.geonames and p.role is PlaceRole.EVENT}))[
            :MOST_NAMES
        ],
        people=_people(reading),
    )


def _tokens(reading: Reading) -> list[tuple[str, bool]]:
    """Words that carry something, by stem, and whether they are written with a capital."""
    article = reading.article
    text = "\n".join(s.of(article.text) for s in speaking(reading)[:400])[:LONGEST]
    title = (article.title or "").strip()
    if title and not text.lstrip().startswith(title[:40]):
        text = f"{title[:300]}\n{text}"
    count, common = background()
    found = []
    for w in split_words(text):
        key = w.low if w.low[0].isdigit() else stem(w.low.replace("-", ""))
        if len(key) > 1 and len(key) <= 40 and common.get(key, 0) < DULL * count:
            found.append((key, w.raw[0].isupper()))
    return found


def _people(reading: Reading) -> tuple[tuple[str, int], ...]:
    named = Counter[str]()
    for entity in reading.entities:
        if entity.kind is EntityKind.PERSON:
            named[" ".join(entity.name.lower().split())[:60]] += len(entity.mentions)
    return tuple(sorted(named.items(), key=lambda x: (-x[1], x[0]))[:MOST_NAMES])


def _title(reading: Reading) -> str:
    article = reading.article
    headline = next((b.span.of(article.text) for b in reading.blocks if b.kind is BlockKind.HEADLINE), "")
    return " ".join((article.title or headline or article.voice)[: 2 * LONGEST_TITLE].split())[:LONGEST_TITLE]
