"""The model's frozen dataclasses <-> JSON <-> compressed bytes, exactly: what is decoded equals what was encoded.

Fields that have their default value are left out, so that a field added later, with a default, reads old data. Never pickles: a
ledger from somebody else must not run anything.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable, Collection
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from ..model import Article, Reading

Json = Any
LEVEL = 6  # of zlib: 9 takes twice as long for 1 % less
_NO_ARTICLE = Article("", "")


def to_data(value: object) -> Json:
    """Dataclasses as objects, tuples as lists, enums and days as words; other things are what JSON has."""
    if value is None or isinstance(value, bool | int | float) or type(value) is str:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_data(v) for v in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_data(v) for name, default in _fields(type(value)) if (v := getattr(value, name)) != default}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def from_data(kind: Any, data: Json) -> Any:
    """The thing of type `kind` that `to_data` made `data` of. Raises ValueError, KeyError or TypeError where it is none."""
    return _maker(kind)(data)


def pack(data: Json) -> bytes:
    """Compressed JSON; the same data gives the same bytes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def unpack(data: bytes) -> Json:
    """Raises ValueError where `data` is damaged."""
    try:
        return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    except zlib.error as e:
        raise ValueError(str(e)) from e


def pack_reading(reading: Reading) -> bytes:
    """The reading without its article, which is kept beside it."""
    return pack(to_data(replace(reading, article=_NO_ARTICLE)))


def unpack_reading(data: bytes, article: Article) -> Reading:
    return replace(cast(Reading, from_data(Reading, unpack(data))), article=article)


def unpack_statements(data: bytes, article: Article, wanted: Collection[str]) -> Reading:
    """The reading with the statements of these ids alone: decoding the others is most of the work."""
    held = unpack(data)
    held["statements"] = [s for s in held.get("statements", ()) if s["id"] in wanted]
    return replace(cast(Reading, from_data(Reading, held)), article=article)


_NEVER = object()  # equal to no value: the default of a field that has none


@cache
def _fields(kind: type) -> tuple[tuple[str, object], ...]:
    return tuple((f.name, _NEVER if f.default is MISSING else f.default) for f in fields(kind))


@cache
def _maker(kind: Any) -> Callable[[Json], Any]:
    if get_origin(kind) in (Union, types.UnionType):
        return _maybe(get_args(kind))
    if get_origin(kind) is tuple:
        return _row(get_args(kind))
    if isinstance(kind, type):
        if is_dataclass(kind):
            return _object(kind)
        if issubclass(kind, date):
            return date.fromisoformat
        if issubclass(kind, Enum):
            return kind
        if issubclass(kind, tuple):  # a Span, or any other tuple with names
            return lambda data: kind(*data)
    return lambda data: data


def _maybe(kinds: tuple[Any, ...]) -> Callable[[Json], Any]:
    (kind,) = (k for k in kinds if k is not types.NoneType)
    inner = _maker(kind)
    return lambda data: None if data is None else inner(data)


def _row(kinds: tuple[Any, ...]) -> Callable[[Json], Any]:
    if kinds[-1:] == (...,):
        inner = _maker(kinds[0])
        return lambda data: tuple([inner(v) for v in data])
    each = [_maker(kind) for kind in kinds]
    return lambda data: tuple([make(v) for make, v in zip(each, data, strict=True)])


def _object(kind: Any) -> Callable[[Json], Any]:
    hints = get_type_hints(kind)
    makers = {f.name: _maker(hints[f.name]) for f in fields(kind)}

    def make(data: Json) -> Any:
        return kind(**{name: makers[name](v) for name, v in data.items()})

    return make
