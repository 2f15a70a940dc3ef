"""Sentences without a cue of their own that go on from another: the rest of a quotation, or of what somebody is said to have said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import EntityKind, Source, SourceKind, Span
from .chains import chain_of, quoted_through
from .draft import Draft
from .edges import quoted_share
from .grammar import Grammar
from .joining import Attribution
from .sources import name_source
from .turns import TURN, Turns

QUOTED = 0.75  # a sentence of which this share stands between marks is a quotation
CONTRARY = re.compile(
    r"(?:however|but|yet|still|meanwhile|nevertheless|nonetheless|on the contrary|by contrast|in contrast)\b", re.I
)
IN_TURN = 0.85
REACH = 3  # sentences back to the last speaker


@dataclass(frozen=True, slots=True)
class Inherited:
    source: Source
    chain: tuple[str, ...]
    contents: list[Span]
    confidence: float
    basis: str


@dataclass(slots=True)
class _Speaker:
    sentence: int
    source: Source
    chain: tuple[str, ...]
    quoted: bool


def inherit(draft: Draft, grammar: Grammar, outer: dict[int, list[Attribution]], turns: Turns) -> dict[int, Inherited]:
    """For each sentence that goes on from another, from whom. Reporting clauses that stand alone are given their content first."""
    _adopt_lone_clauses(draft, outer)
    speakers = {n: s for n, found in outer.items() if (s := _speaker(draft, grammar, n, found)) is not None}
    out: dict[int, Inherited] = {}
    last: _Speaker | None = None
    for n, sentence in enumerate(draft.sentences):
        if n - 1 in turns.closed:
            last = None
        if n in speakers:
            last = speakers[n]
            continue
        if n in turns.silent:
            continue
        if turns.rest.get(n) in speakers:
            first = speakers[turns.rest[n]]
            out[n] = Inherited(first.source, first.chain, [sentence], IN_TURN, TURN)
            last = _Speaker(n, first.source, first.chain, True)
            continue
        orphans = [c for a in outer.get(n, []) if a.cue is None for c in a.contents]
        score = max((a.score for a in outer.get(n, []) if a.cue is None), default=0.0)
        share = quoted_share(draft, sentence)
        found = _from_whom(draft, grammar, n, sentence, share, orphans, score, last, speakers)
        if found is None:
            continue
        speaker, sure, basis = found
        contents = [sentence] if share >= QUOTED or not orphans else orphans
        out[n] = Inherited(speaker.source, speaker.chain, contents, sure, basis)
        last = _Speaker(n, speaker.source, speaker.chain, share >= QUOTED)
    return out


def _adopt_lone_clauses(draft: Draft, outer: dict[int, list[Attribution]]) -> None:
    """A quotation in one sentence, "Roe said." in the next: the clause takes the quotation as its content."""
    for n in sorted(outer):
        lone = [a for a in outer[n] if a.cue and a.source and not a.contents]
        if not lone or n == 0 or any(a.cue for a in outer.get(n - 1, [])):
            continue
        before, here = draft.sentences[n - 1], draft.sentences[n]
        if draft.words(here).endswith(":"):
            continue
        if len(draft.words(here).split()) <= 6 and quoted_share(draft, before) >= QUOTED:
            a = lone[0]
            outer[n].remove(a)
            a.sentence, a.contents = n - 1, [before]
            outer[n - 1] = [a]


def _speaker(draft: Draft, grammar: Grammar, n: int, found: list[Attribution]) -> _Speaker | None:
    explicit = [a for a in found if a.cue is not None and a.contents]
    if not explicit:
        return None
    a = explicit[-1]
    through, span, contents = quoted_through(draft, grammar, a)
    if span is None:
        return None
    source = name_source(draft, span)
    chain, _ = chain_of(draft, source, a, through)
    return _Speaker(n, source, chain, any(quoted_share(draft, c) >= QUOTED for c in contents))


def _from_whom(
    draft: Draft,
    grammar: Grammar,
    n: int,
    sentence: Span,
    share: float,
    orphans: list[Span],
    score: float,
    last: _Speaker | None,
    speakers: dict[int, _Speaker],
) -> tuple[_Speaker, float, str] | None:
    near = last if last is not None and n - last.sentence <= REACH else None
    if share >= QUOTED:
        same = _same_marks(draft, sentence, speakers)
        if same is not None:
            return same, 0.9, "same quotation"
        if near is not None and n - near.sentence == 1 and (near.quoted or near.source.kind is SourceKind.PERSON):
            return near, 0.8, "goes on from the sentence before"
        subject = _person_in(draft, grammar, n - 1, speakers)
        if subject is not None:
            return subject, 0.6, "person named in the sentence before"
        ahead = speakers.get(n + 1)
        if ahead is not None and ahead.quoted:
            return ahead, 0.7, "goes on in the sentence after"
        return (near, 0.5, "last speaker") if near is not None else None
    if near is None or n - near.sentence > 1:
        return None
    if CONTRARY.match(draft.words(sentence)):
        return None
    if (
        orphans
        and score >= 0.75
        and _holds_main_clause(grammar, sentence, orphans)
        and sum(c.end - c.start for c in orphans) > 0.4 * (sentence.end - sentence.start)
    ):
        return near, 0.6 * score, "tagger: content without a cue"
    if share > 0 and not _own_agent(draft, grammar, sentence, near):
        return near, 0.5, "quoted words without a speaker of their own"
    return None


def _holds_main_clause(grammar: Grammar, sentence: Span, contents: list[Span]) -> bool:
    """ "The office opened an inquiry into claims that ...": what is claimed is not what the sentence says."""
    root = grammar.root(sentence)
    return root is None or any(c.start <= root.idx < c.end for c in contents)


def _same_marks(draft: Draft, sentence: Span, speakers: dict[int, _Speaker]) -> _Speaker | None:
    for m in draft.marks:
        if m.depth == 0 and m.inner.overlaps(sentence) and not sentence.contains(m.inner):
            inside = [s for n, s in sorted(speakers.items()) if draft.sentences[n].overlaps(m.outer)]
            if inside:
                return inside[0]
    return None


def _person_in(draft: Draft, grammar: Grammar, n: int, speakers: dict[int, _Speaker]) -> _Speaker | None:
    """The person who is the subject of the sentence before a quotation: "Roe was furious. 'It is a scandal.'" """
    if n < 0 or n in speakers:
        return None
    root = grammar.root(draft.sentences[n])
    subject = grammar.subject(root) if root is not None else None
    if subject is None:
        return None
    span = Span(subject.idx, subject.idx + len(subject))
    entity = draft.entity_at(span)
    if entity is None or entity.kind is not EntityKind.PERSON:
        return None
    source = name_source(draft, span)
    return _Speaker(n, source, (draft.voice, source.name), False)


def _own_agent(draft: Draft, grammar: Grammar, sentence: Span, near: _Speaker) -> bool:
    """Whether the sentence has a person of its own as subject, who would be the one quoted."""
    root = grammar.root(sentence)
    subject = grammar.subject(root) if root is not None else None
    if subject is None:
        return True
    entity = draft.entity_at(Span(subject.idx, subject.idx + len(subject)))
    if entity is None:
        return subject.pos_ in ("PROPN", "PRON") and subject.lower_ not in ("it", "this", "that")
    return entity.kind in (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.GOVERNMENT)
