"""Trains the model that ranks claims by how near they are to a text.

usage: python training/retrieval/train.py CHECKTHAT [--out src/sayso/link/data/retrieval_model.json] [--folds 5]

CHECKTHAT is the folder of CheckThat! 2020, task 2, with its `train` part. Each tweet stands twice in the training: held against
claims with the titles of their articles, and against claims alone. The loss is that of a choice among the candidates
(conditional logit). Prints MAP@5 over folds of the training part, no claim of a fold in training, and on the dev part.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.evaluate.checkthat import average_precision, claims_of, queries_of
from sayso.link.retrieval import FEATURES, Index

RIDGE, STEPS, RATE = 3.0, 400, 0.05


@dataclass(frozen=True)
class Query:
    """Candidates of one text, their features with and without titles, and which of all claims it repeats."""

    numbers: np.ndarray
    rows: np.ndarray
    bare_numbers: np.ndarray
    bare_rows: np.ndarray
    right: frozenset[int]


def queries(data: Path, part: str) -> list[Query]:
    claims = claims_of(data)
    full, bare = Index(), Index()
    full.add([c.text for c in claims], [c.title for c in claims])
    bare.add([c.text for c in claims])
    place = {c.id: n for n, c in enumerate(claims)}
    return [
        Query(*full.compare(q.text), *bare.compare(q.text), frozenset(place[i] for i in q.claims))
        for q in queries_of(data / part)
    ]


def fit(data: list[Query]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean and scale of the features, and their weights."""
    lists = [(q.rows, q.numbers, q.right) for q in data] + [(q.bare_rows, q.bare_numbers, q.right) for q in data]
    chosen = [(rows, np.isin(numbers, sorted(right))) for rows, numbers, right in lists]
    chosen = [(rows, hit) for rows, hit in chosen if hit.any()]
    x = np.vstack([rows for rows, _ in chosen])
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    x = (x - mean) / scale
    sizes = np.array([len(hit) for _, hit in chosen])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(sizes)), sizes)
    target = np.concatenate([hit / hit.sum() for _, hit in chosen])
    w, first, second = (np.zeros(x.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        raised = np.exp(x @ w - np.maximum.reduceat(x @ w, starts)[of])
        gradient = x.T @ (raised / np.add.reduceat(raised, starts)[of] - target) + RIDGE * w
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        w = w - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return mean, scale, w


def score(data: list[Query], by: tuple[np.ndarray, np.ndarray, np.ndarray], *, titles: bool = True) -> float:
    mean, scale, w = by
    found = []
    for q in data:
        numbers, rows = (q.numbers, q.rows) if titles else (q.bare_numbers, q.bare_rows)
        order = np.argsort(-np.round(((rows - mean) / scale) @ w, 4), kind="stable")[:5]
        found.append(average_precision(numbers[order].tolist(), q.right))
    return float(np.mean(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args()
    train, dev = queries(args.data, "train"), queries(args.data, "dev")
    key = {c: n for n, c in enumerate(sorted({min(q.right) for q in train}))}
    for titles in (True, False):
        parts = []
        for fold in range(args.folds):
            held = [q for q in train if key[min(q.right)] % args.folds == fold]
            use = [q for q in train if key[min(q.right)] % args.folds != fold]
            parts.append((len(held), score(held, fit(use), titles=titles)))
        mean = sum(n * s for n, s in parts) / max(1, sum(n for n, _ in parts))
        print(f"{'with' if titles else 'without'} titles: {args.folds} folds {mean:.4f}", end="  ")
        print(f"dev {score(dev, fit(train), titles=titles):.4f}", flush=True)
    by = fit(train)
    for name, w in zip(FEATURES, by[2], strict=True):
        print(f"{name:20s} {w:+.3f}")
    if args.out:
        parts = zip(("mean", "scale", "weights"), by, strict=True)
        found = {part: {n: round(float(v), 5) for n, v in zip(FEATURES, a, strict=True)} for part, a in parts}
        args.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
