"""Exports an encoder to int8 ONNX.

    python training/export.py embedder --base MODEL_DIR --out src/sayso/link/weights/embedder.onnx
    python training/export.py tagger --weights CHECKPOINT.pt --out src/sayso/read/weights/tagger.onnx

embedder: ids, mask (batch, pieces) -> unit vectors (batch, 384), mean over pieces. tagger: ids, case (1, pieces) -> logits
(1, pieces, 54); see attribution/encoder.py for what they mean and attribution/graph.py for the graph.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel

sys.path.insert(0, str(Path(__file__).parent / "attribution"))


class Embedder(nn.Module):
    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager")

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        return nn.functional.normalize((hidden * weight).sum(1) / weight.sum(1).clamp(min=1e-9), dim=-1)


def export_embedder(base: Path, out: Path) -> None:
    model = Embedder(base).eval()
    ids = torch.randint(1000, 2000, (2, 17))
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids)),
        str(out),
        input_names=["ids", "mask"],
        output_names=["out"],
        dynamic_axes={"ids": {0: "batch", 1: "pieces"}, "mask": {0: "batch", 1: "pieces"}},
        opset_version=17,
        dynamo=False,
    )


def export_tagger(weights: Path, out: Path) -> None:
    from graph import build

    onnx.save(build(torch.load(weights, map_location="cpu")), str(out))


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("what", choices=["embedder", "tagger"])
    ap.add_argument("--base", type=Path)
    ap.add_argument("--weights", type=Path)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        full = Path(tmp) / "full.onnx"
        if args.what == "tagger":
            export_tagger(args.weights, full)
        else:
            export_embedder(args.base, full)
        args.out.parent.mkdir(parents=True, exist_ok=True)
        options = {"DefaultTensorType": onnx.TensorProto.FLOAT}
        quantize_dynamic(full, args.out, weight_type=QuantType.QInt8, per_channel=True, extra_options=options)
    print(args.out, args.out.stat().st_size, hashlib.sha256(args.out.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
