"""Fake News Challenge 1: what the body of an article says about a headline.

Layout: `*bodies*.csv` with `Body ID` and `articleBody`, and `*stances*.csv` with `Headline`, `Body ID` and `Stance`
(agree, disagree, discuss, unrelated). A split is named as its file of stances is, without that word: `train_train`,
`train_test_8_2`, `competition_test`; `dev` is the second and `test` the last. Without a split all files of stances are taken.

    agree ... unrelated   pairs of that class
    macro F1              the mean of the four
    official score        the challenge's: a quarter for telling related from unrelated, the rest for which of the three; of what
                          a perfect judge would get

The model was trained on all of `train_train`, which shares its bodies with `train_test_8_2`: only `test` is unseen. What it reaches
on topics that it has not seen is measured by training/stance/train.py.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sayso.link.stance import Label, prepare, prepare_claim, stances
from sayso.link.stance_features import Told
from sayso.model import InputError

from .counts import Counts, Table, macro_f1
from .yardstick import Error, Outcome, Trial, Yardstick, folder

CLASSES = ("agree", "disagree", "discuss", "unrelated")
LABELS = dict(zip(Label, CLASSES, strict=True))
OFFICIAL = "official"
_ALIASES = {"dev": ("train_test_8_2",), "test": ("competition_test", "test")}
SHOWN = 300  # characters of a body shown beside an error


@dataclass(frozen=True, slots=True)
class Body:
    """One article's body and the headlines it is held against, each with its class."""

    text: str
    headlines: tuple[tuple[str, str], ...]


def load(data: Path, split: str | None) -> Iterator[Trial | InputError]:
    stances_files = _stances(folder(data), split)
    bodies: dict[str, str] = {}
    for file in sorted(data.glob("*bodies*.csv"), reverse=True):
        for row in _rows(file, "Body ID", "articleBody"):
            bodies[row["Body ID"]] = row["articleBody"]
    held: dict[str, list[tuple[str, str]]] = {}
    for file in stances_files:
        for number, row in enumerate(_rows(file, "Headline", "Body ID", "Stance"), 2):
            label = row["Stance"].strip().lower()
            if label not in CLASSES or row["Body ID"] not in bodies:
                what = "it names no known stance." if label not in CLASSES else "its body is in no file of bodies."
                yield InputError(f"{file}, row {number}", what, "It was left out.")
                continue
            held.setdefault(row["Body ID"], []).append((row["Headline"], label))
    for body, headlines in held.items():
        yield Trial(Body(bodies[body], tuple(headlines)))


def _stances(data: Path, split: str | None) -> list[Path]:
    files = sorted(data.glob("*stances*.csv"))
    if split is not None:
        wanted = (split, *_ALIASES.get(split, ()))
        files = [f for f in files if f.stem.replace("_stances", "") in wanted]
    if not files:
        part = f" for “{split}”" if split else ""
        raise InputError(str(data), f"it holds no file of stances{part}.", "Give the folder of the challenge's data.")
    return files


def _rows(file: Path, *columns: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        with file.open(encoding="utf-8", errors="replace", newline="") as f:
            for row in csv.DictReader(f):
                if any(row.get(c) is None for c in columns):
                    raise InputError(
                        str(file), f"a row lacks one of {', '.join(columns)}.", "Give the file as published."
                    )
                yield row
    except (OSError, csv.Error) as e:
        raise InputError(str(file), f"the file cannot be read ({e}).", "Give the file as published.") from e


@lru_cache(maxsize=4096)
def _claim(headline: str) -> Told:
    return prepare_claim(headline)


def judge(body: Body) -> Outcome:
    told = prepare(body.text)
    labels = stances([(_claim(h), told) for h, _ in body.headlines])
    rows: dict[str, Counts] = {}
    errors = []
    for (headline, gold), label in zip(body.headlines, labels, strict=True):
        got = LABELS[label]
        for name in {gold: 1, got: 1}:
            counts = Counts.of(gold == got, got == name != gold, gold == name != got)
            rows[name] = rows.get(name, Counts()) + counts
        most = 0.25 if gold == "unrelated" else 1.0
        points = Counts(_points(gold, got), most, _points(gold, got), most)
        rows[OFFICIAL] = rows.get(OFFICIAL, Counts()) + points
        if gold != got:
            errors.append(Error(f"{gold} taken for {got}", f"{headline} | {body.text[:SHOWN]}", gold, got))
    return Outcome(rows, errors)


def _points(gold: str, got: str) -> float:
    related = 0.25 * ((gold == "unrelated") == (got == "unrelated"))
    return related + 0.75 * (gold == got != "unrelated")


def _official(table: Table) -> float:
    return table[OFFICIAL].recall if OFFICIAL in table else 0.0


def _macro(table: Mapping[str, Counts]) -> float:
    return macro_f1(table, CLASSES)


YARDSTICK = Yardstick(
    name="fnc1",
    help="what an article says about a claim: agrees, denies, discusses, or is unrelated",
    load=load,
    judge=judge,
    splits=("train_train", "train_test_8_2", "competition_test", "train", "dev", "test"),
    rows=CLASSES,
    figures={"macro F1": _macro, "official score": _official},
)
