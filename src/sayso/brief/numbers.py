"""The story in numbers: what is counted at the head of a brief."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Claim, ClaimStatus
from .model import Brief

DISPUTED = frozenset({ClaimStatus.CONTRADICTED, ClaimStatus.DENIED})


@dataclass(frozen=True, slots=True)
class StoryNumbers:
    """`origins` are those of the claims that two or more articles make (of all claims where there are none such),
    the most used first; `single` of the `shared` claims rest on one origin."""

    articles: int
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    statements: int
    claims: int
    shared: int
    single: int
    disputed: int


def is_shared(claim: Claim) -> bool:
    """Made by two or more articles."""
    return len(set(claim.articles)) > 1


def is_disputed(claim: Claim) -> bool:
    return claim.status in DISPUTED


def story_numbers(brief: Brief) -> StoryNumbers:
    claims = brief.links.claims
    shared = [c for c in claims if is_shared(c)]
    return StoryNumbers(
        articles=len(brief.readings),
        outlets=_outlets(brief),
        origins=_origins(shared or list(claims)),
        statements=len(brief.statements),
        claims=len(claims),
        shared=len(shared),
        single=sum(len(c.origins) == 1 for c in shared),
        disputed=sum(map(is_disputed, claims)),
    )


def _outlets(brief: Brief) -> tuple[str, ...]:
    """Named outlets in the order of their articles; spelling apart from case counts once."""
    names: dict[str, str] = {}
    for reading in brief.readings:
        if reading.article.outlet:
            names.setdefault(reading.article.outlet.casefold(), reading.article.outlet)
    return tuple(names.values())


def _origins(claims: list[Claim]) -> tuple[str, ...]:
    uses: dict[str, list[str]] = {}
    for claim in claims:
        for origin in claim.origins:
            uses.setdefault(origin.name.casefold(), []).append(origin.name)
    ranked = sorted(uses.values(), key=lambda names: (-len(names), names[0]))
    return tuple(names[0] for names in ranked)
