"""Entities across articles: who and what is one, in other spellings and shorter forms, and who is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.entities import link_entities
from sayso.link.entity_names import body_key, place_key
from sayso.model import Article, Entity, EntityKind, LinkedEntity, Place, PlaceRole, Reading, Span, Story

PERSON, BODY, LAND, PLACE, GROUP = (
    EntityKind.PERSON,
    EntityKind.ORGANISATION,
    EntityKind.GOVERNMENT,
    EntityKind.PLACE,
    EntityKind.GROUP,
)
Named = tuple[str, EntityKind] | tuple[str, EntityKind, tuple[str, ...]]


def article(name: str, *entities: Named, places: tuple[Place, ...] = ()) -> Reading:
    """An article that consists of the names of its entities."""
    text, made = "", []
    for n, (called, kind, *rest) in enumerate(entities, 1):
        span = Span(len(text), len(text) + len(called))
        text += called + "\n"
        made.append(Entity(f"{name}-e{n}", called, kind, (span,), rest[0] if rest else ()))
    return Reading(
        Article(name, text, outlet=name), "test", (), (), tuple(made), (), (), (), (), places, (), (name,), ()
    )


def link(*readings: Reading) -> tuple[LinkedEntity, ...]:
    """All articles in one story."""
    return link_entities(readings, [Story("story1", "", tuple(r.article.id for r in readings))])


def sizes(*readings: Reading) -> list[int]:
    return [len(e.members) for e in link(*readings)]


SAME = [
    ("Ilse Brandt", "Ilse Brandt", PERSON),
    ("Ilse Brandt", "Mayor Ilse Brandt", PERSON),
    ("Ilse Brandt", "Brandt", PERSON),
    ("Doru A. Vasek", "Doru Vasek", PERSON),
    ("Thomas Okafor", "Tom Okafor", PERSON),
    ("Kheidar Alibandi", "Kheydar Alivandi", PERSON),
    ("Vladimir Horvat", "Vladmir Horvat", PERSON),
    ("W. Mark Lehto", "Mark Lehto", PERSON),
    ("Catherine Moor", "Katherine Moor", PERSON),
    ("Gurbanali Atayev", "Kurbanali Atayev", PERSON),
    ("Robert Lund Jr.", "Bob Lund", PERSON),
    ("Ostrel Harbour Police", "ostrel harbour police".title(), BODY),
    ("U.S. Harbour Survey", "United States Harbour Survey", BODY),
    ("Tidal Defence Office", "Tidal Defense Office", BODY),
    ("River Transport Labour Board", "RTLB", BODY),
    ("Dunmore Evening Lantern", "Evening Lantern", BODY),
    ("Norwegian Rescue Cross", "Norway's Rescue Cross", BODY),
    ("Associated Press", "AP", BODY),
    ("Halvorsen Inc.", "Halvorsen", BODY),
    ("Chilean Navy", "Navy", BODY),
    ("Chilean government", "Chile", LAND),
    ("Lernovostan", "Lernovastan", PLACE),
    ("the Gulf of Tarvo", "Gulf of Tarvo", PLACE),
    ("United States", "U.S.", PLACE),
    ("police", "police", GROUP),
]


@pytest.mark.parametrize(("one", "other", "kind"), SAME)
def test_one(one: str, other: str, kind: EntityKind) -> None:
    assert sizes(article("a", (one, kind)), article("b", (other, kind))) == [2]
    assert sizes(article("a", (other, kind)), article("b", (one, kind))) == [2]


APART = [
    ("Ilse Brandt", "Karl Brandt", PERSON),
    ("Ilse Brandt", "Ilse Brenner", PERSON),
    ("Ann B. Lorrimer", "Ann C. Lorrimer", PERSON),
    ("Robert Lund Jr.", "Robert Lund Sr.", PERSON),
    ("John Marlow", "Joan Marlow", PERSON),
    ("Gary Marlow", "Cary Marlow", PERSON),
    ("Mark Lehto", "Anna Mark Lehto", PERSON),
    ("North Korea", "South Korea", PLACE),
    ("Austria", "Australia", PLACE),
    ("Niger", "Nigeria", LAND),
    ("Slovakia", "Slovenia", PLACE),
    ("Ostrel Central Bank", "Lerno Central Bank", BODY),
    ("12th Rescue Brigade", "14th Rescue Brigade", BODY),
    ("Tarvo University", "University", BODY),
    ("Danish officials", "Danish officials", GROUP),
    ("officials", "officials", GROUP),
    ("Washington", "Washington", PERSON),
]


@pytest.mark.parametrize(("one", "other", "kind"), APART)
def test_two(one: str, other: str, kind: EntityKind) -> None:
    second = PLACE if one == other == "Washington" else kind
    assert 2 not in sizes(article("a", (one, kind)), article("b", (other, second)))


def test_a_surname_that_two_bear_stays_alone() -> None:
    a = article("a", ("Ilse Brandt", PERSON), ("Karl Brandt", PERSON))
    assert sizes(a, article("b", ("Brandt", PERSON))) == [1, 1, 1]


def test_persons_whom_one_article_tells_apart_are_two() -> None:
    a = article("a", ("Donald Marsh", PERSON), ("Donald Marsh Jr.", PERSON))
    b = article("b", ("Donald J. Marsh", PERSON))
    assert sorted(sizes(a, b)) == [1, 2]


def test_a_surname_joins_in_its_own_story_only() -> None:
    rs = [article("a", ("Ilse Brandt", PERSON)), article("b", ("Brandt", PERSON)), article("c", ("Brandt", PERSON))]
    stories = [Story("story1", "", ("a", "b")), Story("story2", "", ("c",))]
    assert [len(e.members) for e in link_entities(rs, stories)] == [2, 1]


def test_full_names_join_across_stories_only_as_they_are() -> None:
    rs = [
        article("a", ("Omar Haddad", PERSON)),
        article("b", ("Omar Haddad", PERSON)),
        article("c", ("Omar Hadad", PERSON)),
    ]
    stories = [Story(f"story{n}", "", (r.article.id,)) for n, r in enumerate(rs)]
    assert [len(e.members) for e in link_entities(rs, stories)] == [2, 1]


def test_a_middle_initial_joins_across_stories_where_no_other_is_given() -> None:
    rs = [article(n, (called, PERSON)) for n, called in (("a", "Omar Haddad"), ("b", "Omar T. Haddad"))]
    stories = [Story(f"story{n}", "", (r.article.id,)) for n, r in enumerate(rs)]
    assert [len(e.members) for e in link_entities(rs, stories)] == [2]
    rs.append(article("c", ("Omar V. Haddad", PERSON)))
    stories.append(Story("story3", "", ("c",)))
    assert [len(e.members) for e in link_entities(rs, stories)] == [1, 1, 1]


def test_an_alias_of_one_article_explains_the_short_form_of_another() -> None:
    a = article("a", ("Office for Tides and Currents", BODY, ("TIDO",)))
    assert sizes(a, article("b", ("TIDO", BODY))) == [2]


def test_a_name_taken_for_different_kinds_is_what_most_take_it_for() -> None:
    rs = [article(n, ("Bandar Tamal", k)) for n, k in (("a", PLACE), ("b", PERSON), ("c", PLACE))]
    assert sizes(*rs) == [3]


def test_one_name_for_two_points_on_the_map_is_two_places() -> None:
    def at(name: str, ident: int) -> Reading:
        place = Place(name, Span(0, 6), "Dunmor", "Dunmor", ident, 1.0, 1.0, None, PlaceRole.EVENT, True)
        return article(name, ("Dunmor", PLACE), places=(place,))

    assert sizes(at("a", 1), at("b", 2)) == [1, 1]
    assert sizes(at("a", 1), at("b", 1), article("c", ("Dunmor", PLACE))) == [3]


def test_the_name_is_the_full_form_that_most_use() -> None:
    rs = [
        article(n, (called, PERSON))
        for n, called in (("a", "Brandt"), ("b", "Ilse M. Brandt"), ("c", "Ilse Brandt"), ("d", "Ilse Brandt"))
    ]
    assert [e.name for e in link(*rs)] == ["Ilse Brandt"]
    assert [
        e.name for e in link(article("a", ("RTLB", BODY)), article("b", ("River Transport Labour Board", BODY)))
    ] == ["River Transport Labour Board"]


def test_who_has_no_name_is_left_out() -> None:
    r = article(
        "a",
        ("woman", PERSON),
        ("NYPD spokesperson", PERSON),
        ("Public Relations Officer", PERSON),
        ("a report", EntityKind.DOCUMENT),
    )
    assert link(r) == ()


def test_ids_follow_the_order_of_mention() -> None:
    got = link(
        article("a", ("Lerno", PLACE), ("Ilse Brandt", PERSON)), article("b", ("Halvorsen", BODY), ("Lerno", PLACE))
    )
    assert [(e.id, e.name) for e in got] == [("entity1", "Lerno"), ("entity2", "Ilse Brandt"), ("entity3", "Halvorsen")]


def test_keys() -> None:
    assert body_key("The U.S. Coast Survey") == body_key("US Coast Survey") == body_key("American Coast Survey")
    assert place_key("São  Tomé") == place_key("Sao Tome")


NAMES = st.sampled_from(
    ["Ilse Brandt", "Brandt", "I. Brandt", "Karl Brandt", "Chile", "Chilean", "RTLB", "Navy", "Lerno", "police"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(NAMES | st.text(max_size=12), st.sampled_from(EntityKind)), max_size=6), max_size=5))
def test_every_entity_is_in_one_group_at_most(drawn: list[list[tuple[str, EntityKind]]]) -> None:
    rs = [article(f"a{n}", *named) for n, named in enumerate(drawn)]
    ids = [m.id for e in link(*rs) for m in e.members]
    assert len(ids) == len(set(ids))
    assert all(e.name in {m.name for m in e.members} for e in link(*rs))
    back = {frozenset(m.id for m in e.members) for e in link(*rs[::-1])}
    assert back == {frozenset(m.id for m in e.members) for e in link(*rs)}
