"""Groups of names that grow by joining, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Groups:
    """Union-find over numbers below `size`.

    `told` gives for a number the article that it stands in and the name by which that article tells it from others: two names of
    one article never come to stand in one group.
    """

    def __init__(self, size: int, told: Mapping[int, tuple[int, str]] | None = None) -> None:
        self._lead = list(range(size))
        self._told: dict[int, dict[int, str]] = {n: {a: name} for n, (a, name) in (told or {}).items()}

    def lead(self, n: int) -> int:
        while self._lead[n] != n:
            self._lead[n] = self._lead[self._lead[n]]
            n = self._lead[n]
        return n

    def join(self, a: int, b: int) -> bool:
        """Makes one group of the groups of `a` and `b`, unless an article tells them apart; whether they are one now."""
        x, y = self.lead(a), self.lead(b)
        if x == y:
            return True
        if len(self._told.get(x, ())) < len(self._told.get(y, ())):
            x, y = y, x
        mine, other = self._told.setdefault(x, {}), self._told.get(y, {})
        if any(mine.get(article, name) != name for article, name in other.items()):
            return False
        mine.update(other)
        self._lead[y] = x
        return True

    def leads(self, numbers: Iterable[int]) -> list[int]:
        """The different groups of `numbers`, in ascending order."""
        return sorted({self.lead(n) for n in numbers})
