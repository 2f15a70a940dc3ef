"""The words of one profile as arrays: what does not depend on other articles, so that it is found once for each article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .words import stem

_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
CALENDAR = frozenset(stem(w) for w in f"{_MONTHS} {_DAYS}".split())

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


@lru_cache(maxsize=65536)
def is_date(word: str) -> bool:
    """A month, a weekday or a year."""
    return word in CALENDAR or _YEAR.fullmatch(word) is not None


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry for each word, in the profile's order. `times` grows with the log of how often the word stands there, more in
    the opening; `usual` is how many articles at large hold it."""

    stems: tuple[str, ...]
    times: Floats
    early: Flags
    name: Flags
    number: Flags
    calendar: Flags
    usual: npt.NDArray[np.int64]

    @classmethod
    def of(cls, words: Sequence[tuple[str, int, int, int]], usual: Mapping[str, int]) -> Columns:
        stems = tuple(w[0] for w in words)
        counts = np.array([w[1:] for w in words], dtype=np.int64).reshape(-1, 3)
        times, capital, early = counts[:, 0], counts[:, 1], counts[:, 2]
        number = np.array([w[0].isdigit() for w in stems], dtype=np.bool_)
        calendar = np.array([is_date(w) for w in stems], dtype=np.bool_)
        return cls(
            stems=stems,
            times=(1 + np.log(times + early)).astype(np.float32),
            early=early > 0,
            name=(capital > 0.6 * times) & ~number & ~calendar,
            number=number,
            calendar=calendar,
            usual=np.array([usual.get(w, 0) for w in stems], dtype=np.int64),
        )
