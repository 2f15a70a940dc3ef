"""Sentences -> unit vectors, by the small encoder that lies beside this room.

One sentence is run at a time: the encoder's int8 arithmetic scales by what is in a batch, so that only a batch of one
gives the
same vector in every company (measured: as fast as batches on one thread).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WIDTH = 384  # numbers in a vector
LONGEST = 96  # word pieces read of one text: more than any clause has

Vectors = npt.NDArray[np.float32]


@cache
def _encoder() -> tuple[Any, Tokenizer]:
    import onnxruntime as ort
    from tokenizers import Tokenizer

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = files("sayso").joinpath("link", "weights", "embedder.onnx").read_bytes()
    session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(
        files("sayso").joinpath("read", "weights", "tokenizer.json").read_text(encoding="utf-8")
    )
    return session, tokenizer


def embed(texts: Sequence[str]) -> Vectors:
    """One row of length 1 and width WIDTH a text; equal texts are run once."""
    rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
    if not texts:
        return rows
    session, tokenizer = _encoder()
    known: dict[str, Vectors] = {}
    for i, text in enumerate(texts):
        if text not in known:
            # A text is cut before it is tokenised: a line without end must not cost without end.
            ids = tokenizer.encode(text[: LONGEST * 12].encode("utf-8", "replace").decode("utf-8")).ids[:LONGEST]
            row = np.array([ids], dtype=np.int64)
            known[text] = session.run(None, {"ids": row, "mask": np.ones_like(row)})[0][0]
        rows[i] = known[text]
    return rows
