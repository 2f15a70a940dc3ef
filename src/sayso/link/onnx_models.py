"""Opens the models that lie beside this room: one thread each, since processes read side by side."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any


def weights(name: str) -> bytes:
    return files("sayso").joinpath("link", "weights", name).read_bytes()


@cache
def session(name: str) -> Any:
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return ort.InferenceSession(weights(name), options, providers=["CPUExecutionProvider"])


@cache
def version_of(name: str) -> str:
    """Names the weights: what one version made does not go with another's."""
    return sha256(weights(name)).hexdigest()[:12]
