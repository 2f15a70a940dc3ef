"""A text -> the claims nearest to it in meaning, out of many.

Three searches find candidates: by words, by pieces of words, and by vectors. The candidates are then compared with the text one by
one (`retrieval_features`), and a small model, trained by training/retrieval/train.py, ranks them.

    index = Index()
    index.add(["The bridge at Imatra was closed in 2011.", "A bear swam across the Vuoksi."])
    index.query("bear crosses river")[0].number  # 1

A ledger that has found candidates by its own full text and vectors hands them to `find_like`, with the vectors it keeps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from .embed import Vectors, embed
from .retrieval_terms import Floats, Postings, grams_of, plain, signer, words_of
from .words import number_of, split_words, word_set

POOL = 30  # candidates that each search puts forward
LONGEST_RUN = 120  # words among which the longest common run is looked for
MOST_SENTENCES = 8  # of the text that is looked for, each with a vector of its own

FEATURES = (
    *(
        "words",
        "words beside best",
        "pieces",
        "pieces beside best",
        "vector",
        "vector of title",
        "sentence",
        "sentence, title",
    ),
    *(
        "vector beside best",
        "rank by words",
        "rank by pieces",
        "rank by vector",
        "its words found",
        "words found in it",
    ),
    *("names shared", "number shared", "number missing", "run", "length", "signer named"),
)

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Hit:
    """`number` counts the claims in the order in which they were added; `score` ranks: higher is nearer."""

    number: int
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    lows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    mean: Floats
    scale: Floats
    weights: Floats


@cache
def model() -> Model:
    found = json.loads(files("sayso").joinpath("link", "data", "retrieval_model.json").read_text(encoding="utf-8"))
    return Model(*(np.array([found[part][name] for name in FEATURES]) for part in ("mean", "scale", "weights")))


def _entry(text: str, title: str) -> _Entry:
    own = split_words(text)
    stop = word_set("stopwords.txt")
    named = [w for part in (own, split_words(title)) for w in part[1:] if w.raw[0].isupper() and w.low not in stop]
    return _Entry(
        words=frozenset(words_of(f"{text} {title}")),
        names=frozenset(w.key for w in named),
        numbers=frozenset(w.low for w in own if w.low[0].isdigit() and number_of(w.low) is not None),
        lows=tuple(w.low for w in own[:LONGEST_RUN]),
    )


class Index:
    """Claims, each with a title where it has one, and what they are found by. The same claims in the same order give the same ranking."""

    def __init__(self) -> None:
        self._words, self._pieces = Postings(), Postings()
        self._entries: list[_Entry] = []
        self._vectors: list[Vectors] = []
        self._titles: list[Vectors] = []

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, claims: Sequence[str], titles: Sequence[str] = (), vectors: Vectors | None = None) -> None:
        """`titles` are one a claim ("" for none), or none at all; `vectors` one row a claim, where `embed` has made them already.

        Raises ValueError where their numbers differ.
        """
        titles = titles or [""] * len(claims)
        texts = [plain(c) for c in claims]
        own = embed(texts) if vectors is None else vectors
        if not len(claims) == len(titles) == len(own):
            raise ValueError(f"{len(claims)} claims, {len(titles)} titles and {len(own)} vectors")
        heads = [plain(t) for t in titles]
        # A claim without a title is compared as though its text were its title.
        above = own.copy()
        titled = [n for n, head in enumerate(heads) if head]
        above[titled] = embed([heads[n] for n in titled])
        self._vectors.append(own)
        self._titles.append(above)
        for text, head in zip(texts, heads, strict=True):
            both = f"{text} {head}"
            self._words.add(words_of(both))
            self._pieces.add(grams_of(both))
            self._entries.append(_entry(text, head))

    def query(self, text: str, most: int = 10) -> list[Hit]:
        """The `most` nearest claims, the nearest first; claims that are equally near in the order in which they were added."""
        numbers, rows = self.compare(text)
        by = model()
        scores = np.round(((rows - by.mean) / by.scale) @ by.weights, 4)
        order = np.argsort(-scores, kind="stable")[:most]
        return [Hit(int(numbers[n]), float(scores[n])) for n in order]

    def compare(self, text: str) -> tuple[np.ndarray, Floats]:
        """Numbers of the candidates for `text`, in order, and one row of FEATURES for each."""
        if not self._entries:
            return np.zeros(0, dtype=int), np.zeros((0, len(FEATURES)))
        by, text = signer(text), plain(text)
        words, pieces = words_of(f"{text} {by}"), grams_of(f"{text} {by}")
        near = self._nearness(text)
        searched = [self._words.scores(words), self._pieces.scores(pieces), near.max(axis=1)]
        ideal = [self._words.weight(words), self._pieces.weight(pieces)]
        order = [np.argsort(-np.round(s, 6), kind="stable") for s in searched]
        numbers = np.unique(np.concatenate([o[:POOL] for o in order]))
        best = [max(float(s.max()), 1e-9) for s in searched]
        columns = []
        for n in (0, 1):
            columns += [searched[n][numbers] / max(ideal[n], 1e-9), searched[n][numbers] / best[n]]
        columns += [near[numbers, k] for k in range(4)]
        columns += [searched[2][numbers] / best[2]]
        for o in order:
            place = np.empty(len(o))
            place[o] = np.arange(len(o))
            columns.append(1 / (1 + place[numbers]))
        beside = self._beside(text, by, words, numbers.tolist())
        return numbers, np.round(np.hstack([np.stack(columns, axis=1), beside]), 4)

    def _nearness(self, text: str) -> Floats:
        """Cosines of each claim and of its title with the text, and with the sentence of it that is nearest."""
        if len(self._vectors) > 1:
            self._vectors, self._titles = [np.vstack(self._vectors)], [np.vstack(self._titles)]
        claims, titles = self._vectors[0], self._titles[0]
        parts = [s for s in _SENTENCE.split(text) if len(s.split()) > 2][:MOST_SENTENCES] or [text]
        rows = embed([text, *parts])
        near = [
            claims @ rows[0],
            titles @ rows[0],
            (claims @ rows[1:].T).max(axis=1),
            (titles @ rows[1:].T).max(axis=1),
        ]
        return np.round(np.stack(near, axis=1).astype(float), 4)

    def _beside(self, text: str, by: str, words: Sequence[str], numbers: Sequence[int]) -> Floats:
        """What needs both texts at once, for the candidates only."""
        own, held, signed = _entry(text, ""), sorted(set(words)), words_of(by)
        whole = self._words.weight(held) or 1.0
        rows = []
        for n in numbers:
            other = self._entries[n]
            shared = self._words.weight([w for w in held if w in other.words])
            run = _run(own.lows, other.lows) / max(1, len(other.lows))
            rows.append(
                [
                    shared / (self._words.weight(sorted(other.words)) or 1.0),
                    shared / whole,
                    len(own.names & other.names) / max(1, len(other.names)),
                    bool(own.numbers & other.numbers),
                    bool(other.numbers - own.numbers),
                    run,
                    np.log1p(len(other.lows)),
                    sum(w in other.words for w in signed) / max(1, len(signed)),
                ]
            )
        return np.array(rows, dtype=float).reshape(len(rows), 8)


def find_like(
    text: str, claims: Sequence[str], *, titles: Sequence[str] = (), vectors: Vectors | None = None, most: int = 10
) -> list[Hit]:
    """The `most` of `claims` that are nearest in meaning to `text`, the nearest first.

    For a list that is searched once; for more, or where claims come later, keep an `Index`.
    """
    index = Index()
    index.add(claims, titles, vectors)
    return index.query(text, most)


def _run(a: Sequence[str], b: Sequence[str]) -> int:
    """Words of the longest run that both have."""
    best, above = 0, [0] * (len(b) + 1)
    for p in a:
        line = [0] * (len(b) + 1)
        for j, q in enumerate(b, 1):
            if p == q:
                line[j] = above[j - 1] + 1
                best = max(best, line[j])
        above = line
    return best
