"""MSRP and STS: pairs of sentences, judged by the public linker."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.evaluate import evaluate, yardstick
from sayso.evaluate.counts import Counts
from sayso.evaluate.msrp import YARDSTICK as MSRP
from sayso.evaluate.sts import YARDSTICK as STS
from sayso.evaluate.sts import pearson
from sayso.model import InputError

PAIRS = [
    (
        "1",
        "The ferry Aldis sank off Lerno on Monday with 40 people aboard.",
        "A ferry carrying 40 people, the Aldis, sank off Lerno on Monday.",
    ),
    ("0", "Mayor Ilse Brandt resigned on Friday.", "Shops in the old town of Skarn stayed open until late."),
]
HEADLINES = [
    ("4.8", "Ferry sinks off Lerno, 40 aboard", "Ferry with 40 aboard sinks off Lerno"),
    ("2.4", "Ferry sinks off Lerno", "Fishing boat sinks off Skarn"),
    ("0.0", "Ferry sinks off Lerno", "Parliament passes budget"),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    lines = [
        "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String",
        *(f"{q}\t1\t2\t{a}\t{b}" for q, a, b in PAIRS),
        "what is this",
    ]
    (tmp_path / "msr-para-val.tsv").write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    (tmp_path / "sts2013-headlines.tsv").write_text("\n".join("\t".join(r) for r in HEADLINES), encoding="utf-8")
    (tmp_path / "sts2014-headlines.tsv").write_text("7\ttoo\tmuch\nx\ty\n" + "\t".join(HEADLINES[0]), encoding="utf-8")
    return tmp_path


def test_pairs_are_judged(gold: Path) -> None:
    report = evaluate(MSRP, gold)
    assert report.documents == 2
    assert report.value("accuracy") == 1.0
    assert report.value("same") == 1.0
    assert [e.subject for e in report.skipped] == [f"{gold / 'msr-para-val.tsv'}:4"]


def test_headlines_are_scored(gold: Path) -> None:
    assert evaluate(STS, gold, split="2013").value("Pearson") > 0.8
    report = evaluate(STS, gold)
    assert report.documents == 4
    assert len(report.skipped) == 2


def test_pearson_by_hand() -> None:
    rows = [(0.1, 0.2), (0.5, 0.5), (0.9, 0.6)]
    table = {
        "sums": Counts(sum(x * y for x, y in rows), sum(x for x, _ in rows), sum(y for _, y in rows), 3),
        "squares": Counts(sum(x * x for x, _ in rows), 0, sum(y * y for _, y in rows), 0),
    }
    assert pearson(table) == pytest.approx(0.9608, abs=1e-4)
    assert pearson({}) == 0.0


def test_no_such_gold_set(tmp_path: Path) -> None:
    for which in (MSRP, STS):
        with pytest.raises(InputError):
            evaluate(which, tmp_path)
    assert yardstick("msrp") is MSRP
    assert yardstick("sts") is STS
