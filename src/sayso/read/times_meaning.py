"""What the rules of meaning share: the meaning of a phrase, what is known where it stands, small makers of meanings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from .times_anchor import Publication, Tense
from .times_calendar import iso_week
from .times_grammar import Phrase

NO_DAY = "the publication date is unknown"


@dataclass(slots=True)
class Meaning:
    """`kind` and `value` of a TIMEX3; `day`, `month` or `year` is what later phrases may be counted from."""

    kind: str
    value: str | None
    anchored: bool
    reason: str = ""
    day: date | None = None
    month: tuple[int, int] | None = None
    year: int | None = None


@dataclass(slots=True)
class Context:
    """What is known where a phrase stands. `day`, `month`, `year` come from the nearest earlier date of the text."""

    published: Publication
    tense: Tense = Tense.UNKNOWN
    day: date | None = None
    month: tuple[int, int] | None = None
    year: int | None = None
    clock_day: date | None = None  # the nearest earlier day, told of before a month or year that came in between or not
    near: bool = False  # the nearest earlier date stands in the same paragraph or the one before
    explicit: bool = False  # it was written out or counted from the publication date
    headline: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def past(self) -> bool:
        return self.tense is not Tense.FUTURE


def unresolved(kind: str, what: str, why: str = NO_DAY) -> Meaning:
    return Meaning(kind, None, False, f"{what}; {why}")


def length(value: str, kind: str = "DURATION") -> Meaning:
    return Meaning(kind, value, False, "a length of time" if kind == "DURATION" else "a repeated time")


def on_day(day: date, reason: str = "") -> Meaning:
    return Meaning("DATE", day.isoformat(), True, reason, day=day, month=(day.year, day.month), year=day.year)


def shifted_day(meaning: Meaning, days: int) -> Meaning:
    """The same, so many days later; a meaning without a day stays."""
    if meaning.day is None or meaning.value is None or (date.max - meaning.day).days < days:
        return meaning
    later = on_day(meaning.day + timedelta(days=days), meaning.reason)
    later.kind, later.value = meaning.kind, (later.value or "") + meaning.value[10:]
    return later


def in_month(year: int, month: int, reason: str = "") -> Meaning:
    return Meaning("DATE", f"{year:04d}-{month:02d}", True, reason, month=(year, month), year=year)


def in_year(year: int, reason: str = "") -> Meaning:
    return Meaning("DATE", f"{year:04d}", True, reason, year=year)


def in_week(day: date, suffix: str = "") -> Meaning:
    return Meaning("DATE", iso_week(day) + suffix, True, "", year=day.year)


def published_day(context: Context) -> date | None:
    context.notes.append("published")
    return context.published.day


def relation(phrase: Phrase, name: str) -> str | None:
    """last, next or this, by the words of a part."""
    got = phrase.parts.get(name)
    if not got:
        return None
    classes = "".join(t.cls for t in got)
    if "<" in classes:
        return "last"
    return "next" if ">" in classes else "this"


def with_part(meaning: Meaning, phrase: Phrase) -> Meaning:
    part = phrase.one("p")
    if part and meaning.day is not None:
        meaning.kind, meaning.value = "TIME", meaning.day.isoformat() + suffix(part)
    return meaning


def suffix(part: str) -> str:
    return part if part.startswith("T") else "T" + part
