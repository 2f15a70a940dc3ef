"""Imprints -> pairs of articles that share passages, by an inverted index of shingles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .copy_imprint import Imprint
from .copy_text import GRAM, Row

COMMON = 30  # articles that hold a shingle, from which it joins each of them with the first only
FEWEST = 3  # shared shingles from which a pair is looked at
BRIDGE = 2  # changed words inside a passage that is still one
RUN = 8  # words of a passage that nobody writes twice by chance
SHORT = 3  # words of the runs of a passage that was reworded
GAP, SLIP = 12, 4  # words from one such run to the next; by how many these may differ in the two articles
CHAIN = 9  # words in such runs that nobody writes twice by chance
LEAST = 25  # words in such passages that make an article a copy in part, ...
SMALL = 0.08  # ... if they are no smaller part of the smaller article, ...
MANY = 50  # ... or this many
CONTAINED = 0.3  # share of the smaller article's own words that makes it a copy, ...
LEAST_CONTAINED = 12  # ... if they are that many at least
EDGE = 20  # words that may stand after what both end with
FOOT = 70  # words of boilerplate at the end
FOOT_SHARE = 0.5  # of all words that it may be
BESIDE = 18  # words of other runs: who said what both quote
SAME = 0.75  # share of the smaller one's shingles from which two articles of one outlet are versions of one text


@dataclass(frozen=True, slots=True)
class Shared:
    """What two articles share: counts of words, `passages` their number. `left` is the likelier original.

    `left_share` and `right_share` are parts of all words of either, in [0, 1].
    """

    left: Imprint
    right: Imprint
    words: int
    passages: int
    left_share: float
    right_share: float


def find_shared(imprints: Sequence[Imprint]) -> list[Shared]:
    """Pairs with enough words in common, in the order of `imprints`.

    These should stand in the order of likely originals: what very many share is held against the first of them only.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    house: dict[str, set[int]] = defaultdict(set)
    for n, imprint in enumerate(imprints):
        house[imprint.own].add(n)
        for gram in imprint.places:
            holders[gram].append(n)
    counted: dict[tuple[int, int], int] = defaultdict(int)
    for who in holders.values():
        for k, a in enumerate(who if len(who) <= COMMON else who[:1]):
            for b in who[k + 1 :]:
                counted[a, b] += 1
    found = []
    for (a, b), n in sorted(counted.items()):
        if n < FEWEST:
            continue
        shared = compare(imprints[a], imprints[b], _Third(holders, house[imprints[a].own] - {a, b}).holds)
        if shared:
            found.append(shared)
    return found


@dataclass(frozen=True, slots=True)
class _Third:
    holders: Mapping[str, Sequence[int]]
    others: set[int]

    def holds(self, gram: str) -> bool:
        return not self.others.isdisjoint(self.holders[gram])


def compare(left: Imprint, right: Imprint, third: Callable[[str], bool]) -> Shared | None:
    """What two articles share, None where it is too little; `third` says whether a further article of the outlet of `left`
    holds a shingle: asked only where both are of one outlet.
    """
    # One of the two is mostly held against many: the places of the other are not worth finding all.
    first, other = (left, right) if left.indexed or not right.indexed else (right, left)
    at = other.places_of(first.places)
    common = list(at)
    if len(common) < FEWEST:
        return None
    if left.own and left.own == right.own and len(common) < SAME * min(len(left.places), len(right.places)):
        # What a third article of the outlet holds too is its boilerplate, unless the two are as a whole one text.
        common = [gram for gram in common if not third(gram)]
        if not common:
            return None
    return _measured(left, right, common, (first.places, at) if first is left else (at, first.places))


_Places = Mapping[str, Sequence[int]]  # of all shingles that two have in common, and perhaps of more
_Stretches = list[tuple[int, int]]


def _measured(left: Imprint, right: Imprint, common: Sequence[str], at: tuple[_Places, _Places]) -> Shared | None:
    row_a, row_b, at_a, at_b = left.row, right.row, *at
    in_a = _cover((i for gram in common for i in at_a[gram]), len(row_a.words))
    in_b = _cover((i for gram in common for i in at_b[gram]), len(row_b.words))
    # Words that both quote are no evidence: whoever reports a speech quotes the same sentences.
    quoted_a = _both_quoted(common, row_a, row_b, at_a, at_b)
    quoted_b = _both_quoted(common, row_b, row_a, at_b, at_a)
    own = min(len(row_a.words) - len(quoted_a), len(row_b.words) - len(quoted_b))
    runs, others = _runs(in_a, quoted_a), _runs(in_b, quoted_b)
    if not in_a or _is_foot(left, right, in_a, in_b, (quoted_a, quoted_b)):
        return None
    long = sum(r for r in runs if r >= RUN)
    words = sum(runs)
    enough = long >= MANY or (long >= LEAST and long >= SMALL * own) or _chained(row_a, row_b, quoted_a) >= LEAST
    if not enough and not (long >= LEAST_CONTAINED and words >= CONTAINED * own):
        return None
    return Shared(left, right, words, max(len(runs), len(others)), _share(in_a, row_a), _share(in_b, row_b))


def _is_foot(
    left: Imprint, right: Imprint, in_a: _Stretches, in_b: _Stretches, quoted: tuple[set[int], set[int]]
) -> bool:
    """Whether all that two share is short, no large part of either, and what both end with, or of one outlet: boilerplate of
    a house or a group of houses.
    """
    sizes = len(left.row.words), len(right.row.words)
    (start_a, end_a), (start_b, end_b) = in_a[-1], in_b[-1]
    if end_a - start_a > min(FOOT, FOOT_SHARE * sizes[0]) or end_b - start_b > min(FOOT, FOOT_SHARE * sizes[1]):
        return False
    if max(sum(_runs(in_a[:-1], quoted[0])), sum(_runs(in_b[:-1], quoted[1]))) > BESIDE:
        return False
    return bool(left.own and left.own == right.own) or (end_a >= sizes[0] - EDGE and end_b >= sizes[1] - EDGE)


def _runs(stretches: Sequence[tuple[int, int]], quoted: set[int]) -> list[int]:
    """Words of each stretch that count, where they are a shingle at least."""
    counts = (sum(1 for i in range(s, e) if i not in quoted) for s, e in stretches)
    return [n for n in counts if n >= GRAM]


def _chained(left: Row, right: Row, quoted: set[int]) -> int:
    """Words of the left article in chains of runs of SHORT words that follow one another at like distances in both: passages
    reworded here and there, or translated and back. Only chains of CHAIN words count.
    """
    at, to = _once(left), _once(right)
    pairs = sorted((i, to[run]) for run, i in at.items() if run in to)
    chains: list[set[int]] = []
    before = (-GAP - 1, 0)
    for i, j in pairs:
        if i - before[0] > GAP or abs(i - before[0] - (j - before[1])) > SLIP:
            chains.append(set())
        chains[-1].update(range(i, i + SHORT))
        before = i, j
    sizes = (len(chain - quoted) for chain in chains)
    return sum(n for n in sizes if n >= CHAIN)


def _once(row: Row) -> dict[tuple[str, ...], int]:
    """Runs of SHORT words that stand in the row once, and where."""
    words, found = row.words, dict[tuple[str, ...], int]()
    for i in range(len(words) - SHORT + 1):
        run = words[i : i + SHORT]
        found[run] = -1 if run in found else i
    return {run: i for run, i in found.items() if i >= 0}


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


def _both_quoted(common: Sequence[str], a: Row, b: Row, at_a: _Places, at_b: _Places) -> set[int]:
    """Positions of words of `a` that both articles quote."""
    found: set[int] = set()
    for g in common:
        for k in range(GRAM):
            if any(b.quoted[j + k] for j in at_b[g][:3]):
                found.update(i + k for i in at_a[g] if a.quoted[i + k])
    return found
