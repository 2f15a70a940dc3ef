"""Word vectors in context by the weights of one of spaCy's `tok2vec` layers, computed with less work.

Before words see their neighbours, a vector depends on nothing but the word's form: it is asked of spaCy's own layer once and kept. Then
four layers, each of which shows a word its left and right neighbour, are computed here as spaCy does. The figures are spaCy's but for
the last bits of rounding.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc

MOST_FORMS = 30_000  # remembered, 400 bytes each; then forgotten all at once, so that a long run keeps its size

Floats = NDArray[np.float32]


class Vectors:
    """`vectors(doc)` gives a (words, width) array for a spaCy Doc; `model` is the thinc model of a `tok2vec` layer."""

    def __init__(self, vocab: Any, model: Any) -> None:
        self.vocab = vocab
        self.embed, encode = model.layers
        self.pad: int = encode.attrs["pad"]
        self.gemm = model.ops.gemm
        nodes = list(encode.walk(order="dfs_pre"))
        maxouts = [n for n in nodes if n.name == "maxout"]
        norms = [n for n in nodes if n.name == "layernorm"]
        self.layers = [_weights(m, n) for m, n in zip(maxouts, norms, strict=True)]
        self.width: int = maxouts[0].get_dim("nO")
        self.forms: dict[tuple[int, ...], int] = {}  # letters, normal form, whether a space follows -> row of the table
        self.table: Floats = np.empty((1024, self.width), dtype="float32")

    def __call__(self, doc: Any) -> Floats:
        rows = self._rows([tuple(form) for form in doc.to_array((ORTH, NORM, SPACY)).tolist()])
        x = np.zeros((len(rows) + 2 * self.pad, self.width), dtype="float32")
        x[self.pad : self.pad + len(rows)] = self.table[rows]
        for weights, bias, scale, shift in self.layers:
            pieces = (self.gemm(_with_neighbours(x), weights, trans2=True) + bias).reshape(len(x), -1, self.width)
            best = pieces.max(1)
            best -= best.mean(1, keepdims=True)
            spread = np.einsum("ij,ij->i", best, best)[:, None] / self.width + 1e-8
            x += best * (1 / np.sqrt(spread)) * scale + shift
        result: Floats = x[self.pad : self.pad + len(rows)]
        return result

    def _rows(self, forms: list[tuple[int, ...]]) -> list[int]:
        """The row of the table of each form; new forms are added to it."""
        new = list(dict.fromkeys(form for form in forms if form not in self.forms))
        if new and len(self.forms) + len(new) > MOST_FORMS:
            self.forms, new = {}, list(dict.fromkeys(forms))
        if new:
            doc: Any = Doc(self.vocab, words=[self.vocab.strings[f[0]] for f in new], spaces=[bool(f[2]) for f in new])
            doc.from_array(NORM, np.array([f[1] for f in new], dtype="uint64"))
            known, stop = len(self.forms), len(self.forms) + len(new)
            if stop > len(self.table):
                self.table = np.concatenate([self.table, np.empty((stop, self.width), dtype="float32")])
            self.table[known:stop] = self.embed.predict([doc])[0]
            self.forms.update(zip(new, range(known, stop), strict=True))
        return [self.forms[form] for form in forms]


def _weights(maxout: Any, norm: Any) -> tuple[Floats, Floats, Floats, Floats]:
    """Weights and bias of a layer with the first pieces of all outputs before the second, and the scale and shift after it."""
    w, b = maxout.get_param("W"), maxout.get_param("b")
    outputs, pieces, inputs = w.shape
    weights = np.ascontiguousarray(w.transpose(1, 0, 2).reshape(pieces * outputs, inputs))
    return weights, np.ascontiguousarray(b.T).ravel(), norm.get_param("G"), norm.get_param("b")


def _with_neighbours(x: Floats) -> Floats:
    """Each row between the rows before and after it, zeros beyond the ends."""
    width = x.shape[1]
    out = np.zeros((len(x), 3 * width), dtype="float32")
    out[1:, :width], out[:, width : 2 * width], out[:-1, 2 * width :] = x[:-1], x, x[1:]
    return out
