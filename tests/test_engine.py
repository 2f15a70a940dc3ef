"""Many articles: order, faults that stay with their article, and processes that die."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from sayso.engine import read_all, run
from sayso.engine.guarded import Failure, read_guarded
from sayso.model import Article, InputError, Links, Reading, WarningKind

TEXT = (
    "Ferry crews go back to work\n\nCrews of the Norra Line returned on Tuesday after nine days, the union said.\n"
    "“Nobody should sail with half a crew,” said its head, Olle Vik.\n"
)
GERMAN = "Die Fähre fährt wieder\n\nDer Minister sagte am Dienstag, dass die Brücke gesperrt bleibe.\n"


def empty(article: Article) -> Reading:
    return Reading(article, "by hand", (), (), (), (), (), (), (), (), (), (article.voice,), ())


def articles(count: int) -> list[Article]:
    return [Article(f"a{n}", f"Text number {n}.", file=f"{n}.txt", language="en") for n in range(1, count + 1)]


@pytest.fixture
def unlinked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.link.link", lambda readings: Links((), (), (), (), ()))


@pytest.mark.usefixtures("unlinked")
def test_order_and_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.engine.runner.read_guarded", empty)
    seen: list[tuple[int, int]] = []
    result = run(articles(3), progress=lambda done, total: seen.append((done, total)))
    assert [r.article.id for r in result.readings] == ["a1", "a2", "a3"]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert result.problems == ()


@pytest.mark.usefixtures("unlinked")
def test_a_fault_stays_with_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(article: Article) -> Reading:
        if article.id == "a2":
            raise RecursionError("too deep")
        return empty(article)

    monkeypatch.setattr("sayso.read.read", read)
    result = run(articles(3))
    assert [r.article.id for r in result.readings] == ["a1", "a3"]
    assert [p.subject for p in result.problems] == ["2.txt"]
    assert "RecursionError: too deep" in str(result.problems[0])


def test_a_fault_of_linking_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(readings: object) -> Links:
        raise ValueError("no")

    monkeypatch.setattr("sayso.engine.runner.read_guarded", empty)
    monkeypatch.setattr("sayso.link.link", broken)
    result = run(articles(2))
    assert len(result.readings) == 2
    assert result.links == Links((), (), (), (), ())
    assert "could not be linked" in str(result.problems[0])


def test_the_same_text_twice_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.engine.runner.read_guarded", empty)
    same = [Article("a1", "The same.", file="x.txt"), Article("a2", "The same.", file="y.txt"), Article("a3", "Not.")]
    found = [r for r in read_all(same) if isinstance(r, Reading)]
    assert [[w.kind for w in r.warnings] for r in found] == [[], [WarningKind.DUPLICATE], []]
    assert found[1].warnings[0].note == "the same text as a1 (x.txt)"


def test_another_language_is_not_read() -> None:
    reading = read_guarded(Article("a1", GERMAN, outlet="Hafenblatt", language="de"))
    assert isinstance(reading, Reading)
    assert reading.blocks
    assert not reading.statements
    assert [w.kind for w in reading.warnings] == [WarningKind.LANGUAGE]
    assert reading.provenance == ("Hafenblatt",)


class OnePool:
    """Stands for a pool of processes in which one article kills whoever reads it."""

    made = 0

    def __init__(self, culprit: str) -> None:
        self.culprit, self.broken = culprit, False
        OnePool.made += 1

    def __enter__(self) -> OnePool:
        return self

    def __exit__(self, *rest: object) -> None:
        pass

    def submit(self, function: Callable[[Article], Reading | Failure], article: Article) -> Future[Reading | Failure]:
        future: Future[Reading | Failure] = Future()
        self.broken |= article.id == self.culprit
        if self.broken:
            future.set_exception(BrokenProcessPool("died"))
        else:
            future.set_result(function(article))
        return future

    def shutdown(self, cancel_futures: bool = False) -> None:
        pass


def test_an_article_that_kills_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.engine.runner.read_guarded", empty)
    monkeypatch.setattr("sayso.engine.runner._pool", lambda jobs: OnePool("a3"))
    got = list(read_all(articles(20), jobs=2))
    assert [type(g).__name__ for g in got] == ["Reading"] * 2 + ["InputError"] + ["Reading"] * 17
    assert isinstance(got[2], InputError)
    assert got[2].subject == "3.txt"
    assert [g.article.id for g in got if isinstance(g, Reading)] == [f"a{n}" for n in range(1, 21) if n != 3]


def test_processes_change_nothing() -> None:
    given = [
        Article("a1", TEXT, outlet="Harbour Post"),
        Article("a2", TEXT.replace("nine", "ten")),
        Article("a3", GERMAN),
    ]
    assert list(read_all(given, jobs=2)) == list(read_all(given))
