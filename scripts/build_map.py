#!/usr/bin/env python3
"""Builds src/sayso/brief/data/world.json, the land and borders that the map of a brief is drawn from.

usage: npm pack world-atlas@2 && python scripts/build_map.py world-atlas-2.0.2.tgz [--scale 50m] [--out FILE]

The package is Natural Earth (public domain) as TopoJSON. Written are `land`, the rings of all land areas, and `borders`,
the lines that two countries share. A line is `[lon, lat, dlon, dlat, ...]` in hundredths of a degree: its first point,
then steps.
"""

from __future__ import annotations

import argparse
import json
import tarfile
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "src" / "sayso" / "brief" / "data" / "world.json"
UNITS = 100  # steps in a degree
Line = list[tuple[int, int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="world-atlas-2.x.tgz, as `npm pack` leaves it")
    parser.add_argument("--scale", choices=("110m", "50m"), default="50m")
    parser.add_argument("--tolerance", type=float, default=0.04, help="how far a simplified line may stray, in degrees")
    parser.add_argument(
        "--smallest", type=float, default=0.004, help="rings of less area are left out, in square degrees"
    )
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args()
    topology = read_member(args.package, f"package/countries-{args.scale}.json")
    world = build(topology, args.tolerance * UNITS, args.smallest * UNITS**2)
    world["source"] = (
        f"Natural Earth {args.scale} (public domain), from world-atlas, simplified by scripts/build_map.py"
    )
    args.out.write_text(json.dumps(world, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    print(f"{args.out}: {args.out.stat().st_size:,} bytes, {len(world['land'])} rings, {len(world['borders'])} borders")


def read_member(package: Path, name: str) -> dict[str, Any]:
    with tarfile.open(package) as tar:
        member = tar.extractfile(name)
        if member is None:
            raise SystemExit(f"{package}: has no {name}. Give the file that `npm pack world-atlas@2` writes.")
        loaded: dict[str, Any] = json.load(member)
        return loaded


def build(topology: dict[str, Any], tolerance: float, smallest: float) -> dict[str, Any]:
    arcs = [simplify(arc, tolerance) for arc in decode(topology)]
    rings = [join(ring, arcs) for ring in rings_of(topology["objects"]["land"])]
    shared = shared_arcs(topology["objects"]["countries"])
    kept = [r for r in rings if len(r) > 3 and abs(area(r)) >= smallest]
    return {"land": [pack(r) for r in kept], "borders": [pack(arcs[n]) for n in shared if len(arcs[n]) > 1]}


def decode(topology: dict[str, Any]) -> list[Line]:
    """The arcs of a quantised topology in hundredths of a degree."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc: Line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((round((x * kx + tx) * UNITS), round((y * ky + ty) * UNITS)))
        arcs.append(arc)
    return arcs


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    if geometry["type"] == "GeometryCollection":
        return [ring for part in geometry["geometries"] for ring in rings_of(part)]
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
    return [ring for polygon in polygons for ring in polygon]


def join(ring: list[int], arcs: list[Line]) -> Line:
    """One closed ring; `~n` is arc n backwards."""
    points: Line = []
    for n in ring:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        points += arc[1:] if points else arc
    return points


def shared_arcs(countries: dict[str, Any]) -> list[int]:
    """Arcs that lie between two countries: the borders without the coasts."""
    users: dict[int, set[int]] = {}
    for number, country in enumerate(countries["geometries"]):
        for ring in rings_of(country):
            for n in ring:
                users.setdefault(n if n >= 0 else ~n, set()).add(number)
    return sorted(n for n, by in users.items() if len(by) > 1)


def simplify(line: Line, tolerance: float) -> Line:
    """Douglas-Peucker; the ends stay, so that neighbours still meet."""
    if len(line) < 3:
        return line
    keep = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        far, most = max(
            ((i, distance(line[i], line[first], line[last])) for i in range(first + 1, last)),
            key=lambda x: x[1],
            default=(0, 0.0),
        )
        if most > tolerance:
            keep.add(far)
            todo += [(first, far), (far, last)]
    return [line[i] for i in sorted(keep)]


def distance(p: tuple[int, int], a: tuple[int, int], b: tuple[int, int]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    if dx == dy == 0:
        return float(((p[0] - a[0]) ** 2 + (p[1] - a[1]) ** 2) ** 0.5)
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)))
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)


def area(ring: Line) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def pack(line: Line) -> list[int]:
    flat = list(line[0])
    for (x1, y1), (x2, y2) in pairwise(line):
        flat += [x2 - x1, y2 - y1]
    return flat


if __name__ == "__main__":
    main()
