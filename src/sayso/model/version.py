"""What a room is made of, as a short name: another one wherever its code, word lists or weights are others."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

_COUNTS = (".py", ".txt", ".tsv", ".json", ".onnx", ".sqlite")


@cache
def room_version(room: str) -> str:
    """Twelve hex digits over the files of the room ("read"): what was made under the same ones need not be made again."""
    digest = blake2b(digest_size=6)
    for name, file in _inside(files("sayso").joinpath(room), room):
        digest.update(name.encode() + b"\0" + blake2b(file.read_bytes()).digest())
    return digest.hexdigest()


def _inside(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            found += _inside(entry, name)
        elif entry.name.endswith(_COUNTS):
            found.append((name, entry))
    return found
