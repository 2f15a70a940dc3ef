"""The pair model: two texts read at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link import judge_pairs

SAME = [
    (
        "Mayor Ilse Brandt resigned after the audit of the harbour fund.",
        "Ilse Brandt quit as mayor following an audit of the fund.",
    ),
    ("Police arrested Doru Vasek.", "Doru Vasek was arrested by police."),
    ("The ferry sank off Lerno with 40 people aboard.", "A ferry carrying 40 people sank off Lerno."),
]
OTHER = [
    ("Mayor Ilse Brandt resigned on Friday.", "Shops in the old town stayed open until late."),
    ("Police arrested Doru Vasek.", "The harbour fund was audited in spring."),
]
CLASHING = [
    ("The mayor resigned on Friday.", "The mayor did not resign on Friday."),
    ("Four miners died in the collapse.", "Nine miners died in the collapse."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_other_words_for_the_same(one: str, other: str) -> None:
    found = judge_pairs([(one, other)])[0]
    assert found.same > 0.6
    assert found.likeness > 0.5
    assert found.clash < 0.3


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_news(one: str, other: str) -> None:
    found = judge_pairs([(one, other)])[0]
    assert found.same < 0.4
    assert found.likeness < 0.35
    assert found.clash < 0.3


@pytest.mark.parametrize(("one", "other"), CLASHING)
def test_what_cannot_both_hold(one: str, other: str) -> None:
    assert judge_pairs([(one, other)])[0].clash > 0.5


def test_order_and_company_do_not_matter() -> None:
    pairs = [*SAME, *OTHER]
    assert judge_pairs(pairs) == judge_pairs([p[::-1] for p in pairs])
    assert judge_pairs(pairs)[2] == judge_pairs(pairs[2:3])[0]


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text(one: str, other: str) -> None:
    found = judge_pairs([(one, other)])[0]
    assert all(0 <= x <= 1 for x in (found.same, found.paraphrase, found.likeness, found.clash))


def test_a_text_without_end_and_broken_letters() -> None:
    assert judge_pairs([("word " * 200_000, "\ud800 \ud800"), ("", "")])
    assert judge_pairs([]) == []
