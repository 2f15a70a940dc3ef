"""Numerals that count and measure nothing: dates, clocks, names, codes, scores, calibres, emphasis."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sayso.model import Span, Time

from .quantities_numbers import DASHES, Lexeme, Number, adjacent, word_at, word_set
from .quantities_units import currency_before, unit_after

_ORDINAL = frozenset(["st", "nd", "rd", "th", "s"])
_LINKS = re.compile(
    r"https?[ \t]?:[ \t]/[^\n]*|https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]{1,99}|[@#]\w+"
    r"|\b\w[\w-]{0,60}(?:\.[\w-]{1,60}){0,5}\.(?:com|org|net|html)\b\S*"
)
_EMERGENCY = frozenset(["911", "999", "112", "000"])


@cache
def _labels() -> frozenset[str]:
    text = files("sayso.read").joinpath("data", "counted_labels.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("# ") for w in line.split())


def linked(text: str) -> list[tuple[int, int]]:
    """Addresses, mail, handles and hashtags, in order."""
    if "http" not in text and "www" not in text and "@" not in text and "#" not in text and ".com" not in text:
        return []
    return [m.span() for m in _LINKS.finditer(text)]


def inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the ordered, disjoint `spans` overlaps [start, end)."""
    at = bisect_left(spans, (end, end)) - 1
    return at >= 0 and spans[at][1] > start


def dated(times: Sequence[Time]) -> list[tuple[int, int]]:
    """Spans of times whose numerals are no quantities: everything but durations, merged and in order."""
    got: list[tuple[int, int]] = []
    for span in sorted(Span(t.span.start, t.span.end) for t in times if t.kind != "DURATION"):
        if got and span.start < got[-1][1]:
            got[-1] = (got[-1][0], max(got[-1][1], span.end))
        else:
            got.append((span.start, span.end))
    return got


def is_date_or_clock(lex: Sequence[Lexeme], n: Number) -> bool:
    if not n.digits:
        return word_at(lex, n.last + 1) in word_set("clock") | word_set("decades") or _ordinal_compound(lex, n)
    before, after, word = word_at(lex, n.first - 1), word_at(lex, n.last + 1), lex[n.first].word
    if after in _ORDINAL and adjacent(lex, n.last):
        return True
    if after in ("'", "’") and adjacent(lex, n.last) and word_at(lex, n.last + 2) == "s":
        return True
    if before in word_set("months") or (before == "." and word_at(lex, n.first - 2) in word_set("months")):
        return n.value < 32 or 1000 < n.value < 2200
    if after in word_set("months") and n.value < 32 and _capital_month(after):
        return True
    return _clock(lex, n, before, after) or _year(lex, n, word, before, after)


def is_length(lex: Sequence[Lexeme], n: Number) -> bool:
    """A length of time, though in a date: "two years ago", "every five days"."""
    unit = unit_after(lex, n.last, n)
    return unit is not None and unit.role == "duration" and not 1500 <= n.value <= 2100


def _capital_month(word: str) -> bool:
    return word not in ("may", "march", "mar", "dec")


def _ordinal_compound(lex: Sequence[Lexeme], n: Number) -> bool:
    """ "twenty-first": the number ends where an ordinal goes on."""
    return (
        word_at(lex, n.last + 1) in DASHES
        and word_at(lex, n.last + 2)
        in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
        and n.kind == "exact"
        and n.value % 10 == 0
        and n.value > 10
    )


def is_logged(lex: Sequence[Lexeme], n: Number, text: str) -> bool:
    """The time of day that opens an entry of a live report: "14.05 The minister arrives"."""
    word, at = lex[n.first].word, n.last + 1
    hour, point, minute = word.partition(".")
    clock = bool(point) and len(minute) == 2 and int(hour.replace(",", "")) < 24 and int(minute) < 60
    opens = at < len(lex) and text[lex[at].start].isupper() and lex[at].word.isalpha()
    return clock and n.first == n.last and opens and _line_start(text, lex[n.first].start)


def _clock(lex: Sequence[Lexeme], n: Number, before: str, after: str) -> bool:
    if after in word_set("clock") or (
        after in ("a", "p") and word_at(lex, n.last + 2) == "." and word_at(lex, n.last + 3) == "m"
    ):
        return True
    if before in ("at", "around", "about", "by", "until", "till") and after in ("(", "hours", "local", "hrs"):
        word = lex[n.first].word
        return len(word) == 4 and word.isdecimal() and int(word) < 2400 and int(word) % 100 < 60
    if after == ":" and adjacent(lex, n.last) and word_at(lex, n.last + 2).isdecimal():
        return True
    return before == ":" and adjacent(lex, n.first - 1) and word_at(lex, n.first - 2).isdecimal()


def _year(lex: Sequence[Lexeme], n: Number, word: str, before: str, after: str) -> bool:
    """Four digits without a comma between 1500 and 2100 are a year, unless a unit or a counted plural follows."""
    if len(word) != 4 or not word.isdecimal() or not 1500 <= n.value <= 2100 or n.scale > 1:
        return False
    if before in ("$", "£", "€", "¥", "₹", "rs"):
        return False
    determined = before in (
        "the",
        "in",
        "since",
        "of",
        "by",
        "from",
        "until",
        "till",
        "during",
        "late",
        "early",
        "mid",
        ",",
        "-",
        "(",
    )
    return determined or not (
        (len(after) > 3 and after.endswith("s")) or after in ("people", "men", "women", "km", "miles", "feet", "%")
    )


def is_code(lex: Sequence[Lexeme], n: Number, text: str) -> bool:
    """Numbers glued to letters or signs (AK-47, G20, 9/11), phone numbers, list numbers, house numbers after "No."."""
    first, last = n.first, n.last
    before = word_at(lex, first - 1)
    if adjacent(lex, first - 1):
        if (before.isalpha() and currency_before(lex, first) is None and before != "us") or before in (
            "/",
            "_",
            "\\",
            "=",
            "&",
        ):
            return True
        if before in DASHES and adjacent(lex, first - 2):
            left = word_at(lex, first - 2)
            if left[:1].isalpha() and left not in ("magnitude", "mid", "under", "over", "sub", "pre", "all"):
                return n.digits
            if left[:1].isdecimal() and n.digits and word_at(lex, first - 3) != "$":
                return _digit_chain(lex, first)
        if before == "." and n.digits:
            return True
        if before == ":" and n.digits and not word_at(lex, first - 2).isalpha():
            return True
    if not n.digits:
        return (
            before in _labels()
            and before not in word_set("ambiguous-labels")
            and word_at(lex, last + 1) in (",", ".", ")", ":", "")
        )
    if (
        adjacent(lex, last)
        and word_at(lex, last + 1) in ("/", "_", "\\")
        and word_at(lex, last + 2) not in ("h", "day")
    ):
        return True
    if word_at(lex, last + 1) in (".", ")") and _line_start(text, lex[first].start):
        return True
    if adjacent(lex, last) and word_at(lex, last + 1) in DASHES and word_at(lex, last + 2) in ("for", "of"):
        return True  # "3-for-4", "6-of-11"
    if lex[first].word in _EMERGENCY or (
        lex[first].word[0] == "0" and len(lex[first].word) > 1 and lex[first].word[1] != "."
    ):
        return True
    if adjacent(lex, last) and word_at(lex, last + 1).isalpha() and unit_after(lex, last, n) is None:
        return word_at(lex, last + 1) not in ("x", "pc", "am", "pm")
    if (word_at(lex, last + 1) == "/" and word_at(lex, last + 2).isdecimal()) or before == "/":
        return True
    return _phone(lex, first)


def _digit_chain(lex: Sequence[Lexeme], first: int) -> bool:
    """Whether the number is a link of a chain of three or more digit groups, or of a long code."""
    left, right = word_at(lex, first - 4), word_at(lex, first + 2)
    return (word_at(lex, first - 3) in DASHES and left[:1].isdecimal()) or (
        word_at(lex, first + 1) in DASHES and right[:1].isdecimal()
    )


def _phone(lex: Sequence[Lexeme], first: int) -> bool:
    """Digit groups of three and four, joined by hyphens or points."""
    groups, at = [len(lex[first].word)], first
    while len(groups) < 5 and word_at(lex, at + 1) in DASHES and word_at(lex, at + 2).isdecimal() and adjacent(lex, at):
        at += 2
        groups.append(len(lex[at].word))
    return len(groups) > 2 or groups in ([3, 4], [4, 4], [5, 4])


def _line_start(text: str, start: int) -> bool:
    left = text.rfind("\n", max(0, start - 12), start)
    return (left >= 0 or start < 12) and not text[left + 1 : start].strip()


def is_label(lex: Sequence[Lexeme], n: Number, text: str) -> bool:
    """Whether the word before names what the number numbers ("Flight 447", "page 3", "Boeing 727", "AK 47")."""
    if not n.digits or n.scale > 1 or ("." in lex[n.first].word and n.value > 20):
        return False
    at = n.first - 1
    if word_at(lex, at) == "." and word_at(lex, at - 1) in (
        "no",
        "nos",
        "vol",
        "art",
        "sec",
        "ch",
        "st",
        "ave",
        "rt",
        "fig",
    ):
        return True
    if word_at(lex, at) in _labels():
        return word_at(lex, at) not in ("under", "mark", "war")
    return at >= 0 and n.value < 1000 and _is_make(text[max(0, lex[at].start - 20) : lex[n.first].start])


_MAKE = re.compile(r"(?<![\w.&’'-])(?!(?:I|A|AM|PM|US|UK|UN|EU|AD|BC|TV|OK|NY|LA|DC|BY|IN|ON|OF|AT|TO) )[A-Z]{1,2} $")


def _is_make(before: str) -> bool:
    """Whether text ends in one or two capitals that name a make ("an AK ", "two M "), between words in small letters."""
    words = before.split()[-3:-1]
    return bool(_MAKE.search(before)) and not any(len(w) > 1 and w.isupper() for w in words)


def calibre(lex: Sequence[Lexeme], n: Number) -> int | None:
    """The last lexeme of a calibre ("9mm", ".38-caliber", "122 and 152 mm grenades"), or None."""
    at = n.last + 1
    if word_at(lex, n.first - 1) == "." and n.digits and word_at(lex, at) in word_set("guns"):
        return n.last
    if word_at(lex, at) in DASHES:
        at += 1
    if word_at(lex, at) in ("caliber", "calibre", "cal", "gauge"):
        return at
    if word_at(lex, at) in ("and", "or", "/", ",") and word_at(lex, at + 1)[:1].isdecimal():
        at += 2
        if word_at(lex, at) in DASHES:
            at += 1
    if word_at(lex, at) not in ("mm", "millimeter", "millimetre", "millimeters"):
        return None
    near = {x.word for x in lex[at + 1 : at + 5]} | {x.word for x in lex[max(0, n.first - 3) : n.first]}
    return at if near & word_set("guns") else None


def is_address(lex: Sequence[Lexeme], n: Number, text: str) -> bool:
    """ "473 East 52nd Street": a house number before a capitalised name that ends in a kind of street."""
    at = n.last + 1
    if not n.digits or n.first != n.last or not (at < len(lex) and text[lex[at].start].isupper()):
        return False
    for x in lex[at : at + 6]:
        if x.word in word_set("streets"):
            return text[x.start].isupper()
        if not (text[x.start].isupper() or x.word in (".", "st", "nd", "rd", "th") or x.word.isdecimal()):
            return False
    return False
