"""One form for the many ways in which a place name is written. Imports nothing of ours: the build script shares it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LONG = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_LETTERS = str.maketrans({"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "-": " ", "–": " "})
_DROPPED = frozenset(".'’‘ʻ`,")


@lru_cache(maxsize=8192)
def normal(name: str) -> str:
    """Caseless, without accents, full stops and apostrophes; hyphens are spaces; "St." is "saint" at the start."""
    flat = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    kept = "".join(c for c in flat if c not in _DROPPED and not unicodedata.combining(c)).casefold()
    words = kept.split()
    if len(words) > 1 and words[0] in _LONG:
        words[0] = _LONG[words[0]]
    return " ".join(words)
