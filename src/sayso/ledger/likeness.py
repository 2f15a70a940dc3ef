"""A text -> the claims of the ledger that are nearest to it in meaning. The work is bounded, however many claims there are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from ..link.retrieval import find_like
from ..link.words import split_words, word_set
from . import schema as t
from .browse import ClaimRow, claim_rows

MOST_WORDS = 24  # of the text that are looked for
EACH = 400  # newest statements that are looked at for each of them
COMPARED = 160  # claims that are compared with the text


@dataclass(frozen=True, slots=True)
class Like:
    """A claim; `score` ranks, and is no chance that it is the same."""

    claim: ClaimRow
    score: float


def claims_like(c: Connection, wanted: str, limit: int) -> list[Like]:
    """The nearest first."""
    rows = _candidates(c, _rows(c, wanted))
    found = find_like(wanted, [r.text for r in rows], most=limit) if rows else []
    return [Like(rows[hit.number], hit.score) for hit in found]


def _rows(c: Connection, wanted: str) -> list[int]:
    """Statements that share words with the text, those with more and rarer ones first."""
    stop = word_set("stopwords.txt")
    words = list(dict.fromkeys(w.low for w in split_words(wanted[:2000]) if w.low not in stop and w.low.isalnum()))
    newest = text("SELECT rowid FROM statement_words WHERE statement_words MATCH :m ORDER BY rowid DESC LIMIT :n")
    weight: dict[int, float] = defaultdict(float)
    for word in words[:MOST_WORDS]:
        having = list(c.execute(newest, {"m": f'text : "{word}"', "n": EACH}).scalars())
        for row in having:
            weight[row] += 1 / (4 + len(having) ** 0.5)
    return sorted(weight, key=lambda row: (-round(weight[row], 6), -row))[: COMPARED * 3]


def _candidates(c: Connection, rows: list[int]) -> list[ClaimRow]:
    rank = {row: n for n, row in enumerate(rows)}
    asked = (
        select(t.claim, t.story.c.id.label("story_id"), t.claim_statement.c.row)
        .join(t.claim_statement, t.claim_statement.c.claim == t.claim.c.id)
        .join(t.story, t.story.c.n == t.claim.c.story)
        .where(t.claim_statement.c.row.in_(rows))
    )
    best: dict[str, Any] = {}
    for r in sorted(c.execute(asked), key=lambda r: (rank[r.row], r.id)):
        best.setdefault(r.id, r)
    return claim_rows(c, list(best.values())[:COMPARED])
