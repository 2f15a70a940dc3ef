"""Copies and links as they were last settled, put together again from their rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from ..model import Claim, Copy, LinkedEntity, Links, Relation, RelationKind, Story
from . import schema as t
from .codec import from_data, unpack


def links_of(c: Connection, story: int) -> Links:
    """Of the story with that number: all its chapters, in their order."""
    row = c.execute(select(t.story).where(t.story.c.n == story)).one()
    members = c.execute(
        select(t.article.c.seq, t.article.c.id)
        .join(t.member, t.member.c.article == t.article.c.seq)
        .where(t.member.c.story == story)
        .order_by(t.article.c.seq)
    ).all()
    people = c.execute(select(t.chapter.c.entities).where(t.chapter.c.story == story).order_by(t.chapter.c.n)).scalars()
    claims = c.execute(
        select(t.claim.c.data)
        .where(told_in(story))
        .order_by(t.claim.c.story != story, t.claim.c.story, t.claim.c.chapter, t.claim.c.n)
    ).scalars()
    parts = select(t.part.c.id, t.part.c.whole).where(t.part.c.story == story)
    whole = {row.id: row.whole for row in c.execute(parts)}
    relations = c.execute(
        select(t.relation).where(t.relation.c.story == story).order_by(t.relation.c.chapter, t.relation.c.n)
    )
    return Links(
        entities=tuple(e for data in people if data for e in from_data(tuple[LinkedEntity, ...], unpack(data))),
        stories=(Story(row.id, row.title, tuple(m.id for m in members)),),
        copies=tuple(copies_among(c, [m.seq for m in members])),
        claims=tuple(from_data(Claim, json.loads(data)) for data in claims),
        relations=tuple(
            {
                (r.kind, x, y): Relation(RelationKind(r.kind), x, y, r.note)
                for r in relations
                if (x := whole.get(r.origin, r.origin)) != (y := whole.get(r.target, r.target))
            }.values()
        ),
    )


def told_in(story: int) -> ColumnElement[bool]:
    """Of a claim: whether the story tells it, also where it began in another, to which a person has joined it."""
    return or_(t.claim.c.story == story, t.claim.c.id.in_(select(t.part.c.whole).where(t.part.c.story == story)))


def named_first(c: Connection, claim: str) -> str:
    """The id of the earliest statement of a claim, or of a part of one."""
    rows = "SELECT row FROM claim_statement WHERE claim = ?1"
    if c.exec_driver_sql("SELECT 1 FROM part WHERE id = ?", (claim,)).first() is not None:
        rows = "SELECT j.value FROM part p, json_each(p.rows) j WHERE p.id = ?1"
    query = f"SELECT id FROM statement WHERE row IN ({rows}) ORDER BY row / ?2, start, row"
    return str(c.exec_driver_sql(query, (claim, t.ROWS)).scalar())


def some_of(c: Connection, query: Any, column: Any, values: Iterable[int]) -> Iterable[Row[Any]]:
    wanted = sorted(set(values))
    for top in range(0, len(wanted), 500):
        yield from c.execute(query.where(column.in_(wanted[top : top + 500])))


def copies_among(c: Connection, seqs: Iterable[int]) -> list[Copy]:
    """The copies whose child is one of the articles, and whose parent is one too or a ghost; by child, then parent."""
    wanted = set(seqs)
    child = t.article.c.id.label("child_id")
    query = select(t.copy, child).join(t.article, t.article.c.seq == t.copy.c.child)
    rows = [r for r in some_of(c, query, t.copy.c.child, wanted) if r.ghost or r.parent_seq in wanted]
    return [copy_of(r) for r in sorted(rows, key=lambda r: (r.child, r.ghost, r.parent_seq or 0, r.parent))]


def copy_of(row: Row[Any]) -> Copy:
    return Copy(row.child_id, row.parent, bool(row.ghost), row.share, row.direction, row.evidence)


def is_stale() -> ColumnElement[bool]:
    """Of a chapter: whether its claims are those of before, or are still to be joined with other chapters'."""
    return or_(t.chapter.c.version > t.chapter.c.linked, t.chapter.c.joined != t.chapter.c.linked)


def stale(c: Connection) -> list[tuple[int, int]]:
    """The chapters to link, by story, then number."""
    query = "SELECT story, n FROM chapter WHERE version > linked ORDER BY story, n"
    return [(row[0], row[1]) for row in c.exec_driver_sql(query)]
