"""Short ways to read invented text in tests."""

from __future__ import annotations

from datetime import date

from sayso.model import Article, Reading, Statement
from sayso.read import read


def read_text(text: str, *, outlet: str = "The Daily Lantern", published: date | None = date(2026, 3, 10)) -> Reading:
    return read(Article("a1", text, outlet=outlet, published=published, language="en"))


def said(reading: Reading, words: str) -> Statement:
    """The attributed statement whose content holds `words`, the tightest one."""
    found = [s for s in reading.statements if words in s.text and s.cue is not None]
    assert found, f"no attributed statement holds {words!r}: {[s.text for s in reading.statements]}"
    return min(found, key=lambda s: len(s.text))


def told(reading: Reading, words: str) -> Statement:
    """Any statement whose content holds `words`, the tightest one."""
    found = [s for s in reading.statements if words in s.text]
    assert found, f"no statement holds {words!r}: {[s.text for s in reading.statements]}"
    return min(found, key=lambda s: len(s.text))
