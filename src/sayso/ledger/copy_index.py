"""The ledger's side of finding copies of one more article: what link/copy_bands.py asks, and what it found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from ..link.copy_bands import Found
from ..link.copy_imprint import Imprint
from ..model import Copy
from . import schema as t
from .shelf import raw, seqs_of
from .telling import copies_among

_HOLDERS = "SELECT article FROM band WHERE key = ? ORDER BY article LIMIT ?"
# A list of values as one JSON text: one statement, however many they are.
_HOUSES = "SELECT article, own, keys FROM imprint WHERE article IN (SELECT value FROM json_each(?))"
_IMPRINTS = "SELECT article, data FROM imprint WHERE article IN (SELECT value FROM json_each(?))"


class CopyIndex:
    """A `CopyStore` over one transaction."""

    def __init__(self, c: Connection) -> None:
        self._c = c
        self._db = raw(c)

    def holders(self, keys: Sequence[int], most: int) -> Mapping[int, Sequence[int]]:
        found: dict[int, Sequence[int]] = {}
        for key in keys:
            rows = self._db.execute(_HOLDERS, (key, most)).fetchall()
            if rows:
                found[key] = [row[0] for row in rows]
        return found

    def houses(self, articles: Sequence[int]) -> Mapping[int, tuple[str, int]]:
        rows = self._db.execute(_HOUSES, (json.dumps(list(articles)),))
        return {article: (own, keys) for article, own, keys in rows}

    def imprints(self, articles: Sequence[int]) -> Sequence[Imprint]:
        found = dict(self._db.execute(_IMPRINTS, (json.dumps(list(articles)),)))
        return [Imprint.unpacked(found[a]) for a in articles]

    def copies_among(self, articles: Sequence[str]) -> Sequence[Copy]:
        return copies_among(self._c, seqs_of(self._c, articles).values())


def note_copies(c: Connection, seq: int, imprint: Imprint, keys: int, found: Found) -> set[int]:
    """Keeps what was found for the article that came in as `seq` and has so many `keys`; gives the articles whose copies changed."""
    c.execute(insert(t.imprint).values(article=seq, own=imprint.own, keys=keys, data=imprint.packed()))
    if found.keys:
        raw(c).executemany("INSERT INTO band(key, article) VALUES (?, ?)", [(key, seq) for key in found.keys])
    at = seqs_of(c, [i for x in (*found.found, *found.gone) for i in (x.child, x.parent)])
    for x in found.gone:
        c.execute(delete(t.copy).where(t.copy.c.child == at[x.child], t.copy.c.parent == x.parent))
    rows = [
        {
            "child": at[x.child],
            "parent": x.parent,
            "parent_seq": None if x.ghost else at[x.parent],
            "ghost": int(x.ghost),
            "share": x.share,
            "direction": x.direction,
            "evidence": x.evidence,
        }
        for x in found.found
    ]
    if rows:
        c.execute(insert(t.copy), rows)
    return {at[i] for x in (*found.found, *found.gone) for i in (x.child, *(() if x.ghost else (x.parent,)))}


def forget_copies(c: Connection, seq: int) -> set[int]:
    """Takes an article out of everything by which copies are found; gives the articles whose copies changed."""
    kept = or_(t.copy.c.child == seq, t.copy.c.parent_seq == seq)
    rows = c.execute(select(t.copy.c.child, t.copy.c.parent_seq).where(kept)).all()
    c.execute(delete(t.copy).where(kept))
    data = c.execute(select(t.imprint.c.data).where(t.imprint.c.article == seq)).scalar()
    if data is not None:
        from ..link.copy_bands import keys_of

        keys = [{"k": key} for key in keys_of(Imprint.unpacked(data))]
        if keys:
            c.execute(delete(t.band).where(t.band.c.key == bindparam("k"), t.band.c.article == seq), keys)
        c.execute(delete(t.imprint).where(t.imprint.c.article == seq))
    return {a for row in rows for a in row if a is not None}
