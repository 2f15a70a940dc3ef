"""Claims of several chapters, as rows: a claim that is part of one stands in `part`, and comes back among the claims when that one goes.

Everything here happens inside a transaction of the caller.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

_COLUMNS = "id, story, chapter, n, text, status, label, articles, origins, data"
_ROWS = "(SELECT json_group_array(row) FROM (SELECT row FROM claim_statement WHERE claim = claim.id ORDER BY row))"


def dissolve(c: Connection, wholes: Iterable[str]) -> None:
    """The claims go, their parts are claims again."""
    for whole in wholes:
        forget(c, whole)
        c.exec_driver_sql(f"INSERT INTO claim({_COLUMNS}) SELECT {_COLUMNS} FROM part WHERE whole = ?", (whole,))
        c.exec_driver_sql(
            "INSERT INTO claim_statement(claim, row) SELECT p.id, j.value FROM part p, json_each(p.rows) j"
            " WHERE p.whole = ?",
            (whole,),
        )
        c.exec_driver_sql("DELETE FROM part WHERE whole = ?", (whole,))


def set_aside(c: Connection, whole: str, parts: Iterable[str]) -> None:
    """The claims become parts of `whole`, whose own row is to be made."""
    for part in parts:
        c.exec_driver_sql(
            f"INSERT INTO part({_COLUMNS}, whole, rows) SELECT {_COLUMNS}, ?, {_ROWS} FROM claim WHERE id = ?",
            (whole, part),
        )
        forget(c, part)


def forget(c: Connection, claim: str) -> None:
    c.exec_driver_sql("DELETE FROM claim_statement WHERE claim = ?", (claim,))
    c.exec_driver_sql("DELETE FROM claim WHERE id = ?", (claim,))


def wholes_of(c: Connection, story: int, first: int, end: int) -> list[str]:
    """Those with a part in the chapters `first` .. `end` - 1 of the story."""
    query = "SELECT DISTINCT whole FROM part WHERE story = ? AND chapter >= ? AND chapter < ? ORDER BY whole"
    return list(c.exec_driver_sql(query, (story, first, end)).scalars())


def whole_of(c: Connection, part: str) -> str | None:
    found: str | None = c.exec_driver_sql("SELECT whole FROM part WHERE id = ?", (part,)).scalar()
    return found
