"""What a new grouping of articles changes about their stories, and what to call that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """What happened to `story`, on account of `article`:

    founded, joined   by `article`
    merged            with `other`, which is no more
    split             `other` has come out of it
    moved             `article` came to it from `other`, and both go on
    """

    kind: Literal["founded", "joined", "merged", "split", "moved"]
    story: int
    article: int
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """What changes: `merges` (kept, gone) first, then `moves` (article, story). `touched` are the stories there are afterwards
    whose articles are others than before. All in a fixed order."""

    merges: tuple[Pair, ...]
    moves: tuple[Pair, ...]
    events: tuple[StoryEvent, ...]
    touched: tuple[int, ...]


def changes(article: int, groups: Sequence[Sequence[int]], old: Mapping[int, int]) -> Placed:
    """From the stories there were to the groups there are; a group goes by its first article."""
    now = {a: group[0] for group in groups for a in group}
    leaders = {group[0] for group in groups}
    gone = sorted({s for s in old.values() if s not in leaders})
    merges = [(now[s], s) for s in gone if s in now]
    became = {other: kept for kept, other in merges}
    after = {a: became.get(s, s) for a, s in old.items()}
    moves = [(a, now[a]) for a in sorted(now) if after.get(a) != now[a]]
    events: list[StoryEvent] = []
    if article not in old:
        alone = now[article] == article
        events.append(StoryEvent("founded" if alone else "joined", now[article], article))
    events += [StoryEvent("merged", kept, article, other) for kept, other in merges]
    known = set(old.values())
    for a, story in moves:
        if a not in old:
            continue
        if story in known:
            events.append(StoryEvent("moved", story, a, after[a]))
        elif a == story:
            events.append(StoryEvent("split", after[a], article, story))
    touched = {s for a, s in moves} | {after[a] for a, _ in moves if a in after} | {k for k, _ in merges}
    return Placed(tuple(merges), tuple(moves), tuple(events), tuple(sorted(touched & leaders)))
