"""The yardstick of quantities on an invented set: texts in place, annotations by offset, and what counts as the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from sayso.evaluate.quantities import YARDSTICK, GoldQuantity, bound_of, same_unit, same_value, unit_names
from sayso.evaluate.quantity_texts import join_tokens, records, text_of
from sayso.evaluate.run import evaluate
from sayso.model import InputError, Quantity, Span

TEXT = "The ferry sank off Velm. About 40 sailors were rescued and the owner lost $3 million."


def quantity(low: float | None, best: float | None, high: float | None, unit: str | None, **more: str) -> Quantity:
    return Quantity("a", Span(0, 2), "12", low, best, high, unit, **more)  # type: ignore[arg-type]


def gold(value: float | tuple[float, float], *units: str) -> GoldQuantity:
    return GoldQuantity(Span(0, 2), value, "=", units)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    text = tmp_path / "polnear" / "train" / "text"
    text.mkdir(parents=True)
    (text / "a.txt").write_text(TEXT, encoding="utf-8")
    sentence = TEXT[25:]
    row = {"set": "polnear", "file": "polnear/train/text/a.txt", "record": "", "start": 25, "end": len(TEXT)}
    row |= {"sha1": hashlib.sha1(sentence.encode()).hexdigest(), "half": "tune"}
    row["quantities"] = [
        {"start": 6, "end": 8, "value": 40, "bound": "~", "unit": "sailor", "accepted": ["people"]},
        {"start": 49, "end": 59, "value": 3000000, "bound": "=", "unit": "dollar"},
    ]
    other = {**row, "sha1": "0" * 40, "half": "check"}
    (tmp_path / "quantities.json").write_text(json.dumps({"sentences": [row, other]}), encoding="utf-8")
    return tmp_path


def test_all_right(data: Path) -> None:
    report = evaluate(YARDSTICK, data, split="tune")
    assert report.documents == 1
    assert report.value("quantities, value and unit") == 1
    assert report.value("quantities, bound") == 1


def test_another_text_is_left_out(data: Path) -> None:
    with pytest.raises(InputError):
        evaluate(YARDSTICK, data, split="check")


def test_texts(data: Path) -> None:
    assert list(records(data, "polnear")) == [("polnear/train/text/a.txt", "", TEXT)]
    assert text_of(data, "polnear", "polnear/train/text/a.txt", "") == TEXT


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        (gold(12), quantity(12, 12, 12, None), True),
        (gold(12), quantity(12, None, None, None), True),
        (gold(12), quantity(None, None, 12, None), True),
        (gold(12), quantity(13, 13, 13, None), False),
        (gold((5, 9)), quantity(5, None, 9, None), True),
        (gold((5, 9)), quantity(5, 5, 5, None), False),
        (gold(35), quantity(0.35, 0.35, 0.35, "share"), True),
    ],
)
def test_value(want: GoldQuantity, got: Quantity, same: bool) -> None:
    assert same_value(want, got) is same


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        (gold(1, "dollar"), quantity(1, 1, 1, "USD", role="money"), True),
        (gold(1, "dollar"), quantity(1, 1, 1, "USD/barrel", role="money"), True),
        (gold(1, "mile per hour"), quantity(1, 1, 1, "mph", role="measurement"), True),
        (gold(1, "inspector"), quantity(1, 1, 1, "people", of="port inspectors of Velm"), True),
        (gold(1, "port"), quantity(1, 1, 1, "people", of="inspectors of the port"), False),
        (gold(1, ""), quantity(1, 1, 1, None), True),
        (gold(1, "euro"), quantity(1, 1, 1, "USD", role="money"), False),
    ],
)
def test_unit(want: GoldQuantity, got: Quantity, same: bool) -> None:
    assert same_unit(want, got) is same, unit_names(got)


def test_bounds() -> None:
    ends = ((1, 1, 1), (1, None, None), (None, None, 1), (1, None, 2))
    found = [bound_of(quantity(low, best, high, None)) for low, best, high in ends]
    assert found == ["=", ">", "<", "range"]


def test_tokens_joined() -> None:
    words = ["He", "said", ":", '"', "It", "'s", "(", "about", ")", "$", "5", ".", '"']
    assert join_tokens(words) == 'He said: "It\'s (about) $5."'
