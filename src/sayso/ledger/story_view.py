"""One story as a brief needs it: its effective readings in order of arrival, and what was linked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ..model import Links, Reading
from . import schema as t
from .shelf import seqs_of
from .store import Ledger


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
    members = select(t.member.c.article).where(t.member.c.story == number).order_by(t.member.c.article)
    if only is not None:
        members = members.where(t.member.c.article.in_(seqs_of(c, only).values()))
    readings = ledger.effective(c, list(c.execute(members).scalars()))
    links = ledger.links(c, number)
    stale = select(t.chapter.c.n).where(t.chapter.c.story == number, t.chapter.c.version > t.chapter.c.linked)
    return StoryView(links.stories[0].id, tuple(readings.values()), links, c.execute(stale).first() is not None)
