"""What every section of the page shares: anchors, article names, and a statement as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...model import Act, Article, Certainty, Claim, SignalKind, SourceKind, Statement
from .. import wording
from ..model import Brief
from ..numbers import is_disputed, is_shared

# Acts whose content the speaker does not report as having happened.
OPEN_ACTS = frozenset({Act.ACCUSES, Act.PROMISES, Act.PREDICTS, Act.ASKS, Act.BELIEVES, Act.WARNS, Act.DEMANDS})
OPEN_SIGNALS = frozenset(SignalKind) - {SignalKind.BOOSTER, SignalKind.DENIAL}
_RANK = {Certainty.CERTAIN: 3, Certainty.PROBABLE: 2, Certainty.POSSIBLE: 1, Certainty.UNKNOWN: 0}


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """`name` tells the articles of one outlet apart."""

    id: str
    anchor: str
    name: str
    title: str
    published: str
    lang: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as it is shown. `who` is the speaker, empty for the article's own voice; `via` the hops between."""

    id: str
    anchor: str
    words: str
    article: ArticleRef
    who: str
    kind: str
    kind_label: str
    via: tuple[str, ...]
    act: str
    certainty: str
    certainty_label: str
    hedged: bool
    headline: bool
    inherited: bool
    signals: tuple[str, ...]

    @property
    def voice(self) -> bool:
        return not self.who


def is_hedged(statement: Statement) -> bool:
    """What must not be told as plain fact: not certain, or an accusation, a prediction, a question and the like."""
    return (
        statement.certainty is not Certainty.CERTAIN
        or statement.act in OPEN_ACTS
        or any(s.kind in OPEN_SIGNALS for s in statement.signals)
    )


def is_denial(statement: Statement) -> bool:
    return statement.act is Act.DENIES


def is_narrated(statement: Statement) -> bool:
    return statement.source.kind is SourceKind.NARRATOR


def sureness(statement: Statement) -> tuple[int, bool, bool]:
    """Orders tellings from the least to the most sure: the article's own voice is surer than an attribution."""
    return (_RANK[statement.certainty], statement.act not in OPEN_ACTS, is_narrated(statement))


class Page:
    """One brief on its way to HTML: the same names and anchors in every section."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief

    @cached_property
    def articles(self) -> dict[str, ArticleRef]:
        seen: dict[str, int] = {}
        refs = {}
        for number, reading in enumerate(self.brief.readings, 1):
            article = reading.article
            turn = seen[article.voice] = seen.get(article.voice, 0) + 1
            name = article.voice if turn == 1 else f"{article.voice} ({turn})"
            refs[article.id] = ArticleRef(
                id=article.id,
                anchor=f"a{number}",
                name=name,
                title=_title(article),
                published=article.published.isoformat() if article.published else "",
                lang=article.language or "en",
            )
        return refs

    @cached_property
    def rows(self) -> dict[str, StatementRow]:
        return {s.id: self._row(s, number) for number, s in enumerate(self.brief.statements.values(), 1)}

    @cached_property
    def quotation_anchor(self) -> dict[str, str]:
        return {qid: f"q{n}" for n, qid in enumerate(self.brief.quotations, 1)}

    @cached_property
    def claims(self) -> list[Claim]:
        """In the order in which they are shown and numbered: those of several articles and disputed ones first."""

        def weight(claim: Claim) -> tuple[bool, bool, int, int]:
            leading = is_shared(claim) or is_disputed(claim)
            return (not leading, not is_disputed(claim), -len(set(claim.articles)), -len(claim.statements))

        return sorted((c for c in self.brief.links.claims if self.brief.members(c)), key=weight)

    @cached_property
    def claim_number(self) -> dict[str, int]:
        return {c.id: n for n, c in enumerate(self.claims, 1)}

    @cached_property
    def leading(self) -> list[Claim]:
        """Claims that two or more articles make, and disputed ones."""
        return [c for c in self.claims if is_shared(c) or is_disputed(c)]

    @cached_property
    def single(self) -> list[Claim]:
        return [c for c in self.claims if not (is_shared(c) or is_disputed(c))]

    def fact(self, article: str, kind: str, number: int) -> str:
        """Anchor of a time (`t`), a number (`n`) or a place (`p`) by its position in its reading."""
        return f"{self.articles[article].anchor}-{kind}{number}"

    def _row(self, s: Statement, number: int) -> StatementRow:
        narrated = is_narrated(s)
        who = "" if narrated else self.brief.speaker(s)
        outlet = self.brief.articles[s.article].voice
        skip = {outlet.casefold(), s.source.name.casefold(), who.casefold()}
        return StatementRow(
            id=s.id,
            anchor=f"s{number}",
            words=s.text,
            article=self.articles[s.article],
            who=who,
            kind=str(s.source.kind),
            kind_label=wording.KIND[s.source.kind],
            via=tuple(dict.fromkeys(hop for hop in s.chain if hop.casefold() not in skip)),
            act=wording.ACT[s.act],
            certainty=str(s.certainty),
            certainty_label=wording.CERTAINTY[s.certainty],
            hedged=is_hedged(s),
            headline=s.mode == "headline",
            inherited=s.attribution == "inherited",
            signals=tuple(dict.fromkeys(x.text for x in s.signals)),
        )


def _title(article: Article) -> str:
    """The title given with the article, else its first line."""
    return " ".join((article.title or article.text.strip().split("\n", 1)[0]).split())
