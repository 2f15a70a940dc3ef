"""Which claims come out as contradicted: those that tell what clashes, and denials of what somebody still stands for."""

from __future__ import annotations

import pytest

from linking import ORG, U, reading, told
from sayso.link import link
from sayso.link.status_clash import is_carried
from sayso.model import Act, Claim, ClaimStatus, Links, RelationKind

STORY = told("The mayor of Lerno hid the money of the guild", "Lerno Lamp", ORG, act=Act.ACCUSES)


def claim_of(links: Links, statement: str) -> Claim:
    return next(c for c in links.claims if statement in c.statements)


@pytest.mark.parametrize(
    ("clashing", "told_by", "words", "text", "want"),
    [
        ([0], [0], ["six"], "six barges sank", True),
        ([0], [0, 1, 2], ["six"], "the barges sank", True),
        ([0], range(9), ["seized"], "the cutter stopped the raid on the barges", False),
        ([0], range(9), ["stopped"], "the cutter stopped the raid on the barges", True),
        ([0, 4], range(9), ["seized"], "the cutter stopped the raid on the barges", True),
        ([0], range(9), [""], "the lock was shut", False),
    ],
)
def test_a_claim_carries_what_a_fair_share_of_it_tells(
    clashing: list[int], told_by: range, words: list[str], text: str, want: bool
) -> None:
    assert is_carried(clashing, told_by, words, text) is want


@pytest.mark.parametrize("word", ["just", "only", "merely"])
def test_not_just_one_is_no_denial_of_one(word: str) -> None:
    links = link(
        [
            reading("a", "Harbour Post", [told("One barge was stopped at the lock of Lerno.")]),
            reading(
                "b", "Valley Wire", [told(f"Not {word} one barge was stopped at the lock of Lerno.", "Ada Okafor")]
            ),
        ]
    )
    assert not [r for r in links.relations if r.kind is RelationKind.CONTRADICTS]


def test_a_denial_is_contradicted_by_who_still_tells_it() -> None:
    text = "Orsk Mining bribed the inspectors of the pit"
    denial = told(
        "We had nothing to do with this and are shocked by it", "Orsk Mining", ORG, negative=True, quoted=True
    )
    links = link(
        [
            reading("a", "Harbour Post", [told(text, "Lena Moor", act=Act.ACCUSES)]),
            reading("b", "Valley Wire", [told(text, "Lena Moor", act=Act.ACCUSES), {**denial, "act": Act.DENIES}]),
        ]
    )
    assert claim_of(links, "a-s1").status is ClaimStatus.DENIED
    assert claim_of(links, "b-s2").status is ClaimStatus.CONTRADICTED


def test_what_is_known_by_its_denial_alone_is_denied() -> None:
    denied = told("Orsk Mining bribed the inspectors of the pit", "Orsk Mining", ORG, act=Act.DENIES, negative=True)
    links = link([reading("a", "Harbour Post", [denied]), reading("b", "Valley Wire", [denied])])
    assert claim_of(links, "a-s1").status is not ClaimStatus.CONTRADICTED


def test_who_calls_a_report_false_is_contradicted_by_who_stands_by_it() -> None:
    stands = told("We stand by our reporting", "Lerno Lamp", ORG, quoted=True)
    links = link(
        [
            reading("a", "Harbour Post", [STORY, stands]),
            reading("b", "Valley Wire", [STORY, told("The story is false", "Ada Quill", quoted=True)]),
        ]
    )
    assert claim_of(links, "b-s2").status is ClaimStatus.CONTRADICTED


def test_nobody_stands_for_a_report_that_is_only_called_false() -> None:
    links = link(
        [
            reading("a", "Harbour Post", [told("The harbour of Lerno was shut on Monday.")]),
            reading("b", "Valley Wire", [told("The rumour is false", "Ada Quill", quoted=True)]),
        ]
    )
    assert claim_of(links, "b-s1").status is not ClaimStatus.CONTRADICTED


def test_a_claim_is_told_in_the_words_of_who_says_that_it_is_not_so() -> None:
    named = told("the guild has paid the inspectors of the pit", "Ada Quill", act=Act.DENIES, negative=True)
    said = told("The guild has never paid the inspectors of the pit", "Ada Quill", quoted=True, negative=True)
    links = link([reading("a", "Harbour Post", [named]), reading("b", "Valley Wire", [said])])
    for claim in links.claims:
        if len(claim.statements) > 1:
            assert claim.text == said["text"]


def test_a_crowd_and_a_body_are_not_asked_to_agree() -> None:
    rows = [told("Six barges sank at Lerno.", "fishermen", U), told("Nine barges sank at Lerno.", "Harbour Board", ORG)]
    links = link([reading(f"a{n}", f"Paper {n}", [row]) for n, row in enumerate(rows)])
    assert {c.status for c in links.claims} == {ClaimStatus.CONTRADICTED}


def test_two_denials_of_one_speaker_answer_the_same() -> None:
    """The second is most like what an outlet tells of the picture, but it answers the rival who is answered by the first."""
    links = link(
        [
            reading(
                "a",
                "Harbour Post",
                [
                    told("Ada Quill used a picture of the mayor's wife in her leaflet", "Jon Pell", quoted=True),
                    {
                        **told("The leaflets did not come from her office", "Ada Quill", negative=True),
                        "act": Act.DENIES,
                    },
                    told("Picture of the wife not from us, nothing to do with it", "Ada Quill", quoted=True),
                ],
            ),
            reading("b", "Valley Wire", [told("The picture of the mayor's wife was taken on a boat.")]),
        ]
    )
    assert claim_of(links, "b-s1").status is not ClaimStatus.DENIED
