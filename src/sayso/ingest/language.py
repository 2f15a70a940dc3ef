"""Which language a text is written in, where that can be told."""

from __future__ import annotations

import re

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SAMPLE = 20_000  # characters
_ENOUGH = 120  # letters of a Latin script; fewer name no language
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
