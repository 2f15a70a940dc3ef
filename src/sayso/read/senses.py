"""Whether words taken for an attribution are one: "she found that he lied" is, "she found a purse" tells what she does.

Only what the parse is sure of is thrown out: a content that is a clause or stands between marks always stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Act, BlockKind, Span
from .draft import Draft
from .edges import quoted_share
from .lexicon import cue_words, verb_lemma, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .draft import Tagged
    from .grammar import Grammar
    from .joining import Attribution

NEGATED = re.compile(r"\b(?:not|never|n['’]t|cannot|nor)\b|n['’]t\b", re.I)
UNSAID = frozenset(["decline", "refuse"])
PASSIVE = re.compile(r"[ ](?:to|of|with|in|by|as|for|after|over|on|at)\b", re.I)
VOICING = frozenset(["express", "voice", "raise", "convey"])  # "voiced concern over": the noun is what is said
REASON = re.compile(r"\b(?:for|of|over)\b")
THINGS = frozenset(["that", "which"])
QUESTIONED = frozenset(["ask", "press", "question", "quiz"])
CAN = frozenset(["can", "could", "may", "might", "will", "would", "should", "must"])
CIRCUMSTANCE = frozenset(["when", "while", "after", "before", "until", "since", "because", "although", "though"])
SEEMING = frozenset(["appear", "seem"])  # what the article infers is its own voice
WHOLE = 0.95
QUOTED = 0.3


def is_attribution(draft: Draft, grammar: Grammar, a: Attribution) -> bool:
    assert a.cue is not None
    head = grammar.cue_head(a.cue)
    if head is None or not a.contents:
        return True
    if _passive_title(draft, a.cue) or _asked(head):
        return False
    if any(t.lemma_.lower() in SEEMING for t in grammar.tokens(a.cue)):  # save "seemed to suggest that ..."
        return head.lemma_.lower() in cue_words() and any(_is_clause(grammar, c) for c in a.contents)
    sentence = draft.sentence_at(a.cue.start)
    inside = sentence is not None and quoted_share(draft, sentence) > WHOLE
    if not inside and any(quoted_share(draft, c) > QUOTED for c in a.contents):
        return True
    if head.pos_ == "NOUN" and not any(
        t.pos_ in ("VERB", "AUX") or t.lemma_.lower() in cue_words() or verb_lemma(t.text)
        for t in grammar.tokens(a.cue)
    ):
        return False
    if _declined(grammar, a.cue, head):
        return False
    if head.tag_ == "VBG" and head.lemma_.lower() in ("cite", "quote"):  # "..., citing officials": a hop, see chains
        return False
    if any(_is_clause(grammar, c) for c in a.contents):
        return True
    return not _tells_what_is_done(draft, grammar, a, head)


def _passive_title(draft: Draft, cue: Span) -> bool:
    """ "Harbour Chief Expected To Resign": headlines tell in the present, so that a past form before "to" is passive."""
    block = draft.block_at(cue.start)
    if block is None or block.kind is not BlockKind.HEADLINE or not draft.words(cue).lower().endswith("ed"):
        return False
    return PASSIVE.match(draft.text, cue.end) is not None


def _asked(head: Token) -> bool:
    """ "Asked about the fire, Roe said ...": somebody else asked."""
    if head.lemma_.lower() not in QUESTIONED or head.dep_ not in ("advcl", "ccomp", "dep", "prep"):
        return False
    own = any(c.dep_ in ("nsubj", "nsubjpass", "auxpass", "aux") for c in head.children)
    return head.tag_ in ("VBN", "VBD") and not own and head.i == head.sent.start


def _declined(grammar: Grammar, cue: Span, head: Token) -> bool:
    """ "declined to comment": nothing was said."""
    lemmas = {t.lemma_.lower() for t in grammar.tokens(cue)}
    above = head.head.lemma_.lower() if head.dep_ == "xcomp" else ""
    return not lemmas.isdisjoint(UNSAID) or above in UNSAID


def withheld(draft: Draft, grammar: Grammar, cue: Span, head: Token) -> bool:
    """Who was asked, accusations and promises not made, passives of headlines: nothing that the one named holds is told."""
    word = cue_words().get(head.lemma_.lower())
    made = word is None or word.act in (Act.SAYS, Act.AGREES, Act.BELIEVES)
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children)
    asked = head.lemma_.lower() in QUESTIONED and head.dep_ == "advcl" and not own
    return (not made and unsaid(grammar, cue, head)) or asked or _asked(head) or _passive_title(draft, cue)


def unsaid(grammar: Grammar, cue: Span, head: Token) -> bool:
    """ "has not backed", "refused to endorse"."""
    tokens = grammar.tokens(cue)
    negated = any(t.dep_ == "neg" or t.lower_ == "never" for t in (*tokens, *head.children))
    return negated or _declined(grammar, cue, head)


def _is_clause(grammar: Grammar, content: Span) -> bool:
    root = grammar.root(content)
    if root is None or root.pos_ not in ("VERB", "AUX"):
        return False
    return root.dep_ not in ("amod", "acl", "relcl", "pobj") or any(c.dep_ == "mark" for c in root.children)


def _tells_what_is_done(draft: Draft, grammar: Grammar, a: Attribution, head: Token) -> bool:
    assert a.cue is not None
    lemma = head.lemma_.lower()
    shown = draft.words(a.cue)
    if shown.lower().startswith("according") or lemma in VOICING:
        return False
    negated = bool(NEGATED.search(shown)) or any(c.dep_ == "neg" for c in head.children)
    word = cue_words().get(lemma)
    accuses = word is not None and word.act is Act.ACCUSES and not negated
    if accuses and any(REASON.search(draft.words(c)) for c in a.contents):
        return False  # "attacked the board for its silence"
    if lemma not in cue_words() and head.pos_ in ("VERB", "AUX"):
        return not any(t.pos_ == "ADJ" or t.lemma_.lower() in cue_words() for t in grammar.tokens(a.cue))
    if head.pos_ not in ("VERB", "AUX"):
        return False
    if lemma in words("cues_of_clauses.txt"):
        return not any(re.match(r"as\b", draft.words(c)) or " as " in draft.words(c) for c in a.contents)
    if negated:
        return lemma not in ("deny", "dispute")
    if any(c.dep_ == "aux" and c.lower_ in CAN for c in head.children):
        return True
    first = grammar.tokens(a.cue)[0]
    if first.i > 0 and first.nbor(-1).tag_ == "WDT":  # "masks, all of which confirmed their intent"
        return True
    return a.source is not None and draft.words(a.source).strip().lower() in THINGS


def without_frame(grammar: Grammar, cue: Span, contents: list[Span]) -> list[Span]:
    """Without what the cue is only a circumstance of: "the ship was on its way when the crew noticed the boats"."""
    head = grammar.cue_head(cue)
    if (
        head is None
        or head.dep_ != "advcl"
        or not any(c.lower_ in CIRCUMSTANCE and c.dep_ in ("advmod", "mark") for c in head.children)
    ):
        return contents
    above = head.head.idx
    return [c for c in contents if not c.start <= above < c.end]


def without_dangling(grammar: Grammar, contents: list[Span]) -> list[Span]:
    """Without the subject of a joined clause whose verb lies outside: "blamed the union, and the mill | shut"."""
    out = []
    for c in contents:
        for t in grammar.tokens(c):
            if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "conj" and t.head.idx >= c.end:
                first = t.head.left_edge
                while first.i > 0 and (first.nbor(-1).dep_ == "cc" or first.nbor(-1).is_punct):
                    first = first.nbor(-1)
                c = Span(c.start, first.idx) if first.idx > c.start else c
                break
        out.append(c)
    return out


def without_strays(grammar: Grammar, cue: Span, contents: list[Span]) -> list[Span]:
    """Without bare nouns that hang on no clause said: "after the vote, Roe said it was over" leaves the vote out."""
    roots = [grammar.root(c) for c in contents]
    whole = [r for r in roots if r is not None and r.pos_ in ("VERB", "AUX") and _has_subject(r)]
    if len(contents) < 2 or not whole:
        return contents
    return [c for c, r in zip(contents, roots, strict=True) if r is None or not _strays(grammar, cue, r, whole)]


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)


def _strays(grammar: Grammar, cue: Span, root: Token, whole: list[Token]) -> bool:
    if root.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "DET"):
        return False
    if any(grammar.under(root, w) < 99 for w in whole):
        return False
    head = grammar.cue_head(cue)
    return head is None or root.head.i != head.i or root.dep_ not in ("dobj", "attr", "oprd")


def without_as_saying(grammar: Grammar, cues: list[Tagged]) -> list[Tagged]:
    """ "was quoted by the paper as saying" is one cue: "saying" adds nothing to "quoted"."""
    heads = {head.i for c in cues if (head := grammar.cue_head(c.span)) is not None}
    out = []
    for c in cues:
        head = grammar.cue_head(c.span)
        tail = head is not None and head.dep_ == "pcomp" and head.head.lower_ == "as" and head.head.head.i in heads
        if not tail:
            out.append(c)
    return out
