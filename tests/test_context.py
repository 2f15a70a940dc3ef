"""Clauses read in their place: what is read, that it can be kept, and that the place decides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.context import CLAUSE, PART, WIDTH, Clause, clause_of, read_clauses, same_logits, window_of
from sayso.link.embed import know_words, word_vectors
from sayso.model import Article, AttributionKind, Reading, Statement
from sayso.read import read

TEXT = (
    "The ferry Alder struck the pier at dawn. Its captain, Ines Rolla, was taken off by the coast guard. "
    "“Nobody told us about the wreck,” Rolla said. “The chart was ten years old.”"
)


def reading_of(text: str) -> Reading:
    return read(Article("a1", text, "a1.txt", "Ferry strikes pier", "Harbour Post"))


def statement_with(reading: Reading, words: str) -> Statement:
    return next(s for s in reading.statements if words in s.text)


def clause(sentence: str, words: str, past: str = "", speaker: str = "") -> Clause:
    start = sentence.index(words)
    return Clause(past, speaker, sentence, start, start + len(words))


def logit(one: Clause, other: Clause) -> float:
    return float(same_logits(read_clauses([one, other]), [(0, 1)])[0])


def test_two_sentences_before_are_read_and_no_speaker_who_is_named() -> None:
    reading = reading_of(TEXT)
    s = statement_with(reading, "Nobody told us")
    found = clause_of(s, s.spans[0], reading)
    assert found.past == TEXT[: TEXT.index(" “Nobody")]
    assert found.speaker == ""
    assert found.sentence[found.start : found.end] == s.spans[0].of(TEXT)


def test_who_goes_on_speaking_is_read_before_the_sentence() -> None:
    reading = reading_of(TEXT)
    s = statement_with(reading, "The chart was")
    assert s.attribution is AttributionKind.INHERITED
    assert clause_of(s, s.spans[0], reading).speaker == s.source.name


def test_the_first_sentence_has_nothing_before_it() -> None:
    reading = reading_of(TEXT)
    s = statement_with(reading, "struck the pier")
    assert clause_of(s, s.spans[0], reading).past == ""


def test_window_holds_the_pieces_of_the_clause() -> None:
    found = clause("The mill burned down, and two men are missing.", "two men are missing", "It was windy.")
    window = window_of(found)
    assert len(window.ids) == len(window.kinds)
    assert window.kinds[: window.first] == [0] * window.first
    assert set(window.kinds[window.first :]) == {1}
    told = [found.sentence[a:b] for a, b in (window.places[n] for n in window.inside(found))]
    assert told == ["two", "men", "are", "missing"]


def test_a_clause_behind_what_is_read_stands_for_the_sentence() -> None:
    sentence = "word " * 400 + "end"
    window = window_of(clause(sentence, "end"))
    assert window.inside(clause(sentence, "end")) == list(range(CLAUSE))


def test_kept_clauses_are_the_same_and_company_does_not_matter() -> None:
    lines = ["The dam broke.", "The bridge over the Tavo held.", "Nobody was hurt."]
    clauses = [clause(x, x[:-1]) for x in lines]
    kept: dict[str, bytes] = {}
    first = read_clauses(clauses, kept)
    assert len(kept) == 3
    before = dict(kept)
    again = [read_clauses([c], kept)[0] for c in reversed(clauses)][::-1]
    alone = [read_clauses([c])[0] for c in clauses]
    assert kept == before
    for a, b, c in zip(first, again, alone, strict=True):
        for x, y, z in ((a.whole, b.whole, c.whole), (a.parts, b.parts, c.parts), (a.weight, b.weight, c.weight)):
            assert (x == y).all()
            assert (x == z).all()
    assert first[0].whole.shape == (WIDTH,)
    assert first[0].parts.shape[1] == PART


def test_order_of_the_two_does_not_matter() -> None:
    told = read_clauses([clause("The dam broke.", "The dam broke"), clause("A dike gave way.", "A dike gave way")])
    assert same_logits(told, [(0, 1)]) == same_logits(told, [(1, 0)])


def test_many_words_at_once() -> None:
    know_words(set(range(1000, 3000)))
    assert word_vectors([1000, 2999]).shape[:2] == (1, 2)


def test_no_pairs() -> None:
    assert same_logits([], []).shape == (0,)


@pytest.mark.parametrize(
    ("same", "other"),
    [
        (
            clause(
                "He was freed on Friday.", "He was freed on Friday", "Anton Weller, a baker, had been held for a week."
            ),
            clause(
                "He was freed on Friday.", "He was freed on Friday", "Pavel Duras, the mayor, had been held for a week."
            ),
        ),
    ],
)
def test_what_went_before_decides(same: Clause, other: Clause) -> None:
    told = clause(
        "The baker Anton Weller left the prison on Friday.", "The baker Anton Weller left the prison on Friday"
    )
    assert logit(same, told) > logit(other, told)


def test_the_same_in_other_words_and_the_same_topic() -> None:
    one = clause("The council closed the swimming pool.", "The council closed the swimming pool")
    same = clause("The town's pool has been shut by the council.", "The town's pool has been shut by the council")
    other = clause("Children liked the swimming pool.", "Children liked the swimming pool")
    assert logit(one, same) > 0 > logit(one, other)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120), st.integers(0, 120), st.integers(0, 120))
def test_any_text(past: str, sentence: str, a: int, b: int) -> None:
    found = read_clauses([Clause(past, "", sentence, min(a, b), max(a, b)), clause("Rain fell.", "Rain fell")])
    assert np.isfinite(same_logits(found, [(0, 1)])).all()


def test_a_line_without_end_is_cut() -> None:
    told = read_clauses([Clause("y " * 100_000, "x" * 10_000, "z" * 200_000, 0, 200_000)])
    assert len(told[0].weight) <= CLAUSE
