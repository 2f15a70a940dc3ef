"""The published JSON schema of a brief, as it ships with the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def brief_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `sayso brief --json`; `$defs/reading` is that of a line of `sayso read --jsonl`."""
    text = (files(__package__) / "data" / "brief.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
