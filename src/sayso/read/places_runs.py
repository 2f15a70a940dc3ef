"""Runs of tokens whose words name a place somewhere, before anything is asked of the grammar.

The words are taken from the document once: asking spaCy token by token costs more than all that is done with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .countries import heads, lookup
from .gazetteer import Candidate, lookup_many
from .places_words import kinds, states

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST = 6  # tokens of a name


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `[first, last]`; `nation` says that they name a country, `found` what else they may mean."""

    first: int
    last: int
    text: str
    nation: bool
    found: list[Candidate]


def is_capital(word: str) -> bool:
    return word[:1].isupper() and (len(word) > 1 or word == "K")


def words_of(doc: Doc, text: str) -> tuple[list[str], list[int]]:
    """The words of `doc` and where they start in `text`, which is its text."""
    starts: list[int] = doc.to_array("IDX").tolist()
    lengths: list[int] = doc.to_array("LENGTH").tolist()
    return [text[start : start + length] for start, length in zip(starts, lengths, strict=True)], starts


def find_runs(text: str, words: list[str], starts: list[int]) -> tuple[list[Run], dict[str, list[Candidate]]]:
    """The runs that name something, the longest first at each token; and all that the gazetteer has for any run."""
    spans = [(i, j, text[starts[i] : starts[j] + len(words[j])]) for i, j in _spans(words)]
    known = lookup_many({name for _, _, name in spans})
    runs: list[Run] = []
    for i, j, name in spans:
        found = known.get(name, [])
        nation = _may_be_country(words[i]) and lookup(name) is not None
        if nation or found or name in states():
            runs.append(Run(i, j, name, nation, found))
    runs.sort(key=lambda r: (r.first, -r.last))
    return runs, known


def _spans(words: list[str]) -> list[tuple[int, int]]:
    """Ranges that start and end with a capital, of a few tokens on one line."""
    inner, after = kinds()["inner"], kinds()["class_after"]
    count = len(words)
    kept: list[tuple[int, int]] = []
    for i, first in enumerate(words):
        if not is_capital(first):
            continue
        kept.append((i, i))
        for j in range(i + 1, min(i + _LONGEST, count)):
            word = words[j]
            if is_capital(word):
                kept.append((i, j))
            elif word.isspace() or word.lower() not in inner:
                if word.lower() in after:  # one class word may end a name: "Qeshm island", "Kerman province"
                    kept.append((i, j))
                break
    return kept


def _may_be_country(word: str) -> bool:
    return not word.isascii() or word.replace(".", "").casefold() in heads()
