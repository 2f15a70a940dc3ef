"""Labels of pins on the map that never overlap one another, a dot, or the frame."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .geo import Point

DOT = 6.0  # half the side of the square that a dot keeps free


@dataclass(frozen=True, slots=True)
class Lettering:
    """How wide a letter and how high a label is, in units of the drawing; widths are generous for a bold sans."""

    letter: float
    line: float
    pad: float


NAMES = Lettering(letter=7.0, line=20.0, pad=12.0)
BADGES = Lettering(letter=15.0, line=34.0, pad=14.0)  # numbers only, for a map drawn at half the size


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


def place_labels(
    dots: list[Point], texts: list[str], width: float, height: float, style: Lettering = NAMES
) -> list[Label | None]:
    """One label box a dot, or None where there is no room; the dots that come first choose first."""
    taken = [Label(x - DOT, y - DOT, 2 * DOT, 2 * DOT) for x, y in dots]
    found: list[Label | None] = []
    for dot, text in zip(dots, texts, strict=True):
        label = next((box for box in _candidates(dot, text, style) if _fits(box, taken, width, height)), None)
        if label is not None:
            taken.append(label)
        found.append(label)
    return found


def _candidates(dot: Point, text: str, style: Lettering) -> list[Label]:
    """Right, left, above, below, then rings of growing distance."""
    x, y = dot
    wide, high = len(text) * style.letter + style.pad, style.line
    boxes = [
        Label(x + 10, y - high / 2, wide, high),
        Label(x - 10 - wide, y - high / 2, wide, high),
        Label(x - wide / 2, y - 10 - high, wide, high),
        Label(x - wide / 2, y + 10, wide, high),
    ]
    for ring in range(1, 9):
        away = 14 + 22 * ring
        for step in range(12):
            angle = math.pi * step / 6
            cx, cy = x + away * math.cos(angle), y + away * math.sin(angle)
            left = cx if math.cos(angle) > 0.1 else cx - wide if math.cos(angle) < -0.1 else cx - wide / 2
            boxes.append(Label(left, cy - high / 2, wide, high))
    return boxes


def _fits(box: Label, taken: list[Label], width: float, height: float) -> bool:
    inside = box.x >= 2 and box.y >= 2 and box.x + box.width <= width - 2 and box.y + box.height <= height - 2
    return inside and not any(box.overlaps(other) for other in taken)
