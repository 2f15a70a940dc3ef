"""Relations between statements and claims."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking import ORG, reading, told
from sayso.link import link
from sayso.link.relation_clock import times_of_day
from sayso.model import Act, Links, Relation, RelationKind


def of(links: Links, kind: RelationKind) -> list[Relation]:
    return [r for r in links.relations if r.kind is kind]


def joins(links: Links, kind: RelationKind, a: str, b: str) -> bool:
    """Whether a relation of `kind` joins the statements, or claims that hold them."""

    def names(s: str) -> set[str]:
        return {s} | {c.id for c in links.claims if s in c.statements}

    x, y = names(a), names(b)
    return any((r.origin in x and r.target in y) or (r.origin in y and r.target in x) for r in of(links, kind))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bridge of Lerno is carried by 14 arches.", "The bridge of Lerno is carried by 12 arches."),
        ("The storm killed 80 people in Lerno.", "The storm killed 50 people in Lerno."),
        (
            "The mayor of Lerno was at the meeting of the miners.",
            "The mayor of Lerno was not at the meeting of the miners.",
        ),
        ("Rescuers found the crew of the trawler alive.", "Rescuers found the crew of the trawler dead."),
        ("The dam at Brinn was destroyed by the flood.", "The dam at Brinn was undamaged by the flood."),
    ],
)
def test_contradicts(one: str, other: str) -> None:
    links = link([reading("a", "Harbour Post", [told(one)]), reading("b", "Valley Wire", [told(other)])])
    assert joins(links, RelationKind.CONTRADICTS, "a-s1", "b-s1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The storm injured 80 people in Lerno.", "The storm hurt 80 people in Lerno."),
        ("The storm injured at least 50 people in Lerno.", "The storm injured 80 people in Lerno."),
        ("The storm injured 80 people in Lerno.", "A storm in December 1998 injured 600 people in Lerno."),
    ],
)
def test_does_not_contradict(one: str, other: str) -> None:
    links = link([reading("a", "Harbour Post", [told(one)]), reading("b", "Valley Wire", [told(other)])])
    assert not of(links, RelationKind.CONTRADICTS)


def accused() -> list:
    accusation = told("Orsk Mining bribed the inspectors of the pit", "Lena Moor", act=Act.ACCUSES)
    denial = told(
        "Orsk Mining never bribed the inspectors of the pit", "Orsk Mining", ORG, act=Act.DENIES, negative=True
    )
    return [reading("a", "Harbour Post", [accusation]), reading("b", "Valley Wire", [accusation, denial])]


def test_denies() -> None:
    assert joins(link(accused()), RelationKind.DENIES, "b-s2", "a-s1")


def test_omission_of_a_denial() -> None:
    found = of(link(accused()), RelationKind.OMISSION)
    assert ("a", "b-s2") in {(r.origin, r.target) for r in found}
    assert not any(r.origin == "b" for r in found)


def test_agrees_says_when_the_origin_is_the_same() -> None:
    row = told("The reactor at Brinn is safe", "Lena Moor")
    links = link([reading("a", "Harbour Post", [row]), reading("b", "Valley Wire", [row])])
    (r,) = of(links, RelationKind.AGREES)
    assert "no independent support" in r.note


def test_copy_points_to_the_earlier() -> None:
    body = [
        told(
            "The trawler Aldis ran aground on the reef of Skarn shortly after midnight, and its crew of nine left it."
        ),
        told(
            "A lifeboat from the village brought all of them ashore before the tide turned, the harbour master wrote."
        ),
    ]
    links = link(
        [
            reading("late", "Valley Wire", body, date(2020, 5, 2)),
            reading("early", "Harbour Post", body, date(2020, 5, 1)),
        ]
    )
    (r,) = of(links, RelationKind.COPY)
    assert (r.origin, r.target) == ("late", "early")


def test_days_differ() -> None:
    links = link(
        [
            reading("a", "Harbour Post", [told("The trawler Aldis sank off Skarn on Tuesday.")]),
            reading("b", "Valley Wire", [told("The trawler Aldis sank off Skarn on Wednesday.")]),
        ]
    )
    assert joins(links, RelationKind.DIFFERS, "a-s1", "b-s1")


def test_ends_of_relations_exist() -> None:
    links = link(accused())
    known = {c.id for c in links.claims} | {s for c in links.claims for s in c.statements} | {"a", "b"}
    assert all(r.origin in known and r.target in known and r.note for r in links.relations)


def test_pointing_denial_answers_the_accusation_before_it() -> None:
    rows = [
        told("The council of Lerno met for six hours on Monday."),
        told("Orsk Mining bribed the inspectors of the pit", "Lena Moor", act=Act.ACCUSES),
        told("the allegation", "Orsk Mining", ORG, act=Act.DENIES, negative=True),
    ]
    links = link([reading("a", "Harbour Post", rows)])
    assert joins(links, RelationKind.DENIES, "a-s3", "a-s2")
    assert len(of(links, RelationKind.DENIES)) == 1


def test_no_omission_where_the_article_has_a_denial_in_other_words() -> None:
    accusation = told("Orsk Mining bribed the inspectors of the pit", "Lena Moor", act=Act.ACCUSES)
    one = told("this", "the company", ORG, act=Act.DENIES, negative=True)
    other = told("the allegation", "Orsk Mining", ORG, act=Act.DENIES, negative=True)
    links = link([reading("a", "Harbour Post", [accusation, one]), reading("b", "Valley Wire", [accusation, other])])
    assert not of(links, RelationKind.OMISSION)


def test_a_correction_is_drift_and_no_contradiction() -> None:
    early = reading("a", "Harbour Post", [told("The storm killed 20 people in Lerno.")], date(2020, 5, 1))
    late = reading("b", "Valley Wire", [told("The storm killed 12 people in Lerno.")], date(2020, 5, 2))
    links = link([early, late])
    assert not of(links, RelationKind.CONTRADICTS)
    (r,) = of(links, RelationKind.NUMBER_DRIFT)
    assert (r.origin, r.target) == ("b-s1", "a-s1")


def test_a_lost_bound_runs_from_the_telling_that_lost_it() -> None:
    rough = told("About 450 crates of stolen wine turned up in the cellar of Brinn.")
    plain = told("450 crates of stolen wine turned up in the cellar of Brinn.")
    links = link([reading("a", "Harbour Post", [plain]), reading("b", "Valley Wire", [rough])])
    (r,) = of(links, RelationKind.NUMBER_DRIFT)
    assert (r.origin, r.target) == ("a-s1", "b-s1")


def test_another_kind_of_thing_differs() -> None:
    one = told("The frigate Aldis towed the burning boat to the port of Skarn.")
    other = told("The trawler Aldis towed the burning boat to the port of Skarn.")
    third = told("The destroyer Aldis towed the burning boat to the port of Skarn.")
    links = link([reading("a", "Harbour Post", [one, third]), reading("b", "Valley Wire", [third, other])])
    notes = [r.note for r in of(links, RelationKind.DIFFERS)]
    assert any("frigate" in n and "destroyer" in n for n in notes)


def test_assent_agrees() -> None:
    row = told("The reactor at Brinn is a danger to the whole valley", "Lena Moor")
    assent = told("the minister agreed with Ms. Moor on the reactor", "ministry of energy", ORG)
    links = link([reading("a", "Harbour Post", [row]), reading("b", "Valley Wire", [row, assent])])
    assert joins(links, RelationKind.AGREES, "b-s2", "a-s1")
    assert any(r.origin == "a" and r.target == "b-s2" for r in of(links, RelationKind.OMISSION))


def test_relations_are_told_once() -> None:
    links = link(accused())
    assert len({(r.kind, r.origin, r.target) for r in links.relations}) == len(links.relations)


def test_who_is_accused_denies_it_of_himself() -> None:
    rows = [
        reading("a", "Harbour Post", [told("Quill bribed the inspectors of the pit", "Lena Moor", act=Act.ACCUSES)])
    ]
    answer = told("I did not bribe the inspectors of the pit", "Ada Quill", negative=True)
    rows.append(reading("b", "Valley Wire", [answer]))
    assert joins(link(rows), RelationKind.DENIES, "b-s1", "a-s1")


def test_an_article_without_what_all_others_tell() -> None:
    fire = told("The fire in the mill of Lerno destroyed four looms and the old archive of the guild.")
    toll = told("The sheriff arrested a stoker of the night shift after witnesses saw him smoking.")
    rows = [reading(n, f"Paper {n}", [fire, toll]) for n in ("a", "b", "c")]
    rows.append(
        reading("d", "Paper d", [fire, told("Four looms and the archive of the guild burnt in the mill fire.")])
    )
    found = of(link(rows), RelationKind.OMISSION)
    assert {r.origin for r in found} == {"d"}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The boat sank at 9:25 on Thursday", [(565, "", "9:25")]),
        ("The boat sank at about 9.25 a.m. on Thursday", [(565, "about", "about 9.25 a.m.")]),
        ("Guards came at 21:25 hours", [(565, "", "21:25 hours")]),
        ("It opens at 7 p.m. today", [(420, "", "7 p.m.")]),
        ("They won by 3 goals to 2 in 90 minutes", []),
        ("A quake of magnitude 5.9 and 30 shocks", []),
        ("It lasted 48 hours", []),
    ],
)
def test_times_of_day(text: str, times: list[tuple[int, str, str]]) -> None:
    assert times_of_day(text) == times


@given(st.text(max_size=300))
def test_times_of_day_never_raises(text: str) -> None:
    assert all(0 <= minutes < 720 and words in text for minutes, _, words in times_of_day(text))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The ferry Aldis left Skarn at 9:25 on Monday.", "The ferry Aldis left Skarn at 8:40 on Monday.", "differs"),
        (
            "The ferry Aldis left Skarn at 9:25 on Monday.",
            "The ferry Aldis left Skarn at about 9:25 on Monday.",
            "number-drift",
        ),
    ],
)
def test_times_of_day_between_articles(one: str, other: str, kind: str) -> None:
    links = link([reading("a", "Harbour Post", [told(one)]), reading("b", "Valley Wire", [told(other)])])
    assert joins(links, RelationKind(kind), "a-s1", "b-s1")


def test_a_headline_flat_on_what_its_text_leaves_open() -> None:
    rows = [
        told("Guard shot the weaver Tam Orre in the back", headline=True),
        told("It was not clear whether the weaver Tam Orre was shot in the back or in the chest."),
    ]
    assert joins(link([reading("a", "Harbour Post", rows)]), RelationKind.CERTAINTY_DRIFT, "a-s1", "a-s2")


def test_headlines_that_judge() -> None:
    rows = [
        reading("a", "Harbour Post", [told("Weavers block the bridge of Lerno in scandalous stunt", headline=True)]),
        reading("b", "Valley Wire", [told("Weavers block the bridge of Lerno for an hour", headline=True)]),
    ]
    assert joins(link(rows), RelationKind.FRAMING, "a-s1", "b-s1")


def test_a_lie_is_denied() -> None:
    text = "the guild hid the money of the weavers in Lerno"
    links = link(
        [
            reading("a", "Harbour Post", [told(text, "Lena Moor", act=Act.ACCUSES)]),
            reading("b", "Valley Wire", [told(f"It is a lie that {text}", "Ada Quill", act=Act.DENIES, negative=True)]),
        ]
    )
    assert joins(links, RelationKind.DENIES, "b-s1", "a-s1")


def test_who_stands_by_a_report_contradicts_who_calls_it_false() -> None:
    story = told("The mayor of Lerno hid the money of the guild", "Lerno Lamp", ORG, act=Act.ACCUSES)
    stands = told("We stand by our reporting", "Lerno Lamp", ORG, quoted=True)
    links = link(
        [
            reading("a", "Harbour Post", [story, stands]),
            reading("b", "Valley Wire", [story, told("The story is false", "Ada Quill", quoted=True)]),
        ]
    )
    assert joins(links, RelationKind.CONTRADICTS, "a-s2", "b-s2")


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (
            "The council of Brinn approved the harbour plan.",
            "The council of Brinn did not approve the harbour plan.",
            RelationKind.CONTRADICTS,
        ),
        (
            "The board of Orsk Mining praised the new auditor.",
            "The board of Orsk Mining criticised the new auditor.",
            RelationKind.CONTRADICTS,
        ),
        (
            "The strike at the Skarn yard was legal.",
            "The strike at the Skarn yard was illegal.",
            RelationKind.CONTRADICTS,
        ),
        (
            "The trawler drifted for 30 hours off the coast.",
            "The trawler drifted for 30 days off the coast.",
            RelationKind.NUMBER_DRIFT,
        ),
        (
            "The museum paid 2 million for the stolen painting.",
            "The museum paid 2 billion for the stolen painting.",
            RelationKind.CONTRADICTS,
        ),
        (
            "The guard stole two paintings from the museum.",
            "The guard reportedly stole two paintings from the museum.",
            RelationKind.CERTAINTY_DRIFT,
        ),
    ],
)
def test_same_words_but_for_one_thing(one: str, other: str, kind: RelationKind) -> None:
    links = link([reading("a", "Harbour Post", [told(one)]), reading("b", "Valley Wire", [told(other)])])
    assert joins(links, kind, "a-s1", "b-s1")
    assert {r.kind for r in links.relations} <= {kind, RelationKind.COPY, RelationKind.AGREES, RelationKind.OMISSION}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "On Monday, the council of Brinn did not approve the plan.",
            "The council of Brinn didn't approve the plan on Monday.",
        ),
        ("More than a hundred people joined the march in Skarn.", "More than 100 people joined the march in Skarn."),
        ("The verdict of the court in Lerno was not guilty.", "The verdict of the court in Lerno was innocent."),
        ("The trawler lay 20 km off the coast of Brinn.", "The trawler lay 20 kilometres off the coast of Brinn."),
    ],
)
def test_same_words_in_another_form_change_nothing(one: str, other: str) -> None:
    links = link([reading("a", "Harbour Post", [told(one)]), reading("b", "Valley Wire", [told(other)])])
    assert {r.kind for r in links.relations} <= {RelationKind.COPY, RelationKind.AGREES}


def test_a_deed_with_its_parts_exchanged_is_another_claim() -> None:
    one, other = "Nadia Holt accused Carl Dunn of fraud in Skarn.", "Carl Dunn accused Nadia Holt of fraud in Skarn."
    links = link([reading("a", "Harbour Post", [told(one)]), reading("b", "Valley Wire", [told(other)])])
    assert not any({"a-s1", "b-s1"} <= set(c.statements) for c in links.claims)


def test_who_denies_in_one_article_what_he_says_in_another() -> None:
    text = "the bank of Lerno paid the fine in March"
    denied = told(text, "Carl Dunn", act=Act.DENIES)
    links = link([reading("a", "Harbour Post", [told(text, "Carl Dunn")]), reading("b", "Valley Wire", [denied])])
    assert joins(links, RelationKind.DENIES, "b-s1", "a-s1")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_are_held_against_each_other(one: str, other: str) -> None:
    from sayso.link.relation_aligned import differences
    from sayso.link.relation_tokens import tokens_of

    rows = []
    for name, text in (("a", one), ("b", other)):
        made = reading(name, "Harbour Post", [told("The ferry left Skarn. " + " ".join(text.split()))])
        rows.append(tokens_of(made.statements[0], made))
        assert all(t.span.of(made.article.text) for t in rows[-1])
    list(differences(rows[0], rows[1]))
    assert list(differences(rows[0], rows[0])) == []
