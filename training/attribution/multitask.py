"""Phase 2: from the plain tagger of train.py to one encoder with four heads (see encoder.py).

    python training/attribution/multitask.py --texts TEXTS.jsonl --data GOLD/polnear --base MODEL_DIR \
        --start CHECKPOINTS/epoch4.pt --out CHECKPOINTS2 --stop 3
    python training/attribution/multitask.py --texts TEXTS.jsonl --data GOLD/polnear --base MODEL_DIR \
        --start CHECKPOINTS2/average3.pt --out CHECKPOINTS3 --epochs 1 --rate 1e-4 --szeged 0.5 --others 0.6 --seed 3

The second command lets the rate run out. After seven of the eight epochs of the first schedule, names and hedges are better and
attributions worse (PolNeAR is small, and its marks are noisy), hence the early stop.

TEXTS.jsonl is made by texts.py. A text without gold for a head does not train that head. Windows are whole sentences, of a size
drawn anew for each text and epoch, so that the encoder knows short and long ones. An exponential average of the weights is kept
and saved after each epoch. Prints token F1 (PolNeAR dev, outermost layer, word pieces), agreement with the silver entities on
the same texts (span F1) and hedge cue F1 (spans) on the held-out fifth of WikiWeasel.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from corpus import ROLES, augment, char_tags, read_split
from encoder import ENTITY_TAGS, HEADS, HEDGE_TAGS, Encoder, case_id, recase
from tokenizers import Tokenizer
from torch import nn
from train import load_tokenizer

LONGEST, SHORTEST = 254, 100  # word pieces in a window
BUDGET = 4200  # word pieces in a batch
WEIGHTS = {"outer": 1.4, "inner": 0.7, "entities": 1.0, "hedges": 2.0}
HIDDEN_WORDS = 0.04
EVERY, KEEP = 4, 0.992  # the average follows every fourth step
Window = tuple[list[int], list[int], list[list[int]]]  # pieces, cases, four labels a piece


def load_texts(path: Path, data: Path) -> list[dict[str, Any]]:
    """The texts with `rows`: four tags a character, -100 where a text has no gold for a head."""
    polnear = {d.name: d for part in ("train", "dev") for d in read_split(data / part)}
    texts = []
    for line in path.open(encoding="utf8"):
        t = json.loads(line)
        size = len(t["text"])
        none = [-100] * size
        outer, inner = none, none
        if t["set"] == "polnear":
            if t["name"] not in polnear:
                continue
            document = polnear[t["name"]]
            outer, inner = (char_tags(document.text, layer) for layer in document.layers())
        entities, hedges = none, none
        if t["entities"] is not None:
            entities = span_tags(size, [(s, e, ENTITY_TAGS.index(f"B-{k}")) for s, e, k in t["entities"]])
        if t["hedges"] is not None:
            hedges = span_tags(size, [(s, e, HEDGE_TAGS.index("B-hedge")) for s, e in t["hedges"]])
        t["rows"] = list(zip(outer, inner, entities, hedges, strict=True))
        texts.append(t)
    return texts


def span_tags(size: int, spans: list[tuple[int, int, int]]) -> list[int]:
    tags = [0] * size
    for s, e, begin in spans:
        tags[s:e] = [begin, *[begin + 1] * (e - s - 1)]
    return tags


def windows(pieces: int, starts: list[int], first: int, size: int) -> list[tuple[int, int]]:
    """As many whole sentences as fit into `first`, then `size` pieces; a long sentence may be cut."""
    out, at, room = [], 0, first
    while at < pieces:
        end = min(pieces, at + room)
        if end < pieces:
            k = bisect_right(starts, end) - 1
            end = starts[k] if k >= 0 and starts[k] > at + room // 2 else end
        out.append((at, end))
        at, room = end, size
    return out


def encode(tok: Tokenizer, text: dict[str, Any], rng: random.Random | None = None) -> list[Window]:
    written = text["text"]
    if rng:
        written = recase(augment(written, rng), rng)
    enc = tok.encode(written, add_special_tokens=False)
    begins = [s for s, _ in enc.offsets]
    starts = sorted({bisect_left(begins, s) for s in text["starts"]})
    cls, sep, hidden = (tok.token_to_id(t) for t in ("[CLS]", "[SEP]", "[MASK]"))
    ids = [hidden if rng and rng.random() < HIDDEN_WORDS else i for i in enc.ids]
    cases = [case_id(written[s:e]) for s, e in enc.offsets]
    labels = [list(text["rows"][s]) for s in begins]
    first = rng.randint(20, LONGEST) if rng else LONGEST
    size = rng.randint(SHORTEST, LONGEST) if rng else LONGEST
    none = [[-100] * len(HEADS)]
    return [
        ([cls, *ids[s:e], sep], [0, *cases[s:e], 0], [*none, *labels[s:e], *none])
        for s, e in windows(len(ids), starts, first, size)
    ]


def batches(items: list[Window], rng: random.Random) -> Iterator[tuple[torch.Tensor, ...]]:
    items = sorted(items, key=lambda x: len(x[0]) + rng.random() * 12)
    groups: list[list[Window]] = [[]]
    for item in items:
        if groups[-1] and len(item[0]) * (len(groups[-1]) + 1) > BUDGET:
            groups.append([])
        groups[-1].append(item)
    rng.shuffle(groups)
    for group in groups:
        yield padded(group)


def padded(group: list[Window]) -> tuple[torch.Tensor, ...]:
    longest = max(len(x[0]) for x in group)
    ids, mask, case = (torch.zeros(len(group), longest, dtype=torch.long) for _ in range(3))
    labels = torch.full((len(group), longest, len(HEADS)), -100)
    for n, (pieces, cases, rows) in enumerate(group):
        ids[n, : len(pieces)] = torch.tensor(pieces)
        mask[n, : len(pieces)] = 1
        case[n, : len(pieces)] = torch.tensor(cases)
        labels[n, : len(pieces)] = torch.tensor(rows)
    return ids, mask, case, labels


def loss_of(logits: torch.Tensor, labels: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    total, pieces = torch.zeros(()), mask.sum()
    for n, (name, part) in enumerate(zip(HEADS, logits.split(list(HEADS.values()), dim=-1), strict=True)):
        gold = labels[..., n].reshape(-1)
        if (gold >= 0).any():
            each = nn.functional.cross_entropy(
                part.reshape(-1, part.shape[-1]), gold, ignore_index=-100, reduction="sum", label_smoothing=0.02
            )
            total = total + WEIGHTS[name] * each / pieces
    return total


def best_tags(model: nn.Module, tok: Tokenizer, text: dict[str, Any]) -> tuple[list[list[int]], list[list[int]]]:
    """Predicted and gold tags of each head, a piece each, of one text."""
    found: list[list[int]] = [[] for _ in HEADS]
    gold: list[list[int]] = [[] for _ in HEADS]
    for window in encode(tok, text):
        ids, mask, case, labels = padded([window])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            parts = model(ids, mask, case).float()[0, 1:-1].split(list(HEADS.values()), dim=-1)
        for n, part in enumerate(parts):
            found[n] += part.argmax(-1).tolist()
            gold[n] += labels[0, 1:-1, n].tolist()
    return found, gold


def spans(tags: list[int]) -> set[tuple[int, int, int]]:
    """(first piece, end, kind) of the runs in BIO tags, two tags a kind."""
    out, start, kind = set(), 0, 0
    for n, tag in enumerate([*tags, 0]):
        here = (tag + 1) // 2
        if kind and (here != kind or tag % 2 == 1):
            out.add((start, n, kind))
        if here and (here != kind or tag % 2 == 1):
            start = n
        kind = here
    return out


def scores(model: nn.Module, tok: Tokenizer, texts: list[dict[str, Any]]) -> dict[str, float]:
    model.eval()
    count: dict[str, list[int]] = {}

    def add(key: str, hit: int, found: int, gold: int) -> None:
        row = count.setdefault(key, [0, 0, 0])
        for n, x in enumerate((hit, found, gold)):
            row[n] += x

    for text in texts:
        found, gold = best_tags(model, tok, text)
        if gold[0] and gold[0][0] >= 0:
            for n, role in enumerate(ROLES):
                p, g = ([(t + 1) // 2 - 1 == n for t in tags] for tags in (found[0], gold[0]))
                add(role, sum(a and b for a, b in zip(p, g, strict=True)), sum(p), sum(g))
        for n, name in ((2, "entities"), (3, "hedges")):
            if gold[n] and gold[n][0] >= 0:
                p2, g2 = spans(found[n]), spans(gold[n])
                add(name, len(p2 & g2), len(p2), len(g2))
    return {key: round(2 * h / max(1, f + g), 4) for key, (h, f, g) in count.items()}


def groups_of(model: Encoder, rate: float) -> list[dict[str, Any]]:
    """The head and the case rows are young and learn fast; the word embeddings hardly move."""
    kinds = model.encoder.embeddings.token_type_embeddings.weight
    words = list(model.encoder.embeddings.word_embeddings.parameters())
    young = [kinds, *model.head.parameters()]
    apart = {id(p) for p in (*words, *young)}
    rest = [p for p in model.parameters() if id(p) not in apart]
    return [
        {"params": rest, "lr": rate, "weight_decay": 0.01},
        {"params": words, "lr": rate * 0.15, "weight_decay": 0.0},
        {"params": young, "lr": rate * 5, "weight_decay": 0.0},
    ]


@torch.no_grad()
def follow(average: nn.Module, model: nn.Module, keep: float) -> None:
    for a, b in zip(average.parameters(), model.parameters(), strict=True):
        a.lerp_(b, 1 - keep)


def main() -> None:
    ap = argparse.ArgumentParser()
    for name in ("texts", "data", "base", "start", "out"):
        ap.add_argument(f"--{name}", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--stop", type=int, default=99, help="epochs after which to stop, the schedule being that of all")
    ap.add_argument("--szeged", type=float, default=0.3, help="share of the Wikipedia texts in an epoch")
    ap.add_argument(
        "--others", type=float, default=0.4, help="share of the other texts; of PolNeAR all are in each epoch"
    )
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--seed", type=int, default=2)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--steps", type=int, default=0, help="stop early, to try things out")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tok = load_tokenizer(args.base)
    tok.save(str(args.out / "tokenizer.json"))
    shares = {"polnear": 1.0, "szeged": args.szeged, "others": args.others}
    texts = load_texts(args.texts, args.data)
    wiki = [t for t in texts if t["held"] and t["set"] == "szeged"]
    held = [t for t in texts if t["held"] and t["set"] == "polnear"] + wiki[::3]
    train = [t for t in texts if not t["held"]]
    model = Encoder(args.base)
    model.load_tagger(torch.load(args.start, map_location="cpu"))
    average = Encoder(args.base)
    average.load_state_dict(model.state_dict())
    opt = torch.optim.AdamW(groups_of(model, args.rate), fused=True)
    per_epoch = sum(1 for _ in batches(epoch_items(tok, train, shares, random.Random(0)), random.Random(0)))
    total, warm = per_epoch * args.epochs, 100
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda k: min((k + 1) / warm, 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, k / total))))
    )
    print(len(train), "texts", len(held), "held", per_epoch, "steps an epoch", flush=True)
    log, step = [], 0
    for epoch in range(min(args.epochs, args.stop)):
        model.train()
        began, run = time.time(), 0.0
        for k, (ids, mask, case, labels) in enumerate(batches(epoch_items(tok, train, shares, rng), rng)):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(ids, mask, case)
            loss = loss_of(logits.float(), labels, mask)
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            sched.step()
            step += 1
            if step % EVERY == 0:
                follow(average, model, min(KEEP, step / (step + 10 * EVERY)))
            run += loss.item()
            if k % 25 == 24:
                print(
                    f"epoch {epoch} step {k + 1}/{per_epoch} loss {run / 25:.4f} {time.time() - began:.0f} s",
                    flush=True,
                )
                run = 0.0
            if args.steps and step >= args.steps:
                return
        torch.save(average.state_dict(), args.out / f"average{epoch + 1}.pt")
        torch.save(model.state_dict(), args.out / f"epoch{epoch + 1}.pt")
        row = {"epoch": epoch + 1, "seconds": round(time.time() - began), **scores(average, tok, held)}
        log.append(row)
        print(json.dumps(row), flush=True)
        (args.out / "log.json").write_text(json.dumps(log, indent=1))


def epoch_items(
    tok: Tokenizer, train: list[dict[str, Any]], shares: dict[str, float], rng: random.Random
) -> list[Window]:
    return [w for t in train if rng.random() < shares.get(t["set"], shares["others"]) for w in encode(tok, t, rng)]


if __name__ == "__main__":
    main()
