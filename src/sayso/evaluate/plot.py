"""A reliability plot as SVG: how often judgements were right, by how sure sayso was of them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .run import Calibration

_SIDE, _LEFT, _TOP, _GAP = 240, 46, 34, 70
_BAR, _INK, _FAINT = "#3b6ea5", "#222", "#999"


def reliability(panels: Sequence[Calibration]) -> str:
    """One panel a kind of judgement: a bar a bin, its height the share that was right; on the diagonal, confidence is accuracy."""
    width = _LEFT + len(panels) * (_SIDE + _GAP)
    height = _TOP + _SIDE + 52
    said = "; ".join(f"{p.name}: expected calibration error {p.error:.3f}" for p in panels)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'font-family="sans-serif" font-size="11">',
        f"<title>Reliability. {escape(said)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for n, panel in enumerate(panels):
        parts += _panel(panel, _LEFT + n * (_SIDE + _GAP))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(panel: Calibration, left: int) -> list[str]:
    foot = _TOP + _SIDE

    def x(value: float) -> float:
        return round(left + value * _SIDE, 1)

    def y(value: float) -> float:
        return round(foot - value * _SIDE, 1)

    most = max((b.number for b in panel.bins), default=1)
    out = [f'<text x="{left}" y="{_TOP - 14}" font-size="13" fill="{_INK}">{escape(panel.name)}: '
           f"error {panel.error:.3f}, {panel.judgements:,} judgements</text>"]  # fmt: skip
    for b in panel.bins:
        opacity = round(0.25 + 0.75 * b.number / most, 2)  # the fuller the bin, the darker its bar
        out.append(
            f'<rect x="{x(b.low) + 1}" y="{y(b.right)}" width="{round((b.high - b.low) * _SIDE - 2, 1)}" '
            f'height="{round(b.right * _SIDE, 1)}" fill="{_BAR}" fill-opacity="{opacity}">'
            f"<title>{b.number:,} judgements, sure {b.confidence:.2f}, right {b.right:.2f}</title></rect>"
        )
        out.append(f'<circle cx="{x(b.confidence)}" cy="{y(b.right)}" r="2.5" fill="{_INK}"/>')
    out.append(f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="{_FAINT}" stroke-dasharray="4 3"/>')
    out.append(f'<path d="M{x(0)} {y(1)}V{y(0)}H{x(1)}" fill="none" stroke="{_INK}"/>')
    for tick in (0.0, 0.5, 1.0):
        out.append(f'<text x="{x(tick)}" y="{foot + 16}" text-anchor="middle" fill="{_INK}">{tick:g}</text>')
        out.append(f'<text x="{left - 6}" y="{y(tick) + 4}" text-anchor="end" fill="{_INK}">{tick:g}</text>')
    out.append(f'<text x="{x(0.5)}" y="{foot + 34}" text-anchor="middle" fill="{_INK}">confidence</text>')
    middle = y(0.5)
    out.append(
        f'<text x="{left - 30}" y="{middle}" text-anchor="middle" fill="{_INK}" '
        f'transform="rotate(-90 {left - 30} {middle})">right</text>'
    )
    return out
