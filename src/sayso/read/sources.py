"""Who a source is: its name, its kind, and the entity of the article that it refers to."""

from __future__ import annotations

import re

from ..model import Entity, EntityKind, Source, SourceKind, Span
from .draft import Draft
from .lexicon import words

PRONOUNS = frozenset("he she they it i we who which that him her them his their this these those one".split())
KINDS = {
    EntityKind.PERSON: SourceKind.PERSON,
    EntityKind.ORGANISATION: SourceKind.ORGANISATION,
    EntityKind.GOVERNMENT: SourceKind.GOVERNMENT,
    EntityKind.PLACE: SourceKind.GOVERNMENT,
    EntityKind.DOCUMENT: SourceKind.DOCUMENT,
    EntityKind.GROUP: SourceKind.UNNAMED,
}
UNNAMED = Source("unnamed", SourceKind.UNNAMED)
LEADING = re.compile(r"^(?:(?:the|a|an|its|his|her|their|another|both|and|but|by|to|from|as|according to)\s+)+", re.I)
CUT = re.compile(r",|\s[-–—]+\s|\s(?:who|which|whose|that)\s|\(")


def narrator(draft: Draft) -> Source:
    return Source(draft.article.voice, SourceKind.NARRATOR)


def name_source(draft: Draft, span: Span) -> Source:
    """The source that the words in `span` name. A pronoun that refers to nobody the article names stays unnamed."""
    shown = draft.words(span).strip()
    core = _core(draft, span)
    entity = draft.entity_at(core) or draft.entity_at(span)
    bare = shown.lower()
    if entity is not None and _speaks_for(draft, entity, core):
        return Source(entity.name, _kind(entity, bare), span, entity.id)
    if bare in PRONOUNS:
        return Source(entity.name if entity else "unnamed", SourceKind.UNNAMED, span, entity.id if entity else None)
    name = _short(shown)
    return Source(name, kind_of_words(name), span)


def _core(draft: Draft, span: Span) -> Span:
    """The part of a source before its appositions and relative clauses: "Ada Roe, who owns the mill," -> "Ada Roe"."""
    text = draft.words(span)
    cut = CUT.search(text)
    if cut and len(text[: cut.start()].split()) >= 1 and cut.start() > 0:
        head = Span(span.start, span.start + cut.start())
        person = draft.entity_at(head)
        if person is not None or not re.search(r"[A-Z]", text[cut.start() :]):
            return head
        rest = draft.entity_at(span)
        if rest is not None and rest.kind is EntityKind.PERSON:  # "a farmer, Ada Roe"
            return span
        return head
    return span


def _speaks_for(draft: Draft, entity: Entity, span: Span) -> bool:
    """Whether the words mean the entity itself: "the police" yes, "a neighbour of Ada Roe" no."""
    shown = draft.words(span)
    for m in entity.mentions:
        if m.overlaps(span):
            before = shown[: max(0, m.start - span.start)].lower()
            after = shown[max(0, m.end - span.start) :].lower()
            if entity.kind is EntityKind.PERSON and not re.match(r"\s*['’]s?\s+\w", after):
                if not re.search(r"\b(?:of|for|to|with|by|from)\s+(?:\w+\s+){0,2}$", before):
                    return True
            elif entity.kind is not EntityKind.PERSON and not re.search(r"\w", after.replace("'s", "").replace("’s", "")):
                if not re.search(r"\b(?:of|for|at|in|with|by|from|to|on)\s+(?:the\s+)?(?:\w+\s+){0,1}$", before):
                    return True
    return False


def _kind(entity: Entity, shown: str) -> SourceKind:
    if entity.kind is EntityKind.GROUP:
        return kind_of_words(shown)
    return KINDS[entity.kind]


def kind_of_words(name: str) -> SourceKind:
    """The kind of a source that is named by common words."""
    found = set(re.findall(r"[a-z]+", name.lower()))
    if found & words("source_documents.tsv"):
        return SourceKind.DOCUMENT
    if found & words("source_authorities.tsv"):
        return SourceKind.GOVERNMENT
    return SourceKind.UNNAMED


def _short(shown: str) -> str:
    text = shown
    cut = CUT.search(text)
    if cut and cut.start() > 2:
        text = text[: cut.start()]
    text = LEADING.sub("", text).strip(" ,;:.\"'“”‘’")
    return re.sub(r"\s+", " ", text) or "unnamed"
