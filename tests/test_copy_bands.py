"""Copies of one more article, found by keys: the same as of all together, with bounded work."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking import reading, told
from sayso.link.copies import find_copies
from sayso.link.copy_bands import FAR, HELD, MOST_KEYS, NEAR, candidates, keys_of
from sayso.link.copy_imprint import Imprint, imprint_of
from sayso.link.copy_memory import CopyMemory
from sayso.model import Copy, Credit, CreditKind, Reading, Span


class CountingStore(CopyMemory):
    """Counts what it is asked for, and keeps imprints as a ledger does, packed."""

    def __init__(self) -> None:
        super().__init__()
        self.rows_read = 0
        self.imprints_read = 0

    def holders(self, keys: Sequence[int], most: int) -> Mapping[int, Sequence[int]]:
        found = super().holders(keys, most)
        self.rows_read += sum(map(len, found.values()))
        return found

    def imprints(self, articles: Sequence[int]) -> Sequence[Imprint]:
        self.imprints_read += len(articles)
        return [Imprint.unpacked(i.packed()) for i in super().imprints(articles)]


def one_by_one(readings: Sequence[Reading]) -> CountingStore:
    store = CountingStore()
    for r in readings:
        store.keep(r)
    return store


WORDS = [
    a + b + c
    for a in ("ba", "do", "ki", "lu", "mes", "rat")
    for b in ("n", "rr", "st", "v", "lk")
    for c in ("a", "en", "ing", "o")
]


def sentence(rng: random.Random) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(8, 22))).capitalize() + "."


def newsroom_week(seed: int, size: int = 40) -> list[Reading]:
    """Articles of some outlets: own ones, copies in whole and in part, agency credits, boilerplate."""
    rng = random.Random(seed)
    foot = {o: sentence(rng) + " " + sentence(rng) for o in "ABCD"}
    made: list[Reading] = []
    lines_of: list[list[str]] = []
    for n in range(size):
        outlet = rng.choice("ABCD")
        lines = [sentence(rng) for _ in range(rng.randint(6, 12))]
        if lines_of and rng.random() < 0.5:
            lines = [
                *rng.sample(parent := rng.choice(lines_of), rng.randint(3, len(parent))),
                *lines[: rng.randint(1, 9)],
            ]
        lines_of.append(lines)
        shown = [*lines, foot[outlet]] if rng.random() < 0.7 else lines
        day = date(2021, 3, 1) + timedelta(rng.randint(0, 5)) if rng.random() < 0.8 else None
        r = reading(f"a{n:02}", f"Outlet {outlet}", [told(line) for line in shown], day)
        parties = rng.sample(["Reuters", "Outlet A", "Outlet B", "AP"], rng.choice([0, 0, 1]))
        credits = tuple(Credit(r.article.id, Span(0, 1), "x", CreditKind.WIRE, p) for p in parties)
        made.append(replace(r, credits=credits, provenance=(f"Outlet {outlet}", *parties)))
    return made


@pytest.mark.parametrize("seed", range(8))
def test_one_by_one_in_any_order_gives_nearly_the_copies_of_all_together(seed: int) -> None:
    week = newsroom_week(seed)
    together = find_copies(week)
    assert sum(not c.ghost for c in together) > 5
    for turn in range(3):
        random.Random(turn).shuffle(week)
        assert len(names(one_by_one(week).copies) ^ names(together)) <= 0.06 * len(together)


def names(copies: Iterable[Copy]) -> set[tuple[str, str, str]]:
    return {(c.child, c.parent, c.direction) for c in copies}


LEAD = "A grain barge broke loose from its moorings at Velsk and drifted into the old railway bridge before dawn on Sunday."
CREW = (
    "The harbour office said two deckhands were thrown into the water and were pulled out alive by a passing tug crew."
)
FOOT = (
    "The Courier has told the stories of the river towns since it was founded by two printers in a cellar, and it lives from its "
    "readers, who may cancel at any time by writing to the office in Mill Street."
)


def article(name: str, outlet: str, lines: list[str], day: date | None = None) -> Reading:
    return reading(name, outlet, [told(line) for line in lines], day)


def test_what_makes_keys_is_the_same_on_every_machine() -> None:
    keys = keys_of(imprint_of(article("a", "Courier", [LEAD, CREW])))
    assert keys[:2] == (25158429565227, 44264477304236)
    assert list(keys) == sorted(set(keys))
    assert keys[-1] < 2**47


def test_an_imprint_is_kept_as_it_is() -> None:
    made = article("a", "Courier", [LEAD, "“We saw it” “come — Zoë Ångström"], date(2021, 3, 4))
    made = replace(made, provenance=("Courier", "Reuters", "The Evening Sheet"))
    imprint = imprint_of(made)
    assert Imprint.unpacked(imprint.packed()) == imprint
    assert imprint.packed() == imprint_of(made).packed()
    assert imprint.agencies == ("Reuters",)


def test_boilerplate_is_known_for_what_it_is_when_a_third_article_comes() -> None:
    rng = random.Random(7)
    first, second, third = (article(f"a{n}", "Courier", [sentence(rng), sentence(rng), FOOT]) for n in range(3))
    store = one_by_one([first, second])
    assert len(store.copies) == 1
    assert [(c.child, c.parent) for c in store.keep(third).gone] == [("a1", "a0")] or not store.copies
    assert not store.copies


def test_a_ghost_goes_when_the_agency_s_own_text_comes() -> None:
    one, two = (article(f"a{n}", f"Outlet {n}", [LEAD, CREW]) for n in range(2))
    one = replace(one, provenance=("Outlet 0", "Reuters"))
    store = one_by_one([one, two])
    assert {c.parent for c in store.copies if c.ghost} == {"Reuters"}
    store.keep(article("w", "Reuters", [LEAD, CREW]))
    assert not [c for c in store.copies if c.ghost]


def test_a_passage_is_found_in_a_long_article() -> None:
    rng = random.Random(3)
    long = article("long", "Courier", [sentence(rng) for _ in range(500)] + [LEAD, CREW])
    store = one_by_one([long, article("b", "Sheet", [LEAD, sentence(rng), CREW])])
    assert all(len(keys_of(i)) <= MOST_KEYS for i in store.imprints(range(2)))
    assert [(c.child, c.parent) for c in store.copies] == [("b", "long")]


def test_work_is_bounded_however_many_hold_the_same_words() -> None:
    rng = random.Random(5)
    store = CountingStore()
    for n in range(400):
        outlet = "Courier" if n % 2 else f"Outlet {n}"
        lines = [*(sentence(rng) for _ in range(5)), FOOT] if n % 2 else [sentence(rng), LEAD, CREW]
        before = store.rows_read, store.imprints_read
        store.keep(article(f"a{n}", outlet, lines))
        assert store.rows_read - before[0] <= HELD * MOST_KEYS
        assert store.imprints_read - before[1] <= FAR + 2 * NEAR
    assert max(map(len, store.band.values())) <= HELD
    # Each copy of the wire hangs on another one; the house's boilerplate makes none.
    copying = {a for c in store.copies for a in (c.child, c.parent)}
    assert copying == {f"a{n}" for n in range(0, 400, 2)}


def test_rare_words_weigh_more_than_common_ones() -> None:
    held = {1: [0, 1, 2, 3], 2: [0, 1, 2, 3], 3: [4]}
    assert candidates("", 3, held, lambda numbers: dict.fromkeys(numbers, ("", 9)))[0] == 4


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=200), st.sampled_from(["", "A", "B"])), max_size=6))
def test_any_text_can_come(texts: list[tuple[str, str]]) -> None:
    store = one_by_one([article(f"a{n}", outlet, [t, t]) for n, (t, outlet) in enumerate(texts)])
    for c in store.copies:
        assert c.child != c.parent
        assert 0 <= c.share <= 1
