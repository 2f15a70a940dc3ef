"""Deeds and attitudes that show what somebody holds: "backed the plan", "is at odds over the bridge", "has not mentioned it".

The tagger finds them, the article tells them in its own voice. Here is decided which of them stand beside what it tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Span
from .draft import Draft
from .edges import DIRECT, quoted_share
from .grammar import Grammar
from .lexicon import cue_nouns, cue_words, words
from .senses import SEEMING, withheld

if TYPE_CHECKING:
    from .joining import Attribution

STANCE = "stance"  # the basis of attributions that are deeds and attitudes
ASIDE = "aside"  # of those that the article only touches on
SPEAKING = frozenset(("i", "we", "you"))
HOLDING = ("VERB", "NOUN", "ADP", "ADJ", "AUX", "ADV")
SAID = 5  # words of a quotation that is a sentence
STANCE_SURE = 0.5  # what a deed shows of somebody's mind ("backed the plan") counts where the tagger is this sure


def shows_a_stance(draft: Draft, grammar: Grammar, a: Attribution) -> bool:
    """Somebody, something they can hold or say, and no blow, shot or look between them."""
    head = grammar.cue_head(a.cue) if a.cue is not None else None
    if a.cue is None or head is None or head.pos_ not in HOLDING or head.lemma_.lower() in words("deeds.txt"):
        return False
    if head.lemma_.lower() in SEEMING:  # what the article infers is its own voice
        return False
    if not a.contents or _bare(grammar, a.contents) or withheld(draft, grammar, a.cue, head):
        return False
    if a.source is None:
        unsigned = head.pos_ == "NOUN" or head.tag_ == "VBN"  # "concerns that ...", "was criticised for ..."
        return (
            unsigned
            and a.score >= STANCE_SURE
            and head.lemma_.lower() in (cue_nouns() if head.pos_ == "NOUN" else cue_words())
        )
    root = grammar.root(a.source)
    return (
        not a.source.overlaps(a.cue)
        and grammar.shown(a.source).lower() not in SPEAKING
        and root is not None
        and root.pos_ in ("NOUN", "PROPN", "PRON")
        and root.lemma_.lower() not in cue_nouns()
    )


def from_whom(grammar: Grammar, a: Attribution) -> Span | None:
    """ "has faced criticism from the unions for ...": those that a noun names as its source."""
    head = grammar.cue_head(a.cue) if a.cue is not None else None
    by = [c for c in head.children if c.lower_ in ("from", "by") and c.dep_ in ("prep", "agent")] if head else []
    named = next((g for c in by for g in c.children if g.dep_ == "pobj"), None)
    if head is None or head.pos_ != "NOUN" or named is None or named.ent_type_ in ("DATE", "TIME"):
        return None
    span = Span(named.left_edge.idx, named.idx + len(named))
    return None if any(c.overlaps(span) for c in a.contents) else span


def quotes(draft: Draft, a: Attribution) -> bool:
    """A whole quotation beside a verb that no list knows: "she scolded him: 'You are all against us.'" """
    said = [c for c in a.contents if quoted_share(draft, c) >= DIRECT and len(draft.words(c).split()) >= SAID]
    return a.source is not None and len(said) == len(a.contents)


def _bare(grammar: Grammar, contents: list[Span]) -> bool:
    """One word that is no noun: nothing to hold."""
    tokens = [t for c in contents for t in grammar.tokens(c)]
    return len(tokens) < 2 and not any(t.pos_ in ("NOUN", "PROPN") for t in tokens)
