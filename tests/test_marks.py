"""Quotation marks of invented sentences: what stands between which."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Article, WarningKind
from sayso.read.blocks import find_blocks
from sayso.read.draft import Draft
from sayso.read.marks import find_marks

HEAD = "Flood swamps harbour\n"


def marked(text: str) -> Draft:
    draft = Draft(Article(id="a", text=text))
    find_blocks(draft)
    find_marks(draft)
    return draft


def inner(text: str) -> list[str]:
    draft = marked(HEAD + text)
    return [draft.words(m.inner) for m in draft.marks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we are dry" and left.', ["we are dry"]),
        ("He said “we are dry” and left.", ["we are dry"]),
        ("“ We are dry, ” he said.", ["We are dry,"]),
        ('"We are dry,” he said.', ["We are dry,"]),
        ('"We saw water. It rose, "one man said.', ["We saw water. It rose,"]),
        ('She called it "fine. "He disagreed.', ["fine."]),
        ('"Boats sank.\nPiers fell.\nIt was over, "said Nils Aro.', ["Boats sank.\nPiers fell.\nIt was over,"]),
        ("“Boats sank.\n\n“Piers fell.\n\n“It was over,” he said.", ["Boats sank.", "Piers fell.", "It was over,"]),
        ("He said: ‘ I ’ m on the pier.\nIt ’ s gone. ’\nNothing else moved.", ["I ’ m on the pier.\nIt ’ s gone."]),
        ("‘We’re dry,’ he said. ‘The sailors’ huts stand.’", ["We’re dry,", "The sailors’ huts stand."]),
        ("She had too much ‘ good sense ’ to sail.", ["good sense"]),
        ("The sailors' union said it's the '90s that ruined 'em.", []),
        ("The pirates ’ attempt and Nils ’ s boat failed.", []),
        ("He is 6'2\" tall and the pier 40' long.", []),
        ("He called it „ein Unglück“ and «un désastre».", ["ein Unglück", "un désastre"]),
        ("``We are dry,'' he said.", ["We are dry,"]),
        ("''We are dry, '' he said.", ["We are dry,"]),
        ("\"He shouted 'no, no' at me,\" she said.", ["He shouted 'no, no' at me,", "no, no"]),
        ("\"He ran, shouting,'no, no. '\"", ["He ran, shouting,'no, no. '", "no, no."]),
        ('"He ran, shouting,\'no, no."', ["He ran, shouting,'no, no.", "no, no."]),
        ("Nils told the Courier:'As it rose, she cried, ‘ Run! ’", ["As it rose, she cried, ‘ Run!", "Run!"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_headline_marks_end_with_the_headline() -> None:
    draft = marked("Mayor: 'We did not know' of leak\nThe mayor's aide said nothing.\n")
    assert [draft.words(m.inner) for m in draft.marks] == ["We did not know"]


def test_depth_and_closing() -> None:
    draft = marked(HEAD + "“He said ‘never’ twice,” she said. “And he left.\nThat was Monday.\n")
    assert [(draft.words(m.inner), m.closed, m.depth) for m in draft.marks] == [
        ("He said ‘never’ twice,", True, 0),
        ("never", True, 1),
        ("And he left.", False, 0),
    ]
    assert [w.kind for w in draft.warnings] == [WarningKind.UNBALANCED_QUOTES]


def test_paragraphs_that_open_anew_need_no_warning() -> None:
    assert not marked(HEAD + "“Boats sank.\n\n“Piers fell,” he said.\n").warnings


@given(st.text(alphabet=st.sampled_from(list("ab s.,' \"“”‘’«»„`\n-(5")), max_size=200))
@settings(max_examples=300, deadline=None)
def test_marks_lie_in_the_text_and_nest(text: str) -> None:
    draft = marked(text)
    assert [m.outer.start for m in draft.marks] == sorted(m.outer.start for m in draft.marks)
    for m in draft.marks:
        assert 0 <= m.outer.start < m.inner.start <= m.inner.end <= m.outer.end <= len(text)
        assert m.depth >= 0


def test_many_marks_cost_linear_time() -> None:
    for piece in ('" ', "'s ", "‘a ", "“", "''", "a' b "):
        marked(HEAD + piece * (100_000 // len(piece)))
