"""What a person decides about what the machine found. It outranks the machine, survives every new reading, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .reading import SourceKind
from .text import Span

_WHOLE = Span(0, 0)


class JudgementKind(StrEnum):
    SAME = "same"  # two statements say the same, and so do their claims
    APART = "apart"  # they do not
    SOURCE = "source"  # whose a statement is, or is not
    PIN = "pin"  # where a place is, or that it has no pin
    STORY = "story"  # two articles tell of one event, or do not


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of an article, which stay what they are whatever a reader makes of them. An empty span means the whole article."""

    article: str
    span: Span = _WHOLE
    words: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`targets` are two statements (same, apart), one statement (source), one place (pin) or two articles (story).

    `holds`: it is so; false: it is not. `name` is whose the statement is or is not, or what the place is called; `source` of which
    kind that is; `lat` and `lon` where the place lies, in degrees, `geonames` its number there. `number` and `at` (UTC) are the
    ledger's; `undoes` is the number of the judgement that this one takes back.
    """

    kind: JudgementKind
    targets: tuple[Anchor, ...]
    author: str
    reason: str = ""
    holds: bool = True
    name: str | None = None
    source: SourceKind | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    number: int = 0
    at: str = ""
    undoes: int | None = None
