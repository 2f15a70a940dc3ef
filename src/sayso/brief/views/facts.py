"""Numbers and times, each with the statement that it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model import Quantity, Reading, RelationKind, Span, Statement, Time
from .. import wording
from .common import ArticleRef, Page, StatementRow
from .relations import Pair, pair

_DAY = re.compile(r"(\d{1,4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(.+))?$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYPARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime", "MI": "midday"}


@dataclass(frozen=True, slots=True)
class NumberRow:
    anchor: str
    words: str
    reads: str
    unit: str
    base: str
    derived: str
    article: ArticleRef
    said: StatementRow | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One value and everybody who gives it."""

    reads: str
    unit: str
    base: str
    derived: str
    rows: tuple[NumberRow, ...]


@dataclass(frozen=True, slots=True)
class NumberGroup:
    """Numbers that count or measure the same thing."""

    of: str
    articles: int
    total: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A time as written, and the statement that it stands in."""

    anchor: str
    words: str
    said: StatementRow | None
    article: ArticleRef


@dataclass(frozen=True, slots=True)
class Moment:
    """One point or span of time and the statements set in it; `published` are articles that came out then."""

    label: str
    value: str
    published: tuple[ArticleRef, ...]
    rows: tuple[TimeRow, ...]


def around(reading: Reading, span: Span) -> Statement | None:
    """The narrowest statement that the span stands in."""
    inside = [s for s in reading.statements if any(x.contains(span) for x in s.spans)]
    inside = inside or [s for s in reading.statements if s.extent.contains(span)]
    return min(inside, key=lambda s: s.hull.end - s.hull.start, default=None)


def number_groups(page: Page) -> list[NumberGroup]:
    """Groups that several articles share first."""
    found: dict[str, list[tuple[Quantity, NumberRow]]] = {}
    for reading in page.brief.readings:
        for n, quantity in enumerate(reading.quantities, 1):
            name = quantity.of or quantity.unit or quantity.role
            found.setdefault(name.casefold(), []).append((quantity, _number(page, reading, quantity, n)))
    groups = [_group(rows) for rows in found.values()]
    return sorted(groups, key=lambda g: (-g.articles, -g.total))


def _group(rows: list[tuple[Quantity, NumberRow]]) -> NumberGroup:
    first = rows[0][0]
    articles = len({row.article.id for _, row in rows})
    values: dict[tuple[str, str, str, str], list[NumberRow]] = {}
    for _, row in rows:
        values.setdefault((row.reads, row.unit, row.base, row.derived), []).append(row)
    figures = [Figure(*value, tuple(same)) for value, same in values.items()]
    figures.sort(key=lambda f: -len(f.rows))
    return NumberGroup(first.of or first.unit or first.role, articles, len(rows), tuple(figures))


def _number(page: Page, reading: Reading, q: Quantity, n: int) -> NumberRow:
    said = around(reading, q.span)
    return NumberRow(
        anchor=page.fact(q.article, "n", n),
        words=q.text,
        reads=wording.bounds(q.low, q.best, q.high, q.approximate),
        unit=q.unit or "",
        base=q.base or "",
        derived=q.derived or "",
        article=page.articles[q.article],
        said=page.rows[said.id] if said else None,
    )


def number_drift(page: Page) -> list[Pair]:
    drifts = [r for r in page.brief.links.relations if r.kind is RelationKind.NUMBER_DRIFT]
    return [p for r in drifts if (p := pair(page, r)) is not None]


def moments(page: Page) -> list[Moment]:
    """What is set on a known day, month, year or decade, in order, with the days on which the articles came out."""
    found: dict[str, list[TimeRow]] = {}
    published: dict[str, list[ArticleRef]] = {}
    for reading in page.brief.readings:
        ref = page.articles[reading.article.id]
        if ref.published:
            published.setdefault(ref.published, []).append(ref)
        for n, time in enumerate(reading.times, 1):
            if time.anchored and time.value and is_point(time):
                found.setdefault(time.value, []).append(_time(page, reading, time, n))
    values = sorted({*found, *published}, key=when)
    return [Moment(say_time(v), v, tuple(published.get(v, ())), tuple(found.get(v, ()))) for v in values]


def _time(page: Page, reading: Reading, time: Time, n: int) -> TimeRow:
    said = around(reading, time.span)
    return TimeRow(
        anchor=page.fact(time.article, "t", n),
        words=time.text,
        said=page.rows[said.id] if said else None,
        article=page.articles[time.article],
    )


def is_point(time: Time) -> bool:
    """A day, month, year or clock time; not a duration ("for two days") or a habit ("every Friday")."""
    return time.kind in ("DATE", "TIME") and not (time.value or "").startswith("P")


def when(value: str) -> tuple[str, str]:
    """Sorts TIMEX3 values by the time at which they start; those that are no calendar time come last."""
    start = value.split("/")[0]
    week = _WEEK.match(start)
    if week:
        month = min(12, 1 + int(week[2]) * 7 // 31)
        return (f"{week[1]}-{month:02}", value)
    day = _DAY.match(start.replace("X", "0"))
    if not day:
        return ("~", value)
    year = day[1].ljust(4, "0")
    return ("-".join([year, day[2] or "00", day[3] or "00"]) + f"T{day[4] or ''}", value)


def say_time(value: str) -> str:
    """A TIMEX3 value as people write it; the value itself where it has no plain form."""
    if "/" in value:
        return " to ".join(say_time(part) for part in value.split("/", 1))
    week = re.fullmatch(r"(\d{4})-W(\d\d)", value)
    if week:
        return f"week {int(week[2])} of {week[1]}"
    if re.fullmatch(r"\d{3}X?", value):
        return f"{value[:3]}0s"
    day = _DAY.fullmatch(value)
    if not day or len(day[1]) != 4 or not 1 <= int(day[2] or 1) <= 12:
        return value
    parts = [str(int(day[3])) if day[3] else "", _MONTHS[int(day[2]) - 1] if day[2] else "", day[1]]
    text = " ".join(p for p in parts if p)
    clock = _DAYPARTS.get(day[4] or "", (day[4] or "").replace("Z", " UTC"))
    return f"{text}, {clock}" if clock else text
