"""Quotations: what stands between marks and quotes somebody, with its speaker."""

from __future__ import annotations

from ..model import AttributionKind, BlockKind, EntityKind, Quotation, Span, Statement, overlap
from .draft import Draft, Marks
from .edges import WORD, is_title
from .grammar import Grammar

SAME = 0.6  # share of a headline's quoted words that a quotation in the text must hold
AGENTS = (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.GOVERNMENT)


def find_quotations(draft: Draft, grammar: Grammar) -> None:
    found: list[Quotation] = []
    late: list[tuple[Marks, Statement | None]] = []
    for marks in draft.marks:
        span = marks.inner.trimmed(draft.text)
        if not WORD.search(draft.words(span)):
            continue
        statement = _statement_of(draft, span)
        if statement is not None and statement.attribution is not AttributionKind.NONE:
            found.append(_quotation(draft, span, statement.source.name, statement))
        else:
            late.append((marks, statement))
    for marks, statement in late:
        span = marks.inner.trimmed(draft.text)
        if _headline(draft, span):
            twin = _twin(draft, span, found)
            if twin is not None:
                found.append(_quotation(draft, span, twin.speaker, statement))
                continue
        if _is_name(draft, span):
            continue
        speaker = _governing_agent(draft, grammar, marks)
        reason = "" if speaker else "no speaker stands in the sentence"
        found.append(_quotation(draft, span, speaker, statement, reason))
    found.sort(key=lambda q: q.span)
    draft.quotations = [
        Quotation(f"{draft.article.id}-q{n}", q.article, q.span, q.text, q.speaker, q.statement, q.reason)
        for n, q in enumerate(found, 1)
    ]


def _quotation(
    draft: Draft, span: Span, speaker: str | None, statement: Statement | None, reason: str = ""
) -> Quotation:
    return Quotation(
        "", draft.article.id, span, draft.words(span), speaker, statement.id if statement else None, reason
    )


def _statement_of(draft: Draft, span: Span) -> Statement | None:
    """The statement that holds the words: attributed before narrated, the most deeply nested first, then the tightest."""
    need = 0.5 * (span.end - span.start)
    best, rank = None, (-1, -1, 0.0)
    for s in draft.statements:
        shared = overlap(s.spans, [span])
        if shared <= 0:
            continue
        enough = shared >= need
        attributed = s.attribution is not AttributionKind.NONE
        nested = s.parent is not None and enough
        here = (int(attributed) + int(enough and attributed), int(nested), shared / max(1, s.hull.end - s.hull.start))
        if here > rank:
            best, rank = s, here
    return best


def _headline(draft: Draft, span: Span) -> bool:
    block = draft.block_at(span.start)
    return block is not None and block.kind in (BlockKind.HEADLINE, BlockKind.HEADING)


def _twin(draft: Draft, span: Span, found: list[Quotation]) -> Quotation | None:
    """The quotation in the text that a headline's quotation is taken from: most of its words, in one quotation."""
    wanted = {w.lower() for w in WORD.findall(draft.words(span))}
    best, most = None, SAME
    for q in found:
        have = {w.lower() for w in WORD.findall(q.text)}
        share = len(wanted & have) / max(1, len(wanted))
        if q.speaker and share > most:
            best, most = q, share
    return best


def _is_name(draft: Draft, span: Span) -> bool:
    """Titles of works and words held at arm's length quote nobody."""
    return len(WORD.findall(draft.words(span))) <= 1 or is_title(draft.words(span))


def _governing_agent(draft: Draft, grammar: Grammar, marks: Marks) -> str | None:
    """The subject of the verb that the quoted words hang on, where it can speak."""
    root = grammar.root(marks.inner)
    steps = 0
    while root is not None and steps < 12:
        if root.pos_ in ("VERB", "AUX") and root.idx < marks.inner.start:
            subject = grammar.subject(root)
            if subject is not None:
                entity = draft.entity_at(Span(subject.idx, subject.idx + len(subject)))
                return entity.name if entity is not None and entity.kind in AGENTS else None
        if root.head.i == root.i:
            return None
        root, steps = root.head, steps + 1
    return None
