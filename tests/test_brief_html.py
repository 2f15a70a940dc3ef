"""The brief as a page: valid, closed in itself, true to the articles, and telling nothing doubtful as fact."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import brief_sample
from sayso.brief import brief_to_data, build_brief, to_html
from sayso.brief.geo import paths, window
from sayso.brief.labels import BADGES, NAMES, Label, place_labels
from sayso.brief.marks import DETAIL, LEAF, QUOTATION, STATEMENT, Mark, marked
from sayso.brief.safe import visible
from sayso.brief.views import claims, facts, gaps, origins, places, texts
from sayso.brief.views.common import Page
from sayso.brief.views.relations import end
from sayso.brief.worddiff import word_diff
from sayso.brief.wording import bounds
from sayso.model import Article, Certainty, Links, Reading, Span

NO_LINKS = Links((), (), (), (), ())
VOID = {"meta", "link", "br", "hr", "img", "input", "rect", "path", "circle", "use", "wbr"}


class Tree(HTMLParser):
    """Checks that every element is closed in order, and collects what the tests look at."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.faults: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: dict[str, list[str]] = {}
        self.article: str | None = None
        self.block = 0
        self.feed(html)
        self.faults += [f"not closed: {tag}" for tag in self.stack]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ = {k: v or "" for k, v in attrs}
        self.tags.append((tag, given_))
        if tag == "a" and "a" in self.stack:
            self.faults.append("a link in a link")
        if tag == "article" and given_.get("class") == "text":
            self.article = given_["id"]
        if tag == "div" and given_.get("class", "").startswith("b "):
            self.block = len(self.stack) + 1
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"closed out of order: {tag}")
        if len(self.stack) < self.block:
            self.block = 0

    def handle_data(self, data: str) -> None:
        if self.article and self.block:
            self.text.setdefault(self.article, []).append(data)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(build_brief(brief_sample.readings(), brief_sample.links()))


@pytest.fixture(scope="module")
def html() -> str:
    return to_html(build_brief(brief_sample.readings(), brief_sample.links()))


@pytest.fixture(scope="module")
def tree(html: str) -> Tree:
    return Tree(html)


def test_elements_nest(tree: Tree) -> None:
    assert tree.faults == []


def test_ids_are_unique_and_links_arrive(tree: Tree) -> None:
    ids = [a["id"] for _, a in tree.tags if "id" in a]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for _, a in tree.tags if a.get("href", "").startswith("#")}
    assert targets - set(ids) == set()


def test_nothing_is_asked_from_outside(tree: Tree, html: str) -> None:
    links = [a[k] for _, a in tree.tags for k in ("href", "src", "srcset", "action") if k in a]
    assert all(link.startswith("#") for link in links)
    assert "@import" not in html
    assert "url(" not in html


def test_no_script_runs(tree: Tree) -> None:
    assert [a for tag, a in tree.tags if tag == "script"] == [{"type": "application/json", "id": "sayso-brief"}]
    assert not [name for _, a in tree.tags for name in a if name.startswith("on")]
    policy = next(a["content"] for tag, a in tree.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_articles_stand_in_full(tree: Tree) -> None:
    for number, reading in enumerate(brief_sample.readings(), 1):
        shown = "".join("".join(tree.text[f"a{number}"]).split())
        assert shown == "".join(visible(reading.article.text).split())


def test_markup_and_controls_of_an_article_are_shown_not_obeyed(html: str) -> None:
    body = html.split('<script type="application/json"')[0]
    assert "<script>alert" not in body
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt;" in body.replace('<span id="a4-w1" class="warn"', "")
        or "alert(1)" in body
    )
    assert not re.search("[\x00\u202a-\u202e\u2066-\u2069]", body)


def test_data_in_the_page_are_the_json(html: str) -> None:
    text = re.search(r'id="sayso-brief">(.*?)</script>', html, re.S)
    assert text
    assert json.loads(text[1]) == brief_to_data(build_brief(brief_sample.readings(), brief_sample.links()))


def test_same_brief_same_page(html: str) -> None:
    assert html == to_html(build_brief(brief_sample.readings(), brief_sample.links()))


def test_headings_go_down_one_step_at_a_time(tree: Tree) -> None:
    levels = [int(tag[1]) for tag, _ in tree.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_table_headers_have_a_scope(tree: Tree) -> None:
    assert all("scope" in a for tag, a in tree.tags if tag == "th")


def test_sections_in_their_order(tree: Tree) -> None:
    ids = [a["id"] for tag, a in tree.tags if tag == "section"]
    expected = "reported matrix speakers quotations numbers timeline map origins leftout only unknown articles"
    assert ids == expected.split()


@pytest.mark.parametrize("certainty", [c for c in Certainty if c is not Certainty.CERTAIN])
def test_what_is_hedged_is_not_told_as_fact(certainty: Certainty) -> None:
    readings = brief_sample.readings()
    found = brief_sample.links()
    told = replace(found, claims=tuple(c for c in found.claims if c.id == "c4"))
    soft = [
        replace(r, statements=tuple(replace(s, certainty=certainty) if s.id == "a2-s3" else s for s in r.statements))
        for r in readings
    ]
    assert [g.name for g in claims.groups(Page(build_brief(readings, told)))] == ["word"]
    assert [g.name for g in claims.groups(Page(build_brief(soft, told)))] == ["open"]


def test_claims_disputed_first_and_singles_folded(page: Page) -> None:
    assert [g.name for g in claims.groups(page)] == ["disputed", "word"]
    assert sum(len(g.cards) for g in claims.singles(page)) == 5


def test_a_card_shows_the_denial_and_both_ends_of_certainty(page: Page) -> None:
    card = claims.groups(page)[0].cards[0]
    assert card.means == "Denied by Solvex Trading"
    assert [e.words for e in card.against] == ["the accusation"]
    assert card.surest is not None
    assert card.surest.article.name == "Morrow Post"
    assert card.least is not None
    assert card.least.certainty == "unknown"
    assert [d.label for d in card.drift] == ["Certainty changed"]


def test_a_denial_is_no_sure_telling() -> None:
    """Where only the denial is certain, the surest telling is the surest of those who tell it."""
    found = brief_sample.links()
    disputed = next(c for c in found.claims if "a2-s5" in c.statements and c.denied_by)
    alone = replace(
        found, claims=(replace(disputed, statements=tuple(s for s in disputed.statements if s != "a3-s3")),)
    )
    card = claims.groups(Page(build_brief(brief_sample.readings(), alone)))[0].cards[0]
    shown = [row.words for row in (card.surest, card.least) if row]
    assert "the accusation" not in shown
    assert len(card.evidence) > 2


def test_matrix_cells(page: Page) -> None:
    (table,) = claims.matrices(page)
    assert [r.name for r in table.articles] == ["Harbour Gazette", "Northline Daily", "Morrow Post", "a4.txt"]
    assert table.rows[0].cells == ("hedged", "hedged", "voice", "silent")
    assert table.rows[-1].cells == ("source", "source", "silent", "silent")


def test_copy_tree_hangs_the_copy_under_the_ghost(page: Page) -> None:
    roots, alone = origins.tree(page)
    assert [(n.name, n.article is None) for n in roots] == [("Delta Press", True)]
    assert roots[0].children[0].name == "Harbour Gazette"
    assert roots[0].children[0].children[0].name == "Morrow Post"
    assert [r.name for r in alone] == ["Northline Daily", "a4.txt"]


def test_credits_in_a_circle_end() -> None:
    readings = brief_sample.readings()[:2]
    chains = [("Harbour Gazette", "Northline Daily"), ("Northline Daily", "Harbour Gazette")]
    circle = [replace(r, provenance=chain) for r, chain in zip(readings, chains, strict=True)]
    roots, alone = origins.tree(Page(build_brief(circle, NO_LINKS)))
    assert len(roots) == 1
    assert alone == []


def test_denials_left_out_come_first(page: Page) -> None:
    rows = gaps.left_out(page)
    assert [m.article.name for m in rows if m.denials] == ["Morrow Post", "Harbour Gazette"]


def test_every_unknown_says_why(page: Page) -> None:
    found = dict(gaps.unknowns(page))
    assert [u.why for u in found["Times without a calendar day"]] == ["no publication date", "names no particular day"]
    assert all(u.why for rows in found.values() for u in rows)


def test_promotions_are_marked_as_not_read(page: Page) -> None:
    parts = texts.full_texts(page)[0].parts
    promotion = next(p for p in parts if p.kind == "promotion")
    assert promotion.label == "Promotion, not read"
    assert not promotion.read
    assert "<a" not in promotion.html


def test_empty_brief_and_bare_reading() -> None:
    bare = Reading(Article("x", "One line."), "r", (), (), (), (), (), (), (), (), (), ("x",), ())
    for readings in ([], [bare]):
        assert Tree(to_html(build_brief(readings, NO_LINKS))).faults == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-05-06", "6 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("203X", "2030s"),
        ("203", "2030s"),
        ("2031-W07", "week 7 of 2031"),
        ("2031-05-06TMO", "6 May 2031, morning"),
        ("2031-05-06T05:30Z", "6 May 2031, 05:30 UTC"),
        ("2031-05-06/2031-05-08", "6 May 2031 to 8 May 2031"),
        ("PAST_REF", "PAST_REF"),
        ("2031-13-01", "2031-13-01"),
    ],
)
def test_times_in_words(value: str, expected: str) -> None:
    assert facts.say_time(value) == expected


def test_times_in_order() -> None:
    values = ["PAST_REF", "2031-05-06", "203X", "2031", "2031-05", "2031-05-06T05:30", "2031-W30"]
    ordered = ["203X", "2031", "2031-05", "2031-05-06", "2031-05-06T05:30", "2031-W30", "PAST_REF"]
    assert sorted(values, key=facts.when) == ordered


@pytest.mark.parametrize(
    ("low", "best", "high", "approximate", "expected"),
    [
        (None, 40.0, None, True, "about 40"),
        (5.0, None, None, False, "at least 5"),
        (None, None, 1200.0, False, "at most 1,200"),
        (3.0, 3.0, 3.0, False, "3"),
        (3.6, None, 4.3, False, "3.6 to 4.3"),
        (10.0, 12.0, 15.0, False, "12 (10 to 15)"),
        (None, None, None, False, "no number given"),
    ],
)
def test_bounds(low: float | None, best: float | None, high: float | None, approximate: bool, expected: str) -> None:
    assert bounds(low, best, high, approximate) == expected


@pytest.mark.parametrize(
    ("first", "second", "gone", "new"),
    [
        ("near the loading ramp", "by the ramp", "near|loading ", "by"),
        ("“may have” left", "“may have” left", "", ""),
        ("", "all new", "", "all new"),
    ],
)
def test_word_diff(first: str, second: str, gone: str, new: str) -> None:
    pieces = word_diff(first, second)
    assert "|".join(p.text for p in pieces if p.kind == "gone") == gone
    assert "|".join(p.text for p in pieces if p.kind == "new") == new


WORDS = st.text("abc ,“”\n", max_size=40)


@given(WORDS, WORDS)
def test_word_diff_keeps_both_texts(first: str, second: str) -> None:
    pieces = word_diff(first, second)
    assert "".join(p.text for p in pieces if p.kind != "new") == first or first.casefold() == second.casefold()
    assert "".join(p.text for p in pieces if p.kind != "gone") == second


@given(st.text(st.characters(), max_size=80))
def test_visible_keeps_offsets(text: str) -> None:
    assert len(visible(text)) == len(text)
    visible(text).encode("utf-8")


class Content(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.ids: list[str] = []
        self.stack: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "a" or "a" not in self.stack
        self.stack.append(tag)
        self.ids += [v or "" for k, v in attrs if k == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


MARK = st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from([STATEMENT, QUOTATION, DETAIL, LEAF]))


@settings(deadline=None)
@given(st.text("ab<&\u202e\n", min_size=12, max_size=12), st.lists(MARK, max_size=8))
def test_any_marks_nest_and_keep_the_text(text: str, drawn: list[tuple[int, int, int]]) -> None:
    marks = [
        Mark(Span(min(a, b), max(a, b)), layer, "m", anchors=(f"i{n}",), href="#x" if layer == LEAF else "")
        for n, (a, b, layer) in enumerate(drawn)
    ]
    got = Content(str(marked(text, Span(0, len(text)), marks)))
    assert got.text == visible(text)
    assert got.stack == []
    assert sorted(got.ids) == sorted(m.anchors[0] for m in marks if m.span.start < m.span.end)


SPOTS = st.lists(st.tuples(st.floats(-179, 179), st.floats(-80, 80)), min_size=1, max_size=25)


@settings(deadline=None, max_examples=40)
@given(SPOTS)
def test_labels_never_overlap_and_pins_stand_inside(spots: list[tuple[float, float]]) -> None:
    view = window(spots, places.WIDTH, places.RATIO)
    dots = [view.place(lon, lat) for lon, lat in spots]
    assert all(-1 <= x <= view.width + 1 and -1 <= y <= view.height + 1 for x, y in dots)
    for style in (NAMES, BADGES):
        boxes: list[Label] = [b for b in place_labels(dots, ["12 Somewhere"] * len(dots), 660, view.height, style) if b]
        assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


@pytest.mark.parametrize("spots", [[(28.6, 44.2)], [(178.0, -17.0), (-157.8, 21.3)], [(-120.0, 45.0), (100.0, -30.0)]])
def test_a_map_has_land(spots: list[tuple[float, float]]) -> None:
    land, _ = paths(window(spots, 660.0, 1.45))
    assert land.startswith("M")
    assert len(land) < 250_000


def test_no_coast_runs_across_the_map() -> None:
    land, _ = paths(window([(-150.0, 60.0), (150.0, -40.0), (0.0, 0.0)], 660.0, 1.45))
    for ring in land.split("M")[1:]:
        points = [tuple(map(float, p.split())) for p in ring.rstrip("Z").split("L")]
        flat = [abs(a[0] - b[0]) for a, b in pairwise(points) if abs(a[1] - b[1]) < 0.5 and 20 < a[1] < 400]
        assert max(flat, default=0.0) < 200


def test_words_stand_in_the_article_that_is_named_for_them() -> None:
    """A claim at the end of a relation shows one telling, under the name of the article that has it."""
    readings, linked = brief_sample.readings(), brief_sample.links()
    texts = {r.article.id: r.article.text for r in readings}
    for claim in linked.claims:
        for sid in claim.statements:
            told = next(s for r in readings for s in r.statements if s.id == sid)
            claims = tuple(replace(c, text=told.text) if c is claim else c for c in linked.claims)
            made = Page(build_brief(readings, replace(linked, claims=claims)))
            for note in ("", f"“{told.text}” against “nothing”"):
                shown = end(made, claim.id, note)
                assert shown is not None
                assert shown.article == told.article
                assert all(piece in texts[shown.article] for piece in shown.words.split(" […] "))
