"""Picks what the second and third stage of the pair model's training see.

usage: python training/pairs/stages.py PAIRS ANNOTATED OUT2 OUT3

PAIRS is what collect.py wrote, ANNOTATED the events that training/claims/annotated.py wrote. OUT2 has clauses of these events as
sayso reads them: of each two sentences of one claim the likeliest two clauses, and the likeliest pairs of sentences that share
none; and some of all else. OUT3 has what the yardsticks ask for: paraphrase, likeness, what cannot both hold.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "claims"))
from keyed import events_of, read_readings
from train import load

from sayso.link.claims import model, probabilities

POSITIVE, NEGATIVE = 200, 3  # most pairs of one claim an event; pairs of other claims for each of them


def clauses(folder: Path, event: str, rng: random.Random) -> list[dict]:
    d = load(folder, event, read_readings(folder, event), exact=False)
    chance = probabilities(d["x"], model().weights)
    best: dict = {}
    for n, g in enumerate(d["group"]):
        if d["y"][n] == 1 and (g not in best or chance[n] > chance[best[g]]):
            best[g] = n
    near = [n for n in best.values() if chance[n] > 0.04]
    near = rng.sample(near, min(POSITIVE, len(near)))
    far = sorted(np.flatnonzero(d["y"] == 0), key=lambda n: -chance[n] * rng.uniform(0.5, 1.5))
    rows: dict[tuple[str, str], dict] = {}
    for n, same in [*((n, 1) for n in near), *((n, 0) for n in far[: NEGATIVE * len(near) + 60])]:
        a, b = sorted(" ".join(d["field"].units[i].text.split()) for i in d["pairs"][n])
        if a != b:
            rows.setdefault((a, b), {"from": "claims", "event": event, "a": a, "b": b, "same": same})
    return list(rows.values())


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("pairs", type=Path)
    ap.add_argument("annotated", type=Path)
    ap.add_argument("second", type=Path)
    ap.add_argument("third", type=Path)
    args = ap.parse_args()
    rng = random.Random(5)
    rows = [json.loads(line) for line in args.pairs.read_text(encoding="utf-8").splitlines()]
    own = [r for e in events_of(args.annotated) for r in clauses(args.annotated, e, rng)]

    def some(most: int, start: str, clash: int | None = None) -> list[dict]:
        found = [r for r in rows if r["from"].startswith(start) and (clash is None or r.get("clash") == clash)]
        return rng.sample(found, min(most, len(found)))

    def no_same(found: list[dict]) -> list[dict]:
        return [{k: v for k, v in r.items() if k != "same"} for r in found]

    held = some(10_000, "msrp-val")
    second = [*own, *some(1600, "msrp-train"), *some(10_000, "sts2013"), *some(2000, "change"), *some(500, "fnc", 1)]
    second += [*no_same(some(700, "fnc", 0)), *some(1500, "event"), *some(10_000, "ecb-choice"), *held]
    third = [
        *rng.sample(own, min(800, len(own))),
        *some(2000, "msrp-train"),
        *some(10_000, "sts"),
        *some(900, "change"),
    ]
    third += [*some(250, "fnc", 1), *no_same(some(350, "fnc", 0)), *held]
    for out, picked in ((args.second, second), (args.third, third)):
        out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in picked), encoding="utf-8")


if __name__ == "__main__":
    main()
