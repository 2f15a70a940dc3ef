"""A brief, and a reading, as JSON. The fields are those of docs/brief.schema.json; spans are `[start, end]` arrays."""

from __future__ import annotations

import json
import re
from typing import Any

from .. import __version__
from ..model import (
    Article,
    Block,
    Claim,
    Copy,
    Credit,
    Doubt,
    Entity,
    Origin,
    Place,
    Quantity,
    Quotation,
    Reading,
    Relation,
    RelationKind,
    Span,
    Statement,
    Time,
    Warning,
)
from .model import Brief
from .numbers import story_numbers

BRIEF_SCHEMA = "sayso.brief/1"
READING_SCHEMA = "sayso.reading/1"

Json = dict[str, Any]

# A lone surrogate is legal in a JSON escape but cannot be written as UTF-8.
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(brief: Brief) -> str:
    """The brief as one JSON document ending in a newline; the same brief gives the same bytes."""
    return dump(brief_to_data(brief), indent=1) + "\n"


def reading_to_json(reading: Reading) -> Json:
    """One article's reading as data, for one line of `sayso read --jsonl`."""
    own = {e.id: e.id for e in reading.entities}
    return {
        "schema": READING_SCHEMA,
        "reader": reading.reader,
        "article": _article(reading.article, reading.blocks),
        "sentences": [_span(s) for s in reading.sentences],
        "statements": [_statement(s, own) for s in reading.statements],
        "quotations": [_quotation(q, own) for q in reading.quotations],
        "times": [_time(t) for t in reading.times],
        "quantities": [_quantity(q) for q in reading.quantities],
        "places": [_place(p) for p in reading.places],
        "entities": [_entity(e, reading.article.id) for e in reading.entities],
        "credits": [_credit(c) for c in reading.credits],
        "provenance": list(reading.provenance),
        "warnings": [_warning(w) for w in reading.warnings],
        "doubts": [_doubt(d) for d in reading.doubts],
    }


def dump(data: Json, indent: int | None = None) -> str:
    """JSON text that can always be written as UTF-8. `indent=None` gives one line without spaces."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    return _SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def brief_to_data(brief: Brief) -> Json:
    """The brief as plain dicts and lists."""
    readings, links = brief.readings, brief.links
    return {
        "schema": BRIEF_SCHEMA,
        "version": __version__,
        "summary": _summary(brief),
        "articles": [_article(r.article, r.blocks) for r in readings],
        "statements": [_statement(s, brief.linked) for r in readings for s in r.statements],
        "quotations": [_quotation(q, brief.linked) for r in readings for q in r.quotations],
        "times": [_time(t) for r in readings for t in r.times],
        "quantities": [_quantity(q) for r in readings for q in r.quantities],
        "places": [_place(p) for r in readings for p in r.places],
        "entities": _entities(brief),
        "credits": [_credit(c) for r in readings for c in r.credits],
        "provenance": [{"article": r.article.id, "chain": list(brief.provenance[r.article.id])} for r in readings],
        "stories": [{"id": s.id, "title": s.title, "articles": list(s.articles)} for s in links.stories],
        "claims": [_claim(c) for c in links.claims],
        "copies": [_copy(c) for c in links.copies],
        "relations": _relations(brief),
        "warnings": [_warning(w) for r in readings for w in r.warnings],
    }


def _summary(brief: Brief) -> Json:
    numbers = story_numbers(brief)
    return {
        "articles": numbers.articles,
        "outlets": list(numbers.outlets),
        "origins": list(numbers.origins),
        "claims": numbers.claims,
        "shared_claims": numbers.shared,
        "disputed_claims": numbers.disputed,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _number(value: float | None) -> float | int | None:
    """Whole numbers as integers; what JSON cannot hold (infinite, not a number) as null."""
    if value is None or value != value or value in (float("inf"), float("-inf")):
        return None
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def _article(article: Article, blocks: tuple[Block, ...]) -> Json:
    return {
        "id": article.id,
        "file": article.file,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "sha256": article.sha256,
        "url": article.url,
        "author": article.author,
        "text": article.text,
        "blocks": [{"kind": str(b.kind), "span": _span(b.span)} for b in blocks],
    }


def _statement(s: Statement, linked: dict[str, str]) -> Json:
    return {
        "id": s.id,
        "article": s.article,
        "spans": [_span(x) for x in s.spans],
        "text": s.text,
        "extent": _span(s.extent),
        "mode": str(s.mode),
        "source": {
            "name": s.source.name,
            "kind": str(s.source.kind),
            "span": _span(s.source.span),
            "entity": linked.get(s.source.entity or ""),
        },
        "cue": {"text": s.cue.text, "span": _span(s.cue.span)} if s.cue else None,
        "attribution": str(s.attribution),
        "chain": list(s.chain),
        "parent": s.parent,
        "act": str(s.act),
        "certainty": str(s.certainty),
        "polarity": str(s.polarity),
        "signals": [{"kind": str(x.kind), "text": x.text, "span": _span(x.span)} for x in s.signals],
        "addressee": s.addressee,
        "confidence": round(s.confidence, 4),
        "basis": s.basis,
    }


def _doubt(d: Doubt) -> Json:
    return {
        "kind": str(d.kind),
        "text": d.text,
        "span": _span(d.span),
        "scope": [_span(s) for s in d.scope],
        "certainty": str(d.certainty),
        "polarity": str(d.polarity),
        "confidence": round(d.confidence, 4),
    }


def _quotation(q: Quotation, linked: dict[str, str]) -> Json:
    return {
        "id": q.id,
        "article": q.article,
        "span": _span(q.span),
        "text": q.text,
        "speaker": linked.get(q.speaker or "", q.speaker),
        "statement": q.statement,
        "reason": q.reason,
    }


def _time(t: Time) -> Json:
    return {
        "article": t.article,
        "span": _span(t.span),
        "text": t.text,
        "kind": t.kind,
        "value": t.value,
        "anchored": t.anchored,
        "reason": t.reason,
    }


def _quantity(q: Quantity) -> Json:
    return {
        "article": q.article,
        "span": _span(q.span),
        "text": q.text,
        "low": _number(q.low),
        "best": _number(q.best),
        "high": _number(q.high),
        "unit": q.unit,
        "of": q.of,
        "base": q.base,
        "approximate": q.approximate,
        "role": q.role,
        "derived": q.derived,
    }


def _place(p: Place) -> Json:
    return {
        "article": p.article,
        "span": _span(p.span),
        "text": p.text,
        "name": p.name,
        "geonames": p.geonames,
        "lat": _number(p.lat),
        "lon": _number(p.lon),
        "precision": str(p.precision) if p.precision else None,
        "role": str(p.role),
        "pin": p.pin,
        "country": p.country,
        "reason": p.reason,
    }


def _entity(e: Entity, article: str) -> Json:
    mentions = [{"article": article, "span": _span(m)} for m in e.mentions]
    return {"id": e.id, "name": e.name, "kind": str(e.kind), "mentions": mentions, "aliases": list(e.aliases)}


def _entities(brief: Brief) -> list[Json]:
    """Entities across articles, then those of single articles that nothing links."""
    home = {e.id: r.article.id for r in brief.readings for e in r.entities}
    rows: list[Json] = []
    taken: set[str] = set()
    for entity in brief.links.entities:
        members = [m for m in entity.members if m.id in home]
        taken.update(m.id for m in members)
        if not members:
            continue
        mentions = [{"article": home[m.id], "span": _span(x)} for m in members for x in m.mentions]
        aliases = sorted({a for m in members for a in (m.name, *m.aliases)} - {entity.name})
        kind = str(members[0].kind)
        rows.append({"id": entity.id, "name": entity.name, "kind": kind, "mentions": mentions, "aliases": aliases})
    for reading in brief.readings:
        rows += [_entity(e, reading.article.id) for e in reading.entities if e.id not in taken]
    return rows


def _credit(c: Credit) -> Json:
    return {"article": c.article, "span": _span(c.span), "text": c.text, "kind": str(c.kind), "party": c.party}


def _warning(w: Warning) -> Json:
    return {"article": w.article, "span": _span(w.span), "kind": str(w.kind), "note": w.note}


def _claim(c: Claim) -> Json:
    return {
        "id": c.id,
        "text": c.text,
        "statements": list(c.tellings),
        "status": c.label,
        "origins": [_origin(o) for o in c.origins],
        "articles": list(c.articles),
        "denied_by": list(c.denied_by),
        "aside": [{"statement": j.statement, "reason": str(j.kind)} for j in c.aside],
    }


def _origin(o: Origin) -> Json:
    steps = [{"statement": j.statement, "reason": str(j.kind), "name": j.name, "with": j.to} for j in o.joins]
    return {
        "name": o.name,
        "interested": o.interested,
        "stake": str(o.stake) if o.stake else None,
        "statements": list(o.statements),
        "joined": steps,
    }


def _copy(c: Copy) -> Json:
    return {
        "child": c.child,
        "parent": c.parent,
        "ghost": c.ghost,
        "share": round(c.share, 4),
        "direction": c.direction,
        "evidence": c.evidence,
    }


def _relations(brief: Brief) -> list[Json]:
    """The relations that `link` found; a copy of a seen article that it gave only as a copy becomes a relation too."""

    def row(r: Relation) -> Json:
        return {"kind": str(r.kind), "from": r.origin, "to": r.target, "note": r.note}

    rows = [row(r) for r in brief.links.relations]
    known = {frozenset((r.origin, r.target)) for r in brief.links.relations if r.kind is RelationKind.COPY}
    for c in brief.links.copies:
        if not c.ghost and frozenset((c.child, c.parent)) not in known:
            note = f"{c.share:.0%} of the words; {c.direction} direction" + (f"; {c.evidence}" if c.evidence else "")
            rows.append(row(Relation(RelationKind.COPY, c.child, c.parent, note)))
    return rows
