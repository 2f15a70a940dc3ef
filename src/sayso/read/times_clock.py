"""Clocks -> TIMEX3 values: "9.25 a.m." -> T09:25."""

from __future__ import annotations

import re
from datetime import date

from .times_grammar import Phrase
from .times_meaning import Context, Meaning, on_day, suffix


def mean_clock(phrase: Phrase, context: Context) -> Meaning | None:
    clock = clock_value(phrase)
    if clock is None:
        return None
    if context.clock_day is not None:
        return at_clock(context.clock_day, clock)
    return Meaning("TIME", f"T{clock}", False, "a time of day; the day is not given")


def at_clock(day: date, clock: str) -> Meaning:
    meaning = on_day(day, "day of the nearest date in the text")
    meaning.kind, meaning.value = "TIME", f"{day.isoformat()}T{clock}"
    return meaning


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


def with_clock(meaning: Meaning, clock: Phrase) -> Meaning:
    if clock.rule == "part":
        tail: str | None = suffix(clock.one("p") or clock.one("P") or "")
    else:
        value = clock_value(clock)
        tail = f"T{value}" if value else None
    if tail is None:
        return meaning
    if meaning.day is None:
        if not meaning.anchored:
            return Meaning("TIME", tail if ":" in tail else None, False, meaning.reason)
        return meaning
    meaning.kind, meaning.value = "TIME", meaning.day.isoformat() + tail
    return meaning
