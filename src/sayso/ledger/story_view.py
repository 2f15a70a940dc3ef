"""One story as a brief needs it: its effective readings in order of arrival, and what was linked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from ..model import Links, Reading, Story
from . import schema as t
from .shelf import seqs_of
from .store import Ledger
from .telling import is_stale, some_of


@dataclass(frozen=True, slots=True)
class StoryView:
    """`stale` says that the links are still those of before its last change."""

    id: str
    readings: tuple[Reading, ...]
    links: Links
    stale: bool


def story_numbers(c: Connection) -> list[int]:
    """Of all stories, in the order in which they were founded."""
    return list(c.execute(select(t.story.c.n).order_by(t.story.c.n)).scalars())


def view_story(ledger: Ledger, c: Connection, number: int, only: Collection[str] | None = None) -> StoryView:
    """The whole story, or as far as the articles with the ids `only` tell it (its links are whole)."""
    links = ledger.links(c, number)
    id_ = links.stories[0].id
    own = set(links.stories[0].articles)
    guests = seqs_of(c, sorted({a for claim in links.claims for a in claim.articles if a not in own}))
    if guests:
        links = replace(links, stories=(*links.stories, *_stories(c, guests.values())))
    members = select(t.member.c.article).where(t.member.c.story == number)
    seqs = {*c.execute(members).scalars(), *guests.values()}
    if only is not None:
        seqs &= set(seqs_of(c, only).values())
    readings = ledger.effective(c, sorted(seqs))
    stale = select(t.chapter.c.n).where(t.chapter.c.story == number, is_stale())
    return StoryView(id_, tuple(readings.values()), links, c.execute(stale).first() is not None)


def _stories(c: Connection, seqs: Iterable[int]) -> list[Story]:
    """Of the articles of other stories that tell a claim of this one, as far as they do."""
    asked = select(t.story.c.id, t.story.c.title, t.article.c.id.label("article"))
    asked = asked.join(t.member, t.member.c.story == t.story.c.n).join(t.article, t.article.c.seq == t.member.c.article)
    found: dict[tuple[str, str], list[str]] = {}
    for row in some_of(c, asked.order_by(t.story.c.n, t.article.c.seq), t.article.c.seq, seqs):
        found.setdefault((row.id, row.title), []).append(row.article)
    return [Story(id_, title, tuple(articles)) for (id_, title), articles in sorted(found.items())]
