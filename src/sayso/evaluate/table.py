"""A Report as data, and as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .run import Report
from .yardstick import Error


def as_data(report: Report, *, errors: int = 0) -> dict[str, Any]:
    """`{"schema": "sayso.evaluation/1", ...}`; shares rounded to four digits. With `errors`, that many of each group."""
    data: dict[str, Any] = {
        "schema": "sayso.evaluation/1",
        "yardstick": report.yardstick,
        "split": report.split,
        "documents": report.documents,
        "rows": [
            {
                "name": r.name,
                "precision": round(r.counts.precision, 4),
                "recall": round(r.counts.recall, 4),
                "f1": round(r.counts.f1, 4),
                "interval": [round(r.low, 4), round(r.high, 4)],
                "right": _plain(r.counts.right),
                "got": _plain(r.counts.got),
                "found": _plain(r.counts.found),
                "gold": _plain(r.counts.gold),
            }
            for r in report.rows
        ],
        "figures": [
            {"name": f.name, "value": round(f.value, 4), "interval": [round(f.low, 4), round(f.high, 4)]}
            for f in report.figures
        ],
        "calibration": [
            {
                "name": c.name,
                "judgements": c.judgements,
                "error": round(c.error, 4),
                "bins": [[b.number, round(b.confidence, 4), round(b.right, 4)] for b in c.bins],
            }
            for c in report.calibration
        ],
        "skipped": [str(s) for s in report.skipped],
    }
    if errors:
        data["errors"] = [
            {
                "group": group,
                "number": number,
                "worst": [{"context": e.context, "gold": e.gold, "got": e.got} for e in worst],
            }
            for group, number, worst in grouped(report, errors)
        ]
    return data


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else round(number, 3)


def grouped(report: Report, number: int) -> list[tuple[str, int, list[Error]]]:
    """(group, how many errors, the `number` worst), the largest group first."""
    groups: dict[str, list[Error]] = {}
    for error in report.errors:
        groups.setdefault(error.group, []).append(error)
    sizes = sorted(groups.items(), key=lambda g: (-len(g[1]), g[0]))
    return [(name, len(held), sorted(held, key=lambda e: -e.weight)[:number]) for name, held in sizes]


def lines(report: Report) -> Iterator[list[str]]:
    """Cells of the table: name, precision, recall, F1, interval, found of gold, got. Figures have only the middle three."""
    for r in report.rows:
        c = r.counts
        yield [
            r.name,
            f"{c.precision:.3f}",
            f"{c.recall:.3f}",
            f"{c.f1:.3f}",
            f"{r.low:.3f}-{r.high:.3f}",
            f"{_plain(c.found):,}/{_plain(c.gold):,}",
            f"{_plain(c.got):,}",
        ]
    for f in report.figures:
        yield [f.name, "", "", f"{f.value:.3f}", f"{f.low:.3f}-{f.high:.3f}", "", ""]
    for k in report.calibration:
        yield [f"calibration error, {k.name}", "", "", f"{k.error:.3f}", "", f"{k.judgements:,}", ""]


HEADS = ("", "precision", "recall", "F1", "95 %", "found/gold", "got")


def markdown(report: Report) -> str:
    """The table in Markdown."""
    out = [f"| {' | '.join(HEADS)} |", f"|---|{'---:|' * (len(HEADS) - 1)}"]
    out += [f"| {' | '.join(cells)} |" for cells in lines(report)]
    return "\n".join(out) + "\n"
