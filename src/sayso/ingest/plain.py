"""Text and Markdown. The article's text is the file's, character by character, less Markdown's front matter."""

from __future__ import annotations

import re

from .limits import MAX_FIELD_CHARS
from .metadata import KEYS

_PAIR = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*:(.*)", re.S)
_FRONT_LINES = 100
_TITLE_CHARS = 200


def front_matter(text: str) -> tuple[dict[str, object], str]:
    """`key: value` lines between two lines of "---" at the very start, and the text after them.

    Text that only begins with a line of dashes stays whole: it needs a known key, and a closing line.
    """
    end = text.find("\n") + 1
    if text[:end].rstrip() != "---":
        return {}, text
    record: dict[str, object] = {}
    for _ in range(_FRONT_LINES):
        start, end = end, text.find("\n", end) + 1
        line = text[start : end or len(text)].strip()
        if line == "---":
            return (record, text[end or len(text) :]) if record else ({}, text)
        if not end:
            break
        pair = _PAIR.match(line)
        if pair and pair.group(1).lower() in KEYS:
            record[pair.group(1).lower()] = pair.group(2).strip().strip("\"'")[: 2 * MAX_FIELD_CHARS]
    return {}, text


def first_line(text: str) -> str | None:
    """The first line that holds words, where it is short enough for a title and more text follows."""
    lines = text.lstrip()[:4000].splitlines()
    title = lines[0].lstrip("#").strip() if lines else ""
    more = len(lines) > 1
    return title if more and 0 < len(title) <= _TITLE_CHARS else None
