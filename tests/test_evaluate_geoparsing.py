"""LGL and GeoVirus, on invented articles in their forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluating import reading_of
from sayso.evaluate.geoparsing import YARDSTICK, Toponym, distance
from sayso.evaluate.yardstick import Document
from sayso.model import Article, InputError, Place, PlaceRole, Precision, Span

LGL = """<?xml version="1.0" encoding="utf-8"?>
<articles>
  <article docid="7">
    <title>Mill closes</title>
    <dltime>2009-03-20 12:24:52.002364-05</dltime>
    <text><![CDATA[The mill in Lowville & its yard closed; Dr. Osk of Paris moved to Osk.]]></text>
    <toponyms count="3">
      <toponym><start>12</start><end>20</end><phrase>Lowville</phrase>
        <gaztag geonameid="1"><name>Lowville</name><lat>43.8</lat><lon>-75.5</lon></gaztag></toponym>
      <toponym><start>52</start><end>57</end><phrase>Paris</phrase></toponym>
      <toponym><start>900</start><end>905</end><phrase>Nowhere</phrase></toponym>
    </toponyms>
  </article>
  <article docid="8"><text> </text></article>
</articles>"""
GEOVIRUS = """<articles><article><source>x</source><text>A fever spread from Velm to Osk.</text><locations>
<location><name>Velm</name><start>21</start><end>25</end><lat>10</lat><lon>20.5</lon></location>
<location><name>Osk</name><start>28</start><end>31</end><lat>nan?</lat><lon>1</lon></location>
</locations></article></articles>"""


def place(text: str, words: str, lat: float | None = None, lon: float | None = None) -> Place:
    at = text.index(words)
    span = Span(at, at + len(words))
    return Place("a1", span, words, words, None, lat, lon, Precision.PLACE, PlaceRole.OTHER, False)


def test_both_forms(tmp_path: Path) -> None:
    (tmp_path / "lgl.xml").write_text(LGL, "utf-8")
    (tmp_path / "GeoVirus.xml").write_text(GEOVIRUS, "utf-8")
    virus, mill, empty = YARDSTICK.load(tmp_path, None)
    assert isinstance(mill, Document)
    assert isinstance(virus, Document)
    assert isinstance(empty, InputError)
    text = mill.article.text
    assert [(t.span.of(text), t.point) for t in mill.gold] == [("Lowville", (43.8, -75.5)), ("Paris", None)]
    assert str(mill.article.published) == "2009-03-20"
    assert [(t.span.of(virus.article.text), t.point) for t in virus.gold] == [("Velm", (10.0, 20.5)), ("Osk", None)]
    assert len(list(YARDSTICK.load(tmp_path, "geovirus"))) == 1


def test_counts() -> None:
    text = "The mill in Lowville and the one in New Osk closed; Velm waits for Paris."
    gold = (
        Toponym(place(text, "Lowville").span, "Lowville", (43.8, -75.5)),
        Toponym(place(text, "New Osk").span, "New Osk", (10.0, 20.0)),
        Toponym(place(text, "Velm").span, "Velm", (0.0, 0.0)),
        Toponym(place(text, "Paris").span, "Paris", None),
    )
    found = (
        place(text, "Lowville", 43.0, -75.0),  # 98 km away
        place(text, "Osk", 60.0, 20.0),  # part of the name, and far
        place(text, "mill", 1.0, 1.0),  # no place
        place(text, "Paris", 48.9, 2.4),  # a place without a point in the gold: no matter where
    )
    outcome = YARDSTICK.compare(reading_of(Article("a1", text), places=found), gold)
    rows = {name: (c.right, c.got, c.gold) for name, c in outcome.rows.items()}
    assert rows == {
        "toponyms, exact span": (2, 4, 4),
        "toponyms, overlapping span": (3, 4, 4),
        "within 161 km, end to end": (1, 3, 3),
    }
    assert [e.group for e in outcome.errors] == ["place: elsewhere", "place: too much", "place: missed"]


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [((0, 0), (0, 0), 0), ((0, 0), (0, 180), 20015), ((52.5, 13.4), (48.9, 2.4), 878), ((0, 179.5), (0, -179.5), 111)],
)
def test_distance(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert distance(a, b) == pytest.approx(km, abs=8)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(YARDSTICK.load(tmp_path / "none", None))
