"""Labels of pins on the map that never overlap one another, a dot, or the frame."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .geo import Point

LETTER, LINE = 7.0, 19.0  # width of a letter (generous: bold sans at 13 units) and height of a label
DOT = 6.0  # half the side of the square that a dot keeps free


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label stands: its box, and the end of the leader line at it."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Label) -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def nearest(self, point: Point) -> Point:
        """The point of the box nearest to `point`."""
        return (min(max(point[0], self.x), self.x + self.width), min(max(point[1], self.y), self.y + self.height))


def place_labels(dots: list[Point], texts: list[str], width: float, height: float) -> list[Label | None]:
    """One label box a dot, or None where there is no room; the dots that come first choose first."""
    taken = [Label(x - DOT, y - DOT, 2 * DOT, 2 * DOT) for x, y in dots]
    found: list[Label | None] = []
    for dot, text in zip(dots, texts, strict=True):
        label = next((box for box in _candidates(dot, text) if _fits(box, taken, width, height)), None)
        if label is not None:
            taken.append(label)
        found.append(label)
    return found


def _candidates(dot: Point, text: str) -> list[Label]:
    """Right, left, above, below, then rings of growing distance."""
    x, y = dot
    wide = len(text) * LETTER + 12
    boxes = [
        Label(x + 10, y - LINE / 2, wide, LINE),
        Label(x - 10 - wide, y - LINE / 2, wide, LINE),
        Label(x - wide / 2, y - 10 - LINE, wide, LINE),
        Label(x - wide / 2, y + 10, wide, LINE),
    ]
    for ring in range(1, 9):
        away = 14 + 22 * ring
        for step in range(12):
            angle = math.pi * step / 6
            cx, cy = x + away * math.cos(angle), y + away * math.sin(angle)
            left = cx if math.cos(angle) > 0.1 else cx - wide if math.cos(angle) < -0.1 else cx - wide / 2
            boxes.append(Label(left, cy - LINE / 2, wide, LINE))
    return boxes


def _fits(box: Label, taken: list[Label], width: float, height: float) -> bool:
    inside = box.x >= 2 and box.y >= 2 and box.x + box.width <= width - 2 and box.y + box.height <= height - 2
    return inside and not any(box.overlaps(other) for other in taken)
