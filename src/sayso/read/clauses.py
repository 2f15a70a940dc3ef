"""Statements that say several things, taken apart: "the mill burned and two men died, which nobody had foreseen".

Each clause becomes a statement of its own, with the same source and the whole as its parent, so that a claim is one thing said.
Clauses come apart at "and", "but" and "or" between verbs (a shared subject goes with each), at relative clauses set off by
commas, and where a clause under another is stated as a fact of its own (`subclauses`). Conditions and purposes stay with theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Act, Mode, Span, Statement
from .draft import Draft
from .edges import clean, mode_of
from .grammar import Grammar
from .lexicon import cue_words
from .subclauses import LEAST, SHARES, WORDS, Aside, content, factive_asides, goes_on, is_finite, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OF_THEM = (["of", "which"], ["of", "whom"])
DEEP = 4  # clauses within clauses
PLAIN = (Act.SAYS, Act.AGREES, Act.BELIEVES, Act.WARNS, Act.ACCUSES)  # what such a cue brings is held to be so


def split_clauses(
    draft: Draft, grammar: Grammar, s: Statement, parent: str, said: Collection[int] = ()
) -> list[Statement]:
    """The clauses of `s` in text order; none where it says one thing. `said` are the numbers of the tokens of all cues."""
    whole = s.hull
    tokens = [t for x in s.spans for t in grammar.tokens(x)]
    if len(tokens) < 2 * WORDS or len(tokens) > 120:
        return []
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (t.head.i not in inside or t.head.i == t.i) and t.pos_ in ("VERB", "AUX")]
    facts = _states_facts(draft, grammar, s)
    # Where words are left out, what looks apart may be one.
    if not tops or (len(s.spans) > 1 and (len(tops) > 1 or not facts)):
        return []
    cutter = Cutter(inside, facts, s.mode is Mode.HEADLINE, said)
    pieces = cutter.cut(whole, tops)
    if len(pieces) < 2:
        return []
    clipped = [_clipped(draft, piece, s.spans) for piece in pieces]
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
        for spans in clipped
        if spans
    ]


def _clipped(draft: Draft, piece: list[Span], spans: Sequence[Span]) -> tuple[Span, ...]:
    """The words of `piece` that lie in `spans`."""
    if len(spans) == 1:
        return tuple(clean(draft, x) for x in piece)
    cut = (Span(max(x.start, p.start), min(x.end, p.end)) for p in piece for x in spans)
    return tuple(clean(draft, x) for x in cut if x.end - x.start > 2)


def _states_facts(draft: Draft, grammar: Grammar, s: Statement) -> bool:
    """Whether what hangs on the main clause is held by the source as well: not in a question, a denial, a promise."""
    if draft.text[s.hull.end - 1 : s.hull.end + 1].count("?"):
        return False
    if s.cue is None:
        return True
    tokens = grammar.tokens(s.cue.span)
    known = [w for t in tokens if (w := cue_words().get(t.lemma_.lower()))]
    return all(w.act in PLAIN for w in known) and not any(t.dep_ == "neg" for t in tokens)


class Cutter:
    """Cuts the clauses of one statement, which has the tokens `inside`, apart."""

    def __init__(self, inside: Collection[int], facts: bool, headline: bool, said: Collection[int] = ()) -> None:
        self.inside, self.facts, self.headline, self.said = inside, facts, headline, said

    def cut(self, whole: Span, tops: list[Token]) -> list[list[Span]]:
        """The clauses of `whole`, whose main verbs are among `tops`, in text order; one or none where it is one thing."""
        found, doc = self._pieces(whole, tops, None, self.facts, 0), tops[0].doc
        if self.facts and (not found or any(content(t for p in c for t in _tokens(doc, p)) < LEAST for c in found)):
            return self._pieces(whole, tops, None, False, 0)
        return found

    def _pieces(self, whole: Span, tops: list[Token], lent: Token | None, facts: bool, deep: int) -> list[list[Span]]:
        inside = self.inside
        verbs: list[tuple[Token, Token | None]] = []
        for top in tops:
            verbs.extend(_joined(top, subject_of(top) or lent, inside))
        asides = self._asides(verbs, whole, facts)
        holes = [Span(*_reach(a.verb.doc, a.first, a.last)) for a in asides]
        firsts = [_first(v, inside, whole) for v, _ in verbs]
        starts = [t.idx for t in firsts]
        order = sorted(range(len(verbs)), key=lambda k: starts[k])
        out: list[list[Span]] = []
        for n, k in enumerate(order):
            verb, shared = verbs[k]
            start = whole.start if n == 0 else starts[k]
            end = _before(firsts[order[n + 1]]) if n + 1 < len(order) else whole.end
            pieces = _without(Span(start, end), [h for h in holes if start <= h.start and h.end <= end + 1])
            if shared is not None and shared.i in inside and subject_of(verb) is None and (n > 0 or lent is not None):
                subject = _span(shared, inside, narrow=True)
                if not any(subject.overlaps(p) for p in pieces):
                    pieces = sorted([subject, *pieces])
            out.append(pieces)
        for a in asides:
            out.extend(self._within(a, facts, deep))
        doc = verbs[0][0].doc
        out = [[p for p in c if any(t.is_alpha and t.dep_ != "cc" for t in _tokens(doc, p))] for c in out]
        if any(_count(doc, c) < WORDS for c in out):
            return []
        return sorted(out, key=lambda c: c[-1])

    def _within(self, a: Aside, facts: bool, deep: int) -> list[list[Span]]:
        """The clauses of an aside, at least one."""
        span = Span(*_reach(a.verb.doc, a.start, a.last))
        found = self._pieces(span, [a.verb], a.shared, facts, deep + 1) if deep < DEEP else []
        if found:
            return found
        return [sorted([*([_span(a.shared, self.inside, narrow=True)] if a.shared is not None else []), span])]

    def _asides(self, verbs: list[tuple[Token, Token | None]], whole: Span, facts: bool) -> list[Aside]:
        """Clauses that come out of those of `verbs`, none inside another."""
        out = [r for v, _ in verbs for r in _relatives(v, self.inside)]
        if facts:
            out.extend(a for v, s in verbs for a in factive_asides(v, s, self.inside, self.headline, self.said))
        kept: list[Aside] = []
        for a in sorted(out, key=lambda a: (a.first, -a.last)):
            start, end = _reach(a.verb.doc, a.first, a.last)
            if whole.start <= start and end <= whole.end + 1 and (not kept or a.first > kept[-1].last):
                kept.append(a)
        return kept


def _reach(doc: Doc, first: int, last: int) -> tuple[int, int]:
    return doc[first].idx, doc[last].idx + len(doc[last])


def _tokens(doc: Doc, piece: Span) -> Iterable[Token]:
    return doc.char_span(piece.start, piece.end, alignment_mode="expand") or ()


def _count(doc: Doc, pieces: list[Span]) -> int:
    """How many words the pieces hold."""
    return sum(t.is_alpha for p in pieces for t in _tokens(doc, p))


def _joined(verb: Token, subject: Token | None, inside: Collection[int]) -> list[tuple[Token, Token | None]]:
    """`verb` and the finite verbs joined to it, each with the subject that it has or shares."""
    out = [(verb, subject)]
    for child in verb.children:
        if child.dep_ != "conj" or child.i not in inside or child.pos_ not in ("VERB", "AUX"):
            continue
        if _matches(child, verb):
            further = _joined(child, subject_of(child) or subject, inside)
            out.extend(further[1:] if goes_on(child) and subject_of(child) is None else further)
    return out


def _matches(child: Token, verb: Token) -> bool:
    """Whether a verb joined to `verb` says something of its own: it is finite, or both are participles ("killing two and hurting six")."""
    return is_finite(child) or (child.tag_ == verb.tag_ == "VBG" and not is_finite(verb))


def _first(verb: Token, inside: Collection[int], whole: Span) -> Token:
    """Where the clause of `verb` starts: its leftmost word that belongs to no earlier clause."""
    left = verb
    for t in verb.subtree:
        if t.i in inside and t.i < left.i and t.idx >= whole.start and t.dep_ not in ("cc", "punct"):
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


def _relatives(verb: Token, inside: Collection[int]) -> list[Aside]:
    """Relative clauses set off by a comma under `verb`: "the mill, which had been closed, burned"; and "all of which"."""
    out = []
    for t in verb.subtree:
        if t.dep_ not in ("relcl", "advcl", "ccomp") or t.i not in inside:
            continue
        left = t.left_edge
        before = left.nbor(-1) if left.i > 0 else left
        begins = (t.dep_ == "relcl" and before.text == ",") or _shares(left)
        if begins and is_finite(t) and t.right_edge.i in inside and before.i in inside:
            out.append(Aside(left.i, left.i, t.right_edge.i, t))
    return out


def _shares(first: Token) -> bool:
    """Whether a clause begins with "all of which" or the like."""
    return first.lower_ in SHARES and [t.lower_ for t in first.doc[first.i + 1 : first.i + 3]] in OF_THEM


def _span(token: Token, inside: Collection[int], narrow: bool = False) -> Span:
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
