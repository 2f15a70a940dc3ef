"""Scoring, on cases made by hand: what is counted, and what of a gold set's files is understood."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from sayso.cli import app
from sayso.evaluate import (
    NAMES,
    Counts,
    Document,
    Error,
    Outcome,
    Yardstick,
    as_data,
    calibration_error,
    evaluate,
    interval,
    macro_f1,
    markdown,
    report,
    total,
    yardstick,
)
from sayso.evaluate.brat import Attribution, attributions, outermost
from sayso.evaluate.counts import bins
from sayso.evaluate.meantime import words_before
from sayso.evaluate.naf import read_naf
from sayso.evaluate.polnear import _linked, _words
from sayso.evaluate.spans import context, inside, iou, matched, merged, tokens
from sayso.evaluate.szeged import load as load_szeged
from sayso.evaluate.yardstick import folder
from sayso.model import Article, InputError, Reading, SaysoError, Span, UsageError

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: Span(min(p), max(p) + 1))


def test_counts() -> None:
    c = Counts.of(6, 2, 4)
    assert (c.precision, c.recall) == (0.75, 0.6)
    assert c.f1 == pytest.approx(2 / 3)
    assert Counts().f1 == 0.0
    assert Counts.sets({1, 2, 3}, {2, 3, 4, 5}) == Counts(2, 4, 2, 3)
    assert total([{"a": c}, {"a": c, "b": c}]) == {"a": Counts(12, 16, 12, 20), "b": c}


def test_several_may_meet_one() -> None:
    """Two of three found things are right and meet the one thing asked for."""
    c = Counts(2, 3, 1, 1)
    assert (c.precision, c.recall) == (2 / 3, 1.0)


def test_macro_f1_leaves_out_classes_that_the_gold_has_not() -> None:
    table = {"x": Counts.of(1, 0, 0), "y": Counts.of(0, 3, 2), "z": Counts.of(0, 5, 0)}
    assert macro_f1(table, ["x", "y", "z", "w"]) == 0.5
    assert macro_f1(table, ["w"]) == 0.0


def test_the_interval_is_the_same_every_time_and_holds_the_figure() -> None:
    tables = [{"a": Counts.of(n % 4, 1, n % 3)} for n in range(30)]
    low, high = interval(tables, lambda t: t["a"].f1)
    assert (low, high) == interval(tables, lambda t: t["a"].f1)
    assert low < total(tables)["a"].f1 < high
    assert interval([], lambda t: 1.0) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("chances", "error"),
    [
        ([], 0.0),
        ([(1.0, True)] * 4, 0.0),
        ([(0.95, True)] * 19 + [(0.95, False)], 0.0),
        ([(0.9, False)] * 3, 0.9),
        ([(0.85, True), (0.85, False), (0.15, False), (0.15, False)], 0.5 * 0.35 + 0.5 * 0.15),
    ],
)
def test_calibration_error(chances: list[tuple[float, bool]], error: float) -> None:
    assert calibration_error(chances) == pytest.approx(error)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_bins_hold_everything_once(chances: list[tuple[float, bool]]) -> None:
    assert sum(b.number for b in bins(chances)) == len(chances)
    assert 0 <= calibration_error(chances) <= 1


def test_words_and_spans() -> None:
    text = "“We won’t,” Ada-Lou said."
    words = tokens(text)
    assert [w.of(text) for w in words] == ["We", "won", "t", "Ada", "Lou", "said"]
    assert inside(words, [Span(0, 4), Span(12, 13)]) == {0, 3}
    assert merged([Span(5, 9), Span(0, 3), Span(3, 6), Span(12, 12)]) == [Span(0, 9)]
    assert iou([Span(0, 10)], [Span(5, 15)]) == pytest.approx(1 / 3)
    assert context("one two three", Span(4, 7), room=3) == "…ne «two» th…"


@given(st.lists(SPANS, max_size=6), st.text("ab .\n’", max_size=70))
def test_inside_is_overlap(spans: list[Span], text: str) -> None:
    words = tokens(text)
    assert inside(words, spans) == {i for i, w in enumerate(words) if any(w.overlaps(s) for s in spans)}


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5), st.integers(0, 5))))
def test_matching_is_one_to_one(weights: list[tuple[float, int, int]]) -> None:
    pairs = matched(weights)
    assert len(set(pairs.values())) == len(pairs)
    assert all(any((g, n) == (a, b) for _, a, b in weights) for g, n in pairs.items())


BRAT = """T1\tSource 0 8\tMs. Okoro
T2\tCue 9 13\tsaid
T3\tContent 14 26;40 52\tthe dam would
T4\tAttribution 9 13\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tCue 19 24\tclaim
T6\tContent 25 26\tx
T7\tAttribution 19 24\tclaim
E2\tAttribution:T7 Cue:T5 Content:T6
#1\tAnnotatorNotes E1\tunsure
T8\tContent 50 9000\tbeyond the end
E3\tAttribution:T4 Content:T99
what is this
"""


def test_brat_is_read_and_what_is_malformed_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a_x.ann"
    file.write_text(BRAT, encoding="utf-8")
    found = list(attributions(file, 60))
    good = [f for f in found if isinstance(f, Attribution)]
    bad = [str(f) for f in found if isinstance(f, InputError)]
    assert good[0].content == [Span(14, 26), Span(40, 52)]
    assert good[0].source == [Span(0, 8)]
    assert good[1].source == []
    assert [b.split(":")[0].split(", ")[-1] for b in bad] == ["line 11", "line 13", "line 12"]
    assert outermost(good) == [good[0]]


def test_a_that_and_marks_decide_nothing() -> None:
    text = "Ana Tan said that “the well is dry”."
    words = tokens(text)
    gold = Attribution([Span(0, 7)], [Span(8, 12)], [Span(13, 36)])
    got = Attribution([Span(4, 7)], [Span(8, 12)], [Span(19, 34)])
    want, have = _words(text, words, gold), _words(text, words, got)
    assert want.pieces == have.pieces
    assert _linked([want], [have]) == {0: 0}


@pytest.mark.parametrize(
    ("source", "content", "linked"),
    [
        ((0, 7), (13, 30), True),
        ((0, 7), (13, 16), False),
        (None, (13, 30), False),
        ((31, 36), (13, 30), False),
    ],
)
def test_linked(source: tuple[int, int] | None, content: tuple[int, int], linked: bool) -> None:
    text = "Ana Tan says the well is dry in Lomas."
    words = tokens(text)
    gold = Attribution([Span(0, 7)], [Span(8, 12)], [Span(13, 30)])
    got = Attribution([Span(*source)] if source else [], [Span(8, 12)], [Span(*content)])
    assert bool(_linked([_words(text, words, gold)], [_words(text, words, got)])) is linked


def test_two_without_a_source_can_be_linked() -> None:
    text = "It is feared the well is dry."
    side = [_words(text, tokens(text), Attribution([], [Span(6, 12)], [Span(13, 28)]))]
    assert _linked(side, side) == {0: 0}


NAF = """<?xml version="1.0" ?><Document doc_name="77_x">
<token sentence="0" t_id="1">Mill</token><token sentence="0" t_id="2">burns</token>
<token sentence="1" t_id="3">May</token><token sentence="1" t_id="4">2</token>
<token sentence="2" t_id="5">``</token><token sentence="2" t_id="6">It</token><token sentence="2" t_id="7">may</token>
<token sentence="2" t_id="8">fall</token><token sentence="2" t_id="9">''</token><token sentence="2" t_id="10">.</token>
<Markables><EVENT_MENTION certainty="POSSIBLE" polarity="UNDERSPECIFIED"><token_anchor t_id="8"/></EVENT_MENTION>
<TIMEX3 functionInDocument="CREATION_TIME" value="2011-05-02"/></Markables></Document>"""


def test_naf_gets_its_white_space_back(tmp_path: Path) -> None:
    file = tmp_path / "77_x.xml"
    file.write_text(NAF, encoding="utf-8")
    found = read_naf(file)
    text = found.article.text
    assert text == "Mill burns\n\nMay 2\n\n“It may fall”."
    assert str(found.article.published) == "2011-05-02"
    [event] = found.events
    assert (event.span.of(text), event.certainty, event.polarity) == ("fall", "possible", None)
    assert words_before(text, found.sentences, event.span) == ["it", "may"]


SZEGED = """<Annotation><DocumentSet><Document><DocID>x_1</DocID><DocumentPart type="Title"><Sentence>The Mill</Sentence></DocumentPart>
<DocumentPart type="Text"><Sentence>It <ccue type="speculation_modal_probable _">may</ccue> fall.</Sentence><Sentence>Or not.</Sentence>
</DocumentPart></Document></DocumentSet></Annotation>"""


def test_szeged_cues_keep_their_place(tmp_path: Path) -> None:
    (tmp_path / "wiki.xml").write_text(SZEGED, encoding="utf-8")
    (tmp_path / "broken.xml").write_text("<Annotation>", encoding="utf-8")
    broken, document = load_szeged(tmp_path, None)
    assert isinstance(broken, InputError)
    assert isinstance(document, Document)
    text = document.article.text
    assert text == "The Mill\n\nIt may fall. Or not."
    [(span, kind)] = document.gold.cues
    assert (span.of(text), kind) == ("may", "speculation_modal_probable")
    assert [s.of(text) for s in document.gold.sentences] == ["The Mill", "It may fall.", "Or not."]


def _made_up(data: Path, split: str | None) -> Iterator[Document | InputError]:
    folder(data)
    yield InputError("line 3", "it is broken.")
    for n in range(3):
        yield Document(Article(f"a{n}", "Ade Bo said the mill had closed."), n)


def _compare(reading: Reading, gold: int) -> Outcome:
    errors = [Error("small", "x", "1", "2", 1), Error("big", "y", "1", "2"), Error("small", "z", "1", "2", 9)]
    return Outcome({"row": Counts.of(gold, 1, 1), "hidden": Counts()}, errors, {"sure": [(0.9, True)]})


MADE_UP = Yardstick("made up", "", _made_up, _compare, rows=("row",), figures={"half": lambda t: 0.5})


def test_a_run(tmp_path: Path) -> None:
    made = evaluate(MADE_UP, tmp_path)
    assert (made.documents, made.value("row"), made.value("half")) == (3, 0.5, 0.5)
    assert [r.name for r in made.rows] == ["row"]
    assert [str(s) for s in made.skipped] == ["line 3: it is broken."]
    assert evaluate(MADE_UP, tmp_path, every=2).documents == 2
    data = as_data(made, errors=1)
    assert [(g["group"], g["number"], g["worst"][0]["context"]) for g in data["errors"]] == [
        ("small", 6, "z"),
        ("big", 3, "y"),
    ]
    assert data["calibration"][0]["error"] == pytest.approx(0.1)
    assert json.dumps(data) == json.dumps(as_data(evaluate(MADE_UP, tmp_path), errors=1))
    assert "| row | 0.500 | 0.500 | 0.500 |" in markdown(made)
    with pytest.raises(KeyError):
        made.value("hidden")


def test_nothing_at_all_is_a_report_too() -> None:
    assert report(MADE_UP, []).rows == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_yardstick_says_what_it_is_and_misses_a_missing_folder(name: str, tmp_path: Path) -> None:
    chosen = yardstick(name)
    assert chosen.name == name
    assert chosen.help
    for place in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(InputError, match=str(tmp_path)):
            evaluate(chosen, place)


def test_an_unknown_yardstick_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="Choose one of polnear"):
        yardstick("polnar")


def _polnear(root: Path) -> Path:
    """A part of PolNeAR's form: one text, one annotator, one broken line."""
    text = "Ms. Okoro said that the dam would hold.\n"
    spans = {"Source": (0, 9), "Cue": (10, 14), "Content": (15, 38), "Attribution": (10, 14)}
    lines = [f"T{n}\t{role} {s} {e}\t{text[s:e]}" for n, (role, (s, e)) in enumerate(spans.items(), 1)]
    for folder_name in ("text", "attributions"):
        (root / "dev" / folder_name).mkdir(parents=True)
    (root / "dev" / "text" / "dam.txt").write_text(text, encoding="utf-8")
    marked = "\n".join([*lines, "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1", "broken"])
    (root / "dev" / "attributions" / "dam_x.ann").write_text(marked, encoding="utf-8")
    return root


def test_the_command_prints_a_table_or_json(tmp_path: Path) -> None:
    runner, data = CliRunner(), str(_polnear(tmp_path))
    shown = runner.invoke(app, ["evaluate", "polnear", "--data", data, "--split", "dev", "--errors", "2"])
    assert shown.exit_code == 0
    assert "content exact" in shown.stdout
    assert "line 6: the line is malformed" in shown.stderr
    made = runner.invoke(app, ["evaluate", "polnear", "--data", str(Path(data) / "dev"), "--json", "--quiet"])
    found = json.loads(made.stdout)
    assert (found["schema"], found["documents"]) == ("sayso.evaluation/1", 1)
    assert [r["f1"] for r in found["rows"] if r["name"] == "linked"] == [1.0]
    assert not made.stderr


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["polnear", "--data", "{}/nowhere"], "there is no such folder"),
        (["polnear", "--data", "{}", "--split", "half"], "has no such part"),
        (["szeged", "--data", "{}"], "there is nothing of szeged in it"),
    ],
)
def test_the_command_says_what_is_wrong(words: list[str], problem: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["evaluate", *(w.format(tmp_path) for w in words)])
    assert isinstance(done.exception, SaysoError)
    assert problem in str(done.exception)
