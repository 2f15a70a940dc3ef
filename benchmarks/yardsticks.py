"""Accuracy on public gold sets, by the same calls as `sayso evaluate`.

    make evaluate                                    every set in ../shared/data
    python benchmarks/yardsticks.py [SET...] [--data DIR] [--sample]
    python benchmarks/yardsticks.py --update [--lower]

--sample reads a fixed part of each set, as the tests do. --update writes the figures to docs/accuracy.md, the reliability plot to
docs/reliability.svg, and raises benchmarks/floors.toml to a hair under them; a floor falls only with --lower. With --sample too, it
raises the floors of the sample alone.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import floors as least

from sayso.evaluate import Report, evaluate, reliability, yardstick
from sayso.model import InputError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
DOCS = ROOT / "docs" / "accuracy.md"
PLOT = ROOT / "docs" / "reliability.svg"
BETWEEN = re.compile(r"(?<=<!-- yardsticks -->\n).*?(?=<!-- end of yardsticks -->)", re.S)


@dataclass(frozen=True, slots=True)
class Set:
    """Where a gold set lies, and of how many documents a sample takes one; None where no sample is quick."""

    yardstick: str
    folder: str
    split: str | None = None
    every: int | None = 12

    @property
    def name(self) -> str:
        return f"{self.yardstick} {self.split}" if self.split else self.yardstick


SETS = (
    Set("polnear", "polnear", "dev", every=12),
    Set("meantime", "meantime", every=6),
    Set("szeged", "szeged-uncertainty", every=180),
    Set("gum", "gum-news", every=12),
    Set("geoparsing", "geoparsing", every=60),
    Set("plover", "plover-gsr", every=16),
    Set("ecbplus", "ecbplus", "dev", every=6),
    Set("basil", "basil", every=5),
    Set("claims", ".", "choose", every=5),
    Set("copies", ".", "check", every=9),
    Set("msrp", "sts-msrp", "val", every=5),
    Set("sts", "sts-msrp", every=15),
    Set("contrast", ".", every=6),
    Set("fnc1", "fnc1", "dev", every=None),
    Set("checkthat", "checkthat2020", "dev", every=None),
)


def present(data: Path = DATA) -> list[Set]:
    return [s for s in SETS if (data / s.folder).is_dir()]


def measure(sets: Iterable[Set], data: Path = DATA, *, sample: bool = False) -> dict[str, Report]:
    """Reports by the name of the set."""
    found = {}
    for s in sets:
        every = s.every if sample else 1
        if every is None:
            continue
        found[s.name] = evaluate(yardstick(s.yardstick), data / s.folder, split=s.split, every=every)
    return found


def shares(reports: dict[str, Report], *, sample: bool = False) -> dict[str, dict[str, float]]:
    """Table of the floors -> row or figure -> F1 or value; baselines need no floor."""
    return {
        ("sample of " if sample else "") + name: {
            **{r.name: r.counts.f1 for r in report.rows},
            **{f.name: f.value for f in report.figures if ":" not in f.name},
        }
        for name, report in reports.items()
    }


def table(blocks: dict[str, list[str]]) -> str:
    """Markdown, of the lines of each set."""
    head = ["| set | documents | | precision | recall | F1 | 95 % |", "|---|---:|---|---:|---:|---:|---:|"]
    return "\n".join([*head, *(line for lines in blocks.values() for line in lines)]) + "\n"


def lines(name: str, report: Report) -> list[str]:
    """A line for each row and figure of a set; its name and size stand in the first."""
    rows = [
        f"{r.name} | {r.counts.precision:.3f} | {r.counts.recall:.3f} | {r.counts.f1:.3f} | {r.low:.3f}-{r.high:.3f} |"
        for r in report.rows
    ]
    rows += [f"{f.name} | | | {f.value:.3f} | {f.low:.3f}-{f.high:.3f} |" for f in report.figures]
    rows += [f"calibration error, {k.name} | | | {k.error:.3f} | |" for k in report.calibration]
    return [(f"| {name} | {report.documents:,} | " if n == 0 else "| | | ") + row for n, row in enumerate(rows)]


def written(text: str) -> dict[str, list[str]]:
    """The lines of each set in the table of docs/accuracy.md."""
    found = BETWEEN.search(text)
    blocks: dict[str, list[str]] = {}
    for line in (found[0] if found else "").splitlines()[2:]:
        first = line.split("|")[1].strip()
        name = first or next(reversed(blocks))
        blocks.setdefault(name, []).append(line)
    return blocks


def update(reports: dict[str, Report], samples: dict[str, Report], *, lower: bool) -> None:
    """Floors, table and plot; sets that were not measured keep their lines."""
    least.raised({**shares(reports), **shares(samples, sample=True)}, lower=lower)
    text = DOCS.read_text(encoding="utf-8")
    blocks = {**written(text), **{name: lines(name, r) for name, r in reports.items()}}
    ordered = {s.name: blocks[s.name] for s in SETS if s.name in blocks}
    DOCS.write_text(BETWEEN.sub(lambda _: table(ordered), text, count=1), encoding="utf-8")
    panels = [k for r in reports.values() for k in r.calibration]
    if len(panels) > 1:
        PLOT.write_text(reliability(panels), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(s.yardstick for s in SETS)}")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the sets' folders")
    parser.add_argument("--sample", action="store_true", help="a fixed part of each")
    parser.add_argument(
        "--update", action="store_true", help="write the floors, the plot and the table in docs/accuracy.md"
    )
    parser.add_argument("--lower", action="store_true", help="with --update: floors may fall")
    args = parser.parse_args()
    sets = [s for s in present(args.data) if not args.sets or s.yardstick in args.sets]
    if not sets:
        sys.exit(f"{args.data}: none of the sets is here. Give the folder that holds their folders.")
    try:
        reports = measure(sets, args.data, sample=args.sample)
        samples = measure(sets, args.data, sample=True) if args.update and not args.sample else {}
    except InputError as e:
        sys.exit(str(e))
    print(table({name: lines(name, r) for name, r in reports.items()}), end="")
    if args.update and args.sample:
        least.raised(shares(reports, sample=True), lower=args.lower)
    elif args.update:
        update(reports, samples, lower=args.lower)


if __name__ == "__main__":
    main()
