"""The brief as JSON: fields, references, determinism, and the published schema."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import brief_sample
from sayso.brief import brief_schema, build_brief, reading_to_json, to_json
from sayso.model import Article, Links, Quantity, Reading, Span

NO_LINKS = Links((), (), (), (), ())
VALIDATOR = Draft202012Validator(brief_schema())


def reading_validator() -> Draft202012Validator:
    schema = {"$ref": "#/$defs/reading", "$defs": brief_schema()["$defs"]}
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(to_json(build_brief(brief_sample.readings(), brief_sample.links())))
    return loaded


def test_schema_is_valid_and_published() -> None:
    Draft202012Validator.check_schema(brief_schema())
    published = Path(__file__).parent.parent / "docs" / "brief.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == brief_schema()


def test_brief_fits_the_schema(data: dict[str, Any]) -> None:
    VALIDATOR.validate(data)
    assert data["schema"] == "sayso.brief/1"


def test_schema_refuses_what_is_not_a_brief(data: dict[str, Any]) -> None:
    for broken in ({**data, "schema": "sayso.brief/2"}, {k: v for k, v in data.items() if k != "claims"}):
        assert not VALIDATOR.is_valid(broken)


def test_spans_are_the_words(data: dict[str, Any]) -> None:
    texts = {a["id"]: a["text"] for a in data["articles"]}
    for kind in ("quotations", "times", "quantities", "places", "credits"):
        for row in data[kind]:
            start, end = row["span"]
            assert texts[row["article"]][start:end] == row["text"]
    for s in data["statements"]:
        assert " […] ".join(texts[s["article"]][a:b] for a, b in s["spans"]) == s["text"]


def test_references_resolve(data: dict[str, Any]) -> None:
    ids = {kind: {row["id"] for row in data[kind]} for kind in ("articles", "statements", "quotations", "claims")}
    entities = {e["id"] for e in data["entities"]}
    assert all(s["source"]["entity"] in entities | {None} for s in data["statements"])
    assert all(set(c["statements"]) <= ids["statements"] for c in data["claims"])
    everything = set().union(*ids.values())
    assert all({r["from"], r["to"]} <= everything for r in data["relations"])


def test_entities_are_linked_across_articles(data: dict[str, Any]) -> None:
    dobre = next(e for e in data["entities"] if e["name"] == "Ilinca Dobre")
    assert {m["article"] for m in dobre["mentions"]} == {"a1", "a2"}
    assert {s["article"] for s in data["statements"] if s["source"]["entity"] == dobre["id"]} == {"a1", "a2"}


def test_a_copy_is_a_relation_but_a_ghost_is_not(data: dict[str, Any]) -> None:
    copies = [(r["from"], r["to"]) for r in data["relations"] if r["kind"] == "copy"]
    assert copies == [("a3", "a1")]
    assert [c["parent"] for c in data["copies"] if c["ghost"]] == ["Delta Press"]


def test_status_is_the_label(data: dict[str, Any]) -> None:
    assert {c["id"]: c["status"] for c in data["claims"]}["c3"] == "denied"


def test_same_brief_same_bytes() -> None:
    first, second = (to_json(build_brief(brief_sample.readings(), brief_sample.links())) for _ in range(2))
    assert first == second


def test_no_articles() -> None:
    VALIDATOR.validate(json.loads(to_json(build_brief([], NO_LINKS))))


def test_reading_fits_the_schema() -> None:
    for reading in brief_sample.readings():
        reading_validator().validate(reading_to_json(reading))


def test_numbers_that_json_cannot_hold() -> None:
    reading = brief_sample.readings()[0]
    odd = Quantity("a1", Span(0, 3), reading.article.text[:3], float("nan"), float("inf"), 2.5, None)
    row = json.loads(to_json(build_brief([replace(reading, quantities=(odd,))], NO_LINKS)))["quantities"][0]
    assert (row["low"], row["best"], row["high"]) == (None, None, 2.5)


@given(st.text(st.characters(), max_size=60))
def test_any_text_can_be_written(text: str) -> None:
    article = Article(id="x", text=text)
    reading = Reading(article, "r", (), (), (), (), (), (), (), (), (), ("x",), ())
    written = to_json(build_brief([reading], NO_LINKS))
    assert json.loads(written.encode("utf-8"))["articles"][0]["text"] == text
