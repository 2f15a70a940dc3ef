"""What somebody looks for -> a query of the full text that cannot fail: words, "phrases", begin*, one OR other, -without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sayso.model import Certainty, ClaimStatus, UsageError

MOST_WORDS = 32  # of one query
_PIECE = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Query:
    """Words and filters; each that is given must hold. `speaker`, `outlet` and `place` are words of a name, `certainty` and
    `status` values of the model, `since` and `until` days of publication (both included), `when` the beginning of a TIMEX3 value that
    the statement names ("2024-03"), `story` an id.
    """

    words: str = ""
    speaker: str | None = None
    outlet: str | None = None
    story: str | None = None
    place: str | None = None
    certainty: Certainty | None = None
    status: ClaimStatus | None = None
    since: date | None = None
    until: date | None = None
    when: str | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"--since {self.since}", f"this is after --until {self.until}.", "Swap the two days.")


def full_text(words: str) -> str:
    """`words` as an expression of FTS5, "" where there is nothing to look for; raises UsageError where only exclusions are left.

    Whatever is typed is a word: no sign of the query language gets through but quotation marks, a star at the end of a word, a minus
    before one, and OR in capitals.
    """
    groups: list[list[str]] = []
    without: list[str] = []
    joined = False
    for minus, phrase, word in _PIECE.findall(words)[:MOST_WORDS]:
        if word == "OR" and not minus:
            joined = bool(groups)
            continue
        term = _term(phrase or word, begins=bool(word) and word.endswith("*"))
        if not term:
            continue
        if minus:
            without.append(term)
        elif joined:
            groups[-1].append(term)
        else:
            groups.append([term])
        joined = False
    if without and not groups:
        raise UsageError(words, "a search needs a word that should be there.", "Add one, or leave out the minus.")
    wanted = " AND ".join(f"({' OR '.join(g)})" if len(g) > 1 else g[0] for g in groups)
    return " NOT ".join([f"({wanted})" if without and len(groups) > 1 else wanted, *without]) if wanted else ""


def in_columns(names: str, expression: str) -> str:
    """`expression` held against some columns only ("source", "title body")."""
    return f"{{{names}}} : ({expression})" if expression else ""


def _term(text: str, *, begins: bool) -> str:
    """Letters and digits as one phrase: "don't" is two words beside each other."""
    pieces = _LETTERS.findall(text)
    return f'"{" ".join(pieces)}"' + ("*" if begins else "") if pieces else ""
