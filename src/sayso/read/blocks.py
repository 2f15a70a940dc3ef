"""The structural parts of an article, and its text with everything that may not speak blanked out.

One block is one line, or a part of a line where a dateline, a heading, a promotion or a credit is glued to a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ..model import SPEAKING_BLOCKS, Block, BlockKind, Span
from .draft import Draft
from .lines import boilerplate, dateline, flat, headline_label, is_byline, is_date_line, is_url, word_count

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(r"[.!?…:;,][\"”’'»)\]\s]*$")
_FULL_STOP = re.compile(r"(?:(?<!\.)\.|[!…])[\"”’'»)\]\s]*$")
_ENDED = re.compile(r"[.!?…][\"”’'»)\]\s]*$")
# A rough end of a sentence; the next one must begin with a capital, a digit or a mark.
_BREAK = re.compile(r"(?<=[.!?…\"”’')])\s+(?=[A-Z0-9\"“‘'(\[©@])")
_ABBREVIATED = re.compile(r"(?:^|[\s(.-])([^\W\d_]+(?:\.[^\W\d_])*)\.$")
_RELATIVE = frozenset(["that", "which", "who"])
_INLINE = re.compile(
    r"[(\[]\s?(?:read more|also read|read also|see also|related|watch|click here|additional reporting|reporting by|editing by|writing by)"
    r"\b[^()\[\]]{0,300}[)\]]",
    re.I,
)

# What stands above a list of links.
_LIST = re.compile(
    r"\W*(?:related|more|also|read|see also|recommended|trending|most|editor|top|you|suggested|further|don)", re.I
)

_SURROGATE = re.compile("[\ud800-\udfff]")

_HEADLINE_WORDS = 32
_HEADING_WORDS = 12
_DECK_WORDS = 45


@dataclass(slots=True)
class _Line:
    span: Span
    text: str
    kind: BlockKind | None = None


def find_blocks(draft: Draft) -> None:
    """Fills `blocks` (ordered, not overlapping, covering all text that is not blank) and `masked` (same length as the text)."""
    text = draft.text
    lines = [_Line(s, s.of(text)) for m in _LINE.finditer(text) if (s := _trim(text, m.start(), m.end())).end > s.start]
    _mark_boilerplate(lines)
    body = _front(lines)
    _headings(lines, body)
    first = next((i for i, x in enumerate(lines) if x.kind is None), len(lines))
    for i, line in enumerate(lines):
        draft.blocks.extend(_parts(line, first=i == first, tail=_may_end_in_heading(lines, i)))
    draft.masked = _mask(text, draft.blocks)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _mark_boilerplate(lines: list[_Line]) -> None:
    """Sets the kind of lines that are no reporting by their words alone."""
    late_from = max(1, len(lines) - 4)
    spoken = False
    for i, line in enumerate(lines):
        late = i >= late_from
        before = "\n".join(x.text for x in lines if x is not line and not is_byline(x.text)) if late else ""
        if is_url(line.text):
            line.kind = BlockKind.URL_LINE
        elif is_date_line(line.text):
            line.kind = BlockKind.DATELINE
        else:
            line.kind = boilerplate(line.text, late=late, known_name=before)
        if line.kind is BlockKind.PROMOTION and headline_label(line.text) and not spoken:
            line.kind = None
        spoken = spoken or line.kind is None
    _link_lists(lines)


def _link_lists(lines: list[_Line]) -> None:
    """Titles under a bare "Related stories:" are links too."""
    listing = False
    for line in lines:
        if line.kind is BlockKind.PROMOTION:
            listing = word_count(line.text) <= 4 and bool(_LIST.match(line.text))
        elif listing and line.kind is None and word_count(line.text) <= 18 and not _STOP.search(line.text):
            line.kind = BlockKind.PROMOTION
        else:
            listing = False


def _front(lines: list[_Line]) -> int:
    """Marks headline, decks, byline and dates at the head; returns the index of the first line that may be a paragraph."""
    open_ = [i for i, x in enumerate(lines) if x.kind is None]
    if not open_:
        return len(lines)
    at = _headline_at(lines, open_)
    if at is None:
        return _meta(lines, open_[0])
    for i in open_:
        if i < at:
            lines[i].kind = BlockKind.BYLINE if is_byline(lines[i].text) else BlockKind.HEADING
    lines[at].kind = BlockKind.HEADLINE
    return _decks(lines, _meta(lines, at + 1))


def _headline_at(lines: list[_Line], open_: list[int]) -> int | None:
    """The first line that is short and not ended like a sentence; a section's name above it is passed over."""
    body = [i for i in open_ if not is_byline(lines[i].text)]
    if len(body) < 2:
        return None
    at = body[0]
    text = lines[at].text
    dated_next = at + 1 < len(lines) and lines[at + 1].kind is BlockKind.DATELINE
    if word_count(text) > _HEADLINE_WORDS or (_ends_sentence(text) and not (dated_next and word_count(text) <= 20)):
        return None
    if dateline(text, first=True):
        return None
    second = lines[body[1]].text
    if len(body) > 2 and word_count(text) <= 2 < word_count(second) <= 20 and not _STOP.search(second):
        return body[1]
    return at


def _ends_sentence(text: str) -> bool:
    """A full stop at the end that is not that of an abbreviation ("... in the U.S.")."""
    if not _FULL_STOP.search(text):
        return False
    m = _ABBREVIATED.search(text[-20:])
    return not (m and "." in m[1])


def _meta(lines: list[_Line], start: int) -> int:
    """Passes over bylines and dates from `start`; a dateline on a line of its own is one of them."""
    i = start
    while i < len(lines):
        line = lines[i]
        if line.kind is None and is_byline(line.text):
            line.kind = BlockKind.BYLINE
        elif line.kind is None and 0 < dateline(line.text, first=True) == len(line.text):
            line.kind = BlockKind.DATELINE
        elif line.kind is None:
            break
        i += 1
    return i


def _decks(lines: list[_Line], start: int) -> int:
    """Lines between the headline and a date, or short lines without a full stop under the headline, are headings."""
    date_at = next((i for i in range(start, min(start + 6, len(lines))) if lines[i].kind is BlockKind.DATELINE), None)
    between = [x for x in lines[start:date_at] if x.kind is None] if date_at is not None else []
    if date_at is not None and len(between) <= 4 and all(word_count(x.text) <= _DECK_WORDS for x in between):
        for line in between:
            line.kind = BlockKind.BYLINE if is_byline(line.text) else BlockKind.HEADING
        return _meta(lines, date_at)
    i = start
    while i < len(lines) - 1 and lines[i].kind is None and _is_deck(lines[i].text) and lines[i + 1].kind is None:
        lines[i].kind = BlockKind.HEADING
        i = _meta(lines, i + 1)
    return i


def _is_deck(text: str) -> bool:
    if word_count(text) > 25 or _STOP.search(text) or text[0] in '"“':
        return False
    return not _breaks(text, 0) and not dateline(text, first=True)


def _headings(lines: list[_Line], start: int) -> None:
    """Short lines without a full stop, between paragraphs."""
    followers = _followers(lines)
    for i in range(start, len(lines)):
        after = followers[i]
        if lines[i].kind is None and after is not None and after.kind in (None, BlockKind.CAPTION):
            before = lines[i - 1] if i else None
            whole = before is None or before.kind is not None or bool(_ENDED.search(before.text))
            if whole and _is_heading(lines[i].text) and word_count(after.text) > 6:
                lines[i].kind = BlockKind.HEADING


def _followers(lines: list[_Line]) -> list[_Line | None]:
    """For each line the next one that is no promotion."""
    out: list[_Line | None] = [None] * len(lines)
    after: _Line | None = None
    for i in range(len(lines) - 1, -1, -1):
        out[i] = after
        if lines[i].kind is not BlockKind.PROMOTION:
            after = lines[i]
    return out


def _is_heading(text: str, longest: int = 8) -> bool:
    words = text.split()
    if len(words) > _HEADING_WORDS or re.search(r"[.,;:!…-]$", text) or not re.match(r"[\"“‘']?[A-Z0-9À-Ý]", text):
        return False
    if (
        words[-1].lower() in flat("small_words.txt") | _RELATIVE
        or text.count('"') % 2
        or ("“" in text) != ("”" in text)
    ):
        return False
    if re.search(r"[.!?]\s|[@©|]|https?:", text) or _ENDED.search(text.rstrip("?")):
        return False
    return len(words) <= longest or text.endswith("?") or _title_case(words)


def _title_case(words: list[str]) -> bool:
    """All but small words begin with a capital or digit."""
    content = [w.lstrip("\"“‘'(") for w in words if w.lower().strip("\"“”‘’'(),") not in flat("small_words.txt")]
    big = sum(1 for w in content if w[:1].isupper() or w[:1].isdigit())
    return len(content) >= 2 and big == len(content)


def _may_end_in_heading(lines: list[_Line], i: int) -> bool:
    """Whether a heading glued to the end of line `i` would have a paragraph under it."""
    return i + 1 < len(lines) and lines[i + 1].kind is None and bool(_ENDED.search(lines[i + 1].text))


def _parts(line: _Line, *, first: bool, tail: bool) -> list[Block]:
    """The blocks of one line: most often one."""
    start, end = line.span
    if line.kind is not None:
        return [Block(line.kind, line.span)]
    out: list[Block] = []
    cut = dateline(line.text, first=first)
    if cut:
        out.append(_block(BlockKind.DATELINE, line, 0, cut))
    cut = _glued_question(line, cut, out)
    for a, b, kind in _pieces(line.text, cut, tail=tail):
        out.append(_block(kind, line, a, b))
    return [b for b in out if b.span.end > b.span.start] or [Block(BlockKind.PARAGRAPH, Span(start, end))]


def _block(kind: BlockKind, line: _Line, a: int, b: int) -> Block:
    s = _trim(line.text, a, b)
    return Block(kind, Span(line.span.start + s.start, line.span.start + s.end))


def _glued_question(line: _Line, cut: int, out: list[Block]) -> int:
    """A title-case question before the first sentence is a heading that lost its line break."""
    m = re.match(r"\s*([A-Z][^.!?\"“”]{8,90}\?)\s+(?=[A-Z])", line.text[cut : cut + 120])
    if m and _title_case(m[1].split()) and len(m[1].split()) >= 3:
        out.append(_block(BlockKind.HEADING, line, cut, cut + m.end(1)))
        return cut + m.end()
    return cut


def _pieces(text: str, start: int, *, tail: bool) -> list[tuple[int, int, BlockKind]]:
    """Runs of sentences of one kind, from `start` on: paragraph, promotion, credit, author note, heading."""
    cuts = [start, *_breaks(text, start), len(text)]
    kinds: list[tuple[int, int, BlockKind]] = []
    for a, b in pairwise(cuts):
        kind = _sentence_kind(
            text[a:b].strip(), last=b == len(text), alone=len(cuts) == 2, tail=tail and _whole(text, a)
        )
        for x, y, k in _bracketed(text, a, b, kind):
            if kinds and kinds[-1][2] is k:
                kinds[-1] = (kinds[-1][0], y, k)
            else:
                kinds.append((x, y, k))
    return kinds


def _whole(text: str, at: int) -> bool:
    """Whether what stands before `at` ended like a sentence."""
    return bool(_ENDED.search(text[max(0, at - 12) : at])) and not text[max(0, at - 12) : at].rstrip().endswith(")")


def _breaks(text: str, start: int) -> list[int]:
    return [m.end() for m in _BREAK.finditer(text, start) if not _after_abbreviation(text, m.start())]


def _after_abbreviation(text: str, end: int) -> bool:
    m = _ABBREVIATED.search(text[max(0, end - 20) : end])
    return m is not None and (m[1].lower() in flat("abbreviations.txt") or len(m[1]) == 1)


def _sentence_kind(sentence: str, *, last: bool, alone: bool, tail: bool) -> BlockKind:
    kind = None if alone else boilerplate(sentence)
    if kind in (BlockKind.PROMOTION, BlockKind.CREDIT, BlockKind.AUTHOR_NOTE):
        return kind
    if (
        last
        and tail
        and not alone
        and not _STOP.search(sentence)
        and not is_date_line(sentence)
        and _is_heading(sentence, 11)
        and word_count(sentence) >= 3
    ):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _bracketed(text: str, a: int, b: int, kind: BlockKind) -> list[tuple[int, int, BlockKind]]:
    """Promotions and credits in brackets inside a sentence."""
    out = []
    for m in _INLINE.finditer(text, a, b):
        if m.start() > a:
            out.append((a, m.start(), kind))
        out.append((m.start(), m.end(), boilerplate(m[0]) or BlockKind.PROMOTION))
        a = m.end()
    if text[a:b].strip():
        out.append((a, b, kind))
    return out or [(a, b, kind)]


def _mask(text: str, blocks: list[Block]) -> str:
    out, at = [], 0
    for block in blocks:
        s, e = block.span
        out.append(_blank(text[at:s]))
        out.append(text[s:e] if block.kind in SPEAKING_BLOCKS else _blank(text[s:e]))
        at = e
    out.append(_blank(text[at:]))
    return _SURROGATE.sub("\ufffd", "".join(out))  # the parser takes no half characters


def _blank(text: str) -> str:
    return "".join(c if c in "\n\r" else " " for c in text)
