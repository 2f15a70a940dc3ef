from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.countries import by_capital, by_demonym, countries, country, lookup

NAMES = [
    ("the United States", "US"),
    ("U.S.", "US"),
    ("US", "US"),
    ("USA", "US"),
    ("America's", "US"),
    ("IRAN", "IR"),
    ("Iran's", "IR"),
    ("Iran’s", "IR"),
    ("UK", "GB"),
    ("Great Britain", "GB"),
    ("England", "GB"),
    ("the UAE", "AE"),
    ("the Netherlands", "NL"),
    ("Ivory Coast", "CI"),
    ("Côte d’Ivoire", "CI"),
    ("Soviet Union", "SU"),
    ("the U.S.S.R.", "SU"),
    ("DPRK", "KP"),
    ("North Korea", "KP"),
    ("Türkiye", "TR"),
    ("Burma", "MM"),
    ("  the   Czech\nRepublic ", "CZ"),
    ("us", None),
    ("Us", None),
    ("turkey", None),
    ("car", None),
    ("Virgin", None),
    ("Bank of England", None),
    ("", None),
    ("the", None),
]
DEMONYMS = [
    ("Russian", "RU"),
    ("Iranians", "IR"),
    ("American", "US"),
    ("Frenchmen", "FR"),
    ("Germans", "DE"),
    ("Chinese", "CN"),
    ("Filipinos", "PH"),
    ("Scottish", "GB"),
    ("Soviet", "SU"),
    ("South Koreans", "KR"),
    ("Iran", None),
    ("polish", None),
]
CAPITALS = [
    ("Tehran", "IR"),
    ("Washington", "US"),
    ("Washington, D.C.", "US"),
    ("Kyiv", "UA"),
    ("Kiev", "UA"),
    ("Moscow's", "RU"),
    ("Kingston", "JM"),
    ("Milwaukee", None),
]


def code(found):
    return found.iso2 if found else None


@pytest.mark.parametrize(("text", "want"), NAMES)
def test_lookup(text, want):
    assert code(lookup(text)) == want


@pytest.mark.parametrize(("text", "want"), DEMONYMS)
def test_by_demonym(text, want):
    assert code(by_demonym(text)) == want


@pytest.mark.parametrize(("text", "want"), CAPITALS)
def test_by_capital(text, want):
    assert code(by_capital(text)) == want


def test_every_country_is_found_by_its_name():
    for row in countries():
        assert lookup(row.name) == row
        assert country(row.iso2) == row
        assert -90 <= row.lat <= 90
        assert -180 <= row.lon <= 180
    assert len(countries()) > 245


def test_both_koreas_and_congos_stay_apart():
    assert lookup("North Korea") != lookup("South Korea")
    assert lookup("Democratic Republic of the Congo") != lookup("Republic of the Congo")


@given(st.text(max_size=60))
def test_never_raises(text):
    lookup(text)
    by_demonym(text)
    by_capital(text)
