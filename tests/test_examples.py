"""The whole way on examples/: what a reader of its brief must see, and must not."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sayso.brief import build_brief, to_html, to_json
from sayso.engine import run
from sayso.ingest import load
from sayso.model import Article
from sayso.verify import brief_in, verify, verify_page

Json = dict[str, Any]
EXAMPLES = Path(__file__).parent.parent / "examples"
PORT = [f"{n:02}-" for n in range(1, 11)]  # how the files on the explosion in the port begin


@cache
def articles() -> tuple[Article, ...]:
    loaded = load([EXAMPLES])
    assert loaded.problems == ()
    return loaded.articles


def made() -> tuple[str, str]:
    """JSON and page of a brief, from the start."""
    result = run(articles())
    assert result.problems == ()
    brief = build_brief(result.readings, result.links)
    return to_json(brief), to_html(brief)


@cache
def first() -> tuple[str, str]:
    return made()


@pytest.fixture
def brief() -> Json:
    data: Json = json.loads(first()[0])
    return data


def id_of(file: str) -> str:
    """Id of the article of the example whose file's name begins so."""
    return next(a.id for a in articles() if Path(a.file or "").name.startswith(file))


def statement(brief: Json, file: str, words: str) -> Json:
    """The longest statement of an example that holds these words."""
    found = [s for s in brief["statements"] if s["article"] == id_of(file) and words in s["text"]]
    assert found, f"no statement of {file} holds “{words}”"
    return max(found, key=lambda s: len(s["text"]))


def sides(brief: Json, kind: str) -> set[frozenset[str]]:
    """The pairs of articles between which there is a relation of this kind; a claim stands for its articles."""
    home = {row["id"]: [row["article"]] for row in (*brief["statements"], *brief["quotations"])}
    home |= {c["id"]: c["articles"] for c in brief["claims"]}
    return {
        frozenset((a, b))
        for r in brief["relations"]
        if r["kind"] == kind
        for a in home.get(r["from"], [r["from"]])
        for b in home.get(r["to"], [r["to"]])
    }


def test_two_runs_give_the_same_bytes() -> None:
    assert made() == first()


def test_it_holds(brief: Json) -> None:
    page = first()[1]
    assert [str(f) for f in verify(brief, articles())] == []
    assert brief_in(page) is not None
    assert [str(f) for f in verify_page(page, brief)] == []


def test_one_story_and_two_others(brief: Json) -> None:
    port = [id_of(n) for n in PORT]
    stories = [s["articles"] for s in brief["stories"]]
    assert sorted(stories, key=len) == [[a.id] for a in articles()[-2:]] + [port]


def test_no_claim_joins_two_stories(brief: Json) -> None:
    story = {a: s["id"] for s in brief["stories"] for a in s["articles"]}
    for claim in brief["claims"]:
        assert len({story[a] for a in claim["articles"]}) == 1, claim["text"]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("03", "Ten things you did not know"),
        ("03", "Follow us for the latest"),
        ("06", "It was translated automatically"),
        ("07", "best fish restaurants"),
        ("07", "Ferry timetable"),
        ("07", "We use cookies"),
        ("08", "Oskar Feld is a reporter"),
        ("02", "Meridian Press Agency"),
    ],
)
def test_promotions_credits_and_notes_say_nothing(brief: Json, file: str, words: str) -> None:
    id_ = id_of(file)
    for s in brief["statements"]:
        assert s["article"] != id_ or words not in s["text"]


@pytest.mark.parametrize(
    ("file", "words", "source"),
    [
        ("01", "killing four workers", "officials"),
        ("01", "We are looking at a spark", "Ilinca Dobre"),
        ("01", "They knew about the dust", "Petru Vasile"),
        ("01", "Two of the dead were brothers", "Stelian Oprea"),
        ("04", "We searched our mail", "Horia Manea"),
        ("05", "Not one ship has been delayed", "Ilinca Dobre"),
        ("06", "Four humans came to death", "MPA"),
        ("07", "If they exist", "Ilinca Dobre"),
        ("08", "One terminal is not the port", "Leila Haddad"),
        ("08", "nobody laid a metre", "Ion Barbu"),
        ("09", "There were no warnings", "Tudor Stan"),
        ("09", "No aircraft of any type", "Mihai Rusu"),
        ("10", "I thought it was an earthquake", "Camelia Radu"),
    ],
)
def test_who_says_it(brief: Json, file: str, words: str, source: str) -> None:
    said = statement(brief, file, words)
    names = {e["id"]: e["name"] for e in brief["entities"]}
    assert source in f"{said['source']['name']} | {names.get(said['source']['entity'], '')}"


def test_each_article_s_origin(brief: Json) -> None:
    chains = {p["article"]: p["chain"] for p in brief["provenance"]}
    assert chains[id_of("02")] == ["Harbour Gazette", "Meridian Press Agency"]
    assert chains[id_of("06")][0] == "Blickpunkt International"
    assert {"MPA", "Blickpunkt Tag"} & set(chains[id_of("06")])


@pytest.mark.parametrize("copy", ["02", "03"])
def test_copies_of_the_agency_are_found(brief: Json, copy: str) -> None:
    assert frozenset((id_of("01"), id_of(copy))) in sides(brief, "copy")


def test_a_rewritten_report_is_no_copy(brief: Json) -> None:
    copies = {(c["child"], c["parent"]) for c in brief["copies"]}
    rewritten = {id_of(file) for file in ("04", "05", "07", "08", "09", "10")}
    assert not [pair for pair in copies if rewritten & set(pair)]


def test_copies_add_no_origin(brief: Json) -> None:
    told = statement(brief, "01", "Some 240 firefighters")["id"]
    claim = next(c for c in brief["claims"] if told in c["statements"])
    assert len(claim["articles"]) == 2
    assert [o["name"] for o in claim["origins"]] == ["Meridian Press Agency"]


def test_the_denial_is_seen(brief: Json) -> None:
    denials = [s for s in brief["statements"] if s["act"] == "denies"]
    assert {id_of(n) for n in ("01", "06", "09")} <= {s["article"] for s in denials}
    accused = statement(brief, "01", "ignoring three written warnings")["id"]
    claim = next(c for c in brief["claims"] if accused in c["statements"])
    assert claim["status"] in ("denied", "contradicted")
    denied = {r["from"] for r in brief["relations"] if r["kind"] == "denies" and r["to"] == claim["id"]}
    assert any(s["id"] in denied and s["article"] == id_of("01") for s in denials)


def test_who_leaves_the_denial_out_is_named(brief: Json) -> None:
    assert any(r["kind"] == "omission" and r["from"] == id_of("02") for r in brief["relations"])


def test_the_quotation_drifts(brief: Json) -> None:
    found = sides(brief, "quotation-drift")
    for file in ("04", "08", "10"):
        assert frozenset((id_of("01"), id_of(file))) in found


def test_the_lost_hedge_is_seen(brief: Json) -> None:
    """“Most likely” in 01 is gone in 03."""
    assert frozenset((id_of("01"), id_of("03"))) in sides(brief, "certainty-drift")


def test_the_base_of_the_loss_drifts(brief: Json) -> None:
    """A fifth of the stored grain becomes a fifth of a country's exports in 10."""
    drifts = [r for r in brief["relations"] if r["kind"] == "number-drift"]
    home = {s["id"]: s for s in brief["statements"]}
    pairs = [(home[r["from"]], home[r["to"]]) for r in drifts if r["from"] in home and r["to"] in home]
    assert any(
        id_of("10") in {s["article"] for s in pair if "exports" in s["text"]}
        and any("stored" in s["text"] for s in pair)
        for pair in pairs
    )


def test_the_corrected_number_is_seen(brief: Json) -> None:
    found = sides(brief, "number-drift") | sides(brief, "contradicts") | sides(brief, "differs")
    assert frozenset((id_of("01"), id_of("09"))) in found


def test_nothing_doubtful_is_certain(brief: Json) -> None:
    for file, words in [
        ("01", "most likely set off dust"),
        ("04", "might take two weeks"),
        ("08", "smaller operators might give up"),
        ("08", "All of this remains speculation"),
        ("11", "A fault in the brake"),
    ]:
        assert statement(brief, file, words)["certainty"] != "certain", words


@pytest.mark.parametrize(
    ("file", "words", "numbers"),
    [
        ("01", "at least 17", (17, None, None)),
        ("01", "About 20 percent", (None, 0.2, None)),
        ("01", "four workers", (4, 4, 4)),
        ("03", "240 firefighters", (None, 240, None)),
        ("08", "up to 250,000", (None, None, 250_000)),
        ("10", "50,000 lei", (50_000, 50_000, 50_000)),
    ],
)
def test_numbers(brief: Json, file: str, words: str, numbers: tuple[float | None, ...]) -> None:
    text = next(a["text"] for a in brief["articles"] if a["id"] == id_of(file))
    at = text.index(words)
    own = [q for q in brief["quantities"] if q["article"] == id_of(file)]
    rows = [q for q in own if q["span"][0] < at + len(words) and at < q["span"][1]]
    assert [tuple(q[k] for k in ("low", "best", "high")) for q in rows] == [numbers]


def test_the_place_is_pinned_and_the_dateline_is_not(brief: Json) -> None:
    own = [p for p in brief["places"] if p["article"] == id_of("10")]
    assert [p["name"] for p in own if p["pin"]][:1] == ["Constanţa"]
    assert not any(p["pin"] for p in own if p["text"].casefold().startswith("bucharest"))
