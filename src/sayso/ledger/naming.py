"""What somebody types for an id -> the id: whole, or its first letters."""

from __future__ import annotations

from sqlalchemy import Connection, Select, select

from ..model import LedgerError
from . import schema as t

SHOWN = 5  # that are named where an id may be any of them
_GLIMPSE = 40  # code points of the words beside each


def full_id(c: Connection, typed: str) -> str:
    """The id of an article, statement, story or claim that `typed` is, or that alone begins so; `typed` itself where none does.

    Raises LedgerError where several begin so, with the first of them.
    """
    kind = typed[:1]
    if kind == "a":
        article, dash, inner = typed.partition("-")
        return (
            _whole(c, article, select(t.article.c.id, t.article.c.title.label("words")), t.article.c.id) + dash + inner
        )
    if kind == "s":
        return _whole(c, typed, select(t.story.c.id, t.story.c.title.label("words")), t.story.c.id)
    if kind == "c":
        return _whole(c, typed, select(t.claim.c.id, t.claim.c.text.label("words")), t.claim.c.id)
    return typed


def _whole(c: Connection, typed: str, asked: Select[tuple[str, str]], column: object) -> str:
    """Read from the index of the ids, however many there are."""
    begins = asked.where(column >= typed, column < typed + "\U0010ffff").order_by(column).limit(SHOWN + 1)  # type: ignore[operator,arg-type]
    found = list(c.execute(begins))
    if not found or found[0].id == typed:
        return typed
    if len(found) == 1:
        return str(found[0].id)
    named = "; ".join(f"{r.id} ({_glimpse(r.words or 'no title')})" for r in found[:SHOWN])
    more = ", and more" if len(found) > SHOWN else ""
    raise LedgerError(typed, f"more than one begins so: {named}{more}.", "Type more of it.")


def _glimpse(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _GLIMPSE else line[: _GLIMPSE - 1].rstrip() + "…"
