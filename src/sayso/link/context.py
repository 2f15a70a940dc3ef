"""Clauses read where they stand: in their sentence, after the two before it, and under the name of who goes on speaking.

"He was running for his life" says nothing until one knows who. A small encoder reads the sentence with what went before it; a clause is
then a vector, and the pieces it is made of, each with a weight. How near two clauses lie, whole and piece by piece, gives a logit of
saying the same. It was trained on clauses of news events (training/context).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from ..model import AttributionKind, Reading, Span, Statement
from .embed import encode, know_words, word_vectors
from .onnx_models import session, version_of, weights

PAST, SENTENCE, SPEAKER, CLAUSE = (
    40,
    96,
    12,
    32,
)  # pieces read of what went before, of the sentence, of a name; kept of a clause
WIDTH, PART = 128, 48  # numbers in a clause's vector, and in that of each piece
BLOCK = 2_048  # pairs compared at once

Floats = npt.NDArray[np.float32]
Logits = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Clause:
    """What is read of one clause: `start` and `end` count from the start of `sentence`."""

    past: str
    speaker: str
    sentence: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return f"{self.speaker}\0{self.past}\0{self.sentence}\0{self.start} {self.end}"


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads: pieces of what went before (kind 0) and of the sentence (kind 1), which begins at `first`."""

    ids: list[int]
    kinds: list[int]
    first: int
    places: list[tuple[int, int]]  # where in the sentence each of its pieces stands

    def inside(self, clause: Clause) -> list[int]:
        """Numbers of the sentence's pieces that the clause has; all of them where it lies behind what is read."""
        found = [n for n, (a, b) in enumerate(self.places) if a < clause.end and b > clause.start]
        return (found or list(range(len(self.places))))[:CLAUSE]


@dataclass(frozen=True, slots=True)
class Told:
    """A clause as the encoder has read it.

    `whole` (WIDTH) is of length 1, as is each row of `parts` (pieces, PART); `weight` (pieces) sums to 1.
    """

    whole: Floats
    parts: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class _Head:
    nearness: Floats  # (3,) of the cosine and of both piecewise likenesses, the smaller first
    bias: float
    mix: Floats  # (hidden, 2 * WIDTH)
    mix_bias: Floats
    out: Floats
    out_bias: float


@cache
def _head() -> _Head:
    import io

    held = np.load(io.BytesIO(weights("context_head.npz")), allow_pickle=False)
    near, mix, out = (held[name].astype(np.float32) for name in ("nearness", "mix", "out"))
    return _Head(near[:3], float(near[3]), mix[:, :-1], mix[:, -1], out[:-1], float(out[-1]))


def version() -> str:
    """Names the weights: clauses read by one version do not go with another's."""
    return version_of("context.onnx")


def clause_of(statement: Statement, span: Span, reading: Reading) -> Clause:
    """The clause at `span` of a statement, with what stands around it."""
    text, extent = reading.article.text, statement.extent
    n = bisect_right(reading.sentences, extent.start + 1, key=lambda s: s.end)
    before = reading.sentences[max(0, n - 2) : n]
    past = text[before[0].start : before[-1].end] if before else ""
    goes_on = statement.attribution is AttributionKind.INHERITED
    return Clause(
        past,
        statement.source.name if goes_on else "",
        extent.of(text),
        span.start - extent.start,
        span.end - extent.start,
    )


def read_clauses(clauses: Sequence[Clause], known: MutableMapping[str, bytes] | None = None) -> list[Told]:
    """One a clause. What `known` holds is not read again, what is new goes into it; kept or new, the numbers are the same."""
    kept = {} if known is None else known
    packed = {c.key: kept[c.key] for c in clauses if c.key in kept}
    new = {c.key: c for c in clauses if c.key not in packed}
    windows = {(c.past, c.speaker, c.sentence): c for c in new.values()}
    read = {place: window_of(c) for place, c in windows.items()}
    know_words({i for w in read.values() for i in w.ids})
    last: tuple[Window, Floats] | None = None  # clauses of one sentence follow one another
    for key, clause in new.items():
        window = read[clause.past, clause.speaker, clause.sentence]
        if last is None or last[0] is not window:
            last = (window, _read(window))
        packed[key] = kept[key] = _cut(last[1][window.inside(clause)])
    return [_unpack(packed[c.key]) for c in clauses]


def window_of(clause: Clause) -> Window:
    past = encode(clause.past[-PAST * 12 :])[1:-1] if clause.past else []
    name = encode(clause.speaker + " said:")[1:-1][:SPEAKER] if clause.speaker else []
    start, end = (p.id for p in encode(""))
    own = encode(clause.sentence)[1:-1][:SENTENCE]
    before = [p.id for p in (*name, *past[-PAST:])]
    ids = [start, *before, end, *(p.id for p in own), end]
    kinds = [0] * (len(before) + 2) + [1] * (len(own) + 1)
    return Window(ids, kinds, len(before) + 2, [(p.start, p.end) for p in own])


def _read(window: Window) -> Floats:
    """(pieces of the sentence, WIDTH + PART + 1): the encoder's output of each."""
    kinds = np.array([window.kinds], dtype=np.int64)
    rows: Floats = session("context.onnx").run(None, {"words": word_vectors(window.ids), "kinds": kinds})[0][0]
    return rows[window.first : -1]


def _cut(own: Floats) -> bytes:
    """The rows of a clause's pieces as bytes: its vector, then of each piece its vector and its weight."""
    if not len(own):
        own = np.zeros((1, WIDTH + PART + 1), np.float32)
    weight = 1 / (1 + np.exp(-own[:, -1:]))
    rows = np.concatenate([_unit(own[:, WIDTH:-1]), weight / weight.sum()], axis=1)
    return b"".join(np.rint(x * 127).astype(np.int8).tobytes() for x in (_unit(own[:, :WIDTH].mean(axis=0)), rows))


def _unit(rows: Floats) -> Floats:
    out: Floats = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
    return out


def _unpack(packed: bytes) -> Told:
    held = np.frombuffer(packed, dtype=np.int8).astype(np.float32)
    rows = held[WIDTH:].reshape(-1, PART + 1)
    weight = np.maximum(rows[:, -1], 0.5)
    return Told(_unit(held[:WIDTH]), _unit(rows[:, :-1]), weight / weight.sum())


def same_logits(told: Sequence[Told], pairs: Sequence[tuple[int, int]]) -> Logits:
    """(pairs,): how much speaks for both saying the same; above 0 more does than against. The order of the two does not matter."""
    out = np.zeros(len(pairs))
    if not pairs:
        return out
    head = _head()
    whole = np.stack([t.whole for t in told])
    there = _piecewise(told, pairs)
    for top in range(0, len(pairs), BLOCK):
        cut = slice(top, top + BLOCK)
        a, b = (whole[[p[k] for p in pairs[cut]]] for k in (0, 1))
        near = np.stack([(a * b).sum(axis=1), there[cut].min(axis=1), there[cut].max(axis=1)], axis=1)
        a, b = a * 8, b * 8  # as it was trained
        mixed = np.tanh(np.concatenate([np.abs(a - b), a * b], axis=1) @ head.mix.T + head.mix_bias)
        out[cut] = near @ head.nearness + head.bias + mixed @ head.out + head.out_bias
    return np.round(out, 3)


def _piecewise(told: Sequence[Told], pairs: Sequence[tuple[int, int]]) -> Floats:
    """(pairs, 2): for the pieces of either clause the mean of how near each comes to any of the other's."""
    ends = np.cumsum([len(t.weight) for t in told])
    starts = ends - [len(t.weight) for t in told]
    parts = np.concatenate([t.parts for t in told])
    partners: dict[int, list[int]] = {}
    for n, (i, _) in enumerate(pairs):
        partners.setdefault(i, []).append(n)
    out = np.zeros((len(pairs), 2), np.float32)
    for i, rows in partners.items():
        others = [pairs[n][1] for n in rows]
        columns = np.concatenate([np.arange(starts[j], ends[j]) for j in others])
        near = told[i].parts @ parts[columns].T
        first = np.cumsum([0] + [len(told[j].weight) for j in others[:-1]])
        out[rows, 0] = told[i].weight @ np.maximum.reduceat(near, first, axis=1)
        weights = np.concatenate([told[j].weight for j in others])
        out[rows, 1] = np.add.reduceat(near.max(axis=0) * weights, first)
    return out
