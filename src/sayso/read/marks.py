"""Pairs of quotation marks.

Two passes over the text of the speaking blocks: double marks first, then single ones, each between the marks found so far. A mark's
own form decides where it has a direction (curly, guillemets, low); a straight one, or one set against the wrong word, is decided by
what is open and by its neighbours. A quotation may run over several lines; one that opens each paragraph anew is several pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import BlockKind, Span, WarningKind
from .draft import Draft, Marks
from .singles import pair_singles

_DOUBLE = re.compile(r"''|``|[\"＂“”„‟«»]")
_OPENERS = frozenset("“„‟«")
_CLOSERS = frozenset("”»")
_BEFORE_OPEN = frozenset(" \t\xa0([{—–-/:'‘“\"")
_AFTER_CLOSE = frozenset(" \t\xa0)]}—–-/.,;:!?'’…")
_PAUSE = frozenset(".,!?…;-—–")
_REACH = 14  # lines that a quotation may run over before its closing mark


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    text: str
    line: int  # index of the block
    first: bool  # nothing but space before it in the block
    last: bool  # nothing but space after it
    opens: bool | None  # None where the form does not say


def find_marks(draft: Draft) -> None:
    """Fills `marks`, ordered by where they open, outer before inner; warns of quotations that never close."""
    text = draft.masked
    lines = [b.span for b in draft.speaking_blocks()]
    headline = {i for i, b in enumerate(draft.speaking_blocks()) if b.kind is BlockKind.HEADLINE}
    found = _doubles(draft, text, lines, headline)
    found += pair_singles(text, lines, headline, found)
    draft.marks = _nested(sorted(found, key=lambda m: (m.outer.start, -m.outer.end)))
    _warn(draft)


def marks_pair(text: str, start: int, opened: int, end: int, closing: int) -> Marks:
    """A pair from `start` to `end`, `opened` and `closing` being the widths of its marks; 0 is a missing closing mark."""
    inner = Span(start + opened, max(start + opened, end - closing)).trimmed(text)
    return Marks(inner, Span(start, end), closing > 0, 0)


def _marks_of(text: str, lines: list[Span]) -> Iterator[_Mark]:
    for i, (s, e) in enumerate(lines):
        for m in _DOUBLE.finditer(text, s, e):
            if not _is_inch(text, m, s):
                first, last = m.start() == s, m.end() == e
                yield _Mark(m.start(), m.end(), m[0], i, first, last, _direction(text, m[0], m.start(), m.end(), s, e))


def _is_inch(text: str, m: re.Match[str], s: int) -> bool:
    """6'2" and 5'11''."""
    return m[0] in ('"', "''") and bool(re.search(r"\d\s?['’′]\s?\d{1,2}\s?$", text[max(s, m.start() - 8) : m.start()]))


def _direction(text: str, mark: str, a: int, b: int, s: int, e: int) -> bool | None:
    """True opens, False closes, None as its surroundings decide."""
    left = a == s or text[a - 1] in _BEFORE_OPEN
    right = b == e or text[b] in _AFTER_CLOSE
    if mark in _OPENERS or mark in _CLOSERS:
        return None if mark == "“" and right and not left else mark in _OPENERS
    if left == right:
        return None
    return left


def _doubles(draft: Draft, text: str, lines: list[Span], headline: set[int]) -> list[Marks]:
    out: list[Marks] = []
    marks = list(_marks_of(text, lines))
    low = any(m.text == "„" for m in marks)
    open_: _Mark | None = None
    for n, mark in enumerate(marks):
        if open_ is not None and mark.line != open_.line and not _runs_on(text, open_, mark, headline):
            out.append(_broken(text, open_, lines))
            if not (mark.first and mark.opens is not False):
                _warn_open(draft, text, open_, lines)
            open_ = None
        if open_ is None:
            open_ = mark if _may_open(mark, marks, n) else None
            if open_ is None:
                draft.warn(WarningKind.UNBALANCED_QUOTES, "A quotation closes here that never opened.", _at(mark))
            continue
        if _reopens(text, open_, mark, low=low):
            out.append(marks_pair(text, open_.start, len(open_.text), _piece_end(text, open_, mark), 0))
            _warn_open(draft, text, open_, lines)
            open_ = mark
            continue
        out.append(marks_pair(text, open_.start, len(open_.text), mark.end, len(mark.text)))
        open_ = None
    if open_ is not None:
        out.append(_broken(text, open_, lines))
        _warn_open(draft, text, open_, lines)
    return out


def _at(mark: _Mark) -> Span:
    return Span(mark.start, mark.end)


def _warn_open(draft: Draft, text: str, mark: _Mark, lines: list[Span]) -> None:
    end = Span(mark.start, lines[mark.line].end).trimmed(text).end
    draft.warn(WarningKind.UNBALANCED_QUOTES, "A quotation opens here that never closes.", Span(mark.start, end))


def _broken(text: str, mark: _Mark, lines: list[Span]) -> Marks:
    """A quotation without a closing mark ends with its block."""
    return marks_pair(text, mark.start, len(mark.text), Span(mark.start, lines[mark.line].end).trimmed(text).end, 0)


def _piece_end(text: str, open_: _Mark, mark: _Mark) -> int:
    return Span(open_.start, mark.start).trimmed(text).end


def _runs_on(text: str, open_: _Mark, mark: _Mark, headline: set[int]) -> bool:
    """Whether `mark`, the next one and on a later line, closes what is open: then the quotation runs over the lines between."""
    if open_.line in headline or mark.line - open_.line > _REACH:
        return False
    if mark.first:
        return mark.last and mark.opens is not True  # a closing mark alone on its line
    if mark.text == "”" or (mark.text == "“" and open_.text == "„"):
        return True
    if mark.text in _OPENERS:
        return False
    if mark.opens is False or mark.last:
        return True
    return _pause_before(text, mark) and not _introduced(text, mark)


def _pause_before(text: str, mark: _Mark) -> bool:
    before = text[max(0, mark.start - 3) : mark.start].rstrip()
    return before[-1:] in _PAUSE


_INTRODUCED = re.compile(
    r"\b(?:said|says|say|saying|added|adding|told|tells|asked|wrote|tweeted|stated|stating|replied|declared|chanted|shouted|called|"
    r"that|read|reads|reading|as|of|explained|continued|insisted|warned|announced|concluded|noted)\s?[,:]?\s?$"
)


def _introduced(text: str, mark: _Mark) -> bool:
    """A reporting verb leads up to the mark, so that it opens."""
    return bool(_INTRODUCED.search(text[max(0, mark.start - 24) : mark.start]))


def _may_open(mark: _Mark, marks: list[_Mark], n: int) -> bool:
    """With nothing open: a closing mark opens only where it is followed by its partner on the same line ("”word”")."""
    if mark.opens is not False:
        return True
    if mark.last:
        return False
    after = marks[n + 1] if n + 1 < len(marks) else None
    if mark.text in _CLOSERS:
        reversed_ = after is not None and after.line == mark.line and after.opens is not None
        return mark.text == "»" and reversed_ and after is not None and after.text == "«"
    return after is not None and after.line == mark.line and after.opens is not True


def _reopens(text: str, open_: _Mark, mark: _Mark, *, low: bool) -> bool:
    """Whether a mark opens anew although a quotation is open: the earlier one lost its closing mark."""
    if mark.text == "“" and (low and open_.text == "„"):
        return False
    if mark.text == "«" and open_.text == "»":
        return False
    if mark.text in _OPENERS:
        return mark.opens is True and not mark.last
    if mark.opens is True and mark.line == open_.line:
        return _introduced(text, mark) and not _introduced(text, open_)
    return False


def _nested(marks: list[Marks]) -> list[Marks]:
    """With depths: how many of the others hold each."""
    out: list[Marks] = []
    holders: list[Span] = []
    for m in marks:
        while holders and holders[-1].end < m.outer.end:
            holders.pop()
        out.append(Marks(m.inner, m.outer, m.closed, len(holders)))
        holders.append(m.outer)
    return out


def _warn(draft: Draft) -> None:
    """One warning a place."""
    seen: dict[tuple[str, Span | None], None] = {}
    kept = []
    for w in draft.warnings:
        if (w.kind, w.span) not in seen:
            seen[(w.kind, w.span)] = None
            kept.append(w)
    draft.warnings = kept
