"""Counts and lengths: "two and a half" -> 2.5, "several" -> X, 2 weeks -> P2W."""

from __future__ import annotations

import re

from .times_words import Token


def count(tokens: list[Token]) -> str | None:
    """The number that words of a count make, as a TIMEX3 value has it; "X" where it is vague, None where it is none."""
    classes = "".join(t.cls for t in tokens)
    if "\\" in classes:
        return _with_part(tokens)
    if "q" in classes or (re.fullmatch(r"[NndyR](?:[&/]|-)[Nnd]", classes) and not _compound(tokens)):
        return "X"
    half = 0.5 if "h" in classes else 0.0
    total = 0.0
    for token in tokens:
        if token.cls in "Nndy":
            value = _number(token)
            if value is None:
                return None
            total = total * value if value == 100 and total else total + value
        elif token.cls == "R" and len(tokens) == 3:
            total += float(token.value)
    if not total and "a" in classes and not half:
        total = 1.0
    if classes.startswith("ah") and len(classes) == 2:
        total = 0.0
    total += half
    return f"{total:.0f}" if total == int(total) else f"{total:g}"


def _with_part(tokens: list[Token]) -> str | None:
    """ "3 1/2"."""
    whole, above, _, below = (t.value for t in tokens)
    if int(below) not in (2, 4) or not 0 < int(above) < int(below):
        return None
    return f"{int(whole) + int(above) / int(below):g}"


def _compound(tokens: list[Token]) -> bool:
    """ "twenty-five" against "two-three"."""
    first, mark, last = tokens
    if mark.cls != "-" or first.cls != "n" or last.cls not in "nR":
        return False
    return float(first.value) % 10 == 0 and float(first.value) >= 20 and float(last.value) < 10


def _number(token: Token) -> float | None:
    if len(token.value) > 12:
        return None
    try:
        return float(token.value)
    except ValueError:
        return None


def unit_suffix(number: str, unit: str) -> str:
    """("2", "W") -> "P2W"; units of a day's parts get their T: ("4", "TH") -> "PT4H"."""
    if unit == "2W":
        return f"P{int(number) * 2}W" if number.isdigit() else "PXW"
    if unit == "WE":
        return f"P{number}WE"
    if unit.startswith("T"):
        return f"PT{number}{unit[1:]}"
    return f"P{number}{unit}" if unit != "Q" else f"P{number}Q"


def duration(number: str, unit: str) -> str | None:
    """The value of a length; half an hour is PT30M, half a year P6M."""
    halves = {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "TM": "PT30S", "CE": "P50Y", "DE": "P5Y"}
    if number == "0.5" and unit in halves:
        return halves[unit]
    if number == "0":
        return None
    return unit_suffix(number, unit)
