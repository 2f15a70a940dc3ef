"""Phrases that name a weekend, week, month, season, quarter, year, decade or century -> TIMEX3 values."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .times_anchor import Tense
from .times_calendar import month_of, season_year, shift_months
from .times_counts import unit_suffix
from .times_grammar import Phrase
from .times_meaning import (
    Context,
    Meaning,
    in_month,
    in_week,
    in_year,
    length,
    on_day,
    published_day,
    relation,
    unresolved,
)

AHEAD = 4  # months: a quarter nearer than that may well be meant by what is only announced

# Weeks, months, quarters, years


def mean_relative(phrase: Phrase, context: Context) -> Meaning | None:
    unit = phrase.one("u") or ""
    pre = [t.word for t in phrase.parts.get("pre", [])]
    article = "t" in phrase.parts or "the" in pre
    words = set(pre)
    rel = relation(phrase, "pre") if words & MOVING else "this"
    if phrase.parts["u"][0].word.endswith("s") and phrase.parts["u"][0].word not in ("centuries",):
        return _several(words, rel or "this", unit)
    if unit == "D" and words & {"all", "whole", "entire", "full"}:
        return None  # how long, not when
    if unit == "D" and not words & MOVING:
        return _this_day(context)
    if unit in ("TH", "TM", "TS"):
        return unresolved("TIME", "counted from a moment", "the text does not give it")
    if "past" in words and "this" not in words and unit != "Q":
        return length(unit_suffix("1", unit))
    narrative = bool(words & {"following", "same", "that", "previous", "preceding", "subsequent", "ensuing"})
    narrative = narrative or (unit == "D" and article)
    narrative = narrative or ("X" in {t.cls for t in phrase.parts.get("pre", [])} and context.near and unit == "Y")
    step = {"last": -1, "next": 1}.get(rel or "", 0)
    if unit == "WE" and "this" in words and rel == "this" and _is_over(context):
        step = -1
    return shifted(unit, step, context, narrative)


def _is_over(context: Context) -> bool:
    """Whether "this weekend" is the one before: told of as past, in the first days of a week."""
    known = context.published.day
    return known is not None and context.tense is Tense.PAST and known.isoweekday() < 4


MOVING = frozenset(
    (
        "last",
        "past",
        "previous",
        "preceding",
        "latest",
        "next",
        "coming",
        "following",
        "upcoming",
        "ensuing",
        "subsequent",
        "this",
        "current",
        "that",
        "same",
    )
)


def _several(words: set[str], rel: str, unit: str) -> Meaning | None:
    if words & {"that", "this", "those", "these", "same"} or words <= {"all", "whole", "entire", "full", "the"}:
        return None
    return length(unit_suffix("X", unit))


def _this_day(context: Context) -> Meaning:
    """ "later in the day": the day told of, else that of publication."""
    if context.day is not None and context.near:
        return on_day(context.day)
    known = published_day(context)
    return on_day(known) if known else unresolved("DATE", "a day told of before")


def shifted(unit: str, step: int, context: Context, narrative: bool) -> Meaning:
    base: date | None = None
    reason = ""
    if narrative:
        base, precise = _told(context)
        if base is not None and unit in ("D", "W", "WE") and not precise:
            base = None
        if base is None and not (step == -1 and unit in ("Y", "M", "Q") and context.published.day):
            return unresolved("DATE", "counted from another date", "the text gives none near it")
        reason = "counted from the nearest date in the text" if base else ""
    if base is None:
        base = published_day(context)
    if base is None:
        return unresolved("DATE", "counted from the publication date")
    meaning = _move(base, unit, step)
    meaning.reason = reason
    return meaning


def _told(context: Context) -> tuple[date | None, bool]:
    """The nearest earlier date of the text, and whether it is a day."""
    if not context.near:
        return None, False
    if context.day is not None:
        return context.day, True
    if context.month is not None:
        return date(context.month[0], context.month[1], 1), False
    if context.year is not None and 1 <= context.year <= 9990:
        return date(context.year, 1, 1), False
    return None, False


def _move(base: date, unit: str, step: int) -> Meaning:
    if unit == "D":
        return on_day(base + timedelta(days=step))
    if unit == "W":
        return in_week(base + timedelta(days=7 * step))
    if unit == "2W":
        return in_week(base + timedelta(days=14 * step))
    if unit == "WE":
        # Monday's "the weekend" is the one just over; Friday's is the one to come or the last, by the tense.
        return in_week(base + timedelta(days=7 * step), "-WE")
    if unit == "M":
        return in_month(*shift_months(base.year, base.month, step))
    if unit == "Q":
        year, month = shift_months(base.year, base.month, 3 * step)
        return Meaning("DATE", f"{year:04d}-Q{(month + 2) // 3}", True, year=year)
    if unit == "DE":
        return Meaning("DATE", str((base.year + 10 * step) // 10), True)
    if unit == "CE":
        return Meaning("DATE", str((base.year + 100 * step) // 100), True)
    return in_year(base.year + step)


def mean_the(phrase: Phrase, context: Context) -> Meaning | None:
    unit = phrase.one("u") or ""
    if phrase.parts["u"][0].word.endswith("s"):
        return length(unit_suffix("X", unit)) if "dir" not in phrase.parts else None
    if unit == "WE":
        known = published_day(context)
        if known is None:
            return unresolved("DATE", "weekend only")
        if context.tense is Tense.FUTURE or known.isoweekday() >= 6:
            return in_week(known, "-WE")
        return in_week(known - timedelta(days=7), "-WE")
    if "dir" in phrase.parts and unit in ("D", "W", "M", "Y"):
        step = 1 if phrase.parts["dir"][0].cls == "8" else -1
        return shifted(unit, step, context, True)
    return None


def mean_year_end(phrase: Phrase, context: Context) -> Meaning:
    return shifted("Y", 0, context, False)


def mean_month(phrase: Phrase, context: Context) -> Meaning | None:
    month = int(phrase.one("m") or 1)
    year = phrase.one("y")
    if year:
        return in_month(int(year), month)
    known = published_day(context)
    if known is None:
        return unresolved("DATE", "month only")
    rel, post = relation(phrase, "pre"), relation(phrase, "post")
    if post:
        return in_month(known.year + {"last": -1, "next": 1}.get(post, 0), month)
    return in_month(*month_of(known, month, rel, context.tense is Tense.FUTURE))


def mean_season(phrase: Phrase, context: Context) -> Meaning:
    season = phrase.one("s") or ""
    year = phrase.one("y")
    if year:
        return Meaning("DATE", f"{int(year):04d}-{season}", True, year=int(year))
    known = published_day(context)
    if known is None:
        return unresolved("DATE", "season only")
    rel, post = relation(phrase, "pre"), relation(phrase, "post")
    if phrase.one("pre") == "the":
        rel = None
    found = season_year(known, season, rel, context.tense is Tense.PAST)
    if post:
        found = known.year + {"last": -1, "next": 1}.get(post, 0)
    return Meaning("DATE", f"{found:04d}-{season}", True, year=found)


def mean_quarter(phrase: Phrase, context: Context) -> Meaning | None:
    short, nth = phrase.one("q"), phrase.parts.get("n")
    if short:
        number = int(short[1])
    elif nth and nth[0].cls == "<":
        if "y" not in phrase.parts and "post" not in phrase.parts:
            return shifted("Q", -1, context, False)
        number = 4
    else:
        number = int(phrase.one("n") or 0)
    if not 1 <= number <= 4:
        return None
    year = _year_of(phrase, context, 3 * number - 2)
    if year is None:
        return unresolved("DATE", "quarter only")
    return Meaning("DATE", f"{year:04d}-Q{number}", True, year=year)


def _year_of(phrase: Phrase, context: Context, month: int) -> int | None:
    """The year of a quarter or half-year that starts with `month`: one far ahead is that of the year before, unless told of
    as to come ("fourth-quarter profit rose", in March)."""
    if "y" in phrase.parts:
        return int(phrase.one("y") or 0)
    known = published_day(context)
    if known is None:
        return None
    if "post" not in phrase.parts and context.tense is not Tense.FUTURE and month > known.month + AHEAD:
        return known.year - 1
    return known.year + {"last": -1, "next": 1}.get(relation(phrase, "post") or "", 0)


def mean_half_year(phrase: Phrase, context: Context) -> Meaning | None:
    number = 2 if phrase.parts["n"][0].cls == "<" else int(phrase.one("n") or 0)
    year = _year_of(phrase, context, 6 * number - 5)
    if number not in (1, 2):
        return None
    return Meaning("DATE", f"{year:04d}-H{number}", True, year=year) if year else unresolved("DATE", "half-year only")


def mean_year(phrase: Phrase, context: Context) -> Meaning:
    return in_year(int(phrase.one("y") or 0))


def mean_years(phrase: Phrase, context: Context) -> Meaning | None:
    first, text = int(phrase.one("y") or 0), phrase.parts["y2"][0].word
    if not text.isdigit() or len(text) not in (2, 4):
        return None
    last = int(text) if len(text) == 4 else first - first % 100 + int(text)
    if not first < last < first + 200:
        return None
    return Meaning("DATE", f"{first:04d}/{last:04d}", True, year=last)


def mean_fiscal(phrase: Phrase, context: Context) -> Meaning:
    number = "".join(re.findall(r"\d", phrase.one("fy") or phrase.one("y") or phrase.one("y3") or ""))
    year = int(number) + (2000 if len(number) == 2 else 0)
    return Meaning("DATE", f"FY{year:04d}", True, year=year)


def mean_decade(phrase: Phrase, context: Context) -> Meaning | None:
    digits = "".join(c for c in phrase.one("s") or "" if c.isdigit())
    if len(digits) == 2:
        known = context.published.day
        digits = ("20" if int(digits) < 30 and known and known.year % 100 > int(digits) else "19") + digits
    return Meaning("DATE", digits[:3], True)


def mean_century(phrase: Phrase, context: Context) -> Meaning | None:
    number = sum(int(t.value) for t in phrase.parts["n"] if t.value.isdigit())
    return Meaning("DATE", f"{number - 1:02d}", True) if number else None
