"""Stories of a ledger -> briefs as data, and those -> flat tables: the same fields, one row a thing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.brief import brief_to_data, build_brief
from sayso.ledger import Ledger
from sayso.ledger.browse import story_of
from sayso.ledger.judged import judgements
from sayso.ledger.story_view import story_numbers, view_story
from sayso.model import Certainty, Judgement, LedgerError

Json = dict[str, Any]

# Table -> columns. Parts of a field have a dot in their name; lists are JSON. Every row names its story.
TABLES: Mapping[str, tuple[str, ...]] = {
    "stories": ("story", "title", "articles"),
    "articles": ("story", "id", "file", "title", "outlet", "url", "author", "published", "language", "sha256", "text"),
    "statements": (
        *("story", "id", "article", "spans", "text", "mode", "source.name", "source.kind", "source.entity", "cue.text"),
        *("attribution", "chain", "parent", "act", "certainty", "polarity", "addressee", "confidence", "basis"),
    ),
    "quotations": ("story", "id", "article", "span", "text", "speaker", "statement"),
    "times": ("story", "article", "span", "text", "kind", "value", "anchored", "reason"),
    "quantities": (
        *("story", "article", "span", "text", "low", "best", "high", "unit", "of", "base", "approximate", "role"),
        "derived",
    ),
    "places": (
        *("story", "article", "span", "text", "name", "geonames", "lat", "lon", "country", "precision", "role", "pin"),
        "reason",
    ),
    "entities": ("story", "id", "name", "kind", "mentions"),
    "claims": (
        *("story", "id", "text", "status", "surest", "least_sure", "origin_count", "origins", "statements", "articles"),
        "denied_by",
    ),
    "copies": ("story", "child", "parent", "ghost", "share", "direction", "evidence"),
    "relations": ("story", "kind", "from", "to", "note"),
    "credits": ("story", "article", "span", "text", "kind", "party"),
}
DECIMAL = frozenset({"low", "best", "high", "lat", "lon", "confidence", "share"})
WHOLE = frozenset({"geonames", "origin_count"})
YES_OR_NO = frozenset({"anchored", "approximate", "pin", "ghost"})


def briefs(ledger: Ledger, story: str | None = None) -> Iterator[Json]:
    """A brief as data for each story, in the order in which they were founded; of one moment of the ledger.

    Raises LedgerError where the story is not there.
    """
    with ledger.look() as c:
        numbers = [story_of(c, story)] if story else story_numbers(c)
        for number in numbers:
            view = view_story(ledger, c, number)
            try:
                data = brief_to_data(build_brief(view.readings, view.links))
            except (KeyError, ValueError) as e:
                raise LedgerError(
                    str(ledger.path), f"story {view.id} is damaged ({e}).", "Run `sayso verify` on it."
                ) from e
            yield {"story": view.id, **data}


def judged(ledger: Ledger) -> list[Judgement]:
    with ledger.look() as c:
        return judgements(c)


def rows_of(brief: Json, table: str) -> Iterator[tuple[Any, ...]]:
    """The cells of each row, in the order of the table's columns."""
    for thing in _claims(brief) if table == "claims" else brief[table]:
        yield (brief["story"], *(_cell(thing, name) for name in TABLES[table][1:]))


def _claims(brief: Json) -> Iterator[Json]:
    """With what a table of claims must not leave out: how sure they are told, and on how many origins they rest."""
    order = [str(x) for x in Certainty]
    certainty = {s["id"]: order.index(s["certainty"]) for s in brief["statements"]}
    for claim in brief["claims"]:
        told = [certainty[s] for s in claim["statements"]]
        sure = {"surest": order[min(told)], "least_sure": order[max(told)]} if told else {}
        yield {**claim, **sure, "origin_count": len(claim["origins"])}


def _cell(thing: Json, name: str) -> Any:
    value: Any = thing
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value
