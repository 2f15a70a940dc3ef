"""Stories one article at a time: joining, founding, merging, splitting; bounded work; stable numbers."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link import story_online, story_profile
from sayso.link.stories import find_stories
from sayso.link.story_changes import changes
from sayso.link.story_index import MemoryIndex, postings
from sayso.link.story_online import Placed, StoryEvent, arrange, candidates
from sayso.link.story_profile import POSTED, Profile, profile_of
from sayso.model import Entity, EntityKind, Place, PlaceRole, Precision, Reading, Span
from test_stories import ALL, EVENTS, article


@pytest.fixture
def one_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same vector for all texts: the encoder takes its time, and words decide where meaning does not."""
    monkeypatch.setattr(story_profile, "embed", lambda texts: np.ones((len(texts), 1), dtype=np.float32))


class Watched(MemoryIndex):
    """Counts what is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def profiles(self, articles: Sequence[int]) -> dict[int, Profile]:
        self.asked += len(articles)
        return dict(super().profiles(articles))

    def after(self, word: str, day: int, limit: int) -> Sequence[tuple[int, float]]:
        return self._seen(super().after(word, day, limit))

    def before(self, word: str, day: int, limit: int) -> Sequence[tuple[int, float]]:
        return self._seen(super().before(word, day, limit))

    def undated(self, word: str, limit: int) -> Sequence[tuple[int, float]]:
        return self._seen(super().undated(word, limit))

    def _seen(self, rows: Sequence[tuple[int, float]]) -> Sequence[tuple[int, float]]:
        self.asked += len(rows)
        return rows


def fed(readings: Sequence[Reading], index: MemoryIndex | None = None) -> tuple[MemoryIndex, list[StoryEvent]]:
    index = index or MemoryIndex()
    events: list[StoryEvent] = []
    for number, reading in enumerate(readings, index.size() + 1):
        index.add(number, profile_of(reading))
        placed = arrange(index, number)
        index.apply(placed)
        events += placed.events
    return index, events


def named(index: MemoryIndex, readings: Sequence[Reading]) -> set[frozenset[str]]:
    return {frozenset(readings[n - 1].article.id for n in group) for group in index.groups()}


WANTED = {frozenset(e) for e in EVENTS}


@pytest.mark.parametrize("seed", range(6))
def test_events_are_told_apart_in_any_order(seed: int) -> None:
    turned = random.Random(seed).sample(ALL, len(ALL))
    index, events = fed(turned)
    assert named(index, turned) == WANTED
    assert {e.kind for e in events} >= {"founded", "joined"}
    assert sum(e.kind in ("founded", "joined") for e in events) == len(ALL)


def test_one_at_a_time_is_all_at_once() -> None:
    index, _ = fed(ALL)
    assert named(index, ALL) == {frozenset(s.articles) for s in find_stories(ALL, ())}


def test_a_story_goes_by_its_first_article() -> None:
    index, events = fed(ALL)
    for group in index.groups():
        assert index.stories(group) == dict.fromkeys(group, group[0])
    assert events[0] == StoryEvent("founded", 1, 1)
    assert events[1] == StoryEvent("joined", 1, 2)


CHANGES = [
    # article, groups, stories before, what is said of it
    (3, [[3]], {}, Placed((), ((3, 3),), (StoryEvent("founded", 3, 3),), (3,))),
    (3, [[1, 3]], {1: 1}, Placed((), ((3, 1),), (StoryEvent("joined", 1, 3),), (1,))),
    (
        3,
        [[1, 2, 3]],
        {1: 1, 2: 2},
        Placed(((1, 2),), ((3, 1),), (StoryEvent("joined", 1, 3), StoryEvent("merged", 1, 3, 2)), (1,)),
    ),
    (
        4,
        [[1, 4], [2, 3]],
        {1: 1, 2: 1, 3: 1},
        Placed((), ((2, 2), (3, 2), (4, 1)), (StoryEvent("joined", 1, 4), StoryEvent("split", 1, 4, 2)), (1, 2)),
    ),
    (
        5,
        [[1, 2], [3, 4, 5]],
        {1: 1, 2: 1, 3: 3, 4: 1},
        Placed((), ((4, 3), (5, 3)), (StoryEvent("joined", 3, 5), StoryEvent("moved", 3, 4, 1)), (1, 3)),
    ),
    # the founder goes to another story, what is left goes by its next article
    (
        5,
        [[1, 2, 5], [3, 4]],
        {1: 1, 2: 2, 3: 2, 4: 2},
        Placed(
            ((1, 2),),
            ((3, 3), (4, 3), (5, 1)),
            (StoryEvent("joined", 1, 5), StoryEvent("merged", 1, 5, 2), StoryEvent("split", 1, 5, 3)),
            (1, 3),
        ),
    ),
    # looked at again, and nothing changes
    (2, [[1, 2]], {1: 1, 2: 1}, Placed((), (), (), ())),
]


@pytest.mark.parametrize(("new", "groups", "before", "expected"), CHANGES)
def test_what_changes(new: int, groups: list[list[int]], before: dict[int, int], expected: Placed) -> None:
    assert changes(new, groups, before) == expected


@given(st.lists(st.integers(0, 3), min_size=1, max_size=9), st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_changes_lead_to_the_groups(old: list[int], new: list[int]) -> None:
    """Whatever the stories were, applying what changes gives the groups, each under its first article."""

    def first(labels: list[int], n: int) -> int:
        return next(k for k in range(len(old)) if labels[k] == labels[n])

    index = MemoryIndex()
    before = {n: first(old, n) for n in range(len(old) - 1)}
    for n, story in before.items():
        index.move(n, story)
    groups = sorted({first(new, n): [k for k in range(len(old)) if new[k] == new[n]] for n in range(len(old))}.values())
    placed = changes(len(old) - 1, groups, before)
    index.apply(placed)
    assert index.groups() == groups
    assert index.stories(range(len(old))) == {n: group[0] for group in groups for n in group}
    was, now = (
        {k: {n for n, s in of.items() if s == k} for k in of.values()} for of in (before, index.stories(range(9)))
    )
    assert set(placed.touched) == {k for k, members in now.items() if members != was.get(k)}


def test_judged_together_and_apart() -> None:
    index, _ = fed(ALL)
    order = [r.article.id for r in ALL]
    fire, other, vote = order.index("f1") + 1, order.index("g1") + 1, order.index("v1") + 1
    index.tie(together=[(fire, vote)])
    placed = arrange(index, fire)
    index.apply(placed)
    assert index.stories([fire])[fire] == index.stories([vote])[vote] != index.stories([other])[other]
    assert [e.kind for e in placed.events] == ["merged"]
    index = MemoryIndex()
    index.tie(apart=[(1, 2)])
    fed(ALL[:2], index)
    assert index.groups() == [[1], [2]]


QUAKE = "A magnitude {size} earthquake struck {town} on {day}, killing {dead} people, the {nation} seismological centre said. {more}"
PLACES = [("Ostrel", "Velmark", 5.9), ("Tarvo", "Lirian", 6.4), ("Umbra", "Quellan", 7.1), ("Posk", "Drenian", 4.8)]
MORE = [
    "Rescuers dug through the ruins of {town}'s market hall under governor {boss}.",
    "Governor {boss} said that schools in {town} would stay closed.",
    "The road from {town} to the coast is blocked; {boss} asked for tents.",
]
BOSSES = ("Halden Brisk", "Ondra Mell", "Tova Ruskin", "Edo Fassler")


def quakes(days: Sequence[date | None]) -> list[Reading]:
    made = []
    for n, ((town, nation, size), boss, day) in enumerate(zip(PLACES, BOSSES, days, strict=True)):
        for k, more in enumerate(MORE):
            said = more.format(town=town, boss=boss)
            text = QUAKE.format(size=size, town=town, day="Tuesday", dead=7 * n + 9, nation=nation, more=said)
            made.append(article(f"q{n}{k}", f"{size} quake hits {town}, {nation} officials say\n{text}", day))
    return made


@pytest.mark.parametrize("seed", range(3))
def test_like_events_stay_apart(seed: int) -> None:
    for days in ([None] * 4, [date(2011, 3, 8), date(2011, 3, 8), date(2014, 6, 3), date(2019, 10, 1)]):
        turned = random.Random(seed).sample(quakes(days), 12)
        index, _ = fed(turned)
        assert named(index, turned) == {frozenset(f"q{n}{k}" for k in range(3)) for n in range(4)}


def test_a_large_story_is_sampled_and_keeps_together(one_meaning: None) -> None:
    index = Watched()
    text = "Storm Bertil floods Ostrel\nStorm Bertil flooded the harbour of Ostrel on Monday, mayor Ilse Brandt said. Line {n} was cut."
    fed([article(f"b{n}", text.format(n=n), date(2020, 1, 6 + n // 20)) for n in range(50)], index)
    assert index.groups() == [list(range(1, 51))]
    limit = story_online.STORIES * 2 * (story_online.WHOLE + 2 * story_online.SAMPLE)
    index.asked = 0
    assert arrange(index, 50).moves == ()
    assert index.asked < limit + story_online.ASKED * 3 * story_online.PER_WORD


def test_work_does_not_grow_with_the_ledger(one_meaning: None) -> None:
    """However many articles share its words, only so many postings and profiles are looked at."""
    rng = random.Random(7)
    stock = [f"{a}{b}{c}" for a in ("bar", "kel", "tor", "mun", "sil") for b in ("an", "ek", "ov") for c in "aeiou"]

    def made(n: int) -> Reading:
        words = [rng.choice(stock).capitalize() if k % 5 else f"item{n}x{k}" for k in range(40)]
        return article(f"m{n}", "Report from the council. " + " ".join(words) + ".", date(2021, 1, 1 + n % 28))

    index, size = Watched(), 400
    for n in range(size):
        index.add(n, profile_of(made(n)))
        index.move(n, n)
    index.add(size, profile_of(made(size)))
    index.asked = 0
    assert len(candidates(index, size, index.profiles([size])[size])) == story_online.CANDIDATES
    arrange(index, size)
    asked = story_online.ASKED * 2 * story_online.PER_WORD
    assert index.asked <= 2 * asked + story_online.CANDIDATES + story_online.STORIES * story_online.WHOLE + 9


def test_a_profile_survives_json() -> None:
    body = "Ann Orloff opened the mill in Ostrel on 3 May 2019."
    reading = article("a", body, date(2019, 5, 4), "Mill opens")
    entity = Entity("a-e1", "Ann Orloff Jr.", EntityKind.PERSON, (Span(0, 10), Span(4, 10)))
    place = Place("a", Span(28, 34), "Ostrel", "Ostrel", 77, 1.0, 2.0, Precision.PLACE, PlaceRole.EVENT, True)
    full = Reading(reading.article, "test", (), (), (entity,), (), (), (), (), (place,), (), (), ())
    for profile in (profile_of(full), profile_of(article("b", "")), Profile((), "")):
        assert Profile.of_row(json.loads(json.dumps(profile.row()))) == profile
    profile = profile_of(full)
    assert (profile.title, profile.places, profile.people) == ("Mill opens", (77,), (("orloff", 2),))
    assert profile.published == date(2019, 5, 4).toordinal()
    assert {"mill", "ostrel", "2019"} <= {w[0] for w in profile.words}
    assert len(profile.opening) == len(profile.headline) == 384


def test_postings_are_few_and_telling(one_meaning: None) -> None:
    words = " ".join(f"word{n}zu" for n in range(200))
    rows = postings(profile_of(article("a", f"Halvorsen fire. {words}")))
    assert len(rows) == POSTED
    assert [w for _, w in rows] == sorted((w for _, w in rows), reverse=True)
    assert postings(Profile((), "")) == ()


def test_queries_of_the_store_in_memory() -> None:
    index = MemoryIndex()
    for n, day in enumerate([0, 30, 10, 20, 0, 20]):
        index.add(n, Profile((("ostrel", 1, 1, 1),), "", day))
    found = lambda rows: [a for a, _ in rows]  # noqa: E731
    assert found(index.after("ostrel", 20, 2)) == [3, 5]
    assert found(index.before("ostrel", 20, 9)) == [2]
    assert found(index.before("ostrel", 99, 2)) == [1, 5]
    assert found(index.undated("ostrel", 9)) == [4, 0]
    assert found(index.undated("ostrel", 1)) == [4]
    assert index.after("nothing", 1, 9) == index.before("nothing", 1, 9) == index.undated("nothing", 9) == []
    assert (index.size(), index.dated(), index.published(10, 20), index.published(-3, 9)) == (6, 4, 3, 0)
    assert index.held(["ostrel", "nothing"]) == {"ostrel": 6}


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=120), st.none() | st.dates()), max_size=7))
def test_any_text_finds_a_place(texts: list[tuple[str, date | None]]) -> None:
    readings = [article(f"a{n}", text, day) for n, (text, day) in enumerate(texts)]
    index, _ = fed(readings)
    again, _ = fed(readings)
    assert index.groups() == again.groups()
    assert sorted(a for group in index.groups() for a in group) == list(range(1, len(readings) + 1))
