"""What online stories ask of the store that keeps articles, and a store in memory that answers it.

Articles go by whole numbers in their order of arrival. The store keeps, for each article that came in:

- its profile (`Profile.row()` is JSON), and for each word of it one more article that holds the word (`held`);
- postings: `postings(profile)` are (word, weight) rows, at most POSTED, filed under word, day of publication (0 where unknown)
  and article: an ordered key (word, day, article) answers every query about them by one short range scan;
- how many articles were published on each day (`published`);
- the story it is in, once `arrange` has said so.

Every query is bounded by what it is given, whatever the size of the store.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from .story_changes import Pair, Placed
from .story_profile import Profile


class StoryIndex(Protocol):
    """The queries. None of them changes anything."""

    def size(self) -> int:
        """Number of articles."""

    def held(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many profiles each of `words` occurs; words that none holds may be left out."""

    def dated(self) -> int:
        """Number of articles whose day of publication is known."""

    def published(self, first: int, last: int) -> int:
        """Number of articles published from day `first` to day `last` (ordinals, both included); at most a week."""

    def after(self, word: str, day: int, limit: int) -> Sequence[tuple[int, float]]:
        """(article, weight) of the first `limit` postings of `word` from `day` on, ordered by day, article."""

    def before(self, word: str, day: int, limit: int) -> Sequence[tuple[int, float]]:
        """(article, weight) of the last `limit` postings of `word` of days before `day` without day 0, latest day and article
        first."""

    def undated(self, word: str, limit: int) -> Sequence[tuple[int, float]]:
        """(article, weight) of the last `limit` postings of `word` of day 0, latest article first."""

    def profiles(self, articles: Sequence[int]) -> Mapping[int, Profile]:
        """The profile of each article."""

    def stories(self, articles: Sequence[int]) -> Mapping[int, int]:
        """The story of each article, without those that are in none yet."""

    def extent(self, story: int) -> int:
        """Number of articles in a story."""

    def latest(self, story: int, limit: int) -> Sequence[int]:
        """The last `limit` articles of a story to arrive."""

    def together(self, articles: Sequence[int]) -> Sequence[Pair]:
        """Pairs with one of `articles` that are one event whatever they say: judged so, or one is a copy of half of the other."""

    def apart(self, articles: Sequence[int]) -> Sequence[Pair]:
        """Pairs with one of `articles` that were judged not to be one event."""


def postings(profile: Profile) -> tuple[tuple[str, float], ...]:
    """(word, weight) of the words by which an article can be found, the most telling first. They depend on the profile alone:
    what else the store holds changes none."""
    return profile.telling


class MemoryIndex:
    """A `StoryIndex` in dicts: for tests, and the pattern for others."""

    def __init__(self) -> None:
        self._profiles: dict[int, Profile] = {}
        self._held = Counter[str]()
        self._days = Counter[int]()
        self._posted: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
        self._story: dict[int, int] = {}
        self._members: dict[int, list[int]] = defaultdict(list)
        self._together: dict[int, list[Pair]] = defaultdict(list)
        self._apart: dict[int, list[Pair]] = defaultdict(list)

    def add(self, article: int, profile: Profile) -> None:
        """Files a new article; it is in no story yet."""
        self._profiles[article] = profile
        self._held.update(w[0] for w in profile.words)
        if profile.published:
            self._days[profile.published] += 1
        for word, weight in postings(profile):
            insort(self._posted[word], (profile.published, article, weight))

    def tie(self, together: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> None:
        """Keeps pairs that belong or do not belong together."""
        for kept, pairs in ((self._together, together), (self._apart, apart)):
            for pair in pairs:
                for article in pair:
                    kept[article].append(pair)

    def merge(self, kept: int, gone: int) -> None:
        """All articles of story `gone` come to story `kept`."""
        for article in self._members.pop(gone, []):
            self._story[article] = kept
            insort(self._members[kept], article)

    def move(self, article: int, story: int) -> None:
        """The article leaves its story, if it is in one, and comes to `story`."""
        old = self._story.get(article)
        if old is not None:
            self._members[old].remove(article)
            if not self._members[old]:
                del self._members[old]
        self._story[article] = story
        insort(self._members[story], article)

    def apply(self, placed: Placed) -> None:
        """Does what `arrange` found."""
        for kept, gone in placed.merges:
            self.merge(kept, gone)
        for article, story in placed.moves:
            self.move(article, story)

    def groups(self) -> list[list[int]]:
        """The articles of each story, by their first articles."""
        return sorted(list(members) for members in self._members.values())

    def size(self) -> int:
        return len(self._profiles)

    def held(self, words: Sequence[str]) -> Mapping[str, int]:
        return {w: self._held[w] for w in words if w in self._held}

    def dated(self) -> int:
        return self._days.total()

    def published(self, first: int, last: int) -> int:
        return sum(self._days[day] for day in range(max(1, first), last + 1))

    def after(self, word: str, day: int, limit: int) -> Sequence[tuple[int, float]]:
        rows = self._posted.get(word, [])
        at = bisect_left(rows, (max(day, 1),))
        return [(article, weight) for _, article, weight in rows[at : at + limit]]

    def before(self, word: str, day: int, limit: int) -> Sequence[tuple[int, float]]:
        rows = self._posted.get(word, [])
        first, at = bisect_left(rows, (1,)), bisect_left(rows, (day,))
        return [(article, weight) for _, article, weight in reversed(rows[max(first, at - limit) : at])]

    def undated(self, word: str, limit: int) -> Sequence[tuple[int, float]]:
        rows = self._posted.get(word, [])
        at = bisect_left(rows, (1,))
        return [(article, weight) for _, article, weight in reversed(rows[max(0, at - limit) : at])]

    def profiles(self, articles: Sequence[int]) -> Mapping[int, Profile]:
        return {a: self._profiles[a] for a in articles}

    def stories(self, articles: Sequence[int]) -> Mapping[int, int]:
        return {a: self._story[a] for a in articles if a in self._story}

    def extent(self, story: int) -> int:
        return len(self._members.get(story, ()))

    def latest(self, story: int, limit: int) -> Sequence[int]:
        return self._members.get(story, [])[-limit:]

    def together(self, articles: Sequence[int]) -> Sequence[Pair]:
        return _pairs(self._together, articles)

    def apart(self, articles: Sequence[int]) -> Sequence[Pair]:
        return _pairs(self._apart, articles)


def _pairs(kept: Mapping[int, Collection[Pair]], articles: Sequence[int]) -> list[Pair]:
    return sorted({pair for a in articles for pair in kept.get(a, ())})
