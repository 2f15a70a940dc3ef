"""Re-checks a whole ledger: the file itself, each article against the id of its content, each story as a brief, each person's judgement.

The check of a story is that of its brief, so that a ledger holds exactly if every brief that it can give holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from sayso.brief import brief_to_data, build_brief
from sayso.ledger import Ledger
from sayso.ledger import schema as t
from sayso.ledger.identity import article_id
from sayso.ledger.judged import judgements
from sayso.ledger.shelf import articles_of, seqs_of
from sayso.ledger.story_view import StoryView, story_numbers, view_story
from sayso.model import LedgerError

from .check import verify
from .fault import Fault, shown

Progress = Callable[[int, int], None]  # stories done, stories in all
_AT_ONCE = 200  # articles looked at together


def verify_ledger(ledger: Ledger, progress: Progress | None = None) -> Iterator[Fault]:
    """Everything that does not hold, as it is found. The ledger is seen as it is at one moment.

    Raises LedgerError where so much is damaged that nothing more can be read.
    """
    with ledger.look() as c:
        yield from _file(c)
        yield from _articles(c)
        yield from _dangling(c)
        yield from _judgements(c)
        numbers = story_numbers(c)
        for done, number in enumerate(numbers, 1):
            yield from _story(ledger, c, number)
            if progress:
                progress(done, len(numbers))


def _file(c: Connection) -> Iterator[Fault]:
    for (said,) in c.exec_driver_sql("PRAGMA integrity_check(5)"):
        if said != "ok":
            yield Fault("the file", f"is damaged: {shown(said)}")


def _articles(c: Connection) -> Iterator[Fault]:
    """Each text is the one that its id was made of; each article has its reading, its story and its words for searching."""
    rows = c.execute(select(t.article.c.seq, t.article.c.sha256).order_by(t.article.c.seq))
    said = {row.seq: row.sha256 for row in rows}
    seqs = list(said)
    for top in range(0, len(seqs), _AT_ONCE):
        for seq, article in articles_of(c, seqs[top : top + _AT_ONCE]).items():
            if article.sha256 != said[seq] or article.id != article_id(article):
                yield Fault(article.id, "its text, or what is known of it, is not what it was when it was added")
    for table, what in ((t.reading, "reading"), (t.member, "story")):
        for (id_,) in c.execute(
            select(t.article.c.id)
            .outerjoin(table, table.c.article == t.article.c.seq)
            .where(table.c.article.is_(None))
            .order_by(t.article.c.seq)
        ):
            yield Fault(id_, f"has no {what}")


_DANGLING = (
    (
        "claim_statement",
        "SELECT claim FROM claim_statement WHERE row NOT IN (SELECT row FROM statement)",
        "a statement",
    ),
    ("claim_statement", "SELECT claim FROM claim_statement WHERE claim NOT IN (SELECT id FROM claim)", "a claim"),
    ("part", "SELECT id FROM part WHERE whole NOT IN (SELECT id FROM claim)", "a claim"),
    ("claim", "SELECT id FROM claim WHERE story NOT IN (SELECT n FROM story)", "a story"),
    ("member", "SELECT article FROM member WHERE story NOT IN (SELECT n FROM story)", "a story"),
    ("copy", "SELECT child FROM copy WHERE child NOT IN (SELECT seq FROM article)", "an article"),
    ("copy", "SELECT parent FROM copy WHERE NOT ghost AND parent NOT IN (SELECT id FROM article)", "an article"),
)


def _dangling(c: Connection) -> Iterator[Fault]:
    for table, query, what in _DANGLING:
        for (id_,) in c.exec_driver_sql(f"{query} LIMIT 5"):
            yield Fault(f"{table} {id_}", f"names {what} that is not there")
    counted = "SELECT s.id FROM story s WHERE s.articles != (SELECT count(*) FROM member m WHERE m.story = s.n) LIMIT 5"
    for (id_,) in c.exec_driver_sql(counted):
        yield Fault(id_, "does not have as many articles as it says")


def _judgements(c: Connection) -> Iterator[Fault]:
    """What a person judged is still in the text, word by word."""
    given = judgements(c)
    seqs = seqs_of(c, sorted({a.article for j in given for a in j.targets}))
    texts = {a.id: a.text for a in articles_of(c, seqs.values()).values()}
    for j in given:
        for anchor in j.targets:
            if anchor.article not in texts:
                yield Fault(f"judgement {j.number}", f"is about {anchor.article}, which is not there")
            elif anchor.words and anchor.span.of(texts[anchor.article]) != anchor.words:
                yield Fault(
                    f"judgement {j.number}", f"its words do not stand in {anchor.article} at {anchor.span.start}"
                )


def _story(ledger: Ledger, c: Connection, number: int) -> Iterator[Fault]:
    try:
        view = view_story(ledger, c, number)
        brief: dict[str, Any] = json.loads(json.dumps(brief_to_data(build_brief(view.readings, view.links))))
    except (LedgerError, KeyError, ValueError, TypeError) as e:
        yield Fault(f"story {number}", f"cannot be shown: {shown(str(e))}")
        return
    yield from _rows(c, view)
    if view.stale:
        return  # its links are those of before the last change, and may name what is no more
    for fault in verify(brief):
        yield Fault(f"{view.id}, {fault.where}", fault.what)


def _rows(c: Connection, view: StoryView) -> Iterator[Fault]:
    """What is searched by is what the readings say."""
    for reading in view.readings:
        own = select(t.statement.c.id, t.statement.c.text, t.statement.c.source)
        own = own.join(t.article, t.article.c.seq == t.statement.c.row // t.ROWS)
        rows = c.execute(own.where(t.article.c.id == reading.article.id).order_by(t.statement.c.row)).all()
        if [tuple(r) for r in rows] != [(s.id, s.text, s.source.name) for s in reading.statements]:
            yield Fault(reading.article.id, "what it is searched by is not what its reading says")
