"""Claim -> its status: the first that fits, in the order of the design.

A claim is only told plainly where somebody vouches for it: a claim that is known by its denial, by accusations, rumours, questions or
conditions alone never comes out as "one origin".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Act, Certainty, ClaimStatus, Mode, Origin, SignalKind, SourceKind, Statement
from .origin_mouths import NOBODY_KNOWN, Sort, mouth_of
from .status_judging import judges

_OPEN = frozenset({SignalKind.CONDITIONAL, SignalKind.PREDICTION, SignalKind.QUESTION})
_HEDGED = frozenset({SignalKind.MODAL, SignalKind.HEDGE, SignalKind.INFERENCE})
_HEARSAY = frozenset({SignalKind.RUMOUR, SignalKind.ACCUSATION})
_ANONYMOUS = re.compile(
    r"\b(?:sources?|insiders?|people|persons?|someone|somebody)\b|\b(?:on|via)\s(?:Twitter|Facebook|Telegram|X|TikTok|Instagram|WeChat|social)\b"
    r"|\b(?:users?|social media|online|internet|bloggers?)\b",
    re.I,
)
_DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying|ial)|reject|dismiss|refut|disput|rebut)", re.I)


def find_status(
    statements: Sequence[Statement], origins: Sequence[Origin], contradicted: bool, denied_by: Sequence[str]
) -> ClaimStatus:
    """`contradicted`: something else in the run cannot hold beside it; `denied_by`: who denies it."""
    if contradicted:
        return ClaimStatus.CONTRADICTED
    if denied_by or only_denied(statements):
        return ClaimStatus.DENIED
    told = _tellings(statements)
    if 2 * sum(judges(s.text) and not _is_hearsay(s) for s in told) > len(told):
        return ClaimStatus.OPINION  # a reproach that only judges alleges nothing
    if _is_alleged(told, origins):
        return ClaimStatus.ALLEGED
    if all(_is_hypothetical(s) for s in told):
        return ClaimStatus.HYPOTHETICAL
    if _is_opinion(told):
        return ClaimStatus.OPINION
    if not any(_is_vouched(s) for s in statements):
        return ClaimStatus.HYPOTHETICAL if any(_is_open(s) for s in statements) else ClaimStatus.ALLEGED
    return ClaimStatus.INDEPENDENT if len(origins) > 1 else ClaimStatus.ONE_ORIGIN


def deniers_of(statements: Sequence[Statement], found: Sequence[str]) -> tuple[str, ...]:
    """Who denies the claim: those `found` by comparing, less who tells it himself; everybody where it is known by its denials alone."""
    tellers = {s.source.name for s in statements if s.act is not Act.DENIES}
    names = [n for n in found if n not in tellers] or (
        [s.source.name for s in statements] if only_denied(statements) else []
    )
    return tuple(dict.fromkeys(names))


def only_denied(statements: Sequence[Statement]) -> bool:
    """Whether the claim is known only because somebody denies it: "denied that ..."; "it is a lie" is told by whoever says it."""
    return all(_is_denied(s) for s in statements)


def _is_denied(s: Statement) -> bool:
    cue = s.cue.text if s.cue else ""
    return s.act is Act.DENIES and s.mode is Mode.INDIRECT and _DENYING.search(cue) is not None


def _tellings(statements: Sequence[Statement]) -> list[Statement]:
    """Headlines only where there is nothing else."""
    return [s for s in statements if s.mode is not Mode.HEADLINE] or list(statements)


def _is_vouched(s: Statement) -> bool:
    """Whether somebody stands for it, however carefully."""
    unknown = s.source.kind is SourceKind.UNNAMED and s.certainty is Certainty.UNKNOWN
    return not (_is_denied(s) or s.act is Act.ACCUSES or _is_hearsay(s) or unknown or _is_open(s))


def _is_hearsay(s: Statement) -> bool:
    return any(g.kind in _HEARSAY for g in s.signals)


def _is_open(s: Statement) -> bool:
    """Asked, predicted or conditional."""
    if s.act in (Act.PREDICTS, Act.ASKS):
        return True
    return s.certainty is not Certainty.CERTAIN and any(g.kind in _OPEN for g in s.signals)


def _is_hypothetical(s: Statement) -> bool:
    """Open, or told as no more than possible."""
    faint = s.certainty in (Certainty.POSSIBLE, Certainty.UNKNOWN)
    return _is_open(s) or (faint and any(g.kind in _HEDGED for g in s.signals))


def _is_alleged(told: Sequence[Statement], origins: Sequence[Origin]) -> bool:
    """Accusations and hearsay of one origin, or nobody but people without a name."""
    nameless = _nameless(told, origins)
    soft = [s.act is Act.ACCUSES or _is_hearsay(s) or s.id in nameless for s in told]
    if all(soft):
        return len(origins) < 2 or not any(_is_vouched(s) for s in told)
    flat = any(s.source.kind is SourceKind.NARRATOR and not _is_hearsay(s) for s in told)
    accused = sum(s.act is Act.ACCUSES or _is_hearsay(s) for s in told)
    return len(origins) < 2 and not flat and 2 * accused >= len(told)


def _nameless(told: Sequence[Statement], origins: Sequence[Origin]) -> frozenset[str]:
    """Ids of tellings from nobody who can be asked, and of those by others without a name that count as one with them."""
    found = {s.id for s in told if _is_nameless(s)}
    unnamed = {s.id for s in told if s.source.kind is SourceKind.UNNAMED}
    ids = {s.id for s in told}
    for o in origins:
        mine = ids.intersection(o.statements)
        if mine & found and mine <= unnamed:
            found |= mine
    return frozenset(found)


def _is_nameless(s: Statement) -> bool:
    """Whether it comes from nobody who can be asked: sources without a name, people "familiar with the matter", users of a network.

    Eyewitnesses and crowds tell of themselves; a belief or a demand is no fact.
    """
    if s.source.kind is not SourceKind.UNNAMED or s.act in (Act.BELIEVES, Act.DEMANDS):
        return False
    mouth = mouth_of(s, NOBODY_KNOWN)
    if s.source.name == "unnamed" and s.source.span is not None and s.certainty is Certainty.CERTAIN:
        return False  # "he" or "they", whom the reading could not place: somebody, if unknown to us
    return mouth.sort is Sort.NOBODY or _ANONYMOUS.search(mouth.name) is not None


def _is_opinion(told: Sequence[Statement]) -> bool:
    """Most tellings are a belief, a demand, or use words that judge."""
    votes = sum(s.act in (Act.BELIEVES, Act.DEMANDS) or judges(s.text) for s in told)
    return 2 * votes > len(told)
