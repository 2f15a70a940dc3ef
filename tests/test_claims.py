"""Claims: which statements of several articles say the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking import reading, told
from sayso.link import link
from sayso.link.clusters import average_link, guests
from sayso.link.embed import embed
from sayso.link.memo import Judged, Memo
from sayso.link.pairs import number_conflicts
from sayso.link.propositions import propositions_of
from sayso.link.words import number_of, split_words, stem
from sayso.model import Act, ClaimStatus, Links, Reading, Story


def together(links: Links, a: str, b: str) -> bool:
    return any(a in c.statements and b in c.statements for c in links.claims)


def clauses(text: str) -> list[str]:
    r = reading("a", "Harbour Post", [told(text)])
    return [u.text for u in propositions_of(0, r.statements[0], r, frozenset())]


SAME = [
    ("Fire at Tarvo chemical plant kills four workers", "Four workers died when the Tarvo chemical plant caught fire."),
    ("The mine at Ostrel was closed on Friday.", "On Friday the Ostrel mine was shut down."),
    (
        "Mayor Ilse Brandt resigned after the audit of the harbour fund.",
        "Ilse Brandt has quit as mayor following an audit of the harbour fund.",
    ),
    ("The ferry sank off Lerno with 40 people aboard.", "A ferry carrying 40 people sank off Lerno."),
]

APART = [
    ("The ferry sank off Lerno with 40 people aboard.", "The mayor of Lerno opened a new ferry terminal in 2004."),
    ("Doru Vasek was arrested on Monday.", "Protesters gathered outside the parliament on Monday."),
    ("Two firefighters were treated in hospital.", "The factory makes paint for ships."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_proposition_is_one_claim(one: str, other: str) -> None:
    rest = [told("Rain is expected in the valley for the rest of the week."), told("Shops stayed open until late.")]
    links = link(
        [reading("a", "Harbour Post", [told(one), *rest[:1]]), reading("b", "Valley Wire", [told(other), *rest[1:]])]
    )
    assert together(links, "a-s1", "b-s1")


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_proposition_is_another_claim(one: str, other: str) -> None:
    links = link([reading("a", "Harbour Post", [told(one)]), reading("b", "Valley Wire", [told(other)])])
    assert not together(links, "a-s1", "b-s1")


def test_every_statement_but_a_question_is_in_a_claim() -> None:
    rows = [
        told("The bridge at Kolm fell."),
        told("Who built it?", "Ana Ruiz", act=Act.ASKS),
        told("Nobody was on it."),
    ]
    links = link([reading("a", "Harbour Post", rows)])
    assert sorted(s for c in links.claims for s in c.statements) == ["a-s1", "a-s3"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The bridge fell.", 1),
        ("The storm tore roofs off houses, killing 12 people and injuring 80.", 3),
        ("Police sealed off the square, while ambulances carried the wounded to a clinic.", 2),
        ("He said yes, she said no.", 1),
        ("", 1),
    ],
)
def test_clauses(text: str, count: int) -> None:
    assert len(clauses(text or "x")) == count


def test_numbers_conflict_only_where_they_count_the_same() -> None:
    def unit(text: str):  # type: ignore[no-untyped-def]
        r = reading("a", "Harbour Post", [told(text)])
        return propositions_of(0, r.statements[0], r, frozenset())[0]

    assert number_conflicts(unit("12 miners were injured"), unit("15 miners were hurt"))
    assert not number_conflicts(unit("12 miners were injured"), unit("12 miners were hurt"))
    assert not number_conflicts(unit("12 miners were injured"), unit("15 trucks left the depot"))


@pytest.mark.parametrize(
    ("low", "value"), [("26", 26.0), ("1,150", 1150.0), ("five", 5.0), ("fifth", 5.0), ("9:25", None), ("boat", None)]
)
def test_number_of(low: str, value: float | None) -> None:
    assert number_of(low) == value


def test_stem_meets_other_forms() -> None:
    assert stem("suspiciously") == stem("suspicious")
    assert stem("villages") == stem("village")


def test_average_link_does_not_chain() -> None:
    chances = np.array([0.9, 0.9, 0.0])
    assert average_link(3, [(0, 1), (1, 2), (0, 2)], chances, 0.5) == [[0, 1], [2]]


def test_a_clause_may_visit_a_second_claim() -> None:
    pairs, chances = [(0, 1), (1, 2), (0, 2)], np.array([0.95, 0.9, 0.0])
    clusters = average_link(3, pairs, chances, 0.5)
    assert clusters == [[0, 1], [2]]
    assert guests(clusters, pairs, chances, 0.8) == [[], [1]]


def test_forced_and_barred_pairs() -> None:
    pairs, chances = [(0, 1), (1, 2), (0, 2)], np.array([0.9, 0.9, 0.9])
    assert average_link(4, pairs, chances, 0.5) == [[0, 1, 2], [3]]
    assert average_link(4, pairs, chances, 0.5, barred=[(2, 0)]) == [[0, 1], [2], [3]]
    assert average_link(4, [], np.array([]), 0.5, joined=[(3, 1), (1, 2)]) == [[0], [1, 2, 3]]
    assert average_link(4, pairs, chances, 0.5, joined=[(0, 2)], barred=[(0, 2), (0, 1)]) == [[0], [1, 2], [3]]
    assert guests([[0, 1], [2]], pairs, chances, 0.8, barred=[(2, 1)]) == [[], [0]]


def test_other_events_share_no_claim() -> None:
    lift = [
        told("A cable of the Hochalm ski lift snapped above Brandau on Sunday morning."),
        told("Skiers were brought down from the Hochalm lift by rope."),
        told("Nobody was hurt."),
    ]
    port = [
        told("A tank exploded in the port of Ostrel on Tuesday night, the harbour master said."),
        told("Windows broke along the quays of Ostrel and a crane fell."),
        told("Twenty people were hurt."),
    ]
    links = link([reading("a", "Alpine Post", lift), reading("b", "Harbour Post", port)])
    assert len(links.stories) == 2
    assert not any(len(c.articles) > 1 for c in links.claims)
    assert not [r for r in links.relations if r.kind == "contradicts"]


def test_denial_belongs_to_its_claim() -> None:
    a = reading("a", "Harbour Post", [told("Orsk Mining bribed the inspectors", "Lena Moor", act=Act.ACCUSES)])
    b = reading(
        "b",
        "Valley Wire",
        [told("Orsk Mining did not bribe the inspectors", "Orsk Mining", act=Act.DENIES, negative=True)],
    )
    links = link([a, b])
    claim = next(c for c in links.claims if "a-s1" in c.statements)
    assert claim.status is ClaimStatus.DENIED
    assert claim.denied_by == ("Orsk Mining",)


def some_readings() -> list[Reading]:
    return [
        reading("a", "Harbour Post", [told(x) for x, _ in SAME]),
        reading("b", "Valley Wire", [told(y) for _, y in SAME]),
    ]


def test_same_input_same_links() -> None:
    assert link(some_readings()) == link(some_readings())


def test_nothing_and_empty_articles() -> None:
    assert link([]).claims == ()
    assert link([reading("a", "Harbour Post", [])]).claims == ()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_clauses_lie_in_the_text(text: str) -> None:
    r = reading("a", "Harbour Post", [told(text)])
    for u in propositions_of(0, r.statements[0], r, frozenset()):
        assert r.article.text[u.span.start : u.span.end] == u.text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_words_lie_in_the_text(text: str) -> None:
    assert all(text[w.start : w.end] == w.raw for w in split_words(text))


def test_a_line_without_end_is_read() -> None:
    links = link([reading("a", "Harbour Post", [told("a, b and c 1 " * 4000)])])
    assert len(links.claims) == 1


def test_known_stories_and_copies_are_taken() -> None:
    found = link(some_readings())
    assert link(some_readings(), stories=found.stories, copies=found.copies) == found
    alone = [Story("s1", "One", ("a",)), Story("s2", "Other", ("b",))]
    assert link(some_readings(), stories=alone).stories == tuple(alone)


def test_memo_changes_nothing_but_the_work() -> None:
    plain, memo = link(some_readings()), Memo()
    assert link(some_readings(), memo=memo) == plain
    kept = dict(memo.vectors)
    assert kept
    assert all(len(v) == 384 for v in kept.values())
    assert link(some_readings(), memo=memo) == plain
    assert memo.vectors == kept


def test_vectors_are_of_length_one_and_the_same_when_kept() -> None:
    texts = ["The ferry sank.", "", "\ud800 " * 3, "The ferry sank."]
    memo = Memo()
    rows = embed(texts, memo.vectors)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    assert np.array_equal(rows, embed(texts))
    assert np.array_equal(rows, embed(texts, memo.vectors))


def test_what_a_person_judged_holds() -> None:
    plain = link(some_readings())
    assert together(plain, "a-s1", "b-s1")
    assert not together(plain, "a-s1", "b-s2")
    links = link(some_readings(), judged=Judged(same=(("a-s1", "b-s2"), ("a-s1", "gone")), apart=(("b-s1", "a-s1"),)))
    assert together(links, "a-s1", "b-s2")
    assert not together(links, "a-s1", "b-s1")
    assert sorted({s for c in links.claims for s in c.statements}) == sorted(
        {s for c in plain.claims for s in c.statements}
    )


@pytest.mark.parametrize("empty", ["this", "that", "the allegation", "it is true"])
def test_a_claim_goes_by_words_that_tell_something(empty: str) -> None:
    full = "the harbour board paid the dredging firm twice"
    readings = [
        reading("a", "Harbour Post", [told(empty, "Ilse Brandt")]),
        reading("b", "Valley Echo", [told(full, "Olle Vik")]),
    ]
    for order in (readings, readings[::-1]):
        (claim,) = link(order, judged=Judged(same=(("a-s1", "b-s1"),))).claims
        assert claim.text == full


def test_apart_outranks_same() -> None:
    links = link(some_readings(), judged=Judged(same=(("a-s1", "b-s1"),), apart=(("a-s1", "b-s1"),)))
    assert not together(links, "a-s1", "b-s1")
