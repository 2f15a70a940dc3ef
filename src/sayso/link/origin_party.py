"""Whether an origin is a party to the claim: it accuses, denies or promises, speaks of itself, or is whom the claim is about."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Act, SourceKind, Statement
from .origin_mouths import Mouth, Sort
from .origin_words import country_of, generic
from .words import split_words

_OUTSIDE = frozenset({Sort.VOICE, Sort.MEDIA, Sort.NOBODY})
_FIRST = frozenset(["i", "we", "my", "our", "me", "us"])


def is_party(mouth: Mouth, group: Sequence[Statement], statements: Sequence[Statement]) -> bool:
    own = [s for s in group if s.source.kind is not SourceKind.NARRATOR]
    if not own:
        return False
    if any(s.act in (Act.ACCUSES, Act.DENIES, Act.PROMISES) for s in own):
        return True
    if mouth.sort in _OUTSIDE:
        return False
    # "US" in capitals is a country, no pronoun.
    if any(w.low in _FIRST and w.raw not in ("US", "I.") for s in own for w in split_words(s.text)):
        return True
    return any(_is_about(mouth, s) for s in statements)


def _is_about(mouth: Mouth, s: Statement) -> bool:
    words = split_words(s.text)
    lows = {w.low for w in words}
    if mouth.sort is Sort.POLICE:
        return bool(lows & generic("police"))
    if (
        mouth.sort is Sort.STATE
    ):  # a country is the scene of much that it does not do: only at the head of the statement
        return bool(words) and country_of(words[0].raw) == mouth.name
    name = split_words(mouth.name)
    return bool(name) and not mouth.plain and name[-1].low in lows
