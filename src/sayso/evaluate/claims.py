"""Which clauses of several outlets make the same claim, in events of BASIL, ECB+ and FNC-1.

The annotations are benchmarks/annotations/clauses.json, kept by offset.

Layout: the folder that holds the sets. The articles of an event are read and linked as in a brief. `same claim`: of the pairs of annotated
clauses of two articles that share a claim, those that statements of one linked claim cover (recall); of the pairs of statements of two
articles that a linked claim holds, those that cover such clauses (precision). A statement covers a clause where they share more than half
of the shorter of both. Every other pair of clauses was read and found to say something else, so precision counts.

`--split train` has the events from which the context encoder has learnt, `choose` those by which it was chosen, `weigh` others; the weights
of the linker's features are fitted on `choose` and `weigh`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from sayso.engine import read_all
from sayso.link import link
from sayso.model import Article, InputError, Reading, Span, Statement, length

from .counts import Counts
from .quantity_texts import text_of
from .yardstick import Document, Error, Outcome, Trial, Yardstick, folder

ANNOTATIONS = "benchmarks/annotations/clauses.json"
SENTENCES = 18  # of an article of ECB+, the title included

Place = tuple[str, Span]  # article, and where in it


@dataclass(frozen=True, slots=True)
class Event:
    """`claims` are the clauses that say the same, of at least two articles each."""

    name: str
    articles: tuple[Article, ...]
    claims: tuple[tuple[Place, ...], ...]


def load(data: Path, split: str | None) -> Iterator[Document | Trial | InputError]:
    """The annotated events. Raises InputError without annotations."""
    folder(data)
    for row in _annotations(data):
        if split is None or row["part"] == split:
            try:
                yield Trial(event_of(data, row))
            except (OSError, KeyError, IndexError):
                yield InputError(str(row["event"]), "its texts are not there as annotated.", "It was left out.")


def _annotations(data: Path) -> list[dict[str, Any]]:
    """Those in `data`, else those of the repository that this module lies in."""
    for path in (data / "clauses.json", Path(__file__).parents[3] / ANNOTATIONS):
        if path.is_file():
            rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["events"]
            return rows
    raise InputError(
        str(data), "there are no annotations to compare with.", f"Copy {ANNOTATIONS} of the repository there."
    )


def event_of(data: Path, row: dict[str, Any]) -> Event:
    articles = tuple(_article(data, a) for a in row["articles"])
    claims = tuple(tuple((a, Span(start, end)) for a, start, end in claim) for claim in row["claims"])
    return Event(row["event"], articles, claims)


def _article(data: Path, row: dict[str, Any]) -> Article:
    blocks = _blocks(data, row)
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    text = "\n\n".join(" ".join(sentences) for sentences in blocks)
    return Article(row["id"], text, row["file"], blocks[0][0], row.get("outlet"), published=published)


def _blocks(data: Path, row: dict[str, Any]) -> list[list[str]]:
    """Sentences of each paragraph, the headline first."""
    name = row["file"].split("/")[0]
    if name == "basil":
        held = json.loads((data / row["file"]).read_text(encoding="utf-8"))
        return [[held["title"]], *held["body-paragraphs"]]
    if name == "fnc1":
        body = text_of(data, name, row["file"], str(row["body"]))
        return [[_headline(data, row["headline"])], *([p.strip()] for p in re.split(r"\n\s*\n", body) if p.strip())]
    numbers = _sentence_numbers(data / row["file"])
    return [[text_of(data, name, row["file"], n)] for n in numbers[:SENTENCES]]


def _headline(data: Path, number: int) -> str:
    import csv

    with (data / "fnc1" / "train_train_stances.csv").open(encoding="utf-8", newline="") as lines:
        return next(r["Headline"] for n, r in enumerate(csv.DictReader(lines)) if n == number)


def _sentence_numbers(path: Path) -> list[str]:
    import xml.etree.ElementTree as ET

    return list(dict.fromkeys(t.get("sentence") or "" for t in ET.parse(path).getroot().iter("token")))


def judge(event: Event) -> Outcome:
    readings = [r for r in read_all(event.articles) if isinstance(r, Reading)]
    statements = {s.id: s for r in readings for s in r.statements}
    text = {r.article.id: r.article.text for r in readings}
    clauses = sorted({place for claim in event.claims for place in claim}, key=lambda p: (p[0], p[1].start, p[1].end))
    covers = {i: {p for p in clauses if _covers(s, p)} for i, s in statements.items()}
    gold = _pairs(event.claims)
    met: set[frozenset[Place]] = set()
    right = got = 0
    errors = []
    told = {frozenset(p) for c in link(readings).claims for p in combinations(c.statements, 2)}
    for a, b in sorted(sorted(p) for p in told):
        if statements[a].article == statements[b].article:
            continue
        hit = {frozenset((x, y)) for x in covers[a] for y in covers[b]} & gold
        got += 1
        right += bool(hit)
        met |= hit
        if not hit:
            errors.append(Error("not the same", f"{event.name} {a} {b}", statements[a].text, statements[b].text))
    for pair in sorted((sorted(p, key=lambda q: (q[0], q[1].start)) for p in gold - met), key=str):
        one, other = (span.of(text[article]) for article, span in pair)
        errors.append(Error("not brought together", event.name, one, other))
    return Outcome({"same claim": Counts(right, got, len(met), len(gold))}, errors)


def _pairs(claims: Sequence[Sequence[Place]]) -> set[frozenset[Place]]:
    return {frozenset((a, b)) for claim in claims for a, b in combinations(claim, 2) if a[0] != b[0]}


def _covers(s: Statement, place: Place) -> bool:
    article, span = place
    shared = sum(max(0, min(span.end, x.end) - max(span.start, x.start)) for x in s.spans)
    return s.article == article and 2 * shared > min(length(s.spans), span.end - span.start)


YARDSTICK = Yardstick(
    name="claims",
    help="Events of BASIL, ECB+ and FNC-1: which clauses of their articles make the same claim, annotated for sayso.",
    load=load,
    judge=judge,
    splits=("train", "weigh", "choose"),
)
