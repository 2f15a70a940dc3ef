"""Query -> statements of the ledger, the newest first. The work is bounded, however many articles there are.

Of a word that very many statements have, the newest are looked at, in the order of arrival; where filters leave too few of them, the
articles that the filters allow are looked through instead, the newest first. What was not looked at is said (`Found.more`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, or_, select, text

from ..model import LedgerError, UsageError
from . import schema as t
from .identity import fold
from .naming import full_id
from .query import Query, full_text, in_columns

MATCHES = 2_000  # statements with the words that are looked at before the articles are asked
ARTICLES = 3_000  # articles that are looked through
TOGETHER = 400  # articles of one question to the base
BEGIN, END = "\x02", "\x03"  # around the words found, in `Hit.marked`


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement; `narrated`: the article's own.

    `marked` is its text with BEGIN and END around the words looked for; `claims` are ids, with their labels.
    """

    statement: str
    article: str
    outlet: str
    published: str | None
    title: str
    source: str
    act: str
    certainty: str
    polarity: str
    narrated: bool
    text: str
    marked: str
    start: int
    end: int
    story: str | None
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`more` says whether there are, or may be, further hits."""

    hits: tuple[Hit, ...]
    more: bool


def search(c: Connection, query: Query, limit: int = 20) -> Found:
    """The newest `limit` statements that fit. Raises LedgerError where the query names no story of the ledger."""
    match = _match(query)
    if query.words.strip() and not full_text(query.words):
        raise UsageError(query.words, "there is no word in it to look for.", "Give letters or digits.")
    story = _story(c, query.story) if query.story else None
    rows, all_seen = _by_words(c, match, query, story, limit + 1) if match else ([], False)
    if not all_seen and len(rows) <= limit:
        rows, all_seen = _by_articles(c, match, query, story, limit + 1)
    return Found(_hits(c, rows[:limit], match), len(rows) > limit or not all_seen)


def _match(query: Query) -> str:
    wanted = [in_columns("text", full_text(query.words)), in_columns("source", full_text(query.speaker or ""))]
    return " AND ".join(f"({w})" if len([x for x in wanted if x]) > 1 else w for w in wanted if w)


def _story(c: Connection, named: str) -> int:
    """The number of the story that `named` is, or has become part of."""
    number = story_number(c, full_id(c, named))
    if number is None:
        raise LedgerError(named, "the ledger holds no such story.", "`sayso story` lists them.")
    return number


def story_number(c: Connection, named: str) -> int | None:
    """Of a story's id, also one whose story became part of another: where the article that founded it is now."""
    founder = select(t.member.c.story).join(t.article, t.article.c.seq == t.member.c.article)
    return c.execute(founder.where(t.article.c.id == "a" + named[1:])).scalar() if named[:1] == "s" else None


def _by_words(c: Connection, match: str, query: Query, story: int | None, most: int) -> tuple[list[int], bool]:
    """Rows that fit among the newest with the words, and whether these were all."""
    newest = text("SELECT rowid FROM statement_words WHERE statement_words MATCH :m ORDER BY rowid DESC LIMIT :n")
    rows = list(c.execute(newest, {"m": match, "n": MATCHES}).scalars())
    kept: list[int] = []
    for top in range(0, len(rows), TOGETHER):
        kept += _fitting(c, rows[top : top + TOGETHER], query, story)
        if len(kept) >= most:
            return kept[:most], True
    return kept, len(rows) < MATCHES


def _fitting(c: Connection, rows: Sequence[int], query: Query, story: int | None) -> list[int]:
    conditions = [*_of_statements(query), *of_articles(query, story)]
    if not conditions:
        return list(rows)
    asked = _joined(select(t.statement.c.row)).where(t.statement.c.row.in_(rows), *conditions)
    return list(c.execute(asked.order_by(t.statement.c.row.desc())).scalars())


def _by_articles(c: Connection, match: str, query: Query, story: int | None, most: int) -> tuple[list[int], bool]:
    """Rows that fit in the newest articles that fit, and whether these were all."""
    seqs = _articles(c, query, story)
    kept: list[int] = []
    for first, last in _stretches(seqs[:ARTICLES]):
        low, high = first * t.ROWS, (last + 1) * t.ROWS
        if match:
            within = text(
                "SELECT rowid FROM statement_words WHERE statement_words MATCH :m AND rowid >= :low AND rowid < :high"
                " ORDER BY rowid DESC LIMIT :n"
            )
            rows = list(c.execute(within, {"m": match, "low": low, "high": high, "n": MATCHES}).scalars())
            kept += [
                r
                for top in range(0, len(rows), TOGETHER)
                for r in _fitting(c, rows[top : top + TOGETHER], query, story)
            ]
        else:
            asked = _joined(select(t.statement.c.row)).where(t.statement.c.row >= low, t.statement.c.row < high)
            asked = asked.where(*_of_statements(query), *of_articles(query, story))
            kept += c.execute(asked.order_by(t.statement.c.row.desc()).limit(most)).scalars()
        if len(kept) >= most:
            return kept[:most], True
    return kept, len(seqs) <= ARTICLES


def _articles(c: Connection, query: Query, story: int | None) -> list[int]:
    """Articles that the filters allow, the newest arrivals first, one more than are looked through."""
    asked = select(t.article.c.seq)
    if story is not None:
        asked = asked.join(t.member, t.member.c.article == t.article.c.seq)
    asked = asked.where(*of_articles(query, story))
    if query.place:
        asked = asked.where(t.article.c.seq.in_(select(t.place.c.article).where(_is_place(query.place))))
    if query.when:
        asked = asked.where(t.article.c.seq.in_(select(t.time.c.article).where(_is_time(query.when))))
    if query.status:
        told = select(t.claim_statement.c.row // t.ROWS).join(t.claim, t.claim.c.id == t.claim_statement.c.claim)
        newest = told.where(t.claim.c.status == str(query.status)).order_by(t.claim_statement.c.row.desc())
        asked = asked.where(t.article.c.seq.in_(newest.limit(MATCHES * 10)))
    return list(c.execute(asked.order_by(t.article.c.seq.desc()).limit(ARTICLES + 1)).scalars())


def _stretches(seqs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbours in the descending `seqs`, as (first, last), of at most TOGETHER articles."""
    begin = None
    for n, seq in enumerate(seqs):
        begin = seq if begin is None else begin
        ends = n + 1 == len(seqs) or seqs[n + 1] != seq - 1 or begin - seq + 1 >= TOGETHER
        if ends:
            yield seq, begin
            begin = None


def _joined(asked: Select[Any]) -> Select[Any]:
    """Statements beside their articles and stories."""
    return (
        asked.select_from(t.statement)
        .join(t.article, t.article.c.seq == t.statement.c.row // t.ROWS)
        .outerjoin(t.member, t.member.c.article == t.article.c.seq)
    )


def of_articles(query: Query, story: int | None) -> list[Any]:
    found: list[Any] = []
    if story is not None:
        found.append(t.member.c.story == story)
    if query.outlet:
        found.append(t.article.c.outlet.ilike(f"%{_plain(query.outlet)}%", escape="!"))
    if query.since:
        found.append(t.article.c.published >= query.since.isoformat())
    if query.until:
        found.append(t.article.c.published <= query.until.isoformat())
    return found


def _of_statements(query: Query) -> list[Any]:
    found: list[Any] = []
    if query.certainty:
        found.append(t.statement.c.certainty == str(query.certainty))
    for table, condition in (
        (t.place, _is_place(query.place) if query.place else None),
        (t.time, _is_time(query.when) if query.when else None),
    ):
        if condition is not None:
            inside = and_(
                table.c.article == t.statement.c.row // t.ROWS,
                table.c.start >= t.statement.c.start,
                table.c.end <= t.statement.c.end,
            )
            found.append(exists().where(inside, condition).correlate(t.statement))
    if query.status:
        told = and_(t.claim_statement.c.row == t.statement.c.row, t.claim.c.id == t.claim_statement.c.claim)
        found.append(exists().where(told, t.claim.c.status == str(query.status)).correlate(t.statement))
    return found


def _is_place(name: str) -> Any:
    """Places of that name, or in the country of that name."""
    from ..read.countries import lookup

    country = lookup(name)
    named = t.place.c.key == fold(name)
    return or_(named, t.place.c.country == country.iso2) if country else named


def _is_time(value: str) -> Any:
    return t.time.c.value.like(f"{_plain(value)}%", escape="!")


def _plain(words: str) -> str:
    """For LIKE: no sign of it stands for anything but itself."""
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _hits(c: Connection, rows: Sequence[int], match: str) -> tuple[Hit, ...]:
    if not rows:
        return ()
    asked = _joined(select(t.statement, t.article, t.story.c.id.label("story_id")))
    asked = asked.outerjoin(t.story, t.story.c.n == t.member.c.story).where(t.statement.c.row.in_(rows))
    told = select(t.claim_statement.c.row, t.claim.c.id, t.claim.c.label).join(
        t.claim, t.claim.c.id == t.claim_statement.c.claim
    )
    claims: dict[int, list[tuple[str, str]]] = {}
    for row, claim, label in c.execute(told.where(t.claim_statement.c.row.in_(rows)).order_by(t.claim.c.id)):
        claims.setdefault(row, []).append((claim, label))
    marked = _marked(c, rows, match) if match else {}
    found = {r.row: _hit(r, claims.get(r.row, ()), marked.get(r.row)) for r in c.execute(asked)}
    return tuple(found[row] for row in rows if row in found)


def _marked(c: Connection, rows: Sequence[int], match: str) -> dict[int, str]:
    """Texts with the words found marked."""
    places = ", ".join(str(int(r)) for r in rows)
    asked = text(
        f"SELECT rowid, highlight(statement_words, 0, :begin, :end) FROM statement_words"
        f" WHERE statement_words MATCH :m AND rowid IN ({places})"
    )
    return {int(row): str(words) for row, words in c.execute(asked, {"m": match, "begin": BEGIN, "end": END})}


def _hit(r: Any, claims: Sequence[tuple[str, str]], marked: str | None) -> Hit:
    words = r._mapping[t.statement.c.text]
    return Hit(
        statement=r._mapping[t.statement.c.id],
        article=r._mapping[t.article.c.id],
        outlet=r.outlet or "",
        published=r.published,
        title=r.title or "",
        source=r.source,
        act=r.act,
        certainty=r.certainty,
        polarity=r.polarity,
        narrated=r.source_kind == "narrator",
        text=words,
        marked=marked or words,
        start=r.start,
        end=r.end,
        story=r.story_id,
        claims=tuple(claims),
    )
