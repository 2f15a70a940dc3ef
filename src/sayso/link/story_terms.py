"""What an article is about, as weighted words: all, its opening's, its names, numbers and dates."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .story_profile import Profile, Word, background
from .words import stem

TOP = 8  # names that tell most of an article
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
CALENDAR = frozenset(stem(w) for w in f"{_MONTHS} {_DAYS}".split())

Weights = dict[str, float]
Rarity = Callable[[str], float]


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


def rarity(words: Sequence[str], held: Mapping[str, int], size: int) -> Weights:
    """How telling each word is, of `size` articles and news at large: `held` says how many of them hold it."""
    count, common = background()
    total = count + size + 1
    return {k: math.log(total / (common.get(k, 0) + held.get(k, 0) + 0.5)) for k in words}


def is_name(word: Word) -> bool:
    key, times, capital, _ = word
    return not key[0].isdigit() and capital > 0.6 * times and key not in CALENDAR


def terms_of(profile: Profile, rare: Weights) -> Terms:
    times = {w[0]: w[1] for w in profile.words}
    early = {w[0]: w[3] for w in profile.words}
    numbers = {k: 1 + math.log(n) for k, n in times.items() if k[0].isdigit()}
    named = {w[0] for w in profile.words if is_name(w)}
    words = {
        k: (1 + math.log(n + early[k])) * rare[k] * (1.5 if k in numbers or k in named else 1.0)
        for k, n in times.items()
    }
    names = {k: (1 + math.log(times[k])) * rare[k] for k in times if k in named}
    return Terms(
        words=words,
        opening={k: rare[k] for k in times if early[k]},
        names=names,
        top=dict(sorted(names.items(), key=lambda x: (-x[1], x[0]))[:TOP]),
        numbers=numbers,
        dates={k: 1.0 for k in times if k in CALENDAR or _YEAR.fullmatch(k)},
        present=frozenset(times),
    )
