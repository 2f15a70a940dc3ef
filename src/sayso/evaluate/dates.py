"""Holds the times of a reading against gold times: spans and TIMEX3 values, counted as TempEval-3 does.

One gold time meets at most one time found. `strict` wants the same characters, `relaxed` any in common, `value` a relaxed match
whose value is the gold's: its F1 is relaxed F1 times the share of right values, as the official scorer has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Span, Time

from .counts import Counts
from .spans import context, overlapping
from .yardstick import Error

ROWS = ("dates, strict span", "dates, relaxed span", "dates, value")


@dataclass(frozen=True, slots=True)
class GoldTime:
    """`values` are the TIMEX3 values that count as right; with none, neither it nor what is found there counts.
    `day` says that the gold only knows the day, so that a time of that day is right too."""

    span: Span
    values: tuple[str, ...]
    kind: str = ""
    day: bool = False

    def accepts(self, value: str | None) -> bool:
        if value is None:
            return False
        plain = value.split("T")[0] if self.day else value
        return any(plain == v or (v[:4] == "XXXX" and plain[4:] == v[4:] and v != "XXXX") for v in self.values)


def score(
    text: str, gold: Sequence[GoldTime], found: Sequence[Time], *, kinds: bool = False
) -> tuple[dict[str, Counts], list[Error]]:
    """Rows as in ROWS, with `kinds` also "dates, type"; and the errors, by group."""
    idle = [g.span for g in gold if not g.values]
    gold = [g for g in gold if g.values]
    found = [t for t in found if not any(t.span.overlaps(s) for s in idle)]
    pairs = overlapping([g.span for g in gold], [t.span for t in found])
    strict = sum(gold[k].span == found[i].span for i, k in pairs.items())
    right = sum(gold[k].accepts(found[i].value) for i, k in pairs.items())

    def counts(n: int) -> Counts:
        return Counts(n, len(found), n, len(gold))

    rows = dict(zip(ROWS, (counts(strict), counts(len(pairs)), counts(right)), strict=True))
    if kinds:
        rows["dates, type"] = counts(sum(gold[k].kind == found[i].kind for i, k in pairs.items()))
    return rows, _errors(text, gold, found, pairs)


def _errors(text: str, gold: Sequence[GoldTime], found: Sequence[Time], pairs: dict[int, int]) -> list[Error]:
    errors = []
    for i, t in enumerate(found):
        g = gold[pairs[i]] if i in pairs else None
        got = f"{t.text} = {t.value}"
        if g is None:
            errors.append(Error("date: too much", context(text, t.span), "", got))
        elif not g.accepts(t.value):
            want = " or ".join(g.values[:3])
            errors.append(Error("date: other value", context(text, t.span), f"{g.span.of(text)} = {want}", got))
        elif g.span != t.span:
            errors.append(Error("date: other span", context(text, t.span), g.span.of(text), got, 0.5))
    met = set(pairs.values())
    for k, g in enumerate(gold):
        if k not in met:
            want = " or ".join(g.values[:3])
            errors.append(Error("date: missed", context(text, g.span), f"{g.span.of(text)} = {want}", ""))
    return errors
