"""Exports the pair model to int8 ONNX, without word vectors: those come from the embedder, which gets them as a second output.

usage: python training/pairs/export.py --base MODEL_DIR --weights FILE.pt --out src/sayso/link/weights/pair_model.onnx
       [--embedder src/sayso/link/weights/embedder.onnx]

words (1, pieces, 384), kinds (1, pieces) -> logits (1, 4). --embedder adds the output "words" to that file, once.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import onnx
import torch

sys.path.insert(0, str(Path(__file__).parents[1]))
from from_words import export
from network import PairModel

POSITIONS = 128  # of the base's 512: more than two texts have


def give_words(embedder: Path) -> None:
    """Adds the word vectors of the embedder's graph to its outputs."""
    model = onnx.load(embedder)
    if any(o.name == "words" for o in model.graph.output):
        return
    gather = next(n for n in model.graph.node if n.op_type == "Gather" and "word_embeddings" in n.input[0])
    made = next(n for n in model.graph.node if gather.output[0] in n.input and n.op_type == "DequantizeLinear")
    model.graph.node.append(onnx.helper.make_node("Identity", [made.output[0]], ["words"]))
    shape = ["batch", "pieces", 384]
    model.graph.output.append(onnx.helper.make_tensor_value_info("words", onnx.TensorProto.FLOAT, shape))
    onnx.save(model, embedder)
    print(embedder, hashlib.sha256(embedder.read_bytes()).hexdigest())


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--weights", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--embedder", type=Path)
    args = ap.parse_args()
    if args.embedder:
        give_words(args.embedder)
    model = PairModel(args.base, attention="eager")
    model.load_state_dict(torch.load(args.weights))
    export(
        model, lambda hidden, kinds: model.judge(hidden, kinds, torch.ones_like(kinds)), "logits", POSITIONS, args.out
    )


if __name__ == "__main__":
    main()
