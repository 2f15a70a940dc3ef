"""Tunes the sentence embedder for "the same thing in the same story".

usage: python training/embedder/train.py --base MODEL_DIR --data DATA --out FOLDER [--steps 300]

DATA holds ecbplus, sts-msrp and fnc1. Texts of one ECB+ topic (both of its events) are ordered by the chains they share
(CoSENT: every likelier pair shall lie nearer than every less likely one); MSRP and STS pairs likewise; FNC-1
headlines against the others of their batch. Word vectors stay as they are. Prints scores on the ECB+ topics kept for
choosing and on MSRP val.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from corpus import CHOICE, Text, likeness, read_ecb, read_headlines, read_pairs
from torch import nn
from transformers import AutoModel, AutoTokenizer

SCALE, MARGIN = 20.0, 0.12


def encode(model: nn.Module, tokenizer, texts: list[str]) -> torch.Tensor:
    batch = tokenizer(texts, padding=True, truncation=True, max_length=40, return_tensors="pt")
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
    mask = batch["attention_mask"].unsqueeze(-1).float()
    return nn.functional.normalize((hidden.float() * mask).sum(1) / mask.sum(1), dim=-1)


def ordered(cosines: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """CoSENT over a list of pairs: those of higher label shall have the higher cosine."""
    gap = (cosines[None, :] - cosines[:, None]) * SCALE  # [i, j]: how much nearer j lies than i
    above = labels[:, None] > labels[None, :] + MARGIN
    return torch.logsumexp(torch.cat([torch.zeros(1), gap[above]]), 0)


def contrast(a: torch.Tensor, b: torch.Tensor, texts: list[tuple[str, str]]) -> torch.Tensor:
    """InfoNCE in the batch, both ways."""
    logits = a @ b.T * SCALE
    target = torch.arange(len(texts))
    return (nn.functional.cross_entropy(logits, target) + nn.functional.cross_entropy(logits.T, target)) / 2


def vectors(model: nn.Module, tokenizer, texts: list[str]) -> np.ndarray:
    model.eval()
    with torch.no_grad():
        return torch.cat([encode(model, tokenizer, texts[i : i + 64]) for i in range(0, len(texts), 64)]).numpy()


def average_precision(score: np.ndarray, label: np.ndarray) -> float:
    hit = label[np.argsort(-score, kind="stable")]
    return float((np.cumsum(hit) / np.arange(1, len(hit) + 1))[hit == 1].mean())


def evaluate(model: nn.Module, tokenizer, ecb: list[Text], msrp: list[tuple[str, str, float]]) -> str:
    """Mean average precision over topics of "shares most of its things" among pairs of documents; MSRP too."""
    rows = vectors(model, tokenizer, [t.text for t in ecb])
    scores = []
    for topic in CHOICE:
        own = [n for n, t in enumerate(ecb) if t.topic == topic]
        pairs = [(i, j) for k, i in enumerate(own) for j in own[k + 1 :] if ecb[i].document != ecb[j].document]
        label = np.array([likeness(ecb[i], ecb[j]) >= 0.5 for i, j in pairs], int)
        if label.any():
            scores.append(average_precision(np.array([rows[i] @ rows[j] for i, j in pairs]), label))
    a, b = (vectors(model, tokenizer, [p[k] for p in msrp]) for k in (0, 1))
    other = average_precision((a * b).sum(1), np.array([p[2] > 0.5 for p in msrp], int))
    return f"ECB+ choice topics mAP {np.mean(scores):.4f}  MSRP val AP {other:.4f}"


def read_msrp_val(folder: Path) -> list[tuple[str, str, float]]:
    lines = (folder / "msr-para-val.tsv").read_text(encoding="utf-8-sig").splitlines()[1:]
    return [(x[3], x[4], float(x[0])) for x in (line.split("\t") for line in lines)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--rate", type=float, default=6e-5)
    args = parser.parse_args()
    torch.manual_seed(7)
    rng = random.Random(7)
    tokenizer = AutoTokenizer.from_pretrained(args.base)
    model = AutoModel.from_pretrained(args.base)
    model.embeddings.word_embeddings.weight.requires_grad_(False)  # rare names must stay where they are
    topics = [n for n in range(1, 36) if n not in (15, 17) and n not in CHOICE]
    by_topic = defaultdict(list)
    for t in read_ecb(args.data / "ecbplus", topics):
        by_topic[t.topic].append(t)
    choice = read_ecb(args.data / "ecbplus", list(CHOICE))
    pairs, val = read_pairs(args.data / "sts-msrp"), read_msrp_val(args.data / "sts-msrp")
    headlines = read_headlines(args.data / "fnc1")
    print(sum(map(len, by_topic.values())), len(choice), len(pairs), len(headlines), flush=True)
    print("base", evaluate(model, tokenizer, choice, val), flush=True)
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=args.rate, weight_decay=0.01)
    warm = max(1, args.steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(0.02, (args.steps - n) / (args.steps - warm)))
    )
    for step in range(1, args.steps + 1):
        model.train()
        texts = [t for n in rng.sample(topics, 2) for t in rng.sample(by_topic[n], min(14, len(by_topic[n])))]
        some, heads = rng.sample(pairs, 8), rng.sample(headlines, 5)
        flat = [t.text for t in texts] + [x for p in some for x in p[:2]] + [x for p in heads for x in p]
        rows = encode(model, tokenizer, flat)
        n = len(texts)
        i, j = np.triu_indices(n, 1)
        keep = np.array([texts[a].document != texts[b].document for a, b in zip(i, j, strict=True)])
        i, j = i[keep], j[keep]
        label = torch.tensor([likeness(texts[a], texts[b]) for a, b in zip(i, j, strict=True)])
        loss = ordered((rows[i] * rows[j]).sum(1), label)
        rest = rows[n : n + 16]
        loss = loss + 0.5 * ordered((rest[0::2] * rest[1::2]).sum(1), torch.tensor([p[2] for p in some]))
        loss = loss + 0.3 * contrast(rows[n + 16 :: 2], rows[n + 17 :: 2], heads)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0 or step == args.steps:
            print(f"step {step} loss {loss.item():.3f} {evaluate(model, tokenizer, choice, val)}", flush=True)
            model.save_pretrained(args.out)
            tokenizer.save_pretrained(args.out)


if __name__ == "__main__":
    main()
