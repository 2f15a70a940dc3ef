"""The claims nearest to a text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.embed import WIDTH, embed
from sayso.link.retrieval import FEATURES, Index, find_like
from sayso.link.retrieval_terms import Postings, grams_of, plain, signer, words_of

CLAIMS = [
    "A bear swam across the Vuoksi river and walked through Imatra.",
    "The mayor of Tampere sold the town's trams to a circus.",
    "Drinking sea water cures the common cold.",
    "A photograph shows a shark in a flooded street in Turku.",
    "The mayor of Tampere has never ridden a tram.",
    "Finland will replace its coins with wooden tokens in 2031.",
]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("bear crosses river, walks into town", 0),
        ("Mayor SELLS trams to circus?! 😱 https://t.co/abc123", 1),
        ("my aunt says salt water from the sea heals colds", 2),
        (
            "OMG a shark!! in TURKU!! the street is under water #TurkuFlood pic.twitter.com/aB3 — Aino (@aino_k) May 3, 2022",
            3,
        ),
        ("#WoodenCoins in Finland by 2031, seriously?", 5),
        ("Tampereen mayor never took a tram in his life", 4),
    ],
)
def test_nearest(text: str, number: int) -> None:
    hits = find_like(text, CLAIMS, most=3)
    assert hits[0].number == number
    assert len(hits) == 3
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Look: https://t.co/aB3dE and pic.twitter.com/xYz9 now", "Look: and now"),
        ("#SaveTheTrams @TownOfTampere", "Save The Trams Town Of Tampere"),
        ("The tide is out. — Aino Kukka (@aino_k) May 3, 2022", "The tide is out."),
        ("Trams — and buses — are late.", "Trams — and buses — are late."),
        ("", ""),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The tide is out. — Aino Kukka (@aino_k) May 3, 2022", "Aino Kukka"),
        ("The tide is out. — Aino Kukka (@aino_k)", "Aino Kukka"),
        ("Trams — and buses — are late.", ""),
    ],
)
def test_signer(text: str, name: str) -> None:
    assert signer(text) == name


def test_who_signed_is_looked_for() -> None:
    claims = ["A senator promised free ferries.", "Aino Kukka promised free ferries."]
    assert find_like("Ferries will be free! — Aino Kukka (@aino_k) May 3, 2022", claims)[0].number == 1


def test_terms() -> None:
    assert words_of("The trams were sold in 2031") == words_of("trams sold 2031")
    assert grams_of("tram") == ["_tra", "tram", "ram_"]
    assert grams_of("ox") == ["_ox_"]


def test_postings() -> None:
    postings = Postings()
    for terms in (["tram", "tram", "mayor"], ["bear"], ["mayor", "bear"]):
        postings.add(terms)
    assert len(postings) == 3
    assert postings.rarity("tram") > postings.rarity("mayor") > 0
    scores = postings.scores(["tram", "mayor"])
    assert scores[0] > scores[2] > scores[1] == 0
    assert postings.weight(["tram", "tram"]) == postings.rarity("tram")


def test_claims_may_come_later() -> None:
    at_once, later = Index(), Index()
    at_once.add(CLAIMS)
    later.add(CLAIMS[:2])
    later.query("trams")
    later.add(CLAIMS[2:])
    assert len(later) == len(CLAIMS)
    assert later.query("A circus bought the trams") == at_once.query("A circus bought the trams")


def test_vectors_that_are_there_already() -> None:
    assert find_like("circus buys trams", CLAIMS, vectors=embed(CLAIMS)) == find_like("circus buys trams", CLAIMS)
    with pytest.raises(ValueError, match="6 claims"):
        find_like("trams", CLAIMS, vectors=np.zeros((2, WIDTH), dtype=np.float32))
    with pytest.raises(ValueError, match="1 titles"):
        find_like("trams", CLAIMS, titles=["Trams"])


def test_titles_help() -> None:
    claims = ["It was sold to a circus.", "It was sold to a zoo."]
    assert find_like("tram goes to the circus", claims, titles=["Was a Tram Sold?", ""])[0].number == 0


def test_equal_claims_stay_in_order() -> None:
    assert [h.number for h in find_like("trams", ["Trams.", "Trams.", "Trams."])] == [0, 1, 2]


def test_none() -> None:
    assert find_like("anything", []) == []
    numbers, rows = Index().compare("anything")
    assert numbers.shape == (0,)
    assert rows.shape == (0, len(FEATURES))


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=4))
def test_any_text(text: str, claims: list[str]) -> None:
    hits = find_like(text, claims)
    assert sorted(h.number for h in hits) == list(range(len(claims)))
    assert all(np.isfinite(h.score) for h in hits)


def test_a_line_without_end() -> None:
    assert len(find_like("tram " * 40_000, ["#" * 50_000, "a" * 50_000, "tram"])) == 3
