"""The parse of one article, asked by character spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from ..model import Span
from .draft import Draft
from .lexicon import cue_words

if TYPE_CHECKING:
    from spacy.tokens import Token


class Grammar:
    """The parse of one article, asked by character spans."""

    def __init__(self, draft: Draft) -> None:
        self.doc = draft.doc
        self.all = list(self.doc)
        self.starts = [t.idx for t in self.all]
        self.ends = [t.idx + len(t) for t in self.all]
        # one array for all: asking token after token is slow
        self.heads: list[int] = [i + up for i, up in enumerate(self.doc.to_array("HEAD").astype("int64").tolist())]
        self.words = [not space for space in self.doc.to_array("IS_SPACE").tolist()]
        self.sentences = draft.sentences

    def tokens(self, span: Span) -> list[Token]:
        first = bisect_right(self.ends, span.start)
        end = bisect_left(self.starts, span.end)
        return [t for t, word in zip(self.all[first:end], self.words[first:end], strict=True) if word]

    def shown(self, span: Span) -> str:
        return " ".join(t.text for t in self.tokens(span))

    def root(self, span: Span) -> Token | None:
        """The token of `span` whose head lies outside it; a verb where there are several."""
        tokens = self.tokens(span)
        places = [t.i for t in tokens]
        inside, heads = set(places), self.heads
        tops = [
            t
            for t, i in zip(tokens, places, strict=True)
            if (heads[i] not in inside or heads[i] == i) and not t.is_punct
        ]
        verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
        return next(iter(verbs or tops or tokens), None)

    def cue_head(self, span: Span) -> Token | None:
        """The word of a cue that carries its meaning: a word the list knows, else its verb, else its root."""
        tokens = self.tokens(span)
        known = [t for t in tokens if t.lemma_.lower() in cue_words()]
        verbs = [t for t in tokens if t.pos_ == "VERB"]
        return next(iter(known or verbs), None) or self.root(span)

    def verb_group(self, cue: Span, held: list[Span]) -> Span:
        """`cue` with the auxiliaries, negation and adverbs of its verb that stand right before it and are not `held` by others."""
        head, tokens = self.cue_head(cue), self.tokens(cue)
        first = tokens[0] if tokens else None
        while first is not None and head is not None and first.i > 0:
            before = first.nbor(-1)
            own = before.head.i == head.i and before.dep_ in ("aux", "auxpass", "neg", "advmod")
            if not own or any(h.overlaps(Span(before.idx, before.idx + len(before))) for h in held):
                break
            first = before
        return Span(first.idx, cue.end) if first is not None and first.idx < cue.start else cue

    def subject(self, verb: Token) -> Token | None:
        """The subject of `verb`, or of the verb that it is joined to."""
        seen = 0
        while seen < 6:
            for child in verb.children:
                if child.dep_ in ("nsubj", "nsubjpass", "csubj"):
                    return child
            if verb.dep_ == "acl" and verb.tag_ == "VBG":  # "an article alleging that ..."
                return verb.head
            if verb.dep_ not in ("conj", "xcomp", "advcl", "aux", "pcomp", "prep") or verb.head.i == verb.i:
                return None
            verb, seen = verb.head, seen + 1
        return None

    def subtree(self, token: Token) -> Span:
        left, right = token.left_edge, token.right_edge
        return Span(left.idx, right.idx + len(right))

    def under(self, token: Token, ancestor: Token) -> int:
        """Steps from `token` up to `ancestor`; 99 where it is not above."""
        steps = 0
        while token.i != ancestor.i:
            if token.head.i == token.i or steps > 40:
                return 99
            token, steps = token.head, steps + 1
        return steps


def grammar_of(draft: Draft) -> Grammar:
    """The grammar of an article, made once."""
    if draft.grammar is None:
        draft.grammar = Grammar(draft)
    return draft.grammar
