"""Words of several profiles side by side: what is kept of each profile by itself comes out as if all were laid out at once."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from sayso.link.copy_imprint import Imprint
from sayso.link.copy_pairs import compare
from sayso.link.copy_text import Row
from sayso.link.story_columns import is_date
from sayso.link.story_features import Pairs
from sayso.link.story_profile import Profile, background
from sayso.link.story_terms import LIFT, entries, rarity, words_of

POOL = [
    "ferry",
    "quay",
    "zolnik",
    "42",
    "1999",
    "march",
    "monday",
    "strike",
    "mayor",
    "7,5",
    "über",
    "the",
    "rain",
    "ottwil",
]


def profiles(count: int, seed: int = 1) -> list[Profile]:
    chance = random.Random(seed)
    made = [Profile((), "Nothing")]
    for n in range(count):
        some = sorted(chance.sample(POOL, chance.randint(1, len(POOL))))
        words = tuple((w, k := chance.randint(1, 9), chance.randint(0, k), chance.randint(0, 1)) for w in some)
        people = ((chance.choice(POOL), 2),) if n % 3 else ()
        made.append(Profile(words, f"Number {n}", 737_000 + n % 4, (n % 5,), people, bytes([n % 100 + 1] * 8)))
    return made


def plainly(all_: Sequence[Profile], held: Mapping[str, int], size: int) -> dict[str, object]:
    """Every array of `Entries`, word by word."""
    words = sorted({w[0] for p in all_ for w in p.words})
    count, common = background()
    rare = [np.float32(math.log((count + size + 1) / (common.get(w, 0) + held.get(w, 0) + 0.5))) for w in words]
    rows = [(n, words.index(w), t, c, e, w) for n, p in enumerate(all_) for w, t, c, e in p.words]
    number = [w[0].isdigit() for *_, w in rows]
    name = [c > 0.6 * t and not w[0].isdigit() and not is_date(w) for _, _, t, c, _, w in rows]
    times = [np.float32(1 + np.log(t + e)) for _, _, t, _, e, _ in rows]
    lift = [np.float32(LIFT if a or b else 1) for a, b in zip(name, number, strict=True)]
    return {
        "row": [r[0] for r in rows],
        "column": [r[1] for r in rows],
        "times": times,
        "rare": [rare[r[1]] for r in rows],
        "weight": [t * rare[r[1]] * x for t, r, x in zip(times, rows, lift, strict=True)],
        "early": [r[4] > 0 for r in rows],
        "name": name,
        "number": number,
        "calendar": [is_date(r[5]) for r in rows],
    }


@pytest.mark.parametrize("seed", range(6))
def test_entries_are_what_they_are_word_by_word(seed: int) -> None:
    some = profiles(12, seed)
    held = Counter(w[0] for p in some for w in p.words)
    found = entries(some, held, 40)
    for name, values in plainly(some, held, 40).items():
        assert getattr(found, name).tolist() == np.array(values).tolist(), name
    words = words_of(some)
    assert list(found.words) == words == sorted(set(words))
    assert found.share.tolist() == np.exp(-np.array(list(rarity(words, held, 40).values()), dtype=np.float32)).tolist()


def test_nothing_at_all_has_entries() -> None:
    for some in ([], [Profile((), "Nothing")]):
        found = entries(some, {}, 0)
        assert (len(found.row), found.width, len(found.share)) == (0, 1, 1)


@pytest.mark.parametrize("seed", range(6))
def test_strangers_and_dates_are_those_of_the_words(seed: int) -> None:
    some = profiles(10, seed)
    features = Pairs(some, {}, 10).all()
    words = [{w[0] for w in p.words} for p in some]
    dates = [{w for w in x if is_date(w)} for x in words]
    main = [p.people[0][0] if p.people else "" for p in some]
    for a in range(len(some)):
        for b in range(len(some)):
            unknown = [bool(main[x]) and main[x] not in words[y] for x, y in ((a, b), (b, a))]
            assert features["stranger"][a, b] == any(unknown)
            assert features["strangers"][a, b] == all(unknown)
            assert features["other dates"][a, b] == bool(dates[a] and dates[b] and not dates[a] & dates[b])


def imprint(name: str, outlet: str, words: str) -> Imprint:
    row = tuple(words.split())
    return Imprint(
        name, None, len(words), name, outlet, outlet, frozenset(), (), frozenset(), Row(row, (False,) * len(row))
    )


def test_what_two_share_does_not_depend_on_whose_shingles_were_counted() -> None:
    told = " ".join(f"w{n}" for n in range(60))
    texts = [told, f"x y z {told} q", " ".join(told.split()[:34]) + " a b c d", "other words here and there again", ""]
    for left in texts:
        for right in texts:
            for house in ("Quay Post", "Lock Echo"):
                found = set()
                for first in (False, True):
                    for second in (False, True):
                        a, b = imprint("a", "Quay Post", left), imprint("b", house, right)
                        for one, asked in ((a, first), (b, second)):
                            assert not asked or len(one.places) >= 0
                            assert one.indexed == asked
                        shared = compare(a, b, lambda gram: gram.startswith("w1 "))
                        found.add(shared and (shared.words, shared.passages, shared.left_share, shared.right_share))
                assert len(found) == 1
