"""ECB+ and its stories, fed one article at a time: layout, text, links of events, scoring. All texts are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.evaluate import yardstick
from sayso.evaluate.counts import Counts
from sayso.evaluate.ecb_texts import read_ecb
from sayso.evaluate.ecbplus import DEV, EVENTS, documents, tellings
from sayso.evaluate.run import evaluate
from sayso.evaluate.telling import STORIES, Pool, Telling, b_cubed, feed
from sayso.evaluate.yardstick import Trial
from sayso.model import InputError
from test_stories import FIRE, OTHER_FIRE, VOTE

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="3_1ecbplus.xml" doc_id="D1">
{tokens}
<Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="{verb}" /></ACTION_OCCURRENCE>
<NEG_ACTION_STATE m_id="2"><token_anchor t_id="{other}" /></NEG_ACTION_STATE>
<HUMAN_PART_PER m_id="3"><token_anchor t_id="4" /></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="9" RELATED_TO="" TAG_DESCRIPTOR="t" instance_id="ACT7" />
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1" note="ACT7"><source m_id="1" /><target m_id="9" /></CROSS_DOC_COREF>
<INTRA_DOC_COREF r_id="2"><source m_id="2" /><target m_id="8" /></INTRA_DOC_COREF>
<CROSS_DOC_COREF r_id="3" note="HUM7"><source m_id="3" /><target m_id="7" /></CROSS_DOC_COREF>
</Relations>
</Document>
"""
SENTENCES = [
    "http : / / news . example / a ? b=1",
    "Two die in `` Halvorsen '' mill",
    "Firemen did n't say ( why ) , Ilse Brandt 's aide said .",
]


def written(sentences: list[str], verb: int = 13, other: int = 21) -> str:
    rows = [(n, word) for n, s in enumerate(sentences) for word in s.split()]
    tokens = "".join(f'<token t_id="{k}" sentence="{n}" number="{k}">{w}</token>\n' for k, (n, w) in enumerate(rows, 1))
    return FILE.format(tokens=tokens, verb=verb, other=other)


def corpus(folder: Path) -> Path:
    for topic, ending, texts in ((3, "ecb", FIRE), (3, "ecbplus", OTHER_FIRE), (5, "ecb", VOTE)):
        (folder / str(topic)).mkdir(exist_ok=True)
        for n, text in enumerate(texts.values(), 1):
            path = folder / str(topic) / f"{topic}_{n}{ending}.xml"
            path.write_text(written(text.split("\n"), verb=2, other=3), encoding="utf-8")
    return folder


def test_a_file_becomes_text_with_places(tmp_path: Path) -> None:
    path = tmp_path / "3_1ecbplus.xml"
    path.write_text(written(SENTENCES), encoding="utf-8")
    told = read_ecb(path)
    text = told.article.text
    assert text.split("\n") == ["Two die in “Halvorsen” mill", "Firemen didn't say (why), Ilse Brandt's aide said."]
    assert told.article.url == "http://news.example/a?b=1"
    assert told.story == "3 ecbplus"
    assert [(m.span.of(text), m.chain) for m in told.mentions] == [("die", "ACT7"), ("n't", "3_1ecbplus 2")]


@pytest.mark.parametrize(
    ("name", "content"),
    [("3_1ecb.xml", "<Document>"), ("3_1ecb.xml", "<Document></Document>"), ("notes.xml", written(["A b ."])), ("3_2ecb.xml", "\x00")],
)  # fmt: skip
def test_broken_files_are_named(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "3").mkdir()
    (tmp_path / "3" / name).write_text(content, encoding="utf-8")
    (fault,) = documents(tmp_path, None)
    assert isinstance(fault, InputError)
    assert name in str(fault)


def test_splits_are_topics(tmp_path: Path) -> None:
    corpus(tmp_path)
    assert {t.topic for t in tellings(tmp_path, "tune")} == {"3"}
    assert {t.topic for t in tellings(tmp_path, "dev")} == {"5"} <= {str(n) for n in DEV}
    assert sorted(t.story for t in tellings(tmp_path, None)) == ["3 ecb"] * 3 + ["3 ecbplus"] * 2 + ["5 ecb"] * 2


B_CUBED = [
    ([["a", "a"], ["b"]], 1.0, 1.0),
    ([["a", "a", "b", "b"]], 0.5, 1.0),
    ([["a"], ["a"], ["b", "b"]], 1.0, 0.75),
    ([["a", "a", "b"], ["b"]], (4 / 3 + 1 / 3 + 1) / 4, (2 + 0.5 + 0.5) / 4),
    ([], 0.0, 0.0),
]


@pytest.mark.parametrize(("groups", "precision", "recall"), B_CUBED)
def test_b_cubed(groups: list[list[str]], precision: float, recall: float) -> None:
    counts = b_cubed(groups)
    assert (counts.precision, counts.recall) == (pytest.approx(precision), pytest.approx(recall))


def test_the_whole_run(tmp_path: Path) -> None:
    report = evaluate(yardstick("ecbplus"), corpus(tmp_path))
    assert report.value(STORIES) == 1.0
    assert report.documents == 6  # five orders, and the events once
    assert {r.name for r in report.rows} == {STORIES, EVENTS}
    events = next(r.counts for r in report.rows if r.name == EVENTS)
    assert isinstance(events, Counts)
    assert events.gold == 21  # each of seven articles has one mention of one chain


def test_what_cannot_be_read_is_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Pool(list(tellings(corpus(tmp_path), "dev")))
    monkeypatch.setattr(pool, "_read", [pool.readings()[0], None])
    assert feed(pool, 1) == [[0], [1]]


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing of ecbplus"):
        evaluate(yardstick("ecbplus"), tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        evaluate(yardstick("ecbplus"), tmp_path / "none")


def test_trials_share_one_pool(tmp_path: Path) -> None:
    trials = [t for t in yardstick("ecbplus").load(corpus(tmp_path), "tune") if isinstance(t, Trial)]
    assert len({id(t.material.pool) for t in trials}) == 1
    assert all(isinstance(t, Telling) for t in trials[0].material.pool.told)
