"""What any store of a ledger has to do. Each test runs against each store; today there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgers import articles, contents, filled, placed, read_simply
from sayso.ledger import Ledger, article_id, fold, identified, open_ledger
from sayso.ledger.codec import from_data, pack, pack_reading, to_data, unpack, unpack_reading
from sayso.model import (
    Anchor,
    Article,
    Claim,
    ClaimStatus,
    InputError,
    Judgement,
    JudgementKind,
    LedgerError,
    Origin,
    Reading,
    Span,
)

Store = Callable[[str], Ledger]


@pytest.fixture(params=["sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Opens, or makes, the ledger of a name."""
    opened: list[Ledger] = []

    def open_named(name: str) -> Ledger:
        assert request.param == "sqlite"
        opened.append(open_ledger(tmp_path / name, create=True))
        return opened[-1]

    yield open_named
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return store("ledger")


def keep_all(ledger: Ledger, readings: list[Reading]) -> None:
    for reading in readings:
        ledger.keep(reading)
    ledger.settle()


class TestStore:
    def test_what_is_kept_comes_back_as_it_was(self, ledger: Ledger) -> None:
        readings = [read_simply(a) for a in articles(5)]
        keep_all(ledger, readings)
        assert ledger.ids() == [r.article.id for r in readings]
        assert [ledger.reading(r.article.id) for r in readings] == readings
        assert ledger.article(readings[2].article.id) == readings[2].article
        assert ledger.count() == 5

    def test_adding_twice_changes_nothing(self, ledger: Ledger) -> None:
        readings = [read_simply(a) for a in articles(6)]
        keep_all(ledger, readings)
        before = contents(ledger)
        assert [ledger.keep(r).new for r in readings] == [False] * 6
        assert ledger.settle() == 0
        assert contents(ledger) == before

    def test_the_order_of_settling_does_not_matter(self, store: Store) -> None:
        readings = [read_simply(a) for a in articles(12)]
        often, once = store("often"), store("once")
        for r in readings:
            often.keep(r)
            often.settle()
        keep_all(once, readings)
        assert contents(often) == contents(once)

    def test_every_article_is_in_one_story_and_every_statement_in_a_claim(self, ledger: Ledger) -> None:
        keep_all(ledger, [read_simply(a) for a in articles(15)])
        with ledger.look() as c:
            numbers = list(c.exec_driver_sql("SELECT n FROM story").scalars())
            links = [ledger.links(c, n) for n in numbers]
        members = [a for x in links for a in x.stories[0].articles]
        assert sorted(members) == sorted(ledger.ids())
        assert 1 < len(links) < 15
        told = {s for x in links for claim in x.claims for s in claim.statements}
        assert told == {s.id for a in ledger.ids() for s in ledger.reading(a).statements}
        ids = [claim.id for x in links for claim in x.claims]
        assert len(set(ids)) == len(ids)

    def test_ids_last_while_others_join(self, ledger: Ledger) -> None:
        readings = [read_simply(a) for a in articles(20)]
        keep_all(ledger, readings[:10])
        with ledger.look() as c:
            before = set(c.exec_driver_sql("SELECT id FROM story").scalars())
        keep_all(ledger, readings[10:])
        with ledger.look() as c:
            after = set(c.exec_driver_sql("SELECT id FROM story").scalars())
            merged = set(
                c.exec_driver_sql(
                    "SELECT 's' || substr(a.id, 2) FROM story_event e JOIN article a"
                    " ON a.seq = e.other WHERE e.kind = 'merged'"
                ).scalars()
            )
        assert before - after <= merged

    def test_an_article_of_a_wrong_id_is_refused(self, ledger: Ledger) -> None:
        reading = read_simply(replace(articles(1)[0], id="a1"))
        with pytest.raises(InputError, match="its id is not that of its content"):
            ledger.keep(reading)
        assert ledger.count() == 0

    def test_half_characters_are_refused(self, ledger: Ledger) -> None:
        with pytest.raises(InputError, match="half characters"):
            ledger.keep(read_simply(identified(Article("", "A \ud83d bridge.", "x.txt"))))

    def test_odd_characters_come_back(self, ledger: Ledger) -> None:
        made = read_simply(
            identified(Article("", "A\0bridge \U0001f309 fell\u2028down.\r\n\ufeffSo.", "x.txt", outlet="É“"))
        )
        keep_all(ledger, [made])
        assert ledger.reading(made.article.id) == made

    def test_unknown_things_are_named(self, ledger: Ledger) -> None:
        for ask in (ledger.article, ledger.reading, ledger.anchor):
            with pytest.raises(LedgerError, match="a123456789ab"):
                ask("a123456789ab")

    def test_a_failed_change_leaves_nothing(self, ledger: Ledger) -> None:
        keep_all(ledger, [read_simply(a) for a in articles(3)])
        before = contents(ledger)
        with pytest.raises(RuntimeError):
            self.change_and_fail(ledger)
        assert contents(ledger) == before

    def change_and_fail(self, ledger: Ledger) -> None:
        with ledger.change() as c:
            c.exec_driver_sql("DELETE FROM member")
            raise RuntimeError("no")

    def test_a_look_sees_one_moment(self, ledger: Ledger) -> None:
        first, second = (read_simply(a) for a in articles(2))
        ledger.keep(first)
        with ledger.look() as c:
            assert c.exec_driver_sql("SELECT count(*) FROM article").scalar() == 1
            ledger.keep(second)
            assert c.exec_driver_sql("SELECT count(*) FROM article").scalar() == 1
        assert ledger.count() == 2

    def test_reading_again_replaces_and_finds_its_way(self, ledger: Ledger) -> None:
        readings = [read_simply(a) for a in articles(8)]
        keep_all(ledger, readings)
        before = contents(ledger)
        assert not ledger.reread(readings[3])
        shorter = replace(readings[3], reader="newer", statements=readings[3].statements[:2])
        assert ledger.reread(shorter)
        ledger.settle()
        assert ledger.reading(shorter.article.id) == shorter
        assert ledger.old_readings("test") == [shorter.article.id]
        assert ledger.reread(readings[3])
        ledger.settle()
        assert contents(ledger) == before

    def test_a_chapter_that_cannot_be_linked_is_a_problem(
        self, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise ValueError("no")

        with monkeypatch.context() as patch:
            patch.setattr("sayso.ledger.settling.link", broken)
            keep_all(ledger, [read_simply(articles(1)[0])])
        ((name, reason),) = ledger.problems()
        assert name.startswith("story s")
        assert "ValueError: no" in reason
        ledger.reread(replace(read_simply(articles(1)[0]), reader="newer"))
        ledger.settle()
        assert ledger.problems() == []


class TestJudgements:
    def one(self, ledger: Ledger) -> Reading:
        keep_all(ledger, [read_simply(a) for a in articles(10)])
        return ledger.reading(ledger.ids()[0])

    def test_a_source_is_judged_survives_and_is_undone(self, ledger: Ledger) -> None:
        reading = self.one(ledger)
        before = contents(ledger)
        told = reading.statements[2]
        anchor = ledger.anchor(told.id)
        number = ledger.judge(Judgement(JudgementKind.SOURCE, (anchor,), "Ida", "heard it", name="Olle Vik"))
        ledger.settle()
        assert self.source(ledger, told.id) == "Olle Vik"
        assert ledger.reading(reading.article.id) == reading
        # Another version of the reader cuts the statement a little differently.
        cut = Span(told.hull.start, told.hull.end - 4)
        again = replace(told, id=f"{reading.article.id}-s77", spans=(cut,), text=cut.of(reading.article.text))
        newer = replace(reading, reader="newer", statements=(*reading.statements[:2], again))
        ledger.reread(newer)
        ledger.settle()
        assert self.source(ledger, again.id) == "Olle Vik"
        ledger.reread(reading)
        assert ledger.undo(number, author="Ida", reason="no") == 2
        ledger.settle()
        assert ledger.judgements(standing_only=True) == []
        after = contents(ledger)
        assert len(after.pop("judgement")) == 2
        assert {k: v for k, v in after.items() if k != "judged"} == {
            k: v for k, v in before.items() if k not in ("judgement", "judged")
        }

    def source(self, ledger: Ledger, statement: str) -> str:
        with ledger.look() as c:
            return str(c.exec_driver_sql("SELECT source FROM statement WHERE id = ?", (statement,)).scalar())

    def test_a_source_can_be_nobody_named(self, ledger: Ledger) -> None:
        reading = self.one(ledger)
        told = reading.statements[1]
        for name in ("somebody else", told.source.name):
            ledger.judge(Judgement(JudgementKind.SOURCE, (ledger.anchor(told.id),), "Ida", holds=False, name=name))
            ledger.settle()
            wanted = "unnamed" if name == told.source.name else told.source.name
            assert self.source(ledger, told.id) == wanted

    def test_a_pin_is_judged_and_undone(self, ledger: Ledger) -> None:
        article = next(a for a in articles(30) if "Tolmin" in a.text)
        keep_all(ledger, [placed(article, "Tolmin")])
        anchor = Anchor(article.id, ledger.reading(article.id).places[0].span, "Tolmin")
        number = ledger.judge(Judgement(JudgementKind.PIN, (anchor,), "Ida", "another one", holds=False))
        pins = "SELECT count(*) FROM place WHERE pin = 1"
        with ledger.look() as c:
            assert c.exec_driver_sql(pins).scalar() == 0
        ledger.undo(number, author="Ida")
        with ledger.look() as c:
            assert c.exec_driver_sql(pins).scalar() == 1
        ledger.judge(Judgement(JudgementKind.PIN, (anchor,), "Ida", name="Tolmin Gorge", lat=46.1, lon=13.8))
        with ledger.look() as c:
            effective = ledger.effective(c, [1])[1]
        assert (effective.places[0].name, effective.places[0].lat) == ("Tolmin Gorge", 46.1)

    def test_same_and_apart(self, ledger: Ledger) -> None:
        keep_all(ledger, [read_simply(a) for a in articles(14)])
        before = contents(ledger)
        with ledger.look() as c:
            rows = c.exec_driver_sql(
                "SELECT c.id, min(x.row), max(x.row) FROM claim c JOIN claim_statement x ON x.claim = c.id"
                " WHERE c.articles > 1 GROUP BY c.id ORDER BY c.id"
            ).all()
            _, first, last = rows[0]
            ids = dict(c.exec_driver_sql("SELECT row, id FROM statement").all())
        pair = (ledger.anchor(ids[first]), ledger.anchor(ids[last]))
        number = ledger.judge(Judgement(JudgementKind.APART, pair, "Ida", "two things"))
        ledger.settle()
        assert not self.together(ledger, first, last)
        ledger.judge(Judgement(JudgementKind.SAME, pair, "Bo", "no, one"))
        ledger.settle()
        assert self.together(ledger, first, last)
        ledger.undo(2, author="Bo")
        ledger.settle()
        assert not self.together(ledger, first, last)
        ledger.undo(number, author="Ida")
        ledger.settle()
        after = contents(ledger)
        assert all(
            after[k] == before[k] for k in ("claim", "claim_statement", "relation", "story", "member", "chapter")
        )

    def together(self, ledger: Ledger, a: int, b: int) -> bool:
        query = (
            "SELECT 1 FROM claim_statement x JOIN claim_statement y ON x.claim = y.claim WHERE x.row = ? AND y.row = ?"
        )
        with ledger.look() as c:
            return c.exec_driver_sql(query, (a, b)).scalar() is not None

    def members(self, ledger: Ledger) -> dict[int, int]:
        with ledger.look() as c:
            return dict(c.exec_driver_sql("SELECT article, story FROM member").all())

    @pytest.mark.parametrize("holds", [True, False])
    def test_stories_are_judged_and_put_back(self, ledger: Ledger, holds: bool) -> None:
        keep_all(ledger, [read_simply(a) for a in articles(14)])
        before, at = contents(ledger), self.members(ledger)
        a, b = next((x, y) for x in at for y in at if x < y and (at[x] != at[y]) == holds)
        ids = ledger.ids()
        anchors = (Anchor(ids[a - 1]), Anchor(ids[b - 1]))
        number = ledger.judge(Judgement(JudgementKind.STORY, anchors, "Ida", holds=holds))
        ledger.settle()
        now = self.members(ledger)
        assert (now[a] == now[b]) == holds
        ledger.undo(number, author="Ida")
        ledger.settle()
        after = contents(ledger)
        assert all(
            after[k] == before[k] for k in ("claim", "claim_statement", "relation", "story", "member", "chapter")
        )

    def test_taking_back_twice_and_taking_back_the_taking_back(self, ledger: Ledger) -> None:
        told = self.one(ledger).statements[1]
        ledger.judge(Judgement(JudgementKind.SOURCE, (ledger.anchor(told.id),), "Ida", name="Olle Vik"))
        ledger.undo(1, author="Ida")
        with pytest.raises(LedgerError, match="taken back already"):
            ledger.undo(1, author="Ida")
        ledger.undo(2, author="Ida")
        assert self.source(ledger, told.id) == "Olle Vik"
        assert [j.number for j in ledger.judgements(standing_only=True)] == [1]
        with pytest.raises(LedgerError, match="no such judgement"):
            ledger.undo(9, author="Ida")

    def test_words_that_are_no_statement_now(self, ledger: Ledger) -> None:
        reading = self.one(ledger)
        told = reading.statements[-1]
        ledger.judge(Judgement(JudgementKind.SOURCE, (ledger.anchor(told.id),), "Ida", name="Olle Vik"))
        assert ledger.idle_judgements() == set()
        ledger.reread(replace(reading, reader="newer", statements=reading.statements[:-1]))
        assert ledger.idle_judgements() == {1}
        assert len(ledger.judgements(standing_only=True)) == 1
        ledger.reread(reading)
        assert ledger.idle_judgements() == set()
        assert self.source(ledger, told.id) == "Olle Vik"


def test_ids_are_made_of_content() -> None:
    article = Article("x", "A bridge fell.", "a.txt", "Bridge", "Post", published=date(2024, 3, 1))
    assert article_id(article) == article_id(replace(article, id="y", file="b.txt", author="Ida"))
    for change in ({"text": "A bridge."}, {"outlet": "Echo"}, {"published": None}, {"title": "B"}, {"url": "u"}):
        assert article_id(replace(article, **change)) != article_id(article)


def test_names_are_folded() -> None:
    assert fold("  Łukasz  Müller ") == fold("łukasz muller")


def test_the_codec_gives_back_what_it_took() -> None:
    for article in articles(10):
        reading = placed(article, "Tolmin") if "Tolmin" in article.text else read_simply(article)
        assert unpack_reading(pack_reading(reading), article) == reading
    claim = Claim("c1", "x", ("a-s1",), ClaimStatus.DENIED, (Origin("AP", True),), ("a",), ("Bo",))
    assert from_data(Claim, unpack(pack(to_data(claim)))) == claim


@settings(max_examples=50, deadline=None)
@given(st.text(), st.floats(allow_nan=False), st.integers(0, 9), st.booleans())
def test_the_codec_keeps_anything(words: str, number: float, end: int, holds: bool) -> None:
    made = Judgement(JudgementKind.PIN, (Anchor(words, Span(0, end), words),), words, holds=holds, lat=number)
    assert from_data(Judgement, unpack(pack(to_data(made)))) == made


@pytest.mark.parametrize("cut", [0, 5, 40])
def test_damaged_data_do_not_decode(cut: int) -> None:
    data = pack_reading(read_simply(articles(1)[0]))
    with pytest.raises(ValueError, match=r"."):
        unpack(data[:cut] + b"\xff" * 3 + data[cut + 3 :])


def test_a_filled_ledger_can_be_opened_again(tmp_path: Path) -> None:
    with filled(tmp_path / "l") as first:
        before = contents(first)
    with open_ledger(tmp_path / "l") as again:
        assert contents(again) == before
