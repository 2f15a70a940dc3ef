"""spaCy's parser, given all sentences of a text at once.

A transition parser decides word after word, and for one text each decision is a small matrix product of its own, most of it overhead.
Sentences whose starts are known beforehand do not depend on each other: when one begins, the parser's stack is empty, and it looks
no further ahead than to the second word of the next. So each sentence is parsed as a text of its own with those two words after it,
all in step, one product for all of them; the result is the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.tokens import Doc

AHEAD = 2  # words that the parser sees of the next sentence


def parse_by_sentence(parser: Any, doc: Any) -> Any:
    """Sets heads and roles of `doc`, in place, by `parser`, a spaCy DependencyParser; its sentence starts and vectors must be set."""
    starts, words = doc.to_array(SENT_START), [token.text for token in doc]
    first = np.flatnonzero(starts == 1).tolist()
    lengths = np.diff([*first, len(doc)]).tolist()
    pieces = []
    for start, length in zip(first, lengths, strict=True):
        end = min(start + length + AHEAD, len(doc))
        piece: Any = Doc(doc.vocab, words=words[start:end])
        piece.from_array(SENT_START, starts[start:end])
        piece.tensor = doc.tensor[start:end]
        pieces.append(piece)
    if not pieces:
        return doc
    parser.set_annotations(pieces, parser.predict(pieces))
    rows = [piece.to_array((HEAD, DEP))[:length] for piece, length in zip(pieces, lengths, strict=True)]
    return doc.from_array((HEAD, DEP), np.concatenate(rows))
