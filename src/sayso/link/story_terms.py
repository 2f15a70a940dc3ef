"""The words of several profiles side by side: which are names, numbers and dates, how rare and how heavy they are."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .story_profile import Profile, background
from .words import stem

LIFT = 1.5  # how much more a name or number tells than another word as rare
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
CALENDAR = frozenset(stem(w) for w in f"{_MONTHS} {_DAYS}".split())

_Floats = npt.NDArray[np.float32]
_Flags = npt.NDArray[np.bool_]
_Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Entries:
    """One entry for each word of each profile: arrays of one length, but for `share`, which has one number a column.

    `times` grows with the log of how often the word stands there, more in the opening; `rare` is the log of one over the share
    of articles that hold it; `weight` is both, more for names and numbers.
    """

    row: _Places
    column: _Places
    width: int  # number of columns
    times: _Floats
    rare: _Floats
    weight: _Floats
    early: _Flags
    name: _Flags
    number: _Flags
    calendar: _Flags
    share: _Floats


def rarity(words: Sequence[str], held: Mapping[str, int], size: int) -> dict[str, float]:
    """How telling each word is, of `size` articles and news at large: `held` says how many of them hold it."""
    count, common = background()
    total = count + size + 1
    return {k: math.log(total / (common.get(k, 0) + held.get(k, 0) + 0.5)) for k in words}


@lru_cache(maxsize=65536)
def is_date(word: str) -> bool:
    """A month, a weekday or a year."""
    return word in CALENDAR or _YEAR.fullmatch(word) is not None


def entries(profiles: Sequence[Profile], held: Mapping[str, int], size: int) -> Entries:
    words = sorted({w[0] for p in profiles for w in p.words})
    at = {w: n for n, w in enumerate(words)}
    rare = np.array(list(rarity(words, held, size).values()), dtype=np.float32)
    numeric = np.array([w[0].isdigit() for w in words], dtype=np.bool_)
    dated = np.array([is_date(w) for w in words], dtype=np.bool_)
    rows = np.repeat(np.arange(len(profiles)), [len(p.words) for p in profiles])
    columns = np.array([at[w[0]] for p in profiles for w in p.words], dtype=np.intp)
    counts = np.array([n for p in profiles for w in p.words for n in w[1:]], dtype=np.int64).reshape(-1, 3)
    times, capital, early = counts[:, 0], counts[:, 1], counts[:, 2]
    number = numeric[columns]
    name = (capital > 0.6 * times) & ~number & ~dated[columns]
    grown = (1 + np.log(times + early)).astype(np.float32)
    weight = grown * rare[columns] * np.where(name | number, np.float32(LIFT), np.float32(1))
    return Entries(
        row=rows,
        column=columns,
        width=max(1, len(words)),
        times=grown,
        rare=rare[columns],
        weight=weight,
        early=early > 0,
        name=name,
        number=number,
        calendar=dated[columns],
        share=np.exp(-rare) if len(words) else np.ones(1, dtype=np.float32),
    )
