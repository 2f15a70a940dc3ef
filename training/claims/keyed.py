"""Readings of the events with answer keys: made of a key's statements, quotations and quantities, as the linker would get
them from a perfect reader, and by the real reader.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sayso.model import (
    Act,
    Article,
    AttributionKind,
    Certainty,
    Mode,
    Polarity,
    Quantity,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
    length,
)
from sayso.read import read


def events_of(keys: Path) -> list[str]:
    return sorted(p.parent.name for p in keys.glob("*/key.json"))


def keyed_readings(keys: Path, event: str) -> list[Reading]:
    key = json.loads((keys / event / "key.json").read_text(encoding="utf-8"))
    return [_reading(key, a, (keys / event / a["file"]).read_text(encoding="utf-8")) for a in key["articles"]]


def read_readings(keys: Path, event: str) -> list[Reading]:
    key = json.loads((keys / event / "key.json").read_text(encoding="utf-8"))
    return [read(_article(a, (keys / event / a["file"]).read_text(encoding="utf-8"))) for a in key["articles"]]


def keyed_as(key: dict, statements: Sequence[Statement]) -> list[set[str]]:
    """For each statement the ids of the key's statements whose content covers more than half of the shorter of both."""
    rows = [(k["id"], k["article"], contents(k)) for k in key["statements"]]
    return [
        {i for i, article, spans in rows if article == s.article and 2 * _shared(s.spans, spans) > _least(s, spans)}
        for s in statements
    ]


def contents(row: dict) -> tuple[Span, ...]:
    return tuple(Span(*c) for c in (row.get("content") or [[row["start"], row["end"]]]))


def _least(s: Statement, spans: Sequence[Span]) -> int:
    return min(length(s.spans), length(spans))


def _shared(a: Sequence[Span], b: Sequence[Span]) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def _article(a: dict, text: str) -> Article:
    try:
        published = date.fromisoformat(a.get("published") or "")
    except ValueError:
        published = None
    return Article(a["id"], text, a["file"], text.strip().split("\n")[0], a.get("outlet"), published=published)


def _reading(key: dict, a: dict, text: str) -> Reading:
    article = _article(a, text)
    own = [s for s in key["statements"] if s["article"] == a["id"]]
    quantities = tuple(
        Quantity(
            a["id"], Span(q["start"], q["end"]), text[q["start"] : q["end"]], q["low"], q["best"], q["high"], q["unit"]
        )
        for q in key["quantities"]
        if q["article"] == a["id"]
    )
    statements = tuple(_statement(s, text) for s in own)
    return Reading(
        article,
        "key",
        (),
        read(article).sentences,
        (),
        statements,
        (),
        (),
        quantities,
        (),
        (),
        (a.get("outlet") or "",),
        (),
    )


def _statement(s: dict, text: str) -> Statement:
    spans = contents(s)
    source = s["source"]
    return Statement(
        id=s["id"],
        article=s["article"],
        spans=spans,
        text=" […] ".join(x.of(text) for x in spans),
        extent=Span(s["start"], s["end"]),
        mode=Mode(s["mode"]),
        source=Source(source["name"], SourceKind(source["kind"])),
        cue=None,
        attribution=AttributionKind(s["attribution"]),
        chain=tuple(s["chain"]),
        act=Act(s["act"] if s["act"] != "other" else "says"),
        certainty=Certainty(s["certainty"]),
        polarity=Polarity(s["polarity"]),
    )
