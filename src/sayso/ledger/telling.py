"""Links as they were last settled, put together again from their rows."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from ..model import Claim, LinkedEntity, Links, Relation, RelationKind, Story
from . import schema as t
from .codec import from_data, unpack
from .copy_index import copies_among


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
        select(t.claim.c.data).where(t.claim.c.story == story).order_by(t.claim.c.chapter, t.claim.c.n)
    ).scalars()
    relations = c.execute(
        select(t.relation).where(t.relation.c.story == story).order_by(t.relation.c.chapter, t.relation.c.n)
    )
    return Links(
        entities=tuple(e for data in people if data for e in from_data(tuple[LinkedEntity, ...], unpack(data))),
        stories=(Story(row.id, row.title, tuple(m.id for m in members)),),
        copies=tuple(copies_among(c, [m.seq for m in members])),
        claims=tuple(from_data(Claim, json.loads(data)) for data in claims),
        relations=tuple(Relation(RelationKind(r.kind), r.origin, r.target, r.note) for r in relations),
    )
