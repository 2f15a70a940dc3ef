"""Rows of articles and of what their readings say; everything here happens inside a transaction of the caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, delete, insert, select

from ..model import Article, InputError, Reading
from . import schema as t
from .codec import pack_reading, unpack_reading, unpack_statements
from .identity import fold

_AT_ONCE = 500  # ids asked for in one query: SQLite limits the values of a query


def now() -> str:
    """This second, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def raw(c: Connection) -> sqlite3.Connection:
    """SQLite's own connection, in the same transaction: for the many small questions that are asked of each new article."""
    own: Any = c.connection.driver_connection
    return cast(sqlite3.Connection, own)


def rows_of(seq: int) -> tuple[int, int]:
    """The first row that a statement of the article can have, and the first that none can have."""
    return seq * t.ROWS, (seq + 1) * t.ROWS


def put_article(c: Connection, article: Article) -> int:
    """Its `seq`. The article must not be there yet."""
    done = c.execute(
        insert(t.article).values(
            id=article.id,
            sha256=article.sha256,
            file=article.file,
            title=article.title,
            outlet=article.outlet,
            url=article.url,
            author=article.author,
            published=article.published.isoformat() if article.published else None,
            language=article.language,
            added=now(),
            text=article.text,
        )
    )
    (seq,) = done.inserted_primary_key or (0,)
    c.exec_driver_sql(
        "INSERT INTO article_words(rowid, title, text) VALUES (?, ?, ?)", (seq, article.title, article.text)
    )
    return int(seq)


def put_reading(c: Connection, seq: int, reading: Reading) -> None:
    """The reading as the reader gave it, in the place of an older one."""
    c.execute(delete(t.reading).where(t.reading.c.article == seq))
    c.execute(insert(t.reading).values(article=seq, reader=reading.reader, made=now(), data=pack_reading(reading)))


def put_findings(c: Connection, seq: int, effective: Reading) -> None:
    """Rows to search by, of the effective reading, in the place of older ones."""
    first, end = rows_of(seq)
    c.exec_driver_sql(
        "INSERT INTO statement_words(statement_words, rowid, text, source)"
        " SELECT 'delete', row, text, source FROM statement WHERE row >= ? AND row < ?",
        (first, end),
    )
    c.execute(delete(t.statement).where(t.statement.c.row >= first, t.statement.c.row < end))
    for table in (t.place, t.time):
        c.execute(delete(table).where(table.c.article == seq))
    _insert(c, t.statement, _statements(first, effective))
    _insert(c, t.place, _places(seq, effective))
    _insert(c, t.time, _times(seq, effective))
    c.exec_driver_sql(
        "INSERT INTO statement_words(rowid, text, source)"
        " SELECT row, text, source FROM statement WHERE row >= ? AND row < ?",
        (first, end),
    )


def _insert(c: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        c.execute(insert(table), rows)


def _statements(first: int, reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "row": first + n,
            "id": s.id,
            "start": s.hull.start,
            "end": s.hull.end,
            "source": s.source.name,
            "source_kind": str(s.source.kind),
            "speaker": fold(s.source.name),
            "mode": str(s.mode),
            "attribution": str(s.attribution),
            "act": str(s.act),
            "certainty": str(s.certainty),
            "polarity": str(s.polarity),
            "text": s.text,
        }
        for n, s in enumerate(reading.statements[: t.ROWS])
    ]


def _places(seq: int, reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "article": seq,
            "n": n,
            "start": p.span.start,
            "end": p.span.end,
            "name": p.name,
            "key": fold(p.name),
            "geonames": p.geonames,
            "country": p.country,
            "role": str(p.role),
            "pin": int(p.pin),
            "lat": p.lat,
            "lon": p.lon,
        }
        for n, p in enumerate(reading.places)
        if p.pin or p.geonames is not None or p.country is not None
    ]


def _times(seq: int, reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "article": seq,
            "n": n,
            "start": x.span.start,
            "end": x.span.end,
            "kind": x.kind,
            "value": x.value,
            "anchored": int(x.anchored),
        }
        for n, x in enumerate(reading.times)
        if x.value is not None
    ]


def put_problem(c: Connection, problem: InputError) -> None:
    """The last reason why an input could not be read or linked."""
    c.exec_driver_sql(
        "INSERT INTO problem(file, reason, at) VALUES (?, ?, ?)"
        " ON CONFLICT(file) DO UPDATE SET reason = excluded.reason, at = excluded.at",
        (problem.subject, f"{problem.problem} {problem.remedy}".strip(), now()),
    )


def seqs_of(c: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Article id -> its place in the order of arrival, of those that are there."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, int] = {}
    for top in range(0, len(wanted), _AT_ONCE):
        some = wanted[top : top + _AT_ONCE]
        rows = c.execute(select(t.article.c.id, t.article.c.seq).where(t.article.c.id.in_(some)))
        found.update((row.id, row.seq) for row in rows)
    return found


def articles_of(c: Connection, seqs: Iterable[int]) -> dict[int, Article]:
    wanted = sorted(set(seqs))
    found: dict[int, Article] = {}
    for top in range(0, len(wanted), _AT_ONCE):
        some = wanted[top : top + _AT_ONCE]
        rows = c.execute(select(t.article).where(t.article.c.seq.in_(some)).order_by(t.article.c.seq))
        found.update((row.seq, article_of(row)) for row in rows)
    return found


def article_of(row: Row[Any]) -> Article:
    return Article(
        id=row.id,
        text=row.text,
        file=row.file,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        author=row.author,
        published=date.fromisoformat(row.published) if row.published else None,
        language=row.language,
    )


def readings_of(c: Connection, seqs: Iterable[int]) -> dict[int, Reading]:
    """The readings as the reader gave them, by `seq`. Raises ValueError, KeyError or TypeError where one is damaged."""
    return _unpacked(c, seqs, unpack_reading)


def readings_with(c: Connection, seqs: Iterable[int], statements: Collection[str]) -> dict[int, Reading]:
    """As `readings_of`, with no more than these statements."""
    return _unpacked(c, seqs, lambda data, article: unpack_statements(data, article, statements))


def _unpacked(c: Connection, seqs: Iterable[int], unpacked: Callable[[bytes, Article], Reading]) -> dict[int, Reading]:
    articles = articles_of(c, seqs)
    found: dict[int, Reading] = {}
    wanted = list(articles)
    for top in range(0, len(wanted), _AT_ONCE):
        some = wanted[top : top + _AT_ONCE]
        rows = c.execute(select(t.reading.c.article, t.reading.c.data).where(t.reading.c.article.in_(some)))
        found.update((row.article, unpacked(row.data, articles[row.article])) for row in rows)
    return {seq: found[seq] for seq in sorted(found)}
