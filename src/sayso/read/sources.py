"""Who a source is: its name, its kind, and the entity of the article that it refers to."""

from __future__ import annotations

import re
from dataclasses import replace

from ..model import Entity, EntityKind, Source, SourceKind, Span
from .draft import Draft
from .grammar import Grammar, grammar_of
from .lexicon import words

PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "i",
        "we",
        "who",
        "which",
        "that",
        "him",
        "her",
        "them",
        "his",
        "their",
        "this",
        "these",
        "those",
        "one",
    ]
)
RELATIVE = frozenset(["who", "which", "that"])
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
OF = re.compile(r"\b(?:of|for|to|with|by|from|at|in|on)\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.I)
AFTER = re.compile(
    r"\s*['’]s?\s+\w|\s+(?!(?:himself|herself|themselves|itself|and|also|jr|sr|ii|iii|iv)\b)[A-Za-z]", re.I
)
CUT = re.compile(r",|\s[-–—]+\s|\s(?:who|which|whose|that)\s|\(")


def narrator(draft: Draft) -> Source:
    return Source(draft.voice, SourceKind.NARRATOR)


def name_source(draft: Draft, span: Span) -> Source:
    """The source that the words in `span` name. A pronoun that refers to nobody the article names stays unnamed."""
    shown = draft.words(span).strip()
    bare = shown.lower()
    if bare in RELATIVE and (meant := _stands_for(grammar_of(draft), span)) is not None:
        return replace(name_source(draft, meant), span=span)
    entity = _referent(draft, span)
    if entity is not None:
        return Source(entity.name, _kind(entity, bare), span, entity.id)
    if bare in PRONOUNS:
        return Source("unnamed", SourceKind.UNNAMED, span)
    name = _short(shown)
    return Source(name, kind_of_words(name), span)


def _stands_for(grammar: Grammar, span: Span) -> Span | None:
    """What a relative pronoun stands for: "the mayor, who says ..."."""
    tokens = grammar.tokens(span)
    if len(tokens) != 1 or tokens[0].head.dep_ != "relcl":
        return None
    noun = tokens[0].head.head
    before = tokens[0].nbor(-1) if tokens[0].i > 0 else noun
    if before.ent_type_ == "PERSON":  # a name right before is the one meant, whatever the parse hangs the clause on
        noun = before
    return Span(noun.left_edge.idx, noun.idx + len(noun)) if noun.idx < span.start else None


def _referent(draft: Draft, span: Span) -> Entity | None:
    """The entity that the words mean: that of the first part that names one ("Ada Roe, who owns the mill"), else a person in
    apposition ("a neighbour of the mill, Ada Roe")."""
    parts = _parts(draft, span)
    for k, part in enumerate(parts):
        here = [(m, e) for e in draft.entities for m in e.mentions if m.overlaps(part)]
        for _, entity in sorted(here, key=lambda x: (-x[0].end, x[0].start)):  # English names end with their head
            if (k == 0 or entity.kind is EntityKind.PERSON) and _means(draft, entity, part):
                return entity
    return None


def _parts(draft: Draft, span: Span) -> list[Span]:
    text, at, out = draft.words(span), 0, []
    for m in CUT.finditer(text):
        out.append(Span(span.start + at, span.start + m.start()))
        at = m.end()
    out.append(Span(span.start + at, span.end))
    return [p.trimmed(draft.text) for p in out if p.end - p.start > 1]


def _means(draft: Draft, entity: Entity, part: Span) -> bool:
    """Whether `part` means the entity and not somebody of it: "the police" yes, "a neighbour of Ada Roe" and "Roe aides" no."""
    for m in entity.mentions:
        if not m.overlaps(part):
            continue
        before = draft.text[part.start : max(part.start, m.start)]
        after = draft.text[min(part.end, m.end) : part.end]
        if OF.search(before) or AFTER.match(after):
            continue
        if entity.kind is not EntityKind.PERSON and re.search(r"\b[A-Z]", LEADING.sub("", before)):
            continue
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
