"""Two texts -> how likely they say the same news, and how likely they cannot both hold: a small encoder that reads both at once.

    judge_pairs([("Four miners died.", "Five miners died.")])[0].clash

Like the embedder, whose word vectors it shares, it runs one pair at a time, so that a pair is judged alike in every company.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .embed import embed, pieces, word_vectors
from .onnx_models import session

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


def judge_pairs(pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
    """One judgement a pair. The order of the two texts does not matter."""
    said = 1 / (1 + np.exp(-logits(pairs)))
    left, right = (embed([p[k] for p in pairs]) for k in (0, 1))
    cosine = np.clip(np.einsum("ij,ij->i", left.astype(np.float64), right), 0, 1)
    said[:, 2] = (said[:, 2] + cosine) / 2
    return [Judgement(*(float(p) for p in row)) for row in np.round(said, 4)]


def logits(pairs: Sequence[tuple[str, str]]) -> Logits:
    """(pairs, 4): what Judgement holds, before it is a chance."""
    rows = [_run(*sorted(pair)) for pair in pairs]
    clipped = np.clip(np.array(rows).reshape(-1, 4), -BOUND, BOUND)
    return np.round(clipped, 3).astype(np.float64)


def _run(one: str, other: str) -> Logits:
    a, b = (pieces(text)[1:-1][:LONGEST] for text in (one, other))
    start, end = pieces("")
    ids = [start, *a, end, *b, end]
    kinds = np.array([[0] * (len(a) + 2) + [1] * (len(b) + 1)], dtype=np.int64)
    found: Logits = (
        session("pair_model.onnx").run(None, {"words": word_vectors(ids), "kinds": kinds})[0][0].astype(np.float64)
    )
    return found
