"""Fits how far an attribution of a score may be believed, on half of PolNeAR's dev part, and checks it on the other half.

    python training/confidence.py [POLNEAR]

Writes src/sayso/read/data/confidence.tsv. To run again whenever the tagger or the joining of its spans changes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sayso.engine import read_all
from sayso.evaluate import calibration_error, yardstick
from sayso.evaluate.yardstick import Document
from sayso.model import Reading
from sayso.read import confidence

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "src" / "sayso" / "read" / "data" / "confidence.tsv"
POINTS = 6
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


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "polnear"
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
