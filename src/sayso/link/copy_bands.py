"""Copies of one more article, found among any number of articles that are there, without reading these again.

An article is looked up by keys: the smallest hashes of its shingles (a MinHash sketch), all those below a bound, so that a shared
passage shows in shared keys wherever it stands. What holds keys in common is then aligned word by word, as in a batch.

A store keeps, of each article, a number (order of arrival), and
- `band(key, article)`: a row for each of `keys_of(imprint)`, but none for a key that HELD articles hold already;
- `imprint(article, own, keys, data)`: `imprint.own`, how many keys it has, `imprint.packed()`;
- the copies that `copies_of_next` names: it deletes those `gone`, then adds those `found`.
The holders of all keys come from one statement, however many hold a key:
    SELECT k.value, (SELECT json_group_array(article) FROM
        (SELECT article FROM band WHERE key = k.value ORDER BY article LIMIT :most)) FROM json_each(:keys) AS k
An article that is read anew is taken out (band, imprint, copies that name it), and comes in as the next.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..model import Copy
from .copies import FAMILY
from .copy_direction import direct, ghosts, thin
from .copy_imprint import Imprint, name_of
from .copy_pairs import COMMON, Shared, compare

BYTES = 6  # of a hash: keys below 2 ** 47 take six bytes in SQLite
ONE_IN = 4  # shingles, of which one is a key
MOST_KEYS = 2048  # of an article: the smallest; two long articles meet in the smallest of both
HELD = COMMON + 1  # articles that hold a key, from which no further one is noted
FIRST = 2  # of the articles that hold such a key: those that came first are looked at
FAR, NEAR = 32, 8  # articles of other outlets, and of the same outlet, that are aligned with a new one
VERSIONS = 0.5  # share of the keys from which two articles of one outlet may be versions of one text


class CopyStore(Protocol):
    """What a store answers. Articles are named by their numbers, in `copies_among` by their ids."""

    def holders(self, keys: Sequence[int], most: int) -> Mapping[int, Sequence[int]]:
        """For each key that is held: the first `most` articles that hold it, in order of arrival."""

    def houses(self, articles: Sequence[int]) -> Mapping[int, tuple[str, int]]:
        """For each article: `own` of its imprint, and how many keys it has."""

    def imprints(self, articles: Sequence[int]) -> Sequence[Imprint]:
        """In the order of `articles`."""

    def copies_among(self, articles: Sequence[str]) -> Sequence[Copy]:
        """The copies kept whose child is one of `articles`, and whose parent is one too or a ghost."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an article that came in changes. `keys` are to be noted for it; copies in `gone` hold no longer."""

    found: tuple[Copy, ...]
    gone: tuple[Copy, ...]
    keys: tuple[int, ...]


def keys_of(imprint: Imprint) -> tuple[int, ...]:
    """Keys in rising order, at most MOST_KEYS, each below 2 ** 47; the same on every machine."""
    bound = (1 << 8 * BYTES) // ONE_IN
    hashes = {_hash(gram) for gram in imprint.places}
    return tuple(sorted(h for h in hashes if h < bound)[:MOST_KEYS])


def _hash(gram: str) -> int:
    return int.from_bytes(hashlib.blake2b(gram.encode("utf-8", "surrogatepass"), digest_size=BYTES).digest(), "big")


def copies_of_next(imprint: Imprint, store: CopyStore, keys: Sequence[int] | None = None) -> Found:
    """The copies that the next article makes or is, among those of the store (it is not there yet); `keys` are its
    `keys_of`, where they are known.

    Work is bounded: MOST_KEYS x HELD rows of keys, and FAR + 2 NEAR articles to align it with. One article after another
    gives what `find_copies` gives of all, but where more than COMMON articles share words.
    """
    keys = keys_of(imprint) if keys is None else keys
    held = store.holders(keys, HELD)
    numbers = candidates(imprint.own, len(keys), held, store.houses)
    others = store.imprints(numbers)
    known = store.copies_among([o.id for o in others]) if others else ()
    free = tuple(key for key in keys if len(held.get(key, ())) < HELD)
    return Found(*_changes(imprint, others, known), free)


def candidates(
    own: str,
    keys: int,
    held: Mapping[int, Sequence[int]],
    houses: Callable[[Sequence[int]], Mapping[int, tuple[str, int]]],
) -> list[int]:
    """Numbers of the articles to align with one of outlet `own` that has `keys` keys, the likeliest first.

    Rare keys weigh most. What two articles of its own outlet hold already is likely that outlet's boilerplate: it makes a
    candidate only of what may be another version of the whole text; and the two come along as witnesses, where they were taken
    for copies of each other before, or where another article of the outlet is a candidate.
    """
    house = houses(sorted({a for holders in held.values() for a in holders}))
    fresh: dict[int, int] = defaultdict(int)
    whole: dict[int, int] = defaultdict(int)
    witness: dict[int, int] = defaultdict(int)
    pair: dict[int, int] = defaultdict(int)
    for key in sorted(held):
        holders = held[key]
        ours = [a for a in holders if own and house[a][0] == own]
        for a in ours:
            whole[a] += 1
        for a in ours[:2] if len(ours) > 1 else ():
            (pair if len(ours) == 2 else witness)[a] += 1
        for a in holders if len(holders) < HELD else holders[:FIRST]:
            if len(ours) < 2 or house[a][0] != own:
                fresh[a] += 1_000_000 // len(holders)
    far = [a for a in fresh if not own or house[a][0] != own]
    near = {a: n for a, n in fresh.items() if own and house[a][0] == own}
    near |= {a: n for a, n in whole.items() if a not in near and n >= VERSIONS * min(keys, house[a][1])}
    beside = {**pair, **witness} if near else pair
    return [
        *sorted(far, key=lambda a: (-fresh[a], a))[:FAR],
        *sorted(near, key=lambda a: (-near[a], a))[:NEAR],
        *sorted((a for a in beside if a not in near), key=lambda a: (-beside[a], a))[:NEAR],
    ]


_Copies = tuple[Copy, ...]


def _changes(new: Imprint, others: Sequence[Imprint], known: Sequence[Copy]) -> tuple[_Copies, _Copies]:
    """(copies to add, copies to delete)."""
    at = {i.id: i for i in (new, *others)}
    order = {i.id: n for n, i in enumerate(sorted(at.values(), key=lambda i: i.rank))}
    pairs = [s for other in others if (s := _pair(new, other, at.values()))]
    kept = [c for c in known if not c.ghost]
    again = [c for c in kept if new.own and at[c.child].own == at[c.parent].own == new.own]
    # Of one outlet: with a third of its articles, what two share may turn out to be boilerplate.
    rejudged = [s for c in again if (s := _pair(at[c.child], at[c.parent], at.values()))]
    now = [c for c in kept if c not in again] + [direct(s) for s in (*rejudged, *pairs)]
    now = thin(sorted(now, key=lambda c: (order[c.child], -order[c.parent])), order, FAMILY)
    now += _ghosts(new, pairs, [c for c in known if c.ghost])
    return tuple(c for c in now if c not in known), tuple(c for c in known if c not in now)


def _pair(a: Imprint, b: Imprint, there: Collection[Imprint]) -> Shared | None:
    left, right = (a, b) if a.rank < b.rank else (b, a)
    return compare(left, right, lambda gram: any(gram in i.places for i in there if _third(i, left, right)))


def _third(i: Imprint, left: Imprint, right: Imprint) -> bool:
    return i.own == left.own and i is not left and i is not right


def _ghosts(new: Imprint, pairs: Sequence[Shared], known: Sequence[Copy]) -> list[Copy]:
    """The ghosts of all: those `known` but where the agency's own text has come, those of the new pairs, the larger of two."""
    sharing = {p.left.id for p in pairs} | {p.right.id for p in pairs}
    best: dict[tuple[str, str], Copy] = {}
    for c in (*known, *ghosts(pairs)):
        old = best.get((c.child, c.parent))
        if (c.child not in sharing or name_of(c.parent) != new.own) and (old is None or c.share > old.share):
            best[c.child, c.parent] = c
    return list(best.values())
