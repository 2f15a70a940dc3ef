"""Whether a clash of two clauses makes their claims contradicted: only where both tell of the same matter, and the claims tell it.

The ages of two people are no contradiction; one telling of many that goes on to something else makes only itself contradicted.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher

from .propositions import Proposition
from .relation_clashes import Clash
from .words import Word

ALIKE = 0.8  # likeness of two spellings of one name
FAIR_SHARE = 0.2  # of a claim's statements whose clauses clash with others
_AGE = re.compile(r"\d{1,3}$")


def same_matter(clash: Clash, left: Proposition, right: Proposition) -> bool:
    """Whether `clash`, of these two clauses, is between tellings of one thing, not of the ages of two people."""
    if clash.family != "number":
        return True
    return not _of_two_people(_beside(left, clash.mine), _beside(right, clash.theirs))


def is_carried(clashing: Collection[int], told: Collection[int], words: Collection[str], text: str) -> bool:
    """Whether a claim itself tells what clashes: a fair share of its statements do (numbers of those that do, and of all), or its own
    text has the words. One telling of many that goes on to something else, or that was put beside them, speaks for itself.
    """
    return len(clashing) >= FAIR_SHARE * len(told) or any(w and w in text for w in words)


def _beside(p: Proposition, number: str) -> tuple[str, ...]:
    """The name right before an age or right after it: "Ada Okafor, 48"; nothing where none stands there."""
    at = next((n for n, w in enumerate(p.words) if w.raw == number), None)
    if at is None or not _AGE.match(number):
        return ()
    before, after = _run(p.words[:at][::-1]), _run(p.words[at + 1 :])
    return before[::-1] or after


def _run(words: tuple[Word, ...] | list[Word]) -> tuple[str, ...]:
    found: list[str] = []
    for w in words[:4]:
        if not w.raw[:1].isupper():
            break
        found.append(w.low)
    return tuple(found)


def _of_two_people(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names are neither forms ("Moor", "Mike Moor" and "Michael Moor") nor spellings of one."""
    if not a or not b or set(a) <= set(b) or set(b) <= set(a):
        return False
    if a[-1] == b[-1] and a[0][0] == b[0][0]:
        return False
    return SequenceMatcher(None, " ".join(a), " ".join(b), autojunk=False).ratio() < ALIKE
