"""Readings -> stories: articles about the same event, by words, names, numbers, dates and days of publication.

The same way as in a ledger (`story_online`), one article after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ..model import Copy, Reading, Story
from .story_features import Square
from .story_index import MemoryIndex
from .story_likeness import LATE
from .story_online import alike, arrange
from .story_profile import Profile, profile_of

WHOLE = 0.5  # share of an article in another from which both are in one story whatever else they say
HEARD = 64  # articles of a story among which the most central one is looked for


def find_stories(readings: Sequence[Reading], copies: Sequence[Copy]) -> tuple[Story, ...]:
    """Each article in exactly one story, in order of their first articles; who is with whom depends on no order.

    A story is called by the headline of its most central article.
    """
    ranked = sorted(range(len(readings)), key=lambda n: (readings[n].article.sha256, readings[n].article.id))
    place = {readings[n].article.id: k for k, n in enumerate(ranked)}
    profiles = [profile_of(readings[n]) for n in ranked]
    index = MemoryIndex()
    index.tie(together=[(place[a], place[b]) for a, b in one_event(copies) if a in place and b in place])
    for k, profile in enumerate(profiles):
        index.add(k, profile)
        index.apply(arrange(index, k))
    groups = sorted(sorted((ranked[k], k) for k in group) for group in index.groups())
    return tuple(
        Story(
            f"story{n}",
            _title([k for _, k in group], profiles, index),
            tuple(readings[i].article.id for i, _ in group),
        )
        for n, group in enumerate(groups, 1)
    )


def one_event(copies: Sequence[Copy]) -> list[tuple[str, str]]:
    """Articles (child, parent) that are in one story because the one holds half of the other."""
    return [(c.child, c.parent) for c in copies if not c.ghost and c.share >= WHOLE]


def crowds_of(profiles: Sequence[Profile]) -> list[float]:
    """For each profile the share of the other dated ones that were published within LATE days of it; 0 where it has no day."""
    days = Counter(p.published for p in profiles if p.published)
    others = max(1, days.total() - 1)
    near = {d: sum(days[x] for x in range(d - LATE, d + LATE + 1)) - 1 for d in sorted(days)}
    return [near.get(p.published, 0) / others for p in profiles]


def _title(group: Sequence[int], profiles: Sequence[Profile], index: MemoryIndex) -> str:
    among = [profiles[n] for n in sorted(group)[:HEARD]]
    return title_of(range(len(among)), among, alike(index, sorted(group)[:HEARD]))


def title_of(group: Sequence[int], profiles: Sequence[Profile], odds: Square) -> str:
    """The headline of the article of `group` (rows of `odds`) that is most like the others on the average."""
    among = sorted(group)
    table = odds[np.ix_(among, among)]
    means = np.round((table.sum(axis=1) - table.diagonal()) / max(1, len(among) - 1), 4)
    return profiles[among[int(means.argmax())]].title
