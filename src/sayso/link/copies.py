"""Readings -> copies: articles whose words, as a whole or in passages, come from one another or from one absent parent."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Copy, Reading
from .copy_direction import direct, ghosts, thin
from .copy_imprint import imprint_of
from .copy_pairs import find_shared

FAMILY = 20  # articles of one family from which only the nearest parent of each is told


def find_copies(readings: Sequence[Reading]) -> tuple[Copy, ...]:
    """Every pair of articles that share passages, child and parent, then copies of ghosts; the same in any order of input.

    Evidence are words outside of what both quote; boilerplate of one outlet is none. Linear in the text, and in the pairs that
    share anything; of what very many articles share, each is held against the likeliest original only.
    """
    imprints = sorted(map(imprint_of, readings), key=lambda i: i.rank)
    order = {imprint.id: n for n, imprint in enumerate(imprints)}
    shared = find_shared(imprints)
    pairs = sorted(map(direct, shared), key=lambda c: (order[c.child], -order[c.parent]))
    absent = sorted(ghosts(shared), key=lambda c: (order[c.child], c.parent))
    return (*thin(pairs, order, FAMILY), *absent)
