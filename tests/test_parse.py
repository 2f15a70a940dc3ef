"""The parse must be exactly what spaCy's own components give, however it is computed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ingest import load
from sayso.model import Article
from sayso.read.blocks import find_blocks
from sayso.read.draft import Draft
from sayso.read.marks import find_marks
from sayso.read.parse import parse, pipeline
from sayso.read.sentences import split_sentences

TEXTS = [
    "",
    " ",
    "\n\n",
    "Let's go, she said; there's no one here and there are no boats.",
    "I'm gonna leave, you gotta stay. Y'all ain't got nothin' to lose, c'mon!",
    "He's got what he gets. But   the  two-thirds rule, which is the mill's, had had its day.",
    "It had rained. They told it that it is theirs. There was a flood, and that is that.",
    "The port's 1,200 dockers aren't striking yet, Ms Adeyemi-Holt insisted on Friday.\n\nNo ship had been unloaded.",
    "“We won't pay,” said Ilse Brandt. “Not now. Not ever.”",
]


@cache
def examples() -> list[str]:
    return [a.text for a in load([str(Path(__file__).parent.parent / "examples")]).articles]


def drafted(text: str) -> Draft:
    draft = Draft(Article(id="a", text=text))
    find_blocks(draft)
    find_marks(draft)
    split_sentences(draft)
    return draft


def by_components(draft: Draft) -> Any:
    """What the published components make of the same tokens and sentence starts."""
    nlp = pipeline()
    doc = nlp.make_doc(draft.masked)
    starts = {s.start for s in draft.sentences}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def shown(doc: Any) -> list[tuple[str, ...]]:
    return [
        (t.text, t.tag_, t.pos_, t.lemma_, t.dep_, str(t.head.i), str(t.is_sent_start), t.ent_iob_, t.ent_type_)
        for t in doc
    ]


def same(text: str) -> None:
    draft = drafted(text)
    parse(draft)
    assert shown(draft.doc) == shown(by_components(draft))


@pytest.mark.parametrize("text", TEXTS)
def test_as_the_components(text: str) -> None:
    same(text)


def test_examples_as_the_components() -> None:
    for text in examples():
        same(text)


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_any_text_as_the_components(text: str) -> None:
    same(text)
