"""Where a content begins and ends, and in which mode it is given."""

from __future__ import annotations

import re

from ..model import Mode, Span
from .draft import Draft

OPENING = " \t\n\u00a0,;:.-–—…)]"
QUOTES = "\"'“”‘’«»„`´"
THAT = re.compile(r"(?:as saying(?: that)?|saying(?: that)?|that|as|to the effect that)\s+", re.I)
DIRECT = 0.9
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LEAD = re.compile(r"[^\"“‘«„]{2,80}?[,:]\s*(?=[\"“‘«„])")


def quoted_share(draft: Draft, span: Span) -> float:
    """How much of `span` (white space and marks left out) stands between quotation marks."""
    inner = [m.inner for m in draft.marks if m.inner.overlaps(span)]
    if not inner:
        return 0.0
    text, at, held = draft.text, span.start, 0
    for start, end in sorted(
        inner
    ):  # inner quotations lie within outer ones: what is counted once is not counted again
        start, end = max(at, start), min(span.end, end)
        if end > start:
            held, at = held + _letters(text, start, end), end
    return held / max(1, _letters(text, span.start, span.end))


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))


def mode_of(draft: Draft, spans: list[Span]) -> Mode:
    share = [quoted_share(draft, s) for s in spans]
    weight = [s.end - s.start for s in spans]
    mean = sum(a * b for a, b in zip(share, weight, strict=True)) / max(1, sum(weight))
    if mean >= DIRECT:
        return Mode.DIRECT
    return Mode.MIXED if mean > 0 else Mode.INDIRECT


def clean(draft: Draft, span: Span) -> Span:
    """Without the joining "that", outer quotation marks of a direct content, and the comma or full stop at its end."""
    text = draft.text
    span = span.trimmed(text, OPENING if text[span.start : span.end].strip() else " ")
    if m := THAT.match(text, span.start, span.end):
        rest = Span(m.end(), span.end)
        if (
            m[0][0].isupper() and m[0].lower().startswith("that") and not m[0].isupper()
        ):  # "That is all": no joining word
            pass
        elif (rest.end - rest.start > 3 and m[0].split()[0].lower() != "as") or m[0].lower().startswith("as saying"):
            span = rest
    start, end = span
    direct = quoted_share(draft, span) >= DIRECT
    if direct:
        while start < end and text[start] in QUOTES + OPENING:
            start += 1
    while end > start and text[end - 1] in QUOTES + ",;:.-–— \t\n":
        end -= 1
    end = _abbreviation(text, start, end, span.end)
    return Span(start, end) if end > start else span


def _abbreviation(text: str, start: int, end: int, limit: int) -> int:
    """Gives the full stop back to an abbreviation with stops inside: "the U.S."."""
    if end < limit and text[end] == "." and re.search(r"(?:\b[A-Za-z]\.)+[A-Za-z]$", text[max(start, end - 8) : end]):
        return end + 1
    return end


def is_title(shown: str) -> bool:
    """Whether words are set like the title of a work: capitals throughout, small words aside."""
    found = WORD.findall(shown)
    capitals = sum(w[0].isupper() for w in found)
    small = sum(len(w) <= 4 and w.islower() for w in found)
    return 1 <= len(found) <= 8 and capitals >= 1 and capitals + small == len(found)


def _title_alone(draft: Draft, c: Span) -> bool:
    """The title of a work, and not the first words of what was said ("Is it true," asked Roe)."""
    shown = draft.words(c).strip(QUOTES + " ")
    return is_title(shown) and shown[-1:] not in ",?!" and sum(w[0].isupper() for w in WORD.findall(shown)) > 1


def keep_contents(draft: Draft, contents: list[Span]) -> list[Span]:
    """Without what only stands beside a quotation: "'We are safe,' said Roe as she left the hall" leaves the hall out.

    Where one piece is a direct quotation, the pieces that are not quoted at all are circumstances of the saying; and words that
    lead up to a quotation by a comma or colon belong to its cue.
    """
    direct = [c for c in contents if quoted_share(draft, c) >= DIRECT]
    if direct and len(contents) > 1:
        said = [c for c in direct if not _title_alone(draft, c)] or direct
        return said if len(said) < len(direct) else [c for c in contents if quoted_share(draft, c) > 0]
    out = []
    for c in contents:
        lead = LEAD.match(draft.words(c))
        rest = Span(c.start + lead.end(), c.end) if lead else c
        out.append(rest if lead and len(lead[0].split()) <= 8 and quoted_share(draft, rest) >= DIRECT else c)
    return out
