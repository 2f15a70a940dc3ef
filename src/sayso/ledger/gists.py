"""What stands for the claims of a chapter when they are held against those of others, and what came of it. All of it can be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

import numpy as np
from sqlalchemy import Connection

from ..link.embed import WIDTH, Vectors, embed, unpack
from ..link.embed import pack as pack_vector
from ..link.joined import Stand
from . import schema as t
from .codec import pack
from .codec import unpack as unpack_json
from .memory import recall, version

# Claims of a chapter with their statements, in their order, whether they stand among the claims or are parts.
_TOLD = """
SELECT x.n, x.id, x.text, s.row, s.id, s.mode, s.text FROM
  (SELECT c.id, c.n, c.text, k.row FROM claim c JOIN claim_statement k ON k.claim = c.id
     WHERE c.story = ?1 AND c.chapter = ?2 AND NOT EXISTS (SELECT 1 FROM part p WHERE p.whole = c.id)
   UNION ALL
   SELECT p.id, p.n, p.text, j.value FROM part p, json_each(p.rows) j WHERE p.story = ?1 AND p.chapter = ?2) x
  JOIN statement s ON s.row = x.row ORDER BY x.n, x.id, s.row
"""


@dataclass(frozen=True, slots=True)
class Gist:
    """Of one chapter: ids of its claims, in order; what stands for each; rows of vectors. `kept` are bonds to earlier chapters of the
    volume, (own id, other id, chance), found in what `key` is a hash of.
    """

    ids: tuple[str, ...]
    stands: tuple[Stand, ...]
    vectors: Vectors
    data: bytes
    key: bytes | None = None
    kept: tuple[tuple[str, str, float], ...] = ()


@cache
def models() -> str:
    from ..link import linker

    return f"{version()} {linker.version()}"


def gist_of(c: Connection, story: int, chapter: int, at: int) -> Gist:
    """Of the chapter as it was linked in version `at`: as it was kept, or made."""
    row = c.exec_driver_sql(
        "SELECT data, key, bonds FROM gist WHERE story = ? AND chapter = ? AND version = ?",
        (story, chapter, f"{at} {models()}"),
    ).one_or_none()
    if row is not None:
        kept = tuple((a, b, p) for a, b, p in unpack_json(row.bonds)) if row.bonds else ()
        return _read(row.data, row.key, kept)
    ids, stands = _stands(c, story, chapter)
    vectors = embed([s.text for s in stands], recall(c, story, chapter).memo.vectors)
    return _read(_written(ids, stands, vectors))


def keep_gist(c: Connection, story: int, chapter: int, at: int, gist: Gist) -> None:
    c.exec_driver_sql(
        "INSERT OR REPLACE INTO gist(story, chapter, version, data, key, bonds) VALUES (?, ?, ?, ?, ?, ?)",
        (story, chapter, f"{at} {models()}", gist.data, gist.key, pack(gist.kept)),
    )


def key_of(gists: Sequence[Gist]) -> bytes:
    """A hash of all that the bonds of the last one depend on."""
    digest = blake2b(models().encode(), digest_size=16)
    for gist in gists:
        digest.update(blake2b(gist.data, digest_size=16).digest())
    return digest.digest()


def _written(ids: Sequence[str], stands: Sequence[Stand], vectors: Vectors) -> bytes:
    head = json.dumps([[i, s.text, s.statements, int(s.several)] for i, s in zip(ids, stands, strict=True)]).encode()
    return len(head).to_bytes(4, "big") + head + b"".join(pack_vector(row) for row in vectors)


def _read(data: bytes, key: bytes | None = None, kept: tuple[tuple[str, str, float], ...] = ()) -> Gist:
    size = int.from_bytes(data[:4], "big")
    rows = json.loads(data[4 : 4 + size])
    body = data[4 + size :]
    vectors = np.zeros((len(rows), WIDTH), dtype=np.float32)
    for n in range(len(rows)):
        vectors[n] = unpack(body[n * WIDTH : (n + 1) * WIDTH])
    stands = tuple(Stand(text, tuple(told), bool(several)) for _, text, told, several in rows)
    return Gist(tuple(r[0] for r in rows), stands, vectors, data, key, kept)


def _stands(c: Connection, story: int, chapter: int) -> tuple[list[str], list[Stand]]:
    told: dict[str, list[tuple[int, str, str, str]]] = {}
    words: Mapping[str, str] = {}
    for _, claim, text, row, id_, mode, said in c.exec_driver_sql(_TOLD, (story, chapter)):
        told.setdefault(claim, []).append((row, id_, mode, said))
        words = {**words, claim: text} if claim not in words else words
    return list(told), [_stand(words[claim], rows) for claim, rows in told.items()]


def _stand(text: str, told: Sequence[tuple[int, str, str, str]]) -> Stand:
    """The statement that has the claim's words, and one of another article; the text rather than a headline."""
    ranked = sorted(told, key=lambda x: (text not in x[3], x[2] == "headline", x[0]))
    first = ranked[0]
    other = next((x for x in ranked[1:] if x[0] // t.ROWS != first[0] // t.ROWS and x[2] != "headline"), None)
    return Stand(text, (first[1], other[1]) if other else (first[1],), len(told) > 1)
