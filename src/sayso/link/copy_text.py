"""An article as a row of words to be held against others: only what speaks, in one spelling, quoted words marked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..model import SPEAKING_BLOCKS, Reading, Span

GRAM = 5  # words in a shingle
_WORD = re.compile(r"\d[\d.,:]*|[^\W\d_]+")
_VOWELS = frozenset("aeiouy")
_SOUNDS = str.maketrans("zcqbw", "skkvv")


@dataclass(frozen=True, slots=True)
class Row:
    """The words of an article: `words[i]` is normalised, `quoted[i]` says whether it stands in a quotation."""

    words: tuple[str, ...]
    quoted: tuple[bool, ...]

    @property
    def grams(self) -> list[str]:
        """Shingles by position; empty for fewer words than a shingle has."""
        return [" ".join(run) for run in zip(*(self.words[i:] for i in range(GRAM)), strict=False)]


def row_of(reading: Reading) -> Row:
    words: list[str] = []
    quoted: list[bool] = []
    text = reading.article.text
    quotations = sorted(q.span for q in reading.quotations)
    at = 0
    for part in speaking(reading):
        for m in _WORD.finditer(text, part.start, part.end):
            word, start = m[0], m.start()
            if len(word) == 1 and not word.isdigit():
                continue  # "s" of a possessive, "a", initials: what light edits change
            while at < len(quotations) and quotations[at].end <= start:
                at += 1
            words.append(_normal(word) if len(word) <= 40 else word.lower())
            quoted.append(at < len(quotations) and quotations[at].start <= start)
    return Row(tuple(words), tuple(quoted))


def speaking(reading: Reading) -> list[Span]:
    """The parts of an article that may speak, in order; the whole text of a reading without blocks."""
    if not reading.blocks:
        return [Span(0, len(reading.article.text))]
    return sorted(b.span for b in reading.blocks if b.kind in SPEAKING_BLOCKS)


@lru_cache(maxsize=65536)
def _normal(word: str) -> str:
    """One form for spellings of one word: no case, accents or digits; of longer words the consonants only, so that names
    written down by ear and both spellings of English meet."""
    if word[0].isdigit():
        return "#"
    flat = "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if not unicodedata.combining(c))
    if len(flat) < 5:
        return flat
    bare = flat[0] + "".join(c for c in flat[1:].translate(_SOUNDS) if c not in _VOWELS)
    return "".join(c for i, c in enumerate(bare) if i == 0 or c != bare[i - 1])
