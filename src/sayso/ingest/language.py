"""Which language a text is written in, where that can be told."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SAMPLE = 20_000  # characters
_ENOUGH = 120  # letters of a Latin script; fewer name no language
_FEW = 10  # letters below which nothing can be said at all
_LEAN = (
    14.0  # of log probability by which another language must be likelier than English for a short text to be doubted
)
_ENGLISH = 0.25  # share of the commonest English words from which a text is English whatever else it looks like
_KIN = frozenset({"en", "pcm"})  # Nigerian Pidgin is told from headlines on Nigeria by their names alone
_WORD = re.compile(r"[^\W\d_]+")
_MARGIN = 15.0  # of log probability that another language must have over English


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`; None where it is too short to tell, or too near to English."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    latin = len(_LATIN.findall(sample))
    if letters == 0 or (latin > letters // 2 and letters < _ENOUGH):
        return None
    import py3langid

    ranked = py3langid.rank(sample)
    best, score = str(ranked[0][0]), float(ranked[0][1])
    if best == "en":
        return best
    english = next((float(s) for code, s in ranked if code == "en"), None)
    if latin > letters // 2 and english is not None and score - english < _MARGIN:
        return None
    return best


def seems_foreign(text: str) -> str | None:
    """Code of the language that a text most likely is in where that is not English; None where it is English or nothing can be said.

    For texts of which `language_of` says nothing: headlines, single sentences.
    """
    sample = text[:_SAMPLE]
    words = [w.lower() for w in _WORD.findall(sample)]
    if sum(map(len, words)) < _FEW or sum(w in _common() for w in words) >= _ENGLISH * len(words):
        return None
    import py3langid

    ranked = {str(code): float(score) for code, score in py3langid.rank(sample)}
    best = max(ranked, key=lambda code: ranked[code])
    likely = best not in _KIN and ranked[best] - ranked.get("en", ranked[best]) >= _LEAN
    return best if likely else None


@cache
def _common() -> frozenset[str]:
    lines = files("sayso").joinpath("ingest", "data", "english.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())
