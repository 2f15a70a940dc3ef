"""Drift: what changes between two tellings."""

from __future__ import annotations

import pytest

from linking import reading, told
from sayso.link import link
from sayso.model import Certainty, RelationKind


def drifts(kind: RelationKind, one: dict, other: dict) -> list[str]:
    links = link([reading("a", "Harbour Post", [one]), reading("b", "Valley Wire", [other])])
    return [r.note for r in links.relations if r.kind is kind]


def quote(text: str) -> dict:
    return told(text, "Ada Okafor", quoted=True)


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("We gave our full and unconditional backing to the plan", "unconditional backing to the plan", "cut from"),
        ("This is a gift to the smugglers of the coast", "This is a present to the smugglers of the coast", "present"),
    ],
)
def test_quotation_drift(one: str, other: str, word: str) -> None:
    (note,) = drifts(RelationKind.QUOTATION_DRIFT, quote(one), quote(other))
    assert word in note


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We gave our full backing to the plan", "We gave our full backing to the plan"),
        ("We gave our full backing to the plan", "The weather has been kind to the vineyards"),
    ],
)
def test_no_quotation_drift(one: str, other: str) -> None:
    assert drifts(RelationKind.QUOTATION_DRIFT, quote(one), quote(other)) == []


def test_lost_hedge() -> None:
    soft = told("The tunnel probably collapsed because of the rain.", certainty=Certainty.PROBABLE)
    (note,) = drifts(RelationKind.CERTAINTY_DRIFT, told("The tunnel collapsed because of the rain."), soft)
    assert "probably" in note


def test_lost_attribution() -> None:
    text = "The tunnel collapsed because of the rain."
    (note,) = drifts(RelationKind.CERTAINTY_DRIFT, told(text), told(text, "Ada Okafor"))
    assert "Ada Okafor" in note


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        (
            "About 450 crates of stolen wine turned up in the cellar.",
            "Turned up in the cellar: 450 crates of stolen wine.",
            "bound",
        ),
        ("The storm injured 80 people in Lerno.", "The storm injured 50 people in Lerno.", "number"),
    ],
)
def test_number_drift(one: str, other: str, word: str) -> None:
    (note,) = drifts(RelationKind.NUMBER_DRIFT, told(one), told(other))
    assert word in note


def test_framing() -> None:
    one = told("Mob of thugs marches on the town hall of Lerno", headline=True)
    (note,) = drifts(RelationKind.FRAMING, one, told("Residents march on the town hall of Lerno", headline=True))
    assert "Mob" in note
    assert "thugs" in note


def test_no_framing_without_judging_words() -> None:
    one = told("Residents march on the town hall of Lerno", headline=True)
    assert drifts(RelationKind.FRAMING, one, told("Lerno residents march on town hall", headline=True)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The storm killed 12 people in Lerno.", "The storm injured 40 people in Lerno."),
        ("Four dockers were killed in the blast at Brinn.", "Sixteen dockers are still being treated after the blast."),
        ("A fifth of the harvest of Lerno was lost.", "One fifth of the harvest of Lerno was lost."),
    ],
)
def test_no_drift_between_numbers_of_other_things(one: str, other: str) -> None:
    assert drifts(RelationKind.NUMBER_DRIFT, told(one), told(other)) == []


def test_framing_names_both_words() -> None:
    one = told("Rioters filled the square of Lerno on Monday night.")
    (note,) = drifts(RelationKind.FRAMING, one, told("Protesters filled the square of Lerno on Monday night."))
    assert "Rioters" in note
    assert "Protesters" in note


def test_each_version_once_against_the_fullest() -> None:
    full = "We gave our full and unconditional backing to the plan of the council"
    rows = [full, "unconditional backing to the plan", "full and unconditional backing to the plan"]
    links = link([reading(f"a{n}", f"Outlet {n}", [quote(text)]) for n, text in enumerate(rows)])
    found = [(r.origin, r.target) for r in links.relations if r.kind is RelationKind.QUOTATION_DRIFT]
    assert sorted(found) == [("a1-s1", "a0-s1"), ("a2-s1", "a0-s1")]


def test_a_doubt_that_the_article_keeps_is_not_lost() -> None:
    soft = told("The tunnel probably collapsed because of the rain.", certainty=Certainty.PROBABLE)
    flat = told("The tunnel collapsed because of the rain, the mayor added.")
    links = link([reading("a", "Harbour Post", [soft, flat]), reading("b", "Valley Wire", [soft])])
    assert [r for r in links.relations if r.kind is RelationKind.CERTAINTY_DRIFT] == []
