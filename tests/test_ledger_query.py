"""Words of a search -> expressions of the full text."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.query import Query, full_text, in_columns
from sayso.model import UsageError


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("ferry", '"ferry"'),
        ("ferry sank", '"ferry" AND "sank"'),
        ('"ferry sank" lake', '"ferry sank" AND "lake"'),
        ("ferr*", '"ferr"*'),
        ("ferry OR boat sank", '("ferry" OR "boat") AND "sank"'),
        ("ferry -lake", '"ferry" NOT "lake"'),
        ("ferry sank -lake -pond", '("ferry" AND "sank") NOT "lake" NOT "pond"'),
        ("don't", '"don t"'),
        ('NEAR("a" b)', '"NEAR a" AND "b"'),
        ("OR ferry OR", '"ferry"'),
        ("  ", ""),
        ("***", ""),
        ('"', ""),
    ],
)
def test_words_become_an_expression(words: str, expression: str) -> None:
    assert full_text(words) == expression


def test_exclusions_alone_find_nothing() -> None:
    with pytest.raises(UsageError, match="needs a word"):
        full_text("-ferry")


def test_days_must_follow_each_other() -> None:
    with pytest.raises(UsageError, match="Swap"):
        Query(since=date(2031, 5, 2), until=date(2031, 5, 1))


@given(st.text(max_size=60))
def test_no_input_breaks_the_full_text(words: str) -> None:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(text, source)")
    try:
        expression = full_text(words)
    except UsageError:
        return
    if expression:
        base.execute("SELECT rowid FROM t WHERE t MATCH ?", (in_columns("text", expression),)).fetchall()
