"""Phrases -> TIMEX3 values: what each rule of the grammar means, given what it is counted from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from .times_anchor import Publication, Tense
from .times_calendar import (
    DayValue,
    holiday,
    iso_week,
    month_of,
    nearest_year,
    read_day,
    season_year,
    shift_months,
)
from .times_counts import count, duration, unit_suffix
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


def in_month(year: int, month: int, reason: str = "") -> Meaning:
    return Meaning("DATE", f"{year:04d}-{month:02d}", True, reason, month=(year, month), year=year)


def in_year(year: int, reason: str = "") -> Meaning:
    return Meaning("DATE", f"{year:04d}", True, reason, year=year)


def in_week(day: date, suffix: str = "") -> Meaning:
    return Meaning("DATE", iso_week(day) + suffix, True, "", year=day.year)


def resolve(phrase: Phrase, context: Context) -> Meaning | None:
    """The meaning of a phrase, or None where it turns out to be no time at all."""
    meaning = MEANINGS[phrase.rule](phrase, context)
    if meaning is None:
        return None
    if phrase.clock is not None:
        meaning = _with_clock(meaning, phrase.clock)
    if meaning.anchored and context.published.note and "published" in context.notes:
        meaning.reason = meaning.reason or context.published.note
    return meaning


def _published(context: Context) -> date | None:
    context.notes.append("published")
    return context.published.day


# Days


def _iso(phrase: Phrase, context: Context) -> Meaning | None:
    got = read_day(phrase.one("iso") or "", context.published.day)
    if got is None:
        return None
    if got.day is None:
        return Meaning("DATE", None, False, "day and month could be either way round")
    meaning = on_day(got.day)
    if got.clock:
        meaning.kind, meaning.value = "TIME", f"{got.day.isoformat()}T{got.clock}"
    return meaning


def _date(phrase: Phrase, context: Context) -> Meaning | None:
    month, day = int(phrase.one("m") or 0), int(phrase.one("d") or 0)
    year = _written_year(phrase, context)
    if year is not None:
        made = DayValue.make(year, month, day)
        return on_day(made) if made else None
    if DayValue.make(2000, month, day) is None:
        return None
    known = _published(context)
    if known is None:
        if context.near and context.year is not None and context.explicit:
            made = DayValue.make(context.year, month, day)
            return on_day(made, "year of the nearest date in the text") if made else None
        return unresolved("DATE", "day and month only")
    made = nearest_year(known, month, day, context.tense is Tense.PAST, context.tense is Tense.FUTURE)
    return on_day(made) if made else None


def _written_year(phrase: Phrase, context: Context) -> int | None:
    year = phrase.one("y")
    if year:
        return int(year)
    short = phrase.one("short")
    if short:
        known = context.published.day
        guess = 2000 + int(short)
        if known is None or abs(known.year - guess) < 15:
            return guess
    return None


def _days(phrase: Phrase, context: Context) -> Meaning | None:
    first = _date(phrase, context)
    if first is None or first.day is None:
        return first
    last = DayValue.make(first.day.year, first.day.month, int(phrase.one("d2") or 0))
    if last is None or last <= first.day:
        return None
    return Meaning("DATE", f"{first.value}/{last.isoformat()}", True, first.reason, day=last, year=last.year)


def _weekday(phrase: Phrase, context: Context) -> Meaning:
    known = _published(context)
    if known is None:
        return unresolved("DATE", "weekday only")
    target = int(phrase.one("w") or 1)
    rel = _relation(phrase, "pre")
    post = _relation(phrase, "post")
    if post:
        step = {"last": -7, "next": 7}.get(post, 0)
        monday = known - timedelta(days=known.isoweekday() - 1) + timedelta(days=step)
        return _with_part(on_day(monday + timedelta(days=target - 1)), phrase)
    back = (known.isoweekday() - target) % 7
    ahead = (target - known.isoweekday()) % 7
    if rel == "last":
        day = known - timedelta(days=back or 7)
    elif rel == "next":
        day = known + timedelta(days=ahead or 7)
    elif context.tense is Tense.FUTURE:
        day = known + timedelta(days=ahead)
    else:
        day = known - timedelta(days=back)
    return _with_part(on_day(day), phrase)


def _relation(phrase: Phrase, name: str) -> str | None:
    """last, next or this, by the words of a part."""
    got = phrase.parts.get(name)
    if not got:
        return None
    classes = "".join(t.cls for t in got)
    if "<" in classes:
        return "last"
    return "next" if ">" in classes else "this"


def _with_part(meaning: Meaning, phrase: Phrase) -> Meaning:
    part = phrase.one("p")
    if part and meaning.day is not None:
        meaning.kind, meaning.value = "TIME", meaning.day.isoformat() + _suffix(part)
    return meaning


def _suffix(part: str) -> str:
    return part if part.startswith("T") else "T" + part


def _deictic(phrase: Phrase, context: Context) -> Meaning:
    known = _published(context)
    word = phrase.one("t") or "0"
    if known is None:
        return unresolved("DATE", "counted from the publication date")
    night = word == "NI"
    offset = 0 if night else int(word)
    if "t2" in phrase.parts:
        offset += -1 if phrase.parts["t2"][0].cls == "7" else 1
    if night and context.published.hour is not None and context.published.hour < 6:
        offset -= 1
    meaning = on_day(known + timedelta(days=offset))
    if night:
        meaning.kind, meaning.value = "TIME", f"{meaning.value}TNI"
        return meaning
    return _with_part(meaning, phrase)


def _part(phrase: Phrase, context: Context) -> Meaning | None:
    part = phrase.one("p") or phrase.one("P") or ""
    rel = _relation(phrase, "pre")
    words = [t.word for t in phrase.parts.get("pre", [])]
    following = {"next", "following", "same", "that", "previous"} & set(words)
    if following and ("the" in words or "that" in words or phrase.one("pre") != "next"):
        return _counted_part(part, words, context)
    if rel == "this" and "the" not in words and words != ["the"]:
        return _from_publication(part, 0, context)
    if rel == "last" and words[0] in ("last", "this"):
        return _from_publication(part, -1, context)
    if part in ("T12:00", "T24:00") and not context.near:
        return Meaning("TIME", part, False, "a time of day; the day is not given")
    if context.day is not None and context.near:
        return _part_of(context.day, part)
    if part.startswith("T1") or part.startswith("T2"):
        return Meaning("TIME", part, False, "a time of day; the day is not given")
    return unresolved("TIME", "part of a day only", "the day is not given")


def _counted_part(part: str, words: list[str], context: Context) -> Meaning:
    if context.day is None or not context.near:
        return unresolved("TIME", "counted from another day", "the text gives no day near it")
    step = 0 if {"same", "that"} & set(words) else -1 if "previous" in words else 1
    return _part_of(context.day + timedelta(days=step), part)


def _from_publication(part: str, step: int, context: Context) -> Meaning:
    known = _published(context)
    if known is None:
        return unresolved("TIME", "counted from the publication date")
    return _part_of(known + timedelta(days=step), part)


def _part_of(day: date, part: str) -> Meaning:
    meaning = on_day(day)
    meaning.kind, meaning.value = "TIME", day.isoformat() + _suffix(part)
    return meaning


# Weeks, months, quarters, years


def _relative(phrase: Phrase, context: Context) -> Meaning | None:
    unit = phrase.one("u") or ""
    pre = [t.word for t in phrase.parts.get("pre", [])]
    article = "t" in phrase.parts or "the" in pre
    words = set(pre)
    rel = _relation(phrase, "pre") if words & MOVING else "this"
    if phrase.parts["u"][0].word.endswith("s") and phrase.parts["u"][0].word not in ("centuries",):
        return _several(words, rel or "this", unit)
    if unit == "D" and not words & MOVING:
        return _this_day(context)
    if unit in ("TH", "TM", "TS"):
        return unresolved("TIME", "counted from a moment", "the text does not give it")
    if "past" in words and "this" not in words and unit != "Q":
        return length(unit_suffix("1", unit))
    narrative = bool(words & {"following", "same", "that", "previous", "preceding", "subsequent", "ensuing"})
    narrative = narrative or (unit == "D" and article)
    step = {"last": -1, "next": 1}.get(rel or "", 0)
    return _shifted(unit, step, context, narrative)


MOVING = frozenset(
    "last past previous preceding latest next coming following upcoming ensuing subsequent this current that same".split()
)


def _several(words: set[str], rel: str, unit: str) -> Meaning | None:
    if words & {"that", "this", "those", "these", "same"} or words <= {"all", "whole", "entire", "full", "the"}:
        return None
    return length(unit_suffix("X", unit))


def _this_day(context: Context) -> Meaning:
    """ "later in the day": the day told of, else that of publication."""
    if context.day is not None and context.near:
        return on_day(context.day)
    known = _published(context)
    return on_day(known) if known else unresolved("DATE", "a day told of before")


def _shifted(unit: str, step: int, context: Context, narrative: bool) -> Meaning:
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
        base = _published(context)
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


def _the(phrase: Phrase, context: Context) -> Meaning | None:
    unit = phrase.one("u") or ""
    if phrase.parts["u"][0].word.endswith("s"):
        return length(unit_suffix("X", unit)) if "dir" not in phrase.parts else None
    if unit == "WE":
        known = _published(context)
        if known is None:
            return unresolved("DATE", "weekend only")
        if context.tense is Tense.FUTURE or known.isoweekday() >= 6:
            return in_week(known, "-WE")
        return in_week(known - timedelta(days=7), "-WE")
    if "dir" in phrase.parts and unit in ("D", "W", "M", "Y"):
        step = -1 if phrase.parts["dir"][0].cls == "7" else 1
        return _shifted(unit, step, context, True)
    return None


def _year_end(phrase: Phrase, context: Context) -> Meaning:
    return _shifted("Y", 0, context, False)


def _month(phrase: Phrase, context: Context) -> Meaning | None:
    month = int(phrase.one("m") or 1)
    year = phrase.one("y")
    if year:
        return in_month(int(year), month)
    known = _published(context)
    if known is None:
        return unresolved("DATE", "month only")
    rel, post = _relation(phrase, "pre"), _relation(phrase, "post")
    if post:
        return in_month(known.year + {"last": -1, "next": 1}.get(post, 0), month)
    return in_month(*month_of(known, month, rel, context.tense is Tense.FUTURE))


def _season(phrase: Phrase, context: Context) -> Meaning:
    season = phrase.one("s") or ""
    year = phrase.one("y")
    if year:
        return Meaning("DATE", f"{int(year):04d}-{season}", True, year=int(year))
    known = _published(context)
    if known is None:
        return unresolved("DATE", "season only")
    rel, post = _relation(phrase, "pre"), _relation(phrase, "post")
    if phrase.one("pre") == "the":
        rel = None
    if post:
        found = known.year + {"last": -1, "next": 1}.get(post, 0)
    else:
        found = season_year(known, season, rel, context.tense is Tense.PAST)
    return Meaning("DATE", f"{found:04d}-{season}", True, year=found)


def _quarter(phrase: Phrase, context: Context) -> Meaning | None:
    short, nth = phrase.one("q"), phrase.parts.get("n")
    if short:
        number = int(short[1])
    elif nth and nth[0].cls == "<":
        if "y" not in phrase.parts and "post" not in phrase.parts:
            return _shifted("Q", -1, context, False)
        number = 4
    else:
        number = int(phrase.one("n") or 0)
    if not 1 <= number <= 4:
        return None
    year = _year_of(phrase, context)
    if year is None:
        return unresolved("DATE", "quarter only")
    return Meaning("DATE", f"{year:04d}-Q{number}", True, year=year)


def _year_of(phrase: Phrase, context: Context) -> int | None:
    if "y" in phrase.parts:
        return int(phrase.one("y") or 0)
    known = _published(context)
    if known is None:
        return None
    return known.year + {"last": -1, "next": 1}.get(_relation(phrase, "post") or "", 0)


def _half_year(phrase: Phrase, context: Context) -> Meaning | None:
    number = 2 if phrase.parts["n"][0].cls == "<" else int(phrase.one("n") or 0)
    year = _year_of(phrase, context)
    if number not in (1, 2):
        return None
    return Meaning("DATE", f"{year:04d}-H{number}", True, year=year) if year else unresolved("DATE", "half-year only")


def _year(phrase: Phrase, context: Context) -> Meaning:
    return in_year(int(phrase.one("y") or 0))


def _years(phrase: Phrase, context: Context) -> Meaning | None:
    first, text = int(phrase.one("y") or 0), phrase.parts["y2"][0].word
    if not text.isdigit() or len(text) not in (2, 4):
        return None
    last = int(text) if len(text) == 4 else first - first % 100 + int(text)
    if not first < last < first + 200:
        return None
    return Meaning("DATE", f"{first:04d}/{last:04d}", True, year=last)


def _fiscal(phrase: Phrase, context: Context) -> Meaning:
    number = "".join(re.findall(r"\d", phrase.one("fy") or phrase.one("y") or phrase.one("y3") or ""))
    year = int(number) + (2000 if len(number) == 2 else 0)
    return Meaning("DATE", f"FY{year:04d}", True, year=year)


def _decade(phrase: Phrase, context: Context) -> Meaning | None:
    digits = "".join(c for c in phrase.one("s") or "" if c.isdigit())
    if len(digits) == 2:
        known = context.published.day
        digits = ("20" if int(digits) < 30 and known and known.year % 100 > int(digits) else "19") + digits
    return Meaning("DATE", digits[:3], True)


def _century(phrase: Phrase, context: Context) -> Meaning | None:
    number = count(phrase.parts["n"])
    return Meaning("DATE", f"{int(number) - 1:02d}", True) if number and number.isdigit() else None


# Lengths and repetitions


def _duration(phrase: Phrase, context: Context) -> Meaning | None:
    number, unit = count(phrase.parts["n"]), phrase.one("u") or ""
    if phrase.parts["u"][0].cls == "R":
        unit = "TS"
    if number is None:
        return None
    direction = phrase.parts.get("dir")
    if not direction:
        return duration(number, unit) and length(duration(number, unit) or "")
    if direction[0].cls == "g":
        return _away(number, unit, -1, context, False)
    if direction[0].cls == "f":
        return _away(number, unit, 1, context, False)
    return _away(number, unit, -1 if direction[0].cls == "2" else 1, context, True)


def _away(number: str, unit: str, sign: int, context: Context, narrative: bool) -> Meaning:
    """A number of units before or after a date."""
    if unit == "TH" and number.isdigit() and int(number) % 24 == 0:
        number, unit = str(int(number) // 24), "D"
    if number == "X" and not narrative:
        return Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", False, "no exact length is given")
    if number == "X":
        return unresolved("DATE", "no exact length is given", "it can be no date")
    if unit in ("TH", "TM", "TS"):
        return unresolved("TIME", "counted from a moment", "the text does not give it")
    if number == "0.5" or not number.isdigit():
        months = {"Y": 12.0, "DE": 120.0, "CE": 1200.0}.get(unit)
        try:
            scaled = float(number) * months if months else None
        except ValueError:
            scaled = None
        if scaled is None:
            return unresolved("DATE", "no whole number of units", "it can be no date")
        number, unit = str(int(scaled)), "M"
    steps = int(number) * {"DE": 10, "CE": 100, "2W": 2}.get(unit, 1) * sign
    unit = {"DE": "Y", "CE": "Y", "2W": "W"}.get(unit, unit)
    if abs(steps) > 9000:
        return Meaning(
            "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", False, "further away than the calendar reaches"
        )
    return _safe_shift(unit, steps, context, narrative)


def _safe_shift(unit: str, steps: int, context: Context, narrative: bool) -> Meaning:
    try:
        return _shifted(unit, steps, context, narrative)
    except (OverflowError, ValueError):
        return unresolved("DATE", "counted from another date", "further away than the calendar reaches")


def _span(phrase: Phrase, context: Context) -> Meaning | None:
    number, unit = count(phrase.parts["n"]), phrase.one("u") or ""
    if phrase.parts["u"][0].cls in "Sp" or number is None:
        return None
    value = duration(number, unit)
    return length(value) if value else None


def _nights(phrase: Phrase, context: Context) -> Meaning | None:
    number, part = count(phrase.parts["n"]), phrase.one("p")
    return length(f"P{number}{part}") if number and phrase.parts["p"][0].word.endswith("s") else None


def _vague(phrase: Phrase, context: Context) -> Meaning | None:
    unit, direction = phrase.one("u") or "", phrase.parts.get("dir")
    if direction:
        if direction[0].cls == "g":
            return Meaning("DATE", "PAST_REF", False, "no exact length is given")
        return unresolved("DATE", "no exact length is given", "it can be no date")
    return length(unit_suffix("X", unit))


def _recent(phrase: Phrase, context: Context) -> Meaning:
    return Meaning("DATE", "PAST_REF", False, "no exact length is given")


def _every(phrase: Phrase, context: Context) -> Meaning | None:
    token, number = phrase.parts["u"][0], phrase.one("n") or "1"
    if token.cls == "W":
        value = f"XXXX-WXX-{token.value}" + (_suffix(phrase.one("p") or "") if "p" in phrase.parts else "")
    elif token.cls == "p":
        value = f"XXXX-XX-XX{_suffix(token.value)}"
    elif token.cls == "S":
        value = f"XXXX-{token.value}"
    elif token.cls == "M":
        value = f"XXXX-{int(token.value):02d}"
    elif token.cls == "Q":
        value = "P3M"
    elif token.value == "WE":
        value = "XXXX-WXX-WE"
    else:
        value = duration(number, token.value) or ""
    return length(value, "SET") if value else None


def _plural(phrase: Phrase, context: Context) -> Meaning:
    part = phrase.one("p")
    return length(f"XXXX-WXX-{phrase.one('w')}" + (_suffix(part) if part else ""), "SET")


def _adverb(phrase: Phrase, context: Context) -> Meaning:
    return length(phrase.one("adv") or "", "SET")


def _rate(phrase: Phrase, context: Context) -> Meaning | None:
    value = duration("1", phrase.one("u") or "")
    return length(value, "SET") if value else None


# References, holidays, clocks


def _reference(phrase: Phrase, context: Context) -> Meaning:
    return Meaning("DATE", phrase.one("ref"), False, "names no day")


def _future(phrase: Phrase, context: Context) -> Meaning:
    return Meaning("DATE", "FUTURE_REF", False, "names no day")


def _past(phrase: Phrase, context: Context) -> Meaning:
    return Meaning("DATE", "PAST_REF", False, "names no day")


def _holiday(phrase: Phrase, context: Context) -> Meaning | None:
    rule = phrase.one("h") or ""
    if len(rule) == 10 and rule[4] == "-" and rule[:4].isdigit():
        return on_day(date.fromisoformat(rule))
    if "y" in phrase.parts:
        day = holiday(rule, int(phrase.one("y") or 0))
        return _with_part(on_day(day), phrase) if day else None
    known = _published(context)
    if known is None:
        return unresolved("DATE", "holiday only")
    rel, post = _relation(phrase, "pre"), _relation(phrase, "post")
    if post:
        day = holiday(rule, known.year + {"last": -1, "next": 1}.get(post, 0))
        return on_day(day) if day else None
    days = [d for y in (known.year - 1, known.year, known.year + 1) if (d := holiday(rule, y))]
    if rel == "last" or (rel is None and context.tense is Tense.PAST):
        days = [d for d in days if d <= known] or days
    elif rel == "next" or context.tense is Tense.FUTURE:
        days = [d for d in days if d >= known] or days
    if not days:
        return None
    return _with_part(on_day(min(days, key=lambda d: (abs((d - known).days), d))), phrase)


def _clock(phrase: Phrase, context: Context) -> Meaning | None:
    clock = clock_value(phrase)
    if clock is None:
        return None
    if context.day is not None and context.near:
        meaning = on_day(context.day, "day of the nearest date in the text")
        meaning.kind, meaning.value = "TIME", f"{context.day.isoformat()}T{clock}"
        return meaning
    return Meaning("TIME", f"T{clock}", False, "a time of day; the day is not given")


def clock_value(phrase: Phrase) -> str | None:
    """ "9.25 a.m." -> "09:25"; with seconds and zone where they are written."""
    text = phrase.parts["c"][0].value
    digits = re.findall(r"\d+", text)
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    if not digits:
        digits = [text] if text.isdigit() else []
    numbers = [int(d) for d in digits]
    if not numbers or numbers[0] > 24 or any(n > 59 for n in numbers[1:]):
        return None
    hour = _hour(numbers[0], phrase)
    tail = [f"{n:02d}" for n in ([*numbers[1:], 0] if len(numbers) == 1 else numbers[1:])]
    return ":".join([f"{hour:02d}", *tail]) + _zone(phrase)


def _hour(hour: int, phrase: Phrase) -> int:
    half = (phrase.parts["a"][0].word.lower()[:1]) if "a" in phrase.parts else ""
    if not half or half == "o":
        half = {"EV": "p", "AF": "p", "NI": "p" if hour > 5 else "a", "MO": "a"}.get(phrase.one("p") or "", "")
    if half == "p" and hour < 12:
        return hour + 12
    return 0 if half == "a" and hour == 12 else hour


def _zone(phrase: Phrase) -> str:
    zone = phrase.one("z") or phrase.one("z2") or ""
    if zone in ("Z",) or re.fullmatch(r"[+-]\d\d:\d\d", zone):
        return zone
    found = re.fullmatch(r"(?:GMT|UTC) ?([+-])(\d{1,2})(?::?\s?(\d{1,2}))?", zone)
    if not found:
        return ""
    return f"{found[1]}{int(found[2]):02d}:{int(found[3] or 0):02d}"


def _with_clock(meaning: Meaning, clock: Phrase) -> Meaning:
    if clock.rule == "part":
        suffix: str | None = _suffix(clock.one("p") or clock.one("P") or "")
    else:
        value = clock_value(clock)
        suffix = f"T{value}" if value else None
    if suffix is None:
        return meaning
    if meaning.day is None:
        if not meaning.anchored:
            return Meaning("TIME", suffix if ":" in suffix else None, False, meaning.reason)
        return meaning
    meaning.kind, meaning.value = "TIME", meaning.day.isoformat() + suffix
    return meaning


MEANINGS: dict[str, Callable[[Phrase, Context], Meaning | None]] = {
    "iso": _iso,
    "date": _date,
    "days": _days,
    "month": _month,
    "weekday": _weekday,
    "deictic": _deictic,
    "part": _part,
    "rel": _relative,
    "the": _the,
    "yearend": _year_end,
    "recent": _recent,
    "span": _span,
    "duration": _duration,
    "nights": _nights,
    "vague": _vague,
    "every": _every,
    "plural": _plural,
    "adverb": _adverb,
    "rate": _rate,
    "season": _season,
    "quarter": _quarter,
    "halfyear": _half_year,
    "year": _year,
    "years": _years,
    "fiscal": _fiscal,
    "decade": _decade,
    "century": _century,
    "reference": _reference,
    "future": _future,
    "past": _past,
    "holiday": _holiday,
    "clock": _clock,
    "military": _clock,
}
