"""Status: the first that fits, and nothing plain that nobody vouches for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking import ORG, G, P, U, reading, told
from sayso.link.origins import find_origins, know_speakers
from sayso.link.propositions import Proposition, propositions_of
from sayso.link.relation_clashes import Clash
from sayso.link.relation_negation import turned
from sayso.link.status import deniers_of, find_status, only_denied
from sayso.link.status_clash import same_matter
from sayso.link.status_judging import judges
from sayso.model import Act, Certainty, ClaimStatus, Cue, Mode, RelationKind, Signal, SignalKind, Span, Statement

HERE = Span(0, 1)


def made(rows: list[dict], signals: tuple[SignalKind, ...] = (), cue: str = "") -> list[Statement]:
    """One article a row; every statement has the signals and the cue."""
    found = [s for n, row in enumerate(rows) for s in reading(f"a{n}", f"Paper {n}", [row]).statements]
    marks = tuple(Signal(k, "x", HERE) for k in signals)
    return [replace(s, signals=marks, cue=Cue(cue, HERE) if cue else None) for s in found]


def status(statements: list[Statement], contradicted: bool = False, denied_by: tuple[str, ...] = ()) -> ClaimStatus:
    origins = find_origins(statements, know_speakers((), (), ()))
    return find_status(statements, origins, contradicted, denied_by)


PLAIN = [told("The dam at Brinn held.", "Ada Okafor")]
TWO = [told("The dam at Brinn held.", "Ada Okafor"), told("The dam did hold.", "Jon Pell")]
ROWS: list[tuple[str, list[Statement], ClaimStatus]] = [
    ("one mouth", made(PLAIN), ClaimStatus.ONE_ORIGIN),
    ("two mouths", made(TWO), ClaimStatus.INDEPENDENT),
    (
        "users of a network, retold by a copy as plain people",
        made([told("The gate was left open", "Lerners on Twitter", U), told("The gate was left open", "Lerners", U)]),
        ClaimStatus.ALLEGED,
    ),
    (
        "users of a network and somebody with a name",
        made([told("The gate was left open", "Lerners on Twitter", U), told("The gate was left open", "Jon Pell")]),
        ClaimStatus.INDEPENDENT,
    ),
    (
        "accused by one",
        made([told("Orsk Mining bribed the mayor", "Lena Moor", act=Act.ACCUSES)]),
        ClaimStatus.ALLEGED,
    ),
    (
        "accused by two is no fact either",
        made([told("Orsk bribed him", n, act=Act.ACCUSES) for n in ("Lena Moor", "Jon Pell")]),
        ClaimStatus.ALLEGED,
    ),
    (
        "accused, then said by the same",
        made([told("He hid the letters", "Lena Moor", act=Act.ACCUSES), told("The letters were hidden", "Lena Moor")]),
        ClaimStatus.ALLEGED,
    ),
    ("a rumour", made([told("The mine will close")], (SignalKind.RUMOUR,)), ClaimStatus.ALLEGED),
    ("sources without a name", made([told("Two boats sank", "people close to the mayor", U)]), ClaimStatus.ALLEGED),
    ("users of a network", made([told("Two boats sank", "Brinners on Twitter", U)]), ClaimStatus.ALLEGED),
    ("eyewitnesses saw it", made([told("Two boats sank", "fishermen", U)]), ClaimStatus.ONE_ORIGIN),
    ("a body without a name vouches", made([told("Two boats sank", "officials", G)]), ClaimStatus.ONE_ORIGIN),
    ("a company vouches", made([told("The pit is dry", "the company", ORG)]), ClaimStatus.ONE_ORIGIN),
    ("predicted", made([told("Prices will double", "Jon Pell", act=Act.PREDICTS)]), ClaimStatus.HYPOTHETICAL),
    (
        "conditional",
        made([told("A strike would close the port", certainty=Certainty.POSSIBLE)], (SignalKind.CONDITIONAL,)),
        ClaimStatus.HYPOTHETICAL,
    ),
    (
        "no more than possible",
        made([told("The dam could break", "Jon Pell", certainty=Certainty.POSSIBLE)], (SignalKind.MODAL,)),
        ClaimStatus.HYPOTHETICAL,
    ),
    ("a judgement", made([told("The decision is a disgrace", "Jon Pell")]), ClaimStatus.OPINION),
    (
        "a reproach that only judges",
        made([told("Her absence was shameful", "Jon Pell", act=Act.ACCUSES)]),
        ClaimStatus.OPINION,
    ),
    (
        "known by its denial alone",
        made([told("the allegation", "Orsk Mining", act=Act.DENIES)], cue="denied"),
        ClaimStatus.DENIED,
    ),
    (
        "a denial in own words is told",
        made([told("We never met him", "Jon Pell", act=Act.DENIES, quoted=True)], cue="said"),
        ClaimStatus.ONE_ORIGIN,
    ),
]


@pytest.mark.parametrize(("why", "statements", "want"), ROWS, ids=[r[0] for r in ROWS])
def test_status(why: str, statements: list[Statement], want: ClaimStatus) -> None:
    assert status(statements) is want


def test_the_order_of_the_design() -> None:
    assert status(made(PLAIN), contradicted=True, denied_by=("Jon Pell",)) is ClaimStatus.CONTRADICTED
    assert status(made(PLAIN), denied_by=("Jon Pell",)) is ClaimStatus.DENIED


def test_who_denies() -> None:
    denial = made([told("that", "Orsk Mining", act=Act.DENIES)], cue="denies")
    assert only_denied(denial)
    assert deniers_of(denial, []) == ("Orsk Mining",)
    assert deniers_of(made(PLAIN), ["Jon Pell", "Jon Pell"]) == ("Jon Pell",)
    assert deniers_of(made(PLAIN), []) == ()


def test_a_headline_has_no_vote_beside_the_text() -> None:
    rows = [told("Outrage over reckless dam", headline=True), told("The dam at Brinn was built in 1961")]
    assert status(made(rows)) is ClaimStatus.INDEPENDENT


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The plan is destructive", True),
        ("a belt that should have been replaced", True),
        ("He must resign", True),
        ("These were the toughest words so far", True),
        ("Such visits are widely seen as a breach of protocol", True),
        ("It's wrong", True),
        ("He broke his right leg", False),
        ("They just left the building", False),
        ("The villages were worst hit", False),
        ("Those who need tents have them", False),
        ("She felt the house move", False),
        ("A good mile further on lies Brinn", False),
        ("Twelve people died", False),
        ("Those are the beams that need to dry", False),
        ("", False),
    ],
)
def test_judges(text: str, want: bool) -> None:
    assert judges(text) is want


@given(
    st.lists(
        st.builds(
            lambda text, name, kind, act, certainty, quoted: told(
                text, name, kind, act=act, certainty=certainty, quoted=quoted
            ),
            st.text(min_size=1, max_size=30),
            st.sampled_from(["Ada Okafor", "officials", "Lerno", "'", "The"]),
            st.sampled_from([P, ORG, U, G]),
            st.sampled_from(Act),
            st.sampled_from(Certainty),
            st.booleans(),
        ),
        min_size=1,
        max_size=4,
    ),
    st.lists(st.sampled_from(SignalKind), max_size=2),
    st.sampled_from(["", "denied", "said"]),
)
def test_nothing_plain_that_nobody_vouches_for(rows: list[dict], signals: list[SignalKind], cue: str) -> None:
    """What verify asks of a brief (rule 3), of any statements."""
    statements = made(rows, tuple(signals), cue)
    origins = find_origins(statements, know_speakers((), (), ()))
    got = find_status(statements, origins, False, ())
    assert len({o.name.casefold() for o in origins}) == len(origins) >= 1
    plain = got in (ClaimStatus.ONE_ORIGIN, ClaimStatus.INDEPENDENT)
    assert not (plain and all(_is_soft(s) for s in statements))
    assert (got is ClaimStatus.INDEPENDENT) <= (len(origins) > 1)


def _is_soft(s: Statement) -> bool:
    kinds = {g.kind for g in s.signals}
    cue = s.cue.text if s.cue else ""
    return bool(
        (s.act is Act.DENIES and s.mode is Mode.INDIRECT and cue == "denied")
        or s.act in (Act.ACCUSES, Act.ASKS, Act.PREDICTS)
        or kinds & {SignalKind.RUMOUR, SignalKind.ACCUSATION}
        or (
            kinds & {SignalKind.CONDITIONAL, SignalKind.PREDICTION, SignalKind.QUESTION}
            and s.certainty is not Certainty.CERTAIN
        )
        or (s.source.kind is U and s.certainty is Certainty.UNKNOWN)
    )


def clause(text: str) -> Proposition:
    made = reading("a1", "Lerno Post", [told(text, "Ada Okafor")])
    return propositions_of(0, made.statements[0], made, frozenset())[0]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("it is not against the mayor", "the mayor has sat in that chair longer than most"),
        ("we did not lose", "the brewery may lose its licence to sell beer in town"),
        ("not just one barge sank", "one barge sank"),
    ],
)
def test_a_not_clashes_only_with_what_it_turns_round(left: str, right: str) -> None:
    assert not turned(clause(left), clause(right))


@pytest.mark.parametrize(
    ("family", "left", "right", "numbers", "same"),
    [
        ("not", "the lock gate was not closed", "the lock gate was closed at noon", ("", ""), True),
        ("number", "Lena Moor, 48, was on deck", "Ada Moor, 20, was below", ("48", "20"), False),
        ("number", "Mike Moor, 48, was on deck", "Michael Moor, 49, was on deck", ("48", "49"), True),
        ("number", "Lena Moor, 48, was on deck", "Moor, 49, was on deck", ("48", "49"), True),
        ("number", "six barges sank", "nine barges sank", ("six", "nine"), True),
        ("opposite", "the barge sank", "the barge stayed afloat", ("sank", "afloat"), True),
    ],
)
def test_a_clash_counts_where_both_tell_of_the_same(
    family: str, left: str, right: str, numbers: tuple[str, str], same: bool
) -> None:
    clash = Clash(0, 1, RelationKind.CONTRADICTS, "", mine=numbers[0], theirs=numbers[1], family=family)
    assert same_matter(clash, clause(left), clause(right)) is same
