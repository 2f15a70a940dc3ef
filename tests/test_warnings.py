"""Warnings of invented sentences."""

from __future__ import annotations

import pytest

from sayso.model import Article, Quantity, Span, WarningKind
from sayso.read.blocks import find_blocks
from sayso.read.draft import Draft
from sayso.read.marks import find_marks
from sayso.read.sentences import split_sentences
from sayso.read.warnings import find_warnings

HEAD = "Flood swamps harbour\nThe water came at dawn on Monday.\n"


def warned(
    text: str, counts: tuple[tuple[str, float | None, float | None, str], ...] = ()
) -> list[tuple[WarningKind, str]]:
    draft = Draft(Article(id="a", text=text))
    find_blocks(draft)
    find_marks(draft)
    split_sentences(draft)
    for words, low, high, of in counts:
        at = text.index(words)
        best = low if low == high else None
        draft.quantities.append(Quantity("a", Span(at, at + len(words)), words, low, best, high, "people", of))
    find_warnings(draft)
    return [(w.kind, draft.words(w.span) if w.span else "") for w in draft.warnings]


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        (
            "The dam burst. and the town was built for its first water in a pier.",
            "and the town was built for its first water in a pier.",
        ),
        ("The mayor met the the crew.", "The mayor met the the crew."),
        ("The also said that nobody was hurt.", "The also said that nobody was hurt."),
        ("He bought a the boat.", "He bought a the boat."),
        ("The pier (built in 1950 fell.", "The pier (built in 1950 fell."),
    ],
)
def test_garbled(sentence: str, shown: str) -> None:
    assert (WarningKind.GARBLED, shown) in warned(HEAD + sentence)


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The talks between the Norway and Denmark could end soon.", "the Norway"),
        ("The ministry informed that the dam had burst.", "informed that"),
        ("Nils Aro went the same waya pilot from Oslo knows.", "waya"),
        ("The dam fell on the territory of Norway.", "on the territory of"),
    ],
)
def test_mistranslated(sentence: str, shown: str) -> None:
    assert (WarningKind.MISTRANSLATION, shown) in warned(HEAD + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor was informed that the dam had burst.",
        "The Norway summit ended, and the Denmark talks began.",
        "“It had had that that effect,” he said.",
        "The U.S. is the Netherlands’ partner.",
        "Aro (D-Vt.) left.",
        "He has not said whether he is not from Oslo.",
    ],
)
def test_sound_sentences(sentence: str) -> None:
    assert warned(HEAD + sentence) == []


@pytest.mark.parametrize(
    ("text", "counts", "found"),
    [
        (
            "Flood kills 12 in Oslo\nA flood killed 10 people in Oslo, police said.",
            (("12", 12, 12, "people killed"), ("10", 10, 10, "people killed")),
            1,
        ),
        (
            "Flood kills 12 in Oslo\nA flood killed at least 10 people in Oslo, police said.",
            (("12", 12, 12, "people killed"), ("at least 10", 10, None, "people killed")),
            0,
        ),
        (
            "Flood kills 12 in Oslo\nA flood killed 12 people and hurt 30, police said.",
            (("12", 12, 12, "people killed"), ("30", 30, 30, "people hurt")),
            0,
        ),
        (
            "Flood kills 12 in Oslo\nA flood killed 8 people in Oslo and 4 in Bergen, police said.",
            (("12", 12, 12, "people killed"), ("8", 8, 8, "people killed"), ("4", 4, 4, "people killed")),
            0,
        ),
    ],
)
def test_counts_of_headline_and_lead(
    text: str, counts: tuple[tuple[str, float | None, float | None, str], ...], found: int
) -> None:
    assert sum(kind is WarningKind.CONTRADICTION for kind, _ in warned(text, counts)) == found
