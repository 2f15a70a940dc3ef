"""Headlines and bodies, on invented ones."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sayso.evaluate import evaluate
from sayso.evaluate.fnc1 import YARDSTICK, Body
from sayso.evaluate.yardstick import Trial
from sayso.model import InputError

BODIES = {
    "7": "The lighthouse of Porvoo fell into the sea on Monday, the coast guard confirmed. Nobody was hurt when the tower broke.",
    "9": "Flour prices rose by four percent in Dakar in March, the ministry of trade said on Friday.",
}
STANCES = [
    ("Lighthouse of Porvoo falls into the sea", "7", "agree"),
    ("Singer cancels tour of Brazil", "7", "unrelated"),
    ("Singer cancels tour of Brazil", "9", "Unrelated"),
    ("A headline without its body", "77", "agree"),
    ("A headline without a stance", "9", "perhaps"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, head, rows in (
        ("train_bodies.csv", ("Body ID", "articleBody"), list(BODIES.items())),
        ("train_test_stances_8_2.csv", ("Headline", "Body ID", "Stance"), STANCES),
    ):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as f:
            csv.writer(f).writerows([head, *rows])
    return tmp_path


@pytest.mark.parametrize("split", ["dev", "train_test_8_2", None])
def test_load(data: Path, split: str | None) -> None:
    *skipped, first, second = YARDSTICK.load(data, split)
    assert [isinstance(s, InputError) for s in skipped] == [True, True]
    assert isinstance(first, Trial)
    assert isinstance(second, Trial)
    assert first.material == Body(BODIES["7"], ((STANCES[0][0], "agree"), (STANCES[1][0], "unrelated")))
    assert second.material == Body(BODIES["9"], ((STANCES[2][0], "unrelated"),))


def test_figures(data: Path) -> None:
    report = evaluate(YARDSTICK, data, split="dev")
    assert report.documents == 2
    assert {r.name: r.counts.gold for r in report.rows} == {"agree": 1, "unrelated": 2}
    assert report.value("unrelated") == 1
    assert report.value("macro F1") == report.value("official score") == 1


@pytest.mark.parametrize(
    ("gold", "got", "points"),
    [
        ("agree", "agree", 1.0),
        ("agree", "discuss", 0.25),
        ("disagree", "unrelated", 0.0),
        ("unrelated", "agree", 0.0),
        ("unrelated", "unrelated", 0.25),
    ],
)
def test_official_points(gold: str, got: str, points: float) -> None:
    from sayso.evaluate.fnc1 import _points

    assert _points(gold, got) == points


def test_no_such_part(data: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(InputError, match="test"):
        evaluate(YARDSTICK, data, split="test")
    with pytest.raises(InputError):
        evaluate(YARDSTICK, tmp_path_factory.mktemp("empty"))
