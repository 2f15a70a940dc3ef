"""PLOVER gold standard records: one sentence, its event, and who did it to whom.

sayso codes no events, so only what it gives is scored: the verbal events whose kind is an act of a statement (AGREE, DEMAND,
DISAPPROVE, REJECT, THREATEN) with the actor as its source, the actors as names, and the places of the events.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.model import Act, Article, InputError, Reading, Span

from .counts import Counts
from .timeml import day
from .yardstick import Document, Error, Outcome, Yardstick, text_of

EVENTS = {
    Act.AGREES: "AGREE",
    Act.DEMANDS: "DEMAND",
    Act.ACCUSES: "DISAPPROVE",
    Act.DENIES: "REJECT",
    Act.WARNS: "THREATEN",
}
ACTORS, TARGETS, PLACES = "actors", "targets", "places"


@dataclass(frozen=True, slots=True)
class Record:
    """`actors` did it to `targets` at `places`; spans in the text of the record."""

    event: str
    actors: tuple[Span, ...]
    targets: tuple[Span, ...]
    places: tuple[Span, ...]


def load(data: Path, split: str | None) -> Iterator[Document | InputError]:
    """The records of the JSON files (.txt or .json) in the folder `data`, or of `data` itself; there are no splits."""
    files = [data] if data.is_file() else sorted([*data.glob("*.txt"), *data.glob("*.json")])
    for path in files:
        try:
            records = json.loads(text_of(path))
        except InputError as e:
            yield e
            continue
        except (ValueError, RecursionError):
            continue  # tables and notes lie beside the records
        for n, item in enumerate(records if isinstance(records, list) else [], 1):
            if isinstance(item, dict) and isinstance(item.get("text"), str) and item["text"].strip():
                yield _document(path, n, item)


def _document(path: Path, n: int, item: dict[str, Any]) -> Document:
    text = item["text"]
    name = str(item.get("id") or n)
    places = item.get("eventLoc")
    record = Record(
        str(item.get("event", "")),
        _spans(text, item.get("source"), "actorText"),
        _spans(text, item.get("target"), "actorText"),
        _spans(text, places if isinstance(places, list) else [places], "name"),
    )
    article = Article(f"{path.stem}-{n}", text, file=f"{path.name}#{name}", published=day(str(item.get("date", ""))))
    return Document(article, record)


def _spans(text: str, items: Any, key: str) -> tuple[Span, ...]:
    """Where the text names them; those that it does not name in these words are left out."""
    names = [
        i[key].strip() for i in (items if isinstance(items, list) else []) if isinstance(i, dict) and _words(i, key)
    ]
    return tuple(Span(at, at + len(name)) for name in names if (at := text.find(name)) >= 0)


def _words(item: dict[str, Any], key: str) -> bool:
    return isinstance(item.get(key), str) and bool(item[key].strip())


def compare(reading: Reading, gold: Record) -> Outcome:
    """Rows by event; and actors, targets and places that the reading names, which only feed the figures."""
    text = reading.article.text
    mentions = {e.id: e.mentions for e in reading.entities}
    said = set()
    for s in reading.statements:
        spans = [*mentions.get(s.source.entity or "", ()), *([s.source.span] if s.source.span else [])]
        if s.act in EVENTS and any(a.overlaps(m) for a in gold.actors for m in spans):
            said.add(EVENTS[s.act])
    asked = {gold.event} & set(EVENTS.values())
    rows = {event: Counts.sets(asked & {event}, said & {event}) for event in EVENTS.values()}
    named = [m for ms in mentions.values() for m in ms]
    pinned = [p.span for p in reading.places]
    rows = {
        "all verbal events": Counts.sets(asked, said),
        **rows,
        ACTORS: _found(gold.actors, named),
        TARGETS: _found(gold.targets, named),
        PLACES: _found(gold.places, pinned),
    }
    errors = [Error(f"{event}: missed", text, event, ", ".join(sorted(said))) for event in asked - said]
    errors += [Error(f"{event}: too much", text, gold.event, event) for event in sorted(said - asked)]
    errors += [Error("actor: not named", text, a.of(text), "") for a in gold.actors if not _found([a], named).found]
    return Outcome(rows, errors)


def _found(gold: Iterable[Span], found: Iterable[Span]) -> Counts:
    held = list(found)
    hits = [any(g.overlaps(f) for f in held) for g in gold]
    return Counts(sum(hits), sum(hits), sum(hits), len(hits))


YARDSTICK = Yardstick(
    name="plover",
    help="PLOVER gold records: verbal events as acts of their actors, and who and where they name.",
    load=load,
    compare=compare,
    rows=("all verbal events", *EVENTS.values()),
    figures={
        "actors that are names, recall": lambda table: table[ACTORS].recall if ACTORS in table else 0.0,
        "targets that are names, recall": lambda table: table[TARGETS].recall if TARGETS in table else 0.0,
        "places of events, recall": lambda table: table[PLACES].recall if PLACES in table else 0.0,
    },
)
