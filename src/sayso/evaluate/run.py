"""Yardstick + folder -> Report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sayso.engine import read_all
from sayso.model import InputError, Reading

from .counts import Bin, Counts, Table, bins, calibration_error, interval, total
from .yardstick import Document, Error, Outcome, Trial, Yardstick

Progress = Callable[[int, int], None]  # documents done, documents in all


@dataclass(frozen=True, slots=True)
class Row:
    """A role or class: its counts over all documents, and the 95 % interval of its F1."""

    name: str
    counts: Counts
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in [0, 1] computed from the counts, and its 95 % interval."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far the confidence of a kind of judgement may be believed."""

    name: str
    judgements: int
    error: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What one yardstick showed. `skipped` names what could not be used of the gold set or read."""

    yardstick: str
    split: str | None
    documents: int
    rows: tuple[Row, ...]
    figures: tuple[Figure, ...]
    calibration: tuple[Calibration, ...]
    errors: tuple[Error, ...]
    skipped: tuple[InputError, ...]

    def value(self, name: str) -> float:
        """The F1 of the row, or the figure, called `name`; raises KeyError."""
        for row in self.rows:
            if row.name == name:
                return row.counts.f1
        for figure in self.figures:
            if figure.name == name:
                return figure.value
        raise KeyError(name)


def evaluate(
    yardstick: Yardstick, data: Path, *, split: str | None = None, every: int = 1, progress: Progress | None = None
) -> Report:
    """Reads each document of the gold set (or each `every`-th) and holds it against its gold; or judges each trial.

    Raises InputError where `data` is not such a gold set; documents and lines that cannot be used are skipped and named.
    """
    items, skipped = _loaded(yardstick, data, split)
    items = list(islice(items, 0, None, every))
    outcomes: list[Outcome] = []
    for done, outcome in enumerate(_outcomes(yardstick, items), 1):
        if isinstance(outcome, Outcome):
            outcomes.append(outcome)
        else:
            skipped.append(outcome)
        if progress:
            progress(done, len(items))
    return report(yardstick, outcomes, split=split, skipped=skipped)


def _outcomes(yardstick: Yardstick, items: Sequence[Document | Trial]) -> Iterator[Outcome | InputError]:
    if yardstick.judge:
        for item in items:
            if isinstance(item, Trial):
                yield yardstick.judge(item.material)
    if yardstick.compare:
        documents = [d for d in items if isinstance(d, Document)]
        for document, reading in zip(documents, read_all([d.article for d in documents]), strict=True):
            yield yardstick.compare(reading, document.gold) if isinstance(reading, Reading) else reading


def _loaded(yardstick: Yardstick, data: Path, split: str | None) -> tuple[list[Document | Trial], list[InputError]]:
    items: list[Document | Trial] = []
    skipped: list[InputError] = []
    for item in yardstick.load(data, split):
        if isinstance(item, InputError):
            skipped.append(item)
        else:
            items.append(item)
    if not items:
        raise InputError(
            str(data), f"there is nothing of {yardstick.name} in it.", "Give the folder that holds the gold set."
        )
    return items, skipped


def report(
    yardstick: Yardstick,
    outcomes: Sequence[Outcome],
    *,
    split: str | None = None,
    skipped: Sequence[InputError] = (),
) -> Report:
    """The figures of all outcomes together."""
    tables: list[Table] = [o.rows for o in outcomes]
    summed = total(tables)
    names = [n for n in yardstick.rows if n in summed] if yardstick.rows else list(summed)
    rows = [Row(n, summed[n], *interval([{n: t[n]} for t in tables if n in t], _f1_of(n))) for n in names]
    figures = [Figure(n, f(summed), *interval(tables, f)) for n, f in yardstick.figures.items()]
    return Report(
        yardstick=yardstick.name,
        split=split,
        documents=len(outcomes),
        rows=tuple(rows),
        figures=tuple(figures),
        calibration=_calibration(outcomes),
        errors=tuple(e for o in outcomes for e in o.errors),
        skipped=tuple(skipped),
    )


def _f1_of(name: str) -> Callable[[Table], float]:
    return lambda table: table[name].f1


def _calibration(outcomes: Sequence[Outcome]) -> tuple[Calibration, ...]:
    chances: dict[str, list[tuple[float, bool]]] = {}
    for outcome in outcomes:
        for name, pairs in outcome.chances.items():
            chances.setdefault(name, []).extend(pairs)
    return tuple(Calibration(n, len(c), calibration_error(c), bins(c)) for n, c in chances.items())
