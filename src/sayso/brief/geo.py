"""The ground of the map: land and borders cut to a window, on a plane with straight meridians."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

Point = tuple[float, float]
UNITS = 100  # steps of the map file in a degree
SMALLEST = 7.0  # degrees of longitude and latitude that a window shows at least: below it the coast is too coarse


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the world in degrees; `west` may lie below -180 and `east` above 180 where it spans the date line."""

    west: float
    south: float
    east: float
    north: float
    width: float  # of the drawing, in its own units

    @property
    def stretch(self) -> float:
        """How much narrower a degree of longitude is than one of latitude, in the middle of the window."""
        return max(0.2, math.cos(math.radians((self.south + self.north) / 2)))

    @property
    def scale(self) -> float:
        return self.width / ((self.east - self.west) * self.stretch)

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def place(self, lon: float, lat: float) -> Point:
        """Where a spot is drawn, whichever turn its longitude is counted in."""
        return self.project(self.west + (lon - self.west) % 360, lat)

    def project(self, lon: float, lat: float) -> Point:
        return ((lon - self.west) * self.stretch * self.scale, (self.north - lat) * self.scale)


def window(points: list[Point], width: float, ratio: float) -> Window:
    """A window around points `(lon, lat)` with a margin, `ratio` times as wide as high."""
    lons, lats = _around(sorted(p[0] for p in points)), [p[1] for p in points]
    mid_lon, mid_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    stretch = max(0.2, math.cos(math.radians(mid_lat)))
    high = max(SMALLEST, (max(lats) - min(lats)) * 1.45, (max(lons) - min(lons)) * 1.45 * stretch / ratio)
    high = min(high, 180.0)
    wide = min(360.0, max(high * ratio / stretch, (max(lons) - min(lons)) * 1.1))
    south = min(max(mid_lat - high / 2, -90.0), 90.0 - high)
    return Window(mid_lon - wide / 2, south, mid_lon + wide / 2, south + high, width)


def _around(lons: list[float]) -> list[float]:
    """Sorted longitudes, moved by a whole turn so that they leave out the widest empty stretch of the globe."""
    gaps = [(b - a, n) for n, (a, b) in enumerate(pairwise([*lons, lons[0] + 360]))]
    cut = max(gaps)[1] + 1
    return lons[cut:] + [x + 360 for x in lons[:cut]] if cut < len(lons) else lons


def paths(view: Window) -> tuple[str, str]:
    """SVG path data of the land (to be filled) and of the borders (to be stroked) in a window."""
    box = (view.west - 1, view.south - 1, view.east + 1, view.north + 1)
    land, borders = [], []
    for turn in (-360.0, 0.0, 360.0):
        for ring in _world()["land"]:
            moved = [(x + turn, y) for x, y in ring]
            if _touches(moved, box):
                land.append(_path(_clip(moved, box), view, closed=True))
        for line in _world()["borders"]:
            moved = [(x + turn, y) for x, y in line]
            if _touches(moved, box):
                borders += [_path(part, view, closed=False) for part in _parts(moved, box)]
    return "".join(land), "".join(borders)


@cache
def _world() -> dict[str, list[list[Point]]]:
    raw = json.loads((files(__package__) / "data" / "world.json").read_text(encoding="utf-8"))
    land = [_closed(_unwrapped(_unpack(line))) for line in raw["land"]]
    return {"land": land, "borders": [_unwrapped(_unpack(line)) for line in raw["borders"]]}


def _unwrapped(line: list[Point]) -> list[Point]:
    """Longitudes that run on over the date line instead of jumping from 180 to -180."""
    out = line[:1]
    turn = 0.0
    for a, b in pairwise(line):
        turn += 360.0 if a[0] - b[0] > 180 else -360.0 if b[0] - a[0] > 180 else 0.0
        out.append((b[0] + turn, b[1]))
    return out


def _closed(ring: list[Point]) -> list[Point]:
    """A ring around a pole (Antarctica) goes on to the pole and back."""
    first, last = ring[0], ring[-1]
    if abs(last[0] - first[0]) < 180:
        return ring
    pole = math.copysign(90.0, first[1])
    return [*ring, (last[0], pole), (first[0], pole)]


def _unpack(flat: list[int]) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / UNITS, y / UNITS))
    return points


def _touches(line: list[Point], box: tuple[float, float, float, float]) -> bool:
    xs, ys = [p[0] for p in line], [p[1] for p in line]
    return min(xs) < box[2] and max(xs) > box[0] and min(ys) < box[3] and max(ys) > box[1]


def _clip(ring: list[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """Sutherland-Hodgman: the part of a ring inside a box."""
    for axis, edge, keep_above in ((0, box[0], True), (0, box[2], False), (1, box[1], True), (1, box[3], False)):
        cut: list[Point] = []
        for a, b in zip([ring[-1], *ring[:-1]] if ring else [], ring, strict=True):
            a_in, b_in = (a[axis] >= edge) is keep_above, (b[axis] >= edge) is keep_above
            if a_in is not b_in:
                cut.append(_crossing(a, b, axis, edge))
            if b_in:
                cut.append(b)
        ring = cut
    return ring


def _crossing(a: Point, b: Point, axis: int, edge: float) -> Point:
    t = (edge - a[axis]) / (b[axis] - a[axis])
    x, y = a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])
    return (edge, y) if axis == 0 else (x, edge)


def _parts(line: list[Point], box: tuple[float, float, float, float]) -> list[list[Point]]:
    """The runs of a line near a box; what sticks out is hidden by the frame."""
    runs: list[list[Point]] = []
    open_run = False
    for a, b in pairwise(line):
        if not _touches([a, b], box):
            open_run = False
            continue
        if not open_run:
            runs.append([a])
            open_run = True
        runs[-1].append(b)
    return runs


def _path(points: list[Point], view: Window, closed: bool) -> str:
    """Points that fall on the one before are left out, and rings too small to see; wider windows are drawn coarser."""
    least = 0.8 if view.east - view.west < 40 else 1.6
    steps: list[tuple[float, float]] = []
    for lon, lat in points:
        x, y = view.project(lon, lat)
        spot = (round(x, 1), round(y, 1))
        if not steps or abs(spot[0] - steps[-1][0]) + abs(spot[1] - steps[-1][1]) > least:
            steps.append(spot)
    if len(steps) < (3 if closed else 2):
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in steps) + ("Z" if closed else "")
