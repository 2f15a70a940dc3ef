"""Properties of every reading, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import read_text
from sayso.model import Reading, StageError
from sayso.read.draft import Stage, check
from sayso.read.reader import STAGES

PIECES = [
    "The mayor said ", "“We are safe,” ", '"', "'", "”", "“", " he said. ", "\n", "\n\n", "according to Ada Roe, ",
    "12 percent ", "on Tuesday ", "in Lisbon ", "Also read: ", "الخبر ", "新闻 ", "\u202e", "\x00", "e\u0301", "😀", "U.S. ", "... ",
]  # fmt: skip


def check_spans(reading: Reading) -> None:
    text = reading.article.text
    for s in reading.statements:
        assert s.text == " […] ".join(text[a:b] for a, b in s.spans)
        assert all(0 <= a < b <= len(text) for a, b in s.spans)
        if s.cue:
            assert text[s.cue.span.start : s.cue.span.end] == s.cue.text
    for row in (*reading.quotations, *reading.times, *reading.quantities, *reading.places, *reading.credits):
        assert text[row.span.start : row.span.end] == row.text
    ids = {s.id for s in reading.statements}
    assert len(ids) == len(reading.statements)
    assert all(s.parent is None or s.parent in ids for s in reading.statements)
    assert all(q.statement is None or q.statement in ids for q in reading.quotations)
    entities = {e.id for e in reading.entities}
    assert all(s.source.entity is None or s.source.entity in entities for s in reading.statements)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_gives_true_spans(text: str) -> None:
    check_spans(read_text(text))


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_arbitrary_characters_never_raise(text: str) -> None:
    check_spans(read_text(text))


def test_reading_twice_gives_the_same() -> None:
    text = "Blast at mill\n\nTwo men died, police said. “We heard it at five,” said Ilka Moser, 44, a neighbour.\n"
    assert read_text(text) == read_text(text)


def test_stages_have_what_they_need() -> None:
    check(STAGES)
    with pytest.raises(StageError, match="needs"):
        check((Stage(read_text, needs=("doc",), adds=()),))  # type: ignore[arg-type]
