"""The encoder as an ONNX graph written by hand, for one window at a time on one CPU thread.

Smaller than what torch exports: no mask (a window has no padding), queries, keys and values from one product, the scale folded
into the queries, no pooling. inputs `ids`, `case` (1, pieces) int64; output `out` (1, pieces, 54) logits.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

HEADS = 12
LONGEST = 256  # word pieces with [CLS] and [SEP]: the rows of position embeddings that are kept
MICROSOFT = "com.microsoft"


class Graph:
    """Nodes and weights as they are added; each method returns the name of what it makes."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def const(self, name: str, value: Any) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(self, kind: str, name: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def dense(self, name: str, x: str, weight: Any, bias: Any) -> str:
        product = self.op("MatMul", f"{name}.product", x, self.const(f"{name}.weight", weight.T))
        return self.op("Add", name, product, self.const(f"{name}.bias", bias))

    def norm(self, name: str, x: str, weight: Any, bias: Any, epsilon: float = 1e-12) -> str:
        scale, shift = self.const(f"{name}.weight", weight), self.const(f"{name}.bias", bias)
        return self.op("LayerNormalization", name, x, scale, shift, axis=-1, epsilon=epsilon)


def build(state: dict[str, torch.Tensor]) -> onnx.ModelProto:
    w = {key: value.float().numpy() for key, value in state.items()}
    g = Graph()
    x = _embedded(g, w)
    layers = 1 + max(int(k.split(".")[3]) for k in w if k.startswith("encoder.encoder.layer."))
    for n in range(layers):
        part = f"encoder.encoder.layer.{n}."
        x = _layer(g, {k.removeprefix(part): v for k, v in w.items() if k.startswith(part)}, f"layer{n}", x)
    g.dense("out", x, w["head.weight"], w["head.bias"])
    inputs = [helper.make_tensor_value_info(k, TensorProto.INT64, [1, "pieces"]) for k in ("ids", "case")]
    out = helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, "pieces", len(w["head.bias"])])
    graph = helper.make_graph(g.nodes, "encoder", inputs, [out], g.weights)
    sets = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=sets, ir_version=10)


def _embedded(g: Graph, w: dict[str, Any]) -> str:
    part = "encoder.embeddings."
    words = g.op("Gather", "words", g.const("words.table", w[f"{part}word_embeddings.weight"]), "ids")
    cases = g.op("Gather", "cases", g.const("cases.table", w[f"{part}token_type_embeddings.weight"]), "case")
    table = g.const("places.table", w[f"{part}position_embeddings.weight"][:LONGEST])
    size = g.op("Shape", "size", "ids", start=1, end=2)
    zero, axis = g.const("zero", np.array([0])), g.const("axis", np.array([0]))
    places = g.op("Slice", "places", table, zero, size, axis)
    both = g.op("Add", "words+cases", words, cases)
    total = g.op("Add", "words+cases+places", both, places)
    return g.norm("embedded", total, w[f"{part}LayerNorm.weight"], w[f"{part}LayerNorm.bias"])


def _layer(g: Graph, w: dict[str, Any], name: str, x: str) -> str:
    size = w["attention.self.query.weight"].shape[0]
    scale = np.float32((size / HEADS) ** -0.5)
    weights, biases = ([w[f"attention.self.{k}.{p}"] for k in ("query", "key", "value")] for p in ("weight", "bias"))
    weights[0], biases[0] = weights[0] * scale, biases[0] * scale
    all_three = g.dense(f"{name}.qkv", x, np.concatenate(weights), np.concatenate(biases))
    shape = g.const(f"{name}.heads", np.array([1, -1, 3 * HEADS, size // HEADS]))
    turned = g.op("Transpose", f"{name}.turned", g.op("Reshape", f"{name}.split", all_three, shape), perm=[0, 2, 1, 3])
    q, k, v = (f"{name}.{part}" for part in "qkv")
    g.nodes.append(helper.make_node("Split", [turned], [q, k, v], axis=1, num_outputs=3, name=f"{name}.parts"))
    scores = g.op("FusedMatMul", f"{name}.scores", q, k, domain=MICROSOFT, transB=1, alpha=1.0)
    mixed = g.op("MatMul", f"{name}.mixed", g.op("Softmax", f"{name}.chances", scores, axis=-1), v)
    back = g.op("Transpose", f"{name}.back", mixed, perm=[0, 2, 1, 3])
    joined = g.op("Reshape", f"{name}.joined", back, g.const(f"{name}.flat", np.array([1, -1, size])))
    seen = g.dense(f"{name}.seen", joined, w["attention.output.dense.weight"], w["attention.output.dense.bias"])
    x = _added(g, f"{name}.attended", x, seen, w, "attention.output.LayerNorm")
    wide = g.dense(f"{name}.wide", x, w["intermediate.dense.weight"], w["intermediate.dense.bias"])
    narrow = g.dense(
        f"{name}.narrow", g.op("Gelu", f"{name}.gelu", wide), w["output.dense.weight"], w["output.dense.bias"]
    )
    return _added(g, f"{name}.done", x, narrow, w, "output.LayerNorm")


def _added(g: Graph, name: str, x: str, more: str, w: dict[str, Any], norm: str) -> str:
    total = g.op("Add", f"{name}.total", x, more)
    return g.norm(name, total, w[f"{norm}.weight"], w[f"{norm}.bias"])
