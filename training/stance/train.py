"""Trains the model that says what an article says about a claim.

usage: python training/stance/train.py FNC1 [--out src/sayso/link/data/stance_model.json] [--cache FILE.npy] [--folds 5] [--by topic|body]

FNC1 is the folder of the challenge's data. First come figures over folds: a model is trained on the pairs of the first part
(train_train) of which neither body nor headline belongs to the fold's topics (or bodies), and judges the pairs of the second part
(8_2) whose bodies do. With --out a model trained on the whole first part is written. Nothing but numpy is needed; the same
data gives the same file on one machine.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from corpus import CLASSES, Pairs, featured, folds, load, topics
from network import logistic, train_network

from sayso.link.stance import CLIP, Model, Network, chances_of
from sayso.link.stance_features import names

NETWORKS, HIDDEN, EPOCHS = 5, 32, 15
WEIGHT = np.array([1.3, 3.0, 1.0])  # of agree, disagree, discuss: for the mean of the classes' F1, not for accuracy


def fit(x: np.ndarray, pairs: Pairs, use: np.ndarray, seed: int = 0) -> Model:
    """A model of the pairs marked in `use`."""
    mean, scale = x[use].mean(axis=0), x[use].std(axis=0) + 1e-6
    rows = np.clip((x[use] - mean) / scale, -CLIP, CLIP)
    labels = pairs.labels[use]
    related, bias = logistic(rows, labels < 3)
    kept = labels < 3
    bodies = np.array(pairs.bodies)[use][kept]
    _, group, times = np.unique(bodies, return_inverse=True, return_counts=True)
    weight = times[group] ** -0.5  # a body that stands in many pairs counts less in each
    weight = weight / weight.mean() * WEIGHT[labels[kept]]
    nets = tuple(
        Network(*train_network(rows[kept], labels[kept], weight, hidden=HIDDEN, epochs=EPOCHS, seed=seed + n))
        for n in range(NETWORKS)
    )
    return Model(mean, scale, related, bias, nets)


def f1(gold: np.ndarray, got: np.ndarray) -> np.ndarray:
    hits = [(np.sum((gold == c) & (got == c)), np.sum(gold == c) + np.sum(got == c)) for c in range(len(CLASSES))]
    return np.array([2 * both / max(1, either) for both, either in hits])


def tell(name: str, gold: np.ndarray, got: np.ndarray) -> None:
    scores = f1(gold, got)
    print(
        f"{name:24s} macro F1 {scores.mean():.4f}  "
        + "  ".join(f"{c} {s:.3f}" for c, s in zip(CLASSES, scores, strict=True))
    )


def cross(
    x: np.ndarray, pairs: Pairs, of_body: np.ndarray, of_headline: np.ndarray, number: int, seed: int
) -> np.ndarray:
    """Labels for all pairs, each by a model that has not seen its group."""
    dealt = folds(of_body, pairs.labels, number, seed)
    body = np.array([dealt[g] for g in of_body.tolist()])
    headline = np.array([dealt.get(g, -1) for g in of_headline.tolist()])
    got = np.zeros(len(body), dtype=int)
    for fold in range(number):
        use = (body != fold) & (headline != fold) & ~pairs.choice
        held = body == fold
        got[held] = chances_of(x[held], fit(x, pairs, use)).argmax(axis=1)
    return got


def as_json(found: Model) -> dict[str, object]:
    rounded = lambda a: np.round(a, 4).tolist()  # noqa: E731
    keys = ("w1", "b1", "w2", "b2")
    parts = [(n.first, n.first_bias, n.second, n.second_bias) for n in found.networks]
    return {
        "names": list(names()),
        "mean": rounded(found.mean),
        "scale": np.round(found.scale, 6).tolist(),
        "related": rounded(found.related),
        "related_bias": round(float(found.related_bias), 4),
        "networks": [{k: rounded(v) for k, v in zip(keys, p, strict=True)} for p in parts],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--cache", type=Path, help="file of features: written where it is not there")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=1, help="ways of dealing the folds")
    parser.add_argument("--by", choices=("topic", "body"), default="topic")
    args = parser.parse_args()
    texts, pairs = load(args.data)
    if args.cache and args.cache.exists():
        x = np.load(args.cache)
    else:
        x = featured(texts, pairs)
        if args.cache:
            np.save(args.cache, x)
    of_body, of_headline = topics(texts, pairs)
    if args.by == "body":
        of_body = np.unique(np.array([texts[b] for b in pairs.bodies]), return_inverse=True)[1]
        of_headline = np.full(len(of_body), -1)
    for seed in range(args.seeds if args.folds else 0):
        got = cross(x, pairs, of_body, of_headline, args.folds, seed)
        tell(f"by {args.by}, 8_2, seed {seed}", pairs.labels[pairs.choice], got[pairs.choice])
        tell(f"by {args.by}, all, seed {seed}", pairs.labels, got)
    if args.out:
        found = fit(x, pairs, ~pairs.choice)
        args.out.write_text(json.dumps(as_json(found), separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
