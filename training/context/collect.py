"""Events whose clauses are known to say the same or not -> what train.py sees of them.

usage: python training/context/collect.py GOLD KEYS OUT.pickle

GOLD holds the public sets that benchmarks/annotations/clauses.json points into; KEYS the events with answer keys, which are never trained
on, only scored. Runs where sayso is installed; train.py runs where torch is, and needs no sayso.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "claims"))
from clauses import annotated
from keyed import events_of, read_readings
from train import load

from sayso.link.claims import model
from sayso.link.context import clause_of, window_of
from sayso.link.pairs import FEATURES
from sayso.model import Reading

NUMERIC = ("shared number", "number conflict", "one-sided number", "day conflict")
OTHER = [n for n, name in enumerate(FEATURES) if name != "in context"]


def rows(d: dict, part: str, readings: list[Reading]) -> dict:
    """Windows and places of the clauses, and the pairs with the features that the linker has beside the context."""
    reading = {r.article.id: r for r in readings}
    windows: list[tuple[list[int], list[int]]] = []
    places: list[tuple[int, list[int]]] = []
    seen: dict[tuple[str, str, str], int] = {}
    for u in d["field"].units:
        s = d["field"].statements[u.statement]
        clause = clause_of(s, u.span, reading[s.article])
        window = window_of(clause)
        n = seen.setdefault((clause.past, clause.speaker, clause.sentence), len(windows))
        if n == len(windows):
            windows.append((window.ids, window.kinds))
        places.append((n, [window.first + k for k in window.inside(clause)]))
    return {
        "event": d["event"],
        "part": part,
        "windows": windows,
        "places": places,
        "articles": [d["field"].statements[u.statement].article for u in d["field"].units],
        "numeric": [OTHER.index(FEATURES.index(name)) for name in NUMERIC],
        "pairs": np.array(d["pairs"]),
        "x": d["x"][:, OTHER],
        "y": d["y"],
        "group": [tuple(g) for g in d["group"]],
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold", type=Path)
    ap.add_argument("keys", type=Path)
    ap.add_argument("out", type=Path)
    args = ap.parse_args()
    events = [rows(d, part, r) for part in ("train", "choose") for d, r in annotated(args.gold, part)]
    for e in events_of(args.keys):
        readings = read_readings(args.keys, e)
        events.append(rows(load(args.keys, e, readings, exact=False), "keyed", readings))
    with args.out.open("wb") as out:
        pickle.dump({"known": model().weights[OTHER].tolist(), "events": events}, out)
    for part in ("train", "choose", "keyed"):
        own = [e for e in events if e["part"] == part]
        print(part, len(own), "events", sum(int((e["y"] == 1).sum()) for e in own), "pairs that say the same")


if __name__ == "__main__":
    main()
