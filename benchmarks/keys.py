"""Accuracy: briefs of whole events, held against answer keys.

    make evaluate                              events in ../shared/keys
    python benchmarks/keys.py [KEYS] [--json] [--show]
    python benchmarks/keys.py --update [--lower]

KEYS is a folder with score_key.py and one folder an event, each with key.json beside its texts. Each event is read, linked
and written as a brief by the same calls as `sayso brief`, and score_key.py counts what the brief gets right. --show names what was
missed. --update writes the figures to docs/accuracy.md and raises benchmarks/floors.toml to a hair under them; a floor
falls only with --lower.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import floors as least

from sayso.brief import build_brief, to_json
from sayso.engine import run
from sayso.ingest import load

ROOT = Path(__file__).resolve().parent.parent
KEYS = ROOT.parent / "shared" / "keys"
DOCS = ROOT / "docs" / "accuracy.md"
HAIR = least.HAIR
BETWEEN = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.S)
AREA = re.compile(r"(\S.*?)\s+(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Count:
    right: int
    total: int

    @property
    def share(self) -> float:
        return self.right / self.total


Figures = dict[str, dict[str, Count]]  # event -> area -> count


def events(keys: Path) -> list[str]:
    return sorted(p.parent.name for p in keys.glob("*/key.json"))


def measure(keys: Path, *, show: bool = False) -> Figures:
    """Counts of every event. With `show`, what was missed goes to stdout."""
    return {event: _measured(keys, event, show) for event in events(keys)}


def _measured(keys: Path, event: str, show: bool) -> dict[str, Count]:
    scorer, folder = keys / "score_key.py", keys / event
    rows = _output([sys.executable, scorer, "--input", folder / "key.json", folder])
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary) / "brief.json"
        made.write_text(brief_of(rows), encoding="utf-8")
        said = _output([sys.executable, scorer, folder / "key.json", folder, made, *(["--show"] if show else [])])
    found = {}
    for line in said.splitlines():
        if m := AREA.fullmatch(line):
            found[m[1]] = Count(int(m[2]), int(m[3]))
        elif show:
            print(line)
    if not found:
        raise SystemExit(f"{event}: score_key.py gave no figures: {said[-300:]}")
    return found


def _output(words: list[str | Path]) -> str:
    """What a command prints. score_key.py ends with 1 below a bar of its own, which is no fault here."""
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode > 1 or done.stderr.strip():
        raise SystemExit(f"{words[1]} failed: {done.stderr[-800:]}")
    return done.stdout


def brief_of(rows: str) -> str:
    """The brief, as JSON, of articles given as JSONL."""
    loaded = load(["-"], stdin=io.BytesIO(rows.encode("utf-8")))
    result = run(loaded.articles)
    for problem in (*loaded.problems, *result.problems):
        raise SystemExit(str(problem))
    return to_json(build_brief(result.readings, result.links))


def mean_of_areas(areas: dict[str, Count]) -> float:
    return sum(c.share for c in areas.values()) / len(areas)


def pooled(figures: Figures) -> dict[str, Count]:
    """Area -> right and total over all events, by name."""
    names = sorted({area for areas in figures.values() for area in areas})
    counts = {n: [areas[n] for areas in figures.values() if n in areas] for n in names}
    return {n: Count(sum(c.right for c in cs), sum(c.total for c in cs)) for n, cs in counts.items()}


def table(figures: Figures) -> str:
    """Markdown: areas down, events across; right/total, and the pooled share."""
    lines = [f"| area | {' | '.join(figures)} | pooled |", f"|---|{'---:|' * (len(figures) + 1)}"]
    for area, count in pooled(figures).items():
        cells = [f"{a[area].right}/{a[area].total}" if area in a else "" for a in figures.values()]
        lines.append(f"| {area} | {' | '.join(cells)} | {count.share:.3f} |")
    means = [mean_of_areas(a) for a in figures.values()]
    shown = " | ".join(f"{m:.3f}" for m in means)
    lines.append(f"| **mean of areas** | {shown} | {sum(means) / len(means):.3f} |")
    return "\n".join(lines) + "\n"


def as_data(figures: Figures) -> dict[str, object]:
    return {
        "events": {e: {a: [c.right, c.total] for a, c in areas.items()} for e, areas in figures.items()},
        "mean of areas": {e: round(mean_of_areas(areas), 4) for e, areas in figures.items()},
        "pooled": {a: round(c.share, 4) for a, c in pooled(figures).items()},
    }


def shares(figures: Figures) -> dict[str, dict[str, float]]:
    """`pooled`: area -> share; `mean of areas`: event -> mean."""
    return {
        "pooled": {a: c.share for a, c in pooled(figures).items()},
        "mean of areas": {e: mean_of_areas(a) for e, a in figures.items()},
    }


def floors() -> least.Floors:
    """The floors of `shares`."""
    return {table: rows for table, rows in least.read().items() if table in ("pooled", "mean of areas")}


def below(figures: Figures, floors: least.Floors) -> list[str]:
    """Each figure that lies below its floor, or is missing, in words."""
    return least.below(shares(figures), floors)


def update(figures: Figures, *, lower: bool) -> None:
    least.raised(shares(figures), lower=lower)
    text = DOCS.read_text(encoding="utf-8")
    DOCS.write_text(BETWEEN.sub(lambda _: table(figures), text, count=1), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("keys", nargs="?", type=Path, default=KEYS)
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    parser.add_argument("--show", action="store_true", help="name what was missed")
    parser.add_argument("--update", action="store_true", help="write the floors and the table in docs/accuracy.md")
    parser.add_argument("--lower", action="store_true", help="with --update: floors may fall")
    args = parser.parse_args()
    if not events(args.keys):
        sys.exit(f"{args.keys}: there are no answer keys here (EVENT/key.json). Give the folder that holds them.")
    figures = measure(args.keys, show=args.show)
    print(json.dumps(as_data(figures), indent=1) if args.json else table(figures), end="")
    if args.update:
        update(figures, lower=args.lower)


if __name__ == "__main__":
    main()
