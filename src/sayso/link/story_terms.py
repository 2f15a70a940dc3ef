"""The words of several profiles side by side: which are names, numbers and dates, how rare and how heavy they are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from .story_columns import Flags, Floats
from .story_profile import Profile, background

LIFT = 1.5  # how much more a name or number tells than another word as rare

_Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Entries:
    """One entry for each word of each profile: arrays of one length, but for `share`, which has one number a column.

    `times` grows with the log of how often the word stands there, more in the opening; `rare` is the log of one over the share
    of articles that hold it; `weight` is both, more for names and numbers.
    """

    row: _Places
    column: _Places
    words: Mapping[str, int]  # the column of each word
    times: Floats
    rare: Floats
    weight: Floats
    early: Flags
    name: Flags
    number: Flags
    calendar: Flags
    share: Floats

    @property
    def width(self) -> int:
        """Number of columns; at least one."""
        return max(1, len(self.words))


def rarity(words: Sequence[str], held: Mapping[str, int], size: int) -> dict[str, float]:
    """How telling each word is, of `size` articles and news at large: `held` says how many of them hold it."""
    count, common = background()
    total = count + size + 1
    return {k: math.log(total / (common.get(k, 0) + held.get(k, 0) + 0.5)) for k in words}


def words_of(profiles: Sequence[Profile]) -> list[str]:
    """The words of all profiles, sorted."""
    # Sorted already profile by profile: in that order they are sorted in half the time.
    return sorted(dict.fromkeys(chain.from_iterable([p.columns.stems for p in profiles])))


def entries(
    profiles: Sequence[Profile], held: Mapping[str, int], size: int, words: Sequence[str] | None = None
) -> Entries:
    """`held` says how many of `size` articles hold a word; `words` are `words_of(profiles)`, where they are known."""
    words = words_of(profiles) if words is None else words
    at = dict(zip(words, range(len(words)), strict=True))
    all_ = [p.columns for p in profiles]
    lengths = [len(c.stems) for c in all_]
    column = np.fromiter(
        map(at.__getitem__, chain.from_iterable(c.stems for c in all_)), dtype=np.intp, count=sum(lengths)
    )
    usual = np.zeros(len(words), dtype=np.int64)
    usual[column] = _joined([c.usual for c in all_], np.int64)
    rare = _rarities(usual + np.fromiter(map(held.get, words, repeat(0)), dtype=np.int64, count=len(words)), size)
    times = _joined([c.times for c in all_], np.float32)
    name, number = _joined([c.name for c in all_], np.bool_), _joined([c.number for c in all_], np.bool_)
    each = rare[column]
    return Entries(
        row=np.repeat(np.arange(len(profiles)), lengths),
        column=column,
        words=at,
        times=times,
        rare=each,
        weight=times * each * np.where(name | number, np.float32(LIFT), np.float32(1)),
        early=_joined([c.early for c in all_], np.bool_),
        name=name,
        number=number,
        calendar=_joined([c.calendar for c in all_], np.bool_),
        share=np.exp(-rare) if len(words) else np.ones(1, dtype=np.float32),
    )


def _rarities(held: npt.NDArray[np.int64], size: int) -> Floats:
    """What `rarity` says of words that so many articles hold, here and at large."""
    total = background()[0] + size + 1
    counts, which = np.unique(held, return_inverse=True)
    return np.array([math.log(total / (n + 0.5)) for n in counts.tolist()], dtype=np.float32)[which]


_Kind = TypeVar("_Kind", np.float32, np.bool_, np.int64)


def _joined(parts: Sequence[npt.NDArray[_Kind]], kind: type[_Kind]) -> npt.NDArray[_Kind]:
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)
