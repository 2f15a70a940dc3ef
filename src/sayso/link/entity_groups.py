"""Groups of names that grow by joining, with the bans between them."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Union-find over numbers below `size`; a banned pair never comes to stand in one group."""

    def __init__(self, size: int) -> None:
        self._lead = list(range(size))
        self._members: dict[int, set[int]] = {n: {n} for n in range(size)}
        self._banned: dict[int, set[int]] = {n: set() for n in range(size)}

    def lead(self, n: int) -> int:
        while self._lead[n] != n:
            self._lead[n] = self._lead[self._lead[n]]
            n = self._lead[n]
        return n

    def ban(self, a: int, b: int) -> None:
        if a != b:
            self._banned[a].add(b)
            self._banned[b].add(a)

    def join(self, a: int, b: int) -> bool:
        """Makes one group of the groups of `a` and `b`, unless a ban stands between them; whether they are one now."""
        x, y = self.lead(a), self.lead(b)
        if x == y:
            return True
        if len(self._members[x]) < len(self._members[y]):
            x, y = y, x
        if any(not self._banned[n].isdisjoint(self._members[x]) for n in self._members[y]):
            return False
        self._lead[y] = x
        self._members[x] |= self._members.pop(y)
        return True

    def leads(self, numbers: Iterable[int]) -> list[int]:
        """The different groups of `numbers`, in ascending order."""
        return sorted({self.lead(n) for n in numbers})
