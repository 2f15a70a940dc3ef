"""Two real articles on one summit, against the worked key of the first. Reads ../shared in place; the texts are not ours."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sayso.brief import brief_to_data, build_brief
from sayso.engine import run
from sayso.ingest import load

Json = dict[str, Any]
FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "articles"
KEY = FOLDER / "summit-a.key.json"
LEAST_FOUND = 0.95  # of the key's core statements

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not KEY.exists(), reason="the two articles are not in ../shared/articles"),
]


@cache
def brief() -> Json:
    loaded = load([FOLDER / "summit-a.txt", FOLDER / "summit-b.txt"])
    result = run(loaded.articles)
    assert result.problems == ()
    data: Json = brief_to_data(build_brief(result.readings, result.links))
    return data


@cache
def key() -> Json:
    data: Json = json.loads(KEY.read_text(encoding="utf-8"))
    return data


def in_key(kind: str, id_: str) -> Json:
    row: Json = next(r for r in key()[kind] if r["id"] == id_)
    return row


def inside(row: Json, id_: str, kind: str = "statements") -> bool:
    """Whether a row of the brief's first article lies mostly inside a row of the key."""
    gold = in_key(kind, id_)
    spans = row.get("spans") or [row["span"]]
    shared = sum(max(0, min(e, gold["end"]) - max(s, gold["start"])) for s, e in spans)
    return row["article"] == "a1" and shared > 0.5 * min(sum(e - s for s, e in spans), gold["end"] - gold["start"])


def said(id_: str) -> list[Json]:
    return [s for s in brief()["statements"] if inside(s, id_)]


def second(words: str) -> set[str]:
    """Ids of the second article's statements that hold these words."""
    return {s["id"] for s in brief()["statements"] if s["article"] == "a2" and words in s["text"]}


def ids(id_: str) -> set[str]:
    return {s["id"] for s in said(id_)}


def together(a: set[str], b: set[str]) -> bool:
    return any(a & set(c["statements"]) and b & set(c["statements"]) for c in brief()["claims"])


def test_core_statements_are_found() -> None:
    core = [s["id"] for s in key()["statements"] if s["tier"] == "core"]
    assert sum(bool(said(i)) for i in core) >= LEAST_FOUND * len(core)


def test_one_story_and_no_copy() -> None:
    assert [s["articles"] for s in brief()["stories"]] == [["a1", "a2"]]
    assert not [c for c in brief()["copies"] if not c["ghost"]]


def test_the_promotion_says_nothing() -> None:
    for kind in ("statements", "quotations", "quantities", "places", "times"):
        assert not [row for row in brief()[kind] if inside(row, "PA4", "provenance")]


@pytest.mark.parametrize(
    ("id_", "source"),
    [("A03", "Kim"), ("A06", "AP"), ("A08", "United States"), ("A10", "agency"), ("A11", "agency"), ("A16", "Putin"),
     ("A17", "Kim"), ("A18", "Kim"), ("A19", "nalysts"), ("A20", "Washington|United States"), ("A21", "official")],
)  # fmt: skip
def test_who_says_it(id_: str, source: str) -> None:
    assert any(re.search(source, " | ".join([s["source"]["name"], *s["chain"]])) for s in said(id_))


@pytest.mark.parametrize("id_", ["A06", "A08", "A09", "A19", "A22"])
def test_hedged_is_not_certain(id_: str) -> None:
    assert any(s["certainty"] != "certain" for s in said(id_))


def test_accusation_and_denial() -> None:
    assert any(s["act"] == "accuses" for s in said("A20"))
    assert any(s["act"] == "denies" for s in said("A21"))
    accused = [c for c in brief()["claims"] if ids("A20") & set(c["statements"])]
    denied = {r["to"] for r in brief()["relations"] if r["kind"] == "denies" and r["from"] in ids("A21")}
    assert denied & {c["id"] for c in accused}
    assert {c["status"] for c in accused} <= {"denied", "contradicted"}


def test_two_invitations_are_two_claims() -> None:
    assert not together(ids("A10") | ids("A11"), second("invited him"))


def test_the_same_failures_are_one_claim() -> None:
    assert together(ids("A13"), second("repeated failures"))


def test_the_shortened_promise_drifts() -> None:
    quoted = {q["id"] for q in brief()["quotations"] if q["article"] == "a2" and "unconditional" in q["text"]}
    there = second("unconditional") | quoted
    drifts = [r for r in brief()["relations"] if r["kind"] == "quotation-drift"]
    assert any({r["from"], r["to"]} & there for r in drifts)


def test_who_first_published_the_second() -> None:
    chain = next(p["chain"] for p in brief()["provenance"] if p["article"] == "a2")
    assert [n for n in chain if n in ("Watson", "Zeit Online")] == ["Watson", "Zeit Online"]


def test_the_author_note_says_nothing() -> None:
    assert not second("passionate journalist")


def test_a_weekday_without_a_date_stays_one() -> None:
    own = [t for t in brief()["times"] if inside(t, "T1", "times")]
    assert own
    assert all(not t["anchored"] for t in own)


def test_numbers() -> None:
    vague = [q for q in brief()["quantities"] if inside(q, "N3", "quantities")]
    assert vague
    assert all(q["low"] and q["best"] is None for q in vague)
    assert not [q for q in brief()["quantities"] if q["text"] in ("38", "24", "122", "152")]
    assert any(q["derived"] for q in brief()["quantities"] if q["article"] == "a2")


@pytest.mark.parametrize("id_", ["Q2", "Q3", "Q4", "Q5", "Q6"])
def test_quotations(id_: str) -> None:
    assert any(inside(q, id_, "quotes") for q in brief()["quotations"])


def test_only_where_it_happened_is_pinned() -> None:
    pins = {p["name"] for p in brief()["places"] if p["pin"]}
    assert any("Vostochny" in name for name in pins)
    assert not {"Washington", "Seoul", "Moscow"} & pins


def test_the_hedge_is_lost() -> None:
    """What one outlet says somebody "seemingly" referred to, the other says he referred to."""
    drifts = [r for r in brief()["relations"] if r["kind"] == "certainty-drift"]
    flat, soft = second("unconditional support"), ids("A17")
    assert any(r["from"] in flat and r["to"] in soft for r in drifts)
