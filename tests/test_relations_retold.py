"""Hints read into quotations, predictions made of them, suspects called guilty, and details that move between two tellings."""

from __future__ import annotations

from datetime import date

import pytest

from linking import reading, told
from sayso.link import link
from sayso.model import Article, Links, RelationKind
from sayso.read import read

DAY = date(2021, 3, 4)


def linked(*texts: str) -> Links:
    rows = [Article(f"a{n}", t, outlet=f"Outlet {n}", published=DAY) for n, t in enumerate(texts, 1)]
    return link([read(a) for a in rows])


def notes(links: Links, kind: RelationKind) -> str:
    return "\n".join(r.note for r in links.relations if r.kind is kind)


def test_a_headline_hints_what_is_not_in_the_words_quoted() -> None:
    links = linked(
        "Ada Quill hints she would not support the harbour budget\n\nLERNO (Valley Wire) - The council met on Monday.\n\n"
        "“I do not make it a habit to support budgets that nobody has read,” Ada Quill told the council of Lerno.\n"
    )
    assert "“hints” here" in notes(links, RelationKind.CERTAINTY_DRIFT)


def test_a_word_said_of_what_was_is_told_of_what_will_be() -> None:
    links = linked(
        "Mayor Ada Quill said on Monday that the planned tour of the miners will be “reckless” for the port of Lerno.",
        "“What the miners have done over the last weeks was reckless to the whole port of Lerno,” Ada Quill told "
        "reporters on Monday about the planned tour.",
    )
    assert "what is to come" in notes(links, RelationKind.CERTAINTY_DRIFT)


@pytest.mark.parametrize(
    ("sure", "found"),
    [
        ("Six poachers crossed the marsh near Brinn at dawn in two boats.", True),
        ("Six alleged poachers crossed the marsh near Brinn at dawn in two boats.", False),
    ],
)
def test_suspects_called_guilty(sure: str, found: bool) -> None:
    soft = "Six suspected poachers crossed the marsh near Brinn at dawn in two boats."
    links = link([reading("a", "Harbour Post", [told(sure)]), reading("b", "Valley Wire", [told(soft)])])
    assert bool(notes(links, RelationKind.CERTAINTY_DRIFT)) is found


def test_two_witnesses_who_differ_are_no_drift() -> None:
    rows = [
        reading("a", "Harbour Post", [told("the ferry Aldis hit the pier of Lerno", "Ada Quill")]),
        reading("b", "Valley Wire", [told("the ferry may have hit a rock off Skarn", "Tam Orre")]),
    ]
    assert not notes(link(rows), RelationKind.CERTAINTY_DRIFT)


def test_could_not_against_refused_to() -> None:
    links = linked(
        "Senator Ada Quill said she regretted that Governor Tam Orre could not meet the miners of Lerno.",
        "“His refusal to meet the miners of Lerno is a great pity,” Senator Ada Quill said of Governor Tam Orre.",
    )
    assert "against “refusal to meet”" in notes(links, RelationKind.DIFFERS)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("The frigate escorted five merchant ships through the strait of Skarn on Monday.", True),
        ("The frigate escorted five Norwegian merchant ships through the strait of Skarn on Monday.", False),
    ],
)
def test_ships_of_a_nation_in_one_telling(other: str, found: bool) -> None:
    links = linked("The frigate escorted five Norwegian merchant ships through the strait of Skarn on Monday.", other)
    assert ("“Norwegian”" in notes(links, RelationKind.DIFFERS)) is found


def test_the_day_it_was_said_becomes_the_day_it_happened() -> None:
    links = linked(
        "A frigate stopped a boat of armed smugglers off the coast of Lerno and took eleven men, a naval officer said "
        "here Friday.",
        "A frigate stopped a boat of armed smugglers off the coast of Lerno on Friday and took eleven men.",
    )
    assert "“Friday” is when it was said here" in notes(links, RelationKind.DIFFERS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the weaver Tam Orre later died in the hospital of Lerno", "the weaver Tam Orre died at the scene in Lerno"),
        ("there was a shortage of tents and blankets", "We are not facing shortages"),
    ],
)
def test_contradictions_of_a_death_and_of_a_lack(one: str, other: str) -> None:
    rows = [
        reading("a", "Harbour Post", [told(one, "Ada Quill")]),
        reading("b", "Valley Wire", [told(other, "Lena Moor", negative=" not " in other)]),
    ]
    assert any(r.kind in (RelationKind.CONTRADICTS, RelationKind.DENIES) for r in link(rows).relations)


def test_one_quoted_word_of_two_things() -> None:
    rows = [
        reading("a", "Harbour Post", [told("Quill calls the miners' tour ‘reckless’ for Lerno", headline=True)]),
        reading("b", "Valley Wire", [told("Quill calls the miners' visit ‘reckless’ for Lerno", headline=True)]),
    ]
    assert "of “visit” here, of “tour” there" in notes(link(rows), RelationKind.FRAMING)


@pytest.mark.parametrize(
    ("no", "yes"),
    [
        ("He never left.", "Tam Orre left the council of Lerno last year."),
        (
            "Phones were not answered and Tam Orre has not commented on the sale.",
            "Tam Orre has yet to comment on the sale.",
        ),
        ("Do not shoot, the miners of Lerno shouted.", "The guard who shot the miner of Lerno was named."),
    ],
)
def test_a_not_of_something_else_contradicts_nothing(no: str, yes: str) -> None:
    links = link([reading("a", "Harbour Post", [told(no, negative=True)]), reading("b", "Valley Wire", [told(yes)])])
    assert not notes(links, RelationKind.CONTRADICTS)


def test_an_answer_given_in_other_articles_too_is_not_left_out() -> None:
    text = "the mine of Brinn was shut because its owners hid the fire"
    answer = "The suggestion that the owners hid the fire in the mine of Brinn is categorically false"
    rows = [
        reading("a", "Harbour Post", [told(text, "Lena Moor"), told(answer, "spokesman", quoted=True)]),
        reading("b", "Valley Wire", [told(text, "Lena Moor"), told(answer, "company spokesperson", quoted=True)]),
    ]
    assert "without the denial" not in notes(link(rows), RelationKind.OMISSION)
