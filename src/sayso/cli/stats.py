"""`sayso stats`: how much a ledger holds."""

from __future__ import annotations

import sys

from .ledgers import AsJson, LedgerFile, ledger_at, print_json


def stats(ledger: LedgerFile = None, as_json: AsJson = False) -> None:
    """Count what a ledger holds: articles, statements, stories, claims and how they stand.

    \b
    Examples:
      sayso stats
      sayso stats --ledger case.sayso --json
    """
    from sayso.ledger.browse import count_all

    with ledger_at(ledger) as opened:
        with opened.look() as c:
            counts = count_all(c)
        size = opened.path.stat().st_size
        where = str(opened.path)
    if as_json:
        print_json("stats", ledger=where, bytes=size, counts=counts)
        return
    sys.stdout.write(f"{where}, {size / 1e6:,.1f} MB\n")
    for name, count in counts.items():
        if count != "":
            sys.stdout.write(f"  {count:>12,}  {name}\n" if isinstance(count, int) else f"  {count:>12}  {name}\n")
