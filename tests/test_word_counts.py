"""What is kept at hand between articles never shows: counts of words are those of the ledger, profiles those that were packed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from ledgers import articles, contents, read_simply
from sayso.ledger import Ledger, open_ledger, story_shelf, word_counts
from sayso.ledger.codec import unpack
from sayso.ledger.keeping import keep, prepare
from sayso.ledger.shelf import raw
from sayso.ledger.story_shelf import StoryShelf, note_profile
from sayso.link.story_profile import Profile

WORDS = ("barge", "gravel", "lock", "otter")


def profile(*words: str) -> Profile:
    return Profile(tuple((w, 1, 0, 1) for w in sorted(words)), "A title", 738_000)


def told(ledger: Ledger, words: Sequence[str] = WORDS) -> list[int]:
    """The counts as a transaction of its own sees them."""
    with ledger.change() as c:
        found = StoryShelf(c).held(words)
        return [found.get(w, 0) for w in words]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = open_ledger(tmp_path / "one", create=True)
    with made.change() as c:
        note_profile(c, 1, profile("barge", "gravel", "lock"))
    return made


def test_what_a_transaction_changes_is_counted_in_it_and_after_it(ledger: Ledger) -> None:
    assert told(ledger) == [1, 1, 1, 0]
    with ledger.change() as c:
        before = dict(StoryShelf(c).held(WORDS))
        note_profile(c, 2, profile("barge", "otter"))
        found = StoryShelf(c).held(WORDS)
        assert [found.get(w, 0) for w in WORDS] == [2, 1, 1, 1]
        assert before.get("barge") == 1
    assert told(ledger) == [2, 1, 1, 1]


def fail(ledger: Ledger) -> None:
    with ledger.change() as c:
        note_profile(c, 2, profile("barge", "otter"))
        assert StoryShelf(c).held(WORDS)["barge"] == 2
        raise RuntimeError("taken back")


def test_what_is_taken_back_does_not_count(ledger: Ledger) -> None:
    assert told(ledger) == [1, 1, 1, 0]
    with pytest.raises(RuntimeError, match="taken back"):
        fail(ledger)
    assert told(ledger) == [1, 1, 1, 0]
    with ledger.change() as c:
        story_shelf.forget_profile(c, 1)
    assert told(ledger) == [0, 0, 0, 0]


def test_what_another_writes_counts_at_once(ledger: Ledger) -> None:
    assert told(ledger) == [1, 1, 1, 0]
    with open_ledger(ledger.path) as other, other.change() as c:
        note_profile(c, 2, profile("lock", "otter"))
    assert told(ledger) == [1, 1, 2, 1]
    with ledger.look() as c:
        assert StoryShelf(c).held(["lock"])["lock"] == 2


def test_without_a_transaction_nothing_is_believed(ledger: Ledger) -> None:
    with ledger.engine.connect() as c:
        assert StoryShelf(c).held(["lock"])["lock"] == 1
        with open_ledger(ledger.path) as other, other.change() as b:
            note_profile(b, 2, profile("lock"))
        assert StoryShelf(c).held(["lock"])["lock"] == 2


def test_what_is_at_hand_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_counts, "MOST", 20)
    with open_ledger(tmp_path / "bounded", create=True) as ledger:
        sizes = []
        for article in articles(12):
            prepared = prepare(read_simply(article))
            with ledger.change() as c:
                keep(c, prepared)
                sizes.append(len(word_counts.word_counts(c)._known))
        assert max(sizes) <= 20 + 60
        monkeypatch.setattr(story_shelf, "UNPACKED", 5)
        with ledger.look() as c:
            rows = [row[0] for row in raw(c).execute("SELECT data FROM profile")]
        assert len(rows) == 12
        story_shelf._unpacked.clear()
        for data in (*rows, rows[0], rows[-1]):
            assert story_shelf.profile_in(data) == Profile.of_row(unpack(data))
            assert len(story_shelf._unpacked) <= 5
        assert list(story_shelf._unpacked)[-2:] == [rows[0], rows[-1]]


def test_one_ledger_does_not_know_what_another_counts(tmp_path: Path) -> None:
    """Two ledgers side by side end as each by itself, though they share what is at hand in one process."""
    some, more = articles(10), articles(14, seed=3)

    def filled(name: str) -> Ledger:
        return open_ledger(tmp_path / name, create=True)

    with filled("a") as a, filled("b") as b, filled("c") as c, filled("d") as d:
        for article in some:
            a.keep(read_simply(article))
        for n, article in enumerate(more):
            b.keep(read_simply(article))
            if n < len(some):
                c.keep(read_simply(some[n]))
        for article in more:
            d.keep(read_simply(article))
        assert contents(a) == contents(c)
        assert contents(b) == contents(d)


def test_counts_are_those_of_the_table(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "many", create=True) as ledger:
        for article in articles(10):
            ledger.keep(read_simply(article))
            with ledger.change() as c:
                table = dict(raw(c).execute("SELECT word, held FROM term"))
                found = StoryShelf(c).held(sorted(table))
                assert {w: found[w] for w in table} == table
                rows = raw(c).execute("SELECT data FROM profile").fetchall()
                profiles = [story_shelf.profile_in(row[0]) for row in rows]
                assert all(Profile.of_row(json.loads(json.dumps(p.row()))) == p for p in profiles)
