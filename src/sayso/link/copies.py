"""Readings -> copies: articles whose words, as a whole or in passages, come from one another or from one absent parent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..model import Copy, Reading
from .copy_direction import direct, ghosts, thin, ties_of
from .copy_pairs import find_shared
from .copy_text import row_of

FAMILY = 20  # articles of one family from which only the nearest parent of each is told


def find_copies(readings: Sequence[Reading]) -> tuple[Copy, ...]:
    """Every pair of articles that share passages, child and parent, then copies of ghosts; the same in any order of input.

    Evidence are words outside of what both quote; boilerplate of one outlet is none. Linear in the text, and in the pairs that
    share anything; of what very many articles share, each is held against the likeliest original only.
    """
    ordered = sorted(readings, key=_rank)
    rows = [row_of(r) for r in ordered]
    ties = [ties_of(r) for r in ordered]
    shared = find_shared(rows, [t.own for t in ties])
    order = {r.article.id: n for n, r in enumerate(ordered)}
    pairs = sorted((direct(s, ordered, ties) for s in shared), key=lambda c: (order[c.child], -order[c.parent]))
    return (*thin(pairs, order, FAMILY), *ghosts(shared, ordered, ties))


def _rank(reading: Reading) -> tuple[date, int, str, str]:
    """Likely originals first: the earliest, then the longest; undated ones last."""
    article = reading.article
    return article.published or date.max, -len(article.text), article.sha256, article.id
