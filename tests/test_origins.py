"""Origins: how many independent mouths a claim rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking import ORG, G, P, U, reading, told
from sayso.link.copies import find_copies
from sayso.link.origins import country_of, find_origins, know_speakers, trace_origins
from sayso.model import (
    Act,
    Block,
    BlockKind,
    Certainty,
    Credit,
    CreditKind,
    Entity,
    EntityKind,
    JoinKind,
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


SAID = [
    (
        "both named, a sentence",
        "We will not open the gate before the water falls",
        "We will not open the gate before the water falls",
        True,
        1,
    ),
    ("both named, a short one", "an old debt", "They called it an old debt", True, 1),
    ("a slogan", "In Unity We Stand", "In Unity We Stand", True, 2),
    ("other words", "We will not open the gate", "The gate stays as it is", True, 2),
    (
        "copied without marks",
        "the lock above the town had been opened by hand twice before the water came",
        "the lock above the town had been opened by hand twice before the water came, too late",
        False,
        1,
    ),
]


@pytest.mark.parametrize(("why", "one", "other", "quoted", "count"), SAID, ids=[s[0] for s in SAID])
def test_nobody_says_the_same_words_by_chance(why: str, one: str, other: str, quoted: bool, count: int) -> None:
    made = [
        reading("a1", "Paper 1", [told(one, "Ada Okafor", quoted=quoted)]),
        reading("a2", "Paper 2", [told(other, "Lena Moor", quoted=quoted)]),
    ]
    assert len(origins(made)) == count


def person(article: Reading, name: str, n: int = 1) -> Entity:
    return replace(entity(f"{article.article.id}-e{n}", name, EntityKind.PERSON, article.article.text))


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("Orsk Mining engineer Lena Moor spoke.", True),
        ("Lena Moor, an engineer at Orsk Mining, spoke.", True),
        ("Lena Moor, chief executive of Orsk Mining, spoke.", True),
        ("Orsk Mining's Lena Moor spoke.", True),
        ("Orsk Mining critic Lena Moor spoke.", False),
        ("Lena Moor, who sued Orsk Mining, spoke.", False),
        ("Lena Moor spoke. Orsk Mining did not.", False),
    ],
)
def test_who_belongs_to_a_body_is_no_other_origin_than_it(words: str, joined: bool) -> None:
    one = reading("a1", "Paper 1", [told(words), told("The pit is safe", "Lena Moor")])
    body = entity("a1-e2", "Orsk Mining", EntityKind.ORGANISATION, one.article.text)
    one = replace(one, entities=(person(one, "Lena Moor"), body))
    two = reading("a2", "Paper 2", [told("The pit is safe, it said", "Orsk Mining", ORG)])
    found = find_origins([one.statements[1], two.statements[0]], know_speakers([one, two], (), ()))
    assert [o.name for o in found] == (["Orsk Mining"] if joined else ["Lena Moor", "Orsk Mining"])


def test_a_sergeant_is_police() -> None:
    one = reading(
        "a1", "Paper 1", [told("Police came. Sgt. Lena Moor of the police spoke."), told("He ran", "Lena Moor")]
    )
    one = replace(one, entities=(person(one, "Lena Moor"),))
    two = reading("a2", "Paper 2", [told("He ran off", "police", G)])
    found = find_origins([one.statements[1], two.statements[0]], know_speakers([one, two], (), ()))
    assert [o.name for o in found] == ["police"]


VOUCHED = [
    (
        "a fact and who denies it",
        [
            ("Orsk has no shares", "", {"negative": True}),
            ("It was not I", "Ada Okafor", {"act": Act.DENIES, "negative": True}),
        ],
        2,
    ),
    (
        "narration of what he denies",
        [
            ("Okafor denied it", "", {"negative": True}),
            ("It was not I", "Ada Okafor", {"act": Act.DENIES, "negative": True}),
        ],
        1,
    ),
    (
        "hearsay is not vouched for",
        [("It fell", "", {"certainty": Certainty.UNKNOWN}), ("It fell", "Ada Okafor", {"act": Act.ACCUSES})],
        1,
    ),
    (
        "a plea in court",
        [
            ("Pell pleaded guilty", "", {}),
            ("Jon Pell has pleaded guilty", "", {}),
            ("He did", "officials", {"kind": U}),
        ],
        3,
    ),
    (
        "a crime is known from officials",
        [("Two died", "", {}), ("Two people died", "", {}), ("Two died", "officials", {"kind": U})],
        1,
    ),
    (
        "a party beside two outlets",
        [("The race was run", "", {}), ("They ran it", "", {}), ("I ran it", "Ada Okafor", {})],
        3,
    ),
    (
        "a person beside two outlets",
        [("The race was run", "", {}), ("They ran it", "", {}), ("It was run", "Ada Okafor", {})],
        1,
    ),
]


@pytest.mark.parametrize(("why", "rows", "count"), VOUCHED, ids=[v[0] for v in VOUCHED])
def test_when_outlets_vouch(why: str, rows: list[tuple[str, str, dict]], count: int) -> None:
    made = [reading(f"a{n}", f"Paper {n}", [told(text, who, **more)]) for n, (text, who, more) in enumerate(rows, 1)]
    assert len(origins(made)) == count


def test_what_outlets_tell_flatly_does_not_hang_on_somebody_unnamed() -> None:
    rows = [("It fell", ""), ("The wall fell", ""), ("It had fallen", "someone")]
    made = [
        reading(f"a{n}", f"Paper {n}", [told(text, who, U if who else None)]) for n, (text, who) in enumerate(rows, 1)
    ]
    assert origins(made) == ["Paper 1", "Paper 2"]


def test_every_statement_rests_on_one_origin_and_each_step_is_told() -> None:
    rows = [
        ("It fell", "Ada Okafor", None),
        ("It fell", "Okafor", None),
        ("It fell", "officials", U),
        ("It fell", "", None),
    ]
    made = [reading(f"a{n}", f"Paper {n}", [told(*row)]) for n, row in enumerate(rows, 1)]
    statements = [s for r in made for s in r.statements]
    (origin,) = trace_origins(statements, know_speakers(made, (), ())).origins
    assert origin.statements == tuple(s.id for s in statements)
    assert [(j.statement, j.kind, j.to) for j in origin.joins] == [
        ("a2-s1", JoinKind.NAME, "Ada Okafor"),
        ("a3-s1", JoinKind.MAY_BE, "Ada Okafor"),
        ("a4-s1", JoinKind.NARRATION, "Ada Okafor"),
    ]


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
