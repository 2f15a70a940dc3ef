"""Which articles tell of one event: the online linker, fed one article after the other, against gold stories."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.engine import read_all
from sayso.link.story_index import MemoryIndex
from sayso.link.story_online import arrange
from sayso.link.story_profile import Profile, profile_of
from sayso.model import Article, Reading

from .counts import Counts
from .yardstick import Error, Outcome

ORDERS = 5  # shuffled orders in which the articles are fed
STORIES = "stories"


@dataclass(frozen=True, slots=True)
class Telling:
    """An article, the event that it tells of, and what that is one of several like events of."""

    article: Article
    story: str
    topic: str


@dataclass(slots=True)
class Pool:
    """Articles that are fed in one run. They are read when first asked for, and once for all orders."""

    told: Sequence[Telling]
    _read: list[Reading | None] = field(default_factory=list)
    _profiles: list[Profile | None] = field(default_factory=list)

    def readings(self) -> list[Reading | None]:
        """The reading of each article, None of what cannot be read."""
        if not self._read:
            outcomes = read_all([t.article for t in self.told])
            self._read = [r if isinstance(r, Reading) else None for r in outcomes]
        return self._read

    def profiles(self) -> list[Profile | None]:
        if not self._profiles:
            self._profiles = [profile_of(r) if r else None for r in self.readings()]
        return self._profiles


@dataclass(frozen=True, slots=True)
class Shuffled:
    """A pool in one of its orders."""

    pool: Pool
    seed: int


def feed(pool: Pool, seed: int) -> list[list[int]]:
    """Places of the articles in `pool.told`, by the stories that online clustering puts them in. An article that cannot be read
    is alone."""
    order = list(range(len(pool.told)))
    random.Random(seed).shuffle(order)
    index = MemoryIndex()
    for number, place in enumerate(order):
        profile = pool.profiles()[place]
        if profile is not None:
            index.add(number, profile)
            index.apply(arrange(index, number))
    groups = [sorted(order[n] for n in group) for group in index.groups()]
    return groups + [[n] for n in order if pool.profiles()[n] is None]


def judge(material: Shuffled) -> Outcome:
    """B-cubed over the stories of one order, and what lies in the wrong story."""
    told = material.pool.told
    groups = feed(material.pool, material.seed)
    outcome = Outcome({STORIES: b_cubed([[told[n].story for n in group] for group in groups])})
    for group in groups:
        counts = Counter(told[n].story for n in group)
        most = counts.most_common(1)[0][0]
        kin = "the other event of its topic"
        for n in group:
            if told[n].story != most:
                near = told[n].topic == next(t.topic for t in told if t.story == most)
                outcome.errors.append(_error(told[n], f"with {kin if near else 'an event of another topic'}", most))
    whole = Counter(t.story for t in told)
    for group in groups:
        story = told[group[0]].story
        if len(group) < whole[story] / 2 and all(told[n].story == story for n in group):
            outcome.errors.extend(_error(told[n], "split off from its event", f"{len(group)} together") for n in group)
    return outcome


def _error(told: Telling, group: str, got: str) -> Error:
    return Error(group, " ".join(told.article.text[:160].split()), told.story, got)


def b_cubed(groups: Sequence[Sequence[str]]) -> Counts:
    """Of groups of articles, each given by its gold story: for each article the share of its group that is of its story, and the
    share of its story that is in its group."""
    whole = Counter(story for group in groups for story in group)
    right = found = 0.0
    for group in groups:
        for story, n in Counter(group).items():
            right += n * n / len(group)
            found += n * n / whole[story]
    return Counts(right, whole.total(), found, whole.total())
