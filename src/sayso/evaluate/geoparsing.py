"""Place names with coordinates, in the XML of LGL (`toponym`) and GeoVirus (`location`).

Tagging: every place that the reading names, whatever its role. End to end: of all gold places that have coordinates, those
for which the reading names a place there whose point lies within 161 km (100 miles).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from sayso.model import Article, InputError, Place, Reading, Span

from .counts import Counts
from .markup import number, parse
from .spans import context, overlapping
from .timeml import day
from .yardstick import Document, Error, Outcome, Yardstick

NEAR = 161.0
_EARTH = 6371.0
_SHIFTS = (0, -1, 1, -2, 2)  # offsets of some files count from one, or are off by a character


@dataclass(frozen=True, slots=True)
class Toponym:
    """`point` is latitude and longitude in degrees, None where the gold gives none."""

    span: Span
    name: str
    point: tuple[float, float] | None


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres on the great circle between two points in degrees."""
    (la, lo), (lb, mo) = (map(radians, p) for p in (a, b))
    h = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin((mo - lo) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(h)))


def load(data: Path, split: str | None) -> Iterator[Document | InputError]:
    """The articles of the XML files in the folder `data` (or of `data` itself); `split` names one file without its ending."""
    files = [data] if data.is_file() else sorted(data.glob("*.xml"))
    files = [f for f in files if split is None or f.stem.lower() == split.lower()]
    if not files:
        raise InputError(str(data), "there is no such XML file in it.", "Give the folder that holds the gold set.")
    for path in files:
        try:
            root = parse(path)
        except InputError as e:
            yield e
            continue
        for n, item in enumerate(root.iter("article"), 1):
            yield _document(path, n, item)


def _document(path: Path, n: int, item: ET.Element) -> Document | InputError:
    text = item.findtext("text") or ""
    name = f"{path.name}#{item.get('docid') or n}"
    if not text.strip():
        return InputError(name, "it has no text.", "It was left out.")
    gold = [t for e in item.iter() if e.tag in ("toponym", "location") if (t := _toponym(text, e)) is not None]
    article = Article(
        f"{path.stem}-{n}",
        text,
        file=name,
        title=(item.findtext("title") or "").strip() or None,
        published=day((item.findtext("dltime") or "").strip()),
    )
    return Document(article, tuple(gold))


def _toponym(text: str, e: ET.Element) -> Toponym | None:
    """None where the offsets do not hold what the gold says."""
    start, end = number(e.findtext("start")), number(e.findtext("end"))
    name = e.findtext("phrase") or e.findtext("name") or ""
    if start is None or end is None or not name:
        return None
    at = next((int(start) + k for k in _SHIFTS if text[max(0, int(start) + k) :].startswith(name)), None)
    if at is None or at < 0:
        return None
    lat, lon = (number(e.findtext(f"gaztag/{k}") or e.findtext(k)) for k in ("lat", "lon"))
    return Toponym(Span(at, at + len(name)), name, None if lat is None or lon is None else (lat, lon))


def compare(reading: Reading, gold: Sequence[Toponym]) -> Outcome:
    """Rows: exact span, overlapping span, within 161 km (of all gold places with a point)."""
    text, found = reading.article.text, reading.places
    pairs = overlapping([g.span for g in gold], [p.span for p in found])
    exact = {(g.span.start, g.span.end) for g in gold} & {(p.span.start, p.span.end) for p in found}
    pointed = [k for k, g in enumerate(gold) if g.point is not None]
    met = {k: i for i, k in pairs.items()}
    near = sum(_near(gold[k], found[met[k]]) for k in pointed if k in met)
    placed = sum(p.lat is not None and (k is None or gold[k].point is not None) for p, k in _with(found, pairs))
    rows = {
        "toponyms, exact span": Counts(len(exact), len(found), len(exact), len(gold)),
        "toponyms, overlapping span": Counts(len(pairs), len(found), len(pairs), len(gold)),
        "within 161 km, end to end": Counts(near, placed, near, len(pointed)),
    }
    return Outcome(rows, _errors(text, gold, found, pairs))


def _with(found: Sequence[Place], pairs: dict[int, int]) -> Iterator[tuple[Place, int | None]]:
    return ((p, pairs.get(i)) for i, p in enumerate(found))


def _near(g: Toponym, p: Place) -> bool:
    return g.point is not None and p.lat is not None and p.lon is not None and distance(g.point, (p.lat, p.lon)) <= NEAR


def _errors(text: str, gold: Sequence[Toponym], found: Sequence[Place], pairs: dict[int, int]) -> list[Error]:
    errors = []
    for i, p in enumerate(found):
        got = f"{p.text} = {p.name}, {p.country or 'no country'} ({p.role})"
        g = gold[pairs[i]] if i in pairs else None
        if g is None:
            errors.append(Error("place: too much", context(text, p.span), "", got))
            continue
        if g.point is not None and not _near(g, p):
            if p.lat is None or p.lon is None:
                errors.append(Error("place: no point", context(text, p.span), _at(g), f"{got}: {p.reason}"))
            else:
                away = distance(g.point, (p.lat, p.lon))
                errors.append(Error("place: elsewhere", context(text, p.span), _at(g), f"{got}, {away:.0f} km", away))
        elif g.span != p.span:
            errors.append(Error("place: other span", context(text, p.span), g.name, p.text, 0.5))
    met = set(pairs.values())
    errors += [Error("place: missed", context(text, g.span), _at(g), "") for k, g in enumerate(gold) if k not in met]
    return errors


def _at(g: Toponym) -> str:
    return g.name if g.point is None else f"{g.name} ({g.point[0]:.2f}, {g.point[1]:.2f})"


YARDSTICK = Yardstick(
    name="geoparsing",
    help="LGL and GeoVirus: place names, and where they lie.",
    load=load,
    compare=compare,
    splits=("lgl", "geovirus"),
)
