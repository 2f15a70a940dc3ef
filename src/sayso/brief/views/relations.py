"""The two ends of a relation as something that can be shown and linked to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...model import Claim, Relation, RelationKind, Statement
from .. import wording
from ..worddiff import Piece, alike, word_diff
from .common import Page, StatementRow

DRIFT = (
    RelationKind.QUOTATION_DRIFT,
    RelationKind.CERTAINTY_DRIFT,
    RelationKind.NUMBER_DRIFT,
    RelationKind.FRAMING,
    RelationKind.DIFFERS,
)
_QUOTED = re.compile("“([^”]+)”")


@dataclass(frozen=True, slots=True)
class End:
    """`words` are exact words of an article; `where` says whose."""

    anchor: str
    words: str
    where: str
    lang: str
    article: str
    sure: str = ""  # how doubtful the words are, empty where they are told as fact


@dataclass(frozen=True, slots=True)
class Pair:
    """From the earlier telling (`old`) to the later or derived one (`new`), as far as that is known."""

    kind: str
    label: str
    old: End
    new: End
    note: str
    diff: tuple[Piece, ...] = ()  # of quotations that have enough in common


def lead_of(page: Page, claim: Claim, note: str = "") -> Statement:
    """The member that has words which `note` quotes, else the one whose words the claim shows."""
    members = page.brief.members(claim)
    quoted = _QUOTED.findall(note)
    having = [s for s in members if any(q in s.text for q in quoted)]
    same = [s for s in members if s.text == claim.text] or [s for s in members if claim.text in s.text]
    return (having or same or members)[0]


def end(page: Page, ref: str, note: str = "") -> End | None:
    """The statement, quotation, claim or article behind an id; None where the brief does not hold it.

    Of a claim the telling that `note` quotes, in its own article's name.
    """
    brief = page.brief
    if ref in page.rows:
        return of_row(page.rows[ref])
    if ref in brief.quotations:
        quotation = brief.quotations[ref]
        article = page.articles[quotation.article]
        speaker = brief.speaker_of(quotation)
        where = f"{speaker}, in {article.name}" if speaker else article.name
        return End(page.quotation_anchor[ref], quotation.text, where, article.lang, article.id)
    if ref in page.claim_number:
        row = page.rows[lead_of(page, brief.claims[ref], note).id]
        return replace(of_row(row), anchor=f"c{page.claim_number[ref]}")
    if ref in page.articles:
        article = page.articles[ref]
        return End(article.anchor, article.title, article.name, article.lang, article.id)
    return None


def of_row(row: StatementRow) -> End:
    act = "" if row.act == "says" else f" {row.act}"
    where = f"{row.who}{act}, in {row.article.name}" if row.who else row.article.name
    sure = row.certainty_label if row.certainty != "certain" else "not told as fact" if row.hedged else ""
    return End(row.anchor, row.words, where, row.article.lang, row.article.id, sure)


def pair(page: Page, relation: Relation) -> Pair | None:
    new, old = (end(page, ref, relation.note) for ref in (relation.origin, relation.target))
    if new is None or old is None:
        return None
    quoted = relation.kind is RelationKind.QUOTATION_DRIFT
    return Pair(
        kind=str(relation.kind),
        label=wording.RELATION[relation.kind],
        old=old,
        new=new,
        note=relation.note,
        diff=tuple(word_diff(old.words, new.words)) if quoted and alike(old.words, new.words) else (),
    )


def touching(page: Page, claim: Claim, kinds: tuple[RelationKind, ...]) -> list[Pair]:
    """Relations of these kinds that have an end in the claim, one of its statements, or a quotation of one."""
    own = {claim.id, *claim.statements}
    own |= {q.id for q in page.brief.quotations.values() if q.statement in own}
    found = [r for r in page.brief.links.relations if r.kind in kinds and (r.origin in own or r.target in own)]
    pairs = [p for r in found if (p := pair(page, r)) is not None]
    return list({(p.kind, p.old.words, p.new.words, p.old.article, p.new.article): p for p in pairs}.values())
