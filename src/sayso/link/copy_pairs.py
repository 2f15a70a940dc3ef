"""Rows of words -> pairs of articles that share passages, by an inverted index of shingles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .copy_text import GRAM, Row

COMMON = 30  # articles that hold a shingle, from which it joins each of them with the first only
FEWEST = 3  # shared shingles from which a pair is looked at
BRIDGE = 2  # changed words inside a passage that is still one
RUN = 8  # words of a passage that nobody writes twice by chance
LEAST = 25  # words in such passages that make an article a copy in part, ...
SMALL = 0.08  # ... if they are no smaller part of the smaller article, ...
MANY = 50  # ... or this many
CONTAINED = 0.3  # share of the smaller article's own words that makes it a copy, ...
LEAST_CONTAINED = 12  # ... if they are that many at least
SAME = 0.75  # share of the smaller one's shingles from which two articles of one outlet are versions of one text


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
    places = [_places(row) for row in rows]
    holders: dict[str, list[int]] = defaultdict(list)
    for n, at in enumerate(places):
        for gram in at:
            holders[gram].append(n)
    counted: dict[tuple[int, int], int] = defaultdict(int)
    for who in holders.values():
        for k, a in enumerate(who if len(who) <= COMMON else who[:1]):
            for b in who[k + 1 :]:
                counted[a, b] += 1
    house: dict[str, set[int]] = defaultdict(set)
    for n, outlet in enumerate(outlets):
        house[outlet].add(n)
    found = []
    for (a, b), n in sorted(counted.items()):
        if n < FEWEST:
            continue
        common = [gram for gram in places[a] if gram in places[b]]
        if outlets[a] and outlets[a] == outlets[b] and n < SAME * min(len(places[a]), len(places[b])):
            # What a third article of the outlet holds too is its boilerplate, unless the two are as a whole one text.
            third = house[outlets[a]] - {a, b}
            common = [gram for gram in common if third.isdisjoint(holders[gram])]
        shared = _compare((a, rows[a], places[a]), (b, rows[b], places[b]), common)
        if shared:
            found.append(shared)
    return found


_Placed = tuple[int, Row, Mapping[str, list[int]]]


def _places(row: Row) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for i, gram in enumerate(row.grams):
        places[gram].append(i)
    return dict(places)


def _compare(left: _Placed, right: _Placed, common: Sequence[str]) -> Shared | None:
    a, row_a, at_a = left
    b, row_b, at_b = right
    in_a = _cover((i for gram in common for i in at_a[gram]), len(row_a.words))
    in_b = _cover((i for gram in common for i in at_b[gram]), len(row_b.words))
    # Words that both quote are no evidence: whoever reports a speech quotes the same sentences.
    quoted_a = _both_quoted(common, row_a, row_b, at_a, at_b)
    quoted_b = _both_quoted(common, row_b, row_a, at_b, at_a)
    own = min(len(row_a.words) - len(quoted_a), len(row_b.words) - len(quoted_b))
    runs, others = _runs(in_a, quoted_a), _runs(in_b, quoted_b)
    long = sum(r for r in runs if r >= RUN)
    words = sum(runs)
    enough = long >= MANY or (long >= LEAST and long >= SMALL * own)
    if not enough and not (long >= LEAST_CONTAINED and words >= CONTAINED * own):
        return None
    return Shared(
        left=a,
        right=b,
        words=words,
        passages=max(len(runs), len(others)),
        left_share=_share(in_a, row_a),
        right_share=_share(in_b, row_b),
    )


def _runs(stretches: Sequence[tuple[int, int]], quoted: set[int]) -> list[int]:
    """Words of each stretch that count, where they are a shingle at least."""
    counts = (sum(1 for i in range(s, e) if i not in quoted) for s, e in stretches)
    return [n for n in counts if n >= GRAM]


def _share(stretches: Sequence[tuple[int, int]], row: Row) -> float:
    return round(sum(e - s for s, e in stretches) / max(1, len(row.words)), 4)


def _cover(starts: Iterable[int], size: int) -> list[tuple[int, int]]:
    """Stretches of words that shingles at `starts` cover, small gaps closed."""
    found: list[tuple[int, int]] = []
    for s in sorted(set(starts)):
        e = min(size, s + GRAM)
        if found and s <= found[-1][1] + BRIDGE:
            found[-1] = (found[-1][0], max(e, found[-1][1]))
        else:
            found.append((s, e))
    return found


def _both_quoted(
    common: Sequence[str], a: Row, b: Row, at_a: Mapping[str, list[int]], at_b: Mapping[str, list[int]]
) -> set[int]:
    """Positions of words of `a` that both articles quote."""
    found: set[int] = set()
    for g in common:
        for k in range(GRAM):
            if any(b.quoted[j + k] for j in at_b[g][:3]):
                found.update(i + k for i in at_a[g] if a.quoted[i + k])
    return found
