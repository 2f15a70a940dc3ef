"""What holds across articles: the result of `link`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .reading import Entity


class RelationKind(StrEnum):
    COPY = "copy"
    AGREES = "agrees"
    DENIES = "denies"
    CONTRADICTS = "contradicts"
    DIFFERS = "differs"
    QUOTATION_DRIFT = "quotation-drift"
    CERTAINTY_DRIFT = "certainty-drift"
    NUMBER_DRIFT = "number-drift"
    FRAMING = "framing"
    OMISSION = "omission"


class ClaimStatus(StrEnum):
    """In the order in which the first that fits is printed."""

    CONTRADICTED = "contradicted"
    DENIED = "denied"
    ALLEGED = "alleged"
    HYPOTHETICAL = "hypothetical"
    OPINION = "opinion"
    ONE_ORIGIN = "one origin"
    INDEPENDENT = "independent origins"


class JoinKind(StrEnum):
    """Why a statement counts under another name than that of its own source, or is not counted."""

    NAME = "name"  # another name, or spelling, of the same
    STANDS_FOR = "stands for"  # a spokesman, a capital, a paper: who or what it stands for
    COPY = "copy"  # the article's own words come from another's
    PASSED_ON = "passed on"  # a newsroom, or somebody, that passes on what that one says
    HEARD = "heard"  # whom that one heard and passes on
    MAY_BE = "may be"  # without a name: may be that one
    SAME_WORDS = "same words"
    NOTICED = "noticed"  # the article tells that he noticed it; he does not speak
    NARRATION = "narration"  # an article's own voice, where somebody is named for it
    HEADLINE = "headline"  # not counted: its article tells it again below
    DENIAL = "denial"  # not counted: denies what the others tell
    NAMES = "names"  # not counted: only names what others tell of
    PART = "part"  # not counted: says nothing here but what a statement inside it says


class Stake(StrEnum):
    """Why an origin is a party to the claim."""

    ACCUSES = "accuses"
    DENIES = "denies"
    PROMISES = "promises"
    OF_ITSELF = "speaks of itself"
    IS_ABOUT = "is about"


@dataclass(frozen=True, slots=True)
class Join:
    """One step by which the statement with id `statement` comes to count under another name: told as `name`, joined to `to`.

    `to` is empty where the statement is not counted.
    """

    statement: str
    kind: JoinKind
    name: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The last link of a chain; `interested` where it is a party to the claim, `stake` says why.

    `statements` are the ids of those that rest on it, in their order; `joins` the steps by which they came to, in the order taken.
    """

    name: str
    interested: bool = False
    statements: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()
    stake: Stake | None = None


@dataclass(frozen=True, slots=True)
class Story:
    id: str
    title: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Words of `child` that come from `parent`.

    `parent` is an article id, or the name of a ghost: a parent that was never seen ("AP"). `share` is how much of the child's
    words come from it, in [0, 1]; `direction` says whether who copied whom is known, probable or unknown; `evidence` on what that rests.
    """

    child: str
    parent: str
    ghost: bool
    share: float
    direction: str  # known | probable | unknown
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements that say the same thing, whatever their stance and certainty. `text` is one statement's words.

    `aside` are the statements that no origin is counted for, and why.
    """

    id: str
    text: str
    statements: tuple[str, ...]
    status: ClaimStatus
    origins: tuple[Origin, ...]
    articles: tuple[str, ...]
    denied_by: tuple[str, ...] = ()
    aside: tuple[Join, ...] = ()

    @property
    def tellings(self) -> tuple[str, ...]:
        """Those of `statements` that tell it, without those that only stand around one of them: a sentence is no claim where
        each of its clauses is."""
        around = {j.statement for j in self.aside if j.kind is JoinKind.PART}
        return tuple(s for s in self.statements if s not in around)

    @property
    def label(self) -> str:
        """The status as it is printed; more than one origin carries its number."""
        return f"{len(self.origins)} {self.status}" if self.status is ClaimStatus.INDEPENDENT else str(self.status)


@dataclass(frozen=True, slots=True)
class Relation:
    """`origin` and `target` are ids of statements, quotations, claims or articles."""

    kind: RelationKind
    origin: str
    target: str
    note: str


@dataclass(frozen=True, slots=True)
class Links:
    """Everything that `link` finds across the readings of one run."""

    entities: tuple[LinkedEntity, ...]
    stories: tuple[Story, ...]
    copies: tuple[Copy, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class LinkedEntity:
    """One person, organisation, government or place across articles; `members` are the entities of the readings."""

    id: str
    name: str
    members: tuple[Entity, ...]
