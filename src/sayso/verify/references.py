"""Ids: each stands for one thing, and each reference finds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from .fault import Fault, Held, Json

_NAMED = ("articles", "statements", "quotations", "entities", "claims", "stories")


def check_references(held: Held) -> Iterator[Fault]:
    uses = Counter(row["id"] for kind in _NAMED for row in held.data[kind])
    for id_, count in uses.items():
        if count > 1:
            yield Fault(f"id {id_}", f"stands for {count} things")
    yield from _statements(held)
    yield from _quotations(held)
    for where, row in held.rows("claims"):
        for id_ in row["statements"]:
            yield from _known(where, "statement", id_, held.statements)
        for id_ in row["articles"]:
            yield from _known(where, "article", id_, held.articles)
    for where, row in held.rows("relations"):
        for id_ in (row["from"], row["to"]):
            yield from _known(where, "thing", id_, held.articles, held.statements, held.quotations, held.claims)
    for where, row in held.rows("stories"):
        for id_ in row["articles"]:
            yield from _known(where, "article", id_, held.articles)
    for where, row in held.rows("provenance"):
        yield from _known(where, "article", row["article"], held.articles)
    for where, row in held.rows("copies"):
        yield from _known(where, "article", row["child"], held.articles)
        if not row["ghost"]:
            yield from _known(where, "article", row["parent"], held.articles)


def _known(where: str, kind: str, id_: str, *among: Mapping[str, Json]) -> Iterator[Fault]:
    if not any(id_ in rows for rows in among):
        yield Fault(where, f"names the {kind} {id_}, which is not in the brief")


def _statements(held: Held) -> Iterator[Fault]:
    for where, row in held.rows("statements"):
        entity, parent = row["source"]["entity"], row["parent"]
        if entity is not None:
            yield from _known(where, "entity", entity, held.entities)
        if parent is None:
            continue
        yield from _known(where, "statement", parent, held.statements)
        if parent in held.statements and held.statements[parent]["article"] != row["article"]:
            yield Fault(where, f"lies in {parent}, which is of another article")
        if _circular(row["id"], held.statements):
            yield Fault(where, "lies in itself")


def _circular(id_: str, statements: Mapping[str, Json]) -> bool:
    seen: set[str] = set()
    here: str | None = id_
    while here is not None and here in statements:
        if here in seen:
            return True
        seen.add(here)
        here = statements[here]["parent"]
    return False


def _quotations(held: Held) -> Iterator[Fault]:
    """A quotation is its statement's: the same article, and the same speaker."""
    for where, row in held.rows("quotations"):
        if row["statement"] is None:
            continue
        yield from _known(where, "statement", row["statement"], held.statements)
        statement = held.statements.get(row["statement"])
        if statement is None:
            continue
        if statement["article"] != row["article"]:
            yield Fault(where, f"belongs to {row['statement']}, which is of another article")
        # In the article's own sentence, a headline for one, somebody else may be quoted.
        elif statement["source"]["kind"] != "narrator" and not _same_speaker(held, row["speaker"], statement):
            name = held.entities.get(row["speaker"], {}).get("name", row["speaker"])
            yield Fault(where, f"is given to {name}, but {row['statement']} to {statement['source']['name']}")


def _same_speaker(held: Held, speaker: str | None, statement: Json) -> bool:
    """Whether `speaker` (an entity's id or a name) is one of the hops of `statement`, or of one that it lies in."""
    here: Json | None = statement
    for _ in range(len(held.statements)):
        if here is None or speaker is None:
            break
        source = here["source"]
        if speaker in (source["entity"], source["name"], *here["chain"]):
            return True
        here = held.statements.get(here["parent"] or "")
    return speaker is None
