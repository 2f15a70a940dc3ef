"""Origins: how many independent mouths a claim rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking import ORG, G, P, U, reading, told
from sayso.link.copies import find_copies
from sayso.link.origins import country_of, find_origins, know_speakers
from sayso.model import (
    Act,
    Block,
    BlockKind,
    Credit,
    CreditKind,
    Entity,
    EntityKind,
    LinkedEntity,
    Reading,
    SourceKind,
    Span,
)


def origins(readings: list[Reading], same: list[tuple[int, int]] = []) -> list[str]:  # noqa: B006
    speakers = know_speakers(readings, (), find_copies(readings))
    return [o.name for o in find_origins([s for r in readings for s in r.statements], speakers, same)]


ROWS = [
    ("two named people are two", [("x", "Ada Okafor", None), ("x", "Jon Pell", None)], ["Ada Okafor", "Jon Pell"]),
    ("a surname is the full name", [("x", "Ada Okafor", None), ("x", "Okafor", None)], ["Ada Okafor"]),
    ("narration repeats the named", [("x", "Ada Okafor", None), ("x", "", None)], ["Ada Okafor"]),
    ("a spokesman is his body", [("x", "Orsk Mining spokesman", ORG), ("x", "Orsk Mining", ORG)], ["Orsk Mining"]),
    ("unnamed officials may be the named", [("x", "officials", U), ("x", "Ada Okafor", None)], ["Ada Okafor"]),
    ("officials count once together", [("x", "officials", U), ("x", "an official", U)], ["officials"]),
    ("a capital is its state", [("x", "Washington", G), ("x", "American information", G)], ["United States"]),
    ("officials of a state beside a name", [("x", "Iranian officials", G), ("x", "Ada Okafor", None)], ["Ada Okafor"]),
    ("police of two names", [("x", "police", G), ("x", "Brinn Police", ORG)], ["Brinn Police"]),
    ("cops are police", [("x", "cops", G), ("x", "police", G)], ["cops"]),
    ("an officer of a body", [("x", "unnamed BRPD officer", None), ("x", "BRPD", ORG)], ["BRPD"]),
    ("a statement of a body", [("x", "Orsk Mining's statement", ORG), ("x", "Orsk Mining", ORG)], ["Orsk Mining"]),
    ("from its press office", [("x", "statement from the Orsk Mining", ORG)], ["Orsk Mining"]),
    ("what is shown on a map", [("x", "Map of Danubia", U), ("x", "Harbour Board", ORG)], ["Harbour Board"]),
    ("a title is no name", [("x", "Mr. Okafor", None), ("x", "Ada Okafor", None)], ["Ada Okafor"]),
    ("a newsroom passes on", [("x", "Reuters", ORG), ("x", "Ada Okafor", None)], ["Ada Okafor"]),
    ("officials of the media", [("x", "state television", ORG), ("x", "officials", G)], ["officials"]),
    (
        "a newsroom by either name",
        [("x", "AFP", ORG), ("x", "Agence France-Presse", ORG)],
        ["Agence France-Presse (AFP)"],
    ),
    ("a reporter is his newsroom", [("x", "Reuters reporter", None), ("x", "Reuters", ORG)], ["Reuters"]),
    ("witnesses beside a body", [("x", "witnesses", U), ("x", "Brinn Police", ORG)], ["witnesses", "Brinn Police"]),
    ("a woman may be the named one", [("x", "woman", None), ("x", "Ada Okafor", None)], ["Ada Okafor"]),
    ("who is told by his office", [("x", "Lerno governor", None), ("x", "Ada Okafor", None)], ["Ada Okafor"]),
    ("people without a name", [("x", "several of the people", U)], ["unnamed source"]),
    ("who gives it out", [("x", "figures released by the Harbour Board", G)], ["Harbour Board"]),
    ("a board may look unnamed", [("x", "Lerno Harbour Board", U), ("x", "people", U)], ["Lerno Harbour Board"]),
    ("an acronym", [("x", "BHO", ORG), ("x", "Brinn Harbour Office", ORG)], ["Brinn Harbour Office"]),
    ("words that are no name", [("x", "The", U)], ["unnamed source"]),
    ("days are no name", [("x", "Wednesday", U), ("x", "Its", U)], ["unnamed source"]),
    ("two outlets are two voices", [("x", "", None), ("x", "", None)], ["Paper 1", "Paper 2"]),
    ("a crowd and where it wrote", [("x", "Lerners on Twitter", U), ("x", "Lerners", U)], ["Lerners on Twitter"]),
    (
        "a friend and whose",
        [("x", "friend", None), ("x", "close friend of the baker", None)],
        ["close friend of the baker"],
    ),
    ("an eyewitness is a witness", [("x", "witnesses", U), ("x", "eyewitness", U)], ["eyewitness"]),
    ("court papers of any name", [("x", "court documents", U), ("x", "records", U)], ["court documents"]),
    ("an autopsy is no lawsuit", [("x", "autopsy", U), ("x", "lawsuit", U)], ["autopsy", "lawsuit"]),
    (
        "a body in other words",
        [("x", "Brinn Harbours Board", ORG), ("x", "Harbour Board of Brinn", ORG)],
        ["Harbour Board of Brinn"],
    ),
    ("a body's people", [("x", "Orsk Mining engineers", U), ("x", "Orsk Mining", ORG)], ["Orsk Mining"]),
    (
        "a body's victims are not its people",
        [("x", "Orsk Mining victims", U), ("x", "Orsk Mining", ORG)],
        ["Orsk Mining victims", "Orsk Mining"],
    ),
    (
        "what a body is, before its name",
        [("x", "Cable operator Seanet", U), ("x", "Seanet", ORG)],
        ["Cable operator Seanet"],
    ),
    ("an office is whoever holds it", [("x", "Lerno Governor", None), ("x", "Ada Okafor", None)], ["Ada Okafor"]),
    ("authorities of any level", [("x", "Federal authorities", G), ("x", "Ada Okafor", None)], ["Ada Okafor"]),
    (
        "a district attorney by letters",
        [("x", "D.A.'s office", G), ("x", "Brinn District Attorney", G)],
        ["Brinn District Attorney"],
    ),
    (
        "a body's spokesman with his name",
        [("x", "Office of Mines spokesman Jon Pell", U), ("x", "Office of Mines", G)],
        ["Office of Mines"],
    ),
    (
        "a resolution is the body's",
        [("x", "resolution of the Harbour Board released on Friday", G), ("x", "Harbour Board", ORG)],
        ["Harbour Board"],
    ),
    ("long descriptions of police", [("x", "many who doubt the police", G), ("x", "BRPD", ORG)], ["BRPD"]),
    (
        "a publicist is whom he speaks for",
        [("x", "Ada Okafor's publicist", None), ("x", "Ada Okafor", None)],
        ["Ada Okafor"],
    ),
]


@pytest.mark.parametrize(("why", "rows", "want"), ROWS, ids=[r[0] for r in ROWS])
def test_origins(why: str, rows: list[tuple], want: list[str]) -> None:
    made = [
        reading(f"a{n}", f"Paper {n}", [told(text, source, kind)]) for n, (text, source, kind) in enumerate(rows, 1)
    ]
    assert origins(made) == want


def test_outlets_with_the_same_wording_count_once() -> None:
    made = [reading(f"a{n}", f"Paper {n}", [told("The dam at Brinn held.")]) for n in (1, 2)]
    assert origins(made, [(0, 1)]) == ["Paper 1"]


def test_a_copy_has_the_voice_of_its_parent() -> None:
    body = "The dam above the town of Brinn held through the night although water stood at its crown, engineers wrote."
    made = [reading("a1", "Paper 1", [told(body)]), reading("a2", "Paper 2", [told(body)])]
    assert len(origins(made)) == 1


def test_a_named_spokeswoman_speaks_for_her_body() -> None:
    text = "Orsk Mining spokeswoman Lena Moor answered questions."
    made = [reading("a1", "Paper 1", [told(text), told("The pit is safe", "Lena Moor")])]
    speakers = know_speakers(made, (), ())
    assert [o.name for o in find_origins(made[0].statements[1:], speakers)] == ["Orsk Mining"]


def test_accuser_is_interested() -> None:
    made = [reading("a1", "Paper 1", [told("Orsk Mining bribed them", "Lena Moor", act=Act.ACCUSES)])]
    (origin,) = find_origins(made[0].statements, know_speakers(made, (), ()))
    assert origin.interested


@pytest.mark.parametrize(
    ("name", "state"),
    [("Moscow", "Russia"), ("the United States", "United States"), ("U.S.", "United States"), ("Lerno", None)],
)
def test_country_of(name: str, state: str | None) -> None:
    assert country_of(name) == state


def entity(id_: str, name: str, kind: EntityKind, text: str) -> Entity:
    at = text.find(name)
    return Entity(id_, name, kind, (Span(at, at + len(name)),))


def test_officials_of_another_state_are_another_origin() -> None:
    made = [
        reading("a1", "Paper 1", [told("The Iranian minister Ada Okafor spoke"), told("It sank", "Ada Okafor")]),
        reading("a2", "Paper 2", [told("It sank", "Chinese officials", G)]),
    ]
    made[0] = replace(made[0], entities=(entity("a1-e1", "Ada Okafor", EntityKind.PERSON, made[0].article.text),))
    speakers = know_speakers(made, (LinkedEntity("p1", "Ada Okafor", made[0].entities),), ())
    found = find_origins([made[0].statements[1], made[1].statements[0]], speakers)
    assert [o.name for o in found] == ["Ada Okafor", "Chinese officials"]


@pytest.mark.parametrize(
    "words",
    [
        "Orsk Mining spokeswoman Lena Moor answered questions.",
        "Lena Moor, a spokeswoman for Orsk Mining, answered questions.",
        "Lena Moor, the Orsk Mining spokeswoman, answered questions.",
        "Orsk Mining's chief spokeswoman, Lena Moor, answered questions.",
    ],
)
def test_for_whom_people_speak(words: str) -> None:
    made = [reading("a1", "Paper 1", [told(words), told("The pit is safe", "Lena Moor")])]
    assert [o.name for o in find_origins(made[0].statements[1:], know_speakers(made, (), ()))] == ["Orsk Mining"]


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("Jon Pell's lawyer, Lena Moor, answered questions.", "Jon Pell"),
        ("Lena Moor, a lawyer for Jon Pell, answered questions.", "Jon Pell"),
        ("The Brinn lawyer Lena Moor answered questions.", "Lena Moor"),
        ("Lerno's attorney general, Lena Moor, answered questions.", "Lena Moor"),
    ],
)
def test_for_whom_lawyers_speak(words: str, want: str) -> None:
    made = [reading("a1", "Paper 1", [told(words), told("He was at home", "Lena Moor")])]
    assert [o.name for o in find_origins(made[0].statements[1:], know_speakers(made, (), ()))] == [want]


def test_a_spokesman_of_the_only_body() -> None:
    rows = [told("A spokesman for Orsk Mining called."), told("The pit is safe", "spokesman")]
    made = [reading("a1", "Paper 1", rows)]
    assert [o.name for o in find_origins(made[0].statements[1:], know_speakers(made, (), ()))] == ["Orsk Mining"]


def credited(block: BlockKind) -> list[str]:
    """Origins of what a paper tells itself, whose first line names an agency, and of an agency's own text."""
    one = reading("a1", "Paper 1", [told("AFP"), told("The dam held")])
    span = Span(0, 3)
    one = replace(
        one,
        blocks=(Block(block, span),),
        credits=(Credit("a1", span, "AFP", CreditKind.WIRE, "Agence France-Presse (AFP)"),),
    )
    two = reading("a2", "Agence France-Presse", [told("The dam has held")])
    statements = [one.statements[1], two.statements[0]]
    return [o.name for o in find_origins(statements, know_speakers([one, two], (), ()))]


def test_only_a_credit_for_the_whole_text_makes_the_voice() -> None:
    assert credited(BlockKind.DATELINE) == ["Agence France-Presse"]
    assert credited(BlockKind.PARAGRAPH) == ["Paper 1", "Agence France-Presse"]


def test_a_headline_has_the_origin_of_its_text() -> None:
    rows = [told("Dam held", "Quill aide", U, headline=True), told("The dam held", "Ada Okafor")]
    made = [reading("a1", "Paper 1", rows)]
    assert origins(made) == ["Ada Okafor"]


def test_one_utterance_is_one_mouth() -> None:
    words = "They came over the wall and then the lights went out"
    made = [
        reading("a1", "Paper 1", [told(words, "Ada Okafor", quoted=True)]),
        reading("a2", "Paper 2", [told(words, "witness", U, quoted=True)]),
    ]
    assert origins(made) == ["Ada Okafor"]


def test_who_was_heard_by_another_newsroom_is_another_witness() -> None:
    made = [
        reading("a1", "Paper 1", [told("Lights went out", "witness", U, chain=("Paper 1", "Reuters", "witness"))]),
        reading("a2", "Paper 2", [told("The lights went out", "witness", U)]),
    ]
    assert origins(made) == ["witness (Reuters)", "witness"]


def test_who_passes_it_on_and_whom_he_heard_count_once() -> None:
    made = [
        reading("a1", "Paper 1", [told("It fell", "Ada Okafor")]),
        reading("a2", "Paper 2", [told("It fell", "witness", U, chain=("Ada Okafor", "witness"))]),
    ]
    assert origins(made) == ["Ada Okafor"]


def test_who_says_the_opposite_beside_a_denial_is_no_origin_either() -> None:
    articles = [
        reading("a1", "Paper 1", [told("Orsk Mining ignored two letters", "dockers' union", ORG, act=Act.ACCUSES)]),
        reading(
            "a2", "Paper 2", [told("having ignored any letter", "Orsk Mining", ORG, act=Act.DENIES, negative=True)]
        ),
        reading("a3", "Paper 3", [told("There were no letters", "Ada Okafor", negative=True)]),
    ]
    assert origins(articles) == ["dockers' union"]


def test_who_only_denies_is_no_origin_of_the_claim() -> None:
    made = [
        reading("a1", "Paper 1", [told("Orsk bribed him", "Lena Moor", act=Act.ACCUSES)]),
        reading("a2", "Paper 2", [told("Orsk bribed him", "Orsk Mining", ORG, act=Act.DENIES, negative=True)]),
    ]
    assert origins(made) == ["Lena Moor"]
    assert origins(made[1:]) == ["Orsk Mining"]


@pytest.mark.parametrize(
    ("row", "party"),
    [
        (told("Orsk Mining has paid", "Orsk Mining", ORG), True),
        (told("We have paid", "Orsk Mining", ORG), True),
        (told("The mayor has paid", "Orsk Mining", ORG), False),
        (told("A quake hit southern Iran", "Iran", G), False),
        (told("Iran has paid", "Tehran", G), True),
        (told("Police fired twice", "police", G), True),
        (told("The mayor has paid"), False),
    ],
)
def test_interested(row: dict, party: bool) -> None:
    made = reading("a1", "Paper 1", [row])
    (origin,) = find_origins(made.statements, know_speakers([made], (), ()))
    assert origin.interested is party


@given(
    st.lists(
        st.tuples(st.text(max_size=40), st.sampled_from([P, U, ORG, G, SourceKind.DOCUMENT])), min_size=1, max_size=6
    )
)
def test_any_names(names: list[tuple[str, SourceKind]]) -> None:
    made = [reading(f"a{n}", "Paper", [told("It fell", name, kind)]) for n, (name, kind) in enumerate(names)]
    found = origins(made)
    assert found
    assert all(x.strip() for x in found)
    assert len({x.casefold() for x in found}) == len(found)
    assert found == origins(made)
