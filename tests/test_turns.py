"""Speakers that only the layout names: transcripts, signed quotations, lead-ins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Article, AttributionKind, Mode, Reading
from sayso.read import read
from sayso.read.turns import TURN


def reading(text: str) -> Reading:
    return read(Article(id="x", text=text, file="x.txt", outlet="The Lantern", language="en"))


def turns(text: str) -> list[tuple[str, str, str]]:
    """(speaker, cue, first words) of each statement that rests on the layout."""
    return [
        (s.source.name, s.cue.text if s.cue else "", " ".join(s.text.split()[:3]))
        for s in reading(text).statements
        if s.basis == TURN
    ]


SIGNED = """Porters say what they think

We asked porters at the Lindal hospital about the new rota.

“Nobody asked us. It came on a sheet of paper.” ― Mila Brandt

“I regret my vote, and so do my friends.”― Ana Sorel
"""

LEAD_IN = """Ferry carried too many, port chief says

The chief of the port, Ralf Dunmore, spoke about the sinking on Monday.

Dunmore continued:

“The ferry carried ninety people too many. We told the owner twice last year.

“Nobody can say that we did not warn him.”

The owner, Petra Lindqvist, added:

It is a lie from start to finish. We had every paper we needed. The harbour wants somebody to blame.

The trial begins in October.
"""

TRANSCRIPT = """Interview about the bridge

Anchor Lena Foss asked Nils Halvorsen, the minister, about the bridge on Sunday.

FOSS: When did you learn of the cracks?

HALVORSEN: I learned of them on Friday. We closed it within the hour.

FOSS: But the report says otherwise.

HALVORSEN: The report is wrong.

The ministry did not comment further.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SIGNED,
            [
                ("Mila Brandt", "―", "Nobody asked us"),
                ("Mila Brandt", "", "It came on"),
                ("Ana Sorel", "―", "I regret my"),
            ],
        ),
        (
            LEAD_IN,
            [
                ("Ralf Dunmore", "continued:", "The ferry carried"),
                ("Ralf Dunmore", "", "We told the"),
                ("Ralf Dunmore", "", "Nobody can say"),
                ("Petra Lindqvist", "added:", "It is a"),
                ("Petra Lindqvist", "", "We had every"),
                ("Petra Lindqvist", "", "The harbour wants"),
            ],
        ),
        (
            TRANSCRIPT,
            [
                ("Lena Foss", ":", "When did you"),
                ("Nils Halvorsen", ":", "I learned of"),
                ("Nils Halvorsen", "", "We closed it"),
                ("Lena Foss", ":", "But the report"),
                ("Nils Halvorsen", ":", "The report is"),
            ],
        ),
    ],
)
def test_who_speaks(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert turns(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The road is open again.\n\nWARNING: More rain is on its way.\n\nMAP: See where the river rose.",
        "“The Long Harbour” — Ann Roe says she likes it.",
        "The board named three towns:\n\nThe mill in Harnley closed in May. Rain fell on the fields for a week.",
        "He wrote “No Way Home” – 1998",
        "ROE: one",
    ],
)
def test_no_turn(text: str) -> None:
    assert turns(text) == []


def test_what_follows_a_signed_quotation_is_not_its_signers() -> None:
    last = reading(SIGNED + "\nThe board will vote on Tuesday.").statements[-1]
    assert last.attribution is AttributionKind.NONE


def test_speech_that_is_laid_out_is_direct() -> None:
    assert {s.mode for s in reading(TRANSCRIPT).statements if s.basis == TURN} == {Mode.DIRECT}


def test_signatures_and_lead_ins_say_nothing_by_themselves() -> None:
    said = [s.text for s in (*reading(SIGNED).statements, *reading(LEAD_IN).statements)]
    assert not any("Brandt" in s or "continued" in s for s in said)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["ROE: ", "“", "” ― Ann Roe", "Ada added:", "\n", "\n\n", "It rained. ", ":", "― "])))
def test_any_layout(parts: list[str]) -> None:
    text = "".join(parts)
    for s in reading(text).statements:
        assert all(0 <= x.start < x.end <= len(text) for x in s.spans)
