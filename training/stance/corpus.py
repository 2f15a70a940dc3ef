"""Pairs of headline and body of FNC-1, prepared for training: read, embedded, and dealt into folds by topic.

A topic is all that hangs together by pairs that are not "unrelated": of two bodies on one event none is in training while the
other is judged.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.link.stance import prepare, prepare_claim
from sayso.link.stance_features import features

CLASSES = ("agree", "disagree", "discuss", "unrelated")  # in the order of sayso.link.stance.Label
FILES = ("train_train_stances.csv", "train_test_stances_8_2.csv")


@dataclass(frozen=True)
class Pairs:
    """`choice` marks the pairs of the second file."""

    headlines: list[str]
    bodies: list[str]
    labels: np.ndarray
    choice: np.ndarray


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def load(folder: Path) -> tuple[dict[str, str], Pairs]:
    texts = {r["Body ID"]: r["articleBody"] for r in rows_of(folder / "train_bodies.csv")}
    parts = [rows_of(folder / name) for name in FILES]
    rows = [r for part in parts for r in part]
    labels = np.array([CLASSES.index(r["Stance"]) for r in rows])
    choice = np.arange(len(rows)) >= len(parts[0])
    return texts, Pairs([r["Headline"] for r in rows], [r["Body ID"] for r in rows], labels, choice)


def featured(texts: dict[str, str], pairs: Pairs) -> np.ndarray:
    """One row of features a pair; takes some minutes, most of it reading."""
    told = {}
    for n, (key, text) in enumerate(texts.items()):
        told[key] = prepare(text)
        if n % 100 == 0:
            print(f"{n} of {len(texts)} bodies read", file=sys.stderr, flush=True)
    claims = {h: prepare_claim(h) for h in dict.fromkeys(pairs.headlines)}
    return np.stack([features(claims[h], told[b]) for h, b in zip(pairs.headlines, pairs.bodies, strict=True)])


def topics(texts: dict[str, str], pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Number of the topic of each pair's body, and of its headline."""
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    same: dict[str, str] = {}
    for key, text in texts.items():
        parent[root("b" + key)] = root(same.setdefault(text, "b" + key))
    for h, b, y in zip(pairs.headlines, pairs.bodies, pairs.labels, strict=True):
        if CLASSES[y] != "unrelated":
            parent[root("h" + h)] = root("b" + b)
    number: dict[str, int] = {}
    of_body = [number.setdefault(root("b" + b), len(number)) for b in pairs.bodies]
    of_headline = [number.setdefault(root("h" + h), len(number)) for h in pairs.headlines]
    return np.array(of_body), np.array(of_headline)


def folds(groups: np.ndarray, labels: np.ndarray, number: int, seed: int) -> dict[int, int]:
    """Group -> fold: groups rich in the rarest class are dealt out first, so that each fold has its share."""
    rng = np.random.default_rng(seed)
    rare = Counter(groups[labels == 1].tolist())
    size = Counter(groups[labels < 3].tolist())
    order = sorted(set(groups.tolist()), key=lambda g: (-rare[g], -size[g], g))
    dealt: dict[int, int] = {}
    for at in range(0, len(order), number):
        some = order[at : at + number]
        dealt |= dict(zip(some, rng.permutation(number)[: len(some)].tolist(), strict=True))
    return dealt
