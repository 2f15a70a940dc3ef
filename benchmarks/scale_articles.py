"""An endless stream of articles as news comes, for measuring what a ledger costs.

Words follow Zipf's law; a story has its own words, people and places, lives for some days, and draws articles as large stories do
(the more it has, the more it gets); articles copy one another in whole and in part; outlets put boilerplate under their
articles; statements have sources, articles have days. Everything is made up, and the same for the same seed.
"""

from __future__ import annotations

import json
import random
from bisect import bisect
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

A_DAY = 91  # articles: a hundred thousand are three years
START = date(2024, 1, 1)
WINDOW = 600  # articles, of which one that is drawn says which story goes on
NEW_STORY, COPY, CREDITED, FOOT, QUOTED = 0.5, 0.12, 0.5, 0.4, 0.25
OUTLETS, PEOPLE, PLACES, WORDS = 240, 4_000, 900, 20_000
_SMALL = [
    "the", "of", "and", "to", "in", "a", "on", "for", "that", "with", "was", "by", "as", "at", "from", "it",
    "an", "is", "were", "he", "has", "had", "be", "which", "their", "after", "who", "been", "are", "his", "she",
    "they", "its", "but", "not", "have", "will", "this", "when", "more", "also", "would", "about", "two", "over",
    "before", "first", "into", "new", "where", "during", "than", "out",
]  # fmt: skip
_CUES = ("said", "told reporters", "announced", "warned", "denied", "claimed", "believes")
_VOCABULARY = Path(__file__).parent.parent / "src" / "sayso" / "read" / "weights" / "tokenizer.json"


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """English words, common ones first, and their weights by Zipf's law, added up."""
    known = json.loads(_VOCABULARY.read_text(encoding="utf-8"))["model"]["vocab"]
    words = tuple(w for w in known if w.isascii() and w.isalpha() and w.islower() and len(w) > 3)[:WORDS]
    return words, tuple(accumulate(1 / (n + 8) for n in range(len(words))))


def _zipf(rng: random.Random, number: int) -> int:
    """A number below `number`; small ones far more often."""
    return min(number - 1, int(number ** rng.random()) - 1)


@cache
def person(n: int) -> str:
    return f"{_name(n % 61, 'aeiou')} {_name(n, 'aeo')}"


@cache
def place(n: int) -> str:
    return _name(n + 7, "aoui") + ("burg", "stad", "ville", "port", "mouth")[n % 5]


def _name(n: int, vowels: str) -> str:
    first, second, third = "BDFGHKLMNPRSTV", "lmnrstk", ("d", "rk", "sh", "n", "vic", "tz", "m")
    a, n = first[n % 14], n // 14
    b, n = second[n % 7], n // 7
    return f"{a}{vowels[n % len(vowels)]}{b}{vowels[(n // 3) % len(vowels)]}{third[n % 7]}{'e' * (n // 7 % 2)}{'l' * (n // 14 % 3 % 2)}"


@dataclass(slots=True)
class StoryLine:
    """What a story is about: words, people and places by number; its latest articles, as lines."""

    words: tuple[str, ...]
    people: tuple[int, ...]
    places: tuple[int, ...]
    told: deque[tuple[str, tuple[str, ...]]] = field(default_factory=lambda: deque(maxlen=6))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to be: who says it (a person's number, None: the article), how, and whether in quotation marks."""

    words: str
    who: int | None = None
    cue: str = "said"
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """An article before it is written down. `credit` is the outlet that it names as its source."""

    n: int
    outlet: str
    day: date
    headline: str
    lines: tuple[Line, ...]
    people: tuple[int, ...]
    places: tuple[int, ...]
    credit: str = ""
    foot: str = ""


def stream(seed: int = 1) -> Iterator[Plan]:
    """Plans for articles 0, 1, 2, ..."""
    rng = random.Random(seed)
    recent: deque[StoryLine] = deque(maxlen=WINDOW)
    feet = [" ".join(_sentence(rng, ())) for _ in range(OUTLETS)]
    n = 0
    while True:
        new = not recent or rng.random() < NEW_STORY
        story = _begin(rng) if new else rng.choice(recent)
        recent.append(story)
        yield _plan(rng, n, story, feet)
        n += 1


def _begin(rng: random.Random) -> StoryLine:
    words, _ = vocabulary()
    return StoryLine(
        words=tuple(words[rng.randrange(300, len(words))] for _ in range(70)),
        people=tuple(_zipf(rng, PEOPLE) for _ in range(rng.randint(2, 6))),
        places=tuple(_zipf(rng, PLACES) for _ in range(rng.randint(1, 3))),
    )


def _plan(rng: random.Random, n: int, story: StoryLine, feet: Sequence[str]) -> Plan:
    outlet = _zipf(rng, OUTLETS)
    lines = [_line(rng, story) for _ in range(rng.randint(9, 26))]
    credit = ""
    if story.told and rng.random() < COPY:
        parent, copied = rng.choice(story.told)
        some = copied[: rng.randint(3, len(copied))]
        lines = [*(Line(words) for words in some), *lines[: rng.randint(0, 6)]]
        credit = parent if rng.random() < CREDITED else ""
    name = f"The {place(outlet)} Post" if outlet % 3 else f"{place(outlet)} News Agency"
    story.told.append((name, tuple(line.words for line in lines)))
    return Plan(
        n=n,
        outlet=name,
        day=START + timedelta(n // A_DAY),
        headline=" ".join(_sentence(rng, story.words, 5, 10)).capitalize(),
        lines=tuple(lines),
        people=story.people,
        places=story.places,
        credit="" if credit == name else credit,
        foot=feet[outlet] if rng.random() < FOOT else "",
    )


def _line(rng: random.Random, story: StoryLine) -> Line:
    words = " ".join(_sentence(rng, story.words))
    if rng.random() < 0.4:
        words += f" in {place(rng.choice(story.places))}"
    if rng.random() < 0.25:
        words = f"{rng.randint(2, 900)} {words}"
    if rng.random() < 0.55:
        return Line(words, rng.choice(story.people), rng.choice(_CUES), rng.random() < QUOTED)
    return Line(words)


def _sentence(rng: random.Random, own: Sequence[str], least: int = 9, most: int = 24) -> list[str]:
    words, weights = vocabulary()
    out = []
    for _ in range(rng.randint(least, most)):
        drawn = rng.random()
        if drawn < 0.42:
            out.append(_SMALL[_zipf(rng, len(_SMALL))])
        elif drawn < 0.72 and own:
            out.append(own[_zipf(rng, len(own))])
        else:
            out.append(words[bisect(weights, rng.random() * weights[-1])])
    return out
