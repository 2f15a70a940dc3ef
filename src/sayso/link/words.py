"""Words of a text as the linker compares them: their places, their stems, the concepts they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"\d[\d.,:]*\d|\d|[^\W\d_]+(?:[-.&][^\W\d_]+)*")
SHORT = 400  # characters of a text whose words are kept at hand
LESSENING = frozenset(
    ["insufficiently", "inadequately", "poorly", "barely", "hardly", "scarcely", "less"]
)  # before a quality
LONG_NAMES = {"st": "saint", "mt": "mount", "ft": "fort"}  # short forms before names of places
_SMALL = {
    w: float(n)
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0}
_SMALL |= {
    w: float(n + 1)
    for n, w in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ]
    )
}
_VAGUE = {"multiple": 2.0, "several": 2.0, "dozens": 24.0, "hundreds": 200.0, "thousands": 2000.0}
_LARGE = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


@dataclass(frozen=True, slots=True)
class Word:
    """One word at `start` of its text; `low` in lower case, `key` what it is compared by."""

    start: int
    end: int
    raw: str
    low: str
    key: str


@cache
def lines(name: str) -> tuple[str, ...]:
    """Lines of a data file of this room, without comments and blank lines."""
    text = files("sayso").joinpath("link", "data", name).read_text(encoding="utf-8")
    return tuple(s for raw in text.splitlines() if (s := raw.strip()) and not s.startswith("#"))


@cache
def word_set(name: str) -> frozenset[str]:
    return frozenset(w for line in lines(name) for w in line.split())


@cache
def _concepts() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines("concepts.txt"):
        concept, _, names = line.partition(":")
        for w in names.split():
            found.setdefault(w, concept.strip())
    return found


@cache
def opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (line.partition("|") for line in lines("opposites.txt"))
    return tuple((frozenset(a.split()), frozenset(b.split())) for a, _, b in pairs)


def stem(low: str) -> str:
    """A word without its commonest endings: enough to meet its other forms, not a dictionary form."""
    if low.endswith("ly") and len(low) > 5:
        low = low[:-2]
    for ending, least in (("ies", 4), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if low.endswith(ending) and len(low) >= least and not low.endswith("ss"):
            cut = low[: -len(ending)]
            return cut + "y" if ending == "ies" else cut.rstrip("e") if len(cut) > 3 else cut
    return low.rstrip("e") if len(low) > 4 else low


@cache
def _key(low: str) -> str:
    found = _concepts().get(low)
    return "=" + found if found else stem(low.replace("-", ""))


def split_words(text: str) -> list[Word]:
    """All words of `text` in order; apostrophes split, so that "Kim's" begins with "Kim"."""
    return list(_split_known(text) if len(text) <= SHORT else _split(text))


@lru_cache(maxsize=4096)
def _split_known(text: str) -> tuple[Word, ...]:
    # Linking asks for the words of one and the same sentence, and of single words, again and again.
    return tuple(_split(text))


def _split(text: str) -> list[Word]:
    found = []
    for m in _WORD.finditer(text):
        low = m.group().lower()
        found.append(Word(m.start(), m.end(), m.group(), low, low if low[0].isdigit() else _key_bounded(low)))
    return found


def raw_words(text: str) -> list[str]:
    """The words of `split_words` as they are written, for where no more is asked."""
    return _WORD.findall(text)


def _key_bounded(low: str) -> str:
    # The cache must not keep monstrous words of broken text.
    return _key(low) if len(low) <= 40 else low


def number_of(low: str) -> float | None:
    """The value of a single word, or None: "26", "1,150", "five", "fifth"."""
    if low in _SMALL:
        return _SMALL[low]
    if not low[0].isdigit() or ":" in low or len(low) > 20:
        return None
    plain = low.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", low) else low
    try:
        return float(plain)
    except ValueError:
        return None


def scale_of(low: str) -> float | None:
    return _LARGE.get(low)


def floor_of(low: str) -> float | None:
    """The least that a vague number word says: "dozens" are 24 or more."""
    return _VAGUE.get(low)
