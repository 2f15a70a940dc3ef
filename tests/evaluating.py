"""A reading made by hand for tests of yardsticks."""

from __future__ import annotations

from sayso.model import Article, Entity, Place, Quantity, Reading, Statement, Time


def reading_of(
    article: Article,
    *,
    entities: tuple[Entity, ...] = (),
    statements: tuple[Statement, ...] = (),
    times: tuple[Time, ...] = (),
    quantities: tuple[Quantity, ...] = (),
    places: tuple[Place, ...] = (),
) -> Reading:
    return Reading(
        article=article,
        reader="by hand",
        blocks=(),
        sentences=(),
        entities=entities,
        statements=statements,
        quotations=(),
        times=times,
        quantities=quantities,
        places=places,
        credits=(),
        provenance=(),
        warnings=(),
    )
