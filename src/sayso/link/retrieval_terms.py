"""What a text is found by: its words and pieces of words, without what only posts on social media have around them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .words import split_words, word_set

Floats = npt.NDArray[np.float64]

GRAM = 4  # letters in a piece of a word
LONGEST = 4000  # characters read of one text
SATURATION, LENGTH = 1.2, 0.4  # k1 and b of BM25: claims are of like length, so length says little

_SIGNED = re.compile(r"\s[—–-]\s?([^—–\n]{1,80})\(@\w{1,30}\)\s?(?:\w+ \d{1,2}, \d{4})?\s*$")
_LINK = re.compile(r"https?:\S*|\bpic\.twitter\.com/\S*|\bwww\.\S+|\bt\.co/\S+")
_TAG = re.compile(r"[#@](\w+)")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def plain(text: str) -> str:
    """`text` without links, without the signature of a quoted post; tags and handles in the words they are made of."""
    text = _SIGNED.sub("", text[:LONGEST])
    text = _TAG.sub(lambda m: f" {_HUMP.sub(' ', m.group(1)).replace('_', ' ')} ", _LINK.sub(" ", text))
    return " ".join(text.split())


def signer(text: str) -> str:
    """The name under a quoted post, "" where there is none: what somebody writes is often retold with that name."""
    found = _SIGNED.search(text[:LONGEST])
    return found.group(1).strip() if found else ""


def words_of(text: str) -> list[str]:
    """Keys of the words that tell something."""
    stop = word_set("stopwords.txt")
    return [w.key for w in split_words(text) if w.low not in stop]


def grams_of(text: str) -> list[str]:
    """Pieces of GRAM letters of the words that tell something, their edges marked: they meet where endings or spelling differ."""
    stop = word_set("stopwords.txt")
    found: list[str] = []
    for w in split_words(text):
        if w.low not in stop:
            edged = f"_{w.low[:40]}_"
            found += [edged[i : i + GRAM] for i in range(max(1, len(edged) - GRAM + 1))]
    return found


class Postings:
    """Which texts hold a term, and BM25 over them. Texts are numbered in the order in which they are added."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[list[int], list[int]]] = {}
        self._rows: dict[str, tuple[npt.NDArray[np.int64], Floats]] = {}  # the same, of terms that were looked for
        self._lengths: list[int] = []

    def __len__(self) -> int:
        return len(self._lengths)

    def add(self, terms: Sequence[str]) -> None:
        number = len(self._lengths)
        self._lengths.append(len(terms))
        for term, times in Counter(terms).items():
            numbers, counts = self._held.setdefault(term, ([], []))
            numbers.append(number)
            counts.append(times)
            self._rows.pop(term, None)

    def rarity(self, term: str) -> float:
        """Inverse document frequency, above 0."""
        held = len(self._held[term][0]) if term in self._held else 0
        return math.log(1 + (len(self) - held + 0.5) / (held + 0.5))

    def weight(self, terms: Sequence[str]) -> float:
        """What a text with all of the different `terms`, each once, weighs."""
        return math.fsum(self.rarity(t) for t in dict.fromkeys(terms))

    def scores(self, terms: Sequence[str]) -> Floats:
        """One score a text, 0 where it holds none of `terms`."""
        total = np.zeros(len(self))
        lengths = np.array(self._lengths, dtype=float)
        damped = SATURATION * (1 - LENGTH + LENGTH * lengths / max(1.0, float(lengths.mean() if len(lengths) else 1)))
        for term in dict.fromkeys(terms):
            if term in self._held:
                numbers, counts = self._row(term)
                total[numbers] += self.rarity(term) * counts * (SATURATION + 1) / (counts + damped[numbers])
        return total

    def _row(self, term: str) -> tuple[npt.NDArray[np.int64], Floats]:
        if term not in self._rows:
            numbers, counts = self._held[term]
            self._rows[term] = np.array(numbers, dtype=np.int64), np.array(counts, dtype=float)
        return self._rows[term]
