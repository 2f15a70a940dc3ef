"""Trains the model that says whether two articles tell of one event.

usage: python training/stories/train.py DATA [--out src/sayso/link/data/story_model.json] [--loo]

DATA holds the folders ecbplus and basil. Of ECB+ the topics of its split "tune" are used. Each article weighs the same: its
pairs with articles of its event as much as those with others; of the others the second event of its topic counts most, the rest
are those most like it. What days of publication say is set by hand (story_likeness) and enters as it is. Features that would
speak against what they mean are left at 0. --loo prints, for each quarter of the topics, B-cubed F by a model trained on the others.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.engine import read_all
from sayso.evaluate.basil import tellings as of_basil
from sayso.evaluate.ecbplus import tellings as of_ecbplus
from sayso.evaluate.telling import Telling, b_cubed
from sayso.link.stories import crowds_of
from sayso.link.story_clusters import grouped
from sayso.link.story_features import Pairs, Square
from sayso.link.story_likeness import nearness
from sayso.link.story_profile import Profile, profile_of
from sayso.model import InputError, Reading

RIDGE = 1e-4
TWIN = 0.6  # of the weight of an article's pairs with other events, what goes to the second event of its topic
HARD = 30  # others that count: those most like it
POOLS = 4
FOR = ("words", "numbers", "telling", "telling names", "places", "openings", "headlines")
AGAINST = ("numbered", "other dates", "stranger", "strangers")


@dataclass(frozen=True, slots=True)
class Pool:
    """Articles that are told apart from each other: features, what days say, which pairs are one event, and their weights."""

    names: list[str]
    features: dict[str, Square]
    near: Square
    same: np.ndarray
    weights: Square


def read(told: Sequence[Telling | InputError]) -> list[tuple[str, str, Profile]]:
    """(event, topic, profile) of each article that can be read."""
    usable = [t for t in told if isinstance(t, Telling)]
    rows = zip(usable, read_all([t.article for t in usable]), strict=True)
    return [(t.story, t.topic, profile_of(r)) for t, r in rows if isinstance(r, Reading)]


def pool(rows: Sequence[tuple[str, str, Profile]]) -> Pool:
    profiles = [p for _, _, p in rows]
    held = Counter(w[0] for p in profiles for w in p.words)
    features = Pairs(profiles, held, len(profiles)).all()
    events, topics = (np.array([r[k] for r in rows]) for k in (0, 1))
    same, topic = (x[:, None] == x[None, :] for x in (events, topics))
    near = nearness(profiles, crowds_of(profiles))
    return Pool([r[0] for r in rows], features, near, same, _weights(same, topic, features["words"]))


def _weights(same: np.ndarray, topic: np.ndarray, alike: Square) -> Square:
    weights = np.zeros(same.shape)
    for i in range(len(same)):
        own = np.flatnonzero(same[i] & (np.arange(len(same)) != i))
        twin = np.flatnonzero(topic[i] & ~same[i])
        others = np.flatnonzero(~topic[i])
        hard = others[np.argsort(-alike[i, others], kind="stable")[:HARD]]
        weights[i, own] = 1 / max(1, len(own))
        weights[i, twin] = TWIN / max(1, len(twin))
        weights[i, hard] = (1 - TWIN) / HARD
    return (weights + weights.T) / 2


def fit(pools: Sequence[Pool]) -> dict[str, float]:
    """Weights by ridge logistic regression (Newton's method); features with a wrong sign are dropped one by one."""
    names = [*FOR, *AGAINST]
    while True:
        found = _newton(pools, names)
        wrong = [n for n in names if (found[n] < 0 and n in FOR) or (found[n] > 0 and n in AGAINST)]
        if not wrong:
            return {n: round(found.get(n, 0.0), 3) for n in (*FOR, *AGAINST, "bias")}
        names.remove(max(wrong, key=lambda n: abs(found[n])))


def _newton(pools: Sequence[Pool], names: Sequence[str]) -> dict[str, float]:
    x, y, w, near = [], [], [], []
    for p in pools:
        kept = np.triu(p.weights > 0, 1)
        x.append(np.stack([*(p.features[n][kept] for n in names), np.ones(int(kept.sum()))], axis=1))
        y.append(p.same[kept].astype(float))
        w.append(p.weights[kept])
        near.append(p.near[kept])
    rows, gold, weight, offset = (np.concatenate(part) for part in (x, y, w, near))
    weight /= weight.sum()
    ridge = RIDGE * np.array([1.0] * len(names) + [1e-2])
    model = np.zeros(len(names) + 1)
    for _ in range(60):
        chance = 1 / (1 + np.exp(-(rows @ model + offset)))
        slope = rows.T @ (weight * (chance - gold)) + ridge * model
        curve = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        model -= step
        if np.abs(step).max() < 1e-7:
            break
    return dict(zip([*names, "bias"], model.tolist(), strict=True))


def judge(model: dict[str, float], p: Pool) -> float:
    """B-cubed F of the pool's articles, grouped all at once."""
    odds = sum((model[n] * x for n, x in p.features.items()), p.near + model["bias"])
    return b_cubed([[p.names[n] for n in g] for g in grouped(np.round(odds, 4))]).f1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the sets' folders")
    parser.add_argument("--out", type=Path, default=Path("src/sayso/link/data/story_model.json"))
    parser.add_argument("--loo", action="store_true", help="print what each quarter would get from the others")
    args = parser.parse_args()
    rows = read(list(of_ecbplus(args.data / "ecbplus", "tune")))
    topics = sorted({r[1] for r in rows})
    parts = [pool([r for r in rows if topics.index(r[1]) % POOLS == k]) for k in range(POOLS)]
    basil = pool(read(list(of_basil(args.data / "basil"))))
    if args.loo:
        for k, part in enumerate(parts):
            model = fit([*(p for n, p in enumerate(parts) if n != k), basil])
            print(f"quarter {k + 1}: {len(part.names)} articles, B-cubed F {judge(model, part):.3f}")
        print(f"basil: {len(basil.names)} articles, B-cubed F {judge(fit(parts), basil):.3f}")
    model = fit([*parts, basil])
    args.out.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(f"{args.out}: {model}")


if __name__ == "__main__":
    main()
