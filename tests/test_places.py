from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Article, Block, BlockKind, Entity, EntityKind, Precision, Span
from sayso.read.draft import Draft
from sayso.read.parse import parse
from sayso.read.places import find_places
from sayso.read.tagger import tag


def draft_of(text, published=date(2021, 6, 9), blocks=(), entities=(), outlet=None, url=None):
    draft = Draft(Article(id="t", text=text, published=published, outlet=outlet, url=url))
    draft.blocks = list(blocks) or [Block(BlockKind.PARAGRAPH, Span(0, len(text)))]
    masked = list(text)
    for block in blocks:
        if block.kind is BlockKind.DATELINE:
            masked[block.span.start : block.span.end] = " " * (block.span.end - block.span.start)
    draft.masked = "".join(masked)
    draft.sentences = [Span(0, len(text))] if text else []
    draft.entities = list(entities)
    parse(draft)
    tag(draft)
    find_places(draft)
    return draft


def rows(text, **more):
    return [(p.text, str(p.role), p.pin) for p in draft_of(text, **more).places]


USES = [
    # where it happened
    (
        "A fire broke out at a warehouse in the village of Dolni Vesky, near Ostrava, on Monday, police said.",
        [("Dolni Vesky", "event", True), ("Ostrava", "event", False)],
    ),
    (
        "Gunmen stormed a hotel in Mogadishu on Friday, Somali officials said. The United States condemned the attack.",
        [("Mogadishu", "event", True), ("United States", "metonym", False)],
    ),
    (
        "Hurricane Zelda slammed into Florida's Gulf Coast near Tampa on Tuesday; residents fled to Orlando.",
        [
            ("Florida", "event", False),
            ("Gulf Coast", "event", False),
            ("Tampa", "event", True),
            ("Orlando", "destination", True),
        ],
    ),
    (
        "The robbery took place on Friday at a savings bank branch in Olomouc.",
        [("Olomouc", "event", True)],
    ),
    # from and to
    (
        "The cargo ship left Odesa for Alexandria, Egypt, before it sank.",
        [("Odesa", "origin", True), ("Alexandria", "destination", True), ("Egypt", "destination", False)],
    ),
    (
        "The bus from Lima to Cusco plunged into a ravine.",
        [("Lima", "origin", True), ("Cusco", "destination", True)],
    ),
    # governments
    (
        "Moscow accused Washington of lying. Sen. Al Moran (D-Ga.) spoke in Atlanta.",
        [
            ("Moscow", "metonym", False),
            ("Washington", "metonym", False),
            ("Ga.", "affiliation", False),
            ("Atlanta", "event", True),
        ],
    ),
    ("Talks between Kyiv and Brussels collapsed.", [("Kyiv", "metonym", False), ("Brussels", "metonym", False)]),
    # belongs to, lives in
    ("Ray Dunn, the mayor of Racine, resigned.", [("Racine", "affiliation", False)]),
    ("She lives in Akron, Ohio.", [("Akron", "other", False), ("Ohio", "other", False)]),
    # earlier and elsewhere
    ("A blast killed nine people in Izmir in 2009.", [("Izmir", "event", False)]),
    ("The epicentre was 40 miles southwest of Izmir.", [("Izmir", "other", False)]),
    # inside the names of bodies: whose they are, never where something happened
    (
        "Inspectors of the Ohio Department of Agriculture searched a barn near Wooster. The Akron Police Department helped.",
        [("Ohio", "affiliation", False), ("Wooster", "event", True), ("Akron", "affiliation", False)],
    ),
    ("Students at the University of Vermont sued.", [("Vermont", "affiliation", False)]),
]


@pytest.mark.parametrize(("text", "want"), USES)
def test_uses(text, want):
    assert rows(text) == want


SETTING = [
    # a dateline inside a paragraph
    ("Mill closes. WOOSTER, Ohio (XP) — A mill near Akron closed.", ["WOOSTER", "Ohio", "Akron"]),
    ("MOUNT VERNON -- Deputies found a boat.", ["MOUNT VERNON"]),
    ("UPDATE — Deputies found a boat.", []),
    # counties that share a word
    ("Storms crossed Lamar, Pike and Forrest counties on Monday.", ["Lamar", "Pike", "Forrest"]),
    # who lives there
    ("Ann Dole, 28, of Gaffney, was fined, said Carl Moss, of Yuma.", ["Gaffney", "Yuma"]),
    # people who speak
    ("The mayor was late. Turner said that trains to Akron would wait. Turner had no comment.", ["Akron"]),
]


@pytest.mark.parametrize(("text", "names"), SETTING)
def test_setting(text, names):
    assert [p.text for p in draft_of(text).places] == names


def test_filed_is_no_pin():
    filed = draft_of("Mill closes. WOOSTER, Ohio (XP) — A mill closed.").places
    assert [(p.name, str(p.role), p.pin) for p in filed] == [
        ("Wooster", "dateline", False),
        ("Ohio", "dateline", False),
    ]


NONE = [
    "The Justice Department and the Washington Post disagreed.",
    "Paris Holloway and Jack London sang.",
    "The turkey was cooked in march.",
    "The Bank of England raised rates.",
    "West Nile virus cases rose, the doctor said.",
    "",
    "\n\n \n",
]


@pytest.mark.parametrize("text", NONE)
def test_names_that_are_no_places(text):
    assert not draft_of(text).places


WHERE = [
    ("Police in Paris, Texas, arrested a man.", "Paris", "US"),
    ("Police in Paris arrested a man.", "Paris", "FR"),
    ("A crash near Golden, Colo., hurt two.", "Golden", "US"),
    ("Ontario's premier spoke in London, Ontario.", "London", "CA"),
]


@pytest.mark.parametrize(("text", "name", "country"), WHERE)
def test_meaning(text, name, country):
    place = next(p for p in draft_of(text).places if p.text == name)
    assert place.country == country
    assert place.geonames


HOME = [
    # the other names lie in one state
    ("Deputies from Laurel County searched a barn in London. A man from Corbin was held in Barbourville.", {}, "US"),
    # the outlet tells
    ("A bakery in Athens burned down on Monday.", {"outlet": "Athens Banner-Herald", "url": "https://x.example"}, "US"),
    ("A bakery in Richmond burned down on Monday.", {"url": "https://www.richmondtimes.co.uk/a/1"}, "GB"),
    ("A bakery in Richmond burned down on Monday.", {"outlet": "The Times"}, "US"),
    ("A bakery in Athens burned down on Monday.", {}, "GR"),
]


@pytest.mark.parametrize(("text", "more", "country"), HOME)
def test_home_decides(text, more, country):
    name = "London" if "London" in text else text.split(" in ")[1].split()[0]
    assert next(p for p in draft_of(text, **more).places if p.text == name).country == country


@pytest.mark.parametrize(
    "outlet", ["", "-", "..", "a.b", "www.com", "x" * 500, "and-and.co.uk", "http://[", "the.news"]
)
def test_odd_outlets(outlet):
    assert draft_of("A bakery in Athens burned down.", outlet=outlet, url=outlet).places


def test_subdivisions_of_every_level_have_a_rank():
    assert draft_of("Floods hit Haut-Rhin and Leinster on Monday.").places


def test_unknown_village_keeps_a_reason():
    place = draft_of("A wall fell in the village of Dolni Vesky on Monday.").places[0]
    assert (place.geonames, place.lat, place.lon) == (None, None, None)
    assert place.precision is Precision.PLACE
    assert place.pin
    assert "gazetteer" in place.reason


PLACED = [
    ("A car hit a tree on Elm Street in Akron, Ohio.", "Elm Street", "US", Precision.PLACE),
    ("A wall fell in the village of Dolni Vesky, 12 km north of Ostrava.", "Dolni Vesky", "CZ", Precision.PLACE),
    ("A wall fell in the village of Dolni Vesky, 900 km north of Ostrava.", "Dolni Vesky", None, Precision.PLACE),
    (
        "Pupils of Akron, Ohio, were safe. The fire broke out at Akron High School.",
        "Akron High School",
        "US",
        Precision.PLACE,
    ),
    ("A fire broke out at Milford High School.", "Milford High School", None, Precision.FACILITY),
]


@pytest.mark.parametrize(("text", "name", "country", "precision"), PLACED)
def test_unknown_places_lie_where_the_text_puts_them(text, name, country, precision):
    place = next(p for p in draft_of(text).places if p.text == name)
    assert (place.country, place.precision, place.geonames) == (country, precision, None)
    assert (place.lat is None) == (country is None)
    assert place.pin
    assert place.reason


def test_dateline_is_no_pin():
    text = "LAGOS, Nigeria (XYZ) - A bridge fell in Ibadan on Monday."
    end = text.index(" A bridge")
    blocks = [Block(BlockKind.DATELINE, Span(0, end)), Block(BlockKind.PARAGRAPH, Span(end, len(text)))]
    found = rows(text, blocks=blocks)
    assert found == [("LAGOS", "dateline", False), ("Nigeria", "dateline", False), ("Ibadan", "event", True)]


def test_people_of_the_names_stage_are_no_places():
    text = "Houston told reporters that he was innocent."
    person = Entity("t-e1", "Carl Houston", EntityKind.PERSON, (Span(0, 7),))
    assert rows(text, entities=[person]) == []


@pytest.mark.parametrize(
    ("text", "name", "mention", "places"),
    [
        ("A Gaffney man was fined on Monday.", "A Gaffney man", "A Gaffney man", ["Gaffney"]),
        ("Wooster Lee spoke.", "Wooster Lee", "Wooster Lee", []),
    ],
)
def test_only_the_bare_name_of_a_person_hides_a_place(text, name, mention, places):
    person = Entity("t-e1", name, EntityKind.PERSON, (Span(0, len(mention)),))
    assert [p.text for p in draft_of(text, entities=[person]).places] == places


def test_same_text_same_places():
    text = USES[2][0]
    assert draft_of(text).places == draft_of(text).places


def test_long_hostile_line():
    draft_of("A and " * 400 + "villages of " + "A, " * 200)
    draft_of("in Elm Street, Paris and " * 100)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="AaBb .,'’-\n(Paris)in the of to from9St", max_size=120))
def test_spans_hold(text):
    draft = draft_of(text)
    end = 0
    for place in draft.places:
        assert draft.text[place.span.start : place.span.end] == place.text
        assert place.span.start >= end
        end = place.span.end
        assert not (place.pin and place.precision in (None, Precision.COUNTRY))
        assert place.pin or place.reason
