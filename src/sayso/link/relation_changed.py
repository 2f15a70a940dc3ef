"""What tellings in the same words show of each other, beside what their clauses show."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import RelationKind
from .relation_aligned import Aligned, Difference, holders
from .relation_clashes import Clash
from .relation_denials import rejects
from .relation_scene import Scene
from .relation_tokens import Token

_NUMBERS = ("number", "unit", "base")
_WORDS = ("not", "opposite")
_EXCLUDED_BY = {"number": _NUMBERS, "not": _WORDS, "opposite": _WORDS, "day": ("day",), "place": ("place",)}


def with_aligned(scene: Scene, found: Sequence[Clash]) -> list[Clash]:
    """`found` without what tellings in the same words show to be none, and with what they show beyond it."""
    aligned = {(a.left, a.right): a for a in scene.aligned}
    kept = [c for c in found if not _is_refuted(c, aligned.get(_statements(scene, c)))]
    told = {(_statements(scene, c), f) for c in kept for f in _EXCLUDED_BY.get(c.family, (c.family,))}
    return kept + [
        _clash(scene, a, d)
        for a, d in holders(
            scene.aligned, scene.field, lambda a: bool(scene.units_of[a.left] and scene.units_of[a.right])
        )
        if d.kind is not None and ((a.left, a.right), d.family) not in told and not _is_denial(scene, a, d)
    ]


def _is_denial(scene: Scene, a: Aligned, d: Difference) -> bool:
    """Whether one of the two denies what the other tells, which is told as a denial."""
    return d.family == "not" and any(rejects(scene.field.statements[n]) for n in (a.left, a.right))


def _statements(scene: Scene, c: Clash) -> tuple[int, int]:
    x, y = (scene.unit(u).statement for u in (c.left, c.right))
    return (x, y) if x < y else (y, x)


def _is_refuted(c: Clash, told: Aligned | None) -> bool:
    """Whether the tellings are the same in just what the clash says of them."""
    if told is None:
        return False
    if c.kind is RelationKind.NUMBER_DRIFT:  # a bound may have changed
        return told.has("day") and not told.has(*_NUMBERS)
    return c.family == "wording" or (c.family in _EXCLUDED_BY and not told.has(*_EXCLUDED_BY[c.family]))


def _clash(scene: Scene, a: Aligned, d: Difference) -> Clash:
    left, right = _unit(scene, a.left, d.mine), _unit(scene, a.right, d.theirs)
    mine, theirs = (t.raw if t is not None and d.family != "not" else "" for t in (d.mine, d.theirs))
    kind = d.kind or RelationKind.DIFFERS
    topic = f"{d.family} {' '.join(sorted((mine, theirs))).lower()}"
    return Clash(left, right, kind, d.note, topic, 0, mine, theirs, family=d.family)


def _unit(scene: Scene, s: int, token: Token | None) -> int:
    """The clause of a statement that holds a token, else its first."""
    own = scene.units_of[s]
    if token is not None:
        return next((u for u in own if scene.unit(u).span.contains(token.span)), own[0])
    return own[0]
