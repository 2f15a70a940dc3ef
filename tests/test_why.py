"""Why a claim has its origins: every statement is accounted for, in plain sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking import ORG, G, P, U, reading, told
from sayso.link.copies import find_copies
from sayso.link.origins import know_speakers, trace_origins
from sayso.link.why import Why, why
from sayso.model import Act, Claim, ClaimStatus, Copy, Links, Origin, Reading, SourceKind


def explain(readings: list[Reading], same: list[tuple[int, int]] = [], copies: tuple[Copy, ...] = ()) -> Why:  # noqa: B006
    copies = copies or find_copies(readings)
    statements = [s for r in readings for s in r.statements]
    traced = trace_origins(statements, know_speakers(readings, (), copies), same)
    ids = tuple(s.id for s in statements)
    claim = Claim("c1", statements[0].text, ids, ClaimStatus.ONE_ORIGIN, traced.origins, (), aside=traced.aside)
    return why(claim, readings, Links((), (), copies, (claim,), ()))


def rows(*found: tuple) -> list[Reading]:
    return [reading(f"a{n}", f"Paper {n}", [told(*row)]) for n, row in enumerate(found, 1)]


def reasons(result: Why) -> dict[str, str]:
    tellings = [t for g in result.grounds for t in g.tellings] + list(result.aside)
    return {t.statement.id: " ".join(t.because) for t in tellings}


STEPS = [
    (
        "a shorter name",
        [("It fell", "Ada Okafor"), ("It fell", "Okafor")],
        "“Okafor” is read as another name of “Ada Okafor”.",
    ),
    (
        "a spokesman",
        [("It fell", "Orsk Mining", ORG), ("It fell", "Orsk Mining spokesman", ORG)],
        "“Orsk Mining spokesman” stands for “Orsk Mining”.",
    ),
    (
        "a capital",
        [("It fell", "United States", G), ("It fell", "Washington", G)],
        "“Washington” stands for “United States”.",
    ),
    (
        "officials",
        [("It fell", "Ada Okafor"), ("It fell", "officials", U)],
        "“officials” may be the same as “Ada Okafor”, so the two are not counted as two.",
    ),
    (
        "an outlet's own voice",
        [("It fell", "Ada Okafor"), ("It fell",)],
        "Paper 2 tells it in its own voice and may have it from “Ada Okafor”, so the two are not counted as two.",
    ),
    (
        "an agency",
        [("It fell", "Ada Okafor"), ("It fell", "Reuters", ORG)],
        "“Reuters” passes on what “Ada Okafor” says.",
    ),
    (
        "two people",
        [("It fell", "Ada Okafor"), ("It fell", "Jon Pell")],
        "“Jon Pell” is the last source that the article names.",
    ),
    ("two outlets", [("It fell",), ("It fell",)], "Paper 2 tells it in its own voice and names nobody for it."),
]


@pytest.mark.parametrize(("case", "found", "want"), STEPS, ids=[s[0] for s in STEPS])
def test_steps(case: str, found: list[tuple], want: str) -> None:
    assert reasons(explain(rows(*found)))["a2-s1"] == want


def test_the_same_words_are_named() -> None:
    made = [
        reading("a1", "Paper 1", [told("They came over the wall", "Ada Okafor", quoted=True)]),
        reading("a2", "Paper 2", [told("They came over the wall", "witness", U, quoted=True)]),
    ]
    result = explain(made, [(0, 1)])
    assert reasons(result)["a2-s1"] == "“witness” has it in the same words as “Ada Okafor”."
    assert result.summary == "2 statements in 2 articles rest on 1 origin."


def test_whom_somebody_heard_is_told_as_heard() -> None:
    made = [
        reading("a1", "Paper 1", [told("It fell", "Ada Okafor")]),
        reading("a2", "Paper 2", [told("It fell", "witness", U, chain=("Ada Okafor", "witness"))]),
    ]
    assert (
        reasons(explain(made))["a2-s1"]
        == "“Ada Okafor” passes on what “witness” says, so the two are not counted as two."
    )


def test_a_copy_is_named_with_its_share() -> None:
    made = rows(("The dam at Brinn held",), ("The dam at Brinn held.",))
    result = explain(made, copies=(Copy("a2", "a1", False, 0.9, "known"),))
    assert reasons(result)["a2-s1"] == (
        "The words of Paper 2 are taken to come from Paper 1. Paper 2 has 90% of its words from Paper 1."
    )


def test_denials_and_headlines_stand_aside() -> None:
    made = [
        reading(
            "a1",
            "Paper 1",
            [told("Bribes at Orsk", headline=True), told("Orsk bribed him", "Lena Moor", act=Act.ACCUSES)],
        ),
        reading("a2", "Paper 2", [told("Orsk bribed him", "Orsk Mining", ORG, act=Act.DENIES, negative=True)]),
    ]
    result = explain(made)
    assert [t.statement.id for t in result.aside] == ["a1-s1", "a2-s1"]
    assert "Not counted: it denies what the others tell." in reasons(result)["a2-s1"]
    assert "Not counted: a headline of what its article tells below." in reasons(result)["a1-s1"]
    assert result.grounds[0].party == "“Lena Moor” is a party to the claim: it is an accusation."


def test_two_origins_are_said_to_be_apart() -> None:
    result = explain(rows(("It fell", "Ada Okafor"), ("It fell", "Jon Pell")))
    assert result.summary.endswith("rest on 2 origins. Nothing in the texts shows that these rest on one another.")


def test_lines_hold_every_statement_and_its_chain() -> None:
    made = [reading("a1", "Paper 1", [told("It fell", "officials", U, chain=("Paper 1", "Reuters", "officials"))])]
    assert "  a1-s1  Paper 1 ← Reuters ← officials: “It fell”" in explain(made).lines()


def test_links_without_steps_are_traced_again() -> None:
    made = rows(("It fell", "Ada Okafor"), ("It fell", "officials", U))
    claim = Claim("c1", "It fell", ("a1-s1", "a2-s1"), ClaimStatus.ONE_ORIGIN, (Origin("Ada Okafor"),), ())
    result = why(claim, made, Links((), (), (), (claim,), ()))
    assert [g.origin.name for g in result.grounds] == ["Ada Okafor"]
    assert "may be the same as “Ada Okafor”" in reasons(result)["a2-s1"]


def test_a_statement_that_is_gone_is_left_out() -> None:
    made = rows(("It fell", "Ada Okafor"))
    claim = replace(explain(made).claim, statements=("a1-s1", "a9-s1"))
    assert explain(made).claim.origins
    assert why(claim, made, Links((), (), (), (claim,), ())).summary == "1 statement rests on 1 origin."


@given(
    st.lists(
        st.tuples(
            st.text(max_size=30),
            st.sampled_from([P, U, ORG, G, SourceKind.DOCUMENT]),
            st.sampled_from(list(Act)),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_statement_is_accounted_for_once(found: list[tuple[str, SourceKind, Act, bool]]) -> None:
    made = [
        reading(f"a{n}", "Paper", [told("It fell", name, kind, act=act, headline=head)])
        for n, (name, kind, act, head) in enumerate(found)
    ]
    result = explain(made)
    ids = [t.statement.id for g in result.grounds for t in g.tellings] + [t.statement.id for t in result.aside]
    assert sorted(ids) == sorted(s.id for r in made for s in r.statements)
    assert all(t.because for g in result.grounds for t in g.tellings)
    assert result.lines() == explain(made).lines()
