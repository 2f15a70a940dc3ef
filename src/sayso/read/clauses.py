"""Statements that say several things, taken apart: "the mill burned and two men died, which nobody had foreseen".

Each clause becomes a statement of its own, with the same source and the whole as its parent, so that a claim is one thing said.
Clauses come apart at "and", "but" and "or" between verbs (a shared subject goes with each), and at relative clauses set off by
commas. Conditions, reasons and times stay with their clause.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Span, Statement
from .draft import Draft
from .edges import clean, mode_of
from .grammar import Grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

WORDS = 3  # a clause of fewer words is no statement
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def split_clauses(draft: Draft, grammar: Grammar, s: Statement, parent: str) -> list[Statement]:
    """The clauses of `s` in text order; none where it says one thing."""
    if len(s.spans) != 1:
        return []
    whole = s.spans[0]
    tokens = grammar.tokens(whole)
    if len(tokens) < 2 * WORDS or len(tokens) > 120:
        return []
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (t.head.i not in inside or t.head.i == t.i) and t.pos_ in ("VERB", "AUX")]
    if not tops:
        return []
    pieces = _clauses(whole, inside, tops)
    if len(pieces) < 2:
        return []
    return [
        replace(
            s,
            spans=spans,
            text=" […] ".join(draft.words(x) for x in spans),
            parent=parent,
            basis="clause",
            mode=s.mode if s.cue is None else mode_of(draft, list(spans)),
            confidence=round(s.confidence * 0.9, 3),
        )
        for spans in (tuple(clean(draft, x) for x in piece) for piece in pieces)
    ]


def _clauses(whole: Span, inside: set[int], tops: list[Token]) -> list[list[Span]]:
    verbs: list[tuple[Token, Token | None]] = []
    for top in tops:
        verbs.extend(_joined(top, _subject(top), inside))
    asides = [r for v, _ in verbs for r in _asides(v, inside)]
    firsts = [_first(v, inside) for v, _ in verbs]
    starts = [t.idx for t in firsts]
    order = sorted(range(len(verbs)), key=lambda k: starts[k])
    out: list[list[Span]] = []
    for n, k in enumerate(order):
        verb, shared = verbs[k]
        start = whole.start if n == 0 else starts[k]
        end = _before(firsts[order[n + 1]]) if n + 1 < len(order) else whole.end
        pieces = _without(Span(start, end), [a for a in asides if start <= a.start and a.end <= end + 1])
        if shared is not None and shared.i in inside and _subject(verb) is None and n > 0:
            subject = _span(shared, inside, narrow=True)
            pieces.insert(0, subject)
        out.append(pieces)
    out.extend([a] for a in asides)
    out = [[p for p in c if p.end > p.start] for c in out]
    if any(sum(len(p) for p in _counts(verbs, c)) < WORDS for c in out):
        return []
    return sorted(out, key=lambda c: c[-1])


def _counts(verbs: list[tuple[Token, Token | None]], pieces: list[Span]) -> list[list[str]]:
    doc = verbs[0][0].doc
    return [
        [t.text for t in (doc.char_span(p.start, p.end, alignment_mode="expand") or ()) if t.is_alpha] for p in pieces
    ]


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def _joined(verb: Token, subject: Token | None, inside: set[int]) -> list[tuple[Token, Token | None]]:
    """`verb` and the finite verbs joined to it, each with the subject that it has or shares."""
    out = [(verb, subject)]
    for child in verb.children:
        if child.dep_ == "conj" and child.i in inside and child.pos_ in ("VERB", "AUX") and _finite(child):
            out.extend(_joined(child, _subject(child) or subject, inside))
    return out


def _finite(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children)


def _first(verb: Token, inside: set[int]) -> Token:
    """Where the clause of `verb` starts: its leftmost word that belongs to no earlier clause."""
    left = verb
    for t in verb.subtree:
        if t.i in inside and t.i < left.i and t.dep_ not in ("cc", "punct"):
            left = t
    return left


def _before(token: Token) -> int:
    """Where the clause before the one that `token` starts ends: before its "and" and comma."""
    doc, end = token.doc, token.idx
    while token.i > 0 and (
        doc[token.i - 1].dep_ in ("cc", "punct") or doc[token.i - 1].lower_ in ("and", "but", "or", "that")
    ):
        token = doc[token.i - 1]
        end = token.idx
    return int(end)


def _asides(verb: Token, inside: set[int]) -> list[Span]:
    """Relative clauses set off by a comma under `verb`: "the mill, which had been closed, burned"."""
    out = []
    for t in verb.subtree:
        if t.dep_ == "relcl" and t.i in inside and _finite(t) and t.left_edge.i > 0:
            before = t.doc[t.left_edge.i - 1]
            if before.text == "," and t.right_edge.i in inside and before.i in inside:
                out.append(_span(t, inside))
    kept: list[Span] = []
    for span in sorted(out, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _span(token: Token, inside: set[int], narrow: bool = False) -> Span:
    """The words under `token`; `narrow` leaves out relative clauses and what stands between commas."""
    tokens = [t for t in token.subtree if t.i in inside]
    if narrow:
        stop = next(
            (t.i for t in tokens if t.i > token.i and (t.text in (",", "(", "–", "—") or t.dep_ == "relcl")), None
        )
        tokens = [t for t in tokens if stop is None or t.i < stop]
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def _without(span: Span, holes: list[Span]) -> list[Span]:
    out, at = [], span.start
    for h in holes:
        out.append(Span(at, h.start))
        at = h.end
    out.append(Span(at, span.end))
    return [p for p in out if p.end - p.start > 2]
