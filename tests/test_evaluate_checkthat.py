"""Tweets and verified claims, on invented ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.evaluate import evaluate
from sayso.evaluate.checkthat import YARDSTICK, Query, Searched, average_precision
from sayso.evaluate.yardstick import Trial
from sayso.model import InputError

CLAIMS = """\tvclaim\ttitle
0\tA bear swam across the Vuoksi river.\tDid a Bear Swim Across the Vuoksi?
1\tThe mayor of Tampere sold the trams to a circus.\tTrams Sold to Circus
2\tSea water cures the common cold.\tDoes Sea Water Cure Colds?
"""
TWEETS = (
    '\ttweet_content\n5\tbear crosses river!! pic.twitter.com/x1\n6\t"the circus has our trams"\n7\tno claim at all\n'
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "verified_claims.docs.tsv").write_text(CLAIMS, "utf-8")
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "tweets.queries.tsv").write_text(TWEETS, "utf-8")
    (tmp_path / "dev" / "tweet-vclaim-pairs.qrels").write_text("5\t0\t0\t1\n6\t0\t1\t1\n7\t0\t9\t1\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("split", ["dev", None])
def test_load(data: Path, split: str | None) -> None:
    first, second, skipped = YARDSTICK.load(data, split)
    assert isinstance(first, Trial)
    assert isinstance(second, Trial)
    assert first.material == Searched(Query("5", "bear crosses river!! pic.twitter.com/x1", ("0",)), data)
    assert second.material.query.text == "the circus has our trams"
    assert isinstance(skipped, InputError)


def test_figures(data: Path) -> None:
    report = evaluate(YARDSTICK, data, split="dev")
    assert report.documents == 2
    assert report.value("MAP@5") == report.value("first") == report.value("first five") == 1
    assert len(report.skipped) == 1


@pytest.mark.parametrize(
    ("ranked", "right", "precision"),
    [("abcde", "a", 1.0), ("abcde", "b", 0.5), ("abcde", "x", 0.0), ("abcde", "ac", (1 + 2 / 3) / 2), ("", "a", 0.0)],
)
def test_average_precision(ranked: str, right: str, precision: float) -> None:
    assert average_precision(ranked, right) == pytest.approx(precision)


def test_no_such_part(data: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(InputError, match="train"):
        evaluate(YARDSTICK, data, split="train")
    with pytest.raises(InputError):
        evaluate(YARDSTICK, tmp_path_factory.mktemp("empty"))
