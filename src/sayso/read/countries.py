"""Countries: their names, demonyms and capitals, from `data/countries.tsv`.

Nothing is read at import; the table is read once, at the first question. A word that is written all in lower case is
never a country ("turkey", "us"), and abbreviations count only in capitals ("US", "UAE").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "countries.tsv"

# What may stand before a country's name without being part of it.
_ARTICLES = ("the ", "mainland ")
_POSSESSIVES = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class Country:
    """`iso2` is ISO 3166-1 alpha-2 (also the withdrawn SU, YU, CS, DD; XK for Kosovo); `demonyms` hold adjectives and
    words for one inhabitant; `capitals` are seats of government as news names them, the usual one first; `lat` and
    `lon` are degrees of the country's middle; `geonames` its GeoNames id, None for historical states."""

    iso2: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    lat: float
    lon: float
    geonames: int | None

    @property
    def capital(self) -> str | None:
        return self.capitals[0] if self.capitals else None


def countries() -> tuple[Country, ...]:
    """All countries in the order of the table."""
    return _table()


def country(iso2: str) -> Country | None:
    """The country with this code."""
    return _codes().get(iso2.upper())


@lru_cache(maxsize=4096)
def lookup(text: str) -> Country | None:
    """The country that `text` names ("the U.S.", "Iran's", "DPRK"), else None. Never looks inside longer names."""
    return _find(_names(), text)


@lru_cache(maxsize=4096)
def by_demonym(text: str) -> Country | None:
    """The country whose adjective or inhabitants `text` names ("Russian", "Iranians", "Frenchmen"), else None."""
    return _find(_demonyms(), text)


@lru_cache(maxsize=4096)
def by_capital(text: str) -> Country | None:
    """The country whose seat of government `text` names ("Tehran", "Washington, D.C."), else None."""
    return _find(_capitals(), text)


@cache
def heads() -> frozenset[str]:
    """The first words of all names of countries, as in keys, and what may stand before them: a quick test."""
    return frozenset({re.split(r"[ '’-]", name.lstrip("="))[0] for name in _names()} | {"the", "mainland"})


def _find(index: dict[str, Country], text: str) -> Country | None:
    words = _bare(text)
    if not words or len(words) > 80 or words == words.lower():
        return None
    key = _key(words)
    if len(words.replace(".", "")) <= 3 and words.upper() != words and f"={key}" in index:
        return None  # "Us", "Car": a word, not an abbreviation
    return index.get(key)


def _bare(text: str) -> str:
    """Without a leading article and a trailing 's; white space made single."""
    words = " ".join(text.split())
    for mark in _POSSESSIVES:
        if words.endswith(mark):
            words = words[: -len(mark)]
            break
    for article in _ARTICLES:
        if words[: len(article)].lower() == article:
            words = words[len(article) :]
    return words


def _key(name: str) -> str:
    """Caseless, without accents and full stops: the form in which names are compared."""
    flat = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(c for c in flat if c != "." and not unicodedata.combining(c)).casefold().strip()


@cache
def _table() -> tuple[Country, ...]:
    rows: list[Country] = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        iso2, name, aliases, demonyms, capitals, lat, lon, ident = line.split("\t")
        rows.append(
            Country(
                iso2,
                name,
                _listed(aliases),
                _listed(demonyms),
                _listed(capitals),
                float(lat),
                float(lon),
                int(ident) if ident else None,
            )
        )
    return tuple(rows)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def _codes() -> dict[str, Country]:
    return {row.iso2: row for row in _table()}


@cache
def _names() -> dict[str, Country]:
    return _index([(name, row) for row in _table() for name in (row.name, *row.aliases)])


@cache
def _demonyms() -> dict[str, Country]:
    pairs = [(form, row) for row in _table() for name in row.demonyms for form in _forms(name)]
    return _index(pairs)


@cache
def _capitals() -> dict[str, Country]:
    """Usual seats of government come before older or second ones: "Kingston" is Jamaica's."""
    pairs = [(row.capitals[0], row) for row in _table() if row.capitals]
    return _index(pairs + [(name, row) for row in _table() for name in row.capitals[1:]])


def _index(pairs: list[tuple[str, Country]]) -> dict[str, Country]:
    """The first row of a name wins; `=key` marks names that are abbreviations."""
    index: dict[str, Country] = {}
    for name, row in pairs:
        bare = _bare(name)
        index.setdefault(_key(bare), row)
        if len(bare.replace(".", "")) <= 3 and bare.upper() == bare:
            index[f"={_key(bare)}"] = row
    return index


def _forms(demonym: str) -> list[str]:
    """A demonym and its plural."""
    if demonym.endswith(("man", "woman")) and demonym not in {"German", "Roman", "Oman"}:
        return [demonym, demonym[:-2] + "en"]
    if demonym.endswith(("s", "ese", "ish", "ch")):
        return [demonym]
    return [demonym, demonym + "s"]
