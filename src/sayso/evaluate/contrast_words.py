"""Forms of verbs, and the words that patterns of the contrast set put for others."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

PAST, PARTICIPLE, THIRD, ING = "VBD", "VBN", "VBZ", "VBG"
_FORMS = (PAST, PARTICIPLE, THIRD, ING)
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SMALL = dict(zip(_SMALL, range(2, 13), strict=True))
DIGITS = {str(n): word for word, n in SMALL.items()}
_VOWELS = "aeiou"


def _rows(name: str) -> list[str]:
    text = files("sayso").joinpath("evaluate", "data", name).read_text(encoding="utf-8")
    return [line for raw in text.splitlines() if (line := raw.strip()) and not line.startswith("#")]


@cache
def _irregular() -> dict[str, dict[str, str]]:
    rows = (line.split() for line in _rows("contrast_verbs.txt"))
    return {row[0]: dict(zip(_FORMS, row[1:], strict=True)) for row in rows}


def inflect(lemma: str, tag: str) -> str:
    """The form of a verb that has the tag `tag` (VBD, VBN, VBZ, VBG; else the base form)."""
    if tag not in _FORMS:
        return lemma
    known = _irregular().get(lemma)
    return known[tag] if known else _regular(lemma, tag)


def is_known(lemma: str, text: str, tag: str) -> bool:
    """Whether `inflect` gives the form that stands in the text: only then are the other forms to be trusted."""
    return inflect(lemma, tag) == text.lower()


def _regular(lemma: str, tag: str) -> str:
    if tag == THIRD:
        if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
            return lemma[:-1] + "ies"
        return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    ending = "ing" if tag == ING else "ed"
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + ending
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS and tag != ING:
        return lemma[:-1] + "ied"
    if _doubles(lemma):
        return lemma + lemma[-1] + ending
    return lemma + ending


def _doubles(lemma: str) -> bool:
    """Whether the last letter is doubled ("stopped"): one syllable, or one of the few longer ones of news."""
    short = sum(c in _VOWELS for c in lemma) == 1 and len(lemma) > 2
    closed = lemma[-1] not in _VOWELS + "wxy" and lemma[-2:-1] in tuple(_VOWELS)
    return closed and (short or lemma.endswith(("mit", "fer", "pel", "cur")))


@cache
def antonyms(part: str, sort: str) -> dict[str, str]:
    """Words of a class that exclude each other, either way, of the part tuning or kept."""
    found: dict[str, str] = {}
    for row in (line.split() for line in _rows("contrast_antonyms.txt")):
        if row[:2] == [part, sort]:
            found.setdefault(row[2], row[3])
            found.setdefault(row[3], row[2])
    return found


@cache
def swaps(kind: str) -> dict[str, str]:
    """Each word of a kind and what stands in its place."""
    found: dict[str, str] = {}
    for line in _rows("contrast_swaps.txt"):
        name, _, words = line.partition(":")
        if name == kind:
            row = words.split()
            for word, other in zip(row, [*row[1:], row[0]], strict=True):
                found.setdefault(word, other)
    return found
