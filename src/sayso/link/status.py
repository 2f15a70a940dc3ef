"""Claim -> its status: the first that fits, in the order of the design."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Act, Certainty, ClaimStatus, Mode, Origin, SignalKind, SourceKind, Statement
from .words import split_words, word_set

_SPECULATIVE = frozenset({SignalKind.CONDITIONAL, SignalKind.PREDICTION, SignalKind.QUESTION})


def find_status(
    statements: Sequence[Statement], origins: Sequence[Origin], contradicted: bool, denied_by: Sequence[str]
) -> ClaimStatus:
    """`contradicted`: something else in the run cannot hold beside it; `denied_by`: who denies it."""
    if contradicted:
        return ClaimStatus.CONTRADICTED
    if denied_by:
        return ClaimStatus.DENIED
    if len(origins) < 2 and _is_alleged(statements):
        return ClaimStatus.ALLEGED
    if all(_is_hypothetical(s) for s in statements):
        return ClaimStatus.HYPOTHETICAL
    if _is_opinion(statements):
        return ClaimStatus.OPINION
    return ClaimStatus.INDEPENDENT if len(origins) > 1 else ClaimStatus.ONE_ORIGIN


def _is_alleged(statements: Sequence[Statement]) -> bool:
    """Only accusations and hearsay; nobody tells it flatly."""
    return all(
        s.act is Act.ACCUSES
        or any(g.kind in (SignalKind.RUMOUR, SignalKind.ACCUSATION) for g in s.signals)
        or (s.source.kind is SourceKind.UNNAMED and s.certainty is Certainty.UNKNOWN)
        for s in statements
    )


def _is_hypothetical(s: Statement) -> bool:
    if s.act in (Act.PREDICTS, Act.ASKS):
        return True
    return s.certainty is not Certainty.CERTAIN and any(g.kind in _SPECULATIVE for g in s.signals)


def _is_opinion(statements: Sequence[Statement]) -> bool:
    """Most tellings are a belief, a demand, or use words that judge."""
    judging = word_set("opinion.txt")
    votes = 0
    for s in statements:
        words = {w.low for w in split_words(s.text)}
        votes += s.act in (Act.BELIEVES, Act.DEMANDS) or (bool(words & judging) and s.mode is not Mode.HEADLINE)
    return 2 * votes > len(statements)
