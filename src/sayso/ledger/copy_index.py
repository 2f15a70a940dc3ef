"""The ledger's side of finding copies of one more article: what link/copy_bands.py asks, and what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, text

from ..link.copy_bands import Found
from ..link.copy_imprint import Imprint
from ..model import Copy
from . import schema as t
from .shelf import seqs_of
from .telling import copies_among, some_of

_HOLDERS = text("SELECT article FROM band WHERE key = :key ORDER BY article LIMIT :most")


class CopyIndex:
    """A `CopyStore` over one transaction."""

    def __init__(self, c: Connection) -> None:
        self._c = c

    def holders(self, keys: Sequence[int], most: int) -> Mapping[int, Sequence[int]]:
        found: dict[int, Sequence[int]] = {}
        for key in keys:
            rows = self._c.execute(_HOLDERS, {"key": key, "most": most}).scalars().all()
            if rows:
                found[key] = rows
        return found

    def houses(self, articles: Sequence[int]) -> Mapping[int, tuple[str, int]]:
        query = select(t.imprint.c.article, t.imprint.c.own, t.imprint.c["keys"].label("many"))
        return {row.article: (row.own, row.many) for row in some_of(self._c, query, t.imprint.c.article, articles)}

    def imprints(self, articles: Sequence[int]) -> Sequence[Imprint]:
        query = select(t.imprint.c.article, t.imprint.c.data)
        found = {r.article: Imprint.unpacked(r.data) for r in some_of(self._c, query, t.imprint.c.article, articles)}
        return [found[a] for a in articles]

    def copies_among(self, articles: Sequence[str]) -> Sequence[Copy]:
        return copies_among(self._c, seqs_of(self._c, articles).values())


def note_copies(c: Connection, seq: int, imprint: Imprint, keys: int, found: Found) -> set[int]:
    """Keeps what was found for the article that came in as `seq` and has so many `keys`; gives the articles whose copies changed."""
    c.execute(insert(t.imprint).values(article=seq, own=imprint.own, keys=keys, data=imprint.packed()))
    if found.keys:
        c.execute(insert(t.band), [{"key": key, "article": seq} for key in found.keys])
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
