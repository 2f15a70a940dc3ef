"""Rows of words -> pairs of articles that share passages, by an inverted index of shingles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .copy_text import GRAM, Row

COMMON = 30  # articles that hold a shingle, from which it joins each of them with the first only
FEWEST = 3  # shared shingles from which a pair is looked at
BRIDGE = 2  # changed words inside a passage that is still one
RUN = 8  # words of a passage that nobody writes twice by chance
LEAST = 25  # words in such passages that make an article a copy in part
CONTAINED = 0.3  # share of the smaller article's own words that makes it a copy, ...
LEAST_CONTAINED = 12  # ... if they are that many at least


@dataclass(frozen=True, slots=True)
class Shared:
    """What articles `left` and `right` (positions in the input) share: counts of words, `passages` their number.

    `left_share` and `right_share` are parts of all words of either, in [0, 1].
    """

    left: int
    right: int
    words: int
    passages: int
    left_share: float
    right_share: float


def find_shared(rows: Sequence[Row], outlets: Sequence[str]) -> list[Shared]:
    """Pairs with enough words in common, `left` before `right`; `outlets` name publishers, "" where unknown.

    The rows should stand in the order of likely originals: what very many share is held against the first of them only.
    """
    at: list[dict[str, list[int]]] = []
    for row in rows:
        places: dict[str, list[int]] = defaultdict(list)
        for i, g in enumerate(row.grams):
            places[g].append(i)
        at.append(places)
    holders: dict[str, list[int]] = defaultdict(list)
    for n, places in enumerate(at):
        for g in places:
            holders[g].append(n)
    counted: dict[tuple[int, int], int] = defaultdict(int)
    for who in holders.values():
        for k, a in enumerate(who if len(who) <= COMMON else who[:1]):
            for b in who[k + 1 :]:
                counted[a, b] += 1
    found = []
    for (a, b), n in sorted(counted.items()):
        if n >= FEWEST:
            own = outlets[a] if outlets[a] == outlets[b] else ""
            third = {n for n, o in enumerate(outlets) if own and o == own} - {a, b}
            got = _compare(a, b, rows, at, holders, third)
            if got:
                found.append(got)
    return found


def _compare(
    a: int,
    b: int,
    rows: Sequence[Row],
    at: Sequence[dict[str, list[int]]],
    holders: dict[str, list[int]],
    third: set[int],
) -> Shared | None:
    common = [g for g in at[a] if g in at[b]]
    shorter = min(len(rows[a].words), len(rows[b].words))
    if third and len(common) < shorter / 2:
        # What a third article of the outlet holds too is its boilerplate, unless the two are as a whole one text.
        common = [g for g in common if third.isdisjoint(holders[g])]
    left, right = ({i for g in common for i in at[n][g]} for n in (a, b))
    in_a, in_b = (_cover(starts, len(rows[n].words)) for starts, n in ((left, a), (right, b)))
    # Words that both quote are no evidence: whoever reports a speech quotes the same sentences.
    both = _both_quoted(common, rows[a], rows[b], at[a], at[b])
    runs = [sum(1 for i in range(s, e) if i not in both) for s, e in in_a]
    own = sum(1 for n, i in enumerate(rows[a].words) if n not in both)
    smaller = max(1, min(own, sum(1 for q in rows[b].quoted if not q) or own))
    words = sum(r for r in runs if r >= RUN)
    plain = sum(r for r in runs if r >= GRAM)
    if words < LEAST and not (plain >= LEAST_CONTAINED and plain >= CONTAINED * smaller):
        return None
    shares = (sum(e - s for s, e in x) / max(1, len(rows[n].words)) for x, n in ((in_a, a), (in_b, b)))
    left_share, right_share = (round(min(1.0, s), 4) for s in shares)
    return Shared(a, b, plain, sum(1 for r in runs if r >= GRAM), left_share, right_share)


def _cover(starts: set[int], size: int) -> list[tuple[int, int]]:
    """Stretches of words that shingles at `starts` cover, small gaps closed."""
    found: list[tuple[int, int]] = []
    for s in sorted(starts):
        e = min(size, s + GRAM)
        if found and s <= found[-1][1] + BRIDGE:
            found[-1] = (found[-1][0], max(e, found[-1][1]))
        else:
            found.append((s, e))
    return found


def _both_quoted(
    common: Sequence[str], a: Row, b: Row, at_a: dict[str, list[int]], at_b: dict[str, list[int]]
) -> set[int]:
    """Positions of words of `a` that both articles quote."""
    found: set[int] = set()
    for g in common:
        for k in range(GRAM):
            if any(b.quoted[j + k] for j in at_b[g][:3]):
                found.update(i + k for i in at_a[g] if a.quoted[i + k])
    return found
