"""Words that a ledger does not have, and those that it has which are spelt nearly so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers import filled
from sayso.ledger import Ledger
from sayso.ledger.query import Query
from sayso.ledger.spelling import distance, unknown_words


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("spelling") / "l"
    with filled(path, 20) as made:
        yield made


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("orchrads", ["orchards"]),
        ("Tolmyn", ["Tolmin"]),
        ("museum mueseum", ["museum"]),
        ('"bronze cions"', ["coins"]),
        ("Lipova OR Lippova", ["Lipova"]),
        ("arested", ["arrested"]),
    ],
)
def test_what_is_spelt_nearly_so(ledger: Ledger, words: str, near: list[str]) -> None:
    with ledger.look() as c:
        (unknown,) = unknown_words(c, Query(words))
        assert [w.casefold() for w in unknown.near][: len(near)] == [w.casefold() for w in near]


@pytest.mark.parametrize("words", ["museum", "orch*", "coins -orchrads", ""])
def test_what_is_there_needs_no_other(ledger: Ledger, words: str) -> None:
    with ledger.look() as c:
        assert unknown_words(c, Query(words)) == []


@pytest.mark.parametrize("words", ["zzqqzz", "xu", "70199"])
def test_what_is_near_to_nothing(ledger: Ledger, words: str) -> None:
    with ledger.look() as c:
        assert [(u.word, u.near) for u in unknown_words(c, Query(words))] == [(words, ())]


def test_speakers_are_looked_for_among_speakers(ledger: Ledger) -> None:
    with ledger.look() as c:
        assert [(u.word, u.speaker, u.near) for u in unknown_words(c, Query(speaker="Lanterm"))] == [
            ("Lanterm", True, ("Lantern",))
        ] or unknown_words(c, Query(speaker="Lanterm"))[0].near == ()


@given(st.text(max_size=40))
def test_nothing_breaks_it(ledger: Ledger, words: str) -> None:
    with ledger.look() as c:
        unknown_words(c, Query(words, speaker=words))


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [("tram", "tram", 0), ("tram", "tarm", 1), ("tram", "trams", 1), ("tram", "trem", 1), ("tram", "barge", 3)],
)
def test_distance(a: str, b: str, apart: int) -> None:
    assert distance(a, b, 2) == distance(b, a, 2) == apart
