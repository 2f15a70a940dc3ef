"""Readings made of an answer key's statements, quotations and quantities, as the linker would get them from a perfect
reader.
"""

from __future__ import annotations

import json
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
)


def events_of(keys: Path) -> list[str]:
    return sorted(p.parent.name for p in keys.glob("*/key.json"))


def keyed_readings(keys: Path, event: str) -> list[Reading]:
    key = json.loads((keys / event / "key.json").read_text(encoding="utf-8"))
    return [_reading(key, a, (keys / event / a["file"]).read_text(encoding="utf-8")) for a in key["articles"]]


def _reading(key: dict, a: dict, text: str) -> Reading:
    try:
        published = date.fromisoformat(a.get("published") or "")
    except ValueError:
        published = None
    article = Article(a["id"], text, a["file"], text.strip().split("\n")[0], a.get("outlet"), published=published)
    own = [s for s in key["statements"] if s["article"] == a["id"]]
    quantities = tuple(
        Quantity(
            a["id"], Span(q["start"], q["end"]), text[q["start"] : q["end"]], q["low"], q["best"], q["high"], q["unit"]
        )
        for q in key["quantities"]
        if q["article"] == a["id"]
    )
    statements = tuple(_statement(s, text) for s in own)
    return Reading(article, "key", (), (), (), statements, (), (), quantities, (), (), (a.get("outlet") or "",), ())


def _statement(s: dict, text: str) -> Statement:
    spans = tuple(Span(*c) for c in (s.get("content") or [[s["start"], s["end"]]]))
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
