"""Adding and reading again: order, faults, stopping, and articles that are there already."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ledgers import articles, contents, filled, read_simply
from sayso.engine import add, reread
from sayso.engine.guarded import Failure
from sayso.ledger import Ledger, open_ledger
from sayso.model import Article, Judgement, JudgementKind, LedgerError, Reading

Patch = pytest.MonkeyPatch


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "l", create=True)


def reading_with(patch: Patch, read: Callable[[Article], Reading | Failure] = read_simply) -> None:
    patch.setattr("sayso.engine.runner.read_guarded", read)


def test_order_and_progress(ledger: Ledger, monkeypatch: Patch) -> None:
    reading_with(monkeypatch)
    seen: list[tuple[str, int, int | None]] = []
    done = add(articles(6), ledger, total=6, progress=lambda *x: seen.append(x))
    assert (done.new, done.known, done.problems, done.stopped) == (6, 0, [], False)
    assert ledger.ids() == [a.id for a in articles(6)]
    assert [s for s in seen if s[0] == "reading"] == [("reading", n, 6) for n in range(7)]
    assert [s[0] for s in seen[7:]] == ["linking"] * len(seen[7:])
    assert len(seen) > 7


def test_twice_changes_nothing_and_reads_nothing(ledger: Ledger, monkeypatch: Patch) -> None:
    reading_with(monkeypatch)
    add([*articles(5), *articles(5)], ledger)
    before = contents(ledger)

    def never(article: Article) -> Reading:
        raise AssertionError(article.id)

    reading_with(monkeypatch, never)
    done = add(articles(5), ledger)
    assert (done.new, done.known) == (0, 5)
    assert contents(ledger) == before


def test_ids_of_the_input_do_not_matter(ledger: Ledger, monkeypatch: Patch) -> None:
    reading_with(monkeypatch)
    add([replace(a, id=f"x{n}") for n, a in enumerate(articles(3))], ledger)
    assert ledger.ids() == [a.id for a in articles(3)]


def test_a_fault_stays_with_its_article_and_is_kept(ledger: Ledger, monkeypatch: Patch) -> None:
    def read(article: Article) -> Reading | Failure:
        if article.file == "2.txt":
            return Failure("2.txt", "the article could not be read (RecursionError: too deep).", "The others were.")
        return read_simply(article)

    reading_with(monkeypatch, read)
    done = add(articles(5), ledger)
    assert done.new == 4
    assert [p.subject for p in done.problems] == ["2.txt"]
    assert [p[0] for p in ledger.problems()] == ["2.txt"]
    reading_with(monkeypatch)
    assert add(articles(5), ledger).new == 1
    assert ledger.problems() == []


def test_a_fault_of_keeping_stays_with_its_article(ledger: Ledger, monkeypatch: Patch) -> None:
    reading_with(monkeypatch)
    broken = replace(articles(3)[1], text="Half of a \ud83d.", file="half.txt")
    done = add([articles(3)[0], broken, articles(3)[2]], ledger)
    assert done.new == 2
    assert [p.subject for p in done.problems] == ["half.txt"]


def test_a_fault_of_the_ledger_ends_the_run(ledger: Ledger, monkeypatch: Patch) -> None:
    reading_with(monkeypatch)

    def full(reading: Reading) -> None:
        raise LedgerError("l", "the disk is full; nothing was lost.", "Free some space.")

    monkeypatch.setattr(ledger, "keep", full)
    with pytest.raises(LedgerError, match="disk is full"):
        add(articles(3), ledger)


def test_ctrl_c_ends_after_the_article(ledger: Ledger, monkeypatch: Patch) -> None:
    def read(article: Article) -> Reading:
        if article.file == "3.txt":
            signal.raise_signal(signal.SIGINT)
        return read_simply(article)

    reading_with(monkeypatch, read)
    before = signal.getsignal(signal.SIGINT)
    done = add(articles(8), ledger)
    assert done.stopped
    assert ledger.ids() == [a.id for a in articles(4)]
    with ledger.look() as c:
        assert c.exec_driver_sql("SELECT count(*) FROM chapter WHERE version > linked").scalar() == 0
    assert signal.getsignal(signal.SIGINT) is before
    assert add(articles(8), ledger).new == 4


def test_the_second_ctrl_c_ends_at_once(ledger: Ledger, monkeypatch: Patch) -> None:
    def read(article: Article) -> Reading:
        if article.file == "3.txt":
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
        return read_simply(article)

    reading_with(monkeypatch, read)
    with pytest.raises(KeyboardInterrupt):
        add(articles(8), ledger)
    assert ledger.ids() == [a.id for a in articles(3)]


def test_reading_again_takes_old_readings_only(tmp_path: Path, monkeypatch: Patch) -> None:
    with filled(tmp_path / "l", 5) as ledger:
        monkeypatch.setattr("sayso.read.reader_version", lambda: "new")
        reading_with(monkeypatch, lambda a: replace(read_simply(a), reader="new"))
        told = ledger.reading(ledger.ids()[1]).statements[2]
        ledger.judge(Judgement(JudgementKind.SOURCE, (ledger.anchor(told.id),), "Ida", name="Olle Vik"))
        done = reread(ledger)
        assert (done.new, done.known) == (5, 0)
        assert ledger.old_readings("new") == []
        with ledger.look() as c:
            assert ledger.effective(c, [2])[2].statements[2].source.name == "Olle Vik"
        done = reread(ledger)
        assert (done.new, done.known, done.linked) == (0, 0, 0)
        with ledger.change() as c:
            c.exec_driver_sql("UPDATE chapter SET linker = 'another'")
        before = contents(ledger)
        done = reread(ledger)
        assert (done.new, done.known, done.linked) == (0, 0, ledger.stories())
        assert {k: v for k, v in contents(ledger).items() if k != "chapter"} == {
            k: v for k, v in before.items() if k != "chapter"
        }
        done = reread(ledger, everything=True)
        assert (done.new, done.known) == (0, 5)


def test_what_cannot_be_read_again_keeps_its_reading(tmp_path: Path, monkeypatch: Patch) -> None:
    with filled(tmp_path / "l", 3) as ledger:
        before = contents(ledger)
        reading_with(monkeypatch, lambda a: Failure(a.file or "", "it could not be read.", ""))
        done = reread(ledger, everything=True)
        assert len(done.problems) == 3
        after = contents(ledger)
        assert len(after.pop("problem")) == 3
        assert after == {k: v for k, v in before.items() if k != "problem"}


def test_a_real_article_on_processes(ledger: Ledger) -> None:
    text = (
        "Ferry crews go back to work\n\nCrews of the Norra Line returned on Tuesday after nine days, the union said.\n"
    )
    given = [
        Article("", text.replace("nine", n), f"{n}.txt", outlet="Harbour Post", language="en") for n in ("nine", "ten")
    ]
    assert add(given, ledger, jobs=2).new == 2
    assert [ledger.article(i).file for i in ledger.ids()] == ["nine.txt", "ten.txt"]
    assert ledger.stories() == 1
