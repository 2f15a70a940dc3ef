"""What a run of the linker may take over from elsewhere: results of earlier runs, and a person's word."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Memo:
    """Results kept from earlier runs: looked up before anything is computed, and added to.

    The links are the same with and without it. `vectors` maps a text to its vector as `embed.pack` writes it (384 bytes);
    `clauses` maps the key of a clause to what was read of it in its place (`context.read_clauses`). Both hold for one version of the models
    only: `embed.version()` and `context.version()` name it.
    """

    vectors: MutableMapping[str, bytes] = field(default_factory=dict)
    clauses: MutableMapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person said of pairs of statements, by their ids: in one claim, or in none together.

    Ids that no reading has are passed over. Where the two kinds exclude each other, apart holds.
    """

    same: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


FREE = Judged()
