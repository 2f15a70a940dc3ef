"""STS headlines: how much two headlines have in common.

Layout: files sts2013-headlines.tsv and so on, each line a score from 0 (nothing in common) to 5 (the same meaning) and two headlines. The
split is a year, all years by default.

    Pearson     correlation of the likeness with the score (0 where it is negative)

The likeness is `sayso.link.judge_pairs`'s.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.link import judge_pairs
from sayso.model import InputError

from .counts import Counts, Table
from .yardstick import Error, Outcome, Trial, Yardstick, folder, text_of

SPLITS = ("2013", "2014", "2015", "2016")
FAR = 0.4  # likeness this far off is an error


@dataclass(frozen=True, slots=True)
class Pair:
    one: str
    other: str
    score: float


def load(data: Path, split: str | None) -> Iterator[Trial | InputError]:
    files = sorted(folder(data).glob(f"sts{split or ''}*headlines.tsv"))
    if not files:
        raise InputError(
            str(data), "it holds no headlines.", "Give the folder that holds sts2013-headlines.tsv or the like."
        )
    for file in files:
        for number, line in enumerate(text_of(file).splitlines(), 1):
            cells = line.split("\t")
            score = _score(cells[0]) if len(cells) >= 3 else None
            if score is None:
                yield InputError(f"{file}:{number}", "this is no scored pair.", "It was left out.")
                continue
            yield Trial(Pair(cells[1], cells[2], score))


def _score(cell: str) -> float | None:
    try:
        score = float(cell)
    except ValueError:
        return None
    return score if 0 <= score <= 5 else None


def judge(pair: Pair) -> Outcome:
    x, y = judge_pairs([(pair.one, pair.other)])[0].likeness, pair.score / 5
    # What a correlation is computed from, so that it can be drawn over pairs.
    rows = {"sums": Counts(x * y, x, y, 1), "squares": Counts(x * x, 0, y * y, 0)}
    far = abs(x - y)
    kind = "too near" if x > y else "too far"
    error = Error(kind, f"{pair.one} | {pair.other}", f"{pair.score:.1f}", f"{5 * x:.1f}", far)
    return Outcome(rows, [error] if far >= FAR else [])


def pearson(table: Table) -> float:
    if "sums" not in table:
        return 0.0
    sums, squares = table["sums"], table["squares"]
    n, x, y = sums.gold, sums.got, sums.found
    spread = (n * squares.right - x * x) * (n * squares.found - y * y)
    return max(0.0, (n * sums.right - x * y) / math.sqrt(spread)) if spread > 0 else 0.0


YARDSTICK = Yardstick(
    name="sts",
    help="how alike two headlines are",
    load=load,
    judge=judge,
    splits=SPLITS,
    rows=("none",),  # only the figure is to be shown
    figures={"Pearson": pearson},
)
