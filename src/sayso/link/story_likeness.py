"""How surely two articles tell of the same event: features of every pair, weighed by a small trained model."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from .story_features import Pairs, Square
from .story_profile import Profile

LATE, LATEST = 2, 30  # days between two articles of one event that say nothing; that say most
GAP = 0.1  # what each day between them costs, in log odds
NEAR = 1.0  # what it adds, at most, that two articles were published within LATE days


@cache
def _model() -> dict[str, float]:
    """Weight of each feature, and "bias"."""
    found: dict[str, float] = json.loads(
        files("sayso").joinpath("link", "data", "story_model.json").read_text(encoding="utf-8")
    )
    return found


def likeness(
    profiles: Sequence[Profile],
    held: Mapping[str, int],
    size: int,
    crowds: Sequence[float],
    words: Sequence[str] | None = None,
) -> Square:
    """One row and column a profile: log odds that two tell of one event; from 0 up they more likely do than not.

    `held` says how many of the `size` articles known hold a word, `crowds` for each profile which share of the dated ones was
    published within LATE days of it; `words` are `words_of(profiles)`, where they are known.
    """
    model = _model()
    total = np.full((len(profiles), len(profiles)), model["bias"])
    for name, values in Pairs(profiles, held, size, words).all().items():
        total += model[name] * values
    # What the features say is rounded: the last bits of a product depend on the machine.
    return np.round(total + nearness(profiles, crowds), 4)


def nearness(profiles: Sequence[Profile], crowds: Sequence[float]) -> Square:
    """What the days of publication say: nothing where one is unknown, and that two are near the less, the more articles are."""
    days = np.array([p.published or np.nan for p in profiles])
    late = np.clip(np.abs(days[:, None] - days[None, :]) - LATE, 0, LATEST - LATE)
    crowd = np.array(crowds, dtype=np.float64)
    usual = np.maximum(crowd[:, None], crowd[None, :])
    said = np.where(late > 0, -GAP * late, NEAR * (1 - usual))
    return np.asarray(np.where(np.isnan(late), 0.0, said), dtype=np.float64)
