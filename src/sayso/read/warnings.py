"""Signs that a text cannot be trusted to say what it means: garbled sentences, mistranslations, numbers that contradict each other."""

from __future__ import annotations

from .draft import Draft


def find_warnings(draft: Draft) -> None:
    """Adds to `warnings`."""
