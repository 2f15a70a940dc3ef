"""Credits and chains of invented articles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Article
from sayso.read.blocks import find_blocks
from sayso.read.credits import find_credits
from sayso.read.draft import Draft
from sayso.read.newsrooms import canonical

HEAD = "Flood swamps harbour\nThe water came at dawn on Monday.\n"


def credited(text: str, outlet: str | None = "Orvik Courier") -> Draft:
    draft = Draft(Article(id="a", text=text, outlet=outlet, file="a.txt"))
    find_blocks(draft)
    find_credits(draft)
    return draft


@pytest.mark.parametrize(
    ("sentence", "kind", "party"),
    [
        ("The port is shut, reported the news agency AP.", "wire", "Associated Press (AP)"),
        ("Nils Aro told the AFP news agency that he was dry.", "outlet", "Agence France-Presse (AFP)"),
        ("The dam burst, IRNA reported.", "wire", "IRNA"),
        ("According to The New York Times, two piers fell.", "outlet", "The New York Times"),
        ("“We are dry,” Aro said on Monday, according to The Hill.", "outlet", "The Hill"),
        ("“We are dry,” Aro explained on the PBS television program “Nora Quill.”", "outlet", "Nora Quill (PBS)"),
        ("“We are dry,” Aro told CNN's Nora Quill.", "outlet", "Nora Quill (CNN)"),
        ("Aro described the scene to PIX11, saying it was wet.", "outlet", "PIX11"),
        ("Aro told the Orvik Evening Herald that he was dry.", "outlet", "Orvik Evening Herald"),
        ("Aro told the Fjordnett news agency he was dry.", "outlet", "Fjordnett"),
        ("The student news agency Fjordnett reported that the dam burst.", "wire", "Fjordnett"),
        ("The story was first reported by Fjordblad.com on Monday.", "outlet", "Fjordblad.com"),
        (
            "State television reported the burst from Norway, where Norwegian crews were.",
            "outlet",
            "Norwegian state television",
        ),
        ("Quill, of the BBC, told the New York Daily News it was over.", "outlet", "New York Daily News"),
    ],
)
def test_newsrooms_in_sentences(sentence: str, kind: str, party: str) -> None:
    assert (kind, party) in [(str(c.kind), c.party) for c in credited(HEAD + sentence).credits]


@pytest.mark.parametrize(
    "sentence",
    [
        "The BBC is moving to a new house in Oslo.",
        "Mayor Bloomberg says the piers will stand.",
        "Time says nothing about it.",
        "He told the people of Oslo to leave.",
        "She told the Norwegian government to act.",
        "The Orvik Courier reported the burst first.",
    ],
)
def test_what_is_only_talked_about_is_no_credit(sentence: str) -> None:
    assert credited(HEAD + sentence).credits == []


@pytest.mark.parametrize(
    ("last", "chain"),
    [
        (
            "This article first appeared on Fjord Online. Kettle may have altered the headings. Here's the original.\nSorce :Kettle",
            ["Orvik Courier", "Kettle", "Fjord Online"],
        ),
        ("The Associated Press contributed to this report.", ["Orvik Courier", "Associated Press (AP)"]),
        ("(With inputs from PTI)", ["Orvik Courier", "Press Trust of India (PTI)"]),
        ("Source: Fjord Online", ["Orvik Courier", "Fjord Online"]),
        ("(Reporting by Nora Quill; editing by Tom Arkwright)", ["Orvik Courier"]),
        ("Aro told Fox News. The news agency Reuters reported the rest.", ["Orvik Courier", "Reuters", "Fox News"]),
    ],
)
def test_chains(last: str, chain: list[str]) -> None:
    assert credited(HEAD + last).provenance == chain


def test_lost_link_byline_and_dateline() -> None:
    draft = credited(
        "Flood swamps harbour\nBy Nora Quill\nOSLO, Norway (Reuters) - The water came at dawn.\n"
        "This story first appeared on Kettle. Here's the original."
    )
    kinds = [(str(c.kind), c.party) for c in draft.credits]
    assert ("byline", "Nora Quill") in kinds
    assert ("wire", "Reuters") in kinds
    assert ("lost link", None) in kinds
    assert draft.provenance == ["Orvik Courier", "Kettle", "Reuters"]


def test_an_author_note_names_the_outlet_where_nothing_else_does() -> None:
    note = "I am Nora Quill, a keen reporter. I work as an editor for Orvik Instant News."
    assert credited(HEAD + "It fell.\nIt rose.\n" + note, outlet=None).provenance == ["Orvik Instant News"]


def test_the_short_name_of_a_paper_goes_by_the_place() -> None:
    text = "Fire in Queens\nA man in Brooklyn, New York, told the Daily News he ran. The NYPD came.\nNobody was hurt, police said."
    assert credited(text).provenance == ["Orvik Courier", "New York Daily News"]


def test_canonical_names() -> None:
    assert canonical("The AP") == canonical("AP") == "Associated Press (AP)"
    assert canonical("the Guardian") == "The Guardian"
    assert canonical("Fjordblad") is None


PIECES = [
    "told",
    "the",
    "AP",
    "The Post",
    "reported",
    ",",
    ".",
    "\n",
    "state TV",
    "“Show”",
    "on",
    "PBS",
    "Source:",
    "By",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=150, deadline=None)
def test_credits_point_at_their_words(words: list[str]) -> None:
    draft = credited(" ".join(words))
    for c in draft.credits:
        assert draft.article.text[c.span.start : c.span.end] == c.text != ""
    assert draft.provenance[0] == "Orvik Courier"
    assert len(set(draft.provenance)) == len(draft.provenance)
