"""Each article in full, with what was found in it marked where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from ...model import SPEAKING_BLOCKS, Block, BlockKind, Claim, Reading, Span, Statement
from .. import wording
from ..marks import DETAIL, LEAF, QUOTATION, STATEMENT, Mark, marked
from ..numbers import is_disputed, is_shared
from ..safe import visible
from .common import ArticleRef, Page, StatementRow
from .facts import is_point
from .places import has_spot, is_unlocated


@dataclass(frozen=True, slots=True)
class Part:
    """A block as it is shown; `label` is empty for a plain paragraph, `read` is False where its words may not speak."""

    kind: str
    label: str
    read: bool
    html: Markup


@dataclass(frozen=True, slots=True)
class FullText:
    article: ArticleRef
    meta: tuple[tuple[str, str], ...]
    credits: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


def full_texts(page: Page) -> list[FullText]:
    return [_full(page, reading) for reading in page.brief.readings]


def _full(page: Page, reading: Reading) -> FullText:
    article, marks = reading.article, list(_marks(page, reading))
    parts = []
    for block in _whole(reading):
        if article.text[block.span.start : block.span.end].strip():
            html = marked(article.text, block.span, [m for m in marks if m.span.overlaps(block.span)])
            kind = str(block.kind).replace(" ", "-")
            parts.append(Part(kind, wording.BLOCK[block.kind], block.kind in SPEAKING_BLOCKS, html))
    meta = [("Published", article.published.isoformat() if article.published else "date not known")]
    meta += [
        (label, value)
        for label, value in (("By", article.author), ("File", article.file), ("From", article.url))
        if value
    ]
    credits_ = tuple(dict.fromkeys((str(c.kind), c.party or c.text) for c in reading.credits))
    return FullText(page.articles[article.id], tuple(meta), credits_, tuple(parts))


def _whole(reading: Reading) -> Iterator[Block]:
    """The blocks without overlaps, and the text between them as paragraphs: together the whole text."""
    at, end = 0, len(reading.article.text)
    for block in sorted(reading.blocks, key=lambda b: b.span):
        start, stop = max(at, block.span.start), min(end, block.span.end)
        if start >= stop:
            continue
        if at < start:
            yield Block(BlockKind.PARAGRAPH, Span(at, start))
        yield Block(block.kind, Span(start, stop))
        at = stop
    if at < end:
        yield Block(BlockKind.PARAGRAPH, Span(at, end))


def _marks(page: Page, reading: Reading) -> Iterator[Mark]:
    for s in reading.statements:
        yield from _statement(page, s)
    for q in reading.quotations:
        anchor = page.quotation_anchor[q.id]
        yield Mark(
            q.span,
            QUOTATION,
            "qt",
            anchors=(anchor,),
            tail=_tail(f"r-{anchor}", "quote", "Quotation, in the list of all", "ref one"),
        )
    yield from _facts(page, reading)
    for n, w in enumerate(reading.warnings, 1):
        if w.span:
            yield Mark(
                w.span,
                DETAIL,
                "warn",
                f"{wording.WARNING[w.kind]}: {w.note}",
                (page.fact(reading.article.id, "w", n),),
            )


def _facts(page: Page, reading: Reading) -> Iterator[Mark]:
    """Numbers, times and places; those that a section lists link to their row there."""
    aid = reading.article.id
    for n, number in enumerate(reading.quantities, 1):
        yield _leaf(number.span, page.fact(aid, "n", n), "f-num", linked=True)
    for n, time in enumerate(reading.times, 1):
        yield _leaf(time.span, page.fact(aid, "t", n), "f-time", linked=is_point(time))
    for n, place in enumerate(reading.places, 1):
        yield _leaf(
            place.span, page.fact(aid, "p", n), "f-plc", linked=has_spot(place) if place.pin else is_unlocated(place)
        )


def _leaf(span: Span, anchor: str, css: str, *, linked: bool) -> Mark:
    return Mark(span, LEAF, css, anchors=(anchor,), href=f"#r-{anchor}" if linked else "")


def _statement(page: Page, s: Statement) -> Iterator[Mark]:
    row = page.rows[s.id]
    css = f"st k-{row.kind}" + (" hedged" if row.hedged else "")
    title = f"{row.who or row.article.name} {row.act}; {row.certainty_label}"
    claims = page.brief.claims_of.get(s.id, ())
    tail = Markup("").join(_claim_ref(page, c, row) for c in claims if c.id in page.claim_number)
    for n, span in enumerate(s.spans):
        last = n == len(s.spans) - 1
        yield Mark(span, STATEMENT, css, title, (row.anchor,) if n == 0 else (), tail if last else Markup(""))
    if s.source.span:
        yield Mark(s.source.span, DETAIL, "src", f"source: {row.who or row.article.name} ({row.kind_label})")
    if s.cue:
        yield Mark(s.cue.span, DETAIL, "cue", f"cue: {row.act}")
    for signal in s.signals:
        yield Mark(signal.span, DETAIL, "sig", f"{signal.kind}")


def _claim_ref(page: Page, claim: Claim, row: StatementRow) -> Markup:
    """The number of a claim; where the words are not told as fact, also what they are."""
    number, tag = page.claim_number[claim.id], ""
    if row.act not in ("says", "agrees"):
        tag = f" {row.act}"
    elif row.hedged:
        tag = f" {row.certainty_label}" if row.certainty != "certain" else " not as fact"
    css = "ref" if is_shared(claim) or is_disputed(claim) else "ref one"
    return _tail(f"c{number}", f"{number}{tag}", f"Claim {number}{tag and ','}{tag}", css)


def _tail(target: str, shown: str, spoken: str, css: str = "ref") -> Markup:
    """A link whose label is drawn by the style sheet, so that the text of the article stays its own."""
    return Markup('<a class="{}" href="#{}" data-n="{}" aria-label="{}"></a>').format(
        css, target, escape(visible(shown)), escape(visible(spoken))
    )
