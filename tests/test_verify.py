"""Planted damages: each must be caught."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

import brief_sample
from sayso.brief import build_brief, to_html, to_json
from sayso.verify import brief_in, verify, verify_page

Json = dict[str, Any]


@cache
def _text() -> str:
    return to_json(build_brief(brief_sample.readings(), brief_sample.links()))


@pytest.fixture
def brief() -> Json:
    data: Json = json.loads(_text())
    return data


def row(brief: Json, kind: str, **like: object) -> Json:
    """The first row of a list of the brief whose fields have these values."""
    return next(r for r in brief[kind] if all(r[k] == v for k, v in like.items()))


def article(brief: Json, id_: str) -> Json:
    return row(brief, "articles", id=id_)


def place_of(brief: Json, id_: str, words: str) -> list[int]:
    start = article(brief, id_)["text"].index(words)
    return [start, start + len(words)]


def test_a_sound_brief_holds(brief: Json) -> None:
    assert verify(brief) == []
    assert verify(brief, [r.article for r in brief_sample.readings()]) == []


# What is damaged, how, and a piece of what verify says about it.
Damage = tuple[str, Callable[[Json], object], str]


def _move_into_promotion(b: Json) -> None:
    s = row(b, "statements", id="a1-s6")
    s["spans"] = [place_of(b, "a1", "Ten beaches to visit this summer")]
    s["text"] = "Ten beaches to visit this summer"
    row(b, "claims", id="c6")["text"] = s["text"]


def _number_from_byline(b: Json) -> None:
    q = row(b, "quantities", article="a2")
    q["span"], q["text"] = place_of(b, "a2", "Mara"), "Mara"


def _quote_what_is_not_quoted(b: Json) -> None:
    q = row(b, "quotations", id="a2-q2")
    q["span"], q["text"] = place_of(b, "a2", "hiding drums of solvent"), "hiding drums of solvent"


def _misspell(b: Json) -> None:
    article(b, "a1")["text"] = article(b, "a1")["text"].replace("blaze", "blase")


def _add_origin(claim: str, name: str) -> Callable[[Json], object]:
    return lambda b: row(b, "claims", id=claim)["origins"].append({"name": name, "interested": False})


def _put(kind: str, like: Json, **values: object) -> Callable[[Json], object]:
    def damage(b: Json) -> None:
        found = row(b, kind, **like)
        assert all(found[k] != v for k, v in values.items()), "this would damage nothing"
        found.update(values)

    return damage


def _source(id_: str, **values: object) -> Callable[[Json], object]:
    return lambda b: row(b, "statements", id=id_)["source"].update(values)


DAMAGES: list[Damage] = [
    ("a letter of a text", _misspell, "sha256"),
    ("a letter of a statement", _put("statements", {"id": "a1-s2"}, text="A fire that tore through a port"), "shows"),
    ("a letter of a quotation", _put("quotations", {"id": "a1-q1"}, text="We found the best of them"), "shows"),
    ("a shifted span", lambda b: row(b, "statements", id="a3-s3")["spans"][0].__setitem__(0, 3), "shows"),
    ("a span beyond the text", lambda b: row(b, "statements", id="a3-s3").update(spans=[[5, 90_000]]), "not inside"),
    ("a span turned round", _put("quotations", {"id": "a1-q1"}, span=[40, 30]), "not inside"),
    ("a cue", lambda b: row(b, "statements", id="a2-s4")["cue"].update(text="praised"), "shows"),
    ("a signal", lambda b: row(b, "statements", id="a1-s4")["signals"][0].update(text="did"), "shows"),
    ("a number's words", _put("quantities", {"article": "a2"}, text="At least nine people"), "shows"),
    ("a place's words", _put("places", {"text": "Varna"}, text="Sofia"), "shows"),
    ("a time's words", _put("times", {"article": "a1"}, text="on Monday"), "shows"),
    ("a credit's words", _put("credits", {"article": "a1"}, text="Omega Press"), "shows"),
    ("a mention beyond the text", lambda b: b["entities"][0]["mentions"][0].update(span=[0, 70_000]), "not inside"),
    ("a wrong sha256", lambda b: article(b, "a2").update(sha256="0" * 64), "sha256"),
    ("a speaker swapped", _put("quotations", {"id": "a2-q1"}, speaker="e2"), "is given to Petru Lungu"),
    ("a source's entity swapped", _source("a2-s4", entity="e1"), "not where a2 mentions Ilinca Dobre"),
    ("a narrator with an entity", _source("a1-s6", entity="e1"), "the article's own"),
    ("an unknown entity", _source("a1-s3", entity="e77"), "names the entity e77"),
    ("an unknown parent", _put("statements", {"id": "a1-s3"}, parent="a1-s99"), "names the statement a1-s99"),
    ("a parent in another article", _put("statements", {"id": "a1-s3"}, parent="a2-s3"), "of another article"),
    ("a statement inside itself", _put("statements", {"id": "a1-s3"}, parent="a1-s3"), "lies in itself"),
    ("a claim of nothing", _put("claims", {"id": "c5"}, statements=["a1-s55"]), "names the statement a1-s55"),
    ("a relation to nothing", lambda b: b["relations"][0].update(to="a9"), "names the thing a9"),
    ("a quotation of no statement", _put("quotations", {"id": "a1-q1"}, statement="a1-s9"), "names the statement"),
    ("an unknown article", _put("times", {"article": "a2"}, article="a7"), "names the article a7"),
    ("an id given twice", _put("statements", {"id": "a1-s5"}, id="a1-s6"), "stands for 2 things"),
    ("a pin on a dateline", _put("places", {"role": "dateline"}, pin=True), "role is dateline"),
    ("a pin on a government", _put("places", {"text": "Varna"}, role="metonym"), "role is metonym"),
    ("a pin on a country", _put("places", {"text": "Varna"}, precision="country"), "precision is country"),
    ("a pin nowhere", _put("places", {"text": "Varna"}, lat=None), "neither coordinates"),
    ("a day for a weekday", _put("times", {"article": "a2"}, value="2031-05-07"), "not anchored"),
    ("a day out of nothing", _put("times", {"article": "a2"}, value="2031-05-07", anchored=True), "gives a year"),
    ("anchored to nothing", _put("times", {"article": "a2"}, anchored=True), "no value"),
    ("a promotion as a statement", _move_into_promotion, "comes from a promotion"),
    ("a byline as a number", _number_from_byline, "comes from a byline"),
    ("an invented quotation", _quote_what_is_not_quoted, "no quotation marks"),
    ("bounds out of order", _put("quantities", {"article": "a1"}, low=9), "out of order"),
    ("derived without a formula", _put("quantities", {"article": "a3"}, derived="three"), "no formula"),
    ("more origins than there are", _put("claims", {"id": "c4"}, status="3 independent origins"), "but names 1"),
    ("an origin added", _add_origin("c4", "The mayor"), "names 2"),
    ("an origin twice", _add_origin("c3", "Petru Lungu"), "twice"),
    ("a conditional as fact", _put("claims", {"id": "c8"}, status="one origin"), "nobody vouches"),
    ("a claim in other words", _put("claims", {"id": "c5"}, text="The whole roof collapsed"), "none of its statements"),
    ("a claim's articles", _put("claims", {"id": "c4"}, articles=["a1"]), "its articles"),
    ("a number of the summary", lambda b: b["summary"].update(shared_claims=7), "says 7 shared claims"),
    ("an outlet of the summary", lambda b: b["summary"]["outlets"].append("Vale Echo"), "its outlets"),
    ("an origin of the summary", lambda b: b["summary"]["origins"].pop(), "its origins"),
    ("a field of the wrong kind", lambda b: row(b, "statements", id="a1-s1").update(certainty="rather"), "schema"),
    ("a list that is missing", lambda b: b.pop("claims"), "schema"),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "piece"), [d[1:] for d in DAMAGES], ids=[d[0] for d in DAMAGES])
def test_each_damage_is_caught(brief: Json, damage: Callable[[Json], object], piece: str) -> None:
    before = copy.deepcopy(brief)
    damage(brief)
    assert brief != before
    faults = [str(f) for f in verify(brief)]
    assert any(piece in f for f in faults), faults


def test_an_accusation_alone_is_no_fact(brief: Json) -> None:
    claim = row(brief, "claims", id="c3")
    claim.update(statements=["a2-s4"], articles=["a2"], text="hiding drums of solvent", status="one origin")
    claim.update(origins=[{"name": "Petru Lungu", "interested": True}], denied_by=[])
    assert any("nobody vouches" in f.what for f in verify(brief))


def test_rumour_that_is_called_certain(brief: Json) -> None:
    signal = {"kind": "rumour", "text": "said", "span": place_of(brief, "a1", "said")}
    row(brief, "statements", id="a1-s2")["signals"].append(signal)
    assert any("rumour" in f.what for f in verify(brief))


def test_texts_are_compared_with_the_files(brief: Json) -> None:
    articles = [r.article for r in brief_sample.readings()]
    faults = verify(brief, articles[1:])
    assert [f.where for f in faults] == ["article a1"]
    assert "none of the articles" in faults[0].what


@pytest.mark.parametrize("junk", [{}, {"schema": "sayso.brief/2"}, {"articles": 3}])
def test_what_is_no_brief(junk: Json) -> None:
    assert verify(junk)


@cache
def _page() -> str:
    return to_html(build_brief(brief_sample.readings(), brief_sample.links()))


def _outside_data(html: str, old: str, new: str) -> str:
    """`html` with every `old` replaced, the data in the page left alone."""
    shown, mark, data = html.partition('<script type="application/json"')
    assert old in shown
    return shown.replace(old, new) + mark + data


def test_a_sound_page_holds(brief: Json) -> None:
    data = json.loads(brief_in(_page()) or "")
    assert data == brief
    assert verify_page(_page(), data) == []


@pytest.mark.parametrize(
    ("old", "new", "piece"),
    [
        ("the last of them near the loading ramp", "the best of them near the loading ramp", "that stand there"),
        ("Also read: Ten beaches", "Also read: Two beaches", "where its text has"),
        ("Smoke drifted as far as", "Smoke went as far as", "that stand there"),
        ("<dd>4</dd>", "<dd>5</dd>", "says 5 where there are 4"),
        ("claims are made by two", "made 77 claims by two", "says 77"),
        ("<h1", '<script>alert("x")</script><h1', "holds a script"),
        ('<p class="sum"', '<p onclick="go()" class="sum"', "runs something"),
        ('href="#s2"', 'href="#s999"', "not in the page"),
        ("one origin</span>", "4 independent origins</span>", "which no claim with its words is"),
        ("of 4 articles", "of 9 articles", None),
        (">At least five people</a>", ">At least nine people</a>", "that stand there"),
        ("<b>about 40</b>", "<b>about 90</b>", "read as 90"),
        ('<article class="text" id="a3"', '<article class="text" id="a33"', "not shown in full"),
    ],
)
def test_each_damage_of_a_page_is_caught(brief: Json, old: str, new: str, piece: str | None) -> None:
    html = _page()
    if piece is None:  # the number before the words is what counts
        old, new, piece = f"2 {old}", f"3 {old}", "is shown in 3 articles"
    faults = [str(f) for f in verify_page(_outside_data(html, old, new), brief)]
    assert any(piece in f for f in faults), faults


def test_a_hedge_that_the_page_loses(brief: Json) -> None:
    row(brief, "statements", id="a1-s2")["certainty"] = "possible"
    assert any("shows no doubt" in f.what for f in verify_page(_page(), brief))


def test_what_is_no_page(brief: Json) -> None:
    assert brief_in("<p>No brief</p>") is None
    assert verify_page("<p>No brief" + "<div>" * 20_000, brief)
