"""Phrases that name a day or a part of one -> TIMEX3 values."""

from __future__ import annotations

from datetime import date, timedelta

from .times_anchor import Tense
from .times_calendar import DayValue, holiday, nearest_year, read_day
from .times_grammar import Phrase
from .times_meaning import Context, Meaning, in_week, on_day, published_day, relation, suffix, unresolved, with_part

NEAR_SEPTEMBER = 60  # days


def mean_iso(phrase: Phrase, context: Context) -> Meaning | None:
    got = read_day(phrase.one("iso") or "", context.published.day)
    if got is None:
        return None
    if got.day is None:
        return Meaning("DATE", None, False, "day and month could be either way round")
    meaning = on_day(got.day)
    if got.clock:
        meaning.kind, meaning.value = "TIME", f"{got.day.isoformat()}T{got.clock}"
    return meaning


def mean_date(phrase: Phrase, context: Context) -> Meaning | None:
    month, day = int(phrase.one("m") or 0), int(phrase.one("d") or 0)
    year = _written_year(phrase, context)
    if year is not None:
        made = DayValue.make(year, month, day)
        return on_day(made) if made else None
    if DayValue.make(2000, month, day) is None:
        return None
    known = published_day(context)
    if (month, day) == (9, 11) and known is not None and _attacks(known):
        return on_day(date(2001, 9, 11), "taken to be the day of the attacks")
    if known is None:
        if context.near and context.year is not None and context.explicit:
            made = DayValue.make(context.year, month, day)
            return on_day(made, "year of the nearest date in the text") if made else None
        return unresolved("DATE", "day and month only")
    past, future = context.tense is Tense.PAST, context.tense is Tense.FUTURE
    made = nearest_year(known, month, day, past, future, int(phrase.one("wd") or 0))
    return on_day(made) if made else None


def mean_weekof(phrase: Phrase, context: Context) -> Meaning | None:
    first = mean_date(phrase, context)
    return in_week(first.day) if first is not None and first.day is not None else first


def _attacks(known: date) -> bool:
    """Whether "Sept. 11", written without a year on `known`, is the one of 2001: no other is near."""
    year = min(known.year, 9998)
    near = min(abs((date(y, 9, 11) - known).days) for y in (max(1, year - 1), year, year + 1))
    return known > date(2001, 12, 31) and near > NEAR_SEPTEMBER


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


def mean_days(phrase: Phrase, context: Context) -> Meaning | None:
    first = mean_date(phrase, context)
    if first is None or first.day is None:
        return first
    last = DayValue.make(first.day.year, first.day.month, int(phrase.one("d2") or 0))
    if last is None or last <= first.day:
        return None
    return Meaning("DATE", f"{first.value}/{last.isoformat()}", True, first.reason, day=last, year=last.year)


def mean_weekday(phrase: Phrase, context: Context) -> Meaning:
    known = published_day(context)
    if known is None:
        return unresolved("DATE", "weekday only")
    target = int(phrase.one("w") or 1)
    rel = relation(phrase, "pre")
    post = relation(phrase, "post")
    if post:
        step = {"last": -7, "next": 7}.get(post, 0)
        monday = known - timedelta(days=known.isoweekday() - 1) + timedelta(days=step)
        return with_part(on_day(monday + timedelta(days=target - 1)), phrase)
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
    return with_part(on_day(day), phrase)


def mean_deictic(phrase: Phrase, context: Context) -> Meaning:
    known = published_day(context)
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
    return with_part(meaning, phrase)


def mean_part(phrase: Phrase, context: Context) -> Meaning | None:
    part = phrase.one("p") or phrase.one("P") or ""
    rel = relation(phrase, "pre")
    words = [t.word for t in phrase.parts.get("pre", [])]
    following = {"next", "following", "same", "that", "previous"} & set(words)
    if following:
        return _counted_part(part, words, context)
    if rel == "this" and "the" not in words and words != ["the"]:
        return _from_publication(part, 0, context)
    if rel == "last" and words[0] in ("last", "this"):
        return _from_publication(part, -1, context)
    if part in ("T12:00", "T24:00") and not context.near:
        return Meaning("TIME", part, False, "a time of day; the day is not given")
    known = context.published.day
    if known is not None and context.tense is Tense.FUTURE and "P" in phrase.parts:
        return _from_publication(part, 0, context)
    if context.day is not None and context.near:
        # A report of Monday that tells of "the night" means the one before.
        over = part == "NI" and context.day == known and context.tense is Tense.PAST
        return _part_of(context.day - timedelta(days=1 if over else 0), part)
    if words == ["the"]:
        return None
    if part.startswith("T1") or part.startswith("T2"):
        return Meaning("TIME", part, False, "a time of day; the day is not given")
    return unresolved("TIME", "part of a day only", "the day is not given")


def _counted_part(part: str, words: list[str], context: Context) -> Meaning:
    if context.day is None or not context.near:
        return unresolved("TIME", "counted from another day", "the text gives no day near it")
    step = 0 if {"same", "that"} & set(words) else -1 if "previous" in words else 1
    return _part_of(context.day + timedelta(days=step), part)


def _from_publication(part: str, step: int, context: Context) -> Meaning:
    known = published_day(context)
    if known is None:
        return unresolved("TIME", "counted from the publication date")
    return _part_of(known + timedelta(days=step), part)


def _part_of(day: date, part: str) -> Meaning:
    meaning = on_day(day)
    meaning.kind, meaning.value = "TIME", day.isoformat() + suffix(part)
    return meaning


def mean_holiday(phrase: Phrase, context: Context) -> Meaning | None:
    rule = phrase.one("h") or ""
    if len(rule) == 10 and rule[4] == "-" and rule[:4].isdigit():
        return on_day(date.fromisoformat(rule))
    if "y" in phrase.parts:
        day = holiday(rule, int(phrase.one("y") or 0))
        return with_part(on_day(day), phrase) if day else None
    known = published_day(context)
    if known is None:
        return unresolved("DATE", "holiday only")
    rel, post = relation(phrase, "pre"), relation(phrase, "post")
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
    return with_part(on_day(min(days, key=lambda d: (abs((d - known).days), d))), phrase)
