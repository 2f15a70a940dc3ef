"""Arithmetic of the calendar: weeks, months, seasons, holidays, and dates written in digits."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

# First month of each season in the northern half of the world, where most of the news that sayso reads is written.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
FAR = 9  # months: a month that is further ahead than this is more likely the one just over
FIRST_YEAR, LAST_YEAR = 1000, 3000
NEAR = 31  # days: a day and month without a year, told in the past tense, may lie this far ahead


class DayValue(NamedTuple):
    """A day read from digits; `day` is None where day and month could be either way round."""

    day: date | None
    clock: str = ""

    @staticmethod
    def make(year: int, month: int, day: int) -> date | None:
        """None for days that do not exist, and outside the years that news can be about."""
        if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
            return None
        return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def read_day(text: str, published: date | None) -> DayValue | None:
    """An ISO date or 11/27/2005; size and publication date decide which of the two numbers is the month."""
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    if "-" in text:
        day = DayValue.make(*numbers[:3])
        return DayValue(day, text.partition("T")[2]) if day else None
    first, second, year = numbers[:3]
    if "." in text:  # written so, the day comes first
        day = DayValue.make(year, second, first)
        return DayValue(day) if day else None
    if year < 100:
        year += 2000 if published is None or published.year % 100 >= year or year < 50 else 1900
    options = [d for d in (DayValue.make(year, first, second), DayValue.make(year, second, first)) if d]
    if not options:
        return None
    if len(set(options)) == 1:
        return DayValue(options[0])
    if published is None:
        return DayValue(None)
    return DayValue(min(options, key=lambda d: abs((d - published).days)))


def iso_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shift_months(year: int, month: int, steps: int) -> tuple[int, int]:
    """Raises ValueError outside the years 1 to 9999."""
    count = year * 12 + month - 1 + steps
    if not 12 <= count < 120000:
        raise ValueError("outside the calendar")
    return count // 12, count % 12 + 1


def nearest_year(known: date, month: int, day: int, past: bool, future: bool, weekday: int = 0) -> date | None:
    """The day and month in the year that fits publication date, weekday (1 to 7; 0: none given) and tense."""
    options = [
        d
        for y in (known.year - 1, known.year, known.year + 1)
        if (d := DayValue.make(max(1, min(y, 9999)), month, day))
    ]
    if weekday:
        options = [d for d in options if d.isoweekday() == weekday] or options
    if past:
        options = [d for d in options if (d - known).days <= NEAR] or options
    if future:
        options = [d for d in options if (known - d).days <= NEAR] or options
    return min(options, key=lambda d: (abs((d - known).days), d), default=None)


def month_of(known: date, month: int, rel: str | None, future: bool) -> tuple[int, int]:
    """The year of a month named alone."""
    if rel == "last":
        return (known.year if month < known.month else known.year - 1), month
    if rel == "next":
        return (known.year if month > known.month else known.year + 1), month
    if rel == "this":
        return known.year, month
    if future and (month - known.month) % 12 <= FAR:
        return (known.year if month >= known.month else known.year + 1), month
    return (known.year if month <= known.month else known.year - 1), month


def season_year(known: date, season: str, rel: str | None, past: bool) -> int:
    """The year of a season named alone; a winter has the year in which it starts."""
    first = SEASONS.get(season, 1)
    begun = known.month >= first
    if rel == "last":
        over = known.month >= first + 3 or (season == "WI" and begun)
        return known.year if over and season != "WI" else known.year - 1
    if rel == "next":
        return known.year + 1 if begun else known.year
    if rel == "this" and season != "WI":
        return known.year
    if season == "WI":
        return known.year if begun else known.year - 1
    return known.year if begun or not past else known.year - 1


def easter(year: int) -> date:
    """Sunday of the Western church (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def holiday(rule: str, year: int) -> date | None:
    """The day that a rule of data/times_holidays.tsv gives in `year`; None outside the years 1 to 9998."""
    if not 1 <= year <= 9998:
        return None
    if rule.startswith("E"):
        return easter(year) + timedelta(days=int(rule[1:]))
    body, _, plus = rule.partition("+")
    nth = re.fullmatch(r"(\d\d)-(-?\d)-(\d)", body)
    if nth:
        day = _nth_weekday(year, int(nth[1]), int(nth[2]), int(nth[3]))
    else:
        month, number = body.split("-")
        day = date(year, int(month), int(number))
    return day + timedelta(days=int(plus or 0))


def _nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)
