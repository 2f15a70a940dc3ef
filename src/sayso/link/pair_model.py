"""Two texts -> how likely they say the same news, and how likely they cannot both hold: a small encoder that reads both at once.

    judge_pairs([("Four miners died.", "Five miners died.")])[0].clash

Like the embedder, whose word vectors it shares, it runs one pair at a time, so that a pair is judged alike in every company.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from .embed import embed, pieces, word_vectors
from .memo import Memo

LONGEST = 58  # word pieces read of one text
BOUND = 20.0  # no logit is further from 0

Logits = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Chances, each in [0, 1], and each learnt from other data.

    `same`: both tell the same news, whatever their certainty; `paraphrase`: one is the other in other words, and no more (MSRP);
    `likeness`: 0 nothing in common to 1 the same meaning (STS), the mean of what the model says and of the cosine of the two
    vectors; `clash`: they cannot both hold (a negation, another number or day).
    """

    same: float
    paraphrase: float
    likeness: float
    clash: float


@cache
def _session() -> Any:
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return ort.InferenceSession(_weights(), options, providers=["CPUExecutionProvider"])


def _weights() -> bytes:
    return files("sayso").joinpath("link", "weights", "pair_model.onnx").read_bytes()


@cache
def version() -> str:
    """Names the weights: judgements of one version do not go with another's."""
    return sha256(_weights()).hexdigest()[:12]


def judge_pairs(pairs: Sequence[tuple[str, str]], memo: Memo | None = None) -> list[Judgement]:
    """One judgement a pair. The order of the two texts does not matter; what `memo` holds is not run again, what is new goes into it."""
    said = 1 / (1 + np.exp(-logits(pairs, memo.chances if memo else None)))
    left, right = (embed([p[k] for p in pairs], memo.vectors if memo else None) for k in (0, 1))
    cosine = np.clip(np.einsum("ij,ij->i", left.astype(np.float64), right), 0, 1)
    said[:, 2] = (said[:, 2] + cosine) / 2
    return [Judgement(*(float(p) for p in row)) for row in np.round(said, 4)]


def logits(pairs: Sequence[tuple[str, str]], known: MutableMapping[tuple[str, str], bytes] | None = None) -> Logits:
    """(pairs, 4): what Judgement holds, before it is a chance. Rounded, so that kept ones are the same as new ones."""
    kept = {} if known is None else known
    out = np.zeros((len(pairs), 4))
    for n, pair in enumerate(pairs):
        key = pair if pair[0] <= pair[1] else pair[::-1]
        packed = kept.get(key)
        if packed is None or len(packed) != 8:
            packed = kept[key] = pack(_run(*key))
        out[n] = unpack(packed)
    return out


def pack(logit: Logits) -> bytes:
    """Four logits as 8 bytes."""
    return np.rint(np.clip(logit, -BOUND, BOUND) * 1000).astype("<i2").tobytes()


def unpack(packed: bytes) -> Logits:
    out: Logits = np.frombuffer(packed, dtype="<i2").astype(np.float64) / 1000
    return out


def _run(one: str, other: str) -> Logits:
    a, b = (pieces(text)[1:-1][:LONGEST] for text in (one, other))
    start, end = pieces("")
    ids = [start, *a, end, *b, end]
    kinds = np.array([[0] * (len(a) + 2) + [1] * (len(b) + 1)], dtype=np.int64)
    found: Logits = _session().run(None, {"words": word_vectors(ids), "kinds": kinds})[0][0].astype(np.float64)
    return found
