"""Quantities counted as CQE does, on hand-made cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.evaluate.newsquant import YARDSTICK, Amount, amount, score, singular, thing
from sayso.evaluate.yardstick import Document
from sayso.model import InputError, Quantity, Span


def quantity(
    low: float | None, best: float | None, high: float | None, unit: str | None, of: str | None = None, role: str = "count",
    *, about: bool = False, text: str = "", derived: str | None = None
) -> Quantity:  # fmt: skip
    return Quantity("a1", Span(0, 1), text, low, best, high, unit, of, None, about, role, derived)


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        (quantity(5, 5, 5, "km", role="measurement"), "(=, 5, kilometre)"),
        (quantity(None, 5e6, None, "USD", role="money", about=True), "(~, 5000000, dollar)"),
        (quantity(3, None, None, "people", "commercial fishermen of Velm"), "(>, 3, commercial fisherman)"),
        (quantity(None, None, 9, "ships", "the smaller vessels"), "(<, 9, small vessel)"),
        (quantity(10, None, 20, "percent", role="share"), "(=, 10-20, percentage)"),
        (quantity(8, 8, 8, "barrels/day", role="measurement"), "(=, 8, barrel per day)"),
        (quantity(40, 40, 40, "US cents/share", role="money"), "(=, 40, cent per share)"),
        (quantity(12, 12, 12, "years", role="age", text="12-year-old"), "(=, 12, year of age)"),
        (quantity(45, 45, 45, "years", role="age", text="45"), "(=, 45, -)"),
        (quantity(2, 2, 2, None), "(=, 2, -)"),
        (quantity(2, 2, 2, None, derived="1 + 1"), "None"),
        (quantity(None, None, None, "people", "people"), "None"),
    ],
)
def test_what_cqe_would_call_it(q: Quantity, expected: str) -> None:
    assert str(amount(q)) == expected


def found(text: str, said: str, number: float, unit: str, of: str | None, role: str = "count") -> str:
    start = text.index(said)
    q = Quantity("a1", Span(start, start + len(said)), said, number, number, number, unit, of, None, False, role, None)
    return str(amount(q, text))


@pytest.mark.parametrize(
    ("text", "said", "number", "unit", "of", "role", "expected"),
    [
        ("Osk sold 34 larger mills.", "34", 34, "mills", "larger mills sold", "count", "(=, 34, large mill)"),
        ("The flood left 12 people stranded.", "12", 12, "people", "people stranded", "count", "(=, 12, people)"),
        ("Of them 30 wounded left.", "30", 30, "people", "people wounded", "count", "(=, 30, wounded)"),
        ("He had 7.4 rebounds per game.", "7.4", 7.4, "rebounds", "rebounds", "count", "(=, 7.4, rebound per game)"),
        ("He called three times a week ago.", "three", 3, "times", "times", "count", "(=, 3, count)"),
        ("A two-story town hall fell.", "two", 2, "story", "story town hall", "count", "(=, 2, story)"),
        ("Four U.S. soldiers left.", "Four", 4, "people", "U.S. soldiers", "count", "(=, 4, us soldier)"),
        ("After 20 trading days it ended.", "20", 20, "days", "trading days", "count", "(=, 20, day)"),
        ("Sales fell by 3%.", "3%", 3, "percent", None, "change", "(down, 3, percentage)"),
        ("It ran down two cows.", "two", 2, "cows", "cows", "count", "(=, 2, cow)"),
        ("Orrin Vash, aged 52, left.", "52", 52, "years", "age", "age", "(=, 52, year of age)"),
        ("Velm has a 900-strong staff.", "900", 900, "people", "staff", "count", "(=, 900, strong staff)"),
        ("It cost 900 rupees.", "900 rupees", 900, "INR", None, "money", "(=, 900, rupee)"),
        ("Debt is 3.2 times earnings.", "3.2", 3.2, "times", "times earnings", "count", "(=, 3.2, count)"),
        ("Sales rose to 3%.", "3%", 3, "percent", None, "share", "(=, 3, percentage)"),
        ("About 35% of voters left.", "35%", 0.35, "share", "voters", "share", "(=, 35, percentage)"),
        ("Two thirds of voters left.", "Two thirds", 0.6667, "share", "voters", "share", "(=, 0.666666666667, % voter)"),
        ("Half left.", "Half", 0.5, "share", None, "share", "(=, 0.5, -)"),
        ("No injuries were told.", "No", 0, "people", "injuries", "count", "None"),
        ("It sailed 5 nautical miles.", "5 nautical miles", 5, "nautical miles", None, "measurement", "(=, 5, mile)"),
    ],
)  # fmt: skip
def test_in_its_text(text: str, said: str, number: float, unit: str, of: str | None, role: str, expected: str) -> None:
    assert found(text, said, number, unit, of, role) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("hundreds", "100-1000"), ("tens of thousands", "10000-100000"), ("Millions", "1e+06-1e+07"), ("dozens", "12-120")],
)  # fmt: skip
def test_plural_powers_are_ranges(said: str, expected: str) -> None:
    assert str(amount(quantity(20, None, None, "homes", "homes", text=said))) == f"(=, {expected}, home)"


@pytest.mark.parametrize(
    ("word", "one"),
    [("deputies", "deputy"), ("watches", "watch"), ("women", "woman"), ("women's", "women's"), ("glass", "glass"),
     ("children", "child"), ("people", "people"), ("policemen", "policeman")],
)  # fmt: skip
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one


def test_thing_ends_at_a_preposition() -> None:
    assert thing("the eleven ferries from Osk, a port") == "eleven ferry"
    assert thing("") == "-"


def rows(gold: list[Amount], got: list[Amount]) -> dict[str, tuple[float, float, float]]:
    return {n: (c.right, c.got, c.gold) for n, c in score("text", gold, got).rows.items()}


def test_value_unit_and_change() -> None:
    gold = [Amount(5, "kilometre", ">"), Amount(7, "dollar", "="), Amount((1, 2), "-", "=")]
    got = [Amount(5.00001, "kilometre", "="), Amount(7, "euro", "="), Amount((1, 3), "-", "="), Amount(9, "-", "=")]
    assert rows(gold, got) == {
        "value": (2, 4, 3),
        "value and unit": (1, 4, 3),
        "value and change": (1, 4, 3),
        "unit": (2, 4, 3),
    }


def test_one_found_answers_one_gold_of_its_unit() -> None:
    twice = [Amount(3, "dog", "="), Amount(3, "dog", "=")]
    assert rows(twice, twice[:1])["value and unit"] == (1, 1, 2)
    assert rows(twice[:1], twice)["value"] == (1, 2, 1)


def test_a_range_is_no_number() -> None:
    assert rows([Amount((4, 6), "-", "=")], [Amount(5, "-", "~")])["value"] == (0, 1, 1)


def test_nothing_asked_nothing_found() -> None:
    assert rows([], [])["value"] == (0, 0, 0)


def test_load(tmp_path: Path) -> None:
    records = [
        {"text": "Osk sold 3 to 4 mills.", "quantities": [
            {"value": "3.0-4.0", "unit": "mills", "normalized_unit": "mill", "change": "="},
            {"value": "-2", "normalized_unit": "-"},
            {"value": "1E-05", "normalized_unit": "Celsius", "change": "~"},
            {"value": "many"}, 7]},
        {"sentence": "Nothing here.", "quantities": []},
        {"text": "No list."},
        "text",
    ]  # fmt: skip
    (tmp_path / "set.json").write_text(json.dumps(records), "utf-8")
    (tmp_path / "broken.json").write_text("[", "utf-8")
    broken, first, second, *rest = YARDSTICK.load(tmp_path, None)
    assert isinstance(broken, InputError)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.gold == (Amount((3, 4), "mill", "="), Amount(-2, "-", "="), Amount(1e-5, "celsius", "~"))
    assert second.article.text == "Nothing here."
    assert all(isinstance(r, InputError) for r in rest)
    assert len(rest) == 2
