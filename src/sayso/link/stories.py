"""Readings -> stories: articles about the same event, by words, names, numbers, dates and days of publication.

All at once, for a few hundred articles; `story_online` places one article after the other among any number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ..model import Copy, Reading, Story
from .story_clusters import grouped
from .story_features import Square
from .story_likeness import LATE, likeness
from .story_profile import Profile, profile_of

WHOLE = 0.5  # share of an article in another from which both are in one story whatever else they say


def find_stories(readings: Sequence[Reading], copies: Sequence[Copy]) -> tuple[Story, ...]:
    """Each article in exactly one story, in order of their first articles; who is with whom depends on no order.

    A story is called by the headline of its most central article. The work grows with the square of the articles.
    """
    ranked = sorted(range(len(readings)), key=lambda n: (readings[n].article.sha256, readings[n].article.id))
    place = {readings[n].article.id: k for k, n in enumerate(ranked)}
    profiles = [profile_of(readings[n]) for n in ranked]
    whole = sorted((place[a], place[b]) for a, b in one_event(copies) if a in place and b in place)
    alike = _likeness(profiles)
    groups = sorted(sorted((ranked[k], k) for k in group) for group in grouped(alike, whole))
    return tuple(
        Story(
            f"story{n}",
            title_of([k for _, k in group], profiles, alike),
            tuple(readings[i].article.id for i, _ in group),
        )
        for n, group in enumerate(groups, 1)
    )


def one_event(copies: Sequence[Copy]) -> list[tuple[str, str]]:
    """Articles (child, parent) that are in one story because the one holds half of the other."""
    return [(c.child, c.parent) for c in copies if not c.ghost and c.share >= WHOLE]


def _likeness(profiles: Sequence[Profile]) -> Square:
    held = Counter(w[0] for p in profiles for w in p.words)
    return likeness(profiles, held, len(profiles), crowds_of(profiles))


def crowds_of(profiles: Sequence[Profile]) -> list[float]:
    """For each profile the share of the other dated ones that were published within LATE days of it; 0 where it has no day."""
    days = Counter(p.published for p in profiles if p.published)
    others = max(1, days.total() - 1)
    near = {d: sum(days[x] for x in range(d - LATE, d + LATE + 1)) - 1 for d in sorted(days)}
    return [near.get(p.published, 0) / others for p in profiles]


def title_of(group: Sequence[int], profiles: Sequence[Profile], alike: Square) -> str:
    """The headline of the article of a group that is most like the others on the average."""
    among = sorted(group)
    table = alike[np.ix_(among, among)]
    means = np.round((table.sum(axis=1) - table.diagonal()) / max(1, len(among) - 1), 4)
    return profiles[among[int(means.argmax())]].title
