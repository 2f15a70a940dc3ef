"""The labelled set of copies: made by seeded edits, always the same, and scored by what it says of itself."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from sayso.evaluate.copies import YARDSTICK, Week, compare, load, text_from
from sayso.evaluate.copies_desk import AGENCIES, ENOUGH, KINDS, Desk, Made, Piece, Text
from sayso.evaluate.copies_words import opened, paraphrased, rephrased, translated
from sayso.evaluate.yardstick import Trial
from sayso.model import Article, Copy, InputError

WORDS = [
    "harbour",
    "market",
    "council",
    "bridge",
    "winter",
    "letter",
    "engine",
    "garden",
    "border",
    "doctor",
    "ferry",
    "school",
]
SHARED = Path(__file__).parent.parent.parent / "shared" / "data"


def sentence(rng: random.Random) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(9, 18))).capitalize() + "."


def texts(number: int = 12) -> list[Text]:
    rng = random.Random(11)
    return [
        Text(f"t{n}", f"Trouble at the {WORDS[n]} of Velsk", tuple((sentence(rng), sentence(rng)) for _ in range(5)))
        for n in range(number)
    ]


def week(seed: str = "x") -> list[Made]:
    return Desk(texts(), seed).week()


def test_the_same_seed_makes_the_same_week() -> None:
    assert [m.article for m in week()] == [m.article for m in week()]
    assert [m.article for m in week()] != [m.article for m in week("y")]


@pytest.mark.parametrize("seed", list("abcdef"))
def test_a_week_has_copies_and_what_is_none(seed: str) -> None:
    made = week(seed)
    assert len({m.id for m in made}) == len(made) > 12
    words = [a.words_from(b) for a, b in combinations(made, 2)]
    assert sum(n >= ENOUGH for n in words) >= 8
    assert sum(n == 0 for n in words) > len(words) / 2
    assert {m.kind for m in made} > {"original", "merged", "passage"}
    assert {m.kind for m in made} <= {"original", *KINDS}


def test_the_agency_that_both_have_their_text_from_is_not_there() -> None:
    for seed in "abc":
        made = week(seed)
        there = {m.id for m in made}
        lost = [m for m in made if m.parents and not there & set(m.parents)]
        assert len(lost) == 2
        assert {m.credits for m in lost} <= set(AGENCIES)


def test_a_credit_stands_in_the_text() -> None:
    for m in week():
        if m.credits:
            assert m.credits.removeprefix("Associated ") in m.article.text or "(AP)" in m.article.text


def test_words_are_counted_by_the_sentence_they_come_from() -> None:
    one = Made(
        "a", "original", "Post", None, "", [Piece("Six words stand in this sentence", ("t", 0)), Piece("x y", ("t", 1))]
    )
    two = Made("b", "cut", "Sheet", None, "", [Piece("Words in another form, five", ("t", 0)), Piece("x y", ("u", 1))])
    assert one.words_from(two) == two.words_from(one) == 5


PLAIN = "The council closed the old bridge because the river rose quickly after the storm."


def test_edits_keep_something_and_change_something() -> None:
    rng = random.Random(4)
    assert paraphrased(PLAIN, rng, rate=1.0) != PLAIN
    assert any(form.startswith("The old bridge was closed by the council") for form in rephrased(PLAIN))
    noisy = translated(PLAIN, rng, rate=0.5)
    assert noisy != PLAIN
    assert len(set(noisy.split()) & set(PLAIN.split())) >= 4
    assert opened(PLAIN, rng).endswith("the council closed" + PLAIN.removeprefix("The council closed"))


def copies_of(made: list[Made]) -> list[Copy]:
    return [
        Copy(*((a.id, b.id) if b.id in a.parents else (b.id, a.id)), False, 0.5, "known")
        for a, b in combinations(made, 2)
        if a.words_from(b) >= ENOUGH
    ]


def test_what_it_says_of_itself_is_right() -> None:
    made = week()
    rows = compare(Week(tuple(made)), copies_of(made)).rows
    assert rows["pairs"].f1 == 1
    assert rows["direction"].f1 == 1
    assert rows["ghosts"].f1 == 0


def test_what_is_missing_or_too_much_is_named() -> None:
    made = week()
    right = copies_of(made)
    far = next((a, b) for a, b in combinations(made, 2) if a.words_from(b) == 0)
    outcome = compare(Week(tuple(made)), [*right[1:], Copy(far[0].id, far[1].id, False, 0.2, "unknown")])
    assert (outcome.rows["pairs"].got, outcome.rows["pairs"].right) == (len(right), len(right) - 1)
    assert {e.group.split(":")[0] for e in outcome.errors} == {"missed", "no copy"}


def test_a_text_that_is_too_short_is_not_taken() -> None:
    assert text_from(Article("a", "Fire in Velsk\n\nA barn burned down on Monday. Nobody was hurt.")) is None
    long = text_from(Article("a", "Fire in Velsk\n\n" + " ".join([PLAIN] * 40)))
    assert long is not None
    assert sum(map(len, long.paragraphs)) <= 30


def test_a_folder_without_texts_gives_nothing(tmp_path: Path) -> None:
    assert list(load(tmp_path, "tune")) == []
    with pytest.raises(InputError):
        list(load(tmp_path / "nowhere", None))


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "gum-news").is_dir(), reason="GUM's texts are not here")
def test_a_family_made_of_the_gold_texts_is_judged() -> None:
    trial = next(t for t in load(SHARED, "tune") if isinstance(t, Trial))
    assert YARDSTICK.judge is not None
    assert YARDSTICK.judge(Week(trial.material.made[:4])).rows["pairs"].f1 > 0.8
