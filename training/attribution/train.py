"""Fine-tunes MiniLM-L6 on PolNeAR as a tagger of source, cue and content, on two layers: outermost and nested.

    python training/attribution/train.py --data GOLD/polnear --base MODEL_DIR --out CHECKPOINTS [--epochs 3]

Shapes: windows of 256 word pieces that overlap by 64; 14 logits a piece (7 BIO tags for each layer). Prints token F1
(word pieces, dev, outermost layer) after each epoch and keeps each epoch's weights. Needs torch and transformers, which the
product does not.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from corpus import ROLES, TAGS, augment, char_tags, read_split
from tokenizers import Regex, Tokenizer
from tokenizers.normalizers import BertNormalizer, Replace
from tokenizers.normalizers import Sequence as Chain
from torch import nn
from transformers import AutoModel

WINDOW, OVERLAP = 256, 64


def load_tokenizer(base: Path) -> Tokenizer:
    """The base model's word pieces; a line break becomes the piece of a pilcrow, so that structure is seen."""
    tok = Tokenizer.from_file(str(base / "tokenizer.json"))
    tok.no_truncation()
    tok.no_padding()
    tok.normalizer = Chain([Replace(Regex(r"\s*\n\s*"), "¶"), BertNormalizer(lowercase=True)])
    return tok


class Tagger(nn.Module):
    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager")
        self.head = nn.Linear(self.encoder.config.hidden_size, 2 * len(TAGS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.head(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)


def windows(n: int) -> list[tuple[int, int]]:
    size, out, at = WINDOW - 2, [], 0
    while True:
        out.append((at, min(n, at + size)))
        if at + size >= n:
            return out
        at += size - OVERLAP


def encode(tok, doc, text, rng=None):
    enc = tok.encode(text, add_special_tokens=False)
    outer, inner = doc.layers()
    layers = [char_tags(doc.text, outer), char_tags(doc.text, inner)]
    labels = []
    for s, _ in enc.offsets:
        row = []
        for tags in layers:
            t = tags[s] if s < len(tags) else 0
            row.append(t)
        labels.append(row)
    cls, sep = tok.token_to_id("[CLS]"), tok.token_to_id("[SEP]")
    size, out, at = WINDOW - 2, [], 0
    if rng:
        at = -rng.randrange(size - OVERLAP)
    n = len(enc.ids)
    while at < n:
        s, e = max(0, at), min(n, at + size)
        if e > s:
            out.append(([cls, *enc.ids[s:e], sep], [[-100] * 2, *labels[s:e], [-100] * 2], (s, e)))
        if at + size >= n:
            break
        at += size - OVERLAP
    return out, labels


def batches(items, size, rng):
    items = sorted(items, key=lambda x: len(x[0]) + rng.random())
    groups = [items[i : i + size] for i in range(0, len(items), size)]
    rng.shuffle(groups)
    for g in groups:
        m = max(len(x[0]) for x in g)
        ids = torch.zeros(len(g), m, dtype=torch.long)
        mask = torch.zeros(len(g), m, dtype=torch.long)
        lab = torch.full((len(g), m, 2), -100)
        for i, (a, b, _) in enumerate(g):
            ids[i, : len(a)] = torch.tensor(a)
            mask[i, : len(a)] = 1
            lab[i, : len(b)] = torch.tensor(b)
        yield ids, mask, lab


def token_f1(model, tok, docs, transform=lambda t: t):
    """Per role of the outermost layer: F1 over word pieces."""
    hit, pred, gold = ([0] * 3 for _ in range(3))
    model.eval()
    with torch.no_grad():
        for d in docs:
            wins, labels = encode(tok, d, transform(d.text))
            best: list[tuple[int, int]] = [(-1, 0)] * len(labels)
            for ids, _, (s, e) in wins:
                x = torch.tensor([ids])
                tags = model(x, torch.ones_like(x))[0, 1:-1, : len(TAGS)].argmax(-1).tolist()
                for k, t in enumerate(tags):
                    depth = min(k, e - s - 1 - k)
                    if depth > best[s + k][0]:
                        best[s + k] = (depth, t)
            for (_, t), lab in zip(best, labels, strict=True):
                p, g = (t + 1) // 2 - 1, (lab[0] + 1) // 2 - 1
                if p >= 0:
                    pred[p] += 1
                if g >= 0:
                    gold[g] += 1
                    hit[g] += p == g
    return {r: 2 * hit[i] / max(1, pred[i] + gold[i]) for i, r in enumerate(ROLES)}


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tok = load_tokenizer(args.base)
    tok.save(str(args.out / "tokenizer.json"))
    train, dev = read_split(args.data / "train"), read_split(args.data / "dev")
    print(len(train), "train", len(dev), "dev", flush=True)
    model = Tagger(args.base)
    for p in model.encoder.embeddings.parameters():
        p.requires_grad = False
    params = [p for p in model.parameters() if p.requires_grad]
    opt = torch.optim.AdamW(params, lr=args.rate, weight_decay=0.01)
    per_epoch = sum(len(encode(tok, d, d.text)[0]) for d in train) // 16 + 1
    total, warm = per_epoch * args.epochs, 60
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda k: min((k + 1) / warm, max(0.02, (total - k) / max(1, total - warm)))
    )
    loss_of = nn.CrossEntropyLoss(ignore_index=-100)
    log = []
    for epoch in range(args.epochs):
        model.train()
        items = [w for d in train for w in encode(tok, d, augment(d.text, rng), rng)[0]]
        t0, run = time.time(), 0.0
        for k, (ids, mask, lab) in enumerate(batches(items, 16, rng)):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(ids, mask)
            logits = logits.float().view(*ids.shape, 2, len(TAGS))
            loss = loss_of(logits[:, :, 0].reshape(-1, len(TAGS)), lab[:, :, 0].reshape(-1))
            loss = loss + 0.5 * loss_of(logits[:, :, 1].reshape(-1, len(TAGS)), lab[:, :, 1].reshape(-1))
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(params, 1.0)
            opt.step()
            sched.step()
            run += loss.item()
            if k % 50 == 49:
                print(
                    f"epoch {epoch} step {k + 1}/{per_epoch} loss {run / 50:.4f} {time.time() - t0:.0f} s", flush=True
                )
                run = 0.0
        torch.save(model.state_dict(), args.out / f"epoch{epoch + 1}.pt")
        row = {"epoch": epoch + 1, "seconds": round(time.time() - t0), **token_f1(model, tok, dev)}
        log.append(row)
        print(json.dumps(row), flush=True)
        (args.out / "log.json").write_text(json.dumps(log, indent=1))


if __name__ == "__main__":
    main()
