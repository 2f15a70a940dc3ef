"""Exports an encoder to int8 ONNX.

    python training/export.py embedder --base MODEL_DIR --out src/sayso/link/weights/embedder.onnx
    python training/export.py tagger --base MODEL_DIR --weights CHECKPOINT.pt --out src/sayso/read/weights/tagger.onnx

embedder: ids, mask (batch, pieces) -> unit vectors (batch, 384), mean over pieces. tagger: ids, mask -> logits (batch, pieces, 14).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

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


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("what", choices=["embedder", "tagger"])
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--weights", type=Path)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    if args.what == "tagger":
        from train import Tagger

        model: nn.Module = Tagger(args.base)
        model.load_state_dict(torch.load(args.weights, map_location="cpu"))
    else:
        model = Embedder(args.base)
    model.eval()
    ids = torch.randint(1000, 2000, (2, 17))
    with tempfile.TemporaryDirectory() as tmp:
        full = Path(tmp) / "full.onnx"
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids)),
            str(full),
            input_names=["ids", "mask"],
            output_names=["out"],
            dynamic_axes={"ids": {0: "batch", 1: "pieces"}, "mask": {0: "batch", 1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        args.out.parent.mkdir(parents=True, exist_ok=True)
        quantize_dynamic(full, args.out, weight_type=QuantType.QInt8, per_channel=True)
    print(args.out, args.out.stat().st_size, hashlib.sha256(args.out.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
