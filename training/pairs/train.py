"""Trains the pair model.

usage: python training/pairs/train.py PAIRS --base MODEL_DIR --out FILE.pt [--start FILE.pt] [--epochs 3] [--without EVENT ...]
       [--only FROM ...] [--rate 1e-4]

PAIRS is what collect.py writes. --without leaves out events with answer keys, --only keeps lines of these origins (beginnings of names).
One thread with half-precision matrix products: on two shared cores faster than two threads.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from network import JUDGED, PairModel
from tokenizers import Tokenizer
from torch import nn

LONGEST = 60  # pieces of one text
BATCH = 32
WEIGHT = {"same": 1.0, "para": 0.7, "like": 1.0, "clash": 0.7}


def encode(tokenizer: Tokenizer, a: str, b: str) -> tuple[list[int], list[int]]:
    """[CLS] a [SEP] b [SEP], and 1 for what belongs to b."""
    x, y = (tokenizer.encode(t).ids[1:-1][: LONGEST - 2] for t in (a, b))
    return [101, *x, 102, *y, 102], [0] * (len(x) + 2) + [1] * (len(y) + 1)


def batches(rows: Sequence[dict], rng: random.Random | None) -> Iterator[list[dict]]:
    """Rows of like length together; in random order where `rng` is given."""
    size = lambda r: len(r["a"]) + len(r["b"])  # noqa: E731
    if rng is None:
        order = sorted(rows, key=size)
        yield from (order[n : n + 64] for n in range(0, len(order), 64))
        return
    shuffled = rng.sample(list(rows), len(rows))
    found = []
    for n in range(0, len(shuffled), 40 * BATCH):
        pool = sorted(shuffled[n : n + 40 * BATCH], key=size)
        found += [pool[k : k + BATCH] for k in range(0, len(pool), BATCH)]
    rng.shuffle(found)
    yield from found


def tensors(rows: Sequence[dict], tokenizer: Tokenizer, rng: random.Random | None) -> tuple[torch.Tensor, ...]:
    lines = []
    for r in rows:
        a, b = r["a"], r["b"]
        lines.append(encode(tokenizer, b, a) if rng and rng.random() < 0.5 else encode(tokenizer, a, b))
    longest = max(len(ids) for ids, _ in lines)
    ids, kinds, mask = (torch.zeros(len(lines), longest, dtype=torch.long) for _ in range(3))
    for n, (line, kind) in enumerate(lines):
        ids[n, : len(line)], kinds[n, : len(line)], mask[n, : len(line)] = torch.tensor(line), torch.tensor(kind), 1
    return ids, kinds, mask


def run(model: PairModel, rows: Sequence[dict], tokenizer: Tokenizer, both: bool = True) -> np.ndarray:
    """Logits (rows, 4), the mean of both orders of the texts where `both`."""
    model.eval()
    place = {id(r): n for n, r in enumerate(rows)}
    out = np.zeros((len(rows), len(JUDGED)))
    turned = [{**r, "a": r["b"], "b": r["a"]} for r in rows] if both else []
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch in batches(rows, None):
            at = [place[id(r)] for r in batch]
            out[at] = model(*tensors(batch, tokenizer, None)).float().numpy()
            if both:
                out[at] += model(*tensors([turned[n] for n in at], tokenizer, None)).float().numpy()
    return out / 2 if both else out


def loss_of(logits: torch.Tensor, rows: Sequence[dict]) -> torch.Tensor:
    total = torch.zeros(())
    for k, name in enumerate(JUDGED):
        at = [n for n, r in enumerate(rows) if name in r]
        if at:
            gold = torch.tensor([float(rows[n][name]) for n in at])
            weight = torch.tensor([rows[n].get("weight", 1.0) for n in at])
            found = nn.functional.binary_cross_entropy_with_logits(logits[at, k], gold, reduction="none")
            total = total + WEIGHT[name] * (weight * found).sum() / len(rows)
    return total


def report(model: PairModel, rows: Sequence[dict], tokenizer: Tokenizer) -> str:
    """Accuracy or area under the curve by origin, on lines that were not trained on."""
    found = []
    logits = run(model, rows, tokenizer)
    for source in sorted({r["from"] for r in rows}):
        for k, name in enumerate(JUDGED):
            at = [n for n, r in enumerate(rows) if r["from"] == source and name in r]
            if len(at) < 10:
                continue
            x, y = logits[at, k], np.array([rows[n][name] for n in at], float)
            if name == "like":
                found.append(f"{source} r {np.corrcoef(1 / (1 + np.exp(-x)), y)[0, 1]:.3f}")
            elif 0 < y.mean() < 1:
                rank = x.argsort().argsort()
                n1 = y.sum()
                auc = (rank[y == 1].sum() - n1 * (n1 - 1) / 2) / (n1 * (len(y) - n1))
                found.append(f"{source} {name} acc {((x > 0) == y).mean():.3f} auc {auc:.3f}")
    return "; ".join(found)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("pairs", type=Path)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--start", type=Path)
    ap.add_argument("--epochs", type=float, default=3)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument(
        "--without",
        action="append",
        default=["msrp-val", "ecb-choice"],
        help="origins or events to leave out and score",
    )
    ap.add_argument("--only", action="append", default=[])
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rows = [json.loads(line) for line in args.pairs.read_text(encoding="utf-8").splitlines()]
    left = [r for r in rows if {r["from"], r.get("event", "")} & set(args.without)]
    kept = [r for r in rows if not {r["from"], r.get("event", "")} & set(args.without)]
    kept = [r for r in kept if not args.only or r["from"].startswith(tuple(args.only))]
    model = PairModel(args.base)
    if args.start:
        model.load_state_dict(torch.load(args.start))
    train(model, kept, left, tokenizer, rng, args.epochs, args.rate, args.out)


def train(
    model: PairModel,
    kept: list[dict],
    left: list[dict],
    tokenizer: Tokenizer,
    rng: random.Random,
    epochs: float,
    rate: float,
    out: Path,
) -> None:
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 5 * rate}], weight_decay=0.02)
    steps = int(epochs * len(kept) / BATCH) + 1
    plan = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [rate, 5 * rate], total_steps=steps, pct_start=0.1, anneal_strategy="linear"
    )
    print(len(kept), "pairs", steps, "steps", flush=True)
    start, seen, step = time.time(), [], 0
    while step < steps:
        for batch in batches(kept, rng):
            if step >= steps:
                break
            model.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(*tensors(batch, tokenizer, rng)).float()
            loss = loss_of(logits, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimiser.step()
            plan.step()
            step += 1
            seen.append(float(loss.detach()))
            if step % 100 == 0:
                print(step, f"loss {np.mean(seen[-100:]):.3f} {time.time() - start:.0f} s", flush=True)
            if step % 500 == 0:
                print(report(model, left, tokenizer), flush=True)
                torch.save(model.state_dict(), out)
    print(report(model, left, tokenizer), flush=True)
    torch.save(model.state_dict(), out)


if __name__ == "__main__":
    main()
