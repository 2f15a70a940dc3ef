"""How large an input may be. Larger ones are named and left out; the rest goes on."""

from __future__ import annotations

MAX_FILE_BYTES = 5_000_000  # a text, a page, a JSON file, or one line of JSONL
MAX_TEXT_CHARS = 1_000_000  # the text of one article
MAX_FIELD_CHARS = 500  # a title, an outlet, an author
