"""MSRP: do two sentences of news say the same?

Layout: msr-para-train.tsv, msr-para-val.tsv, msr-para-test.tsv, or any file named for its part: a line of headings, then quality (1 same,
0 not), two ids, two sentences. The part is the split, `val` by default.

    same        pairs that are paraphrases
    accuracy    pairs judged right, of all

The judgement is `sayso.link.judge_pairs`: a chance of `paraphrase` of at least one half.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.link import judge_pairs
from sayso.model import InputError

from .counts import Counts, Table
from .yardstick import Error, Outcome, Trial, Yardstick, folder, text_of

SPLITS = ("train", "val", "test")
EVEN = 0.5  # chance from which two sentences are judged to be the same


@dataclass(frozen=True, slots=True)
class Pair:
    one: str
    other: str
    same: bool


def load(data: Path, split: str | None) -> Iterator[Trial | InputError]:
    files = sorted(folder(data).glob(f"*{split or 'val'}.tsv"))
    if not files:
        raise InputError(
            str(data), f"it holds no file of the part “{split or 'val'}”.", "Give the folder that holds the gold set."
        )
    for file in files:
        for number, line in enumerate(text_of(file).lstrip("\ufeff").splitlines()[1:], 2):
            cells = line.split("\t")
            if len(cells) < 5 or cells[0] not in ("0", "1"):
                yield InputError(f"{file}:{number}", "this is no judged pair.", "It was left out.")
                continue
            yield Trial(Pair(cells[3], cells[4], cells[0] == "1"))


def judge(pair: Pair) -> Outcome:
    chance = judge_pairs([(pair.one, pair.other)])[0].paraphrase
    got = chance >= EVEN
    rows = {
        "same": Counts.of(got and pair.same, got and not pair.same, pair.same and not got),
        "all": Counts(got == pair.same, 1, got == pair.same, 1),
    }
    sure = chance if got else 1 - chance
    wrong = "taken for the same" if got else "not taken for the same"
    error = Error(wrong, f"{pair.one} | {pair.other}", str(int(pair.same)), f"{chance:.2f}", sure)
    return Outcome(rows, [] if got == pair.same else [error], {"same": [(sure, got == pair.same)]})


def accuracy(table: Table) -> float:
    return table["all"].recall if "all" in table else 0.0


YARDSTICK = Yardstick(
    name="msrp",
    help="pairs of sentences that say the same",
    load=load,
    judge=judge,
    splits=SPLITS,
    rows=("same",),
    figures={"accuracy": accuracy},
)
