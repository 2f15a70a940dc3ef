"""Exports the encoder that reads clauses in their place to int8 ONNX, without word vectors (those come from the embedder), and its head.

usage: python training/context/export.py --base MODEL_DIR --weights FILE.pt [FILE.pt ...] --out src/sayso/link/weights

Weights of several runs are averaged.

context.onnx: words (1, pieces, 384), kinds (1, pieces) -> (1, pieces, WIDTH + PART + 1), of each piece its share in the clause's vector,
its own vector and its weight before the sigmoid. context_head.npz: what compares two clauses.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from network import Context
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

POSITIONS = 160  # of the base's 512: more than a window has


class FromWords(nn.Module):
    """The encoder from its word vectors on."""

    def __init__(self, model: Context) -> None:
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
        return torch.cat([self.model.whole(hidden), self.model.part(hidden), self.model.token(hidden)], -1)


def export(model: Context, out: Path) -> None:
    with tempfile.TemporaryDirectory() as tmp:
        full = Path(tmp) / "full.onnx"
        torch.onnx.export(
            FromWords(model).eval(),
            (torch.randn(1, 17, 384), torch.tensor([[0] * 9 + [1] * 8])),
            str(full),
            input_names=["words", "kinds"],
            output_names=["pieces"],
            dynamic_axes={"words": {1: "pieces"}, "kinds": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        options = {"DefaultTensorType": onnx.TensorProto.FLOAT}
        quantize_dynamic(full, out, weight_type=QuantType.QInt8, per_channel=True, extra_options=options)
    print(out, out.stat().st_size, hashlib.sha256(out.read_bytes()).hexdigest())


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
    export(model, args.out / "context.onnx")
    export_head(model, args.out / "context_head.npz")


if __name__ == "__main__":
    main()
