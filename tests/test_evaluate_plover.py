"""PLOVER records, on invented ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.evaluate import evaluate
from sayso.evaluate.plover import YARDSTICK, Record
from sayso.evaluate.yardstick import Document
from sayso.model import InputError, Span

RECORDS = [
    {"id": "D-1", "event": "DOCUMENT", "eventText": "about the file"},
    {"id": "T-1", "date": "2001-02-03", "event": "DEMAND", "eventLoc": {"name": "Oslo"},
     "text": "Canada demanded that Norway release the trawler, officials in Oslo said.",
     "source": [{"actorText": "Canada", "code": "CAN"}], "target": [{"actorText": " Norway "}, {"actorText": "nobody"}]},
    {"id": "T-2", "event": "PROTEST", "text": "Nurses marched in Oslo.", "source": [{"actorText": "Nurses"}], "target": ""},
]  # fmt: skip


def test_load(tmp_path: Path) -> None:
    (tmp_path / "GSR.txt").write_text(json.dumps(RECORDS), "utf-8")
    (tmp_path / "table.txt").write_text("03: AGREE", "utf-8")
    demand, protest = YARDSTICK.load(tmp_path, None)
    assert isinstance(demand, Document)
    assert isinstance(protest, Document)
    assert demand.gold == Record("DEMAND", (Span(0, 6),), (Span(21, 27),), (Span(62, 66),))
    assert str(demand.article.published) == "2001-02-03"
    assert protest.gold == Record("PROTEST", (Span(0, 6),), (), ())


def test_figures(tmp_path: Path) -> None:
    (tmp_path / "GSR.json").write_text(json.dumps(RECORDS), "utf-8")
    report = evaluate(YARDSTICK, tmp_path)
    assert report.documents == 2
    assert report.rows[0].counts.gold == 1  # only the verbal event is asked for
    assert report.value("places of events, recall") == 1
    assert report.value("targets that are names, recall") == 1


def test_nothing_in_the_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        evaluate(YARDSTICK, tmp_path)
