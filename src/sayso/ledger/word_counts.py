"""In how many profiles each word occurs, at hand from one article to the next for as long as nobody else writes.

An article is held against forty others with some three thousand words between them, nearly all of them the words of the article
before. What was asked is kept beside the base's connection and believed while SQLite says that no other connection has written.
Words that a transaction changes are asked anew in the next, whether it was carried out or taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from .shelf import raw

MOST = 65_536  # words kept at hand
_NAME = "sayso word counts"
# A list of values as one JSON text: one statement, however many they are.
_HELD = "SELECT word, held FROM json_each(?) CROSS JOIN term ON word = value"


class WordCounts:
    """Of one connection. Made by `word_counts`, once for each time that it is looked into."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._changed: set[str] = set()
        self._during: object = None
        self._version = -1

    def begin(self, c: Connection) -> WordCounts:
        """Forgets what may not hold any more."""
        during = c.get_transaction()
        version = raw(c).execute("PRAGMA data_version").fetchone()[0]
        if during is None or version != self._version or len(self._known) > MOST:
            self._known.clear()
        if during is None or during is not self._during:
            for word in self._changed:
                self._known.pop(word, None)
            self._changed.clear()
        self._during, self._version = during, version
        self._db = raw(c)
        return self

    def of(self, words: Sequence[str]) -> Mapping[str, int]:
        """The count of each of `words`, and of others."""
        new = set(words).difference(self._known)
        if new:
            self._known.update(dict.fromkeys(new, 0))
            self._known.update(self._db.execute(_HELD, (json.dumps(sorted(new)),)))
        return self._known

    def change(self, words: Iterable[str]) -> None:
        """The counts of `words` are not what they were, until the transaction ends."""
        for word in words:
            self._known.pop(word, None)
            self._changed.add(word)


def word_counts(c: Connection) -> WordCounts:
    found = c.info.setdefault(_NAME, WordCounts())
    assert isinstance(found, WordCounts)
    return found.begin(c)
