"""Overlapping spans of one text as validly nested pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..model import Span
from .safe import visible

STATEMENT, QUOTATION, DETAIL, LEAF = range(4)  # from the outside in


NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Mark:
    """One span to be marked. `anchors` become ids on its first piece; `tail` follows its last piece."""

    span: Span
    layer: int
    css: str
    title: str = ""
    anchors: tuple[str, ...] = ()
    tail: Markup = NOTHING
    href: str = ""


@dataclass(slots=True)
class _Open:
    """Where a mark stands while the text is walked through."""

    mark: Mark
    order: int
    begun: bool = False


def marked(text: str, within: Span, marks: Iterable[Mark]) -> Markup:
    """`text[within]` as HTML in which every mark is a run of elements; the text content stays the same.

    Marks are clipped to `within`; where two cross, the inner one is split at the edge of the outer. A leaf (a link)
    inside another leaf would not be valid: only its anchor is kept.
    """
    live = [_Open(m, n) for n, m in enumerate(_clip(marks, within))]
    edges = sorted({within.start, within.end, *(m.mark.span.start for m in live), *(m.mark.span.end for m in live)})
    starts: dict[int, list[_Open]] = {}
    for item in live:
        starts.setdefault(item.mark.span.start, []).append(item)
    out: list[str] = []
    stack: list[_Open] = []
    active: list[_Open] = []
    for here, after in zip(edges, [*edges[1:], within.end], strict=True):
        ended = [m for m in active if m.mark.span.end <= here]
        active = [m for m in active if m.mark.span.end > here] + starts.get(here, [])
        wanted = _stack(active)
        same = next(
            (n for n, (a, b) in enumerate(zip(stack, wanted, strict=False)) if a is not b), min(len(stack), len(wanted))
        )
        out += [_close(m.mark) for m in reversed(stack[same:])]
        out += [m.mark.tail for m in sorted(ended, key=lambda m: (-m.mark.layer, m.order))]
        out += [_begin(m) for m in wanted[same:]]
        out += [_bare(m) for m in active if not m.begun]
        stack = wanted
        out.append(str(escape(visible(text[here:after]))))
    out += [_close(m.mark) for m in reversed(stack)]
    return Markup("".join(out))


def _clip(marks: Iterable[Mark], within: Span) -> list[Mark]:
    """Marks with words inside `within`, outermost first; one that goes on in the next block keeps its tail for there."""
    kept: list[Mark] = []
    for m in marks:
        start, end = max(m.span.start, within.start), min(m.span.end, within.end)
        if start < end:
            anchors = m.anchors if m.span.start >= within.start else ()
            tail = m.tail if m.span.end <= within.end else NOTHING
            kept.append(Mark(Span(start, end), m.layer, m.css, m.title, anchors, tail, m.href))
    return sorted(kept, key=lambda m: (m.layer, m.span.start, -m.span.end))


def _stack(active: Sequence[_Open]) -> list[_Open]:
    ordered = sorted(active, key=lambda m: m.order)
    first_leaf = next((m for m in ordered if m.mark.layer == LEAF), None)
    return [m for m in ordered if m.mark.layer != LEAF or m is first_leaf]


def _begin(item: _Open) -> str:
    mark = item.mark
    ids = () if item.begun else mark.anchors
    item.begun = True
    extra = "".join(f'<span id="{escape(a)}"></span>' for a in ids[1:])
    parts = [f' id="{escape(ids[0])}"'] if ids else []
    parts += [f' class="{escape(mark.css)}"'] if mark.css else []
    parts += [f' title="{escape(visible(mark.title))}"'] if mark.title else []
    tag = f'a href="{escape(mark.href)}"' if mark.href else "span"
    return f"<{tag}{''.join(parts)}>{extra}"


def _bare(item: _Open) -> str:
    """The anchor of a leaf that another leaf covers."""
    item.begun = True
    return "".join(f'<span id="{escape(a)}"></span>' for a in item.mark.anchors)


def _close(mark: Mark) -> str:
    return "</a>" if mark.href else "</span>"
