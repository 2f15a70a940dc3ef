"""Articles and their structural parts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePath

from .text import Span


class BlockKind(StrEnum):
    HEADLINE = "headline"
    HEADING = "heading"
    DATELINE = "dateline"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    PROMOTION = "promotion"
    CREDIT = "credit"
    AUTHOR_NOTE = "author note"
    URL_LINE = "url line"


# Blocks whose words may hold statements, names, numbers, times and places (rule 4 of the design).
SPEAKING_BLOCKS = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One published text and its metadata; its text never changes.

    `id` is unique in a run and stable for the same inputs; `file` is the name it was read from as the user gave it;
    `published` is the day of publication where it is known; `language` an ISO 639-1 code.
    """

    id: str
    text: str
    file: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def voice(self) -> str:
        """What to call the article's own voice: its outlet, else the name of its file, else its id."""
        return self.outlet or (PurePath(self.file).name if self.file else self.id)
