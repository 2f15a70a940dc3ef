"""Credits and provenance: whose words an article says it rests on.

A credit is a place in the text: a dateline, a byline, a credit line, or another newsroom named in a sentence as the one that reported,
was told, or published. Provenance is the article's chain of names, this outlet first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..model import BlockKind, Credit, CreditKind, Span
from . import credit_patterns as p
from .countries import countries
from .draft import Draft
from .newsrooms import Named, Newsroom, canonical, named, newsroom, short_named

_WINDOW = 110
_NEVER = 9  # rank of a credit that is no link of the chain
_BLOCK_KINDS = {
    BlockKind.DATELINE: CreditKind.DATELINE,
    BlockKind.BYLINE: CreditKind.BYLINE,
    BlockKind.AUTHOR_NOTE: CreditKind.BYLINE,
}


def find_credits(draft: Draft) -> None:
    """Fills `credits`, in the order of the text, and `provenance`."""
    own = _own_names(draft)
    found = [*_in_blocks(draft), *_in_sentences(draft, own)]
    seen: dict[tuple[Span, str, str | None], Credit] = {}
    for credit in sorted(found, key=lambda c: (c.span, c.kind, c.party or "")):
        seen.setdefault((credit.span, credit.kind, credit.party), credit)
    draft.credits = list(seen.values())
    draft.provenance = _provenance(draft, own)


def _credit(draft: Draft, span: Span, kind: CreditKind, party: str | None) -> Credit:
    return Credit(draft.article.id, span, draft.words(span), kind, party)


def _own_names(draft: Draft) -> frozenset[str]:
    """What this outlet is called, in lower case."""
    outlet = draft.article.outlet or ""
    names = {
        outlet,
        outlet.removeprefix("The "),
        canonical(outlet) or "",
        (canonical(outlet) or "").removeprefix("The "),
    }
    return frozenset(n.lower() for n in names if n)


def _is_own(party: str, own: frozenset[str]) -> bool:
    return party.lower() in own or party.lower().removeprefix("the ") in own


def _clean(name: str) -> str:
    """A party's name as it is printed: in full where it is known."""
    bare = name.strip(" \t\u00a0.,:;()[]|/–—-\"“”‘’'")
    return canonical(bare) or bare


def _in_blocks(draft: Draft) -> Iterator[Credit]:
    """Datelines, bylines, author notes and credit lines."""
    for block in draft.blocks:
        words = draft.words(block.span)
        if block.kind in _BLOCK_KINDS:
            yield from _byline(draft, block.span, words, block.kind)
        elif block.kind is BlockKind.CREDIT:
            yield from _credit_line(draft, block.span, words)
        elif block.kind is BlockKind.PROMOTION and (
            m := re.match(r"(.{2,40}?)\s(?:has|have)\s(?:obtained\s)?exclusive\s", words)
        ):
            yield _credit(draft, block.span, CreditKind.OUTLET, _clean(m[1]))


def _byline(draft: Draft, span: Span, words: str, block: BlockKind) -> Iterator[Credit]:
    rooms = list(named(words)) if block is not BlockKind.AUTHOR_NOTE else []
    for n in rooms:
        kind = CreditKind.WIRE if n.newsroom.agency else CreditKind.OUTLET
        yield _credit(draft, Span(span.start + n.span.start, span.start + n.span.end), kind, n.newsroom.name)
    m = {BlockKind.BYLINE: p.BY, BlockKind.AUTHOR_NOTE: p.I_AM}.get(block)
    hit = m.search(words) if m else None
    who = next((g for g in hit.groups() if g), None) if hit else None
    if not (rooms and not who and block is BlockKind.BYLINE):
        yield _credit(draft, span, _BLOCK_KINDS[block], who.strip(" .,") if who else None)


def _credit_line(draft: Draft, span: Span, words: str) -> Iterator[Credit]:
    at = span.start
    known = list(named(words))
    used: list[str] = []
    for m in p.REPUBLISHED.finditer(words):
        name = next((g for g in m.groups() if g), "")
        if 1 < len(name) <= 60 and name not in ("wire agency", "syndicated"):
            used.append(_clean(name))
            yield _credit(draft, Span(at + m.start(), at + m.end()), CreditKind.ORIGINAL, used[-1])
    for m in p.CHANGED.finditer(words):
        used.append(_clean(m["a"]))
        yield _credit(draft, Span(at + m.start(), at + m.end()), CreditKind.REPUBLISHER, used[-1])
    source = p.SOURCE.match(words)
    if source and not words.lower().startswith(("editing", "reporting", "writing")):
        for name in re.split(r"\s*(?:,|/|\band\b|&|\bvia\b|\|)\s*", source["a"]):
            if name and not name.lower().startswith(("http", "www")):
                used.append(_clean(name))
                room = newsroom(name)
                kind = CreditKind.WIRE if room and room.agency else _source_kind(draft)
                yield _credit(draft, span, kind, used[-1])
    if (alone := p.BRACKETED.match(words)) and not known:
        yield _credit(draft, span, CreditKind.WIRE, _clean(alone["a"]))
    if lost := p.LOST.search(words):
        yield _credit(draft, Span(at + lost.start(), at + lost.end()), CreditKind.LOST_LINK, None)
    if by := p.TRANSLATED.search(words):
        yield _credit(draft, Span(at + by.start(), at + by.end()), CreditKind.TRANSLATION, None)
    for m in p.CREW.finditer(words):
        yield _credit(draft, Span(at + m.start(), at + m.end()), CreditKind.BYLINE, m["a"].strip(" .,"))
    for n in known:
        if n.newsroom.name not in used and not _crew_only(words):
            kind = CreditKind.WIRE if n.newsroom.agency else CreditKind.ORIGINAL
            yield _credit(draft, Span(at + n.span.start, at + n.span.end), kind, n.newsroom.name)


def _crew_only(words: str) -> bool:
    return bool(re.match(r"\W*(?:reporting|writing|editing)\b", words, re.I))


def _source_kind(draft: Draft) -> CreditKind:
    """ "Source: X" below "first appeared on Y" names who passed it on; alone it names the original."""
    lines = (draft.words(b.span) for b in draft.blocks if b.kind is BlockKind.CREDIT)
    return CreditKind.REPUBLISHER if any(p.REPUBLISHED.search(x) for x in lines) else CreditKind.ORIGINAL


def _in_sentences(draft: Draft, own: frozenset[str]) -> Iterator[Credit]:
    """Other newsrooms that a sentence credits."""
    text = draft.masked
    taken: list[Span] = []
    known: list[Named] = sorted([*named(text), *short_named(text)], key=lambda n: (n.span.start, -n.span.end))
    for n in known:
        if taken and n.span.start < taken[-1].end:
            continue
        kind = _relation(text, n.span, n.newsroom)
        taken.append(n.span)
        if kind is None or (_is_own(n.newsroom.name, own) and not _programme(text, n.span)):
            continue
        show = _programme(text, n.span) or _host(text, n.span)
        party = f"{show} ({n.newsroom.name})" if show else n.newsroom.name
        yield _credit(draft, n.span, kind, party)
    yield from _unknown(draft, text, taken, own)
    yield from _state_media(draft, text)


def _relation(text: str, span: Span, room: Newsroom) -> CreditKind | None:
    """Why a known newsroom is named here; None where it is only talked about."""
    before = text[max(0, span.start - _WINDOW) : span.start].split("\n")[-1]
    after = text[span.end : span.end + _WINDOW].split("\n")[0]
    if p.TOLD_BEFORE.search(before):
        return CreditKind.OUTLET
    wire = CreditKind.WIRE if room.agency else CreditKind.OUTLET
    if p.REPORTED_BEFORE.search(before) or (p.KIND_BEFORE.search(before) and _cued(before, after)):
        return wire
    if room.weak and not p.KIND_AFTER.match(after):
        return None
    if p.CORRESPONDENT_AFTER.match(after):
        return CreditKind.OUTLET
    if p.REPORTED_AFTER.match(after):
        return wire
    if re.search(r"\bon\s(?:the\s)?$", before) and (
        p.PROGRAMME_AFTER.match(after) or p.PROGRAMME_BEFORE.search(before)
    ):
        return CreditKind.OUTLET
    if room.agency and re.search(r"\(\s?$", before) and re.match(r"\s?\)", after):
        return CreditKind.WIRE
    return None


def _cued(before: str, after: str) -> bool:
    return bool(
        p.REPORTED_AFTER.match(after) or re.search(r"\b(?:reported|according|told|quoted|reports|said|says)\b", before)
    )


def _programme(text: str, span: Span) -> str | None:
    """The show of a broadcaster that stands beside its name."""
    after = p.PROGRAMME_AFTER.match(text[span.end : span.end + _WINDOW])
    before = p.PROGRAMME_BEFORE.search(text[max(0, span.start - _WINDOW) : span.start])
    hit = after or before
    title = hit[1].strip(" .,") if hit else ""
    return title if title[:1].isupper() and len(title.split()) <= 7 else None


def _host(text: str, span: Span) -> str | None:
    """Who asked, where somebody "told PBS' Nora Quill"."""
    told = p.TOLD_BEFORE.search(text[max(0, span.start - _WINDOW) : span.start])
    host = p.HOST_AFTER.match(text[span.end : span.end + _WINDOW]) if told else None
    return host["a"] if host else None


def _unknown(draft: Draft, text: str, taken: list[Span], own: frozenset[str]) -> Iterator[Credit]:
    """Newsrooms that no list knows, by what they are called or what stands beside them."""
    for pattern in (p.UNKNOWN, p.UNKNOWN_SUBJECT):
        for m in pattern.finditer(text):
            group = next(g for g in ("a", "b", "c", "d") if g in m.re.groupindex and m[g])
            span = Span(*m.span(group)).trimmed(text, " \t\u00a0.,’'")
            name = draft.words(span)
            if any(s.overlaps(span) for s in taken) or _is_own(name, own) or "\n" in name or not _proper(name):
                continue
            agency = bool(re.search(r"news\s?agency|wire service", m[0], re.I)) and not re.match(p.TOLD, m[0])
            taken.append(span)
            yield _credit(draft, span, CreditKind.WIRE if agency else CreditKind.OUTLET, canonical(name) or name)


def _proper(name: str) -> bool:
    """Not only an adjective of nationality, a title or a word that opens a sentence."""
    if name.lower() in _adjectives() or len(name) < 2:
        return False
    return name not in (
        "The",
        "A",
        "An",
        "In",
        "On",
        "State",
        "Twitter",
        "Facebook",
        "Instagram",
        "YouTube",
        "Telegram",
        "President",
        "I",
        "US",
        "UK",
        "UN",
        "EU",
        "NATO",
    )


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(d.lower() for c in countries() for d in (*c.demonyms, c.name))


def _state_media(draft: Draft, text: str) -> Iterator[Credit]:
    """ "State television reported", with the country where the article leaves no doubt about it."""
    found = list(p.STATE_MEDIA.finditer(text))
    main = _main_adjective(text) if found else None
    for m in found:
        after = text[m.end() : m.end() + 60].split("\n")[0]
        before = text[max(0, m.start() - 60) : m.start()].split("\n")[-1]
        if p.STATE_CUE.match(after) or re.search(rf"\b(?:{p.TOLD}|{p.REPORTED})\s(?:the\s)?$", before):
            yield _credit(draft, Span(m.start(), m.end()), CreditKind.OUTLET, _state_name(main, m["who"], m["what"]))


def _state_name(main: str | None, who: str, what: str) -> str:
    medium = {"TV": "television", "broadcaster": "television"}.get(what, what)
    for word in re.findall(r"[A-Z]\w+(?:\s[A-Z]\w+)?", re.sub(r"^[Tt]he\s|[Ss]tate\b|[Oo]fficial\b|[’']s", "", who)):
        found = next((c for c in countries() if word in (c.name, *c.demonyms)), None)
        if found:
            return f"{found.demonyms[0] if found.demonyms else found.name} state {medium}"
    return f"{main} state {medium}" if main else f"state {medium}"


def _main_adjective(text: str) -> str | None:
    """The adjective of the country that the article names most, where it is at least twice as often as any other."""
    counts: dict[str, int] = {}
    words = re.findall(r"\b[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\b", text[:40_000])
    tally: dict[str, int] = {}
    for w in words:
        for form in dict.fromkeys((w, w.split()[0], w.split()[-1])):
            tally[form] = tally.get(form, 0) + 1
    for c in countries():
        if c.demonyms and (n := sum(tally.get(f, 0) for f in dict.fromkeys((c.name, *c.demonyms)))):
            counts[c.demonyms[0]] = n
    ranked = sorted(counts.items(), key=lambda x: (-x[1], x[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _provenance(draft: Draft, own: frozenset[str]) -> list[str]:
    """This outlet, whom it republished from (nearest first), the agencies, then the newsrooms it cites, as they come."""
    chain = [draft.article.outlet or _noted_outlet(draft) or draft.article.voice]
    silent = [b.span for b in draft.blocks if b.kind in (BlockKind.CREDIT, BlockKind.BYLINE, BlockKind.DATELINE)]

    def rank(c: Credit) -> int:
        if c.kind is CreditKind.REPUBLISHER:
            return 0
        if c.kind is CreditKind.ORIGINAL:
            return 1
        if c.kind is CreditKind.WIRE:
            return 2 if any(s.contains(c.span) for s in silent) else 3
        if c.kind is not CreditKind.OUTLET:
            return _NEVER
        return 5 if "state " in (c.party or "") else 4

    for credit in sorted(draft.credits, key=lambda c: (rank(c), c.span)):
        if rank(credit) < _NEVER and credit.party and credit.party not in chain and not _is_own(credit.party, own):
            chain.append(credit.party)
    return chain


def _noted_outlet(draft: Draft) -> str | None:
    """The outlet that an author note names as the author's own."""
    for block in draft.blocks:
        if block.kind is BlockKind.AUTHOR_NOTE and (m := p.FOR.search(draft.words(block.span))):
            return _clean(m["a"])
    return None
