"""What is reported: claims with their status, the exact words, and their evidence."""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Claim, ClaimStatus, Origin, RelationKind, Statement
from .. import wording
from ..numbers import is_disputed
from .common import ArticleRef, Page, StatementRow, is_denial, is_hedged, is_narrated, sureness
from .relations import DRIFT, End, Pair, lead_of, of_row, touching

_OPPOSED = (RelationKind.CONTRADICTS, RelationKind.DENIES)


@dataclass(frozen=True, slots=True)
class Chip:
    """A status as a word and a shape."""

    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """`surest` and `least` are set where the tellings differ in certainty, denials left aside; `against` are words against the claim."""

    number: int
    chip: Chip
    means: str
    lead: StatementRow
    articles: int
    origins: tuple[Origin, ...]
    evidence: tuple[StatementRow, ...]
    surest: StatementRow | None
    least: StatementRow | None
    against: tuple[End, ...]
    drift: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims under one heading. `name` is also the anchor."""

    name: str
    title: str
    lead: str
    cards: tuple[ClaimCard, ...]


GROUPS = (
    ("disputed", "Disputed", "Somebody denies it, or the tellings cannot all be true."),
    (
        "plain",
        "Told as fact",
        "At least one article tells it in its own voice, and none hedges or denies it. That is not proof.",
    ),
    ("word", "On somebody’s word", "Every article that has it names somebody who says so."),
    (
        "open",
        "Alleged, conditional or opinion",
        "Accusations, rumours, predictions, conditions, judgements: not facts.",
    ),
)


def chip(claim: Claim) -> Chip:
    return Chip(claim.label, wording.STATUS_ICON[claim.status])


def meanings() -> list[tuple[Chip, str]]:
    """Every status and what it means."""
    return [(Chip(str(s), wording.STATUS_ICON[s]), wording.STATUS_MEANS[s]) for s in ClaimStatus]


def groups(page: Page) -> list[ClaimGroup]:
    """The leading claims under their headings; a group without claims is left out."""
    sorted_: dict[str, list[ClaimCard]] = {name: [] for name, _, _ in GROUPS}
    for claim in page.leading:
        sorted_[_group(page, claim)].append(card(page, claim))
    return [ClaimGroup(name, title, lead, tuple(sorted_[name])) for name, title, lead in GROUPS if sorted_[name]]


def singles(page: Page) -> list[ClaimGroup]:
    """Claims that one article makes and nobody disputes, by status."""
    found = []
    for status in ClaimStatus:
        cards = tuple(card(page, c) for c in page.single if c.status is status)
        if cards:
            found.append(ClaimGroup(wording.STATUS_ICON[status], str(status), wording.SINGLE_MEANS[status], cards))
    return found


def card(page: Page, claim: Claim) -> ClaimCard:
    members = page.brief.members(claim)
    lead = lead_of(page, claim)
    tellings = [s for s in members if not (is_disputed(claim) and is_denial(s))] or members
    surest, least = max(tellings, key=sureness), min(tellings, key=sureness)
    differ = is_hedged(surest) is not is_hedged(least) or surest.certainty is not least.certainty
    return ClaimCard(
        number=page.claim_number[claim.id],
        chip=chip(claim),
        means=wording.status_means(claim),
        lead=page.rows[lead.id],
        articles=len(set(claim.articles)),
        origins=claim.origins,
        evidence=tuple(page.rows[s.id] for s in members),
        surest=page.rows[surest.id] if differ else None,
        least=page.rows[least.id] if differ else None,
        against=tuple(_against(page, claim)),
        drift=tuple(touching(page, claim, DRIFT)),
    )


def _group(page: Page, claim: Claim) -> str:
    members = page.brief.members(claim)
    if is_disputed(claim):
        return "disputed"
    firm = claim.status in (ClaimStatus.ONE_ORIGIN, ClaimStatus.INDEPENDENT)
    if not firm or any(is_hedged(s) for s in members):
        return "open"
    narrated = any(is_narrated(s) for s in members) and not any(is_denial(s) for s in members)
    return "plain" if narrated else "word"


def _against(page: Page, claim: Claim) -> list[End]:
    """Other ends of contradictions and denials, then, of a disputed claim, the denials among its own statements."""
    itself = {f"c{page.claim_number[claim.id]}"}
    own = itself | {page.rows[sid].anchor for sid in claim.statements if sid in page.rows}
    tellers = itself | {page.rows[sid].anchor for o in claim.origins for sid in o.statements if sid in page.rows}
    found: dict[str, End] = {}
    for both in touching(page, claim, _OPPOSED):
        for side, other in ((both.old, both.new), (both.new, both.old)):
            if other.anchor in tellers and side.anchor not in tellers:
                continue  # who tells the claim stands against its denial, not against it
            if side.anchor in own and (other.anchor not in own or both.kind == "contradicts"):
                found.setdefault(other.anchor, other)
    denials = [page.rows[s.id] for s in page.brief.members(claim) if is_denial(s) and is_disputed(claim)]
    for row in denials:
        found.setdefault(row.anchor, of_row(row))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class MatrixRow:
    number: int
    words: str
    lang: str
    chip: Chip
    cells: tuple[str, ...]


CELLS = {
    "voice": "told in the article’s own voice",
    "source": "attributed to a source",
    "hedged": "hedged, alleged or conditional",
    "denies": "denies it",
    "silent": "does not have it",
}


@dataclass(frozen=True, slots=True)
class Matrix:
    """The leading claims of one story against its articles; `title` is empty where there is only one story."""

    title: str
    articles: tuple[ArticleRef, ...]
    rows: tuple[MatrixRow, ...]


def matrices(page: Page) -> list[Matrix]:
    """Which article has which leading claim, and how: one table a story of several articles."""
    stories = [s for s in page.brief.links.stories if len(s.articles) > 1]
    if len(stories) < 2:
        tables = [_matrix(page, "", list(page.articles), page.leading)]
    else:
        own = [{*s.articles} for s in stories]
        tables = []
        for story, members in zip(stories, own, strict=True):
            mine = [c for c in page.leading if {*c.articles} & members]
            tables.append(_matrix(page, story.title, [a for a in page.articles if a in members], mine))
    return [t for t in tables if t.rows and len(t.articles) > 1]


def _matrix(page: Page, title: str, articles: list[str], claims: list[Claim]) -> Matrix:
    refs = tuple(page.articles[aid] for aid in articles)
    rows = []
    for claim in claims:
        members = page.brief.members(claim)
        lead = page.rows[members[0].id]
        cells = tuple(_cell([s for s in members if s.article == ref.id], is_disputed(claim)) for ref in refs)
        rows.append(MatrixRow(page.claim_number[claim.id], claim.text, lead.article.lang, chip(claim), cells))
    return Matrix(title, refs, tuple(rows))


def _cell(own: list[Statement], disputed: bool) -> str:
    if not own:
        return "silent"
    if any(not is_hedged(s) and not is_denial(s) and is_narrated(s) for s in own):
        return "voice"
    # Where nobody disputes the claim, a denial among its tellings is a way of making it ("denied that he was hurt").
    telling = [s for s in own if not (disputed and is_denial(s))]
    if not telling:
        return "denies"
    return "hedged" if all(is_hedged(s) for s in telling) else "source"
