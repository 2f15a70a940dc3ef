"""Text -> the words that can take part in an expression of time, each with a one-letter class.

The grammar of times is written over the string of classes ("on the Tuesday evening" -> "OtWp"), so its rules are short
and run over one character a word. `_` is any other word, `|` a place that no expression crosses.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

MAX_GAP = 3  # blanks between two words of one expression

TOKEN = re.compile(
    r"""(?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?(?![\w-]))
    |(?P<slash>\d{1,2}[ ]?/[ ]?\d{1,2}[ ]?/[ ]?(?:\d{4}|\d{2})(?!\d)|\b\d{1,2}\.\d{1,2}\.\d{4}(?![\d.]))
    |(?P<decade>\b\d{3}0['’]?s\b|['’]?\b\d0['’]?s\b)
    |(?P<zone>\b(?:GMT|UTC)[ ]?[+-]\d{1,2}(?::?[ ]?\d{1,2})?)
    |(?P<clock>\b\d{1,2}:(?:\d{2}(?::[ ]?\d{2})?(?!\d|[.:]\d)
        |[ ]\d{2}(?=[ ]?(?:[AaPp]\.?[ ]?[Mm]\b|[A-Z]{2,3}T\b|UTC|hrs\b))))
    |(?P<dotted>\b\d{1,2}\.(?:\d{2}(?![\d%]|\.\d)|[ ]\d{2}(?=[ ]?[AaPp]\.?[ ]?[Mm]\b)))
    |(?P<ordinal>\b\d{1,2}(?:st|nd|rd|th)\b)
    |(?P<number>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)
    |(?P<half>(?<![^\W\d_])[AaPp](?:\.[ ]?[Mm]\.|[.]?[Mm]\b))
    |(?P<clockword>\bo['’]clock\b)
    |(?P<fiscal>\bFY[ ]?['’]?(?:\d{4}|\d{2})\b)
    |(?P<quarter>\bQ[1-4]\b)
    |(?P<word>[^\W\d_]+)
    |(?P<mark>[,\-–/])
    |(?P<stop>[^\s\w])""",
    re.X,
)
DIGIT_OR_SLASH = tuple("0123456789/")
MONEY = ("$", "£", "€", "#", "¥")
ORDINAL = re.compile(r"\d+")


class Token(NamedTuple):
    """`cls` is the class of the grammar, `value` what the word is worth ("4" for Thursday, "Y" for years)."""

    cls: str
    start: int
    end: int
    value: str
    word: str


@cache
def words() -> dict[str, tuple[str, str]]:
    """Word -> (class, value)."""
    found = {}
    for line in _lines("times_words.tsv"):
        cls, word, value = line.split("\t")
        found[word] = (cls, value)
    return found


@cache
def holidays() -> dict[str, tuple[tuple[str, str], ...]]:
    """First word -> the holidays (name, rule) that start with it, longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in _lines("times_holidays.tsv"):
        name, rule = line.split("\t")
        found.setdefault(re.split(r"[ '/]", name)[0].rstrip("."), []).append((name, rule))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name("data").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def tokenise(text: str) -> list[Token]:
    """All tokens of `text` in order. Linear in its length."""
    tokens: list[Token] = []
    skip = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if start < skip:
            continue
        if tokens and _broken(text, tokens[-1].end, start):
            tokens.append(Token("|", start, start, "", ""))
        token = _token(text, match.lastgroup or "", start, end)
        skip = token.end
        tokens.append(token)
    return tokens


def _broken(text: str, end: int, start: int) -> bool:
    """Whether nothing may span the gap: a line ends with something new after it, or the gap is wide."""
    if start == end:
        return False
    gap = text[end:start]
    breaks = gap.count("\n")
    return breaks > 1 or start - end > MAX_GAP or (breaks == 1 and (text[start].isupper() or text[start].isdigit()))


def _token(text: str, kind: str, start: int, end: int) -> Token:
    surface = text[start:end]
    if kind == "word":
        return _word(text, surface, start, end)
    if kind == "number":
        if (
            surface.startswith("9")
            and text[start : start + 4] == "9/11"
            and text[start + 4 : start + 5] not in DIGIT_OR_SLASH
        ):
            return Token("H", start, start + 4, "2001-09-11", "9/11")
        glued = (
            text[start - 1 : start].isalpha() or text[end : end + 1] == "%" or text[max(0, start - 1) : start] in MONEY
        )
        cls = "_" if glued and start else _number_class(surface)
        return Token(cls, start, end, surface.replace(",", ""), surface)
    if kind == "mark":
        return Token({"–": "-"}.get(surface, surface) if surface != "/" else "\\", start, end, "", surface)
    cls = {
        "iso": "I",
        "slash": "I",
        "decade": "s",
        "zone": "z",
        "clock": "c",
        "dotted": "k",
        "ordinal": "r",
        "half": "A",
        "clockword": "A",
        "fiscal": "G",
        "quarter": "i",
    }.get(kind, "|")
    value = surface
    if kind == "ordinal":
        value = "".join(ORDINAL.findall(surface))
    if kind == "half" and surface.endswith(".") and text[start - 1 : start].isalpha():
        cls = "_"
    return Token(cls, start, end, value, surface)


def _number_class(surface: str) -> str:
    if surface.isascii() and surface.isdigit():
        if len(surface) <= 2 and 1 <= int(surface) <= 31:
            return "d"
        if len(surface) == 4 and 1000 <= int(surface) <= 2199:
            return "y"
    return "N"


def _word(text: str, surface: str, start: int, end: int) -> Token:
    lower = surface.lower()
    for name, rule in holidays().get(lower, ()):
        stop = start + len(name)
        same = text[start:stop].lower().replace("’", "'") == name and not text[stop : stop + 1].isalnum()
        if same and surface[0].isupper():
            return Token("H", start, stop, rule, text[start:stop])
    cls, value = words().get(lower, ("_", ""))
    if cls in "Mmw" and not surface[0].isupper() and (cls != "M" or lower == "august"):
        return Token("_", start, end, "", lower)
    if cls == "z" and lower != "local" and not surface.isupper():
        return Token("_", start, end, "", lower)
    if cls in "mw" and text[end : end + 1] == "." and lower not in ("may", "march"):
        end += 1
    return Token(cls, start, end, value, lower)
