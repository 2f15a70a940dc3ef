"""What one article says: the result of `read`.

Ids are unique in the whole brief: they start with the article's id ("a1-s3", "a1-q2", "a1-e4").
Scales and role names: FactBank (certainty, polarity), PolNeAR (source, cue, content), ISO-TimeML TIMEX3 (times),
GeoNames (places).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .article import Article, Block
from .text import Span, hull


class Mode(StrEnum):
    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NARRATION = "narration"
    HEADLINE = "headline"


class SourceKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    NARRATOR = "narrator"


class AttributionKind(StrEnum):
    EXPLICIT = "explicit"
    INHERITED = "inherited"
    NONE = "none"


class Act(StrEnum):
    SAYS = "says"
    ACCUSES = "accuses"
    DENIES = "denies"
    PROMISES = "promises"
    PREDICTS = "predicts"
    ASKS = "asks"
    BELIEVES = "believes"
    AGREES = "agrees"
    WARNS = "warns"
    DEMANDS = "demands"


class Certainty(StrEnum):
    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


class SignalKind(StrEnum):
    HEDGE = "hedge"
    MODAL = "modal"
    CONDITIONAL = "conditional"
    BOOSTER = "booster"
    RUMOUR = "rumour"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    PREDICTION = "prediction"
    QUESTION = "question"
    INFERENCE = "inference"


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    PLACE = "place"
    GROUP = "group"
    DOCUMENT = "document"


class PlaceRole(StrEnum):
    EVENT = "event"
    ORIGIN = "origin"
    DESTINATION = "destination"
    AFFILIATION = "affiliation"
    METONYM = "metonym"
    DATELINE = "dateline"
    OTHER = "other"


class Precision(StrEnum):
    FACILITY = "facility"
    PLACE = "place"
    REGION = "region"
    COUNTRY = "country"


class CreditKind(StrEnum):
    WIRE = "wire"
    ORIGINAL = "original publisher"
    REPUBLISHER = "republisher"
    BYLINE = "byline"
    DATELINE = "dateline"
    OUTLET = "outlet"  # another newsroom named in the text as having it first
    LOST_LINK = "lost link"
    TRANSLATION = "translation"


class WarningKind(StrEnum):
    GARBLED = "garbled"
    MISTRANSLATION = "suspected mistranslation"
    CONTRADICTION = "internal contradiction"
    UNBALANCED_QUOTES = "unbalanced quotes"
    AMBIGUOUS_SPEAKER = "ambiguous speaker"
    UNRESOLVED_TIME = "unresolved time"
    LANGUAGE = "language"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something named, with all mentions in one article (names, titles, descriptions, pronouns)."""

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Who a statement comes from. `span` is where the article names it, None for the narrator."""

    name: str
    kind: SourceKind
    span: Span | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Signal:
    kind: SignalKind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says, or what the article says in its own voice.

    `spans` are the content (several where it is discontinuous); `extent` is the sentence or clause with source and cue;
    `chain` runs from the outermost to the innermost hop; `confidence` is in [0, 1]; `basis` names what the reading rests on.
    """

    id: str
    article: str
    spans: tuple[Span, ...]
    text: str
    extent: Span
    mode: Mode
    source: Source
    cue: Cue | None
    attribution: AttributionKind
    chain: tuple[str, ...]
    act: Act
    certainty: Certainty
    polarity: Polarity
    parent: str | None = None
    signals: tuple[Signal, ...] = ()
    addressee: str | None = None
    confidence: float = 1.0
    basis: str = ""

    @property
    def hull(self) -> Span:
        return hull(self.spans)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks that quote somebody; the marks themselves are outside `span`."""

    id: str
    article: str
    span: Span
    text: str
    speaker: str | None
    statement: str | None
    reason: str = ""  # why there is no single speaker


@dataclass(frozen=True, slots=True)
class Time:
    """`value` is a TIMEX3 value; `anchored` says whether it rests on a known calendar day; `reason` why not."""

    article: str
    span: Span
    text: str
    kind: str  # DATE | TIME | DURATION | SET
    value: str | None
    anchored: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """low/best/high bound the number; one-sided bounds and "tens of millions" have no best value.

    `of` is what is counted or measured, `base` what a share is a share of, `role` what the number is (count, share, duration,
    money, measurement, age, change, calibre), `derived` the formula where sayso computed it.
    """

    article: str
    span: Span
    text: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    of: str | None = None
    base: str | None = None
    approximate: bool = False
    role: str = "count"
    derived: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    article: str
    span: Span
    text: str
    name: str
    geonames: int | None
    lat: float | None
    lon: float | None
    precision: Precision | None
    role: PlaceRole
    pin: bool
    country: str | None = None  # ISO 3166-1 alpha-2
    reason: str = ""  # why it is unresolved or has no pin


@dataclass(frozen=True, slots=True)
class Credit:
    article: str
    span: Span
    text: str
    kind: CreditKind
    party: str | None


@dataclass(frozen=True, slots=True)
class Warning:
    article: str
    span: Span | None
    kind: WarningKind
    note: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that make a part of a sentence uncertain, or negate it. `scope` is the predicates it bears on, as words;
    `confidence` how often such a judgement is right, in [0, 1]."""

    kind: SignalKind
    text: str
    span: Span
    scope: tuple[Span, ...]
    certainty: Certainty
    polarity: Polarity
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Aside:
    """Somebody's view or deed that a sentence touches on, too slight for a statement: "a critic of the plan", "is at pains to ...".

    `spans` are what it is about. Nothing is rendered as said from these; `confidence` is in [0, 1].
    """

    cue: Span
    spans: tuple[Span, ...]
    source: Span | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Role:
    """What takes part in a predicate. `name` is agent, patient, attribute ("was mayor") or the preposition that brings it."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate and who takes part in it: roles of the deed, whether told in the active or the passive voice.

    `span` is the predicate's word; `verb` its dictionary form, with its particle ("carry out").
    """

    span: Span
    verb: str
    roles: tuple[Role, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that `read` finds in one article alone. `provenance` is the article's chain, this outlet first."""

    article: Article
    reader: str
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    quotations: tuple[Quotation, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    places: tuple[Place, ...]
    credits: tuple[Credit, ...]
    provenance: tuple[str, ...]
    warnings: tuple[Warning, ...]
    doubts: tuple[Doubt, ...] = ()
    frames: tuple[Frame, ...] = ()
    asides: tuple[Aside, ...] = ()
