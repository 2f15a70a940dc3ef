"""A store of copies in memory: what a ledger keeps of articles to find the copies of the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import Copy, Reading
from .copy_bands import Found, copies_of_next, keys_of
from .copy_imprint import Imprint, imprint_of


class CopyMemory:
    """A `CopyStore` in dicts. Articles are numbered from 0 in order of arrival; `copies` are those that hold now."""

    def __init__(self) -> None:
        self.band: dict[int, list[int]] = {}
        self._imprints: list[Imprint] = []
        self._many: list[int] = []
        self._copies: dict[tuple[str, str, bool], Copy] = {}

    @property
    def copies(self) -> tuple[Copy, ...]:
        return tuple(self._copies.values())

    def keep(self, reading: Reading) -> Found:
        """Takes one more article in; what that changes."""
        imprint = imprint_of(reading)
        new = copies_of_next(imprint, self)
        for c in new.gone:
            del self._copies[c.child, c.parent, c.ghost]
        self._copies |= {(c.child, c.parent, c.ghost): c for c in new.found}
        for key in new.keys:
            self.band.setdefault(key, []).append(len(self._imprints))
        self._imprints.append(imprint)
        self._many.append(len(keys_of(imprint)))
        return new

    def holders(self, keys: Sequence[int], most: int) -> Mapping[int, Sequence[int]]:
        return {k: self.band[k][:most] for k in keys if k in self.band}

    def houses(self, articles: Sequence[int]) -> Mapping[int, tuple[str, int]]:
        return {a: (self._imprints[a].own, self._many[a]) for a in articles}

    def imprints(self, articles: Sequence[int]) -> Sequence[Imprint]:
        return [self._imprints[a] for a in articles]

    def copies_among(self, articles: Sequence[str]) -> Sequence[Copy]:
        here = set(articles)
        return [c for c in self._copies.values() if c.child in here and (c.ghost or c.parent in here)]
