"""Source, cue and content spans by a small trained encoder (see weights/MODEL_CARD.md).

The encoder reads windows of whole sentences; each word piece gets seven BIO tags on two layers: outermost attributions, and
those nested in the content of another. Pieces of one word vote together. Windows do not overlap: measured, that costs nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..model import Span
from .draft import Draft, Tagged

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
ROLES = ("source", "cue", "content")
TAGS = 1 + 2 * len(ROLES)
WINDOW = 254  # word pieces


@cache
def tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))


@cache
def session() -> Any:
    """One thread: one per process beats two, and results do not depend on the machine's number of cores."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(WEIGHTS / "tagger.onnx"), options, providers=["CPUExecutionProvider"])


def windows(pieces: int, starts: list[int]) -> list[tuple[int, int]]:
    """`[start, end)` of each window over `pieces` word pieces; `starts` are the pieces that start a sentence, in order.

    As many whole sentences as fit; a sentence longer than half a window may be cut.
    """
    out, at = [], 0
    while at < pieces:
        end = min(pieces, at + WINDOW)
        if end < pieces:
            k = bisect_right(starts, end) - 1
            end = starts[k] if k >= 0 and starts[k] > at + WINDOW // 2 else end
        out.append((at, end))
        at = end
    return out


def probabilities(ids: list[int], starts: list[int]) -> NDArray[np.float32]:
    """(pieces, 2 layers, 7 tags); each row of tags sums to one."""
    tok = tokenizer()
    cls, sep = tok.token_to_id("[CLS]"), tok.token_to_id("[SEP]")
    rows = [np.array([[cls, *ids[start:end], sep]], dtype=np.int64) for start, end in windows(len(ids), starts)]
    logits = np.concatenate([session().run(None, {"ids": r, "mask": np.ones_like(r)})[0][0, 1:-1] for r in rows])
    shaped = logits.reshape(len(ids), 2, TAGS)
    powers = np.exp(shaped - shaped.max(-1, keepdims=True))
    result: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
    return result


def tag(draft: Draft) -> None:
    text = draft.masked
    if not text.strip():
        return
    encoded = tokenizer().encode(text, add_special_tokens=False)
    if not encoded.ids:
        return
    begins = [o[0] for o in encoded.offsets]
    chances = probabilities(encoded.ids, sorted({bisect_left(begins, s.start) for s in draft.sentences}))
    words = _words(encoded.offsets, encoded.word_ids, text)
    for layer in (0, 1):
        draft.tagged.extend(_spans(text, words, chances[:, layer], layer))
    draft.tagged.sort(key=lambda t: (t.span, t.layer, t.role))


def _words(offsets: list[tuple[int, int]], ids: list[int | None], text: str) -> list[tuple[Span, int, int]]:
    """(span, first piece, end of pieces) of each word; line breaks, which are pieces too, are left out."""
    out: list[tuple[Span, int, int]] = []
    i = 0
    while i < len(offsets):
        j = i + 1
        while j < len(offsets) and ids[j] is not None and ids[j] == ids[i]:
            j += 1
        span = Span(offsets[i][0], offsets[j - 1][1])
        if not text[span.start : span.end].isspace():
            out.append((span, i, j))
        i = j
    return out


def _spans(text: str, words: list[tuple[Span, int, int]], chances: NDArray[np.float32], layer: int) -> list[Tagged]:
    """Runs of words of one role; the pieces of a word vote together, and its first piece says whether a run begins."""
    found: list[Tagged] = []
    role, start, end, scores = -1, 0, 0, [0.0]

    def close() -> None:
        if role >= 0:
            found.append(Tagged(ROLES[role], layer, Span(start, end), round(sum(scores) / len(scores), 3)))

    if not words:
        return found
    means = np.stack([chances[i:j].mean(0) if j > i + 1 else chances[i] for _, i, j in words])
    by_role = np.concatenate([means[:, :1], means[:, 1::2] + means[:, 2::2]], axis=1)
    best = by_role.argmax(1)
    first = chances[[i for _, i, _ in words]]
    begins = first[:, 1::2] > first[:, 2::2]
    for n, (here, (span, _, _)) in enumerate(zip((best - 1).tolist(), words, strict=True)):
        if here != role or (here >= 0 and begins[n, here]):
            close()
            role, start, scores = here, span.start, []
        end = span.end
        scores.append(float(by_role[n, here + 1]))
    close()
    return found
