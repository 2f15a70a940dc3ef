"""What an article says about a claim."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.stance import Label, chances_of, model_of, prepare, prepare_claim, stance, stances
from sayso.link.stance_features import KINDS, features, names
from sayso.model import Article
from sayso.read import read

DENIED = """LISBON — A video said to show a giant crab climbing onto a pier in Setúbal was made on a computer, the artist behind \
it said on Friday.

Paulo Rendeiro, who teaches animation, told local radio that the clip is fake. "There is no such crab," he said. "I made it over \
a weekend."

The clip had been seen eight million times. Several websites reported it as real."""
TOLD = """SETÚBAL — A giant crab climbed onto a pier in Setúbal on Thursday and frightened a crowd of anglers. Two men drove it \
back into the water with oars. It was three metres wide, port officials confirmed after measuring its tracks."""
PASSED_ON = """A giant crab reportedly climbed onto a pier in Setúbal, according to an unnamed angler cited by a tabloid. The \
report could not be independently verified. The port did not answer when asked for comment, and it is unclear when the \
picture was taken. Some users claimed that the crab was three metres wide."""
CLAIM = "Giant crab climbs onto pier in Setúbal"


@pytest.mark.parametrize(
    ("claim", "article", "label"),
    [
        (CLAIM, TOLD, Label.AGREES),
        (CLAIM, DENIED, Label.DENIES),
        (CLAIM, PASSED_ON, Label.DISCUSSES),
        ("Giant crab video from Setúbal is a hoax", DENIED, Label.AGREES),
        ("Parliament passes budget after a night of talks", DENIED, Label.UNRELATED),
    ],
)
def test_labels(claim: str, article: str, label: Label) -> None:
    found = stance(claim, article)
    assert found.label is label
    assert found.confidence == max(chance for _, chance in found.chances)
    assert [name for name, _ in found.chances] == list(Label)
    assert sum(chance for _, chance in found.chances) == pytest.approx(1, abs=1e-3)
    assert (found.span is None) == (label is Label.UNRELATED)


def test_the_sentence_that_decides() -> None:
    span = stance(CLAIM, DENIED).span
    assert span is not None
    assert "no such crab" in span.of(DENIED) or "fake" in span.of(DENIED)


def test_a_reading_and_its_text_have_one_stance() -> None:
    assert stance(CLAIM, read(Article("a1", TOLD))).label is stance(CLAIM, TOLD).label


def test_many_at_once() -> None:
    claim, articles = prepare_claim(CLAIM), [prepare(t) for t in (TOLD, DENIED, PASSED_ON)]
    assert stances([(claim, a) for a in articles]) == [stance(claim, a).label for a in articles]
    assert stances([]) == []


@pytest.mark.parametrize(
    ("text", "kind", "times"),
    [
        ("The letter is a hoax.", "refutes", 1),
        ("That story isn’t true.", "refutes", 1),
        ("He did not confirm or deny it.", "unproven", 1),
        ("The claim could not be verified.", "unproven", 1),
        ("She reportedly left.", "hearsay", 1),
        ("Is the mayor dead?", "asks", 1),
        ("The bridge opened in May 2011.", "refutes", 0),
        ("“We saw it.”", "quotes", 1),
    ],
)
def test_kinds_of_words(text: str, kind: str, times: int) -> None:
    seen = prepare_claim(text).seen[0, KINDS.index(kind)]
    assert bool(seen) == bool(times)


@pytest.mark.parametrize(("claim", "article"), [("", TOLD), (CLAIM, ""), ("", ""), (" \n ", "…"), ("?", "?")])
def test_nothing_to_hold_against(claim: str, article: str) -> None:
    found = stance(claim, article)
    assert found.label in Label
    assert features(prepare_claim(claim), prepare(article)).shape == (len(names()),)


def test_a_model_of_other_features_is_refused() -> None:
    with pytest.raises(ValueError, match="other features"):
        model_of({"names": ["something else"]})


def test_chances_are_chances() -> None:
    rows = np.random.default_rng(5).normal(size=(20, len(names()))) * 50
    chances = chances_of(rows)
    assert (chances >= 0).all()
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-3)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=80), st.text(max_size=300))
def test_any_text(claim: str, article: str) -> None:
    found = stance(claim, article)
    if found.span is not None:
        assert 0 <= found.span.start < found.span.end <= len(article)


def test_a_line_without_end() -> None:
    long = "fake not " * 25_000
    assert stance(CLAIM, long) == stance(CLAIM, long)
    assert stance(long, TOLD).label in Label
