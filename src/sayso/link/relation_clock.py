"""Times of day in two tellings of one thing: another time, or the same without its "about"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import RelationKind
from .pairs import other_occasion
from .relation_clashes import Clash
from .relation_scene import Scene

SAME_TOPIC, NAMED_TOPIC = 0.6, 0.4  # chance of one topic from which times are held against each other
HALF_DAY = 12 * 60
_CLOCK = re.compile(
    r"\b(?P<bound>(?:about|around|shortly after|shortly before|just after|just before|nearly|roughly|approximately)\s)?"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?\s?m\b\.?|o['’]clock|hours|GMT)?",
    re.I,
)


def times_of_day(text: str) -> list[tuple[int, str, str]]:
    """(minutes of half a day, bound, words) of each time of day in `text`; "14:05" and "2.05 p.m." are the same."""
    found = []
    for m in _CLOCK.finditer(text[:600]):
        hour, minute = int(m["hour"]), m["minute"]
        colon = minute is not None and text[m.end("hour")] == ":"
        if hour > 24 or not (colon or m["half"]) or ((m["half"] or "").lower().startswith("hours") and minute is None):
            continue
        found.append(((60 * hour + int(minute or 0)) % HALF_DAY, (m["bound"] or "").strip().lower(), m.group().strip()))
    return found


def clock_clashes(scene: Scene) -> Iterator[Clash]:
    held = [times_of_day(u.text) for u in scene.field.units]
    for p in scene.near:
        if p.topic < NAMED_TOPIC:
            break
        x, y = held[p.left], held[p.right]
        a, b = scene.unit(p.left), scene.unit(p.right)
        if scene.statement(p.left).article == scene.statement(p.right).article or len(x) != 1 or len(y) != 1:
            continue
        if (p.topic < SAME_TOPIC and not p.named) or other_occasion(scene.field, a, b):
            continue
        (mine, bound, words), (theirs, other, said) = x[0], y[0]
        if mine != theirs:
            note = f"another time of day: “{words}” against “{said}”"
            yield Clash(p.left, p.right, RelationKind.DIFFERS, note, f"clock {sorted((mine, theirs))}", 0, words, said)
        elif bool(bound) != bool(other):
            note = f"“{words}” against “{said}”: the bound changed"
            odd = -1 if other else 1
            yield Clash(p.left, p.right, RelationKind.NUMBER_DRIFT, note, f"clock {mine}", odd, words, said)
