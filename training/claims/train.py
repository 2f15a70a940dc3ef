"""Trains the model that says whether two propositions are one claim.

usage: python training/claims/train.py KEYS GOLD [--out src/sayso/link/data/claim_model.json] [--loo]

KEYS is a folder of events with answer keys (key.json beside the texts). Each event counts twice, as a perfect reader
would read it and as ours does. A long sentence holds several propositions and a key says only which sentences share
one, so of each pair of sentences with a shared claim the likeliest pair of clauses counts as the positive example
(chosen anew in each round), and all pairs of clauses of other sentences are negative. Events weigh the same.
GOLD holds the public sets with annotated clauses, of which those count too that the context encoder never learnt from
("weigh" and "choose").
--loo prints what each event, as ours reads it, would get from a model trained on the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from clauses import annotated
from keyed import contents, events_of, keyed_as, keyed_readings, read_readings

from sayso.link.claims import GUEST, average_link, candidate_pairs, guests, lay_out, probabilities
from sayso.link.claims import _groups as groups_of
from sayso.link.copies import find_copies
from sayso.link.pairs import FEATURES, features
from sayso.link.stories import find_stories
from sayso.model import Reading

ROUNDS, RIDGE = 6, 3.0
# What keeps claims apart is too rare in the keys to be learnt from clauses whose partner is guessed: set by hand.
FIXED = {
    "same source": 0.8,
    "number conflict": -4.0,
    "numbers apart": -1.0,
    "day conflict": -2.0,
    "negation differs": -1.0,
    "roles swapped": -1.5,
    "opposites": -1.0,
    "names apart": -0.3,
}


def load(keys: Path, event: str, readings: list[Reading], exact: bool) -> dict:
    """Pairs, features and labels of one event; label 1 shares a claim, 0 does not, -1 is unknown.

    Statements of `exact` readings have the key's ids, others are held against the key by their spans.
    """
    key = json.loads((keys / event / "key.json").read_text())
    field = lay_out(readings, find_stories(readings, find_copies(readings)))
    pairs = candidate_pairs(field)
    alike = [{s.id} for s in field.statements] if exact else keyed_as(key, field.statements)
    spans = {s["id"]: contents(s) for s in key["statements"]}
    claims: dict[str, set[str]] = {}
    for c in key["claims"]:
        for s in c["statements"]:
            claims.setdefault(s, set()).add(c["id"])
    # A clause stands for those of the key's statements that it lies in.
    own = [{i for i in alike[u.statement] if exact or any(u.span.overlaps(x) for x in spans[i])} for u in field.units]
    held = [set().union(*(claims.get(i, set()) for i in ids)) for ids in own]
    article = [field.statements[u.statement].article for u in field.units]
    label = [
        1 if held[i] & held[j] else 0 if own[i] and own[j] and (article[i] != article[j] or held[i] or held[j]) else -1
        for i, j in pairs
    ]
    return {
        "event": event,
        "key": key,
        "field": field,
        "pairs": pairs,
        "x": features(field, pairs),
        "y": np.array(label),
        "group": [(field.units[i].statement, field.units[j].statement) for i, j in pairs],
        "alike": alike,
    }


def fit(data: list[dict]) -> np.ndarray:
    """Weights by iterated choice of the positive clause pair and ridge logistic regression."""
    w = np.zeros(len(FEATURES))
    w[[0, 1, 2, 4]] = -4, 3, 3, 2
    for _ in range(ROUNDS):
        rows, labels, weights = [], [], []
        for d in data:
            use, y = _choose(d, w)
            n_pos, n_neg = max(1, y.sum()), max(1, (1 - y).sum())
            rows.append(d["x"][use])
            labels.append(y)
            weights.append(np.where(y == 1, 150 / n_pos, 600 / n_neg))
        w = _logistic(np.vstack(rows), np.concatenate(labels), np.concatenate(weights))
    return w


def out_of_place(d: dict) -> dict:
    """The event without what was read in context, which tells the same thing from its opposite: of that, topics know nothing."""
    x = d["x"].copy()
    x[:, FEATURES.index("in context")] = 0
    return {**d, "x": x}


def _choose(d: dict, w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    score = d["x"] @ w
    best: dict = {}
    for n, g in enumerate(d["group"]):
        if d["y"][n] == 1 and (g not in best or score[n] > score[best[g]]):
            best[g] = n
    keep = sorted([n for n in range(len(score)) if d["y"][n] == 0] + list(best.values()))
    return np.array(keep), d["y"][keep].astype(float)


def _logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    w = np.array([FIXED.get(name, 0.0) for name in FEATURES])
    free = np.array([name not in FIXED for name in FEATURES])
    ridge = np.full(x.shape[1], RIDGE)
    ridge[0] = 0.01
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = (x.T @ (weight * (y - p)) - ridge * w)[free]
        hessian = ((x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge))[np.ix_(free, free)]
        step = np.zeros_like(w)
        step[free] = np.linalg.solve(hessian, gradient)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return w


def measure(d: dict, w: np.ndarray, threshold: float) -> tuple[int, int, int, int, int, int]:
    """(pairs of the key found, of all), (pairs printed that the key has, of all, core across articles), (kept apart,
    of all).
    """
    key, field = d["key"], d["field"]
    chance = probabilities(d["x"], w)
    clusters = average_link(len(field.units), d["pairs"], chance, threshold)
    held: list[set[int]] = [set() for _ in field.statements]
    for n, g in enumerate(groups_of(clusters, field, guests(clusters, d["pairs"], chance, GUEST))):
        for s in g.statements:
            held[s].add(n)
    holds: dict[str, set[int]] = {}
    same: dict[str, set[int]] = {}
    for n, ids in enumerate(d["alike"]):
        for i in ids:
            holds.setdefault(i, set()).update(held[n])
            same.setdefault(i, set()).add(n)
    article = {s["id"]: s["article"] for s in key["statements"]}
    together = lambda a, b: bool(holds.get(a, set()) & holds.get(b, set()))  # noqa: E731
    want = [
        pair
        for claim in key["claims"]
        for pair in combinations(claim["statements"], 2)
        if article[pair[0]] != article[pair[1]]
    ]
    gold = {frozenset(pair) for pair in want}
    core = [row["id"] for row in key["statements"] if row["tier"] == "core"]
    got = [(a, b) for a, b in combinations(core, 2) if article[a] != article[b] and together(a, b)]
    got = [(a, b) for a, b in got if not same.get(a, set()) & same.get(b, set())]
    apart = [not together(a, b) for a, b in (x[:2] for x in key["different"])]
    return (
        sum(together(a, b) for a, b in want),
        len(want),
        sum(frozenset(p) in gold for p in got),
        len(got),
        sum(apart),
        len(apart),
    )


def mean_sum(parts: list[tuple[int, ...]]) -> float:
    """Mean over events of recall + precision + kept apart."""
    return sum(a / max(1, b) + c / max(1, e) + f / max(1, g) for a, b, c, e, f, g in parts) / max(1, len(parts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("keys", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--threshold", type=float, default=0.6)
    parser.add_argument("--loo", action="store_true")
    args = parser.parse_args()
    keyed = [load(args.keys, e, keyed_readings(args.keys, e), exact=True) for e in events_of(args.keys)]
    real = [load(args.keys, e, read_readings(args.keys, e), exact=False) for e in events_of(args.keys)]
    data = keyed + real + [d for part in ("weigh", "choose") for d, _ in annotated(args.gold, part)]
    if args.loo:
        left_out = [(d, np.round(fit([o for o in data if o["event"] != d["event"]]), 4)) for d in real]
        for t in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8):
            parts = [measure(d, x, t) for d, x in left_out]
            print(f"threshold {t:.2f}: left-out mean of recall + precision + apart {mean_sum(parts):.3f}")
            for (d, _), (a, b, c, e, f, g) in zip(left_out, parts, strict=True):
                print(f"    {d['event']:20s} recall {a}/{b} precision {c}/{e} apart {f}/{g}")
    w, topic = fit(data), fit([out_of_place(d) for d in data])
    for name, x, y in zip(FEATURES, w, topic, strict=True):
        print(f"{name:24s} {x:+.3f} {y:+.3f}")
    if args.out:
        found = {
            "threshold": args.threshold,
            "weights": {n: round(float(x), 4) for n, x in zip(FEATURES, w, strict=True)},
            "topic": {n: round(float(x), 4) for n, x in zip(FEATURES, topic, strict=True)},
        }
        args.out.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
