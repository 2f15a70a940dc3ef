"""What follows from a share and the count that it is a share of: "more than half" of 170 shells is more than 85."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Quantity, Span


def derive(found: Sequence[Quantity], sentences: Sequence[Span]) -> list[Quantity]:
    """`found` with a formula on every share whose base was counted in this or the two sentences before it."""
    return [
        _with_formula(q, found[max(0, i - 12) : i], sentences) if q.unit == "share" else q for i, q in enumerate(found)
    ]


def _with_formula(share: Quantity, before: Sequence[Quantity], sentences: Sequence[Span]) -> Quantity:
    head = _head(share.base)
    # "a third of the crates that were left on deck" is no share of all crates.
    narrowed = {"that", "who", "which", "whose"} & set((share.base or "").lower().split())
    if not head or narrowed:
        return share
    earliest = _two_sentences_back(share.span.start, sentences)
    whole = [
        q
        for q in before
        if q.role == "count"
        and q.best is not None
        and q.unit not in (None, "share")
        and q.span.start >= earliest
        and _head_in(q, head)
    ]
    if not whole or len({q.best for q in whole}) > 1:
        return share
    total = whole[-1].best or 0.0
    sides = [(sign, x) for sign, x in (("at least ", share.low), ("at most ", share.high)) if x is not None]
    if share.best is not None:
        sides = [("", share.best)]
    formula = "; ".join(f"{sign}{_plain(x)} × {_plain(total)} = {_plain(x * total)}" for sign, x in sides)
    return replace(share, derived=formula or None)


def _head(base: str | None) -> str | None:
    """The noun that a base is about: the last word before a relative clause or preposition."""
    words: list[str] = []
    for word in (base or "").lower().split():
        if word in ("that", "who", "which", "in", "on", "at", "from", "around", "of", "with") and words:
            break
        words.append(word.strip(',.;:"“”'))
    return words[-1] if words else None


def _head_in(q: Quantity, head: str) -> bool:
    words = f"{q.unit} {q.of or ''}".lower().split()
    return len(head) > 2 and any(w == head or w.rstrip("s") == head.rstrip("s") for w in words)


def _two_sentences_back(offset: int, sentences: Sequence[Span]) -> int:
    starts = [s.start for s in sentences if s.start <= offset]
    return starts[-3] if len(starts) > 2 else 0


def _plain(x: float) -> str:
    return f"{float(f'{x:.6g}'):,.10g}"
