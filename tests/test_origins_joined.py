"""Origins: by what tellings under several names count as one, and when outlets count by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linking import ORG, G, U, reading, told
from sayso.link.origins import find_origins, know_speakers, trace_origins
from sayso.model import Act, Certainty, Cue, Entity, EntityKind, JoinKind, Reading, SourceKind, Span


def origins(readings: list[Reading]) -> list[str]:
    return [o.name for o in find_origins([s for r in readings for s in r.statements], know_speakers(readings, (), ()))]


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


def entity(article: Reading, name: str, kind: EntityKind, n: int = 1) -> Entity:
    at = article.article.text.find(name)
    return Entity(f"{article.article.id}-e{n}", name, kind, (Span(at, at + len(name)),))


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
    body = entity(one, "Orsk Mining", EntityKind.ORGANISATION, 2)
    one = replace(one, entities=(entity(one, "Lena Moor", EntityKind.PERSON), body))
    two = reading("a2", "Paper 2", [told("The pit is safe, it said", "Orsk Mining", ORG)])
    found = find_origins([one.statements[1], two.statements[0]], know_speakers([one, two], (), ()))
    assert [o.name for o in found] == (["Orsk Mining"] if joined else ["Lena Moor", "Orsk Mining"])


def test_a_sergeant_is_police() -> None:
    one = reading(
        "a1", "Paper 1", [told("Police came. Sgt. Lena Moor of the police spoke."), told("He ran", "Lena Moor")]
    )
    one = replace(one, entities=(entity(one, "Lena Moor", EntityKind.PERSON),))
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


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("the union", "the dockers' union", 1),
        ("the dockers' union", "the teachers' union", 2),
        ("officials", "the dockers' union", 2),
        ("the company", "the union", 2),
    ],
)
def test_a_private_body_is_of_its_kind(one: str, other: str, count: int) -> None:
    made = [
        reading("a1", "Paper 1", [told("Four men died", one, U)]),
        reading("a2", "Paper 2", [told("Four men are dead", other, U)]),
    ]
    assert len(origins(made)) == count


def noticing(row: dict, cue: str) -> Reading:
    made = reading("a1", "Lerno Post", [row, told("The ferry was drifting when it was seen.")])
    seen = replace(made.statements[0], cue=Cue(cue, Span(0, 1)))
    return replace(made, statements=(seen, *made.statements[1:]))


@pytest.mark.parametrize(
    ("source", "kind", "cue", "names"),
    [
        ("the tug's crew", U, "spotted", ["harbour spokesman"]),
        ("the tug's crew", U, "said", ["harbour spokesman", "tug's crew"]),
        ("officers", U, "heard", ["harbour spokesman"]),
        ("witnesses", U, "saw", ["harbour spokesman", "witnesses"]),
    ],
)
def test_who_is_told_to_have_noticed_it_does_not_speak(
    source: str, kind: SourceKind, cue: str, names: list[str]
) -> None:
    one = noticing(told("a ferry drifting towards the pier", source, kind), cue)
    two = reading("a2", "Brinn Herald", [told("A ferry was drifting towards the pier.", "harbour spokesman")])
    assert sorted(origins([one, two]), key=str.casefold) == names


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("The BBC's Lena Moor in Brinn says the lock broke.", 2),
        ("BBC correspondent Lena Moor in Brinn says the lock broke.", 2),
        ("The BBC's chief political correspondent Lena Moor says so.", 2),
        ("BBC viewer Lena Moor says the lock broke.", 1),
        ("Brinn's Lena Moor says the lock broke.", 1),
    ],
)
def test_a_newsroom_does_not_pass_on_what_another_newsrooms_reporter_tells(words: str, count: int) -> None:
    one = reading("a1", "Lerno Post", [told(words), told("the lock broke in two", "Lena Moor")])
    one = replace(one, entities=(entity(one, "Lena Moor", EntityKind.PERSON),))
    two = reading("a2", "Brinn Herald", [told("the lock was in two pieces", "Reuters", ORG)])
    told_ = [one.statements[1], *two.statements]
    assert len(find_origins(told_, know_speakers([one, two], (), ()))) == count


def test_a_reporter_passes_on_what_somebody_asked_tells() -> None:
    one = reading("a1", "Lerno Post", [told("The BBC's Lena Moor says so."), told("the lock broke", "Lena Moor")])
    one = replace(one, entities=(entity(one, "Lena Moor", EntityKind.PERSON),))
    two = reading("a2", "Brinn Herald", [told("the lock broke", "Jon Pell")])
    assert [o.name for o in find_origins([one.statements[1], *two.statements], know_speakers([one, two], (), ()))] == [
        "Jon Pell"
    ]


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("the lock", ["Jon Pell"]),
        ("his resignation", ["Jon Pell"]),
        ("Ada Okafor", ["Jon Pell"]),
        ("the Harbour Safety Act", ["Jon Pell"]),
        ("the lock failed", ["Jon Pell", "Lena Moor"]),
        ("Okafor lied", ["Jon Pell", "Lena Moor"]),
    ],
)
def test_who_only_names_a_thing_does_not_tell_what_others_tell_of_it(content: str, names: list[str]) -> None:
    one = reading("a1", "Lerno Post", [told(content, "Lena Moor")])
    two = reading("a2", "Brinn Herald", [told("The lock failed in the night.", "Jon Pell")])
    assert sorted(origins([one, two])) == names
    assert origins([one]) == ["Lena Moor"]


def test_why_a_name_is_not_counted() -> None:
    run = [reading("a1", "Lerno Post", [told("the lock", "Lena Moor"), told("The lock failed.", "Jon Pell")])]
    traced = trace_origins(run[0].statements, know_speakers(run, (), ()))
    assert [(j.statement, j.kind) for j in traced.aside] == [("a1-s1", JoinKind.NAMES)]


def test_words_quoted_inside_a_quotation_are_not_the_speakers_own() -> None:
    one = reading("a1", "Lerno Post", [told("a debt of honour to the town", "Lena Moor", quoted=True)])
    other = told("It was no \u2018debt of honour to the town\u2019 at all", "Jon Pell", quoted=True)
    assert sorted(origins([one, reading("a2", "Brinn Herald", [other])])) == ["Jon Pell", "Lena Moor"]
