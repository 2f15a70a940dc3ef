"""Carries out what was decided about stories: who is in which, in which chapter, and what is to be linked again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from ..link.story_online import Placed, StoryEvent
from ..link.story_profile import Profile
from . import schema as t
from .codec import unpack
from .identity import story_id
from .parts import dissolve, wholes_of
from .shelf import raw

_ALL = 1 << 40  # more chapters than any story has


def tick(c: Connection) -> int:
    """The next version: larger than every one before."""
    db = raw(c)
    db.execute(
        "INSERT INTO meta(key, value) VALUES ('clock', '1')"
        " ON CONFLICT(key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"
    )
    return int(db.execute("SELECT value FROM meta WHERE key = 'clock'").fetchone()[0])


def touch(c: Connection, chapters: Iterable[tuple[int, int]]) -> None:
    """The chapters (story, number) are no longer as they were linked."""
    for story, n in sorted(set(chapters)):
        raw(c).execute(
            "INSERT INTO chapter(story, n, version, linked) VALUES (?, ?, ?, 0)"
            " ON CONFLICT(story, n) DO UPDATE SET version = excluded.version",
            (story, n, tick(c)),
        )


def chapters_of(c: Connection, articles: Iterable[int]) -> set[tuple[int, int]]:
    """The chapters that hold the articles."""
    query = "SELECT story, chapter FROM member WHERE article = ?"
    return {(row[0], row[1]) for a in sorted(set(articles)) for row in raw(c).execute(query, (a,))}


def place(c: Connection, placed: Placed, judgement: int | None = None) -> None:
    """Merges first, then moves; then every story touched is counted, divided in chapters, and marked to be linked again."""
    if _joins_at_the_end(c, placed):
        ((article, story),) = placed.moves
        _append(c, article, story)
    else:
        for kept, gone in placed.merges:
            _merge(c, kept, gone)
        for article, story in placed.moves:
            _move(c, article, story)
        for story in placed.touched:
            divide(c, story)
    note_events(c, placed.events, judgement)


def note_events(c: Connection, events: Sequence[StoryEvent], judgement: int | None = None) -> None:
    raw(c).executemany(
        "INSERT INTO story_event(kind, story, article, other, judgement) VALUES (?, ?, ?, ?, ?)",
        [(e.kind, e.story, e.article, e.other, judgement) for e in events],
    )


def _joins_at_the_end(c: Connection, placed: Placed) -> bool:
    """Whether all that happens is that the newest article joins a story: then the others need not be looked at."""
    return not placed.merges and len(placed.moves) == 1 and [e.kind for e in placed.events] == ["joined"]


def _append(c: Connection, article: int, story: int) -> None:
    db = raw(c)
    count = int(db.execute("SELECT articles FROM story WHERE n = ?", (story,)).fetchone()[0])
    chapter = count // t.CHAPTER
    db.execute("INSERT INTO member(article, story, chapter) VALUES (?, ?, ?)", (article, story, chapter))
    (day,) = db.execute("SELECT published FROM article WHERE seq = ?", (article,)).fetchone()
    db.execute(
        "UPDATE story SET articles = articles + 1, first = min(coalesce(first, ?2), coalesce(?2, first)),"
        " last = max(coalesce(last, ?2), coalesce(?2, last)) WHERE n = ?1",
        (story, day),
    )
    touch(c, [(story, chapter)])


def _merge(c: Connection, kept: int, gone: int) -> None:
    """Every article of `gone` comes to `kept`, in no chapter yet; its claims go, and are found again."""
    _found(c, kept)
    c.exec_driver_sql("UPDATE member SET story = ?, chapter = -1 WHERE story = ?", (kept, gone))
    c.exec_driver_sql("UPDATE cache SET story = ?, chapter = 0 WHERE story = ?", (kept, gone))
    forget_links(c, gone, 0)
    c.exec_driver_sql("DELETE FROM story WHERE n = ?", (gone,))


def _move(c: Connection, article: int, story: int) -> None:
    _found(c, story)
    touch(c, (x for x in chapters_of(c, [article]) if x[1] >= 0))
    c.exec_driver_sql(
        "INSERT INTO member(article, story, chapter) VALUES (?, ?, -1)"
        " ON CONFLICT(article) DO UPDATE SET story = excluded.story, chapter = -1",
        (article, story),
    )


def _found(c: Connection, story: int) -> None:
    """Makes the story's row where there is none; it has its founder's title until it is settled."""
    if c.exec_driver_sql("SELECT 1 FROM story WHERE n = ?", (story,)).scalar():
        return
    founder = c.exec_driver_sql("SELECT id FROM article WHERE seq = ?", (story,)).scalar_one()
    data = c.exec_driver_sql("SELECT data FROM profile WHERE article = ?", (story,)).scalar_one()
    c.exec_driver_sql(
        "INSERT INTO story(n, id, title, articles) VALUES (?, ?, ?, 0)",
        (story, story_id(founder), Profile.of_row(unpack(data)).title),
    )


def divide(c: Connection, story: int) -> None:
    """Counts a story's articles and gives each its chapter; a story without any is no more."""
    rows = c.exec_driver_sql("SELECT article, chapter FROM member WHERE story = ? ORDER BY article", (story,)).all()
    changed = set()
    for rank, (article, chapter) in enumerate(rows):
        if chapter != rank // t.CHAPTER:
            changed |= {chapter, rank // t.CHAPTER}  # it is missing in the one, and new in the other
            c.exec_driver_sql("UPDATE member SET chapter = ? WHERE article = ?", (rank // t.CHAPTER, article))
    forget_links(c, story, -(-len(rows) // t.CHAPTER))
    if not rows:
        c.exec_driver_sql("DELETE FROM story WHERE n = ?", (story,))
        return
    touch(c, ((story, n) for n in changed if 0 <= n <= (len(rows) - 1) // t.CHAPTER))
    c.exec_driver_sql(
        "UPDATE story SET (articles, first, last) = (SELECT count(*), min(a.published), max(a.published)"
        " FROM member m JOIN article a ON a.seq = m.article WHERE m.story = story.n) WHERE n = ?",
        (story,),
    )


def forget_links(c: Connection, story: int, first: int) -> None:
    """Takes away the chapters of a story from number `first` on, with their claims and relations."""
    dissolve(c, wholes_of(c, story, first, _ALL))
    where = "WHERE story = ? AND chapter >= ?"
    c.exec_driver_sql(f"DELETE FROM claim_statement WHERE claim IN (SELECT id FROM claim {where})", (story, first))
    for table in ("claim", "relation"):
        c.exec_driver_sql(f"DELETE FROM {table} {where}", (story, first))
    c.exec_driver_sql("DELETE FROM chapter WHERE story = ? AND n >= ?", (story, first))
