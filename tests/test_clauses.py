"""Statements that say several things: which of their clauses stand as statements of their own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import read_text
from sayso.model import Certainty, Polarity, Statement


def clauses(text: str) -> list[Statement]:
    return [s for s in read_text(text).statements if s.basis == "clause"]


def shown(text: str) -> list[str]:
    return sorted(s.text for s in clauses(text))


# (text, its clauses)
APART = [
    (
        "The driver was shot and killed on Saturday after pointing a knife at two guards.",
        ["The driver was shot and killed on Saturday", "The driver […] pointing a knife at two guards"],
    ),
    (
        "Police said officers shot and wounded the driver because he allegedly pointed a knife at them.",
        ["officers shot and wounded the driver", "he allegedly pointed a knife at them"],
    ),
    (
        "The driver pointed a knife at the guards when he was hit during a scuffle on Mill Lane.",
        ["The driver pointed a knife at the guards", "he was hit during a scuffle on Mill Lane"],
    ),
    (
        "Two people have been detained, though no injuries have been reported.",
        ["Two people have been detained", "no injuries have been reported"],
    ),
    (
        "On seeing the tugs come alongside, the trawler turned round and headed for port.",
        ["seeing the tugs come alongside […] the trawler", "the trawler turned round and headed for port"],
    ),
    (
        "Customs found ropes, hooks and masks all of which confirmed their plan.",
        ["Customs found ropes, hooks and masks", "all of which confirmed their plan"],
    ),
    (
        "The navy closed the strait on Monday, thereby ensuring that no tanker got through.",
        ["The navy closed the strait on Monday", "The navy […] thereby ensuring that no tanker got through"],
    ),
    (
        "Police said the square was empty and a single arrest was made, with no injuries to officers or bystanders.",
        ["the square was empty", "a single arrest was made", "no injuries to officers or bystanders"],
    ),
    (
        "Bus overturns near Lyon, killing two children and injuring nine",
        ["Bus overturns near Lyon", "Bus […] killing two children", "Bus […] injuring nine"],
    ),
    (
        "Although the mayor had promised new homes, none have been built.",
        ["the mayor had promised new homes", "none have been built"],
    ),
    (
        "The company, which employs 300 people, closed its plant while its rival hired 50 workers.",
        ["The company […] closed its plant", "which employs 300 people", "its rival hired 50 workers"],
    ),
    (
        "But while the yard has lost nine orders, the owners hired forty welders in May.",
        ["the yard has lost nine orders", "the owners hired forty welders in May"],
    ),
    (
        "Roe, 16, was hit on Saturday night after, guards say, pointing a knife at two men in the yard.",
        ["Roe, 16, was hit on Saturday night after", "Roe […] pointing a knife at two men in the yard"],
    ),
]


@pytest.mark.parametrize(("text", "parts"), APART)
def test_what_is_stated_by_itself_stands_by_itself(text: str, parts: list[str]) -> None:
    assert shown(text) == sorted(parts)


# What may not be so without the clause that it hangs on stays there.
WHOLE = [
    "He did not resign because he was ill and tired.",
    "The bridge may have failed because the old bolts were rusty.",
    "Reportedly the bridge failed because the old bolts were rusty.",
    "The mill burned down before firefighters arrived from Ghent.",
    "The plane could have crashed when the left engine failed.",
    "The plane will land in Oslo, ending a journey of nine days.",
    "If the dam bursts, the town will flood because the walls are low.",
    "The town will flood if the dam bursts after heavy rain.",
    "Roe denied that he shot the guard because he was drunk on duty.",
    "Was the driver shot because he ran away from the guards?",
    "The minister promised to rebuild the school after the flood destroyed it.",
    "The crew left the ship so that divers could reach the hull.",
    "As officials said on Monday, the ferry had passed every test.",
    "She spoke only when the chairman asked her a direct question.",
    "The price rose more than analysts expected in the spring.",
    "The man fled when he woke.",
    "The reason for the delay is because the pilots were on strike.",
    "The team won by nine points, with 48 points to the home side's 39.",
    "It was the wettest spring for the valley since the records began in 1910.",
    "The second vote came after the mayor had left the hall.",
    "When it came to the harbour, the council was silent.",
    "The unions were, at the expense of the young, favouring older members.",
    "The port needs to move towards open berths, respecting its neighbours.",
    "She did so, getting a warm welcome from the crowd.",
    "The firm staked its future on building small reactors in the north.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_what_hangs_on_another_clause_stays_with_it(text: str) -> None:
    assert shown(text) == []


def test_a_clause_has_its_own_hedge() -> None:
    first, second = clauses("Guards shot the driver because he allegedly pointed a knife at them.")
    assert (first.certainty, second.certainty) == (Certainty.CERTAIN, Certainty.UNKNOWN)
    first, second = clauses("Two people have been detained, though no injuries have been reported.")
    assert (first.polarity, second.polarity) == (Polarity.POSITIVE, Polarity.NEGATIVE)


def test_a_clause_has_the_source_of_its_whole() -> None:
    reading = read_text("The minister said the road was closed after a landslide buried two cars.")
    whole = next(s for s in reading.statements if s.parent is None and s.cue is not None)
    parts = [s for s in reading.statements if s.parent == whole.id]
    assert [(p.text, p.source.name, p.cue) for p in parts] == [
        ("the road was closed", whole.source.name, whole.cue),
        ("a landslide buried two cars", whole.source.name, whole.cue),
    ]


PIECES = st.sampled_from(
    [
        "the mill burned",
        "which",
        "because",
        "after",
        "pointing a gun",
        ",",
        "with no injuries",
        "and",
        "all of which",
        "he",
        "fled",
        "not",
        "“",
        "”",
        "said Roe",
        ".",
        "when",
        "killing two men",
        "though",
        "the guards saw him",
        "?",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_clauses_lie_in_their_whole(text: str) -> None:
    reading = read_text(text or "x")
    whole = {s.id: s for s in reading.statements}
    for s in reading.statements:
        assert s.text == " […] ".join(reading.article.text[x.start : x.end] for x in s.spans)
        assert list(s.spans) == sorted(s.spans)
        assert all(x.start < x.end for x in s.spans)
        if s.basis == "clause":
            assert s.parent is not None
            assert whole[s.parent].hull.contains(s.hull)
