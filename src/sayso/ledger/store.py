"""The ledger as the other rooms see it.

Reading it never waits for a writer, and a `look` sees one moment of it however long it lasts. Every change is one transaction: it is
there as a whole or not at all. What is not in this file lies beside it, as functions over a connection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, func, select

from ..model import Article, LedgerError, Reading
from . import schema as t
from .faults import damaged, told
from .shelf import article_of, readings_of, seqs_of

_BROKEN = (ValueError, KeyError, TypeError, IndexError)  # what decoding damaged data raises


class Ledger:
    """One ledger, open. Made by `open_ledger`; close it, or use it in a `with`. Every method may raise LedgerError."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine

    def close(self) -> None:
        with told(self.path):
            self.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, t: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it is now, whatever is written meanwhile. For reading only."""
        with told(self.path), self.engine.connect() as c:
            yield c

    @contextmanager
    def change(self, *, lasting: bool = False) -> Iterator[Connection]:
        """A transaction: what is done in the body is kept as a whole, or not at all where it raises.

        Keep it short: other writers wait. With `lasting` it is on the disk when the body is done, not only in the
        machine's hands.
        """
        with told(self.path), self.engine.connect().execution_options(writing=True) as c:
            raw = c.connection.driver_connection
            if lasting and raw is not None:
                raw.execute("PRAGMA synchronous=FULL")
            try:
                with c.begin():
                    yield c
            finally:
                if lasting and raw is not None:
                    raw.execute("PRAGMA synchronous=NORMAL")

    # Articles and readings

    def known(self, ids: Sequence[str]) -> dict[str, int]:
        """Which of the articles are there: id -> `seq`."""
        with self.look() as c:
            return seqs_of(c, ids)

    def has(self, article: str) -> bool:
        return bool(self.known([article]))

    def seq(self, c: Connection, article: str) -> int:
        """Raises LedgerError where no article has that id."""
        found = seqs_of(c, [article]).get(article)
        if found is None:
            raise LedgerError(article, "the ledger holds no such article.", "`sayso list` shows those that it holds.")
        return found

    def article(self, id_: str) -> Article:
        with self.look() as c:
            seq = self.seq(c, id_)
            return article_of(c.execute(select(t.article).where(t.article.c.seq == seq)).one())

    def ids(self) -> list[str]:
        """Of all articles, in order of arrival."""
        with self.look() as c:
            return list(c.execute(select(t.article.c.id).order_by(t.article.c.seq)).scalars())

    def reading(self, article: str) -> Reading:
        """As the reader gave it, without judgements."""
        with self.look() as c:
            seq = self.seq(c, article)
            return self.readings(c, [seq])[seq]

    def readings(self, c: Connection, seqs: Sequence[int]) -> dict[int, Reading]:
        """As the reader gave them, by `seq`, in that order."""
        try:
            found = readings_of(c, seqs)
        except _BROKEN as e:
            raise damaged(self.path, f"a reading cannot be decoded: {type(e).__name__}") from e
        if len(found) < len(set(seqs)):
            raise damaged(self.path, "an article is without its reading")
        return found

    def count(self) -> int:
        """How many articles it holds."""
        with self.look() as c:
            return int(c.execute(select(func.count()).select_from(t.article)).scalar_one())
