"""Single quotation marks, which look like apostrophes.

A single mark opens only where no letter stands before it, and closes only where none follows; possessives, contractions, elisions
("'90s", "'em"), feet and minutes are no marks. Texts that set every mark apart by spaces ("he ' s", "the pirates ’ plan") are read too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Span
from .draft import Marks

_MARK = re.compile(r"['‘’‚‹›`]")
# After an apostrophe that is set apart or begins a word.
_SUFFIX = re.compile(r"\s?(?:s|t|m|d|ll|re|ve|S|T|M|D|LL|RE|VE|clock|Clock)\b")
_ELISION = re.compile(
    r"(?:\d0s\b|\d\d\b(?!\s*[a-z]*')|em\b|til\b|tis\b|twas\b|cause\b|bout\b|round\b|n['’]|cos\b|cuz\b|kay\b)", re.I
)
_PAUSE = frozenset(".,!?…;:-—–")
_REACH = 14


@dataclass(slots=True)
class _Single:
    at: int
    text: str
    line: int
    level: int  # index of the double marks that hold it, -1 outside
    opens: bool
    strong: bool  # what introduces it, or the pause before its end, leaves no doubt
    closes: bool


def pair_singles(text: str, lines: list[Span], headline: set[int], doubles: list[Marks]) -> list[Marks]:
    """Pairs of single marks, each wholly inside or outside every pair of double ones."""
    order = sorted(doubles, key=lambda m: m.outer.start)
    out: list[Marks] = []
    by_level: dict[int, list[_Single]] = {}
    for mark in _singles(text, lines, order):
        by_level.setdefault(mark.level, []).append(mark)
    for level in sorted(by_level):
        limit = order[level].inner.end if level >= 0 else len(text)
        out.extend(_pair(text, by_level[level], lines, headline, limit, inside=level >= 0))
    return out


def _singles(text: str, lines: list[Span], doubles: list[Marks]) -> list[_Single]:
    out = []
    k = 0
    for i, (s, e) in enumerate(lines):
        for m in _MARK.finditer(text, s, e):
            at = m.start()
            while k < len(doubles) and doubles[k].outer.end <= at:
                k += 1
            held = k < len(doubles) and doubles[k].outer.start <= at
            inner = held and doubles[k].inner.start <= at < doubles[k].outer.end
            if (held and not inner) or _part_of_double(text, at, s, e):
                continue
            mark = _read(text, at, i, k if held else -1, s, e)
            if mark.opens or mark.closes:
                out.append(mark)
    return out


def _part_of_double(text: str, at: int, s: int, e: int) -> bool:
    """Half of '' or ``."""
    c = text[at]
    return c in "'`" and ((at + 1 < e and text[at + 1] == c) or (at > s and text[at - 1] == c))


def _read(text: str, at: int, line: int, level: int, s: int, e: int) -> _Single:
    c = text[at]
    before = text[at - 1] if at > s else " "
    after = text[at + 1] if at + 1 < e else " "
    far = text[max(s, at - 3) : at].rstrip()[-1:]  # the last character that is no space
    word_before, word_after = before.isalnum(), after.isalnum()
    if (word_before and word_after and not _garbled_open(text, at, c, e)) or (
        far.isalnum() and _SUFFIX.match(text, at + 1)
    ):
        return _Single(at, c, line, level, opens=False, strong=False, closes=False)
    introduced = not far or far in ',:;—–-("“' or before == "\n"
    opens = c in "‘‚‹`" or (c == "'" and not before.isdigit() and (not word_before or _garbled_open(text, at, c, e)))
    if c == "'" and not (word_after or after in "\"“'[#@$£€…." or (after == " " and not far)):
        opens = False
    if opens and _ELISION.match(text, at + 1):
        opens = False
    closes = c in "’'›" and not word_after and bool(far)
    strong = far in _PAUSE if closes and not opens else introduced
    return _Single(at, c, line, level, opens=opens, strong=strong, closes=closes)


def _garbled_open(text: str, at: int, c: str, e: int) -> bool:
    """A word glued to a straight mark that opens ("the riot'sounds like"): a whole word follows, not a contraction."""
    if c != "'" or _SUFFIX.match(text, at + 1):
        return False
    m = re.compile(r"[a-z]{4,}\s[a-z]+\s").match(text, at + 1, min(e, at + 60))
    return m is not None and "'" in text[m.end() : min(e, at + 200)]


def _ends(text: str, at: int, e: int) -> bool:
    rest = text[at + 1 : min(e, at + 4)].strip()
    return not rest or rest[0] in '.,!?;:)"”'


def _pair(
    text: str, marks: list[_Single], lines: list[Span], headline: set[int], limit: int, *, inside: bool
) -> list[Marks]:
    out: list[Marks] = []
    stack: list[_Single] = []
    for n, mark in enumerate(marks):
        while stack and not _reaches(stack[-1], mark, headline):
            out.extend(_unclosed(text, stack.pop(), lines, limit, inside=inside))
        if mark.closes and stack and _fits(text, marks, n, lines):
            opener = stack.pop()
            out.append(_made(text, opener.at, mark.at + 1, 1))
            last = mark.at + 1 >= lines[mark.line].end
            while stack and last and stack[-1].strong:  # one mark closes the inner and the outer quotation
                out.append(_made(text, stack.pop().at, mark.at, 0))
        elif mark.opens and (not stack or (mark.text == "‘" and stack[-1].text != "‘") or mark.strong):
            if stack and stack[-1].text == mark.text:
                out.extend(_unclosed(text, stack.pop(), lines, limit, inside=inside))
            stack.append(mark)
    while stack:
        out.extend(_unclosed(text, stack.pop(), lines, limit, inside=inside))
    return [m for m in out if m.inner.end > m.inner.start]


def _reaches(opener: _Single, mark: _Single, headline: set[int]) -> bool:
    """Whether what `opener` opened may still be open at `mark`: over lines only where both are sure."""
    if opener.line == mark.line:
        return True
    if opener.line in headline or mark.line - opener.line > _REACH or not opener.strong:
        return False
    return opener.text == "‘" or (mark.closes and mark.strong) or mark.opens


def _fits(text: str, marks: list[_Single], n: int, lines: list[Span]) -> bool:
    """A weak closing mark after an s ("the pirates' plan") waits for a better one on the same line before the next opening one."""
    mark = marks[n]
    if mark.strong:
        return True
    far = text[max(0, mark.at - 2) : mark.at].rstrip()[-1:]
    if far != "s" or _ends(text, mark.at, lines[mark.line].end):
        return True
    for later in marks[n + 1 :]:
        if later.line != mark.line or (later.opens and not later.closes):
            return True
        if later.closes:
            return False
    return True


def _made(text: str, start: int, end: int, closing: int) -> Marks:
    inner = Span(start + 1, max(start + 1, end - closing)).trimmed(text)
    return Marks(inner, Span(start, end), closing > 0, 0)


def _unclosed(text: str, opener: _Single, lines: list[Span], limit: int, *, inside: bool) -> list[Marks]:
    """A single mark without a partner quotes only where it was introduced: inside a quotation, or by a curly mark after a pause."""
    if not opener.strong or (not inside and opener.text != "‘"):
        return []
    end = Span(opener.at, min(lines[opener.line].end, limit)).trimmed(text).end
    return [_made(text, opener.at, max(end, opener.at + 1), 0)]
