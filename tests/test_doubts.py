"""Words that make a part of a sentence uncertain or negate it, and what they bear on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import read_text
from sayso.model import Certainty, Polarity

CERTAIN, PROBABLE, POSSIBLE, UNKNOWN = Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN


@pytest.mark.parametrize(
    ("text", "word", "scope", "certainty"),
    [
        ("The bridge, which may close, was painted last year.", "may", {"close"}, POSSIBLE),
        ("The mill plans to cut 40 jobs.", "plans", {"cut"}, UNKNOWN),
        ("The mill plans to make an offer.", "plans", {"make", "offer"}, UNKNOWN),
        ("The mill is considering closing two sites.", "considering", {"closing"}, POSSIBLE),
        ("The proposed merger worries the town.", "proposed", {"merger"}, UNKNOWN),
        ("It is unclear whether the pilot survived.", "whether", {"survived"}, UNKNOWN),
        ("Okoro is considered a fraud.", "considered", {"fraud"}, PROBABLE),
        ("The ferry seems unsafe.", "seems", {"unsafe"}, PROBABLE),
        ("If it rains, the roof could fall.", "If", {"rains"}, UNKNOWN),
        ("The ferry can carry 80 cars.", "can", {"carry"}, POSSIBLE),
        ("A strike would cost the port millions.", "would", {"cost"}, PROBABLE),
    ],
)
def test_doubts(text: str, word: str, scope: set[str], certainty: Certainty) -> None:
    [doubt] = [d for d in read_text(text).doubts if d.text == word]
    assert {s.of(text) for s in doubt.scope} >= scope
    assert (doubt.certainty, doubt.polarity) == (certainty, Polarity.POSITIVE)


@pytest.mark.parametrize(
    ("text", "word", "scope"),
    [
        ("The council did not sign the lease.", "not", {"sign"}),
        ("The council did not try to leave.", "not", {"try"}),
        ("Duarte failed to stop the train.", "failed", {"stop"}),
        ("The tour was cancelled on Friday.", "cancelled", {"tour"}),
    ],
)
def test_what_is_not_done(text: str, word: str, scope: set[str]) -> None:
    [doubt] = [d for d in read_text(text).doubts if d.text == word]
    assert {s.of(text) for s in doubt.scope} == scope
    assert doubt.polarity is Polarity.NEGATIVE


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the road would open on Monday.",
        "He could not see the cracks.",
        "In May the regatta drew 900 boats.",
        "She saw the mayor in the hall.",
        "Reply as soon as possible.",
    ],
)
def test_no_doubt(text: str) -> None:
    assert not [d for d in read_text(text).doubts if d.certainty is not CERTAIN]


@settings(max_examples=12, deadline=None)
@given(st.text(alphabet="may if not plans to go . said, unlikely\n", max_size=60))
def test_words_are_those_of_the_text(text: str) -> None:
    for doubt in read_text(text).doubts:
        assert doubt.span.of(text) == doubt.text
        assert all(0 <= s.start < s.end <= len(text) for s in doubt.scope)
