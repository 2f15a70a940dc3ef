"""Predicates and who takes part in them."""

from __future__ import annotations

import pytest

from sayso.model import Article, Reading
from sayso.read.reader import read


def frames(text: str) -> list[tuple[str, bool, dict[str, str]]]:
    reading: Reading = read(Article("a1", text))
    return [(f.verb, f.negated, {r.name: r.span.of(text) for r in f.roles}) for f in reading.frames]


@pytest.mark.parametrize(
    ("text", "verb", "roles"),
    [
        ("The navy seized the boat.", "seize", {"agent": "The navy", "patient": "the boat"}),
        ("The boat was seized by the navy.", "seize", {"agent": "the navy", "patient": "The boat"}),
        ("Two men were shot and killed by officers.", "kill", {"agent": "officers", "patient": "Two men"}),
        (
            "Mayor Ann Holt, who beat Carl Dunn, will resign.",
            "beat",
            {"agent": "Mayor Ann Holt", "patient": "Carl Dunn"},
        ),
        ("Holt handed the keys to Dunn.", "hand", {"agent": "Holt", "patient": "the keys", "to": "Dunn"}),
        ("He is the mayor of Lund.", "be", {"agent": "He", "attribute": "the mayor of Lund"}),
        ("The navy seized the boat and arrested the crew.", "arrest", {"agent": "The navy", "patient": "the crew"}),
    ],
)
def test_roles_are_those_of_the_deed(text: str, verb: str, roles: dict[str, str]) -> None:
    found = {v: r for v, _, r in frames(text)}
    assert found[verb] == roles


def test_a_negated_predicate_says_so() -> None:
    assert ("sign", True) in [(v, n) for v, n, _ in frames("Holt did not sign the deal.")]


def test_a_text_without_words_has_no_frames() -> None:
    assert frames(" \n ") == []
