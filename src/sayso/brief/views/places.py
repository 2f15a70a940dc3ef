"""The map: pins, labels that keep clear of one another, and the list that says the same in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ...model import Place, Precision
from .. import geo
from ..labels import BADGES, Label, place_labels
from .common import ArticleRef, Page

WIDTH, RATIO = 660.0, 1.45


@dataclass(frozen=True, slots=True)
class Pin:
    number: int
    name: str
    x: float
    y: float
    vague: bool  # a region: somewhere around the dot
    label: Label | None
    leader: str
    badge: Label | None  # the number alone, larger, for narrow screens
    badge_leader: str
    mentions: tuple[tuple[ArticleRef, tuple[str, ...]], ...]  # article and the anchors of its mentions


@dataclass(frozen=True, slots=True)
class Map:
    width: float
    height: float
    land: str
    borders: str
    pins: tuple[Pin, ...]


def draw(page: Page) -> Map | None:
    """The map of all pinned places; None where nothing is pinned."""
    groups = _pinned(page)
    if not groups:
        return None
    spots = [_spot(group[0][1]) for group in groups]
    view = geo.window(spots, WIDTH, RATIO)
    dots = [view.place(lon, lat) for lon, lat in spots]
    texts = [f"{n} {group[0][1].name}" for n, group in enumerate(groups, 1)]
    labels = place_labels(dots, texts, view.width, view.height)
    numbers = [str(n) for n in range(1, len(groups) + 1)]
    badges = place_labels(dots, numbers, view.width, view.height, BADGES)
    pins = tuple(_pin(page, n, group, dots[n - 1], (labels[n - 1], badges[n - 1])) for n, group in enumerate(groups, 1))
    land, borders = geo.paths(view)
    return Map(view.width, round(view.height, 1), land, borders, pins)


def _pinned(page: Page) -> list[list[tuple[str, Place]]]:
    """Mentions of one place together, the most mentioned place first."""
    found: dict[str, list[tuple[str, Place]]] = {}
    for reading in page.brief.readings:
        for n, place in enumerate(reading.places, 1):
            if place.pin and has_spot(place):
                key = str(place.geonames) if place.geonames else f"{place.lat:.2f} {place.lon:.2f}"
                found.setdefault(key, []).append((page.fact(place.article, "p", n), place))
    return sorted(found.values(), key=lambda group: -len(group))


def is_unlocated(place: Place) -> bool:
    """Where something happened but nobody knows the spot, or a name that the gazetteer could not resolve."""
    return not has_spot(place) and (place.pin or bool(place.reason))


def has_spot(place: Place) -> bool:
    return (
        place.lat is not None
        and place.lon is not None
        and math.isfinite(place.lat)
        and math.isfinite(place.lon)
        and abs(place.lat) <= 90
        and abs(place.lon) <= 180
    )


def _spot(place: Place) -> geo.Point:
    return (place.lon or 0.0, place.lat or 0.0)


def _pin(
    page: Page,
    number: int,
    group: list[tuple[str, Place]],
    dot: geo.Point,
    labels: tuple[Label | None, Label | None],
) -> Pin:
    first = group[0][1]
    found: dict[str, list[str]] = {}
    for anchor, place in group:
        found.setdefault(place.article, []).append(anchor)
    mentions = tuple((page.articles[aid], tuple(anchors)) for aid, anchors in found.items())
    vague = first.precision in (Precision.REGION, Precision.COUNTRY)
    x, y = round(dot[0], 1), round(dot[1], 1)
    full, badge = labels
    return Pin(number, first.name, x, y, vague, full, _leader(dot, full), badge, _leader(dot, badge), mentions)


def _leader(dot: geo.Point, label: Label | None) -> str:
    """Path from a dot to a label that does not stand right beside it; else empty."""
    if label is None or math.dist(label.nearest(dot), dot) <= 14:
        return ""
    x, y = label.nearest(dot)
    return f"M{dot[0]:.1f} {dot[1]:.1f}L{x:.1f} {y:.1f}"
