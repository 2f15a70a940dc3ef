"""What stands before and after a number: currency signs, units of measurement, time and money, rates, bounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .quantities_numbers import DASHES, Lexeme, Number, adjacent, lexemes, table, word_at, word_set

# What a rate may be per: "$15 an hour", "90 dollars a barrel". Any noun may follow "per".
# Before "over", these say that it bounds a duration and does not mean "during".
_QUOTES = ('"', "”", "’", "'")
_LINES = (480, 720, 1080, 1440, 2160, 4320)  # of a screen
_POINTS_IN_TIME = ("ago", "earlier", "later", "before", "after", "on")
_ADDING = frozenset(["another", "further", "additional", "other", "more"])


class Unit(NamedTuple):
    """`last` is the unit's last lexeme."""

    name: str
    role: str
    last: int


class Bounds(NamedTuple):
    """How the words around a number bound it; `first` is the first lexeme of the words before."""

    low: bool
    high: bool
    about: bool
    first: int
    last: int


@cache
def _units() -> dict[tuple[str, ...], tuple[str, str]]:
    return {
        tuple(x.word for x in lexemes(form)): (unit, role)
        for forms, unit, role in table("units.tsv")
        for form in forms.split("|")
    }


@cache
def _currencies() -> dict[str, str]:
    return dict(table("units_currency.tsv"))


@cache
def _bounds(side: str) -> dict[tuple[str, ...], str]:
    rows = table("number_words_bounds.tsv")
    return {tuple(x.word for x in lexemes(phrase)): bound for phrase, s, bound in rows if s == side}


def currency_before(lex: Sequence[Lexeme], first: int) -> tuple[str, int] | None:
    """The ISO code of the sign or code before lexeme `first`, and the sign's first lexeme."""
    at = first - 1
    word = word_at(lex, at)
    if word == "." and word_at(lex, at - 1) == "rs":
        return "INR", at - 1
    if word not in _currencies():
        return None
    if word in "$" and adjacent(lex, at - 1) and word_at(lex, at - 1) + "$" in _currencies():
        return _currencies()[word_at(lex, at - 1) + "$"], at - 1
    if word == "$" and word_at(lex, at - 1) == "." and word_at(lex, at - 2) == "s":
        return "USD", max(0, at - 4)  # U.S.$
    return _currencies()[word], at


def unit_after(lex: Sequence[Lexeme], last: int, number: Number) -> Unit | None:
    """The unit that follows lexeme `last`, with its rate ("per day"), or None where something is merely counted."""
    words, ends = _following(lex, last)
    for n in range(min(5, len(words)), 0, -1):
        got = _units().get(tuple(words[:n]))
        if got and not _other_sense(words[n - 1], number, lex, ends[n - 1]):
            name, role = got
            if words[:n] in (["pound"], ["pounds"]) and number.scale >= 1e6:
                name, role = "GBP", "money"
            rate, end = rate_after(lex, ends[n - 1])
            return Unit(name + rate, role, end)
    return None


def _following(lex: Sequence[Lexeme], last: int) -> tuple[list[str], list[int]]:
    """Up to six words after lexeme `last`, hyphens left out, and where each stands."""
    words: list[str] = []
    ends: list[int] = []
    at = last + 1
    while at < len(lex) and len(words) < 6:
        word = lex[at].word
        hyphen = word in DASHES and ((adjacent(lex, at - 1) and adjacent(lex, at)) or _spaced_unit(lex, at, last))
        stop = word == "." and words and words[-1] in ("sq", "u")
        if not (hyphen or stop):
            words.append(word)
            ends.append(at)
        at += 1
    return words, ends


def _spaced_unit(lex: Sequence[Lexeme], at: int, last: int) -> bool:
    """A hyphen with spaces around it between a number and a unit in the singular ("9 - foot")."""
    word = word_at(lex, at + 1)
    return at == last + 1 and (word,) in _units() and not word.endswith("s")


def _other_sense(word: str, number: Number, lex: Sequence[Lexeme], at: int) -> bool:
    """Forms that are units only beside certain numbers: "three won", "two m", "5 in the"."""
    if word in ("won", "rub", "rial"):
        return number.value < 100
    if word == "g" and number.value < 7 and word_at(lex, at + 1) != "of":
        return True  # "a 5G network"
    if word in ("c", "mp"):  # "30C", "48MP"
        return not (number.digits and at == number.last + 1 and adjacent(lex, number.last))
    if word in ("m", "g", "pc", "mi", "sec", "min", "ms", "db", "mb", "nm", "mw", "hp", "volt"):
        return not number.digits or word_at(lex, at + 1) in ("'", "’")
    if word in ("f", "p"):  # "104F", "75p", not "1080p"
        glued = number.digits and at == number.last + 1 and adjacent(lex, number.last)
        return (
            not glued
            or (adjacent(lex, at) and word_at(lex, at + 1) in DASHES)
            or (word == "p" and number.value in _LINES)
        )
    if word in ("second", "minute"):
        return word_at(lex, at - 1) not in DASHES and number.value != 1
    return word == "pound" and word_at(lex, at + 1) == "sterling"


def rate_after(lex: Sequence[Lexeme], last: int) -> tuple[str, int]:
    """ "/day" for "per day" or "a day" after lexeme `last`, and where it ends; not for "48 a year ago"."""
    word, nxt, then = (word_at(lex, last + n) for n in (1, 2, 3))
    if word in ("per", "/", "a", "an") and nxt in ("square", "sq", "cubic") and (nxt, then) in _units():
        return f"/{nxt} {then}", last + 3
    if (
        word in DASHES
        and nxt in ("a", "an", "per")
        and then in DASHES
        and word_at(lex, last + 4) in word_set("per-article")
    ):
        return f"/{word_at(lex, last + 4)}", last + 4  # "a $2bn-a-year business"
    if word in ("per", "/") and nxt.isalpha():
        return f"/{nxt}", last + 2
    if word in ("a", "an") and nxt in word_set("per-article") and then not in _POINTS_IN_TIME:
        return f"/{nxt}", last + 2
    return "", last


def bounds_around(lex: Sequence[Lexeme], first: int, number_last: int, last: int, duration: str | None) -> Bounds:
    """The bounds said before lexeme `first` and after the number or unit. `duration` is the unit where it is one."""
    sides: set[str] = set()
    start = _skip_adding(lex, first)
    if word_at(lex, start - 1) in _QUOTES and _match_before(lex, start - 1):
        start -= 1  # “at least” 10
    while (got := _match_before(lex, start)) and not _preposition(lex, got[1], start, duration):
        sides.add(got[0])
        start = got[1]
    if not sides:
        start = first
    end = last
    for at in dict.fromkeys((number_last, last)):
        after = _match_after(lex, at)
        if after:
            sides.add(after[0])
            end = max(end, after[1])
    low, high = "low" in sides, "high" in sides
    if low and high:
        return Bounds(False, False, True, start, end)
    return Bounds(low, high, "about" in sides and not (low or high), start, end)


def past_bound(lex: Sequence[Lexeme], start: int) -> int:
    """After the bound of the upper end ("from 12 to over 30", "8 to more than 20")."""
    for words in (("more", "than"), ("over",), ("nearly",), ("almost",), ("about",), ("around",)):
        if tuple(x.word for x in lex[start : start + len(words)]) == words:
            return start + len(words)
    return start


def _skip_adding(lex: Sequence[Lexeme], first: int) -> int:
    """Before "another", "a further": "at least another 20"."""
    at = first
    if word_at(lex, at - 1) in _ADDING:
        at -= 1
        if word_at(lex, at - 1) in ("a", "an"):
            at -= 1
    elif word_at(lex, at - 1) in ("magnitude", "magnitude-"):
        at -= 1
    elif word_at(lex, at - 1) in DASHES and word_at(lex, at - 2) == "magnitude":
        at -= 2
    return at


def _match_before(lex: Sequence[Lexeme], first: int) -> tuple[str, int] | None:
    table_ = _bounds("before")
    for n in (5, 4, 3, 2, 1):
        if first - n >= 0:
            bound = table_.get(tuple(x.word for x in lex[first - n : first]))
            if bound:
                return bound, first - n
    return None


def _preposition(lex: Sequence[Lexeme], at: int, first: int, duration: str | None) -> bool:
    """Whether "over" means during and "about" a topic."""
    if first - at != 1:
        return False
    word, before = lex[at].word, word_at(lex, at - 1)
    if word == "over" and duration in ("days", "weeks", "months", "years", "decades"):
        return before not in word_set("bound-cues")
    if word == "about":
        return before in word_set("about-verbs")
    return word == "c" and before != "("


def _match_after(lex: Sequence[Lexeme], last: int) -> tuple[str, int] | None:
    at = last
    if word_at(lex, at + 1) in DASHES:
        at += 1
        if word_at(lex, at + 1) not in ("plus", "odd", "ish"):
            return None
    for n in (3, 2, 1):
        bound = _bounds("after").get(tuple(x.word for x in lex[at + 1 : at + 1 + n]))
        if bound:
            return bound, at + n
    return None
