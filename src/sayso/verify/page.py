"""A brief as a page: the data that it carries."""

from __future__ import annotations

import re

from .fault import Fault, Json

_EMBEDDED = re.compile(r'<script type="application/json" id="sayso-brief">(.*?)</script>', re.S)


def brief_in(html: str) -> str | None:
    """The JSON text that a page carries, None where it carries none."""
    m = _EMBEDDED.search(html)
    return m.group(1) if m else None


def verify_page(html: str, brief: Json) -> list[Fault]:
    return []
