"""Exports the pair model to int8 ONNX, without word vectors: those come from the embedder, which gets them as a second output.

usage: python training/pairs/export.py --base MODEL_DIR --weights FILE.pt --out src/sayso/link/weights/pair_model.onnx
       [--embedder src/sayso/link/weights/embedder.onnx]

words (1, pieces, 384), kinds (1, pieces) -> logits (1, 4). --embedder adds the output "words" to that file, once.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from pathlib import Path

import onnx
import torch
from network import PairModel
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

POSITIONS = 128  # of the base's 512: more than two texts have


class FromWords(nn.Module):
    """The pair model from its word vectors on."""

    def __init__(self, model: PairModel) -> None:
        super().__init__()
        self.model = model
        table = model.encoder.embeddings.position_embeddings
        table.weight = nn.Parameter(table.weight[:POSITIONS].clone())

    def forward(self, words: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        at = self.model.encoder.embeddings
        place = torch.cumsum(torch.ones_like(kinds), 1) - 1
        hidden = at.LayerNorm(words + at.token_type_embeddings(kinds) + at.position_embeddings(place))
        for layer in self.model.encoder.encoder.layer:
            found = layer(hidden)
            hidden = found[0] if isinstance(found, tuple) else found
        return self.model.judge(hidden, kinds, torch.ones_like(kinds))


def export(model: PairModel, out: Path) -> None:
    kinds = torch.tensor([[0] * 9 + [1] * 8])
    with tempfile.TemporaryDirectory() as tmp:
        full = Path(tmp) / "full.onnx"
        torch.onnx.export(
            FromWords(model).eval(),
            (torch.randn(1, 17, 384), kinds),
            str(full),
            input_names=["words", "kinds"],
            output_names=["logits"],
            dynamic_axes={"words": {1: "pieces"}, "kinds": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        options = {"DefaultTensorType": onnx.TensorProto.FLOAT}
        quantize_dynamic(full, out, weight_type=QuantType.QInt8, per_channel=True, extra_options=options)
    print(out, out.stat().st_size, hashlib.sha256(out.read_bytes()).hexdigest())


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
    export(model.eval(), args.out)


if __name__ == "__main__":
    main()
