"""Claim -> why it has the origins it has: each statement, its chain, what was counted as one and why, who is a party to it.

The steps were recorded where they were taken (`origins.trace_origins`); here they become plain sentences over names and spans.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Claim, Copy, Join, JoinKind, Links, Origin, Reading, SourceKind, Stake, Statement
from .origins import Traced, know_speakers, trace_origins

_STEP = {
    JoinKind.NAME: "“{name}” is read as another name of “{to}”.",
    JoinKind.STANDS_FOR: "“{name}” stands for “{to}”.",
    JoinKind.COPY: "The words of {name} are taken to come from {to}.",
    JoinKind.PASSED_ON: "“{name}” passes on what “{to}” says.",
    JoinKind.HEARD: "“{to}” passes on what “{name}” says, so the two are not counted as two.",
    JoinKind.MAY_BE: "“{name}” may be the same as “{to}”, so the two are not counted as two.",
    JoinKind.SAME_WORDS: "“{name}” has it in the same words as “{to}”.",
    JoinKind.NOTICED: "“{name}” is told to have noticed it; that is told by {to}.",
    JoinKind.NARRATION: "{name} tells it in its own voice and may have it from “{to}”, so the two are not counted as two.",
    JoinKind.HEADLINE: "Not counted: a headline of what its article tells below.",
    JoinKind.DENIAL: "Not counted: it denies what the others tell.",
    JoinKind.NAMES: "Not counted: it only names what the others tell of.",
    JoinKind.PART: "Not counted by itself: what it says of this is said by its clause.",
}
_STAKE = {
    Stake.ACCUSES: "“{name}” is a party to the claim: it is an accusation.",
    Stake.DENIES: "“{name}” is a party to the claim: it is a denial.",
    Stake.PROMISES: "“{name}” is a party to the claim: it is a promise.",
    Stake.OF_ITSELF: "“{name}” is a party to the claim: the words are about the speaker.",
    Stake.IS_ABOUT: "“{name}” is a party to the claim: it is about “{name}”.",
}
_OWN_VOICE = "{name} tells it in its own voice and names nobody for it."
_NAMED = "“{name}” is the last source that the article names."
_NAMELESS = "The article gives the source no name."


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement of the claim. `chain` runs from the outlet to the innermost source; `because` are sentences."""

    statement: Statement
    outlet: str
    chain: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """An origin with what rests on it; `party` says why it is interested, or is empty."""

    origin: Origin
    tellings: tuple[Telling, ...]
    party: str


@dataclass(frozen=True, slots=True)
class Why:
    """`summary` counts; `grounds` are in the order of the claim's origins; `aside` are the statements that count for none."""

    claim: Claim
    summary: str
    grounds: tuple[Ground, ...]
    aside: tuple[Telling, ...]

    def lines(self) -> tuple[str, ...]:
        """The whole explanation as lines of text: an origin, below it (two spaces) each statement, below that (four) the reasons."""
        found = [self.summary]
        for n, ground in enumerate(self.grounds, 1):
            found += ["", f"Origin {n}: {ground.origin.name}"]
            found += [f"  {ground.party}"] if ground.party else []
            found += [line for t in ground.tellings for line in _told(t)]
        if self.aside:
            found += ["", "Not counted:"]
            found += [line for t in self.aside for line in _told(t)]
        return tuple(found)


def why(claim: Claim, readings: Sequence[Reading], links: Links) -> Why:
    """Why `claim`, one of `links`, has its origins. Statements that `readings` do not hold are left out."""
    statements = {s.id: s for r in readings for s in r.statements}
    outlets = {r.article.id: r.article.voice for r in readings}
    told = [statements[i] for i in claim.statements if i in statements]
    traced = Traced(claim.origins, claim.aside)
    if told and not any(o.statements for o in claim.origins):  # links made by other hands carry no steps
        traced = trace_origins(told, know_speakers(readings, links.entities, links.copies))
    copies = {c.child: c for c in reversed(links.copies)}

    def tell(ids: Sequence[str], joins: Sequence[Join]) -> tuple[Telling, ...]:
        return tuple(_telling(statements[i], joins, outlets, copies) for i in ids if i in statements)

    grounds = tuple(Ground(o, tell(o.statements, o.joins), _party(o)) for o in traced.origins)
    aside = tell([j.statement for j in traced.aside], traced.aside)
    return Why(claim, _summary(told, traced), grounds, aside)


def _telling(s: Statement, joins: Sequence[Join], outlets: Mapping[str, str], copies: Mapping[str, Copy]) -> Telling:
    outlet = outlets.get(s.article, s.article)
    steps = [_STEP[j.kind].format(name=j.name, to=j.to) for j in joins if j.statement == s.id]
    if not steps or not any(j.to for j in joins if j.statement == s.id):
        steps = [_itself(s, outlet), *steps]
    if s.article in copies:
        steps.append(_copied(outlet, copies[s.article], outlets))
    own = s.source.kind is SourceKind.NARRATOR
    chain = (outlet,) if own else tuple(c for n, c in enumerate((outlet, *s.chain)) if n == 0 or c != outlet)
    return Telling(s, outlet, chain, tuple(dict.fromkeys(steps)))


def _itself(s: Statement, outlet: str) -> str:
    if s.source.kind is SourceKind.NARRATOR:
        return _OWN_VOICE.format(name=outlet)
    name = s.chain[-1] if s.chain else s.source.name
    return _NAMELESS if s.source.kind is SourceKind.UNNAMED else _NAMED.format(name=name)


def _copied(outlet: str, copy: Copy, outlets: Mapping[str, str]) -> str:
    parent = outlets.get(copy.parent, copy.parent)
    if copy.direction == "unknown":
        return f"{outlet} shares {copy.share:.0%} of its words with {parent}; who copied whom is not known."
    sure = "" if copy.direction == "known" else " probably"
    return f"{outlet} has {copy.share:.0%} of its words{sure} from {parent}."


def _party(origin: Origin) -> str:
    if origin.stake:
        return _STAKE[origin.stake].format(name=origin.name)
    return f"“{origin.name}” is a party to the claim." if origin.interested else ""


def _summary(told: Sequence[Statement], traced: Traced) -> str:
    articles = len({s.article for s in told})
    count = len(traced.origins)
    text = f"{_many(len(told), 'statement')} in {_many(articles, 'article')} rest on {_many(count, 'origin')}."
    if len(told) == 1:
        text = f"1 statement rests on {_many(count, 'origin')}."
    if count > 1:
        text += " Nothing in the texts shows that these rest on one another."
    return text


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _told(telling: Telling) -> list[str]:
    words = " ".join(telling.statement.text.split())
    chain = " ← ".join(telling.chain)
    return [f"  {telling.statement.id}  {chain}: “{words}”", *(f"    {b}" for b in telling.because)]
