"""What only one article says, what each leaves out, and what could not be resolved."""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Claim, RelationKind
from .. import wording
from ..numbers import is_shared
from .claims import Chip, chip
from .common import ArticleRef, Page, StatementRow, is_denial
from .facts import is_point
from .places import is_unlocated


@dataclass(frozen=True, slots=True)
class Line:
    """One claim (`number`) as one article tells it or as others do."""

    number: int
    chip: Chip
    row: StatementRow


@dataclass(frozen=True, slots=True)
class Missing:
    """`denials` first: an article that tells a claim but not that it is denied. `others` tell what it leaves out."""

    article: ArticleRef
    denials: tuple[Line, ...]
    noted: tuple[tuple[StatementRow, str], ...]
    claims: tuple[tuple[Line, int], ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that stays unknown, and why. `anchor` is empty where it stands in no particular place."""

    anchor: str
    words: str
    why: str
    article: ArticleRef
    row: bool = False  # whether this is where the article links back to


def only(page: Page) -> list[tuple[ArticleRef, list[Line]]]:
    """Claims that a single article makes, by article."""
    found: dict[str, list[Line]] = {aid: [] for aid in page.articles}
    for claim in page.claims:
        if not is_shared(claim):
            lead = page.brief.members(claim)[0]
            found[lead.article].append(_line(page, claim, lead.id))
    return [(page.articles[aid], lines) for aid, lines in found.items() if lines]


def left_out(page: Page) -> list[Missing]:
    rows = []
    for aid, ref in page.articles.items():
        denials = _silenced(page, aid)
        shown = {line.row.anchor for line in denials}
        noted = [(row, note) for row, note in _omissions(page, aid) if row.anchor not in shown]
        claims = [(_line(page, c, page.brief.members(c)[0].id), len(set(c.articles))) for c in _lacking(page, aid)]
        if denials or noted or claims:
            rows.append(Missing(ref, tuple(denials), tuple(noted), tuple(claims)))
    return sorted(rows, key=lambda m: (not (m.denials or m.noted), -len(m.claims)))


def _silenced(page: Page, article: str) -> list[Line]:
    """Denials of claims that the article tells without the denial."""
    lines = []
    for claim in page.leading:
        members = page.brief.members(claim)
        denials = [s for s in members if is_denial(s)]
        if claim.denied_by and denials and article in claim.articles and all(s.article != article for s in denials):
            lines.append(_line(page, claim, denials[0].id))
    return lines


def _omissions(page: Page, article: str) -> list[tuple[StatementRow, str]]:
    """Omissions that `link` recorded for the article or one of its statements."""
    found = []
    for r in page.brief.links.relations:
        if r.kind is RelationKind.OMISSION and r.target in page.rows:
            origin = page.rows[r.origin].article.id if r.origin in page.rows else r.origin
            if origin == article:
                found.append((page.rows[r.target], r.note))
    return found


def _lacking(page: Page, article: str) -> list[Claim]:
    """Claims that two or more other articles of the same story make and this one does not."""
    stories = [set(s.articles) for s in page.brief.links.stories if article in s.articles]
    near = set().union(*stories) if stories else set(page.articles)
    return [c for c in page.leading if len(set(c.articles) & near) > 1 and article not in c.articles]


def _line(page: Page, claim: Claim, statement: str) -> Line:
    return Line(page.claim_number[claim.id], chip(claim), page.rows[statement])


def unknowns(page: Page) -> list[tuple[str, list[Unknown]]]:
    """What stays unknown, by kind: times, speakers, places, then the reader's warnings."""
    groups: dict[str, list[Unknown]] = {
        "Times without a calendar day": [],
        "Unclear who speaks": [],
        "Places not located": [],
    }
    for reading in page.brief.readings:
        ref = page.articles[reading.article.id]
        for n, t in enumerate(reading.times, 1):
            if not t.anchored and is_point(t):
                why = t.reason or "not anchored to a known day"
                groups["Times without a calendar day"].append(
                    Unknown(page.fact(ref.id, "t", n), t.text, why, ref, True)
                )
        for q in reading.quotations:
            if not q.speaker:
                why = q.reason or "the text names no single speaker"
                groups["Unclear who speaks"].append(Unknown(page.quotation_anchor[q.id], q.text, why, ref))
        for n, p in enumerate(reading.places, 1):
            if is_unlocated(p):
                why = p.reason or "not in the gazetteer"
                groups["Places not located"].append(Unknown(page.fact(ref.id, "p", n), p.text, why, ref, True))
    _warnings(page, groups)
    return [(title, rows) for title, rows in groups.items() if rows]


def _warnings(page: Page, groups: dict[str, list[Unknown]]) -> None:
    for reading in page.brief.readings:
        ref = page.articles[reading.article.id]
        for n, w in enumerate(reading.warnings, 1):
            words = w.span.of(reading.article.text) if w.span else ""
            anchor = page.fact(ref.id, "w", n) if w.span else ref.anchor
            rows = groups.setdefault(wording.WARNING[w.kind], [])
            if all(row.words != words or row.article.id != ref.id or not words for row in rows):
                rows.append(Unknown(anchor, words, w.note, ref))
