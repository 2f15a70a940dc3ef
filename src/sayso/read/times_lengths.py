"""Lengths, what is counted from a date by a length, repetitions, and references to no day -> TIMEX3 values."""

from __future__ import annotations

from .times_counts import count, duration, unit_suffix
from .times_grammar import Phrase
from .times_meaning import Context, Meaning, length, suffix, unresolved
from .times_periods import shifted

# Lengths and repetitions


def mean_duration(phrase: Phrase, context: Context) -> Meaning | None:
    number, unit = count(phrase.parts["n"]), phrase.one("u") or ""
    if phrase.parts["u"][0].cls == "R":
        unit = "TS"
    if number is None:
        return None
    if "half" in phrase.parts and number.isdigit():
        number = f"{number}.5"
    direction = phrase.parts.get("dir")
    if not direction:
        value = duration(number, unit)
        return length(value) if value else None
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
        return shifted(unit, steps, context, narrative)
    except (OverflowError, ValueError):
        return unresolved("DATE", "counted from another date", "further away than the calendar reaches")


def mean_span(phrase: Phrase, context: Context) -> Meaning | None:
    number, unit = count(phrase.parts["n"]), phrase.one("u") or ""
    if phrase.parts["u"][0].cls in "Sp" or number is None:
        return None
    value = duration(number, unit)
    return length(value) if value else None


def mean_long(phrase: Phrase, context: Context) -> Meaning | None:
    """ "yearlong", "month-long", "two-week-long", "hours-long"."""
    if "len" in phrase.parts:
        return length(phrase.one("len") or "")
    unit = phrase.parts["u"][0]
    number = count(phrase.parts["n"]) if "n" in phrase.parts else "X" if unit.word.endswith("s") else "1"
    value = duration(number, unit.value) if number else None
    return length(value) if value else None


def mean_year_ago(phrase: Phrase, context: Context) -> Meaning:
    """ "the year-earlier quarter": some time in the year before."""
    return shifted("Y", -1, context, False)


def mean_nights(phrase: Phrase, context: Context) -> Meaning | None:
    number, part = count(phrase.parts["n"]), phrase.one("p")
    return length(f"P{number}{part}") if number and phrase.parts["p"][0].word.endswith("s") else None


def mean_vague(phrase: Phrase, context: Context) -> Meaning | None:
    unit, direction = phrase.one("u") or "", phrase.parts.get("dir")
    if direction:
        if direction[0].cls == "g":
            return Meaning("DATE", "PAST_REF", False, "no exact length is given")
        return unresolved("DATE", "no exact length is given", "it can be no date")
    return length(unit_suffix("X", unit))


def mean_recent(phrase: Phrase, context: Context) -> Meaning:
    return Meaning("DATE", "PAST_REF", False, "no exact length is given")


def mean_every(phrase: Phrase, context: Context) -> Meaning | None:
    token, number = phrase.parts["u"][0], phrase.one("n") or "1"
    if token.cls == "W":
        value = f"XXXX-WXX-{token.value}" + (suffix(phrase.one("p") or "") if "p" in phrase.parts else "")
    elif token.cls == "p":
        value = f"XXXX-XX-XX{suffix(token.value)}"
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


def mean_plural(phrase: Phrase, context: Context) -> Meaning:
    part = phrase.one("p")
    return length(f"XXXX-WXX-{phrase.one('w')}" + (suffix(part) if part else ""), "SET")


def mean_adverb(phrase: Phrase, context: Context) -> Meaning:
    return length(phrase.one("adv") or "", "SET")


def mean_rate(phrase: Phrase, context: Context) -> Meaning | None:
    value = duration("1", phrase.one("u") or "")
    return length(value, "SET") if value else None


# References, holidays, clocks


def mean_reference(phrase: Phrase, context: Context) -> Meaning:
    return Meaning("DATE", phrase.one("ref"), False, "names no day")


def mean_future(phrase: Phrase, context: Context) -> Meaning:
    return Meaning("DATE", "FUTURE_REF", False, "names no day")


def mean_past(phrase: Phrase, context: Context) -> Meaning:
    return Meaning("DATE", "PAST_REF", False, "names no day")
