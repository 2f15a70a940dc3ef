"""Origins: how many independent mouths a claim rests on."""

from __future__ import annotations

import pytest

from linking import ORG, G, U, reading, told
from sayso.link.copies import find_copies
from sayso.link.origins import country_of, find_origins, know_speakers
from sayso.model import Act, Reading


def origins(readings: list[Reading], same: list[tuple[int, int]] = []) -> list[str]:  # noqa: B006
    speakers = know_speakers(readings, (), find_copies(readings))
    return [o.name for o in find_origins([s for r in readings for s in r.statements], speakers, same)]


ROWS = [
    ("two named people are two", [("x", "Ada Okafor", None), ("x", "Jon Pell", None)], ["Ada Okafor", "Jon Pell"]),
    ("a surname is the full name", [("x", "Ada Okafor", None), ("x", "Okafor", None)], ["Ada Okafor"]),
    ("narration repeats the named", [("x", "Ada Okafor", None), ("x", "", None)], ["Ada Okafor"]),
    ("a spokesman is his body", [("x", "Orsk Mining spokesman", ORG), ("x", "Orsk Mining", ORG)], ["Orsk Mining"]),
    ("unnamed officials may be the named", [("x", "officials", U), ("x", "Ada Okafor", None)], ["Ada Okafor"]),
    ("officials count once together", [("x", "officials", U), ("x", "an official", U)], ["officials"]),
    ("a capital is its state", [("x", "Washington", G), ("x", "American information", G)], ["United States"]),
    ("two outlets are two voices", [("x", "", None), ("x", "", None)], ["Paper 1", "Paper 2"]),
]


@pytest.mark.parametrize(("why", "rows", "want"), ROWS, ids=[r[0] for r in ROWS])
def test_origins(why: str, rows: list[tuple], want: list[str]) -> None:
    made = [
        reading(f"a{n}", f"Paper {n}", [told(text, source, kind)]) for n, (text, source, kind) in enumerate(rows, 1)
    ]
    assert origins(made) == want


def test_outlets_with_the_same_wording_count_once() -> None:
    made = [reading(f"a{n}", f"Paper {n}", [told("The dam at Brinn held.")]) for n in (1, 2)]
    assert origins(made, [(0, 1)]) == ["Paper 1"]


def test_a_copy_has_the_voice_of_its_parent() -> None:
    body = "The dam above the town of Brinn held through the night although water stood at its crown, engineers wrote."
    made = [reading("a1", "Paper 1", [told(body)]), reading("a2", "Paper 2", [told(body)])]
    assert len(origins(made)) == 1


def test_a_named_spokeswoman_speaks_for_her_body() -> None:
    text = "Orsk Mining spokeswoman Lena Moor answered questions."
    made = [reading("a1", "Paper 1", [told(text), told("The pit is safe", "Lena Moor")])]
    speakers = know_speakers(made, (), ())
    assert [o.name for o in find_origins(made[0].statements[1:], speakers)] == ["Orsk Mining"]


def test_accuser_is_interested() -> None:
    made = [reading("a1", "Paper 1", [told("Orsk Mining bribed them", "Lena Moor", act=Act.ACCUSES)])]
    (origin,) = find_origins(made[0].statements, know_speakers(made, (), ()))
    assert origin.interested


@pytest.mark.parametrize(
    ("name", "state"),
    [("Moscow", "Russia"), ("the United States", "United States"), ("U.S.", "United States"), ("Lerno", None)],
)
def test_country_of(name: str, state: str | None) -> None:
    assert country_of(name) == state
