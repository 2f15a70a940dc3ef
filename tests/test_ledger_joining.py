"""Claims of a story's chapters, and of several stories, that are one claim."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgers import articles, contents, read_simply
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.browse import claim_named, list_claims, list_stories
from sayso.ledger.story_view import story_numbers, view_story
from sayso.model import Judgement, JudgementKind
from sayso.verify.ledger import verify_ledger


@pytest.fixture(autouse=True)
def small_chapters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.ledger.schema.CHAPTER", 3)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger", create=True) as made:
        for article in articles(14):
            made.keep(read_simply(article))
        made.settle()
        yield made


def parts(ledger: Ledger) -> dict[str, list[tuple[str, int, int]]]:
    found: dict[str, list[tuple[str, int, int]]] = {}
    with ledger.look() as c:
        for whole, id_, story, chapter in c.exec_driver_sql("SELECT whole, id, story, chapter FROM part ORDER BY id"):
            found.setdefault(whole, []).append((id_, story, chapter))
    return found


def holds(ledger: Ledger) -> None:
    assert list(verify_ledger(ledger)) == []


def claim_of(ledger: Ledger, named: str) -> tuple[str, int]:
    with ledger.look() as c:
        claim, _ = claim_named(c, named)
        return claim.id, len(claim.articles)


def judge(ledger: Ledger, kind: JudgementKind, one: str, other: str) -> int:
    number = ledger.judge(Judgement(kind, (ledger.anchor(one), ledger.anchor(other)), "tester"))
    ledger.settle()
    return number


def two_apart(ledger: Ledger, *, one_story: bool) -> tuple[str, str]:
    """Two claims of different chapters of one story, or of two stories, which say quite different things."""
    with ledger.look() as c:
        rows = c.exec_driver_sql(
            "SELECT id, story, chapter FROM claim WHERE id NOT IN (SELECT whole FROM part) ORDER BY story, chapter, n"
        ).all()
    for a in rows:
        for b in rows:
            if (a.story == b.story) is one_story and (a.story, a.chapter) < (b.story, b.chapter):
                return a.id, b.id
    raise AssertionError("no two claims apart")


def test_what_chapters_tell_alike_is_one_claim(ledger: Ledger) -> None:
    joined = parts(ledger)
    assert joined
    for whole, own in joined.items():
        assert whole in [id_ for id_, _, _ in own]
        assert len({(story, chapter) for _, story, chapter in own}) == len(own) > 1
        assert {claim_of(ledger, id_)[0] for id_, _, _ in own} == {whole}
    with ledger.look() as c:
        widest = max(
            (claim for n in story_numbers(c) for claim in ledger.links(c, n).claims), key=lambda x: len(x.articles)
        )
        assert len(widest.articles) > 3
        origins = [s for o in widest.origins for s in o.statements]
        assert sorted([*origins, *(j.statement for j in widest.aside)]) == sorted(widest.statements)
    holds(ledger)


def test_it_does_not_matter_when_it_was_settled(ledger: Ledger, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "other", create=True) as other:
        for article in articles(14):
            other.keep(read_simply(article))
            other.settle()
        assert contents(other) == contents(ledger)


def test_what_was_not_finished_is_taken_up(ledger: Ledger) -> None:
    before = contents(ledger)
    with ledger.change() as c:
        c.exec_driver_sql("UPDATE chapter SET joined = 0")
        c.exec_driver_sql("DELETE FROM gist")
        c.exec_driver_sql("DELETE FROM whole")
    ledger.settle()
    assert contents(ledger) == before
    ledger.unsettle()
    ledger.settle()
    assert contents(ledger) == before


@pytest.mark.parametrize("one_story", [True, False])
def test_a_person_joins_claims_of_chapters_and_stories(ledger: Ledger, one_story: bool) -> None:
    before = contents(ledger)
    one, other = two_apart(ledger, one_story=one_story)
    number = judge(ledger, JudgementKind.SAME, one, other)
    assert claim_of(ledger, other)[0] == claim_of(ledger, one)[0] in (one, other)
    after = contents(ledger)
    for reading in [ledger.reading(i) for i in ledger.ids()]:
        ledger.reread(reading)
    ledger.unsettle()
    ledger.settle()
    assert contents(ledger) == after
    holds(ledger)
    with ledger.look() as c:
        for row in list_stories(c, 50):
            told = [x.id for x in list_claims(c, 500, story=story_numbers_of(ledger)[row.id])]
            assert len(told) == len(set(told)) == row.claims
        for n in story_numbers(c):
            view = view_story(ledger, c, n)
            assert len(view.links.claims) == next(x.claims for x in list_stories(c, 1, story=n))
    ledger.undo(number, author="tester")
    ledger.settle()
    assert told_by_claims(contents(ledger)) == told_by_claims(before)
    holds(ledger)


def story_numbers_of(ledger: Ledger) -> dict[str, int]:
    with ledger.look() as c:
        return {row.id: row.n for row in c.exec_driver_sql("SELECT id, n FROM story")}


def told_by_claims(rows: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    return {name: found for name, found in rows.items() if name not in ("judgement", "judged")}


def test_a_person_parts_claims_of_chapters(ledger: Ledger) -> None:
    before = contents(ledger)
    whole, own = next(iter(parts(ledger).items()))
    last = own[-1][0] if own[-1][0] != whole else own[0][0]
    number = judge(ledger, JudgementKind.APART, whole, last)
    assert claim_of(ledger, last)[0] != claim_of(ledger, whole)[0]
    holds(ledger)
    ledger.undo(number, author="tester")
    ledger.settle()
    assert told_by_claims(contents(ledger)) == told_by_claims(before)


def test_stories_that_part_take_their_claims_with_them(ledger: Ledger) -> None:
    one, other = two_apart(ledger, one_story=False)
    judge(ledger, JudgementKind.SAME, one, other)
    first, second = (ledger.anchor(x).article for x in (one, other))
    third = next(i for i in ledger.ids() if i not in (first, second))
    for a in (first, second):
        judge_stories = Judgement(JudgementKind.STORY, tuple(ledger_anchor(ledger, i) for i in (a, third)), "tester")
        ledger.judge(judge_stories)
        ledger.settle()
        holds(ledger)
        assert claim_of(ledger, other)[0] == claim_of(ledger, one)[0]


def ledger_anchor(ledger: Ledger, article: str) -> object:
    from sayso.model import Anchor

    return Anchor(ledger.article(article).id)
