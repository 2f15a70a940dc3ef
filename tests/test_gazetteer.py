from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import InputError, Precision
from sayso.read import gazetteer
from sayso.read.gazetteer import candidates, load_sites, lookup_many
from sayso.read.normalise import normal

FIRST = [
    ("Ostrava", "CZ", Precision.PLACE),
    ("Kiev", "UA", Precision.PLACE),
    ("Cologne", "DE", Precision.PLACE),
    ("St. Paul", "US", Precision.PLACE),
    ("saint paul", "US", Precision.PLACE),
    ("Gulf of Aden", "", Precision.REGION),
    ("Suez Canal", "EG", Precision.FACILITY),
    ("the nonexistent town of Blurgh", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("name", "country", "precision"), FIRST)
def test_first_candidate(name, country, precision):
    found = candidates(name)
    towns = [c for c in found if c.feature in "PS"]
    assert (towns[0].country if towns else None) == country
    assert (towns[0].precision if towns else None) == precision


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("São Paulo", "sao paulo"),
        ("Port-au-Prince", "port au prince"),
        ("St. Louis", "saint louis"),
        ("Fort Worth", "fort worth"),
        ("Łódź", "lodz"),
        ("N'Djamena", "ndjamena"),
    ],
)
def test_normal(raw, want):
    assert normal(raw) == want


def test_towns_know_their_subdivision():
    boulder = next(c for c in candidates("Boulder") if c.population > 90_000)
    colorado = next(c for c in candidates("Colorado") if c.feature == "1")
    assert colorado.ident in boulder.within


def test_lookup_many_agrees_with_candidates():
    names = ["Ostrava", "Blurgh", "Suez Canal", "Lima"]
    many = lookup_many(names)
    assert list(many) == ["Ostrava", "Suez Canal", "Lima"]
    assert all(many[name] == candidates(name) for name in many)


def test_own_sites(tmp_path, monkeypatch):
    gazetteer._sites.cache_clear()
    gazetteer._found.cache_clear()
    path = tmp_path / "sites.tsv"
    path.write_text("# ours\nHangar Nine\tHangar 9;The Ninth\t10.5\t-3.25\tfacility\tGH\n", encoding="utf-8")
    assert load_sites(path) == 3
    site = candidates("Hangar 9")[0]
    assert (site.name, site.lat, site.lon, site.country) == ("Hangar Nine", 10.5, -3.25, "GH")
    gazetteer._sites.cache_clear()
    gazetteer._found.cache_clear()
    assert candidates("Hangar 9") == []
    monkeypatch.setenv("SAYSO_SITES", str(path))
    gazetteer._sites.cache_clear()
    gazetteer._found.cache_clear()
    assert candidates("Hangar 9")
    monkeypatch.delenv("SAYSO_SITES")
    gazetteer._sites.cache_clear()
    gazetteer._found.cache_clear()


@pytest.mark.parametrize(
    "line", ["only a name", "A\t\tnorth\t3\tplace\tGB", "A\t\t95\t3\tplace\tGB", "A\t\t1\t2\thuge\tGB"]
)
def test_bad_sites_say_which_line(tmp_path, line):
    path = tmp_path / "sites.tsv"
    path.write_text(f"# ours\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        load_sites(path)


def test_missing_sites_file(tmp_path):
    with pytest.raises(InputError):
        load_sites(tmp_path / "none.tsv")


@given(st.text(max_size=80))
def test_never_raises(name):
    for found in candidates(name):
        assert found.lat is None or -90 <= found.lat <= 90
        assert found.lon is None or -180 <= found.lon <= 180
