"""Article -> Reading: the stages in their order, each declared with what it needs and adds."""

from __future__ import annotations

from functools import cache

from ..model import Article, Reading
from ..model.version import room_version
from .attributions import find_statements
from .blocks import find_blocks
from .certainty import judge_statements
from .credits import find_credits
from .doubts import find_doubts
from .draft import Draft, Stage, check
from .frames import find_frames
from .marks import find_marks
from .names import find_entities
from .parse import parse
from .places import find_places
from .quantities import find_quantities
from .sentences import split_sentences
from .tagger import tag
from .times import find_times
from .warnings import find_warnings


@cache
def reader_version() -> str:
    """Another one wherever a text may be read otherwise."""
    return f"sayso-read/{room_version('read')}"


STAGES = (
    Stage(find_blocks, needs=("article",), adds=("blocks", "masked")),
    Stage(find_marks, needs=("blocks", "masked"), adds=("marks",)),
    Stage(split_sentences, needs=("blocks", "masked", "marks"), adds=("sentences",)),
    Stage(parse, needs=("masked", "sentences"), adds=("doc",)),
    Stage(tag, needs=("masked", "sentences", "doc"), adds=("tagged", "hedges")),
    Stage(find_entities, needs=("doc", "sentences", "marks"), adds=("entities",)),
    Stage(find_credits, needs=("blocks", "doc", "entities"), adds=("credits", "provenance")),
    Stage(
        find_statements,
        needs=("doc", "tagged", "marks", "entities", "credits"),
        adds=("statements", "quotations", "asides"),
    ),
    Stage(judge_statements, needs=("doc", "statements"), adds=()),
    Stage(find_doubts, needs=("doc",), adds=("doubts",)),
    Stage(find_frames, needs=("doc",), adds=("frames",)),
    Stage(find_times, needs=("doc", "sentences"), adds=("times",)),
    Stage(find_quantities, needs=("doc", "times"), adds=("quantities",)),
    Stage(find_places, needs=("doc", "entities", "statements"), adds=("places",)),
    Stage(find_warnings, needs=("doc", "statements", "times", "quantities"), adds=("warnings",)),
)


@cache
def _checked() -> tuple[Stage, ...]:
    check(STAGES)
    return STAGES


def read(article: Article) -> Reading:
    """Everything that `article` says, by itself. Pure: the same article and version give the same reading."""
    draft = Draft(article)
    for stage in _checked():
        stage.run(draft)
    return Reading(
        article=article,
        reader=reader_version(),
        blocks=tuple(draft.blocks),
        sentences=tuple(draft.sentences),
        entities=tuple(draft.entities),
        statements=tuple(draft.statements),
        quotations=tuple(draft.quotations),
        times=tuple(draft.times),
        quantities=tuple(draft.quantities),
        places=tuple(draft.places),
        credits=tuple(draft.credits),
        provenance=tuple(draft.provenance),
        warnings=tuple(draft.warnings),
        doubts=tuple(draft.doubts),
        asides=tuple(draft.asides),
        frames=tuple(draft.frames),
    )
