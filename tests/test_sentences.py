"""Sentences of invented paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Article
from sayso.read.blocks import find_blocks
from sayso.read.draft import Draft
from sayso.read.marks import find_marks
from sayso.read.sentences import split_sentences

HEAD = "Flood swamps harbour\nThe water came at dawn on Monday.\n"


def split(text: str) -> Draft:
    draft = Draft(Article(id="a", text=text))
    find_blocks(draft)
    find_marks(draft)
    split_sentences(draft)
    return draft


@pytest.mark.parametrize(
    "sentences",
    [
        ['"It is gone." Aro said.', '"We go on."', "He left."],
        ["He met Mr. J. R. Aro in the U.S. capital.", "The man, 5.5 feet tall, left at 3 p.m. Tuesday."],
        ["It was 9 a.m.", "The pier fell in Golden, Colo.", "Police came."],
        ['"Why?" Aro asked.', '"Go!" she said.', "Then he went."],
        ["The dam holds 5.5 million litres.", "and the rest has run off."],
        ["She works at Yahoo! and Acme Inc. in Vt. now."],
        ["No. 5 wins.", '"Stop." said Lee.', "(He left.)", "It ended…", "Then no."],
        ["He aimed a. 357 caliber gun.", "It was 8 p. m. in Oslo."],
        ["“ We are dry. ”", "Nobody else was."],
        ["They saw it...", "Then it sank."],
        ["The F.B.I. and the mayor met.", "Sen. Aro (D-Vt.) did not."],
        ["“One fell. Two fell,” he said.".replace(". Two", "."), "Three stood."],
    ],
)
def test_paragraphs(sentences: list[str]) -> None:
    draft = split(HEAD + " ".join(sentences))
    assert [draft.words(s) for s in draft.sentences][2:] == sentences


def test_a_lost_space_still_ends_a_sentence() -> None:
    draft = split(HEAD + "It was over.The crowd left example.com today.")
    assert [draft.words(s) for s in draft.sentences][2:] == ["It was over.", "The crowd left example.com today."]


def test_a_headline_is_one_sentence() -> None:
    draft = split("Role swap? Orvik hires its critic\nThe port hired Nils Aro on Monday, it said.\nHe starts soon.")
    assert draft.words(draft.sentences[0]) == "Role swap? Orvik hires its critic"


@given(st.text(alphabet=st.sampled_from(list('aB1 .!?…"“”’)\n')), max_size=200))
@settings(max_examples=300, deadline=None)
def test_sentences_are_trimmed_ordered_and_inside_blocks(text: str) -> None:
    draft = split(text)
    at = 0
    for s in draft.sentences:
        assert at <= s.start < s.end <= len(text)
        assert draft.words(s).strip() == draft.words(s)
        assert any(b.span.contains(s) for b in draft.speaking_blocks())
        at = s.end
    spoken = [i for b in draft.speaking_blocks() for i in range(b.span.start, b.span.end) if text[i].isalnum()]
    assert all(any(s.start <= i < s.end for s in draft.sentences) for i in spoken)
