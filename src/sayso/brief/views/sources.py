"""Who said what, and the quotations."""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Quotation, RelationKind, Statement
from .. import wording
from .common import ArticleRef, Page, StatementRow, is_narrated
from .relations import Pair, pair


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    kind: str
    kind_label: str
    articles: int
    rows: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    anchor: str
    row: str
    words: str
    speaker: str
    reason: str
    article: ArticleRef


def speakers(page: Page) -> list[Speaker]:
    """Everybody to whom a statement is attributed, those heard in most articles first."""
    found: dict[str, list[Statement]] = {}
    for s in page.brief.statements.values():
        if not is_narrated(s):
            key = page.brief.linked.get(s.source.entity or "", page.brief.speaker(s).casefold())
            found.setdefault(key, []).append(s)
    groups = [_speaker(page, group) for group in found.values()]
    return sorted(groups, key=lambda g: (-g.articles, -len(g.rows), g.name.casefold()))


def _speaker(page: Page, group: list[Statement]) -> Speaker:
    kind = group[0].source.kind
    articles = len({s.article for s in group})
    rows = tuple(page.rows[s.id] for s in group)
    return Speaker(page.brief.speaker(group[0]), str(kind), wording.KIND[kind], articles, rows)


def reworded(page: Page) -> list[Pair]:
    """The same quotation in two wordings."""
    drifts = [r for r in page.brief.links.relations if r.kind is RelationKind.QUOTATION_DRIFT]
    return [p for r in drifts if (p := pair(page, r)) is not None]


def quotations(page: Page) -> list[Quote]:
    """All quotations in the order of their articles."""
    return [_quote(page, q) for q in page.brief.quotations.values()]


def _quote(page: Page, q: Quotation) -> Quote:
    anchor = page.quotation_anchor[q.id]
    speaker = page.brief.speaker_of(q) or ""
    return Quote(anchor, f"r-{anchor}", q.text, speaker, q.reason, page.articles[q.article])
