"""What people decided, as it bears on readings and on linking. Reads only; judging.py writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from ..model import (
    Anchor,
    AttributionKind,
    Judgement,
    JudgementKind,
    Mode,
    Place,
    PlaceRole,
    Precision,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
    length,
    overlap,
)
from . import schema as t
from .codec import from_data
from .identity import fold
from .shelf import seqs_of

if TYPE_CHECKING:
    from ..link.memo import Judged

BASIS = "judged"  # what a statement rests on whose source a person named
HALF = 0.5  # of the words of both that an anchor and what it means share at least
NOBODY = Source("unnamed", SourceKind.UNNAMED)
_PINNED = frozenset({PlaceRole.EVENT, PlaceRole.ORIGIN, PlaceRole.DESTINATION})

Pair = tuple[int, int]


def judgements(c: Connection) -> list[Judgement]:
    """All that were ever made, in their order."""
    rows = c.execute(select(t.judgement).order_by(t.judgement.c.n))
    return [
        from_data(
            Judgement,
            {
                "kind": row.kind,
                "targets": json.loads(row.target),
                "author": row.author,
                "reason": row.reason,
                "number": row.n,
                "at": row.at,
                "undoes": row.undoes,
                **json.loads(row.value),
            },
        )
        for row in rows
    ]


def standing(given: Sequence[Judgement]) -> list[Judgement]:
    """Those that hold: made, and not taken back. Taking back what took back brings the first into force again."""
    undone: set[int] = set()
    kept = []
    for j in sorted(given, key=lambda j: -j.number):
        if j.number in undone:
            continue
        if j.undoes is not None:
            undone.add(j.undoes)
        else:
            kept.append(j)
    return kept[::-1]


def judged_stories(c: Connection) -> tuple[list[Pair], list[Pair]]:
    """Pairs of articles that are, and that are not, one event. Of two that speak of one pair, the later one holds."""
    if not c.exec_driver_sql("SELECT 1 FROM judgement LIMIT 1").scalar():
        return [], []
    said: dict[Pair, bool] = {}
    for j in standing(judgements(c)):
        if j.kind is JudgementKind.STORY:
            at = seqs_of(c, [a.article for a in j.targets])
            a, b = sorted(at[x.article] for x in j.targets)
            said[a, b] = j.holds
    return [p for p in sorted(said) if said[p]], [p for p in sorted(said) if not said[p]]


def about(c: Connection, seqs: Iterable[int]) -> list[Judgement]:
    """The standing judgements about any of the articles."""
    wanted = sorted(set(seqs))
    found: set[int] = set()
    for top in range(0, len(wanted), 500):
        query = select(t.judged.c.judgement).where(t.judged.c.article.in_(wanted[top : top + 500]))
        found.update(c.execute(query).scalars())
    return [j for j in standing(judgements(c)) if j.number in found] if found else []


def effective(reading: Reading, given: Sequence[Judgement]) -> Reading:
    """The reading with a person's word on sources and pins; `given` in their order, of other articles too."""
    for j in given:
        if j.targets[0].article != reading.article.id:
            continue
        if j.kind is JudgementKind.SOURCE:
            reading = _with_source(reading, j)
        elif j.kind is JudgementKind.PIN:
            reading = _with_pin(reading, j)
    return reading


def pairs_of(readings: Mapping[str, Reading], given: Sequence[Judgement]) -> Judged:
    """What was said of pairs of statements of these readings (by article), by the statements' ids; the later word holds."""
    from ..link.memo import Judged  # with all of linking behind it: only where it is needed

    said: dict[tuple[str, str], bool] = {}
    for j in given:
        if j.kind in (JudgementKind.SAME, JudgementKind.APART):
            ids = sorted(s.id for a in j.targets if (r := readings.get(a.article)) and (s := meant(r, a)))
            if len(ids) == 2:
                said[ids[0], ids[1]] = j.kind is JudgementKind.SAME
    return Judged(same=tuple(p for p in sorted(said) if said[p]), apart=tuple(p for p in sorted(said) if not said[p]))


def meant(reading: Reading, anchor: Anchor) -> Statement | None:
    """The statement that shares most words with the anchor, at least half of both; None where there is none now."""
    best = max(reading.statements, key=lambda s: (_shared(s.spans, anchor.span), s.hull == anchor.span), default=None)
    return best if best is not None and _shared(best.spans, anchor.span) >= HALF else None


def meant_place(reading: Reading, anchor: Anchor) -> Place | None:
    best = max(reading.places, key=lambda p: _shared((p.span,), anchor.span), default=None)
    return best if best is not None and _shared((best.span,), anchor.span) >= HALF else None


def applies(readings: Mapping[str, Reading], j: Judgement) -> bool:
    """Whether what the judgement speaks of is there in the readings (by article) as they are now."""
    if j.kind is JudgementKind.STORY:
        return all(a.article in readings for a in j.targets)
    find = meant_place if j.kind is JudgementKind.PIN else meant
    return all((r := readings.get(a.article)) is not None and find(r, a) is not None for a in j.targets)


def _shared(spans: Sequence[Span], anchor: Span) -> float:
    both = overlap(spans, [anchor])
    return both / ((length(spans) + anchor.end - anchor.start - both) or 1)


def _with_source(reading: Reading, j: Judgement) -> Reading:
    told = meant(reading, j.targets[0])
    if told is None:
        return reading
    if j.holds:
        source = _source(reading, j)
    elif fold(told.source.name) == fold(j.name or told.source.name):
        source = NOBODY
    else:
        return reading  # it is not that one's anyway
    narrated = source.kind is SourceKind.NARRATOR
    first = told.chain[:1] if told.source.kind is SourceKind.NARRATOR else told.chain[:-1]
    cue = None if narrated else told.cue
    new = replace(
        told,
        source=source,
        cue=cue,
        attribution=AttributionKind.NONE
        if narrated
        else AttributionKind.EXPLICIT
        if cue is not None
        else AttributionKind.INHERITED,
        mode=Mode.NARRATION
        if narrated and told.mode is not Mode.HEADLINE
        else Mode.INDIRECT
        if told.mode is Mode.NARRATION
        else told.mode,
        chain=(source.name,) if narrated else (*first, source.name),
        confidence=1.0,
        basis=BASIS,
    )
    speaker = None if source is NOBODY or narrated else source.entity or source.name
    why = "" if speaker else "a person judged that it is not the one named"
    return replace(
        reading,
        statements=tuple(new if s.id == told.id else s for s in reading.statements),
        quotations=tuple(
            replace(q, speaker=speaker, reason=why) if q.statement == told.id else q for q in reading.quotations
        ),
    )


def _source(reading: Reading, j: Judgement) -> Source:
    """By the name given; the entity of that name where the article has one."""
    name = " ".join((j.name or "").split())
    if j.source is SourceKind.NARRATOR or fold(name) == fold(reading.article.voice):
        return Source(reading.article.voice, SourceKind.NARRATOR)
    for e in reading.entities:
        if fold(name) in (fold(e.name), *map(fold, e.aliases)):
            same = next((s.source for s in reading.statements if s.source.entity == e.id), None)
            kind = j.source or (same.kind if same else _KINDS.get(str(e.kind), SourceKind.UNNAMED))
            return Source(e.name, kind, None, e.id)
    return Source(name, j.source or SourceKind.PERSON)


_KINDS = {str(k): k for k in SourceKind}


def _with_pin(reading: Reading, j: Judgement) -> Reading:
    told = meant_place(reading, j.targets[0])
    if told is None:
        return reading
    if j.holds:
        new = replace(
            told,
            name=j.name or told.name,
            geonames=j.geonames,
            lat=j.lat,
            lon=j.lon,
            precision=Precision.PLACE,
            role=told.role if told.role in _PINNED else PlaceRole.EVENT,
            pin=True,
            country=None if j.name else told.country,
            reason="" if j.lat is not None else "placed by a person, without coordinates",
        )
    else:
        new = replace(
            told,
            geonames=None,
            lat=None,
            lon=None,
            precision=None,
            pin=False,
            country=None,
            reason="a person judged that it is not there",
        )
    return replace(reading, places=tuple(new if p is told else p for p in reading.places))
