"""Names of places -> what they may be: towns and subdivisions (GeoNames), sites and waters (`data/sites.tsv`).

The tables are opened at the first question, read only; answers are cached. `load_sites` or the environment variable
SAYSO_SITES (a path) adds a user's own sites, in the columns of `data/sites.tsv`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ..model import InputError, Precision
from .normalise import normal

_DATA = Path(__file__).parent / "data"
_MOST = 64  # meanings of one name that are looked at, the most populous
_BATCH = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a name may mean.

    `geonames` is its GeoNames id, None for sites; `lat`, `lon` are degrees, None for what has no middle; `country` an
    ISO 3166-1 alpha-2 code or ""; `feature` is P (populated place), 1 or 2 (level of subdivision), S (site), B (larger
    than a country); `within` are the ids of the subdivisions it lies in, the smallest first; `own` says whether the
    name looked up is its usual one.
    """

    name: str
    geonames: int | None
    lat: float | None
    lon: float | None
    country: str
    within: tuple[int, ...]
    population: int
    feature: str
    precision: Precision
    ident: int
    own: bool


def candidates(name: str) -> list[Candidate]:
    """Everything that `name` may mean: sites first, then by population; an empty list where nothing is known."""
    return list(_found(normal(name)))


def lookup_many(names: Iterable[str]) -> dict[str, list[Candidate]]:
    """`candidates` of each of `names` that has any, with one query for all of them."""
    keys = {name: normal(name) for name in names}
    known = _known(tuple(sorted(set(keys.values()))))
    return {name: list(_found(key)) for name, key in keys.items() if key in known or key in _sites()}


def load_sites(path: str | Path) -> int:
    """Adds sites from a file in the columns of `data/sites.tsv`, before those known; returns how many names it added.

    Raises InputError where the file cannot be read or a line is wrong.
    """
    added = _read_sites(Path(path))
    for key, site in added.items():
        _sites()[key] = site
    _found.cache_clear()
    return len(added)


@lru_cache(maxsize=16384)
def _found(key: str) -> tuple[Candidate, ...]:
    if not key or len(key) > 80:
        return ()
    rows = _base().execute(
        "SELECT p.id, p.name, p.geonames, p.lat, p.lon, p.country, p.parent, p.population, p.feature, n.own"
        " FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT ?",
        (key, _MOST),
    )
    places = tuple(_candidate(row) for row in rows)
    site = _sites().get(key)
    return (site, *places) if site else places


@lru_cache(maxsize=512)
def _known(keys: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for at in range(0, len(keys), _BATCH):
        part = keys[at : at + _BATCH]
        marks = ",".join("?" * len(part))
        found.update(k for (k,) in _base().execute(f"SELECT DISTINCT key FROM name WHERE key IN ({marks})", part))
    return frozenset(found)


def _candidate(row: tuple[int, str, int, int, int, str, int, int, str, int]) -> Candidate:
    ident, name, geonames, lat, lon, country, parent, population, feature, own = row
    precision = Precision.PLACE if feature == "P" else Precision.REGION
    return Candidate(
        name,
        geonames,
        lat / 10_000,
        lon / 10_000,
        country,
        _chain(parent),
        population,
        feature,
        precision,
        ident,
        bool(own),
    )


@lru_cache(maxsize=8192)
def _chain(parent: int) -> tuple[int, ...]:
    """A subdivision and those it lies in."""
    chain: list[int] = []
    while parent and parent not in chain and len(chain) < 5:
        chain.append(parent)
        row = _base().execute("SELECT parent FROM place WHERE id = ?", (parent,)).fetchone()
        parent = row[0] if row else 0
    return tuple(chain)


@cache
def _base() -> sqlite3.Connection:
    """One connection for the process; the file never changes, so threads may share it and no lock is taken."""
    uri = (_DATA / "gazetteer.sqlite").as_uri() + "?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


@cache
def _sites() -> dict[str, Candidate]:
    sites = _read_sites(_DATA / "sites.tsv")
    if own := os.environ.get("SAYSO_SITES"):
        sites.update(_read_sites(Path(own)))
    return sites


def _read_sites(path: Path) -> dict[str, Candidate]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read as a list of sites ({error}).", "Give a UTF-8 file.") from error
    sites: dict[str, Candidate] = {}
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        site = _site(cells, number)
        if site is None:
            raise InputError(
                f"{path}, line {number}",
                "is not a site.",
                "Write name, aliases, lat, lon, precision and country between tabs, as in data/sites.tsv.",
            )
        for name in (cells[0], *cells[1].split(";")):
            if key := normal(name):
                sites[key] = site
    return sites


def _site(cells: list[str], number: int) -> Candidate | None:
    if len(cells) < 5 or cells[4] not in {"facility", "place", "region", "broad"}:
        return None
    try:
        lat, lon = (float(cells[2]), float(cells[3])) if cells[2] else (None, None)
    except ValueError:
        return None
    if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    broad = cells[4] == "broad"
    precision = Precision.REGION if broad else Precision(cells[4])
    country = cells[5].upper() if len(cells) > 5 else ""
    return Candidate(cells[0], None, lat, lon, country, (), 0, "B" if broad else "S", precision, -number, True)
