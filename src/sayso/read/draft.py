"""A reading while it is being made: what the stages of `read` share.

Each stage is a plain function `(draft) -> None` that fills what it says it adds. All spans are offsets into `article.text`.
`masked` is the same text, equally long, with every character of the parts that may not speak (promotions, credits, author notes,
datelines, bylines) replaced by a space: stages that look for statements, names, numbers, times or places read `masked` or `doc`,
so nothing of those parts can get in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model import (
    SPEAKING_BLOCKS,
    Article,
    Aside,
    Block,
    Credit,
    Doubt,
    Entity,
    Frame,
    Place,
    Quantity,
    Quotation,
    Span,
    StageError,
    Statement,
    Time,
    Warning,
    WarningKind,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .grammar import Grammar


@dataclass(frozen=True, slots=True)
class Tagged:
    """One span that the tagger found. `role` is source, cue or content; `layer` 0 is outermost, 1 nested; `score` in [0, 1]."""

    role: str
    layer: int
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Marks:
    """A pair of quotation marks. `inner` is what stands between them, `outer` with the marks; `closed` is False where the
    closing mark is missing and the quotation was ended at the end of its block; `depth` is 0 for outer quotations."""

    inner: Span
    outer: Span
    closed: bool
    depth: int


@dataclass(slots=True)
class Draft:
    article: Article
    blocks: list[Block] = field(default_factory=list)
    masked: str = ""
    sentences: list[Span] = field(default_factory=list)
    doc: Doc = field(default=None)  # type: ignore[assignment]  # the parse stage sets it
    grammar: Grammar | None = None  # made by `grammar_of` when first asked for
    tagged: list[Tagged] = field(default_factory=list)
    hedges: list[Tagged] = field(default_factory=list)  # words that make uncertain; role "hedge"
    marks: list[Marks] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    provenance: list[str] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.article.text

    @property
    def voice(self) -> str:
        """What to call the article's own voice: the outlet that its metadata or its author note names, else its file."""
        return self.provenance[0] if self.provenance else self.article.voice

    def words(self, span: Span) -> str:
        return self.article.text[span.start : span.end]

    def speaking_blocks(self) -> list[Block]:
        return [b for b in self.blocks if b.kind in SPEAKING_BLOCKS]

    def block_at(self, offset: int) -> Block | None:
        return next((b for b in self.blocks if b.span.start <= offset < b.span.end), None)

    def sentence_at(self, offset: int) -> Span | None:
        return next((s for s in self.sentences if s.start <= offset < s.end), None)

    def entity_at(self, span: Span) -> Entity | None:
        """The entity one of whose mentions shares most characters with `span`; ties go to the longer-known entity."""
        best, most = None, 0
        for e in self.entities:
            for m in e.mentions:
                shared = min(m.end, span.end) - max(m.start, span.start)
                if shared > most:
                    best, most = e, shared
        return best

    def warn(self, kind: WarningKind, note: str, span: Span | None = None) -> None:
        self.warnings.append(Warning(self.article.id, span, kind, note))


@dataclass(frozen=True, slots=True)
class Stage:
    """`needs` and `adds` are names of fields of Draft."""

    run: Callable[[Draft], None]
    needs: tuple[str, ...]
    adds: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.run.__name__


def check(stages: tuple[Stage, ...]) -> None:
    """Raises StageError where a stage needs what no earlier stage adds."""
    have = {"article"}
    for stage in stages:
        missing = [n for n in stage.needs if n not in have]
        if missing:
            raise StageError(
                stage.name, f"needs {', '.join(missing)}, which no earlier stage adds.", "Reorder the stages."
            )
        have.update(stage.adds)
