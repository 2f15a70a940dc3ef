"""Word lists of `read`, kept as data files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..model import Act, Certainty

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class CueWord:
    lemma: str
    act: Act
    certainty: Certainty


def rows(name: str) -> Iterator[list[str]]:
    """Tab-separated rows of `data/name`, without comments and blank lines."""
    text = (DATA / name).read_text(encoding="utf8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


@cache
def cue_words() -> dict[str, CueWord]:
    return {lemma: CueWord(lemma, Act(act), Certainty(how)) for lemma, act, how in rows("cues.tsv")}


@cache
def cue_nouns() -> dict[str, str]:
    """Nouns that attribute the clause after them -> "yes" where somebody unnamed may stand behind them, else "no"."""
    return {row[0]: row[1] for row in rows("cue_nouns.txt")}


def verb_lemma(word: str) -> str | None:
    """The reporting verb of which `word` is the third person or the past; None for any other word."""
    low = word.lower()
    for suffix, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", "")):
        if low.endswith(suffix) and low[: -len(suffix)] + instead in cue_words():
            return low[: -len(suffix)] + instead
    return None


@cache
def words(name: str) -> frozenset[str]:
    """The first column of `data/name`, in lower case."""
    return frozenset(row[0].lower() for row in rows(name))
