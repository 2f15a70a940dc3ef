"""Entities of single articles -> people, organisations and places across articles, by name and kind."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Entity, LinkedEntity, Reading


def link_entities(readings: Sequence[Reading]) -> tuple[LinkedEntity, ...]:
    """Entities that share a name or an alias and their kind; in order of their first mention."""
    by_name: dict[tuple[str, str], int] = {}
    groups: list[list[Entity]] = []
    for entity in (e for r in readings for e in r.entities):
        keys = [(n.casefold(), str(entity.kind)) for n in (entity.name, *entity.aliases) if len(n) > 2]
        at = next((by_name[k] for k in keys if k in by_name), len(groups))
        if at == len(groups):
            groups.append([])
        groups[at].append(entity)
        for k in keys:
            by_name.setdefault(k, at)
    return tuple(
        LinkedEntity(f"entity{n}", max((e.name for e in g), key=lambda x: (len(x), x)), tuple(g))
        for n, g in enumerate(groups, 1)
    )
