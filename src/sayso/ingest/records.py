"""JSON and JSONL: one object an article, with `text` and the keys of metadata."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from sayso.model import InputError

from .decode import decode, showable
from .limits import MAX_FILE_BYTES

Record = dict[str, object]
_REMEDY = 'Give objects such as {"text": "...", "outlet": "..."}.'


def records(data: bytes, name: str) -> Iterator[tuple[str, Record | InputError]]:
    """Label and record of each article in a JSON file: one object, or a list of them."""
    try:
        value = json.loads(decode(data, name))
    except ValueError as e:
        yield name, InputError(name, f"is not JSON ({e}).", "Correct it; one object a line is .jsonl, not .json.")
        return
    except RecursionError:
        yield name, InputError(name, "is nested too deeply.", _REMEDY)
        return
    if not isinstance(value, list):
        yield name, _checked(value, name)
        return
    if not value:
        yield name, InputError(name, "holds no article.", _REMEDY)
    for number, item in enumerate(value, 1):
        label = f"{name}:{number}"
        yield label, _checked(item, label)


def lines(stream: BinaryIO, name: str) -> Iterator[tuple[str, Record | InputError]]:
    """Label (`name:line`) and record of each line that is not blank. A broken line is an error of its own."""
    number, some = 0, False
    for number, line in enumerate(_bounded(stream), 1):
        label = f"{name}:{number}"
        if isinstance(line, bytes) and not line.strip():
            continue
        some = True
        yield label, _record(line, label)
    if not some:
        yield name, InputError(name, "the file is empty.", _REMEDY)


def _record(line: bytes | None, label: str) -> Record | InputError:
    if line is None:
        return InputError(
            label, f"the line is longer than {MAX_FILE_BYTES:,} bytes.", "Split the article, or leave it out."
        )
    try:
        return _checked(json.loads(decode(line, label)), label)
    except InputError as e:
        return e
    except ValueError as e:
        return InputError(label, f"the line is not JSON ({e}).", "Correct or remove it.")
    except RecursionError:
        return InputError(label, "the line is nested too deeply.", _REMEDY)


def _checked(value: object, label: str) -> Record | InputError:
    if not isinstance(value, dict):
        return InputError(label, "this is not an object.", _REMEDY)
    text = value.get("text")
    if not isinstance(text, str):
        return InputError(label, "there is no “text”.", _REMEDY)
    if not text.strip():
        return InputError(label, "its “text” is empty.", _REMEDY)
    return {**value, "text": showable(text)}


def _bounded(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines of `stream`; None for one that is too long, the rest of which is skipped."""
    line = stream.readline(MAX_FILE_BYTES + 1)
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # its lines cannot be cut as bytes
        text = (line + stream.read(MAX_FILE_BYTES)).decode("utf-16", "replace")
        stream = io.BytesIO(text.encode("utf-8", "replace"))
        line = stream.readline(MAX_FILE_BYTES + 1)
    while line:
        whole = len(line) <= MAX_FILE_BYTES
        yield line if whole else None
        while not whole and line and not line.endswith(b"\n"):
            line = stream.readline(MAX_FILE_BYTES)
        line = stream.readline(MAX_FILE_BYTES + 1)
