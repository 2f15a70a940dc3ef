"""The brief in the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

import brief_sample
from sayso.brief import build_brief, to_terminal
from sayso.model import Links


@pytest.fixture(scope="module")
def shown() -> str:
    return to_terminal(build_brief(brief_sample.readings(), brief_sample.links()), 80)


@pytest.mark.parametrize(
    "words",
    [
        "4 articles, 3 outlets, 4 independent origins",
        "[denied] 3 of 4 articles",
        "Denied by Solvex Trading.",
        "Petru Lungu (a party to",
        "Against it: “the accusation” Solvex Trading denies, in Northline Daily",
        "two people familiar with the inspection, in Harbour Gazette (possible)",
        "Delta Press (credited, text not given)",
        "Times without a calendar day: 2",
    ],
)
def test_what_it_says(shown: str, words: str) -> None:
    assert words in " ".join(shown.split())


def test_plain_and_no_wider_than_asked(shown: str) -> None:
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_colour_only_where_asked() -> None:
    assert "\x1b[" in to_terminal(build_brief(brief_sample.readings(), brief_sample.links()), 80, color=True)


def test_an_article_cannot_drive_the_terminal() -> None:
    readings = brief_sample.readings()
    evil = replace(readings[0].article, outlet="\x1b[2JGazette\u202e")
    shown = to_terminal(build_brief([replace(readings[0], article=evil), *readings[1:]], brief_sample.links()), 60)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_nothing_to_show() -> None:
    assert "0 articles" in to_terminal(build_brief([], Links((), (), (), (), ())), 80)
