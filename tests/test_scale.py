"""The benchmark of scale, in little: what it makes is like news, and what it measures is what it says."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import event

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import scale  # noqa: E402
from scale_articles import OUTLETS, Plan, stream, vocabulary  # noqa: E402
from scale_layers import laid  # noqa: E402
from scale_readings import reading_of  # noqa: E402

from sayso.ledger import Ledger, open_ledger  # noqa: E402
from sayso.link.copies import find_copies  # noqa: E402

SMALL, LAYERS = 24, 3


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    return list(islice(stream(), 400))


def test_the_same_seed_gives_the_same_articles(plans: list[Plan]) -> None:
    assert list(islice(stream(), 50)) == plans[:50]
    assert list(islice(stream(2), 50)) != plans[:50]


def test_words_are_as_skewed_as_in_a_language(plans: list[Plan]) -> None:
    counts = Counter(w for p in plans for line in p.lines for w in line.words.split())
    ranked = [n for _, n in counts.most_common()]
    assert len(ranked) > 5_000
    assert sum(ranked[:50]) > 0.3 * sum(ranked)
    assert sum(n == 1 for n in ranked) > 0.2 * len(ranked)
    assert len(vocabulary()[0]) == 20_000


def test_outlets_are_skewed_and_days_go_on(plans: list[Plan]) -> None:
    assert len(Counter(p.outlet for p in plans)) > 40
    assert Counter(p.outlet for p in plans).most_common(1)[0][1] > 400 / OUTLETS * 5
    assert [p.day for p in plans] == sorted(p.day for p in plans)


def test_a_reading_holds_what_it_says(plans: list[Plan]) -> None:
    for plan in plans[:60]:
        reading = reading_of(plan)
        text = reading.article.text
        assert reading.article.id[0] == "a"
        for s in reading.statements:
            assert s.spans[0].of(text) == s.text
            assert s.source.span is None or s.source.span.of(text) == s.source.name
            assert s.cue is None or s.cue.span.of(text) == s.cue.text
            assert s.extent.contains(s.spans[0])
        for found in (*reading.quotations, *reading.places, *reading.quantities, *reading.credits):
            assert found.span.of(text) == found.text
        for entity in reading.entities:
            assert all(m.of(text) == entity.name for m in entity.mentions)
        assert all(b.span.of(text).strip() for b in reading.blocks)


def test_some_articles_are_copies_and_some_credit(plans: list[Plan]) -> None:
    copies = find_copies([reading_of(p) for p in plans])
    assert 10 <= len({c.child for c in copies if not c.ghost}) <= 120
    assert any(c.direction == "known" for c in copies)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("scale")
    with open_ledger(place / "small", create=True) as ledger:
        scale.load(ledger, stream(), SMALL)
    laid(place / "small", place / "large", LAYERS)
    return place


@pytest.fixture
def large(folder: Path) -> Iterator[Ledger]:
    with open_ledger(folder / "large") as ledger:
        yield ledger


def test_layers_are_the_small_ledger_again_and_older(folder: Path, large: Ledger) -> None:
    with open_ledger(folder / "small") as small:
        assert large.ids()[-SMALL:] == small.ids()
        assert len(set(large.ids())) == large.count() == LAYERS * SMALL
        assert large.stories() == LAYERS * small.stories()
    days = [large.article(a).published for a in large.ids()]
    assert days[0] < days[SMALL] < days[-1]


def test_old_layers_are_found_by_their_words(large: Ledger) -> None:
    word = max(large.article(large.ids()[0]).text.split(), key=len).strip("“”.").lower()
    with large.look() as c:
        hits = scale.search(c, scale.Query(words=word)).hits
    assert {h.article for h in hits} & set(large.ids()[:SMALL])
    assert len(hits) % LAYERS == 0


def statements(ledger: Ledger, plan: Plan) -> int:
    """How many statements the base is asked while an article is kept."""
    asked: list[str] = []

    def noted(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(ledger.engine, "before_cursor_execute", noted)
    try:
        with scale.embedding(scale.made_up):
            ledger.keep(reading_of(plan))
    finally:
        event.remove(ledger.engine, "before_cursor_execute", noted)
    return len(asked)


def test_keeping_one_more_asks_no_more_of_a_larger_ledger(folder: Path, large: Ledger) -> None:
    plan = next(islice(stream(), SMALL + 1, None))
    with open_ledger(folder / "small") as small:
        few = statements(small, plan)
    assert few > 20
    assert statements(large, plan) <= 1.2 * few


def test_an_article_is_added_to_the_newest_layer(folder: Path, large: Ledger) -> None:
    before = large.count()
    took = scale.add(large, next(islice(stream(), SMALL, None)))
    assert large.count() == before + 1
    assert set(took) == {"keep", "settle", "both", "keep wall", "settle wall", "both wall"}
    with large.look() as c:
        assert not scale.stale(c)


def test_every_kind_of_search_is_made(large: Ledger) -> None:
    took = scale.searches(large)
    assert set(took) == {"rare", "middling", "common", "two common"}
    assert all(len(v) >= 20 for v in took.values())


def test_figures_are_told_as_ratios_to_the_first() -> None:
    add = {k: {"median": 0.1, "p95": 0.2} for k in ("keep", "settle", "both", "both wall")}
    slow = {k: {"median": 0.12, "p95": 0.3} for k in add}
    row = {"search": {"rare": {"median": 0.01, "p95": 0.02}}, "stories": 3, "memory": 300.0, "bytes an article": 1000.0}
    said = "\n".join(scale.lines([{**row, "size": 1000, "add": add}, {**row, "size": 10_000, "add": slow}]))
    assert "1.20x, 1.50x" in said
    assert "rare 20.0" in said
