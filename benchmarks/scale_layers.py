"""A large ledger out of a small one: its rows again and again, further back in time, in a few statements a table.

Filing a hundred thousand articles one by one takes hours where a processor is shared. What a ledger costs depends on how much lies
in its tables and indexes, so the small one, which was filled article by article, is laid under itself: every layer is as many days
older, under ids and copy keys of its own (at most 255 layers), with words of its own for those that few articles hold, as other
events have; the newest is the small ledger itself. How common the other words are is left as it was. Packed readings and imprints
are laid down as they are: nothing old is unpacked when an article is added, for the copy keys do not find it.
"""

from __future__ import annotations

import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path

from scale_articles import A_DAY

from sayso.ledger import open_ledger, schema
from sayso.ledger.codec import pack, unpack

_SEQ = {
    ("article", "seq"), ("reading", "article"), ("place", "article"), ("time", "article"), ("band", "article"),
    ("imprint", "article"), ("profile", "article"), ("posting", "article"), ("story", "n"), ("member", "article"),
    ("member", "story"), ("story_event", "story"), ("story_event", "article"), ("story_event", "other"), ("chapter", "story"),
    ("copy", "child"), ("copy", "parent_seq"), ("claim", "story"), ("relation", "story"),
}  # fmt: skip
_ROW = {("statement", "row"), ("claim_statement", "row")}
_ID = {
    ("article", "id"), ("statement", "id"), ("story", "id"), ("claim", "id"), ("claim_statement", "claim"),
    ("relation", "origin"), ("relation", "target"), ("copy", "parent"),
}  # fmt: skip
_DAY = {("article", "published"), ("time", "value"), ("story", "first"), ("story", "last")}
_ORDINAL = {("posting", "day")}
_NUMBERED = ("story_event",)  # tables whose rows get new numbers
_COUNTS = (
    "meta",
    "term",
    "day",
)  # how common words are: as in the small ledger, so that articles come into the same stories
_LEFT = (*_COUNTS, "cache", "problem", "judgement", "judged")
KEYS = 1 << 46  # copy keys lie below
FEW = 30  # articles that hold a word, up to which it belongs to the events of its layer


def laid(small: Path, large: Path, layers: int, *, told: Callable[[int], None] = lambda n: None) -> None:
    """Makes the ledger `large` of `layers` layers of the ledger `small`, the last of which is `small` itself."""
    open_ledger(large, create=True).close()
    base = sqlite3.connect(large, isolation_level=None)
    try:
        base.execute("ATTACH ? AS small", (str(small),))
        for pragma in ("journal_mode=WAL", "synchronous=OFF", "cache_size=-400000", "temp_store=MEMORY"):
            base.execute(f"PRAGMA {pragma}")
        rare = {row[0] for row in base.execute("SELECT word FROM small.term WHERE held <= ?", (FEW,))}
        base.create_function(
            "word_of", 2, lambda word, age: f"{word}~{age}" if word in rare else word, deterministic=True
        )
        base.create_function("profile_of", 3, lambda data, age, days: _older(data, age, days, rare), deterministic=True)
        size = base.execute("SELECT count(*) FROM small.article").fetchone()[0]
        for n in range(layers):
            base.execute("BEGIN")
            _lay(base, n * size, layers - 1 - n, -(-size // A_DAY))
            base.execute("COMMIT")
            told((n + 1) * size)
        for table in _COUNTS:
            base.execute(f"INSERT OR REPLACE INTO main.{table} SELECT * FROM small.{table}")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        base.close()


def _older(data: bytes, age: int, days: int, rare: set[str]) -> bytes:
    """A profile of another event: older, with other rare words, of another meaning."""
    (words, *marks), title, published, places, people, *vectors = unpack(data)
    named = [f"{word}~{age}" if word in rare else word for word in words]
    columns = [list(column) for column in zip(*sorted(zip(named, *marks, strict=True)), strict=True)]
    turned = [b64encode(v[age:] + v[:age]).decode("ascii") for v in map(b64decode, vectors)]
    other = [[f"{name}~{age}", times] for name, times in people]
    return pack([columns, title, published - days if published else 0, places, other, *turned])


def _lay(base: sqlite3.Connection, offset: int, age: int, days: int) -> None:
    for table in schema.metadata.sorted_tables:
        if table.name not in _LEFT:
            columns = [c.name for c in table.columns if not (table.name in _NUMBERED and c.name == "n")]
            values = ", ".join(_value(table.name, name, offset, age, age * days) for name in columns)
            names = ", ".join(f'"{name}"' for name in columns)
            order = " ORDER BY 1" if table.name == "band" else ""
            base.execute(f"INSERT INTO main.{table.name}({names}) SELECT {values} FROM small.{table.name}{order}")
    if age:
        base.execute(f"INSERT INTO main.term SELECT word || '~{age}', held FROM small.term WHERE held <= {FEW}")
    base.execute(
        "INSERT INTO article_words(rowid, title, text) SELECT seq, title, text FROM main.article WHERE seq > ?",
        (offset,),
    )
    base.execute(
        "INSERT INTO statement_words(rowid, text, source) SELECT row, text, source FROM main.statement WHERE row > ?",
        ((offset + 1) * schema.ROWS - 1,),
    )


def _value(table: str, column: str, offset: int, age: int, days: int) -> str:
    """What stands in the place of a column in a layer that is `age` layers and `days` days older."""
    at, name = (table, column), f'"{column}"'
    if at in _SEQ:
        return f"{name} + {offset}"
    if at in _ROW:
        return f"{name} + {offset * schema.ROWS}"
    if age == 0:
        return name
    if at in _ID:
        other = f"substr({name}, 1, 1) || 'x{age:02x}' || substr({name}, 5)"
        return f"CASE ghost WHEN 0 THEN {other} ELSE {name} END" if table == "copy" else other
    if at in _DAY:
        return f"CASE WHEN {name} GLOB '????-??-??' THEN date({name}, '-{days} days') ELSE {name} END"
    if at in _ORDINAL:
        return f"CASE WHEN {name} > 0 THEN {name} - {days} ELSE 0 END"
    if at == ("posting", "word"):
        return f"word_of({name}, {age})"
    if at == ("profile", "data"):
        return f"profile_of({name}, {age}, {days})"
    if at == ("band", "key"):
        return f"({name} + {age * 703_687_441_777}) % {KEYS}"
    return name
