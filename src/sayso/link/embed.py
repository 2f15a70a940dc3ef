"""Sentences -> unit vectors, by the small encoder that lies beside this room.

One sentence is run at a time: the encoder's int8 arithmetic scales by what is in a batch, so that only a batch of one gives
the same vector in every company (measured: as fast as batches on one thread).
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence, Set
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .onnx_models import session, version_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WIDTH = 384  # numbers in a vector
SCALE = 512  # numbers of a vector lie within a quarter of 0, so that this times them fits a byte
AT_ONCE = 500  # word pieces looked up in one run: the encoder has 512 places
LONGEST = 96  # word pieces read of one text: more than any clause has

Vectors = npt.NDArray[np.float32]


class Piece(NamedTuple):
    """A word piece, and the code points of the text that it is made of."""

    id: int
    start: int
    end: int


@cache
def _encoder() -> tuple[Any, Tokenizer]:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(
        files("sayso").joinpath("read", "weights", "tokenizer.json").read_text(encoding="utf-8")
    )
    return session("embedder.onnx"), tokenizer


def embed(texts: Sequence[str], known: MutableMapping[str, bytes] | None = None) -> Vectors:
    """One row of length 1 and width WIDTH a text; equal texts are run once, those in `known` not at all.

    Vectors are rounded to a byte a number whether or not they are kept, so that both give the same. New ones go into `known`.
    """
    rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
    seen: dict[str, Vectors] = {}
    for i, text in enumerate(texts):
        if text not in seen:
            packed = None if known is None else known.get(text)
            if packed is None or len(packed) != WIDTH:
                packed = pack(_run(text))
                if known is not None:
                    known[text] = packed
            seen[text] = unpack(packed)
        rows[i] = seen[text]
    return rows


def pack(vector: Vectors) -> bytes:
    """A unit vector as WIDTH bytes."""
    return np.clip(np.rint(vector * SCALE), -127, 127).astype(np.int8).tobytes()


def unpack(packed: bytes) -> Vectors:
    """The unit vector that `pack` wrote."""
    vector = np.frombuffer(packed, dtype=np.int8).astype(np.float32)
    out: Vectors = vector / np.float32(max(float(np.sqrt(np.square(vector).sum())), 1e-9))
    return out


def version() -> str:
    """Names the weights: vectors of one version do not go with another's."""
    return version_of("embedder.onnx")


def _run(text: str) -> Vectors:
    row = np.array([pieces(text)[:LONGEST]], dtype=np.int64)
    found: Vectors = _encoder()[0].run(["out"], {"ids": row, "mask": np.ones_like(row)})[0][0]
    return found


def pieces(text: str) -> list[int]:
    """Ids of the word pieces of `text`, those of its start and its end included."""
    return [p.id for p in encode(text)]


def encode(text: str) -> list[Piece]:
    """The word pieces of `text`, those of its start and its end included."""
    # A text is cut before it is tokenised: a line without end must not cost without end.
    made = _encoder()[1].encode(text[: LONGEST * 12].encode("utf-8", "replace").decode("utf-8"))
    return [Piece(i, *at) for i, at in zip(made.ids, made.offsets, strict=True)]


def word_vectors(ids: Sequence[int]) -> Vectors:
    """(1, pieces, WIDTH): what the encoder knows of each piece before it reads them together."""
    know_words(set(ids))
    known = _known_words()
    return np.stack([known[i] for i in ids])[None]


def know_words(ids: Set[int]) -> None:
    """Has these pieces looked up, which a process does once: the encoder unpacks its whole table whenever it is asked."""
    new = sorted(ids - _known_words().keys())
    for top in range(0, len(new), AT_ONCE):
        some = new[top : top + AT_ONCE]
        _known_words().update(zip(some, _look_up(some), strict=True))


@cache
def _known_words() -> dict[int, Vectors]:
    return {}


def _look_up(ids: Sequence[int]) -> Vectors:
    import onnxruntime as ort

    options = ort.RunOptions()
    options.only_execute_path_to_fetches = True
    row = np.array([ids], dtype=np.int64)
    found: Vectors = _encoder()[0].run(["words"], {"ids": row, "mask": np.ones_like(row)}, options)[0][0]
    return found
