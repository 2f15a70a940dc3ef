"""Attributions that grammar is sure of, where the tagger saw none: "according to", a reporting verb with its clause, hearsay.

Hearsay ("is said to", "is believed to have") has a cue and no source: somebody says so, and the text does not tell who.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import BlockKind, Span
from .draft import Draft
from .grammar import Grammar
from .joining import HEARSAY, Attribution
from .lexicon import cue_nouns, cue_words, verb_lemma
from .senses import PASSIVE

if TYPE_CHECKING:
    from spacy.tokens import Token

VIEWS = frozenset(
    [
        "see",
        "view",
        "regard",
        "perceive",
        "describe",
        "portray",
        "characterise",
        "characterize",
        "consider",
        "interpret",
        "condemn",
        "praise",
    ]
)
OWNERS = ("NOUN", "PROPN", "PRON")
SPEAKERS = ("nsubj",)
ADDRESSING = frozenset(["tell", "inform", "assure", "warn", "remind", "ask", "advise"])
HEADLINE_SIDE = re.compile(r"^(?P<left>[^:\n]{2,60}?)\s*:\s+(?P<right>[^:\n]{3,})$")
SAYS_TAIL = re.compile(
    r"^(?P<content>.{8,}?),?\s+(?:[-–—]\s*)?(?P<cue>says?|said|reports?|warns?|claims?|insists?)\s+(?P<source>[^,:]{2,50})$"
)
TAIL_SAYS = re.compile(
    r"^(?P<content>.{8,}?),\s+(?P<source>[^,:]{2,50}?)\s+(?P<cue>says?|said|reports?|warns?|claims?)$"
)


def grammar_attributions(draft: Draft, grammar: Grammar, taken: dict[int, list[Attribution]]) -> list[Attribution]:
    """For each sentence without an outermost cue; hearsay also inside the contents of others (layer 1)."""
    out: list[Attribution] = []
    for n, sentence in enumerate(draft.sentences):
        have = [a for a in taken.get(n, []) if a.cue is not None]
        tokens = grammar.tokens(sentence)
        for token in tokens:
            a = (
                _hearsay(grammar, n, token)
                or _figure(grammar, n, token)
                or (None if have else _according(grammar, n, token, sentence, draft))
            )
            a = a or (None if have else _clause(grammar, n, token)) or _noun_clause(grammar, n, token)
            a = a or (_passed_on(draft, n, token, have) if have else None)
            if a is not None and have:
                a.contents = _short_of(draft, a.contents, [h.cue for h in have if h.cue])
            if a is None or any(h.cue and a.cue and h.cue.overlaps(a.cue) for h in have):
                continue
            inside = [h for h in have if any(c.contains(a.cue) for c in h.contents if a.cue)]
            if have and not inside and any(c.overlaps(x) for h in have for c in h.contents for x in a.contents):
                continue
            a.layer = 1 if inside else 0
            out.append(a)
            have.append(a)
    return out


def _whole(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _hearsay(grammar: Grammar, n: int, token: Token) -> Attribution | None:
    if token.tag_ != "VBN" or token.lemma_.lower() not in HEARSAY:
        return None
    kinds = {c.dep_: c for c in token.children}
    if "auxpass" not in kinds or "agent" in kinds:
        return None
    content = kinds.get("xcomp") or kinds.get("ccomp")
    if content is None or (content.dep_ == "xcomp" and content.left_edge.lower_ != "to"):
        return None
    cue = Span(kinds["auxpass"].idx, token.idx + len(token))
    contents = [grammar.subtree(content)]
    subject = kinds.get("nsubjpass")
    if subject is not None and subject.lower_ != "it":
        contents.insert(0, grammar.subtree(subject))
    return Attribution(n, cue=cue, contents=contents, score=0.8, basis="grammar")


def _according(grammar: Grammar, n: int, token: Token, sentence: Span, draft: Draft) -> Attribution | None:
    if token.lower_ != "according":
        return None
    to = next((c for c in token.children if c.lower_ == "to"), None)
    named = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None) if to is not None else None
    if to is None or named is None:
        return None
    cue, source = Span(token.idx, to.idx + 2), grammar.subtree(named)
    before, after = Span(sentence.start, cue.start), Span(source.end, sentence.end)
    contents = [s.trimmed(draft.text, " ,;\n") for s in (before, after)]
    contents = [s for s in contents if len(draft.words(s).split()) > 2]
    return Attribution(n, cue=cue, source=source, contents=contents, score=0.85, basis="grammar") if contents else None


def _clause(grammar: Grammar, n: int, token: Token) -> Attribution | None:
    """A reporting verb with a subject of its own and a clause that depends on it."""
    if token.pos_ != "VERB" or token.lemma_.lower() not in cue_words():
        return None
    subject = next((c for c in token.children if c.dep_ in SPEAKERS), None)
    clause = next((c for c in token.children if c.dep_ == "ccomp"), None)
    if subject is None or clause is None or not any(c.dep_.startswith("nsubj") for c in clause.children):
        return None
    thing = any(c.dep_ == "dobj" for c in token.children) and token.lemma_.lower() not in ADDRESSING
    if thing and not any(c.dep_ == "mark" for c in clause.children):  # "found masks, all of which looked new"
        return None
    if subject.lower_ in ("who", "which", "that") and token.dep_ == "relcl" and token.head.pos_ in ("NOUN", "PROPN"):
        return Attribution(
            n,
            cue=_whole(token),
            source=_whole(subject),
            contents=[grammar.subtree(clause)],
            score=0.65,
            basis="grammar",
        )
    if subject.lower_ in ("it", "that", "which", "this", "who", "what", "there", "you", "i", "we"):
        return None
    return Attribution(
        n,
        cue=_whole(token),
        source=grammar.subtree(subject),
        contents=[grammar.subtree(clause)],
        score=0.7,
        basis="grammar",
    )


def _passed_on(draft: Draft, n: int, token: Token, have: list[Attribution]) -> Attribution | None:
    """ "'We are safe,' Roe said on Sunday, according to the paper": what the paper passes on is Roe's quotation."""
    word = cue_words().get(token.lemma_.lower()) if token.pos_ == "VERB" else None
    subject = next((c for c in token.children if c.dep_ in SPEAKERS), None) if word is not None else None
    if subject is None or subject.pos_ not in ("PROPN", "NOUN", "PRON"):
        return None
    span, who = _whole(token), _noun_group(subject)
    held = [c for h in have for c in h.contents if c.contains(span) and c.contains(who)]
    said = [m.outer for m in draft.marks if m.depth == 0 and any(c.contains(m.inner) for c in held)]
    said = [m for m in said if len(draft.words(m).split()) > 2 and not m.overlaps(span)]
    beside = [m for m in said if 0 <= min(span.start, who.start) - m.end <= 2]
    return Attribution(n, cue=span, source=who, contents=beside[:1], score=0.7, basis="grammar") if beside else None


def _short_of(draft: Draft, contents: list[Span], cues: list[Span]) -> list[Span]:
    """Contents that end before the cue of another: "claims that he lied, stating on Monday that ..."."""
    out = []
    for c in contents:
        end = min((cue.start for cue in cues if c.start < cue.start < c.end), default=c.end)
        out.append(Span(c.start, end).trimmed(draft.text, " ,;\n") if end < c.end else c)
    return [c for c in out if c.end > c.start]


def _figure(grammar: Grammar, n: int, token: Token) -> Attribution | None:
    """ "The office put the loss at two million"; "neighbours saw the move as a threat"."""
    if token.pos_ != "VERB":
        return None
    lemma = token.lemma_.lower()
    lemma = verb_lemma(token.lower_.replace("ie", "ei")) or lemma  # a slip of the keyboard: "percieved"
    subject = next((c for c in token.children if c.dep_ in SPEAKERS), None)
    figure = _put_at(token) if lemma in ("put", "place") else _seen_as(token) if lemma in VIEWS else None
    if subject is None or figure is None:
        return None
    return Attribution(
        n, cue=_whole(token), source=grammar.subtree(subject), contents=[figure], score=0.7, basis="grammar"
    )


def _noun_clause(grammar: Grammar, n: int, token: Token) -> Attribution | None:
    """ "police allegations that he fled", "rumours that the mill will close": a noun that says something, and what it says."""
    behind = cue_nouns().get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
    that = token.nbor(1) if behind and token.i + 1 < len(token.doc) else None
    if that is None or that.lower_ != "that" or that.dep_ != "mark" or that.head.i < that.i:
        return None
    clause = that.head
    if not any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in clause.children):
        return None
    owner = next((c for c in token.children if c.dep_ in ("poss", "compound") and c.pos_ in OWNERS), None)
    by = next((c for c in token.children if c.lower_ in ("by", "from", "of") and c.i < clause.i), None)
    owner = owner or next((c for c in (by.children if by is not None else ()) if c.dep_ == "pobj"), None)
    if owner is None and behind != "yes":
        return None
    return Attribution(
        n,
        cue=_whole(token),
        source=_noun_group(owner) if owner is not None else None,
        contents=[Span(that.idx, grammar.subtree(clause).end)],
        score=0.65,
        basis="grammar",
    )


def _noun_group(noun: Token) -> Span:
    return Span(noun.left_edge.idx, noun.idx + len(noun))


def _seen_as(verb: Token) -> Span | None:
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    role = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    if role is None and thing is not None:
        role = next((c for c in thing.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    if thing is None or role is None:
        return None
    end = max(thing.right_edge, role.right_edge, key=lambda t: t.i)
    return Span(thing.left_edge.idx, end.idx + len(end))


def _put_at(verb: Token) -> Span | None:
    """ "The office put the loss at two million": what is put, and at what."""
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    at = next((c for c in verb.subtree if c.lower_ == "at" and c.dep_ == "prep" and c.i > verb.i), None)
    if (
        thing is None
        or at is None
        or not any(t.like_num or t.ent_type_ in ("MONEY", "QUANTITY", "PERCENT") for t in at.subtree)
    ):
        return None
    end = max(at.right_edge, thing.right_edge, key=lambda t: t.i)
    return Span(thing.left_edge.idx, end.idx + len(end))


def headline_attribution(draft: Draft, n: int, sentence: Span) -> Attribution | None:
    """The forms of headlines: "Roe: mill is safe", "Mill is safe: minister", "Mill is safe, says Roe"."""
    block = draft.block_at(sentence.start)
    if block is None or block.kind not in (BlockKind.HEADLINE, BlockKind.HEADING):
        return None
    shown, at = draft.words(sentence), sentence.start
    for pattern in (SAYS_TAIL, TAIL_SAYS):
        if m := pattern.match(shown):
            return Attribution(
                n,
                cue=Span(at + m.start("cue"), at + m.end("cue")),
                source=Span(at + m.start("source"), at + m.end("source")),
                contents=[Span(at + m.start("content"), at + m.end("content"))],
                score=0.75,
                basis="headline",
            )
    if (a := _title_verb(draft, n, sentence)) is not None:
        return a
    if m := HEADLINE_SIDE.match(shown):
        left = Span(at + m.start("left"), at + m.end("left"))
        right = Span(at + m.start("right"), at + m.end("right"))
        for source, content in ((left, right), (right, left)):
            if _names_speaker(draft, source) and len(draft.words(content).split()) >= 3:
                colon = at + shown.index(":", m.end("left"))
                return Attribution(
                    n, cue=Span(colon, colon + 1), source=source, contents=[content], score=0.6, basis="headline"
                )
    return None


def _title_verb(draft: Draft, n: int, sentence: Span) -> Attribution | None:
    """ "Mayor Accuses Builder of ...": in title case the parse is lost, the order of words is not."""
    shown = draft.words(sentence)
    for m in re.finditer(r"[A-Za-z]+", shown):
        if len(shown[: m.start()].split()) > 6:
            return None
        if m.start() == 0 or verb_lemma(m[0]) is None:
            continue
        if m[0].lower().endswith("ed") and PASSIVE.match(shown, m.end()):  # "Senator Expected To Quit"
            return None
        source = Span(sentence.start, sentence.start + len(shown[: m.start()].rstrip()))
        rest = Span(sentence.start + m.end(), sentence.end)
        if len(draft.words(rest).split()) < 2 or not _names_speaker(draft, source):
            continue
        cue = Span(sentence.start + m.start(), sentence.start + m.end())
        return Attribution(n, cue=cue, source=source, contents=[rest], score=0.65, basis="headline")
    return None


def _names_speaker(draft: Draft, span: Span) -> bool:
    """A short name or role that can speak, and nothing else."""
    shown = draft.words(span)
    if len(shown.split()) > 4 or any(m.inner.overlaps(span) for m in draft.marks):
        return False
    entity = draft.entity_at(span)
    if entity is None or entity.kind.value in ("place", "document"):
        return False
    longest = max(
        (min(m.end, span.end) - max(m.start, span.start) for m in entity.mentions if m.overlaps(span)), default=0
    )
    return longest >= 0.6 * len(shown)
