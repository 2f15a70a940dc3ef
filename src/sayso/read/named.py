"""Named entities by the weights of spaCy's recogniser, decided for all words at once.

The recogniser goes from word to word: outside of a name it sees only the word, so all these decisions are one matrix product; inside
of one it sees the name's first word and the word before too, and has but to say whether the name goes on. It never crosses the start
of a sentence. The result is that of spaCy's own loop.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Span

from .vectors import Floats, Vectors


class Recogniser:
    """Sets the entities of a Doc with sentence starts, in place; `ner` is a spaCy EntityRecognizer."""

    def __init__(self, vocab: Any, ner: Any) -> None:
        first, lower, upper = ner.model.layers
        tok2vec, _, linear = first.layers
        self.vectors = Vectors(vocab, tok2vec)
        self.gemm = ner.model.ops.gemm
        self.linear: tuple[Floats, Floats] = linear.get_param("W"), linear.get_param("b")
        weights = lower.get_param("W")
        self.features, self.hidden, self.pieces, width = weights.shape
        self.lower: Floats = weights.reshape(-1, width)
        self.upper: tuple[Floats, Floats] = upper.get_param("W"), upper.get_param("b")
        self.bias: Floats = lower.get_param("b").ravel()
        self.absent: Floats = lower.get_param("pad").reshape(self.features, -1)
        names = [ner.moves.get_class_name(n) for n in range(ner.moves.n_moves)]
        self.moves: list[tuple[str, str]] = [(name[:1], name[2:]) for name in names]
        self.at = {move: n for n, move in enumerate(self.moves)}
        self.starting = np.array([m == "O" or (m in "BU" and label != "") for m, label in self.moves])
        self.single = np.array([m == "O" or (m == "U" and label != "") for m, label in self.moves])
        self.outside = np.array([m == "O" for m, _ in self.moves])

    def __call__(self, doc: Any) -> Any:
        if not len(doc):
            return doc
        seen = self.gemm(self.vectors(doc), self.linear[0], trans2=True) + self.linear[1]
        parts = self.gemm(seen, self.lower, trans2=True).reshape(len(doc), self.features, -1)
        last = np.append(doc.to_array(SENT_START)[1:] == 1, True)  # words after which no name can go on
        spans, i = [], 0
        moves = self._moves(parts, last, doc.to_array(IS_SPACE) == 1)
        while i < len(moves):
            move, label = self.moves[moves[i]]
            start, i = i, i + 1
            if move == "O":
                continue
            if move == "B":
                i = self._end(parts, start, label, last)
            spans.append(Span(doc, start, i, label=label))
        doc.set_ents(spans, default="outside")
        return doc

    def _moves(self, parts: Floats, last: Any, space: Any) -> list[int]:
        """The best move of each word if no name is open before it."""
        hidden = self._hidden(parts[:, 0] + self.absent[1:].sum(0))
        scores = self.gemm(hidden, self.upper[0], trans2=True) + self.upper[1]
        allowed = np.where(space[:, None], self.outside, np.where(last[:, None], self.single, self.starting))
        best: list[int] = np.where(allowed, scores, -np.inf).argmax(1).tolist()
        return best

    def _end(self, parts: Floats, start: int, label: str, last: Any) -> int:
        """Where the name ends that begins at word `start`: the word after its last."""
        both = [self.at["I", label], self.at["L", label]]
        weights, bias = self.upper[0][both], self.upper[1][both]
        i = start + 1
        while not last[i]:
            on, end = (weights @ self._hidden(parts[i, 0] + parts[start, 1] + parts[i - 1, 2])[0] + bias).tolist()
            if end > on or (end == on and both[1] < both[0]):
                break
            i += 1
        return i + 1

    def _hidden(self, sums: Floats) -> Floats:
        best: Floats = (sums + self.bias).reshape(-1, self.hidden, self.pieces).max(2)
        return best
