"""What two articles have in common, as numbers in [0, 1] for every pair of a few hundred profiles.

Words count by how rare they are: over all articles known ("words"), and once more among the articles that are like the two
("telling", "telling names"), where what all reports of two like events share says nothing, and what only some share much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from .story_profile import Profile
from .story_terms import entries

Square = npt.NDArray[np.float64]
_Values = npt.NDArray[np.float32]

AROUND = 32  # articles most like one among which its words may or may not be rare
LIKE = 0.05  # what they are like it at least, by "words"
PRIOR = 5.0  # articles at large that count beside them


class Pairs:
    """Features of each pair of `profiles`; `held` says how many of `size` articles known hold a word, `words` are
    `words_of(profiles)`, where they are known."""

    def __init__(
        self, profiles: Sequence[Profile], held: Mapping[str, int], size: int, words: Sequence[str] | None = None
    ) -> None:
        self._profiles = profiles
        self._size = len(profiles)
        self._of = entries(profiles, held, size, words)
        self._words = self._cosines(self._of.weight)

    def all(self) -> dict[str, Square]:
        """Feature -> one row and column a profile."""
        e = self._of
        numbered = self._both(e.number)
        telling, names = self._among_like()
        return {
            "words": self._words,
            "numbers": self._cosines(e.weight * e.number),
            "numbered": numbered,
            "other dates": self._both(e.calendar) * ~self._meet(e.calendar),
            "telling": telling,
            "telling names": names,
            **self._strangers(),
            "places": self._places(),
            "openings": self._vectors(lambda p: p.opening),
            "headlines": self._vectors(lambda p: p.headline),
        }

    def _matrix(self, values: _Values) -> _Values:
        matrix = np.zeros((self._size, self._of.width), dtype=np.float32)
        matrix[self._of.row, self._of.column] = values
        return matrix

    def _cosines(self, values: _Values) -> Square:
        matrix = self._matrix(values)
        matrix /= np.maximum(1e-9, np.sqrt((matrix * matrix).sum(axis=1)))[:, None]
        return np.asarray(matrix @ matrix.T, dtype=np.float64)

    def _meet(self, flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Do two hold one of the words that `flags` marks?"""
        columns, at = np.unique(self._of.column[flags], return_inverse=True)
        matrix = np.zeros((self._size, len(columns)), dtype=np.float32)
        matrix[self._of.row[flags], at] = 1
        return np.asarray(matrix @ matrix.T > 0)

    def _both(self, flags: npt.NDArray[np.bool_]) -> Square:
        has = np.bincount(self._of.row[flags], minlength=self._size) > 0
        return np.asarray(np.outer(has, has), dtype=np.float64)

    def _among_like(self) -> tuple[Square, Square]:
        """Cosines of the words, and of the names, by how rare they are among the articles that are like either of the two."""
        e = self._of
        near = _nearest(self._words)
        number = near.sum(axis=1)
        around = near.astype(np.float32) @ self._matrix(np.ones_like(e.rare))
        usual = PRIOR * e.share
        square = ((PRIOR + number)[:, None] / (usual[None, :] + around)).astype(np.float32)
        np.log(square, out=square)
        np.maximum(0, square, out=square)
        np.square(square, out=square)
        return self._weighed(e.times, square, near), self._weighed(e.times * e.name, square, near)

    def _weighed(self, values: _Values, square: _Values, near: npt.NDArray[np.bool_]) -> Square:
        """Each row by its own rarities (`square`d), of the pairs that are `near`; the mean of both sides."""
        matrix = self._matrix(values)
        both = (matrix * square) @ matrix.T
        lengths = square @ (matrix * matrix).T
        own = lengths.diagonal()
        cosines = np.where(near, both / np.sqrt(np.maximum(1e-9, lengths * own[:, None])), 0.0)
        return np.asarray((cosines + cosines.T) / 2, dtype=np.float64)

    def _strangers(self) -> dict[str, Square]:
        """Is the person whom one of the two is mostly about unknown to the other, and each to the other?"""
        unknown = np.zeros((self._size, self._size))
        for n, p in enumerate(self._profiles):
            if p.people and p.people[0][0]:
                unknown[n] = 1
                column = self._of.words.get(p.people[0][0])
                if column is not None:
                    unknown[n, self._of.row[self._of.column == column]] = 0
        return {"stranger": np.maximum(unknown, unknown.T), "strangers": unknown * unknown.T}

    def _places(self) -> Square:
        """Cosine of where things happened."""
        ids = {n: k for k, n in enumerate(sorted({n for p in self._profiles for n in p.places}))}
        matrix = np.zeros((self._size, max(1, len(ids))))
        for k, p in enumerate(self._profiles):
            matrix[k, [ids[n] for n in p.places]] = 1 / max(1.0, len(p.places)) ** 0.5
        return np.asarray(matrix @ matrix.T)

    def _vectors(self, of: Callable[[Profile], bytes]) -> Square:
        """Cosines of vectors of meaning; 0 where one has none."""
        width = max((len(of(p)) for p in self._profiles), default=0)
        rows = [of(p) if len(of(p)) == width else bytes(width) for p in self._profiles]
        matrix = np.frombuffer(b"".join(rows), dtype=np.int8).reshape(self._size, width).astype(np.float64)
        matrix /= np.maximum(1e-9, np.sqrt((matrix * matrix).sum(axis=1)))[:, None]
        return np.asarray(matrix @ matrix.T)


def _nearest(alike: Square) -> npt.NDArray[np.bool_]:
    """For each row itself and the AROUND most alike others that are LIKE it."""
    size = len(alike)
    rounded = np.round(alike, 4)
    np.fill_diagonal(rounded, 2.0)
    order = np.argsort(-rounded, axis=1, kind="stable")[:, :AROUND]
    near = np.zeros((size, size), dtype=np.bool_)
    near[np.arange(size)[:, None], order] = True
    return near & (rounded >= LIKE)
