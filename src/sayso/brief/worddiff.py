"""What differs between two tellings, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+(?:['’.,-]\w+)*|\s+|[^\w\s]")
ALIKE = 0.45  # texts that share less than this part of their words are no two wordings of one sentence
MOST_WORDS = 400  # beyond it a comparison costs more than a reader gains: the texts are shown whole


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind` is same, gone (only in the first text) or new (only in the second)."""

    kind: str
    text: str


def word_diff(first: str, second: str) -> list[Piece]:
    """Pieces whose `same` and `gone` texts join to `first`, and whose `same` and `new` texts join to `second`."""
    a, b = _WORDS.findall(first), _WORDS.findall(second)
    if len(a) > MOST_WORDS or len(b) > MOST_WORDS:
        return [Piece("gone", first), Piece("new", second)]
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, [w.casefold() for w in a], [w.casefold() for w in b], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal" and a[i:j] == b[k:m]:
            _add(pieces, "same", "".join(a[i:j]))
        else:
            _add(pieces, "gone", "".join(a[i:j]))
            _add(pieces, "new", "".join(b[k:m]))
    return _joined(pieces)


def alike(first: str, second: str) -> bool:
    """Whether a diff of the two would help a reader: most of their words are the same."""
    a, b = ([w.casefold() for w in _WORDS.findall(t)[:MOST_WORDS] if not w.isspace()] for t in (first, second))
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Changes that only a blank keeps apart become one change."""
    out: list[Piece] = []
    gone, new = "", ""
    for n, piece in enumerate(pieces):
        changed_next = n + 1 < len(pieces) and pieces[n + 1].kind != "same"
        if piece.kind == "same" and piece.text.isspace() and (gone or new) and changed_next:
            gone, new = gone + piece.text, new + piece.text
        elif piece.kind == "same":
            _add(out, "gone", gone)
            _add(out, "new", new)
            gone = new = ""
            out.append(piece)
        else:
            gone, new = gone + piece.text * (piece.kind == "gone"), new + piece.text * (piece.kind == "new")
    _add(out, "gone", gone)
    _add(out, "new", new)
    return out


def _add(pieces: list[Piece], kind: str, text: str) -> None:
    if text:
        pieces.append(Piece(kind, text))
