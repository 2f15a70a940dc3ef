"""A plan of an article -> the article with its reading, as the reader would have made it of such a text."""

from __future__ import annotations

from scale_articles import Line, Plan, person, place

from sayso.ledger import identified
from sayso.model import (
    Act,
    Article,
    AttributionKind,
    Block,
    BlockKind,
    Certainty,
    Credit,
    CreditKind,
    Cue,
    Entity,
    EntityKind,
    Mode,
    Place,
    PlaceRole,
    Polarity,
    Precision,
    Quantity,
    Quotation,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
    Time,
)

READER = "made up"
_ACTS = {"warned": Act.WARNS, "denied": Act.DENIES, "believes": Act.BELIEVES, "claimed": Act.ACCUSES}
_A_PARAGRAPH = 2  # sentences


class _Writer:
    """The text of an article while it is being written, and what stands where."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = ""
        self.blocks: list[Block] = []
        self.sentences: list[Span] = []
        self.told: list[tuple[Line, Span, Span, Span | None, Span | None]] = []  # line, sentence, content, source, cue
        self.mentions: dict[int, list[Span]] = {n: [] for n in dict.fromkeys(plan.people)}
        self.credit: Span | None = None

    def write(self) -> None:
        plan = self.plan
        self._block(BlockKind.HEADLINE, plan.headline)
        for top in range(0, len(plan.lines), _A_PARAGRAPH):
            self.text += "\n\n"
            start = len(self.text)
            for line in plan.lines[top : top + _A_PARAGRAPH]:
                self.text += " " if len(self.text) > start else ""
                self._sentence(line)
            self.blocks.append(Block(BlockKind.PARAGRAPH, Span(start, len(self.text))))
        if plan.foot:
            self.text += "\n\n"
            self._block(BlockKind.PARAGRAPH, plan.foot.capitalize() + ".")
        if plan.credit:
            self.text += "\n\n"
            start = len(self.text)
            self._block(BlockKind.CREDIT, f"Source: {plan.credit}")
            self.credit = Span(start, len(self.text))

    def _block(self, kind: BlockKind, words: str) -> None:
        self.blocks.append(Block(kind, Span(len(self.text), len(self.text) + len(words))))
        self.text += words

    def _sentence(self, line: Line) -> None:
        start = len(self.text)
        source = cue = None
        if line.who is not None:
            source = self._put(person(line.who))
            self.mentions.setdefault(line.who, []).append(source)
            self.text += " "
            cue = self._put(line.cue)
            self.text += " “" if line.quoted else " that "
            content = self._put(line.words)
            self.text += ".”" if line.quoted else "."
        else:
            content = self._put(line.words[:1].upper() + line.words[1:])
            self.text += "."
        sentence = Span(start, len(self.text))
        self.sentences.append(sentence)
        self.told.append((line, sentence, content, source, cue))

    def _put(self, words: str) -> Span:
        span = Span(len(self.text), len(self.text) + len(words))
        self.text += words
        return span


def reading_of(plan: Plan) -> Reading:
    """About 250 words, a dozen statements; its article is under the id of its content."""
    w = _Writer(plan)
    w.write()
    article = identified(
        Article("", w.text, title=plan.headline, outlet=plan.outlet, published=plan.day, language="en")
    )
    key = article.id
    statements = tuple(_statement(key, n, plan, *told, w.text) for n, told in enumerate(w.told, 1))
    quotations = tuple(
        Quotation(f"{key}-q{n}", key, s.spans[0], s.text, s.source.name, s.id)
        for n, s in enumerate((s for s in statements if s.mode is Mode.DIRECT), 1)
    )
    return Reading(
        article=article,
        reader=READER,
        blocks=tuple(w.blocks),
        sentences=tuple(w.sentences),
        entities=tuple(
            Entity(f"{key}-e{n}", person(who), EntityKind.PERSON, tuple(spans))
            for n, (who, spans) in enumerate(w.mentions.items(), 1)
            if spans
        ),
        statements=statements,
        quotations=quotations,
        times=(Time(key, Span(0, 1), w.text[:1], "DATE", plan.day.isoformat(), True),),
        quantities=tuple(_quantities(key, w)),
        places=tuple(_places(key, w)),
        credits=(Credit(key, w.credit, w.credit.of(w.text), CreditKind.ORIGINAL, plan.credit),) if w.credit else (),
        provenance=(plan.outlet, *((plan.credit,) if plan.credit else ())),
        warnings=(),
    )


def _statement(
    key: str,
    n: int,
    plan: Plan,
    line: Line,
    sentence: Span,
    content: Span,
    source: Span | None,
    cue: Span | None,
    text: str,
) -> Statement:
    told = line.who is not None
    who = (
        Source(person(line.who), SourceKind.PERSON, source)
        if line.who is not None
        else Source(plan.outlet, SourceKind.NARRATOR)
    )
    return Statement(
        id=f"{key}-s{n}",
        article=key,
        spans=(content,),
        text=content.of(text),
        extent=sentence,
        mode=Mode.DIRECT if line.quoted else Mode.INDIRECT if told else Mode.NARRATION,
        source=who,
        cue=Cue(cue.of(text), cue) if cue else None,
        attribution=AttributionKind.EXPLICIT if told else AttributionKind.NONE,
        chain=(who.name,),
        act=_ACTS.get(line.cue, Act.SAYS) if told else Act.SAYS,
        certainty=Certainty.POSSIBLE if line.cue in ("believes", "claimed") and told else Certainty.CERTAIN,
        polarity=Polarity.NEGATIVE if line.cue == "denied" and told else Polarity.POSITIVE,
        confidence=0.9,
    )


def _places(key: str, w: _Writer) -> list[Place]:
    found = []
    for number in dict.fromkeys(w.plan.places):
        at = w.text.find(f" in {place(number)}")
        if at >= 0:
            span = Span(at + 4, at + 4 + len(place(number)))
            name = place(number)
            found.append(
                Place(key, span, name, name, 1000 + number, 40.0, 9.0, Precision.PLACE, PlaceRole.EVENT, True, "DE")
            )
    return sorted(found, key=lambda p: p.span)


def _quantities(key: str, w: _Writer) -> list[Quantity]:
    found = []
    for line, _, content, _, _ in w.told:
        first = line.words.split(" ", 1)[0]
        if first.isdecimal():
            span = Span(content.start, content.start + len(first))
            found.append(Quantity(key, span, first, float(first), float(first), float(first), None))
    return found
