"""The hops of an attribution, outermost first: outlet <- agency <- unnamed officials."""

from __future__ import annotations

import re

from ..model import EntityKind, Source, Span
from .draft import Draft
from .grammar import Grammar
from .joining import Attribution
from .names.lists import roles
from .sources import name_source

AS_SAYING = re.compile(r"(?P<who>.+?)\s+as\s+(?:saying|telling|stating|adding|reporting)\b\s*(?:that\s+)?", re.I | re.S)
MEDIUM = re.compile(
    r"(?:news|agency|press|times|post|journal|herald|tribune|guardian|telegraph|gazette|radio|television|tv|broadcaster"
    r"|channel|newspaper|magazine|media|daily|weekly|reporters|network|wire|cnn|bbc|afp|ap|reuters|abc|nbc|cbs|pbs|npr|itv"
    r"|dpa|tass|xinhua|al jazeera|interfax|kyodo|yonhap|ansa|efe)\b",
    re.I,
)

CITING = re.compile(r",?[\"”’']?\s+(?:citing|quoting)\s+(?P<who>[^,.;:\"“”\n]{2,80})")
SPEAKERS = re.compile(
    r"\b(?:officials?|authorit(?:y|ies)|sources?|people|persons?|someone|somebody|witness(?:es)?|residents|police|reports?"
    r"|statements?|documents?|records|media|prosecutors|investigators|executives|diplomats|aides)\b",
    re.I,
)


def quoted_through(draft: Draft, grammar: Grammar, a: Attribution) -> tuple[list[str], Span | None, list[Span]]:
    """Names of those who pass it on, the span of who says it, and the contents.

    "The paper quoted Ada Roe as saying it rained": the paper passes on, Ada Roe says. "Ada Roe was quoted by the paper as saying":
    the same the other way round.
    """
    assert a.cue is not None
    cue = draft.words(a.cue).lower()
    if not re.search(r"\bquot(?:e|es|ed|ing)\b|\bcit(?:e|es|ed|ing)\b", cue):
        return _citing(draft, a)
    head = grammar.cue_head(a.cue)
    quoted = next((c for c in head.children if c.dep_ == "nsubjpass"), None) if head is not None else None
    if quoted is not None and a.source is not None and not a.source.overlaps(grammar.subtree(quoted)):
        contents = [_after_saying(draft, c) for c in a.contents if not c.overlaps(grammar.subtree(quoted))]
        return [name_source(draft, a.source).name], grammar.subtree(quoted), [c for c in contents if c.end > c.start]
    tail = draft.text[a.cue.end : a.cue.end + 160]
    by = re.match(r"\s*(?:by)?\s*(?P<who>[^.\n]{2,120}?),?\s+as\s+(?:saying|telling|stating)\b", tail)
    if by and a.source is not None:
        who = Span(a.cue.end + by.start("who"), a.cue.end + by.end("who"))
        contents = [
            Span(max(c.start, a.cue.end + by.end()), c.end) if c.start < a.cue.end + by.end() < c.end else c
            for c in a.contents
        ]
        contents = [c for c in contents if not who.contains(c)]
        if cue.endswith(" by") or tail.lstrip().startswith("by "):
            return [name_source(draft, who).name], a.source, contents or a.contents
        return [name_source(draft, a.source).name], who, contents or a.contents
    for k, content in enumerate(a.contents):
        if (m := AS_SAYING.match(draft.words(content))) and len(m["who"].split()) <= 14:
            who = Span(content.start, content.start + m.end("who"))
            rest = Span(content.start + m.end(), content.end)
            contents = [*a.contents[:k], *([rest] if rest.end > rest.start + 2 else []), *a.contents[k + 1 :]]
            through = [name_source(draft, a.source).name] if a.source is not None else []
            return through, who, contents or a.contents
    return [], a.source, a.contents


def _citing(draft: Draft, a: Attribution) -> tuple[list[str], Span | None, list[Span]]:
    """ "The paper reported that it rained, citing two officials": the paper passes on what the officials say."""
    assert a.cue is not None
    sentence = draft.sentence_at(a.cue.start)
    if a.source is None or sentence is None:
        return [], a.source, a.contents
    m = CITING.search(draft.text, a.cue.end, sentence.end)
    if m is None:
        return [], a.source, a.contents
    who = Span(m.start("who"), m.end("who"))
    entity = draft.entity_at(who)
    speaks = (
        entity is not None and entity.kind is not EntityKind.PLACE and entity.name != name_source(draft, a.source).name
    )
    if not speaks and not SPEAKERS.search(m["who"]) and not _people(m["who"]):
        return [], a.source, a.contents
    contents = [Span(c.start, min(c.end, m.start())) for c in a.contents if c.start < m.start()]
    return [name_source(draft, a.source).name], who, contents or a.contents


def _people(shown: str) -> bool:
    """Whether the words name somebody by a role: "two managers"."""
    found = re.findall(r"[a-z-]+", shown.lower())
    return any(w in roles() or w.removesuffix("s") in roles() for w in found)


def _after_saying(draft: Draft, content: Span) -> Span:
    m = re.match(r"\s*as\s+(?:saying|telling|stating)\b\s*(?:that\s+)?", draft.words(content), re.I)
    return Span(content.start + m.end(), content.end) if m else content


def chain_of(draft: Draft, source: Source, a: Attribution, through: list[str]) -> tuple[tuple[str, ...], str | None]:
    """(chain, addressee). A newsroom that was told comes between the outlet and the speaker."""
    assert a.cue is not None
    hops = list(through)
    addressee = _addressee(draft, a)
    if addressee and MEDIUM.search(addressee) and addressee not in hops:
        hops.append(addressee)
    chain = [draft.voice]
    for name in (*hops, source.name):
        if name != chain[-1]:
            chain.append(name)
    return tuple(chain), addressee


def _addressee(draft: Draft, a: Attribution) -> str | None:
    """Whom the words were said to: the object of "told"."""
    assert a.cue is not None
    shown = draft.words(a.cue)
    m = re.search(r"\b(?:told|tells|telling|assured|informed|warned)\b\s*(?P<rest>.*)$", shown, re.I | re.S)
    if m is None:
        return None
    start = a.cue.start + m.start("rest") if m["rest"].strip() else a.cue.end
    first = min((c.start for c in a.contents if c.start >= start), default=None)
    sentence = draft.sentence_at(a.cue.start)
    stop = min(x for x in (first, sentence.end if sentence else None, start + 80) if x is not None)
    words = re.match(
        r"\s*(?P<who>[^,.;:\"“”\n]{2,60}?)\s*(?:$|[,.;:\"“”]|\bthat\b|\bon\b|\bin\b|\bat\b)", draft.text[start:stop]
    )
    if words is None:
        return None
    span = Span(start + words.start("who"), start + words.end("who"))
    entity = draft.entity_at(span)
    if entity is not None and entity.kind is not EntityKind.PLACE:
        return entity.name
    return re.sub(r"^(?:the|a|an)\s+", "", words["who"], flags=re.I) or None
