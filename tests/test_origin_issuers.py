"""Issuers: the same words under several names are one mouth's; whose words an article prints that names nobody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linking import ORG, P, U, reading, told
from sayso.link.origin_issuers import find_issuers, provenance_of
from sayso.link.origins import find_origins, know_speakers
from sayso.model import Reading, SourceKind

DOC = SourceKind.DOCUMENT
TUG = "The tug put about at once and laid a line across to the barge before it reached the weir."
CREW = "All nine of the crew were taken off within the hour and brought to the pilot station."
FUEL = "About forty tonnes of diesel oil were pumped out of the tanks during the night without any loss."
THIRD = "It was the third time since March that the tug had been called to the lower reach of the canal."
OTHER = "Shopkeepers on the quay closed early and swept the water out of their doors for most of Friday."


def named() -> Reading:
    return reading("a1", "Lerno Post", [told(TUG, "Lena Moor", quoted=True), told(CREW, "Lena Moor"), told(THIRD)])


def with_officer() -> Reading:
    return reading(
        "a2", "Brinn Herald", [told(TUG, "port officer", quoted=True), told(FUEL, "port officer"), told(CREW)]
    )


def with_cut_lead() -> Reading:
    return reading("a3", "Quay News", [told(TUG, "officer", quoted=True), told(FUEL, "officer"), told("It was cold.")])


def with_statement() -> Reading:
    said = [
        told("the barge was held on Friday", "statement from the Harbour Board", DOC),
        told("no one fell", "statement", DOC),
    ]
    return reading("a4", "Evening Sheet", [*said, told(CREW), told(FUEL), told(TUG)])


def printed(*more: str) -> Reading:
    return reading("a5", "canal blog", [told(t) for t in (TUG, CREW, FUEL, *more)])


def chain(readings: list[Reading], article: str) -> list[str]:
    return list(provenance_of(readings, {})[article])


def test_an_officer_who_says_word_for_word_what_somebody_says_is_that_one() -> None:
    known = find_issuers([named(), with_officer()], {}).known
    assert known == {("a2", "port officer"): "Lena Moor"}


def test_two_people_with_the_same_words_are_not_made_one() -> None:
    other = reading("a2", "Brinn Herald", [told(TUG, "Jon Pell", quoted=True), told(CREW, "pilot", quoted=True)])
    assert not find_issuers([named(), other], {}).known


def test_a_crowd_is_nobody() -> None:
    crowd = reading("a2", "Brinn Herald", [told(TUG, "officers", U, quoted=True)])
    assert not find_issuers([named(), crowd], {}).known


def test_an_article_that_names_nobody_prints_the_words_that_another_ascribes() -> None:
    assert find_issuers([named(), printed()], {}).voice == {"a5": "Lena Moor"}
    assert chain([named(), printed()], "a5") == ["canal blog", "Lena Moor"]


def test_not_where_most_of_it_is_its_own() -> None:
    own = printed(
        OTHER, OTHER.replace("Friday", "Monday"), OTHER.replace("quay", "square"), OTHER.replace("water", "mud")
    )
    assert not find_issuers([named(), own], {}).voice
    assert chain([named(), own], "a5") == ["canal blog"]


def test_not_where_it_names_somebody_itself() -> None:
    asked = reading("a5", "canal blog", [told(TUG), told(CREW), told("It was loud.", "Ada Okafor")])
    assert not find_issuers([named(), asked], {}).voice


def test_the_words_of_one_paper_go_back_to_it() -> None:
    run = [named(), with_officer(), with_cut_lead(), with_statement(), printed()]
    assert chain(run, "a1") == ["Lerno Post", "Lena Moor", "Harbour Board statement"]
    assert chain(run, "a2") == ["Brinn Herald", "port officer", "Harbour Board statement"]
    assert chain(run, "a3") == ["Quay News", "port officer", "Harbour Board statement"]
    assert chain(run, "a4") == ["Evening Sheet", "Harbour Board statement"]
    assert chain(run, "a5") == ["canal blog", "Harbour Board statement"]


def test_what_is_printed_without_a_name_rests_on_whom_others_name() -> None:
    run = [named(), printed(), reading("a6", "Mill Times", [told("Forty tonnes of diesel oil were pumped out.")])]
    mine = [s for r in run[1:] for s in r.statements if "diesel" in s.text]
    assert [o.name for o in find_origins(mine, know_speakers(run, (), ()))] == ["Lena Moor"]


def test_an_article_that_rests_on_one_person_says_so() -> None:
    one = reading("a1", "Lerno Post", [told(TUG, "Lena Moor"), told(CREW, "Lena Moor"), told("It was cold.")])
    assert chain([one], "a1") == ["Lerno Post", "Lena Moor"]


def test_an_article_with_two_voices_does_not() -> None:
    two = reading("a1", "Lerno Post", [told(TUG, "Lena Moor"), told(CREW, "Jon Pell"), told("It was cold.")])
    assert chain([two], "a1") == ["Lerno Post"]


def test_a_newsroom_is_no_issuer() -> None:
    wire = reading("a1", "Lerno Post", [told(TUG, "Reuters", ORG), told(CREW, "Reuters", ORG)])
    assert chain([wire, printed()], "a5") == ["canal blog"]


TEXTS = st.sampled_from([TUG, CREW, FUEL, THIRD, OTHER, "", "of", '"', "the the the"])
NAMES = st.sampled_from(
    ["", "officer", "Lena Moor", "statement from the Harbour Board", "statement", "s", "’s x", "police"]
)


@given(st.lists(st.lists(st.tuples(TEXTS, NAMES), max_size=4), max_size=4))
def test_never_raises_and_keeps_the_outlet_first(rows: list[list[tuple[str, str]]]) -> None:
    run = [
        reading(f"a{n}", f"Paper {n}", [told(t or "x", who, P if who else None) for t, who in some])
        for n, some in enumerate(rows)
    ]
    chains = provenance_of(run, {})
    assert [c[0] for c in chains.values()] == [f"Paper {n}" for n in range(len(rows))]
    assert all(len(set(c)) == len(c) for c in chains.values())
    assert provenance_of(run, {}) == chains
