"""The checks over a brief as data, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sayso.model import Article

from .claims import check_claims, check_summary
from .fault import Fault, Held, Json, shown
from .references import check_references
from .rules import check_rules
from .spans import check_spans

_SCHEMA_FAULTS = 10  # of a brief that is none, the first few say enough


def verify(brief: Json, articles: Sequence[Article] | None = None) -> list[Fault]:
    """Everything in `brief` (as `sayso brief --json` writes it) that does not hold; nothing where all does.

    With `articles`, the texts in the brief are compared with theirs.
    """
    faults = list(_against_schema(brief))
    if faults:
        return faults
    held = Held(brief)
    faults += check_spans(held)
    faults += check_references(held)
    if any(f.what.startswith("names") for f in faults):
        return faults  # the other checks follow references
    faults += check_rules(held)
    faults += check_claims(held)
    faults += check_summary(held)
    if articles is not None:
        faults += _against_files(held, articles)
    return faults


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    from sayso.brief import brief_schema

    return Draft202012Validator(brief_schema())


def _against_schema(brief: Json) -> Iterator[Fault]:
    for number, error in enumerate(_validator().iter_errors(brief)):
        if number == _SCHEMA_FAULTS:
            return
        where = "/".join(map(str, error.absolute_path)) or "the brief"
        yield Fault(where, f"does not fit the schema: {shown(error.message)}")


def _against_files(held: Held, articles: Sequence[Article]) -> Iterator[Fault]:
    """Each article of the brief must be one of those given, character by character."""
    texts = {a.sha256 for a in articles}
    by_file = {name: a for a in articles for name in (a.file, a.id) if name}
    for where, row in held.rows("articles"):
        if row["sha256"] in texts:
            continue
        given = by_file.get(str(row["file"])) or by_file.get(row["id"])
        if given is None:
            yield Fault(where, f"none of the articles given has its text ({row['file'] or row['title'] or 'no name'})")
            continue
        at = next((i for i, (a, b) in enumerate(zip(row["text"], given.text, strict=False)) if a != b), None)
        at = min(len(row["text"]), len(given.text)) if at is None else at
        yield Fault(where, f"its text differs from {given.file or given.id} from character {at} on")
