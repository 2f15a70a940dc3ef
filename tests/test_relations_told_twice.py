"""What two real readings of one event tell otherwise, and what is only told in other words."""

from __future__ import annotations

import pytest

from sayso.link import link
from sayso.link.relation_clashes import apart
from sayso.model import Article, Links, RelationKind
from sayso.read import read

LEAD = "A crane fell at the port of Lerno on Sunday, and the yard was closed.\n\n"


def linked(*texts: str) -> Links:
    return link([read(Article(f"a{n}", LEAD + text, f"a{n}.txt")) for n, text in enumerate(texts)])


def notes(links: Links, *kinds: RelationKind) -> list[str]:
    return [r.note or "" for r in links.relations if r.kind in kinds]


def test_one_figure_in_two_units() -> None:
    links = linked(
        "Jon Pell, a driver of the port, lost his footing and fell approximately 300 metres down a rusty stair on his way "
        "to the mess, police said.",
        "Before Ola Brandt was hurt another driver of the port, Jon Pell, died after slipping and falling about 300 feet "
        "from a gantry.",
    )
    found = notes(links, RelationKind.NUMBER_DRIFT)
    assert any("another unit" in note for note in found)


def test_one_length_in_two_units_is_no_change() -> None:
    links = linked(
        "The driver Ola Brandt fell about 2,000 feet from the arm of the crane into the dock.",
        "The driver Ola Brandt fell about 610 metres from the arm of the crane into the dock.",
    )
    assert not notes(links, RelationKind.NUMBER_DRIFT, RelationKind.CONTRADICTS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The driver, Ola Brandt, 32, died at the port.", "On Friday, 36-year-old Jon Pell had died at the port."),
        ("The crane stood at Mt. Corran when it fell.", "The crane stood at Mount Corran when it fell."),
        (
            "The victims were Ada Quill, 61, mother of the driver, and 48-year-old Mina Brandt.",
            "The driver, Oskar Quill, 35, was one of the victims of the fall.",
        ),
        ("The fall of the crane killed two women and a man.", "The fall of the crane killed three people."),
        ("Jon Pell is alive, his wife said.", "A hoax that the driver Jon Pell is dead went round the port."),
        (
            "“The rope was new, and it was not the rope of the ferry,” Ola Brandt said.",
            "“The rope was new, and it was not the rope of the ferry,” Ola Brandt told a local radio.",
        ),
        (
            "It appeared the crew was insufficiently trained and experienced for the work they chose.",
            "The crew was not trained and inexperienced for the work they chose.",
        ),
    ],
)
def test_what_is_no_difference(one: str, other: str) -> None:
    links = linked(one, other)
    found = notes(links, RelationKind.CONTRADICTS, RelationKind.DIFFERS, RelationKind.NUMBER_DRIFT)
    assert not [n for n in found if "copied" not in n]


def test_the_day_before_is_no_day_by_itself() -> None:
    assert not apart([("2011-04-01", "the day before")], [("2011-04-03", "Sunday")], "time")
    assert apart([("2011-04-01", "Friday")], [("2011-04-03", "Sunday")], "time")


def test_enough_here_and_too_little_there() -> None:
    links = linked(
        "The foreman Ola Brandt was well equipped for the work on the crane.",
        "The foreman Ola Brandt was poorly equipped for the work on the crane.",
    )
    assert any(n.startswith("“well” against “poorly”") for n in notes(links, RelationKind.CONTRADICTS))


def test_an_abbreviation_without_its_points_is_no_other_word() -> None:
    links = linked(
        "“I was an officer of the F.B.I. for nine long years,” Ola Brandt said.",
        "“I was an officer of the FBI for nine long years,” Ola Brandt said.",
    )
    assert not notes(links, RelationKind.QUOTATION_DRIFT)


def test_passages_of_an_article_that_is_a_copy_only_in_part() -> None:
    shared = "The harbour master said that the crane had stood without an inspection since the spring of last year."
    own = [
        "Fishermen waited outside the gates for hours. Nobody from the union was there. The tide carried planks away. "
        "A ferry to the islands left late, and shops along the quay closed early that evening.",
        "Two insurers sent their people in the afternoon. The mayor spoke of a dark hour for the town. Schools nearby "
        "were empty. A priest rang the bell for those who work at sea, as is the custom there.",
    ]
    links = linked(*(f"{shared} {rest}" for rest in own))
    assert any("words in a row" in note for note in notes(links, RelationKind.COPY))
