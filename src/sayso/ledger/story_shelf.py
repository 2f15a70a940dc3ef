"""The ledger's side of placing one more article in a story: what link/story_index.py asks, answered by short range scans."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, select

from ..link.stories import WHOLE
from ..link.story_index import postings
from ..link.story_profile import Profile
from . import schema as t
from .codec import pack, unpack
from .shelf import raw
from .word_counts import word_counts

Pair = tuple[int, int]
UNPACKED = 1_024  # profiles kept at hand, some 20 kB each

_AFTER = "SELECT article, weight FROM posting WHERE word = ? AND day >= ? ORDER BY day, article LIMIT ?"
_BEFORE = (
    "SELECT article, weight FROM posting WHERE word = ? AND day > 0 AND day < ? ORDER BY day DESC, article DESC LIMIT ?"
)
_UNDATED = "SELECT article, weight FROM posting WHERE word = ? AND day = 0 ORDER BY article DESC LIMIT ?"
_HELD = "INSERT INTO term(word, held) VALUES (?, 1) ON CONFLICT(word) DO UPDATE SET held = held + 1"
_COUNT = (
    "INSERT INTO meta(key, value) VALUES (?, ?)"
    " ON CONFLICT(key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + ? AS TEXT)"
)
_DAY = "INSERT INTO day(day, articles) VALUES (?, 1) ON CONFLICT(day) DO UPDATE SET articles = articles + 1"
# A list of values as one JSON text: one statement, however many they are.
_PROFILES = "SELECT article, data FROM profile WHERE article IN (SELECT value FROM json_each(?))"
_STORIES = "SELECT article, story FROM member WHERE article IN (SELECT value FROM json_each(?))"
_WHOLE = (
    "SELECT child, parent_seq FROM copy WHERE child = ? AND ghost = 0 AND share >= ?"
    " UNION SELECT child, parent_seq FROM copy WHERE parent_seq = ? AND ghost = 0 AND share >= ?"
)


_unpacked: dict[bytes, Profile] = {}


def profile_in(data: bytes) -> Profile:
    """What was packed in `data`. Articles near one another in time are held against the same others again and again; the bytes
    themselves are the key, so that it does not matter which ledger they are of, or whether they were written in the end."""
    found = _unpacked.pop(data, None)
    return _at_hand(data, Profile.of_row(unpack(data)) if found is None else found)


def _at_hand(data: bytes, profile: Profile) -> Profile:
    """Keeps it as the latest, instead of the one that nobody asked for longest."""
    _unpacked[data] = profile
    if len(_unpacked) > UNPACKED:
        del _unpacked[next(iter(_unpacked))]
    return profile


class StoryShelf:
    """A `StoryIndex` over one transaction. `judged_together` and `judged_apart` are pairs of articles, as people see them."""

    def __init__(self, c: Connection, judged_together: Iterable[Pair] = (), judged_apart: Iterable[Pair] = ()) -> None:
        self._db = raw(c)
        self._together = sorted(judged_together)
        self._apart = sorted(judged_apart)
        self._profiles: dict[int, Profile] = {}
        self._words = word_counts(c)

    def size(self) -> int:
        return self._number("SELECT value FROM meta WHERE key = 'profiles'")

    def held(self, words: Sequence[str]) -> Mapping[str, int]:
        return self._words.of(words)

    def dated(self) -> int:
        return self._number("SELECT value FROM meta WHERE key = 'dated'")

    def published(self, first: int, last: int) -> int:
        query = "SELECT coalesce(sum(articles), 0) FROM day WHERE day BETWEEN ? AND ?"
        return self._number(query, max(1, first), last)

    def after(self, word: str, day: int, limit: int) -> Sequence[tuple[int, float]]:
        return self._posted(_AFTER, word, max(day, 1), limit)

    def before(self, word: str, day: int, limit: int) -> Sequence[tuple[int, float]]:
        return self._posted(_BEFORE, word, day, limit)

    def undated(self, word: str, limit: int) -> Sequence[tuple[int, float]]:
        return self._posted(_UNDATED, word, limit)

    def profiles(self, articles: Sequence[int]) -> Mapping[int, Profile]:
        new = sorted({a for a in articles if a not in self._profiles})
        if new:
            rows = self._db.execute(_PROFILES, (json.dumps(new),))
            self._profiles.update((article, profile_in(data)) for article, data in rows)
        return {a: self._profiles[a] for a in articles}

    def stories(self, articles: Sequence[int]) -> Mapping[int, int]:
        found: dict[int, int] = dict(self._db.execute(_STORIES, (json.dumps(list(articles)),)))
        return {a: found[a] for a in articles if a in found}

    def extent(self, story: int) -> int:
        return self._number("SELECT articles FROM story WHERE n = ?", story)

    def latest(self, story: int, limit: int) -> Sequence[int]:
        query = "SELECT article FROM member WHERE story = ? ORDER BY article DESC LIMIT ?"
        return sorted(row[0] for row in self._db.execute(query, (story, limit)))

    def together(self, articles: Sequence[int]) -> Sequence[Pair]:
        copied = {pair for a in articles for pair in self._db.execute(_WHOLE, (a, WHOLE, a, WHOLE))}
        return sorted(copied | set(_with(self._together, articles)))

    def apart(self, articles: Sequence[int]) -> Sequence[Pair]:
        return _with(self._apart, articles)

    def _posted(self, query: str, *values: str | int) -> list[tuple[int, float]]:
        return self._db.execute(query, values).fetchall()

    def _number(self, query: str, *values: int) -> int:
        row = self._db.execute(query, values).fetchone()
        return int(row[0] or 0) if row else 0


def _with(pairs: Sequence[Pair], articles: Sequence[int]) -> list[Pair]:
    wanted = set(articles)
    return [p for p in pairs if p[0] in wanted or p[1] in wanted]


def note_profile(c: Connection, seq: int, profile: Profile) -> None:
    """Files the profile of an article that is not there yet, or was taken out."""
    db = raw(c)
    data = pack(profile.row())
    _at_hand(data, profile)
    db.execute("INSERT INTO profile(article, data) VALUES (?, ?)", (seq, data))
    if profile.words:
        db.executemany(_HELD, [(w[0],) for w in profile.words])
        word_counts(c).change(w[0] for w in profile.words)
    if profile.published:
        db.execute(_DAY, (profile.published,))
    rows = [(word, profile.published, seq, weight) for word, weight in postings(profile)]
    db.executemany("INSERT INTO posting(word, day, article, weight) VALUES (?, ?, ?, ?)", rows)
    _count(c, "profiles", 1)
    _count(c, "dated", int(profile.published > 0))


def forget_profile(c: Connection, seq: int) -> None:
    """Undoes `note_profile`."""
    data = c.execute(select(t.profile.c.data).where(t.profile.c.article == seq)).scalar()
    if data is None:
        return
    profile = profile_in(data)
    c.execute(delete(t.profile).where(t.profile.c.article == seq))
    word_counts(c).change(w[0] for w in profile.words)
    for word, *_ in profile.words:
        c.exec_driver_sql("UPDATE term SET held = held - 1 WHERE word = ?", (word,))
        c.exec_driver_sql("DELETE FROM term WHERE word = ? AND held <= 0", (word,))
    if profile.published:
        c.exec_driver_sql("UPDATE day SET articles = articles - 1 WHERE day = ?", (profile.published,))
    for word, _ in postings(profile):
        c.exec_driver_sql(
            "DELETE FROM posting WHERE word = ? AND day = ? AND article = ?", (word, profile.published, seq)
        )
    _count(c, "profiles", -1)
    _count(c, "dated", -int(profile.published > 0))


def _count(c: Connection, key: str, change: int) -> None:
    raw(c).execute(_COUNT, (key, str(change), change))
