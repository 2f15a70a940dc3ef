"""Lexemes of a text and the plain number that stands at one of them: digits, words, fractions, floors like "dozens"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# Some feeds space out signs: "$250, 000", "40. 3 million".
LEXEME = re.compile(
    r"\d{1,3}, 0\d\d(?!\d)|\d{1,3}\. \d{1,2}(?= (?:million|billion|trillion|percent|per cent)\b)|"
    r"\d{1,3}(?:,\d{2,3}){0,6},\d{3}(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_"
)
DASHES = frozenset("-–‑")
_LONGEST = 18  # characters; longer ones are codes, not numbers
_LONGEST_BARE = 11  # digits without commas


class Lexeme(NamedTuple):
    """A word, a numeral or one sign; `word` is lower case."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Number:
    """What the lexemes `first` to `last` say. `kind`: exact, floor ("dozens"), about ("a couple"), fraction.

    `scale` is the product of its scale words (1e6 for "3 million"); `high` only where the words give one ("tens of").
    """

    first: int
    last: int
    value: float
    kind: str = "exact"
    scale: float = 1.0
    high: float | None = None
    digits: bool = False


def table(name: str) -> list[list[str]]:
    """Rows of a data file, split at tabs; lines that start with # are comments."""
    text = files("sayso.read").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("# ")]


@cache
def words_of(kind: str) -> dict[str, float]:
    return {word: float(value) for word, k, value in table("number_words.tsv") if k == kind}


@cache
def word_set(name: str) -> frozenset[str]:
    """A named set of words that decide what a number beside them is."""
    return frozenset(w for key, some in table("number_words_context.tsv") if key == name for w in some.split())


@cache
def starters() -> frozenset[str]:
    """Words at which a number may start, articles apart."""
    kinds = ("unit", "teen", "ten", "scale", "plural", "glyph")
    return frozenset(w for k in kinds for w in words_of(k)) | {"half", "tens", "couple", "several", "few"}


def lexemes(text: str) -> list[Lexeme]:
    return [Lexeme(m.start(), m.end(), m.group().lower()) for m in LEXEME.finditer(text)]


def word_at(lex: Sequence[Lexeme], i: int) -> str:
    return lex[i].word if 0 <= i < len(lex) else ""


def adjacent(lex: Sequence[Lexeme], i: int) -> bool:
    """Whether lexeme `i` touches lexeme `i + 1`."""
    return i >= 0 and i + 1 < len(lex) and lex[i].end == lex[i + 1].start


def number_at(lex: Sequence[Lexeme], i: int) -> Number | None:
    """The number that starts exactly at lexeme `i`, as long as it goes."""
    word = word_at(lex, i)
    if not word:
        return None
    if word[0].isdecimal():
        return _fraction(lex, i) or _digits(lex, i)
    if word in ("a", "an"):
        return _after_article(lex, i)
    if word == "half":
        return _half(lex, i)
    return _vague_scale(lex, i) or _plural(lex, i) or _fraction(lex, i) or _words(lex, i)


def _digits(lex: Sequence[Lexeme], i: int) -> Number | None:
    word = lex[i].word
    if len(word) > _LONGEST or (word.isdecimal() and len(word) > _LONGEST_BARE):
        return None
    value, last = float(word.replace(",", "").replace(" ", "")), i
    nxt = word_at(lex, i + 1)
    if adjacent(lex, i) and nxt in words_of("glyph"):
        value, last = value + words_of("glyph")[nxt], i + 1
    value, last = _and_a_half(lex, last, value)
    value, last = _and_a_part(lex, last, value)
    scale, last = _scales(lex, last, after_digits=True)
    return Number(i, last, _clean(value * scale), scale=scale, digits=True)


def _and_a_half(lex: Sequence[Lexeme], last: int, value: float) -> tuple[float, int]:
    if [word_at(lex, last + k) for k in (1, 2, 3)] == ["and", "a", "half"]:
        return value + 0.5, last + 3
    return value, last


def and_a_half_after(lex: Sequence[Lexeme], i: int) -> int | None:
    """The last lexeme of "a year and a half", whose article is lexeme `i`; None where no such length starts there."""
    if word_at(lex, i + 1) not in ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century"):
        return None
    last = _and_a_half(lex, i + 1, 0.0)[1]
    return last if last > i + 1 else None


def _and_a_part(lex: Sequence[Lexeme], last: int, value: float) -> tuple[float, int]:
    """ "2 1/2"."""
    top, slash, below = (word_at(lex, last + k) for k in (1, 2, 3))
    if slash == "/" and top in ("1", "2", "3") and below in ("2", "3", "4", "8") and top < below:
        return value + round(int(top) / int(below), 4), last + 3
    return value, last


def _scales(lex: Sequence[Lexeme], last: int, *, after_digits: bool = False) -> tuple[float, int]:
    """The product of the scale words after lexeme `last` and the index of the last of them."""
    scale, long, short = 1.0, words_of("scale"), words_of("short")
    for _ in range(2):
        at = last + 1
        if word_at(lex, at) in DASHES and word_at(lex, at + 1) in long:
            at += 1
        word = word_at(lex, at)
        if word in long:
            scale, last = scale * long[word], at
        elif after_digits and word in short and (adjacent(lex, last) or word in ("bn", "mn", "mln", "bln")):
            return scale * short[word], at
        else:
            break
    return scale, last


def _words(lex: Sequence[Lexeme], i: int) -> Number | None:
    """Number words: "one hundred and twenty-five", "six thousand two hundred", "two and a half million"."""
    units, teens, tens, scales = (words_of(k) for k in ("unit", "teen", "ten", "scale"))
    total, current, last, at, room, top = 0.0, 0.0, -1, i, 1000.0, 1.0
    while at < len(lex) and at < i + 24:
        word = lex[at].word
        if word in tens and room > 99:
            current, room, last = current + tens[word], 10.0, at
        elif word in teens and room > 99:
            current, room, last = current + teens[word], 0.0, at
        elif word in units and room > 9:
            current, room, last = current + units[word], 0.0, at
            current, last = _and_a_half(lex, last, current)
        elif word in scales and current:
            if word in ("hundred", "dozen"):
                current, room = current * scales[word], 100.0
            else:
                total, current, room = total + current * scales[word], 0.0, 1000.0
            top, last = max(top, scales[word]), at
        elif last >= 0 and word in DASHES and adjacent(lex, at - 1) and word_at(lex, at + 1) in (units | scales):
            at += 1
            continue
        elif last >= 0 and word == "and" and top > 1 and word_at(lex, at + 1) in (units | teens | tens):
            if room < 100:
                break
            at += 1
            continue
        else:
            break
        at = last + 1
    return Number(i, last, _clean(total + current), scale=top) if last >= 0 else None


def _after_article(lex: Sequence[Lexeme], i: int) -> Number | None:
    """ "a hundred", "a dozen", "a half-dozen", "a couple of", "a third of", "a few hundred", "a million"."""
    at = i + 1
    word = word_at(lex, at)
    scales, parts = words_of("scale"), words_of("part")
    if word == "few" and word_at(lex, at + 1) in scales:
        return Number(i, at + 1, 2 * scales[word_at(lex, at + 1)], "floor")
    if word == "couple":
        return _couple(lex, i, at)
    if word in words_of("group") and word_at(lex, at + 1) == "of":
        return Number(i, at, words_of("group")[word])
    if word == "half":
        got = _half(lex, at)
        return Number(i, got.last, got.value, got.kind, got.scale) if got and got.scale > 1 else None
    if word in parts and word_at(lex, at + 1) == "of":
        return Number(i, at, round(1 / parts[word], 4), "fraction")
    if word in scales:
        rest = _words([Lexeme(0, 0, "one"), *lex[at : at + 12]], 0)
        if rest:
            return Number(i, at + rest.last - 1, rest.value, scale=scales[word])
    return None


def _couple(lex: Sequence[Lexeme], i: int, at: int) -> Number | None:
    scales = words_of("scale")
    if word_at(lex, at + 1) in scales:
        scale, last = _scales(lex, at)
        return Number(i, last, 2 * scale, "about", scale)
    if word_at(lex, at + 1) == "of":
        scale, last = _scales(lex, at + 1)
        return Number(i, last if scale > 1 else at, 2 * scale, "about", scale)
    return None


def _half(lex: Sequence[Lexeme], i: int) -> Number | None:
    """ "half a million", "half-dozen", or the share."""
    scales = words_of("scale")
    at = i + 1
    if word_at(lex, at) in DASHES or word_at(lex, at) in ("a", "an"):
        at += 1
    if word_at(lex, at) in scales:
        scale, last = _scales(lex, at - 1)
        return Number(i, last, scale / 2, scale=scale)
    return Number(i, i, 0.5, "fraction") if at == i + 1 else None


def _vague_scale(lex: Sequence[Lexeme], i: int) -> Number | None:
    """ "several hundred": at least two of them."""
    word, scales = lex[i].word, words_of("scale")
    if word in ("several", "few", "many") and word_at(lex, i + 1) in scales:
        return Number(i, i + 1, 2 * scales[word_at(lex, i + 1)], "floor")
    return None


def _plural(lex: Sequence[Lexeme], i: int) -> Number | None:
    """ "dozens", "hundreds of thousands"; "tens of millions" has a ceiling as well."""
    word, plurals = lex[i].word, words_of("plural")
    if word != "tens" and word not in plurals:
        return None
    value, last, high = 2 * plurals.get(word, 10.0), i, None
    if word_at(lex, i + 1) == "of" and word_at(lex, i + 2) in plurals and word != "dozens":
        inner = plurals[word_at(lex, i + 2)]
        value, last = value * inner, i + 2
        high = 100 * inner if word == "tens" else None
    elif word == "dozens" and word_at(lex, i + 1) == "of" and word_at(lex, i + 2) in plurals:
        value, last = value * plurals[word_at(lex, i + 2)], i + 2
    elif word == "tens":
        return None
    return Number(i, last, value, "floor", high=high)


def _fraction(lex: Sequence[Lexeme], i: int) -> Number | None:
    """ "two-thirds", "three quarters", "one in five" is none, "1/3 of"."""
    word, parts = lex[i].word, words_of("part")
    if word in words_of("glyph"):
        return Number(i, i, words_of("glyph")[word], "fraction")
    if word_at(lex, i + 1) == "/" and adjacent(lex, i) and adjacent(lex, i + 1):
        below = word_at(lex, i + 2)
        if (
            word.isdecimal()
            and below.isdecimal()
            and 0 < int(word) < int(below[:4]) < 11
            and word_at(lex, i + 3) == "of"
        ):
            return Number(i, i + 2, round(int(word) / int(below), 4), "fraction")
        return None
    top = words_of("unit").get(word)
    if top is None and word.isdecimal() and len(word) < 3:
        top = float(word)
    at = i + 2 if word_at(lex, i + 1) in DASHES else i + 1
    below = word_at(lex, at)
    if not top or below not in parts or (below.endswith("s") != (top > 1)) or top >= parts[below]:
        return None
    if top == 1 and word_at(lex, at + 1) not in ("of", "the"):
        return None
    return Number(i, at, round(top / parts[below], 4), "fraction")


def _clean(value: float) -> float:
    """Without the dust of binary multiplication: 3.2 * 1e6 is 3200000."""
    return float(f"{value:.12g}")
