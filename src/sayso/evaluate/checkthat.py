"""CheckThat! 2020, task 2: the verified claim that a tweet repeats, out of ten thousand.

Layout: `verified_claims.docs.tsv` (id, claim, title), and for each part a folder with `tweets.queries.tsv` (id, text) and
`tweet-vclaim-pairs.qrels` (tweet, 0, claim, relevance). A part may lie under the folder that holds the claims, or beside them.

    first     the claim that is ranked first is right
    first five   it is among the first five
    MAP@5     mean average precision at five, the task's measure
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sayso.link.retrieval import Index
from sayso.model import InputError

from .counts import Counts, Table
from .yardstick import Error, Outcome, Trial, Yardstick, folder

CLAIMS, QUERIES, PAIRS = "verified_claims.docs.tsv", "tweets.queries.tsv", "tweet-vclaim-pairs.qrels"
DEPTH = 5
SUM = "average precision"


@dataclass(frozen=True, slots=True)
class Verified:
    id: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Query:
    """A tweet and the ids of the claims that it repeats."""

    id: str
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """One query, and where the claims lie that it is held against."""

    query: Query
    data: Path


def load(data: Path, split: str | None) -> Iterator[Trial | InputError]:
    folder(data)
    parts = [data / split] if split else [data, *sorted(p for p in data.iterdir() if p.is_dir())]
    parts = [p for p in parts if (p / QUERIES).is_file() and (p / PAIRS).is_file()]
    if not (data / CLAIMS).is_file() or not parts:
        what = (
            f"it holds no {CLAIMS} with a part “{split}” beside it." if split else f"it holds no {CLAIMS} with parts."
        )
        raise InputError(str(data), what, "Give the folder that holds the claims.")
    known = {c.id for c in claims_of(data)}
    for part in parts:
        for query in queries_of(part):
            if not query.claims or not known.issuperset(query.claims):
                yield InputError(f"{part}, tweet {query.id}", "no claim of the file belongs to it.", "It was left out.")
            else:
                yield Trial(Searched(query, data))


def claims_of(data: Path) -> list[Verified]:
    return [Verified(*row[:3]) for row in _rows(data / CLAIMS, 3)[1:]]


def queries_of(part: Path) -> list[Query]:
    wanted: dict[str, list[str]] = {}
    for tweet, _, claim, relevance in _rows(part / PAIRS, 4):
        if relevance != "0":
            wanted.setdefault(tweet, []).append(claim)
    return [Query(i, text, tuple(wanted.get(i, ()))) for i, text in _rows(part / QUERIES, 2)[1:]]


def _rows(file: Path, columns: int) -> list[list[str]]:
    try:
        with file.open(encoding="utf-8", errors="replace", newline="") as f:
            return [row[:columns] for row in csv.reader(f, delimiter="\t") if len(row) >= columns]
    except (OSError, csv.Error) as e:
        raise InputError(str(file), f"the file cannot be read ({e}).", "Give it as published.") from e


@lru_cache(maxsize=1)
def _index(data: Path) -> tuple[Index, tuple[Verified, ...]]:
    claims = claims_of(data)
    index = Index()
    index.add([c.text for c in claims], [c.title for c in claims])
    return index, tuple(claims)


def average_precision(ranked: Sequence[object], right: Collection[object]) -> float:
    """At the depth of `ranked`, of as many as there can be."""
    hits = [n for n, found in enumerate(ranked, 1) if found in right]
    return sum(k / n for k, n in enumerate(hits, 1)) / max(1, min(len(right), len(ranked)))


def judge(searched: Searched) -> Outcome:
    index, claims = _index(searched.data)
    query = searched.query
    ranked = [claims[h.number] for h in index.query(query.text, DEPTH)]
    ids = [c.id for c in ranked]
    precision = average_precision(ids, query.claims)
    first, five = ids[:1], ids
    rows = {
        "first": _hit(bool(set(first) & set(query.claims))),
        "first five": _hit(bool(set(five) & set(query.claims))),
        SUM: Counts(precision, 1, precision, 1),
    }
    if precision == 1:
        return Outcome(rows)
    group = "ranked lower than first" if set(five) & set(query.claims) else "not among the first five"
    gold = " | ".join(c.text for c in claims if c.id in query.claims)
    return Outcome(rows, [Error(group, query.text, gold, ranked[0].text if ranked else "(nothing)", 1 - precision)])


def _hit(right: bool) -> Counts:
    return Counts(right, 1, right, 1)


def _mean(table: Table) -> float:
    return table[SUM].recall if SUM in table else 0.0


YARDSTICK = Yardstick(
    name="checkthat",
    help="the verified claim that a tweet repeats",
    load=load,
    judge=judge,
    splits=("train", "dev", "test"),
    rows=("first", "first five"),
    figures={"MAP@5": _mean},
)
