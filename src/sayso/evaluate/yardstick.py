"""What a yardstick is: a gold set in the form it lies in, and how a reading is held against it.

A yardstick yields documents: the article as the public reader gets it, and what its gold says. `compare` sees one reading and
that document's gold and returns counts by row; `figures` are computed from the counts of all documents. So every figure has
an interval, drawn over documents, and nothing of the reader but its readings is looked at.

What is gold across articles (which tell of one event, which sentences say the same) comes as trials instead: `judge` gets one
trial, asks the public linker, and returns the same kind of outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.model import Article, InputError, Reading

from .counts import Counts, Table


@dataclass(frozen=True, slots=True)
class Document:
    """`gold` is of a type that only its yardstick knows."""

    article: Article
    gold: Any


@dataclass(frozen=True, slots=True)
class Trial:
    """Several articles or texts and what is true of them, in a type that only its yardstick knows."""

    material: Any


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that is wrong. `group` is the class of error, `context` the words around it, `weight` how bad it is."""

    group: str
    context: str
    gold: str
    got: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document or trial showed. `chances` holds, by what was judged, (confidence, was it right) of each judgement."""

    rows: dict[str, Counts]
    errors: list[Error] = field(default_factory=list)
    chances: dict[str, list[tuple[float, bool]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """One gold set.

    `load(folder, split)` yields documents, for `compare`, or trials, for `judge`, in a fixed order, and an InputError for each
    line or file that is skipped; it raises an InputError where the folder is not what it should be. `splits` are the parts it may
    be asked for, none for one whole. `rows` names the rows to print, in their order (rows of an outcome that it leaves out only feed
    `figures`); empty: all.
    `figures` are further figures in [0, 1], higher is better, each a function of the counts of all documents.
    """

    name: str
    help: str
    load: Callable[[Path, str | None], Iterator[Document | Trial | InputError]]
    compare: Callable[[Reading, Any], Outcome] | None = None
    judge: Callable[[Any], Outcome] | None = None
    splits: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    figures: Mapping[str, Callable[[Table], float]] = field(default_factory=dict)


def folder(data: Path, *needed: str) -> Path:
    """`data`, if it is a folder that holds the files or folders `needed`; raises InputError with what is missing."""
    if not data.is_dir():
        what = "this is a file, not a folder." if data.exists() else "there is no such folder."
        raise InputError(str(data), what, "Give the folder that holds the gold set.")
    for name in needed:
        if not (data / name).exists():
            raise InputError(str(data), f"it holds no “{name}”.", "Give the folder that holds the gold set.")
    return data


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, line ends as they are; raises InputError."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as e:
        raise InputError(str(path), f"the file cannot be read ({e.strerror}).", "It was left out.") from e
    except UnicodeDecodeError:
        raise InputError(str(path), "this is not text in UTF-8.", "It was left out.") from None
