"""Names: tables of (text, what must be found), all about invented people."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Article, Entity, EntityKind, Span
from sayso.read.draft import Draft
from sayso.read.names import find_entities, is_unnamed
from sayso.read.names.bodies import initials, key
from sayso.read.names.people import family, parts, same_person
from sayso.read.parse import parse
from sayso.read.tagger import tag


def drafted(*sentences: str) -> Draft:
    text = " ".join(sentences)
    draft = Draft(Article(id="t", text=text), masked=text)
    at = 0
    for sentence in sentences:
        draft.sentences.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    parse(draft)
    tag(draft)
    find_entities(draft)
    return draft


def whose(draft: Draft, words: str, nth: int = 0) -> Entity | None:
    at = -1
    for _ in range(nth + 1):
        found = re.compile(rf"\b{re.escape(words)}").search(draft.text, at + 1)
        assert found is not None
        at = found.start()
    return draft.entity_at(Span(at, at + len(words)))


def name_of(draft: Draft, words: str, nth: int = 0) -> str | None:
    entity = whose(draft, words, nth)
    return entity.name if entity else None


ONE = [
    (("Foreign Minister Ilse Varga arrived late.", "Ms. Varga said nothing."), "Ms. Varga", "Ilse Varga"),
    (("Marisol Quint, the mayor of Lowford, resigned.", "The mayor gave no reason."), "The mayor", "Marisol Quint"),
    (("Harbour chief Tomas Berrin spoke first.", "He said the pier was closed."), "He", "Tomas Berrin"),
    (("The head of the ferry union, Anna Pelt, agreed.", "Pelt said so on Monday."), "Pelt", "Anna Pelt"),
    (("Tomas Berrin met Helen Oakes on Friday.", "She thanked him."), "She", "Helen Oakes"),
    (("Tomas Berrin met Helen Oakes on Friday.", "She thanked him."), "him", "Tomas Berrin"),
    (("The Geological Office (GEO) measured it.", "GEO said more would follow."), "GEO", "Geological Office"),
    (("When he landed, Victor Hamm said the war was over.",), "he", "Victor Hamm"),
    (("Pak Min Su toured the plant.", "Mr. Pak smiled."), "Mr. Pak", "Pak Min Su"),
    (("Governor Daniel Orlowsky left.", "Later Orlovsky came back."), "Orlovsky", "Daniel Orlowsky"),
    (("Mayor Piet de Wael spoke.", "De Wael said the quay was shut."), "De Wael", "Piet de Wael"),
    (("Mayor Piet Ossel flew in.", "In Lowford, the mayor said he was tired."), "the mayor", "Piet Ossel"),
    (("Tomas Berrin met Orla Bakers on Friday.", "It was late, Bakers said."), "Bakers said", "Orla Bakers"),
    (("Agents of the F.T.C. came.", "The Federal Trade Commission said so."), "F.T.C.", "Federal Trade Commission"),
    (("Police said a woman called.", "She gave no name."), "She", "woman"),
]


@pytest.mark.parametrize(("sentences", "words", "name"), ONE)
def test_one_and_the_same(sentences: tuple[str, ...], words: str, name: str) -> None:
    assert name_of(drafted(*sentences), words) == name


def test_the_source_span_belongs_to_the_person_not_to_what_is_in_the_title() -> None:
    draft = drafted("Velm island governor Heda Ruskova said the road was open.")
    assert name_of(draft, "Velm island governor Heda Ruskova") == "Heda Ruskova"


def test_a_possessor_is_not_the_source() -> None:
    draft = drafted("Pella's sister Dora Pella said he slept.", "Jim Pella slept.")
    assert name_of(draft, "Pella's sister Dora Pella") == "Dora Pella"


def test_couples_with_one_surname_stay_two() -> None:
    draft = drafted("Senator Peter Malk spoke in Boston.", "His wife, Irene Malk, listened.", "Malk said he would run.")
    assert name_of(draft, "Irene Malk") == "Irene Malk"
    assert name_of(draft, "Malk", 2) == "Peter Malk"


def test_a_capital_that_acts_is_its_government() -> None:
    draft = drafted("Moscow accused Oslo of spying.", "The envoy flew to Moscow on Sunday.")
    first, second = whose(draft, "Moscow"), whose(draft, "Moscow", 1)
    assert first is not None
    assert second is not None
    assert (first.name, first.kind) == ("Russia", EntityKind.GOVERNMENT)
    assert (second.name, second.kind) == ("Moscow", EntityKind.PLACE)
    assert name_of(draft, "Oslo") == "Norway"


def test_officials_of_two_countries_are_two_groups() -> None:
    draft = drafted("Iranian officials denied it.", "Russian officials kept silent.")
    first, second = whose(draft, "Iranian officials"), whose(draft, "Russian officials")
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert first.kind is EntityKind.GROUP
    assert "Iran" in first.aliases


def test_foreign_ministries_of_two_countries_are_two() -> None:
    draft = drafted("Chile's Foreign Ministry protested.", "Peru's Foreign Ministry called that absurd.")
    first, second = whose(draft, "Foreign Ministry"), whose(draft, "Foreign Ministry", 1)
    assert first is not None
    assert second is not None
    assert first.id != second.id


def test_a_pronoun_never_means_a_place() -> None:
    draft = drafted("Lisbon was quiet.", "He said so.")
    assert whose(draft, "He") is None


def test_who_is_unnamed_is_told() -> None:
    draft = drafted("One woman in the crowd said the roof fell.", "Erik Sund ran.")
    woman, erik = whose(draft, "One woman"), whose(draft, "Erik Sund")
    assert woman is not None
    assert erik is not None
    assert is_unnamed(woman)
    assert not is_unnamed(erik)


def test_headline_in_title_case_knows_only_what_the_article_knows() -> None:
    draft = drafted("Sudden Storm Leaves Berrin Camp Without Power", "Tomas Berrin closed the camp near Split.")
    assert name_of(draft, "Berrin") == "Tomas Berrin"
    assert all("Storm" not in e.name for e in draft.entities)


def test_nothing_in_nothing_out() -> None:
    assert drafted("").entities == []


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Daniel Orlowsky", "Danil Orlovsky", True),
        ("J. Marrow", "Jane Marrow", True),
        ("Bill Tarn", "William Tarn", True),
        ("Peter Malk", "Irene Malk", False),
        ("Mario Lenz", "Maria Lenz", False),
        ("Ahmed Sadr", "Hassan Sadr", False),
    ],
)
def test_same_person(left: str, right: str, same: bool) -> None:
    assert same_person(parts(left), parts(right)) is same


@pytest.mark.parametrize(
    ("name", "surname"),
    [("Pak Min Su", "pak"), ("Kim Basin", "basin"), ("Ludo van der Meer", "van der meer"), ("Al Tarn Jr.", "tarn")],
)
def test_family_names(name: str, surname: str) -> None:
    assert family(parts(name))[0] == surname


def test_keys_of_bodies() -> None:
    assert key("The Brant Pump Co.") == ("brant", "pump")
    assert initials("U.S. Weather and Tide Office") == "uswto"


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="Aa Bb.,'’\"“” -()Mr\n", max_size=120))
def test_mentions_are_in_range_trimmed_and_apart(text: str) -> None:
    draft = Draft(Article(id="t", text=text), masked=text, sentences=[Span(0, len(text))])
    parse(draft)
    tag(draft)
    find_entities(draft)
    for entity in draft.entities:
        last = 0
        for m in entity.mentions:
            assert last <= m.start < m.end <= len(text)
            assert draft.words(m) == draft.words(m).strip()
            last = m.end
