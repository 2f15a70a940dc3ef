"""Trains the encoder that reads clauses in their place.

usage: python training/context/train.py EVENTS.pickle --base MODEL_DIR --out FILE.pt [--epochs 4] [--rate 1.5e-4]

EVENTS is what collect.py writes. MODEL_DIR is the embedder as training/embedder/train.py leaves it. One event is a step: its sentences are
read once, and all pairs of its clauses that say the same, those that look most alike but do not, and some others are judged at once.
Prints, for the events kept for choosing and those with keys, the mean average precision of the linker's features alone and with what was
read. Half-precision products on one thread; about three seconds a step.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
from network import Context
from tokenizers import Tokenizer
from torch import nn

NEGATIVES = 900  # of those that look most alike, and as many drawn
CHANGED = 0.4  # share of steps in which an article has other numbers and days
DAYS = "monday tuesday wednesday thursday friday saturday sunday"
MONTHS = "january february march april june july august september october november december"
AMOUNTS = "dozens scores hundreds thousands millions"


def choose(e: dict, known: np.ndarray, rng: random.Random) -> tuple[np.ndarray, int]:
    """Numbers of the pairs to judge, those that say the same first, and how many those are."""
    same, other = np.flatnonzero(e["y"] == 1), np.flatnonzero(e["y"] == 0)
    alike = other[np.argsort(-(e["x"][other] @ known), kind="stable")[:NEGATIVES]]
    alike = np.union1d(alike, np.flatnonzero(e["must"])) if "must" in e else alike
    drawn = np.array(rng.sample(list(other), min(len(other), NEGATIVES)))
    return np.concatenate([same, alike, drawn]), len(same)


def changed(
    e: dict, vocabulary: dict[int, tuple[str, int]], kinds: dict[tuple[str, int], list[int]], rng: random.Random
) -> dict:
    """The event with other numbers, days and months in one of its articles: what shared one says something else now.

    The features that tell of numbers and days are blank, so that it is learnt from the words.
    """
    article = rng.choice(sorted(set(e["articles"])))
    other: dict[int, int] = {}
    windows = list(e["windows"])
    for n in {w for (w, _), a in zip(e["places"], e["articles"], strict=True) if a == article}:
        ids, segment = windows[n]
        for i in ids:
            if i in vocabulary and i not in other:
                other[i] = rng.choice([k for k in kinds[vocabulary[i]] if k != i])
        windows[n] = ([other.get(i, i) for i in ids], segment)
    held = [{e["windows"][w][0][k] for k in at} & other.keys() for w, at in e["places"]]
    y, x = e["y"].copy(), e["x"].copy()
    x[:, e["numeric"]] = 0
    for n, (i, j) in enumerate(e["pairs"]):
        if y[n] == 1 and (e["articles"][i] == article) != (e["articles"][j] == article) and held[i] & held[j]:
            y[n] = 0
    return {**e, "windows": windows, "y": y, "x": x, "must": (e["y"] == 1) & (y == 0)}


def classes(base: Path) -> tuple[dict[int, tuple[str, int]], dict[tuple[str, int], list[int]]]:
    """Piece -> what kind of number, day or month it is; and all pieces of that kind."""
    words = {
        w: n
        for n, w in enumerate(("two three four five six seven eight nine ten eleven twelve", DAYS, MONTHS, AMOUNTS))
    }
    found: dict[int, tuple[str, int]] = {}
    for piece, i in Tokenizer.from_file(str(base / "tokenizer.json")).get_vocab().items():
        if piece.isascii() and piece.isdigit() and piece not in ("0", "1"):
            found[i] = ("digits", len(piece))
        for line, n in words.items():
            if piece in line.split():
                found[i] = ("word", n)
    kinds: dict[tuple[str, int], list[int]] = {}
    for i, kind in sorted(found.items()):
        kinds.setdefault(kind, []).append(i)
    return found, kinds


def logits(model: Context, e: dict, at: np.ndarray) -> torch.Tensor:
    pieces, there = model.read(e["windows"], e["places"])
    beside = model.feat(torch.tensor(e["x"][at], dtype=torch.float32)).squeeze(-1)
    return model.compare(pieces, there, torch.tensor(e["pairs"][at])) + beside


def average_precision(e: dict, score: np.ndarray) -> float:
    """Over pairs of statements in events with keys, of clauses in the others: the best pair of a group counts."""
    best: dict = {}
    for n, g in enumerate(e["group"]):
        if e["y"][n] >= 0:
            s, y = best.get(g, (-99.0, 0))
            best[g] = (max(s, score[n]), max(y, e["y"][n]))
    told = np.array([y for _, y in sorted(best.values(), key=lambda p: -p[0])]) == 1
    return float((np.cumsum(told) / np.arange(1, len(told) + 1))[told].mean()) if told.any() else 0.0


def report(model: Context, events: list[dict], known: np.ndarray) -> str:
    model.eval()
    found = []
    with torch.no_grad():
        for part in ("choose", "keyed"):
            own = [e for e in events if e["part"] == part]
            both = [
                (
                    average_precision(e, e["x"] @ known),
                    average_precision(e, logits(model, e, np.arange(len(e["y"]))).numpy()),
                )
                for e in own
            ]
            before, after = np.mean(both, axis=0)
            found.append(f"{part} {before:.3f} -> {after:.3f}")
    return "  ".join(found)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("events", type=Path)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=float, default=4)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    args = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(5)
    rng = random.Random(5)
    with args.events.open("rb") as held:
        data = pickle.load(held)
    events, known = data["events"], np.array(data["known"])
    kept = [e for e in events if e["part"] == "train" and (e["y"] == 1).any()]
    model = Context(args.base, data["known"])
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": heads, "lr": 10 * args.rate}], weight_decay=0.02
    )
    steps = int(args.epochs * len(kept))
    plan = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [args.rate, 10 * args.rate], total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
    )
    start, seen = time.time(), []
    order: list[dict] = []
    vocabulary, kinds = classes(args.base)
    for step in range(1, steps + 1):
        order = order or rng.sample(kept, len(kept))
        e = order.pop()
        model.train()
        if rng.random() < CHANGED:
            e = changed(e, vocabulary, kinds, rng)
        if not (e["y"] == 1).any():
            continue
        at, same = choose(e, known, rng)
        gold = torch.zeros(len(at))
        gold[:same] = 1
        weight = torch.where(gold == 1, 1 / same, 3 / (len(at) - same))
        if "must" in e:
            weight[torch.tensor(e["must"][at])] = 0.7 / same
        wrong = nn.functional.binary_cross_entropy_with_logits(logits(model, e, at), gold, reduction="none")
        loss = (weight * wrong).sum() * min(1.0, same / 15) ** 0.5
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(body + heads, 1.0)
        optimiser.step()
        plan.step()
        seen.append(loss.item())
        if step % len(kept) == 0 or step == steps:
            print(
                step,
                f"loss {np.mean(seen[-len(kept) :]):.3f} {time.time() - start:.0f} s",
                report(model, events, known),
                flush=True,
            )
            torch.save(model.state_dict(), args.out)


if __name__ == "__main__":
    main()
