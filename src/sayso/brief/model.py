"""A brief: the readings of a run, what links them, and the look-ups that every face of it shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model import Article, Claim, Links, Quotation, Reading, Statement


@dataclass(frozen=True)
class Brief:
    """What a brief shows. All of it is in `readings` and `links`; the rest are look-ups over them."""

    readings: tuple[Reading, ...]
    links: Links

    @cached_property
    def articles(self) -> dict[str, Article]:
        return {r.article.id: r.article for r in self.readings}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        return {s.id: s for r in self.readings for s in r.statements}

    @cached_property
    def quotations(self) -> dict[str, Quotation]:
        return {q.id: q for r in self.readings for q in r.quotations}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        return {c.id: c for c in self.links.claims}

    @cached_property
    def claims_of(self) -> dict[str, tuple[Claim, ...]]:
        """Statement id -> the claims that it, or a clause of it, tells, in the order of `links.claims`."""
        found: dict[str, list[Claim]] = {}
        for claim in self.links.claims:
            for sid in claim.statements:
                found.setdefault(sid, []).append(claim)
        return {sid: tuple(claims) for sid, claims in found.items()}

    @cached_property
    def linked(self) -> dict[str, str]:
        """Entity id of one reading -> id of the entity across articles; entities that nothing links keep their own."""
        own = {e.id: e.id for r in self.readings for e in r.entities}
        return own | {member.id: entity.id for entity in self.links.entities for member in entity.members}

    @cached_property
    def entity_names(self) -> dict[str, str]:
        """Name of every entity, by its id across articles and by its id in one reading."""
        names = {e.id: e.name for r in self.readings for e in r.entities}
        for entity in self.links.entities:
            names[entity.id] = entity.name
            names.update({member.id: entity.name for member in entity.members})
        return names

    @cached_property
    def provenance(self) -> dict[str, tuple[str, ...]]:
        """Article -> its chain of names, this outlet first: whom it credits, then whom, if anybody, it rests on as a whole."""
        # The linker brings the whole reader with it, which whoever only asks a ledger need not wait for.
        from ..link.origin_issuers import provenance_of
        from ..link.origins import linked_names

        return provenance_of(self.readings, linked_names(self.links.entities))

    def members(self, claim: Claim) -> list[Statement]:
        """The statements that tell a claim and that the readings hold, in reading order of the articles."""
        order = {aid: n for n, aid in enumerate(self.articles)}
        got = [self.statements[sid] for sid in claim.tellings if sid in self.statements]
        return sorted(got, key=lambda s: (order[s.article], s.hull))

    def outlet(self, article: str) -> str:
        """What to call an article's own voice; an unknown id is returned as it is."""
        return self.articles[article].voice if article in self.articles else article

    def speaker(self, statement: Statement) -> str:
        """The name under which a statement's source is shown: across articles, else as its article gives it."""
        source = statement.source
        return self.entity_names.get(source.entity or "", source.name)

    def speaker_of(self, quotation: Quotation) -> str | None:
        return self.entity_names.get(quotation.speaker or "", quotation.speaker or "") or None


def build_brief(readings: Sequence[Reading], links: Links) -> Brief:
    """A brief over `readings` (in the order given) and what `link` found across them."""
    return Brief(tuple(readings), links)
