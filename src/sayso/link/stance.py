"""What an article says about a claim: that it holds, that it does not, only that others say so, or nothing.

The article need not be of the claim's story. Its sentences near the claim are held against it (`stance_features`), and a small
network over what they show, trained by training/stance/train.py, gives the chances.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

import numpy as np

from ..model import Article, Reading, Span
from ..read.blocks import find_blocks
from ..read.draft import Draft
from ..read.marks import find_marks
from ..read.sentences import split_sentences
from .stance_features import Floats, Told, features, names, told_of

CLIP = 4.0  # deviations from the mean beyond which a feature is cut
TRIED = 8  # sentences among which the deciding one is looked for, the nearest to the claim


class Label(StrEnum):
    AGREES = "agrees"
    DENIES = "denies"
    DISCUSSES = "discusses"  # passes on what others say of it, or leaves it open
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Stance:
    """`chances` has one chance for each label, in their order, which sum to 1. `span` is the sentence of the article that decides,
    None where it is unrelated."""

    label: Label
    chances: tuple[tuple[Label, float], ...]
    span: Span | None

    @property
    def confidence(self) -> float:
        return dict(self.chances)[self.label]


@dataclass(frozen=True, slots=True)
class Network:
    """A layer of rectified sums and one of sums."""

    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats

    def scores(self, rows: Floats) -> Floats:
        return np.maximum(rows @ self.first + self.first_bias, 0.0) @ self.second + self.second_bias


@dataclass(frozen=True, slots=True)
class Model:
    """`related` weighs the columns for "unrelated or not", the networks tell the other labels apart."""

    mean: Floats
    scale: Floats
    related: Floats
    related_bias: float
    networks: tuple[Network, ...]


@cache
def model() -> Model:
    found = json.loads(files("sayso").joinpath("link", "data", "stance_model.json").read_text(encoding="utf-8"))
    return model_of(found)


def model_of(found: dict[str, object]) -> Model:
    """A model from its JSON form; raises ValueError where it was made for other features."""
    if found["names"] != list(names()):
        raise ValueError("the stance model was trained on other features: run training/stance/train.py")
    rows = {k: np.array(v, dtype=float) for k, v in found.items() if k in ("mean", "scale", "related")}
    networks = found["networks"]
    assert isinstance(networks, list)
    nets = tuple(Network(*(np.array(n[k], dtype=float) for k in ("w1", "b1", "w2", "b2"))) for n in networks)
    return Model(rows["mean"], rows["scale"], rows["related"], float(str(found["related_bias"])), nets)


def chances_of(rows: Floats, by: Model | None = None) -> Floats:
    """Rows of `features` -> one row of chances each, in the order of `Label`."""
    by = by or model()
    x = np.clip((rows - by.mean) / by.scale, -CLIP, CLIP)
    near = 1 / (1 + np.exp(-(x @ by.related + by.related_bias)))
    kinds = np.mean([_softmax(n.scores(x)) for n in by.networks], axis=0)
    return np.round(np.hstack([kinds * near[:, None], 1 - near[:, None]]), 4)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=float)


def prepare_claim(text: str) -> Told:
    """A claim for `stance`, to be made once where it is held against many articles; its text counts as one sentence."""
    span = Span(0, len(text)).trimmed(text)
    return told_of(text, [span] if span.end > span.start else [])


def prepare(article: Reading | str) -> Told:
    """An article for `stance`, to be made once where many claims are held against it. A text is only cut into sentences."""
    if isinstance(article, Reading):
        return told_of(article.article.text, article.sentences)
    return told_of(article, sentences_of(article))


def sentences_of(text: str) -> list[Span]:
    """Where the sentences of a text stand that nobody has read yet, without promotions and credits."""
    draft = Draft(Article("article", text, language="en"))
    for stage in (find_blocks, find_marks, split_sentences):
        stage(draft)
    return draft.sentences


def stance(claim: str | Told, article: Reading | str | Told) -> Stance:
    """What `article` says about `claim`. Pass what `prepare` gives where a text is held against many."""
    own = prepare_claim(claim) if isinstance(claim, str) else claim
    told = article if isinstance(article, Told) else prepare(article)
    chances = chances_of(features(own, told)[None])[0]
    label = list(Label)[int(chances.argmax())]
    span = None if label is Label.UNRELATED or not told.sentences else _deciding(own, told, label)
    return Stance(label, tuple(zip(Label, map(float, chances), strict=True)), span)


def stances(pairs: Sequence[tuple[Told, Told]]) -> list[Label]:
    """The label of each pair of a prepared claim and a prepared article: quicker than one by one, and without spans."""
    if not pairs:
        return []
    chances = chances_of(np.stack([features(c, t) for c, t in pairs]))
    return [list(Label)[int(n)] for n in chances.argmax(axis=1)]


def _deciding(claim: Told, told: Told, label: Label) -> Span:
    """Of the sentences nearest to the claim, the one that by itself speaks most for `label`."""
    likeness = np.round(told.vectors @ claim.vectors[0], 4)
    near = [int(i) for i in np.argsort(-likeness, kind="stable")[:TRIED]]
    alone = chances_of(np.stack([features(claim, _only(told, i)) for i in near]))
    column = list(Label).index(label)
    best = max(range(len(near)), key=lambda n: (alone[n, column], -n))
    return told.sentences[near[best]].span


def _only(told: Told, i: int) -> Told:
    return replace(
        told,
        sentences=told.sentences[i : i + 1],
        vectors=told.vectors[i : i + 1],
        seen=told.seen[i : i + 1],
        terms=told.sentences[i].terms,
        alike=told.alike[i : i + 1],
    )
