"""Vectors and clauses that linking a chapter read, kept so that linking it again with one more article costs that article.

They can be thrown away at any time and are computed again. Texts go by 64 bits of a hash. The table holds the latest ROWS pieces:
stories that go on growing are among them.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from functools import cache
from hashlib import blake2b
from struct import Struct

from sqlalchemy import Connection

from ..link.memo import Memo

ROWS = 8_192  # pieces kept; one is what an article added, about 25 kB
_HEAD = Struct(">8sH")
_COUNT = Struct(">I")


@cache
def version() -> str:
    """Of all models whose results are kept."""
    from ..link import context, embed

    return f"{embed.version()} {context.version()}"


class _Known(MutableMapping[str, bytes]):
    """By the hashes of texts; `fresh` is what came since."""

    def __init__(self, held: dict[bytes, bytes]) -> None:
        self._held = held
        self.fresh: dict[bytes, bytes] = {}

    def __getitem__(self, key: str) -> bytes:
        return self._held[_hashed(key)]

    def __setitem__(self, key: str, value: bytes) -> None:
        self._held[_hashed(key)] = self.fresh[_hashed(key)] = value

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and _hashed(key) in self._held

    def __delitem__(self, key: str) -> None:
        del self._held[_hashed(key)]

    def __iter__(self) -> Iterator[str]:
        raise TypeError("the texts themselves are not kept")

    def __len__(self) -> int:
        return len(self._held)


def _hashed(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()


class ChapterMemory:
    """What is known of one chapter; `memo` is handed to the linker, `fresh` is then what it added."""

    def __init__(self, pieces: list[bytes]) -> None:
        vectors: dict[bytes, bytes] = {}
        clauses: dict[bytes, bytes] = {}
        for piece in pieces:
            at = _read(piece, 0, vectors)
            _read(piece, at, clauses)
        self._vectors: _Known = _Known(vectors)
        self._clauses: _Known = _Known(clauses)
        self.memo = Memo(self._vectors, self._clauses)

    def fresh(self) -> bytes:
        """Empty where nothing was added."""
        if not self._vectors.fresh and not self._clauses.fresh:
            return b""
        return _written(self._vectors.fresh) + _written(self._clauses.fresh)


def _written(rows: dict[bytes, bytes]) -> bytes:
    return _COUNT.pack(len(rows)) + b"".join(_HEAD.pack(k, len(v)) + v for k, v in rows.items())


def _read(piece: bytes, at: int, into: dict[bytes, bytes]) -> int:
    """Rows from `at` on; where they end. What is cut off is left out."""
    if at + _COUNT.size > len(piece):
        return len(piece)
    (count,) = _COUNT.unpack_from(piece, at)
    at += _COUNT.size
    for _ in range(count):
        if at + _HEAD.size > len(piece):
            return len(piece)
        key, length = _HEAD.unpack_from(piece, at)
        at += _HEAD.size
        into[key] = piece[at : at + length]
        at += length
    return at


def recall(c: Connection, story: int, chapter: int, first: int | None = None) -> ChapterMemory:
    """Of the chapter, or of those from `first` to it."""
    query = "SELECT data FROM cache WHERE story = ? AND chapter >= ? AND chapter <= ? AND version = ? ORDER BY n"
    some = c.exec_driver_sql(query, (story, chapter if first is None else first, chapter, version()))
    return ChapterMemory(list(some.scalars()))


def remember(c: Connection, story: int, chapter: int, memory: ChapterMemory) -> None:
    data = memory.fresh()
    if not data:
        return
    c.exec_driver_sql(
        "INSERT INTO cache(story, chapter, version, data) VALUES (?, ?, ?, ?)", (story, chapter, version(), data)
    )
    c.exec_driver_sql("DELETE FROM cache WHERE n <= (SELECT max(n) FROM cache) - ?", (ROWS,))
