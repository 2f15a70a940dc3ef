"""Words -> whether they judge: "is destructive", "should resign", "the toughest"; "the right leg" and "a good mile" do not."""

from __future__ import annotations

from functools import cache

from .words import lines, split_words

_BE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "m",
        "re",
        "remains",
        "remain",
        "seems",
        "seem",
        "looks",
        "called",
        "calls",
        "call",
        "considered",
        "seen",
        "deemed",
        "too",
        "very",
        "how",
    ]
)
_ITS = frozenset(["it", "that", "he", "she", "what", "this", "there", "who"])
REACH = 4  # words after "is" within which a judging word is what somebody is said to be
_HIT = frozenset(
    ["hit", "affected", "damaged", "case", "leg", "arm", "hand", "side", "wing", "now", "after", "before", "away"]
)


@cache
def _words(kind: str) -> frozenset[str]:
    found = (line.partition(":")[2].split() for line in lines("status_judging.txt") if line.startswith(kind + ":"))
    return frozenset(w for line in found for w in line)


@cache
def _phrases() -> tuple[str, ...]:
    found = (line.partition(":")[2].split("|") for line in lines("status_judging.txt") if line.startswith("phrase:"))
    return tuple(f" {' '.join(p.split())} " for line in found for p in line)


def judges(text: str) -> bool:
    """Whether `text` holds a judgement that nobody can check."""
    lows = [w.low for w in split_words(text[:4000])]
    if not _words("anywhere").isdisjoint(lows):
        return True
    flat = f" {' '.join(lows)} "
    if any(p in flat for p in _phrases()):
        return True
    return any(w in _words("predicate") and _is_said_to_be(lows, i) for i, w in enumerate(lows))


def _is_said_to_be(lows: list[str], i: int) -> bool:
    if i + 1 < len(lows) and lows[i + 1] in _HIT:
        return False
    before = range(max(0, i - REACH), i)
    return any(lows[j] in _BE or (lows[j] == "s" and j and lows[j - 1] in _ITS) for j in before)
