"""Exports the encoder that reads clauses in their place to int8 ONNX, without word vectors (those come from the embedder), and its head.

usage: python training/context/export.py --base MODEL_DIR --weights FILE.pt [FILE.pt ...] --out src/sayso/link/weights

Weights of several runs are averaged.

context.onnx: words (1, pieces, 384), kinds (1, pieces) -> (1, pieces, WIDTH + PART + 1), of each piece its share in the clause's vector,
its own vector and its weight before the sigmoid. context_head.npz: what compares two clauses.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parents[1]))
from from_words import export
from network import Context

POSITIONS = 160  # of the base's 512: more than a window has


def export_head(model: Context, out: Path) -> None:
    row = lambda layer: torch.cat([layer.weight[0], layer.bias]).detach().numpy()  # noqa: E731
    mix = torch.cat([model.mix.weight, model.mix.bias[:, None]], 1).detach().numpy()
    np.savez(out, nearness=row(model.lin), mix=mix.astype(np.float16), out=row(model.out))
    print(out, out.stat().st_size, hashlib.sha256(out.read_bytes()).hexdigest())


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--weights", type=Path, nargs="+", required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    runs = [torch.load(path) for path in args.weights]
    weights = {name: sum(run[name] for run in runs) / len(runs) for name in runs[0]}
    model = Context(args.base, [0.0] * weights["feat.weight"].shape[1])
    model.load_state_dict(weights)
    export(model, model.rows, "pieces", POSITIONS, args.out / "context.onnx")
    export_head(model, args.out / "context_head.npz")


if __name__ == "__main__":
    main()
