"""What the ledger holds, in lists: articles, stories, claims, and how much of everything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, exists, func, select, text

from ..model import Certainty, Claim, ClaimStatus, LedgerError
from . import schema as t
from .codec import from_data
from .naming import full_id
from .parts import whole_of
from .query import Query, full_text
from .search import MATCHES, of_articles, story_number
from .telling import is_stale, told_in

_AT_ONCE = 400  # ids of one question


@dataclass(frozen=True, slots=True)
class ArticleRow:
    id: str
    published: str | None
    outlet: str
    title: str
    file: str
    story: str | None
    statements: int
    reader: str
    added: str


@dataclass(frozen=True, slots=True)
class StoryRow:
    """`stale` says that its claims are still those of before the last change."""

    id: str
    title: str
    articles: int
    first: str | None
    last: str | None
    claims: int
    stale: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """`sure` are the certainties of its tellings, the surest first; `denied_by` who denies it."""

    id: str
    story: str
    text: str
    status: str
    label: str
    articles: int
    origins: int
    sure: tuple[str, ...]
    denied_by: tuple[str, ...]

    @property
    def stands(self) -> str:
        """Its status as it is printed, and who denies it."""
        by = f"denied by {', '.join(self.denied_by)}" if self.denied_by else ""
        return "; ".join(x for x in (self.label if self.status != "denied" or not by else "", by) if x)

    @property
    def how_sure(self) -> str:
        """The surest and the least sure telling."""
        return " to ".join(dict.fromkeys((self.sure[0], self.sure[-1]))) if self.sure else ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """What happened to a story: founded, joined, merged, split, moved; on account of which article; `other` is another story."""

    kind: str
    article: str
    other: str | None


def list_articles(c: Connection, query: Query, limit: int, skip: int = 0) -> list[ArticleRow]:
    """Those whose title or text has the words of the query, and that its filters on articles allow; the newest arrivals first."""
    story = story_of(c, query.story) if query.story else None
    match = full_text(query.words)
    told = select(func.count()).where(t.statement.c.row >= t.article.c.seq * t.ROWS)
    told = told.where(t.statement.c.row < (t.article.c.seq + 1) * t.ROWS).correlate(t.article)
    asked = (
        select(t.article, t.story.c.id.label("story"), t.reading.c.reader, told.scalar_subquery().label("told"))
        .outerjoin(t.member, t.member.c.article == t.article.c.seq)
        .outerjoin(t.story, t.story.c.n == t.member.c.story)
        .outerjoin(t.reading, t.reading.c.article == t.article.c.seq)
        .where(*of_articles(query, story))
        .order_by(t.article.c.seq.desc())
        .limit(limit)
        .offset(skip)
    )
    if match:
        newest = text("SELECT rowid FROM article_words WHERE article_words MATCH :m ORDER BY rowid DESC LIMIT :most")
        having = list(c.execute(newest, {"m": match, "most": MATCHES}).scalars())
        asked = asked.where(t.article.c.seq.in_(having))
    return [
        ArticleRow(
            r.id, r.published, r.outlet or "", r.title or "", r.file or "", r.story, r.told, r.reader or "", r.added
        )
        for r in c.execute(asked)
    ]


def newest_arrival(c: Connection) -> int:
    """Its place in the order of arrival; 0 where the ledger is empty."""
    return int(c.execute(select(func.coalesce(func.max(t.article.c.seq), 0))).scalar_one())


def without_statements(c: Connection, after: int) -> list[tuple[str, str]]:
    """Id and file of the articles that arrived after that place and that nothing was taken from."""
    inside = and_(t.statement.c.row >= t.article.c.seq * t.ROWS, t.statement.c.row < (t.article.c.seq + 1) * t.ROWS)
    asked = select(t.article.c.id, t.article.c.file).where(t.article.c.seq > after)
    asked = asked.where(~exists().where(inside).correlate(t.article)).order_by(t.article.c.seq)
    return [(r.id, r.file or "") for r in c.execute(asked)]


def list_stories(c: Connection, limit: int, skip: int = 0, story: int | None = None) -> list[StoryRow]:
    """Those with the newest articles first, larger ones before smaller ones of the same day."""
    stale = select(t.chapter.c.story).where(is_stale())
    stale = stale.where(t.chapter.c.story == t.story.c.n).correlate(t.story)
    own = select(func.count()).select_from(t.claim).where(t.claim.c.story == t.story.c.n).correlate(t.story)
    joined = select(t.part.c.whole).where(t.part.c.story == t.story.c.n).correlate(t.story)
    others = select(func.count()).select_from(t.claim).where(t.claim.c.story != t.story.c.n, t.claim.c.id.in_(joined))
    claims = own.scalar_subquery() + others.correlate(t.story).scalar_subquery()
    asked = select(t.story, claims.label("claims"), func.coalesce(stale.exists(), False).label("stale"))
    if story is not None:
        asked = asked.where(t.story.c.n == story)
    asked = asked.order_by(t.story.c.last.desc(), t.story.c.articles.desc(), t.story.c.n).limit(limit).offset(skip)
    return [StoryRow(r.id, r.title, r.articles, r.first, r.last, r.claims, bool(r.stale)) for r in c.execute(asked)]


def list_claims(
    c: Connection, limit: int, *, story: int | None = None, status: ClaimStatus | None = None, skip: int = 0
) -> list[ClaimRow]:
    """Those of most origins and articles first, within a story in its order."""
    asked = select(t.claim, t.story.c.id.label("story_id")).join(t.story, t.story.c.n == t.claim.c.story)
    if story is not None:
        asked = asked.where(told_in(story))
    if status is not None:
        asked = asked.where(t.claim.c.status == str(status))
    newest = (t.claim.c.story.desc(),) if story is None else ()
    asked = asked.order_by(*newest, t.claim.c.articles.desc(), t.claim.c.origins.desc(), t.claim.c.chapter, t.claim.c.n)
    return claim_rows(c, c.execute(asked.limit(limit).offset(skip)).all())


def claim_rows(c: Connection, found: Sequence[Any]) -> list[ClaimRow]:
    """Of rows of the table of claims that have their story's id as `story_id`; in that order."""
    sure: dict[str, set[str]] = {}
    asked = select(t.claim_statement.c.claim, t.statement.c.certainty).distinct()
    asked = asked.join(t.statement, t.statement.c.row == t.claim_statement.c.row)
    for top in range(0, len(found), _AT_ONCE):
        some = [r.id for r in found[top : top + _AT_ONCE]]
        for claim, certainty in c.execute(asked.where(t.claim_statement.c.claim.in_(some))):
            sure.setdefault(claim, set()).add(certainty)
    return [
        ClaimRow(
            r.id,
            r.story_id,
            r.text,
            r.status,
            r.label,
            r.articles,
            r.origins,
            tuple(str(x) for x in Certainty if str(x) in sure.get(r.id, ())),
            tuple(json.loads(r.data).get("denied_by") or ()),
        )
        for r in found
    ]


def story_of(c: Connection, named: str) -> int:
    """The number of the story that `named` is, or became part of. Raises LedgerError."""
    number = story_number(c, full_id(c, named))
    if number is None:
        raise LedgerError(named, "the ledger holds no such story.", "`sayso story` lists them.")
    return number


def events_of(c: Connection, story: int) -> list[EventRow]:
    """What happened to it, in order."""
    other = t.article.alias("other")
    asked = (
        select(t.story_event.c.kind, t.article.c.id, other.c.id.label("other"))
        .join(t.article, t.article.c.seq == t.story_event.c.article)
        .outerjoin(other, other.c.seq == t.story_event.c.other)
        .where((t.story_event.c.story == story) | (t.story_event.c.other == story))
        .order_by(t.story_event.c.n)
    )
    return [EventRow(r.kind, r.id, "s" + r.other[1:] if r.other else None) for r in c.execute(asked)]


def claim_named(c: Connection, named: str) -> tuple[Claim, int]:
    """The claim with that id, or, where it has none any more, the one that now holds the statement that gave it its name; and the number
    of its story. Raises LedgerError.
    """
    id_ = full_id(c, named)
    id_ = whole_of(c, id_) or id_
    row = c.execute(select(t.claim.c.data, t.claim.c.story).where(t.claim.c.id == id_)).one_or_none()
    if row is None and named[:1] == "c" and "-" in named:
        article, _, start = named[1:].rpartition("-")
        seq = c.execute(select(t.article.c.seq).where(t.article.c.id == "a" + article)).scalar()
        if seq is not None and start.isdecimal():
            row = _claim_at(c, seq, int(start))
    if row is None:
        raise LedgerError(
            named, "the ledger holds no such claim.", "`sayso claim` lists them, `sayso search WORDS` finds them."
        )
    return from_data(Claim, json.loads(row.data)), row.story


def _claim_at(c: Connection, seq: int, start: int) -> Any:
    """Of the statements that begin there or hold that place, the shortest's claim."""
    asked = (
        select(t.claim.c.data, t.claim.c.story)
        .join(t.claim_statement, t.claim_statement.c.claim == t.claim.c.id)
        .join(t.statement, t.statement.c.row == t.claim_statement.c.row)
        .where(t.statement.c.row >= seq * t.ROWS, t.statement.c.row < (seq + 1) * t.ROWS)
        .where(t.statement.c.start <= start, t.statement.c.end > start)
        .order_by(t.statement.c.start != start, t.statement.c.end - t.statement.c.start, t.claim.c.id)
    )
    return c.execute(asked.limit(1)).first()


def claims_of(c: Connection, statement: int) -> list[ClaimRow]:
    """The claims that a statement, by its row, is in."""
    asked = (
        select(t.claim, t.story.c.id.label("story_id"))
        .join(t.claim_statement, t.claim_statement.c.claim == t.claim.c.id)
        .join(t.story, t.story.c.n == t.claim.c.story)
        .where(t.claim_statement.c.row == statement)
        .order_by(t.claim.c.id)
    )
    return claim_rows(c, c.execute(asked).all())


def count_all(c: Connection) -> dict[str, int | str]:
    """How much of everything, by name."""
    counts: dict[str, int | str] = {}
    for name, table in (
        ("articles", t.article),
        ("statements", t.statement),
        ("stories", t.story),
        ("claims", t.claim),
        ("relations", t.relation),
        ("copies", t.copy),
        ("judgements", t.judgement),
        ("problems", t.problem),
    ):
        counts[name] = c.execute(select(func.count()).select_from(table)).scalar_one()
    counts["outlets"] = c.execute(select(func.count(t.article.c.outlet.distinct()))).scalar_one()
    counts["first day"] = c.execute(select(func.min(t.article.c.published))).scalar() or ""
    counts["last day"] = c.execute(select(func.max(t.article.c.published))).scalar() or ""
    shared = select(func.count()).select_from(t.claim).where(t.claim.c.articles > 1)
    counts["claims in more than one article"] = c.execute(shared).scalar_one()
    for status, n in c.execute(
        select(t.claim.c.status, func.count()).where(t.claim.c.articles > 1).group_by(t.claim.c.status)
    ):
        counts[f"of these {status}"] = n
    stale = select(func.count()).select_from(t.chapter).where(is_stale())
    counts["chapters to be linked"] = c.execute(stale).scalar_one()
    return counts
