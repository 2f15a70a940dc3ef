"""Readings -> stories: articles about the same event, by words, names, numbers, dates and days of publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..model import BlockKind, Copy, Reading, Story
from .story_clusters import cluster
from .story_likeness import likeness

LEAST = 0.1  # average log odds from which two groups of articles tell of one event
STRAY = -2.0  # mean log odds with its nearest articles from which a single article joins a group
NEAREST = 3
WHOLE = 0.5  # share of an article in another from which both are in one story whatever else they say


def find_stories(readings: Sequence[Reading], copies: Sequence[Copy]) -> tuple[Story, ...]:
    """Each article in exactly one story, in order of their first articles; who is with whom depends on no order.

    A story is called by the headline of its most central article. The work grows with the square of the articles.
    """
    ranked = sorted(range(len(readings)), key=lambda n: (readings[n].article.sha256, readings[n].article.id))
    ordered = [readings[n] for n in ranked]
    place = {r.article.id: n for n, r in enumerate(ordered)}
    whole = sorted(
        (place[c.child], place[c.parent])
        for c in copies
        if not c.ghost and c.share >= WHOLE and c.child in place and c.parent in place
    )
    alike = likeness(ordered)
    members: dict[int, list[int]] = defaultdict(list)
    for n, lead in enumerate(cluster(alike, LEAST, whole)):
        members[lead].append(n)
    _take_in(members, alike)
    groups = sorted(sorted(ranked[n] for n in group) for group in members.values())
    rank = {n: k for k, n in enumerate(ranked)}
    return tuple(
        Story(
            f"story{number}",
            _title(readings[_central([rank[n] for n in group], alike, ranked)]),
            tuple(readings[n].article.id for n in group),
        )
        for number, group in enumerate(groups, 1)
    )


def _take_in(members: dict[int, list[int]], alike: npt.NDArray[np.float64]) -> None:
    """Single articles join the group that holds the few articles most like them: analyses and follow-ups share little with
    most tellings of their event, and much with some."""
    groups = {lead: list(group) for lead, group in members.items() if len(group) > 1}
    for lead in sorted(members):
        if len(members[lead]) > 1 or not groups:
            continue
        links = {g: _nearest(alike[lead, group]) for g, group in sorted(groups.items())}
        best = max(links, key=lambda g: (round(links[g], 4), -g))
        if links[best] >= STRAY:
            members[best].extend(members.pop(lead))


def _nearest(row: npt.NDArray[np.float64]) -> float:
    """Mean log odds with the nearest few, of a small group with the nearer half."""
    return float(np.sort(row)[-min(NEAREST, max(1, len(row) // 2)) :].mean())


def _central(group: Sequence[int], alike: npt.NDArray[np.float64], ranked: Sequence[int]) -> int:
    """The article of a group that is most like the others on the average."""
    among = sorted(group)
    table = alike[np.ix_(among, among)]
    means = np.round((table.sum(axis=1) - table.diagonal()) / max(1, len(among) - 1), 4)
    return ranked[among[int(means.argmax())]]


def _title(reading: Reading) -> str:
    article = reading.article
    headline = next((b.span.of(article.text) for b in reading.blocks if b.kind is BlockKind.HEADLINE), "")
    return " ".join((article.title or headline or article.voice).split())
