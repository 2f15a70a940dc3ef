"""Pronouns: tables of (text, pronoun, whom it means), all about invented people."""

from __future__ import annotations

import re

import pytest

from sayso.model import Article, EntityKind, Span
from sayso.read.draft import Draft, Marks
from sayso.read.names import find_entities
from sayso.read.parse import parse
from test_names import name_of, whose


def drafted(*sentences: str) -> Draft:
    """As in the tests of names, with quotation marks."""
    text = " ".join(sentences)
    draft = Draft(Article(id="t", text=text), masked=text)
    at = 0
    for sentence in sentences:
        draft.sentences.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    for m in re.finditer("“([^”]*)”", text):
        draft.marks.append(Marks(Span(*m.span(1)), Span(*m.span()), True, 0))
    parse(draft)
    find_entities(draft)
    return draft


PEOPLE = [
    # nobody speaks of herself as "she"
    (("Mayor Ilse Varga spoke about Helen Oakes.", "“When she won, I laughed,” Varga said."), "she", "Helen Oakes"),
    (("Ilse Varga watched Helen Oakes.", "“It was late,” Varga said.", "“I hope she sleeps.”"), "she", "Helen Oakes"),
    # but the article's own wording around a few quoted words is no speech of hers
    (("Mayor Ilse Varga said she was “not able to leave her post”.",), "her", "Ilse Varga"),
    # a pronoun before the subject of its sentence
    (("Governor Tomas Berrin resigned.", "On his website, Victor Hamm asked for votes."), "his", "Victor Hamm"),
    # the object is somebody else than who does it
    (("Victor Hamm beat Tomas Berrin in Oslo, knocking him down twice.",), "him", "Tomas Berrin"),
    (("Victor Hamm met Tomas Berrin in May.", "Hamm later sued him."), "him", "Tomas Berrin"),
    # the owner is who does it
    (
        ("Tomas Berrin ran against Victor Hamm.", "Hamm asked for money in a note made on his site."),
        "his",
        "Victor Hamm",
    ),
    # an opening phrase describes nobody
    (("After a call to his mother, Victor Hamm was led away.",), "his", "Victor Hamm"),
    # a noun for somebody becomes a person where it is taken up
    (("The paper spoke with a cosplayer on Friday.", "She wore a paper crown."), "She", "cosplayer"),
    (("“My husband hires nice people,” the owner added.", "“He is right.”"), "He", "husband"),
    # an unnamed source does not speak of himself
    (("Tomas Berrin was fined.", "A source said he would appeal."), "he", "Tomas Berrin"),
    # the young are called by their age
    (("Dov Pell, 16, fell from the pier.", "The teenager broke his leg."), "his", "Dov Pell"),
    # what somebody says is about him
    (("Tomas Berrin ran against Victor Hamm.", "Hamm said he would win."), "he", "Victor Hamm"),
]


@pytest.mark.parametrize(("sentences", "pronoun", "person"), PEOPLE)
def test_people(sentences: tuple[str, ...], pronoun: str, person: str) -> None:
    assert name_of(drafted(*sentences), pronoun) == person


MANY = [
    (("Web developers face new rules.", "They must hurry."), "They", "web developers"),
    (("Many pregnant nurses stayed at home.", "The hospital said they were ill."), "they", "pregnant nurses"),
    (("A spokesperson confirmed the blaze.", "They said the roof was gone."), "They", "spokesperson"),
    (("The balloons hung in the hall.", "They were red."), "They", None),
    (("The police met the strikers.", "The banners were large, and they fell."), "they", None),
]


@pytest.mark.parametrize(("sentences", "pronoun", "group"), MANY)
def test_groups(sentences: tuple[str, ...], pronoun: str, group: str | None) -> None:
    assert name_of(drafted(*sentences), pronoun) == group


def test_a_plural_noun_becomes_a_group_only_where_it_is_taken_up() -> None:
    taken_up = drafted("Web developers face new rules.", "They must hurry.")
    group = whose(taken_up, "They")
    assert group is not None
    assert group.kind is EntityKind.GROUP
    assert [taken_up.text[m.start : m.end] for m in group.mentions] == ["Web developers", "They"]
    assert whose(drafted("Web developers face new rules.", "It will rain."), "Web developers") is None


@pytest.mark.parametrize(
    ("sentences", "words", "name"),
    [
        (("The 15-year-old Nora Quint won.", "The girl smiled."), "The girl", "Nora Quint"),
        (("Dov Pell, 16, fell from the pier.", "The youth of the town mourned."), "The youth", "youth of the town"),
        (("Dov Pell, 61, fell from the pier.", "The teenager ran."), "The teenager", "teenager"),
    ],
)
def test_the_young_are_called_by_their_age(sentences: tuple[str, ...], words: str, name: str) -> None:
    assert name_of(drafted(*sentences), words) == name
