"""Whether an origin is a party to the claim, and why: it accuses, denies or promises, speaks of itself, or is whom the claim is about."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Act, SourceKind, Stake, Statement
from .origin_mouths import MOST, Mouth, Sort
from .origin_words import country_of, generic
from .words import split_words

_OUTSIDE = frozenset({Sort.VOICE, Sort.MEDIA, Sort.NOBODY})
_BY_ACT = {Act.ACCUSES: Stake.ACCUSES, Act.DENIES: Stake.DENIES, Act.PROMISES: Stake.PROMISES}
_FIRST = frozenset(["i", "we", "my", "our", "me", "us"])


def stake_of(mouth: Mouth, group: Sequence[Statement], statements: Sequence[Statement]) -> Stake | None:
    """What `mouth`, on which `group` rests, has to do with the claim of `statements`; None where nothing is known."""
    own = [s for s in group if s.source.kind is not SourceKind.NARRATOR]
    if not own:
        return None
    acts = {s.act for s in own}
    stake = next((stake for act, stake in _BY_ACT.items() if act in acts), None)
    if stake or mouth.sort in _OUTSIDE:
        return stake
    # "US" in capitals is a country, no pronoun.
    if any(w.low in _FIRST and w.raw not in ("US", "I.") for s in own for w in split_words(s.text[:MOST])):
        return Stake.OF_ITSELF
    return Stake.IS_ABOUT if any(_is_about(mouth, s) for s in statements) else None


def _is_about(mouth: Mouth, s: Statement) -> bool:
    words = split_words(s.text[:MOST])
    lows = {w.low for w in words}
    if mouth.sort is Sort.POLICE:
        return bool(lows & generic("police"))
    if (
        mouth.sort is Sort.STATE
    ):  # a country is the scene of much that it does not do: only at the head of the statement
        return bool(words) and country_of(words[0].raw) == mouth.name
    name = split_words(mouth.name)
    return bool(name) and not mouth.plain and name[-1].low in lows
