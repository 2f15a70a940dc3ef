"""The encoder and what is made of its tags. All sentences are invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Article, Span
from sayso.read import tagger
from sayso.read.draft import Draft
from sayso.read.reader import STAGES
from sayso.read.tagger import LABELS, ROLES, Words, case_ids, names, runs, together, votes, windows


def tagged(text: str) -> Draft:
    draft = Draft(Article("a1", text))
    for stage in STAGES:
        stage.run(draft)
        if stage.run is tagger.tag:
            break
    return draft


def found(draft: Draft, role: str) -> list[str]:
    return [draft.words(t.span) for t in draft.tagged if t.role == role and t.layer == 0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The ferry sank in minutes, the coast guard said on Monday.", "the coast guard", "said", "sank in minutes"),
        ("Mayor Ines Arko told reporters that the bridge was safe.", "Arko", "told", "the bridge was safe"),
        ("“We lost everything,” said Tomas Berg, a baker in Lyon.", "Tomas Berg", "said", "We lost everything"),
        ('"We lost everything," said Tomas Berg, a baker in Lyon.', "Tomas Berg", "said", "We lost everything"),
        ("‘We lost everything,’ Berg said.", "Berg", "said", "We lost everything"),
        ("According to the ministry, nine trains were late.", "the ministry", "According to", "nine trains were late"),
        ("THE MINISTRY SAID THAT NINE TRAINS WERE LATE.", "MINISTRY", "SAID", "NINE TRAINS WERE LATE"),
        ("U.N. officials said the convoy had been shelled.", "U.N. officials", "said", "the convoy had been shelled"),
    ],
)
def test_attributions(text: str, source: str, cue: str, content: str) -> None:
    draft = tagged(text)
    for role, want in (("source", source), ("cue", cue), ("content", content)):
        assert any(want in got for got in found(draft, role)), (role, found(draft, role))


@pytest.mark.parametrize(
    ("text", "name", "labels"),
    [
        ("Police in Marseille arrested Claire Dumont on Friday.", "Marseille", ("GPE",)),
        ("Police in Marseille arrested Claire Dumont on Friday.", "Claire Dumont", ("PERSON",)),
        ("Police in Marseille arrested Claire Dumont on Friday.", "Friday", ("DATE",)),
        ("The company lost $3 million in 2014, analysts said.", "2014", ("DATE",)),
        ("About 40 percent of the workers stayed at home.", "40 percent", ("PERCENT",)),
        ("The French foreign ministry protested to Japan.", "Japan", ("GPE",)),
        ("The French foreign ministry protested to Japan.", "French", ("NORP",)),
    ],
)
def test_names(text: str, name: str, labels: tuple[str, ...]) -> None:
    assert any(name in e.text and e.label_ in labels for e in tagged(text).doc.ents)


def test_names_stay_inside_their_line_and_sentence() -> None:
    draft = tagged("Rain in Paris\nOslo hopes for sun. Berlin waits for Vienna\n\nRome sleeps.\n")
    for e in draft.doc.ents:
        assert "\n" not in e.text
        assert sum(s.start < e.end_char and s.end > e.start_char for s in draft.sentences) <= 1


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u200b", "\u200d\n\u200d", "x", "cannot", "¶", "．。", "\x00 \ufffd"]
)
def test_little_or_nothing_to_read(text: str) -> None:
    draft = tagged(text)
    assert draft.doc is not None
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in (*draft.tagged, *draft.hedges))


PIECES = st.sampled_from(
    ["said", "Mr.", "U.S.-led", "“", "”", "\n", " ", "\u00a0", "don't", "Ålesund", "12%", "\u200b", "可", "🙂", "."]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_lie_in_the_text(text: str) -> None:
    draft = tagged(text)
    for t in (*draft.tagged, *draft.hedges):
        assert 0 <= t.span.start < t.span.end <= len(text)
        assert 0.0 <= t.score <= 1.0
        assert not draft.words(t.span)[0].isspace()
    for role in ROLES:
        spans = sorted(t.span for t in draft.tagged if t.role == role and t.layer == 0)
        assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.integers(0, 3000), st.lists(st.integers(0, 2999), max_size=60).map(sorted))
def test_windows_cover_everything_once(pieces: int, starts: list[int]) -> None:
    cut = windows(pieces, starts)
    assert [a for a, _ in cut] == [0, *(b for _, b in cut)][: len(cut)]
    assert sum(b - a for a, b in cut) == pieces
    assert all(0 < b - a <= tagger.WINDOW for a, b in cut)


def test_windows_end_where_sentences_do() -> None:
    size = tagger.WINDOW
    assert windows(size + 50, [0, size - 40, size + 10]) == [(0, size - 40), (size - 40, size + 50)]


def test_how_pieces_are_written() -> None:
    text = "said Said SAID U 12 McA\n"
    at = [(0, 4), (5, 9), (10, 14), (15, 16), (17, 19), (20, 23), (23, 24)]
    assert case_ids(text, at) == [1, 2, 3, 2, 0, 0, 0]


def words_of(sizes: list[int], breaks: tuple[int, ...] = ()) -> Words:
    """Words of so many pieces each, side by side."""
    last = np.cumsum(sizes)
    number = np.arange(len(sizes))
    spans = np.stack([number * 2, number * 2 + 1], axis=1)
    plain = np.zeros(len(sizes), dtype=bool)
    return Words(number, number + 1, last - np.array(sizes), last, np.isin(number, breaks), spans, number, plain)


def rows(*tags: str) -> np.ndarray:
    """Chances of one kind over pieces: B, I or O nearly sure, ? in doubt but rather I."""
    table = {"O": (0.9, 0.05, 0.05), "B": (0.1, 0.8, 0.1), "I": (0.1, 0.1, 0.8), "?": (0.45, 0.15, 0.4)}
    return np.array([table[t] for t in tags], dtype=np.float32)


@pytest.mark.parametrize(
    ("tags", "sizes", "want"),
    [
        (["O", "B", "I", "O"], [1, 1, 1, 1], [(1, 3)]),
        (["B", "I", "B", "I"], [1, 1, 1, 1], [(0, 2), (2, 4)]),
        (["B", "B", "O"], [2, 1], [(0, 1)]),  # a piece inside a word begins nothing
        (["I", "O", "I", "O"], [1, 3], [(0, 1)]),  # most pieces of the second word are nothing
        (["I", "I", "I"], [1, 1, 1], [(0, 3)]),  # a run need not begin with B
        (["B", "?", "I"], [1, 1, 1], [(0, 3)]),  # B and I count together
        (["O", "O"], [1, 1], []),
    ],
)
def test_runs(tags: list[str], sizes: list[int], want: list[tuple[int, int]]) -> None:
    words = words_of(sizes)
    got = runs(rows(*tags), votes(rows(*tags), words), words)
    assert [(r.first, r.end) for r in got] == want
    assert all(r.kind == 0 and 0 <= r.score <= 1 for r in got)


def test_a_name_in_doubt_about_its_kind_stays_whole() -> None:
    kinds = {
        "B1": (0.1, 0.8, 0.1, 0, 0),
        "I1": (0.1, 0, 0.8, 0, 0.1),
        "I2": (0.1, 0, 0.3, 0.1, 0.5),
        "O": (1, 0, 0, 0, 0),
    }
    chance = np.array([kinds[k] for k in ("B1", "I2", "O", "B1", "I1", "I2")], dtype=np.float32)
    words = words_of([1] * 6, breaks=(5,))
    got = names(chance, votes(chance, words), words)
    assert [(r.kind, r.first, r.end) for r in got] == [(0, 0, 2), (0, 3, 5), (1, 5, 6)]
    assert [(r.kind, r.first, r.end) for r in runs(chance, votes(chance, words), words)][:2] == [(0, 0, 1), (1, 1, 2)]


def test_the_same_name_elsewhere_has_a_say() -> None:
    words = words_of([1, 1, 1, 1])
    words = replace(words, forms=np.array([7, 7, 7, 8]), capital=np.array([True, True, False, True]))
    kinds = np.array([[0.0, 0.9, 0.1], [0.0, 0.45, 0.55], [0.0, 0.1, 0.9], [0.0, 0.2, 0.8]])
    mixed = together(kinds, words)
    assert mixed.argmax(1).tolist() == [1, 1, 2, 2]
    assert mixed[2:].tolist() == pytest.approx(kinds[2:])
    assert mixed.sum(1) == pytest.approx(np.ones(4))


def test_same_text_same_tags() -> None:
    text = "Officials in Quito said three people may have drowned.\n“It rained for days,” a farmer said.\n"
    first, second = tagged(text), tagged(text)
    assert first.tagged == second.tagged
    assert first.hedges == second.hedges
    assert [e.label_ for e in first.doc.ents] == [e.label_ for e in second.doc.ents]


def test_hedges_are_spans_of_one_role() -> None:
    draft = tagged("It is possible that the fire was set. Some people think it might have been an accident.")
    assert {t.role for t in draft.hedges} <= {"hedge"}
    assert "might" in " ".join(draft.words(t.span) for t in draft.hedges)
    assert all(isinstance(t.span, Span) for t in draft.hedges)


def test_labels_are_those_of_the_parser() -> None:
    assert list(LABELS) == sorted(LABELS)
    assert len(LABELS) == 18
