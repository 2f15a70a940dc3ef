"""Whoever stands by a report that others call false: the two cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Claim, Mode, Relation, RelationKind, Statement
from .relation_denials import only_rejects, rejects
from .relation_scene import Scene, same_speaker, who

_STANDS = re.compile(
    r"\b(?:stand|stands|stood|standing)\s(?:firmly\s|fully\s)?(?:by|behind)\s(?:[\w'’]+\s){0,5}?"
    r"(?:report|reports|reporting|coverage|story|stories|account|article|findings|journalism|investigation)\b",
    re.I,
)
_FALSE = re.compile(
    r"\b(?:false|untrue|lies?|garbage|smears?|fake|fabricat\w{1,4}|baseless|nonsense|hoax|inaccura\w{1,4}|wrong|trash)\b",
    re.I,
)


def standing_by(scene: Scene, claims: Sequence[Claim], standing: Sequence[tuple[int, int]]) -> Iterator[Relation]:
    """From each statement that stands by a report to the fullest rejection of it by somebody else, its claim where one is."""
    for n, against in standing:
        s, t = scene.field.statements[n], scene.field.statements[against]
        target = claims[scene.home[against][0]].id if scene.home[against] else t.id
        yield Relation(RelationKind.CONTRADICTS, s.id, target, f"{who(s)} stands by what {who(t)} rejects")


def find_standing(scene: Scene) -> list[tuple[int, int]]:
    """(who stands by a report, who most fully rejects it) as numbers of statements."""
    found = []
    told: set[tuple[str, int]] = set()
    for own, s in enumerate(scene.field.statements):
        if not _STANDS.search(s.text[:600]) or (s.article, s.extent.start) in told:
            continue
        told.add((s.article, s.extent.start))
        against = [
            (t.mode is Mode.HEADLINE, t.article != s.article, -min(len(t.text), 200), n)
            for n, t in enumerate(scene.field.statements)
            if rejects(t) and _FALSE.search(t.text[:200]) and _is_other(scene, s, t)
        ]
        if against:
            found.append((own, min(against)[-1]))
    return found


def unseated(scene: Scene, standing: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Groups that say of a report that it is false, by which somebody stands all the same."""
    first = (g for _, against in standing for g in scene.home[against][:1])
    return frozenset(g for g in first if only_rejects(scene, g))


def _is_other(scene: Scene, s: Statement, t: Statement) -> bool:
    same_words = s.article == t.article and s.extent.overlaps(t.extent)
    return not same_words and not same_speaker(s, t) and scene.one_story(s.article, t.article)
