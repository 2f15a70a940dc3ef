"""What does not hold, and the brief as the checks look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` names the part of the brief ("statement a1-s3"), `what` the lie."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Held:
    """A brief that fits its schema, with look-ups by id."""

    def __init__(self, data: Json) -> None:
        self.data = data
        self.articles: dict[str, Json] = {a["id"]: a for a in data["articles"]}
        self.statements: dict[str, Json] = {s["id"]: s for s in data["statements"]}
        self.quotations: dict[str, Json] = {q["id"]: q for q in data["quotations"]}
        self.entities: dict[str, Json] = {e["id"]: e for e in data["entities"]}
        self.claims: dict[str, Json] = {c["id"]: c for c in data["claims"]}

    def rows(self, kind: str) -> Iterator[tuple[str, Json]]:
        """Each row of a list of the brief with the name that a fault gives it."""
        one = {"entities": "entity", "stories": "story", "copies": "copy", "quantities": "quantity"}.get(
            kind, kind.removesuffix("s")
        )
        for number, row in enumerate(self.data.get(kind, []), 1):
            yield f"{one} {row.get('id') or number}", row

    def voice(self, article: str) -> str:
        """What the article's own voice is called."""
        row = self.articles[article]
        return str(row["outlet"] or row["file"] or row["id"])


def shown(text: str) -> str:
    """`text` short enough for a message."""
    line = " ".join(text.split())
    return f"“{line[:60]}…”" if len(line) > 60 else f"“{line}”"
