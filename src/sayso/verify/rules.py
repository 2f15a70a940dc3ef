"""The rules that never break, for single statements, quotations, times, quantities and places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .fault import Fault, Held, Json, Pair

_SILENT = frozenset({"promotion", "credit", "author note", "byline", "dateline", "url line"})
_PINNED_ROLES = frozenset({"event", "origin", "destination"})
_PINNED_PRECISIONS = frozenset({"facility", "place", "region"})
_MARKS = "\"“”„‟«»‹›‘’‚'`´″＂「」『』"
_CALENDAR = re.compile(r"\d{2,4}(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)|['’]\d0s")
_HEDGES = frozenset({"rumour"})


def check_rules(held: Held) -> Iterator[Fault]:
    yield from _silence(held)
    yield from _sources(held)
    yield from _marks(held)
    yield from _times(held)
    yield from _quantities(held)
    yield from _places(held)


def _silence(held: Held) -> Iterator[Fault]:
    """Rule 4: promotions, credits, bylines, datelines and author notes yield no statements, numbers or places."""
    silent: dict[str, list[tuple[Pair, str]]] = {
        id_: [(b["span"], b["kind"]) for b in row["blocks"] if b["kind"] in _SILENT]
        for id_, row in held.articles.items()
    }
    spoken = [(where, row, span) for where, row in held.rows("statements") for span in row["spans"]]
    spoken += [(w, r, r["span"]) for k in ("quotations", "times", "quantities", "places") for w, r in held.rows(k)]
    for where, row, (start, end) in spoken:
        for (low, high), kind in silent[row["article"]]:
            if start < high and low < end and not _allowed(where, kind, row):
                yield Fault(where, f"comes from a {kind} of {row['article']} (rule 4)")


def _allowed(where: str, kind: str, row: Json) -> bool:
    """A dateline says where and when it was filed; a byline may say when."""
    if where.startswith("time "):
        return kind in ("dateline", "byline")
    return kind == "dateline" and row.get("role") == "dateline"


def _sources(held: Held) -> Iterator[Fault]:
    for where, row in held.rows("statements"):
        source = row["source"]
        narrated = source["kind"] == "narrator"
        if narrated and (row["cue"] is not None or source["span"] is not None or source["entity"] is not None):
            yield Fault(where, "is the article's own, but has the cue or source of somebody else")
        if not narrated and not row["chain"]:
            yield Fault(where, "has a source but no chain")
        if row["attribution"] == "explicit" and source["span"] is None and row["cue"] is None:
            yield Fault(where, "is called explicit, but neither source nor cue is shown")
        if row["certainty"] == "certain" and any(s["kind"] in _HEDGES for s in row["signals"]):
            yield Fault(where, "is called certain, but its own signals say that it is a rumour (rule 3)")
        if source["entity"] is not None and not _mentioned(held, row):
            name = held.entities[source["entity"]]["name"]
            yield Fault(where, f"its source is not where {row['article']} mentions {name}")


def _mentioned(held: Held, row: Json) -> bool:
    """Whether the words shown as source overlap a mention of the entity; without words there is nothing to compare."""
    span = row["source"]["span"]
    if span is None:
        return True
    mentions = held.entities[row["source"]["entity"]]["mentions"]
    return any(m["article"] == row["article"] and m["span"][0] < span[1] and span[0] < m["span"][1] for m in mentions)


def _marks(held: Held) -> Iterator[Fault]:
    """A quotation stands between marks; at the edge of a block one of them may be missing."""
    for where, row in held.rows("quotations"):
        text, (start, end) = held.articles[row["article"]]["text"], row["span"]
        before, after = text[:start].rstrip()[-1:], text[end : end + 40].lstrip()[:1]
        if before not in _MARKS and after not in _MARKS:
            yield Fault(where, "no quotation marks stand around its words")


def _times(held: Held) -> Iterator[Fault]:
    """Rule 2: without a day to count from, a weekday stays a weekday."""
    for where, row in held.rows("times"):
        calendar = bool(row["value"]) and _CALENDAR.match(row["value"]) is not None
        article = held.articles[row["article"]]
        if row["anchored"] and not row["value"]:
            yield Fault(where, "is called anchored, but has no value")
        if calendar and not row["anchored"]:
            yield Fault(where, f"has the calendar value {row['value']}, though it is not anchored (rule 2)")
        elif calendar and article["published"] is None and not _YEAR.search(article["text"]):
            yield Fault(where, f"has the value {row['value']}, but nothing in {row['article']} gives a year (rule 2)")


def _quantities(held: Held) -> Iterator[Fault]:
    for where, row in held.rows("quantities"):
        bounds = [row[k] for k in ("low", "best", "high") if row[k] is not None]
        if bounds != sorted(bounds):
            yield Fault(where, f"low, best and high are out of order: {bounds}")
        if row["derived"] is not None and not re.search(r"\d\D+\d", row["derived"]):
            yield Fault(where, "is called derived, but shows no formula (rule 5)")


def _places(held: Held) -> Iterator[Fault]:
    for where, row in held.rows("places"):
        if not row["pin"]:
            continue
        if row["role"] not in _PINNED_ROLES:
            yield Fault(where, f"has a pin, though its role is {row['role']} (rule 2)")
        elif row["precision"] not in _PINNED_PRECISIONS:
            yield Fault(where, f"has a pin, though its precision is {row['precision']} (rule 2)")
        elif row["lat"] is None or row["lon"] is None:
            if not row.get("reason"):
                yield Fault(where, "has a pin, but neither coordinates nor a reason why not")
        elif abs(row["lat"]) > 90 or abs(row["lon"]) > 180:
            yield Fault(where, "has a pin that is not on earth")
