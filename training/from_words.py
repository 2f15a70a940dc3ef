"""Exports an encoder to int8 ONNX from its word vectors on: those come from the embedder, which gives them out as a second output."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

Head = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]  # hidden (1, pieces, size), kinds (1, pieces)


class FromWords(nn.Module):
    """words (1, pieces, size), kinds (1, pieces) -> what `head` makes of the last layer of `model.encoder`.

    Of the base's 512 positions the first `positions` are kept.
    """

    def __init__(self, model: nn.Module, head: Head, positions: int) -> None:
        super().__init__()
        self.model, self.head = model, head
        table = model.encoder.embeddings.position_embeddings
        table.weight = nn.Parameter(table.weight[:positions].clone())

    def forward(self, words: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        at = self.model.encoder.embeddings
        place = torch.cumsum(torch.ones_like(kinds), 1) - 1
        hidden = at.LayerNorm(words + at.token_type_embeddings(kinds) + at.position_embeddings(place))
        for layer in self.model.encoder.encoder.layer:
            found = layer(hidden)
            hidden = found[0] if isinstance(found, tuple) else found
        return self.head(hidden, kinds)


def export(model: nn.Module, head: Head, name: str, positions: int, out: Path) -> None:
    with tempfile.TemporaryDirectory() as tmp:
        full = Path(tmp) / "full.onnx"
        torch.onnx.export(
            FromWords(model, head, positions).eval(),
            (torch.randn(1, 17, 384), torch.tensor([[0] * 9 + [1] * 8])),
            str(full),
            input_names=["words", "kinds"],
            output_names=[name],
            dynamic_axes={"words": {1: "pieces"}, "kinds": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        options = {"DefaultTensorType": onnx.TensorProto.FLOAT}
        quantize_dynamic(full, out, weight_type=QuantType.QInt8, per_channel=True, extra_options=options)
    print(out, out.stat().st_size, hashlib.sha256(out.read_bytes()).hexdigest())
