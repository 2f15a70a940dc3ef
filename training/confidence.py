"""How far an attribution of a score, and a certainty, may be believed; each fitted on some documents and checked on others.

    python training/confidence.py [POLNEAR]
    python training/confidence.py --certainty [MEANTIME]

The first fits on half of PolNeAR's dev part and writes src/sayso/read/data/confidence.tsv. To run again whenever the tagger or the
joining of its spans changes. The second prints the two constants of src/sayso/read/doubts.py (how often the certainty of an event is
right where a doubt bears on it, and where none does) and their calibration error: ten parts, each judged by the constants of the
other nine; and halves of the documents drawn at random, each judged by the constants of its other half.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from sayso.engine import read_all
from sayso.evaluate import calibration_error, yardstick
from sayso.evaluate.yardstick import Document
from sayso.model import Reading
from sayso.read import confidence
from sayso.read.doubts import UNDOUBTED

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "src" / "sayso" / "read" / "data" / "confidence.tsv"
DATA = ROOT.parent / "shared" / "data"
POINTS = 6
PARTS, HALVES = 10, 100
Chances = list[tuple[float, bool]]


def chances(folder: Path) -> list[Chances]:
    """(raw score, was it right) of the attributions of each document."""
    confidence.points = lambda: ((0.0, 0.0), (1.0, 1.0))  # type: ignore[assignment]  # scores as the tagger gives them
    polnear = yardstick("polnear")
    documents = [d for d in polnear.load(folder, "dev") if isinstance(d, Document)]
    readings = read_all([d.article for d in documents])
    pairs = zip(documents, readings, strict=True)
    return [polnear.compare(r, d.gold).chances["attribution"] for d, r in pairs if isinstance(r, Reading)]


def fitted(found: Chances) -> list[tuple[float, float]]:
    """Mean score and share right of groups of equal size; neighbours are joined until the shares rise."""
    ordered, groups = sorted(found), []
    for i in range(POINTS):
        part = ordered[i * len(ordered) // POINTS : (i + 1) * len(ordered) // POINTS]
        groups.append((sum(s for s, _ in part), sum(r for _, r in part), len(part)))
        while len(groups) > 1 and groups[-2][1] / groups[-2][2] >= groups[-1][1] / groups[-1][2]:
            last, before = groups.pop(), groups.pop()
            groups.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return [(round(score / n, 3), round(right / n, 3)) for score, right, n in groups]


def constants(found: Chances) -> dict[bool, float]:
    """Share right of the certainties that a doubt gave, and of the others."""
    shares = {}
    for doubted in (True, False):
        right = [r for sure, r in found if (sure < UNDOUBTED) is doubted]
        shares[doubted] = sum(right) / max(1, len(right))
    return shares


def judged_by(learn: list[Chances], check: list[Chances]) -> Chances:
    known = constants([c for d in learn for c in d])
    return [(known[sure < UNDOUBTED], right) for d in check for sure, right in d]


def certainty(folder: Path) -> None:
    meantime = yardstick("meantime")
    documents = [d for d in meantime.load(folder, None) if isinstance(d, Document)]
    readings = read_all([d.article for d in documents])
    pairs = zip(documents, readings, strict=True)
    found = [meantime.compare(r, d.gold).chances["certainty"] for d, r in pairs if isinstance(r, Reading)]
    shares = constants([c for d in found for c in d])
    print(f"right where a doubt bears: {shares[True]:.3f}; where none does: {shares[False]:.3f}")
    pooled = [
        c for k in range(PARTS) for c in judged_by([d for n, d in enumerate(found) if n % PARTS != k], found[k::PARTS])
    ]
    draw = random.Random(1)
    errors = []
    for _ in range(HALVES):
        some = draw.sample(found, len(found))
        errors.append(calibration_error(judged_by(some[::2], some[1::2])))
    print(f"calibration error over {PARTS} parts: {calibration_error(pooled):.3f}", end="; ")
    print(f"over {HALVES} halves: mean {sum(errors) / HALVES:.3f}, worst {max(errors):.3f}")


def main() -> None:
    if "--certainty" in sys.argv[1:]:
        rest = [a for a in sys.argv[1:] if a != "--certainty"]
        certainty(Path(rest[0]) if rest else DATA / "meantime")
        return
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "polnear"
    found = chances(folder)
    learn, check = [c for d in found[::2] for c in d], [c for d in found[1::2] for c in d]
    line = fitted(learn)
    head = "# How often an attribution of a tagger's score is right: score, share. Fitted by training/confidence.py."
    FILE.write_text("\n".join([head, *(f"{score}\t{right}" for score, right in line)]) + "\n", encoding="utf-8")
    confidence.points = lambda: tuple(line)  # type: ignore[assignment]
    now = calibration_error([(confidence.believed(s), r) for s, r in check])
    print(f"calibration error on the other half: {calibration_error(check):.3f} before, {now:.3f} after")


if __name__ == "__main__":
    main()
