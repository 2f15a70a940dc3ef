"""How surely two articles tell of the same event: features of every pair, weighed by a small trained model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from .story_profile import Profile
from .story_terms import Terms, Weights, rarity, terms_of

Square = npt.NDArray[np.float64]

FEATURES = ("words", "opening", "names", "numbers", "numbered", "dates", "other dates", "covered", "named")
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


def likeness(profiles: Sequence[Profile], held: Mapping[str, int], size: int, crowds: Sequence[float]) -> Square:
    """One row and column a profile: log odds that two tell of one event; from 0 up they more likely do than not.

    `held` says how many of the `size` articles known hold a word, `crowds` for each profile which share of the dated ones was
    published within LATE days of it.
    """
    model = _model()
    rare = rarity(sorted({w[0] for p in profiles for w in p.words}), held, size)
    terms = [terms_of(p, rare) for p in profiles]
    total = np.full((len(terms), len(terms)), model["bias"])
    for name in FEATURES:
        total += model[name] * feature(name, terms)
    # What the features say is rounded: the last bits of a product depend on the machine.
    return np.round(total + _nearness(profiles, crowds), 4)


def feature(name: str, terms: Sequence[Terms]) -> Square:
    """One feature of every pair, each in [0, 1]."""
    match name:
        case "words":
            return _cosines([t.words for t in terms])
        case "opening":
            return _cosines([t.opening for t in terms])
        case "names":
            return _cosines([t.names for t in terms])
        case "numbers":
            return _cosines([t.numbers for t in terms])
        case "numbered":
            return _both(bool(t.numbers) for t in terms)
        case "dates":
            return _cosines([t.dates for t in terms])
        case "other dates":
            return _both(bool(t.dates) for t in terms) * (_cosines([t.dates for t in terms]) <= 0)
        case "covered":
            covered = _covered([t.opening for t in terms], terms)
            return np.minimum(covered, covered.T)
        case "named":
            covered = _covered([t.top for t in terms], terms)
            return np.maximum(covered, covered.T)
        case _:
            raise KeyError(name)


def _both(has: Iterable[bool]) -> Square:
    flags = np.array([float(x) for x in has], dtype=np.float64)
    return np.outer(flags, flags)


def _columns(rows: Sequence[Weights | frozenset[str]]) -> dict[str, int]:
    """A number for each word that two rows hold: others can make no pair alike."""
    held: dict[str, int] = {}
    for row in rows:
        for k in row:
            held[k] = held.get(k, 0) + 1
    return {k: n for n, k in enumerate(sorted(k for k, times in held.items() if times > 1))}


def _matrix(rows: Sequence[Weights], columns: dict[str, int]) -> npt.NDArray[np.float32]:
    matrix = np.zeros((len(rows), max(1, len(columns))), dtype=np.float32)
    for i, row in enumerate(rows):
        for k, x in row.items():
            if k in columns:
                matrix[i, columns[k]] = x
    return matrix


def _cosines(rows: Sequence[Weights]) -> Square:
    matrix = _matrix(rows, _columns(rows))
    sizes = np.array([max(1e-9, float(np.sqrt(sum(x * x for x in row.values())))) for row in rows], dtype=np.float32)
    matrix /= sizes[:, None]
    return np.asarray(matrix @ matrix.T, dtype=np.float64)


def _covered(rows: Sequence[Weights], terms: Sequence[Terms]) -> Square:
    """Share of each row's weight whose words the other article holds anywhere."""
    columns = _columns([t.present for t in terms])
    shares = [{k: x / max(1e-9, sum(row.values())) for k, x in row.items()} for row in rows]
    present = _matrix([dict.fromkeys(t.present, 1.0) for t in terms], columns)
    return np.asarray(_matrix(shares, columns) @ present.T, dtype=np.float64)


def _nearness(profiles: Sequence[Profile], crowds: Sequence[float]) -> Square:
    """What the days of publication say: nothing where one is unknown, and that two are near the less, the more articles are."""
    days = np.array([p.published or np.nan for p in profiles])
    late = np.clip(np.abs(days[:, None] - days[None, :]) - LATE, 0, LATEST - LATE)
    crowd = np.array(crowds, dtype=np.float64)
    usual = np.maximum(crowd[:, None], crowd[None, :])
    said = np.where(late > 0, -GAP * late, NEAR * (1 - usual))
    return np.asarray(np.where(np.isnan(late), 0.0, said), dtype=np.float64)
