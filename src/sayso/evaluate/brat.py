"""PolNeAR's files: brat standoff, one or more annotators a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayso.model import InputError, Span

from .yardstick import text_of

ROLES = ("source", "cue", "content")
_SPAN = re.compile(r"(T\d+)\t([\w-]+) (\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(r"E\d+\t[\w-]+:T\d+((?: \w+:T\d+)*)\s*$")
_OTHER = re.compile(r"[RAMN#*]")  # relations, attributes and notes, which say nothing about spans


@dataclass(slots=True)
class Attribution:
    """Spans by role, each sorted and free of overlaps; a role that is not marked is empty."""

    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)

    def spans(self, role: str) -> list[Span]:
        found: list[Span] = getattr(self, role)
        return found


def attributions(path: Path, size: int) -> Iterator[Attribution | InputError]:
    """What one annotator marked in a text of `size` characters; an InputError for each line that cannot be understood."""
    spans: dict[str, list[Span]] = {}
    events: list[tuple[int, str]] = []
    for number, line in enumerate(text_of(path).split("\n"), 1):
        if m := _SPAN.match(line):
            pieces = [Span(*map(int, piece.split())) for piece in m[3].split(";")]
            if all(p.start < p.end <= size for p in pieces):
                spans[m[1]] = sorted(pieces)
                continue
        elif m := _EVENT.match(line):
            events.append((number, m[1]))
            continue
        elif not line.strip() or _OTHER.match(line):
            continue
        yield InputError(f"{path}, line {number}", "the line is malformed.", "It was left out.")
    for number, arguments in events:
        found = Attribution()
        for part in arguments.split():
            role, _, reference = part.partition(":")
            name = role.rstrip("0123456789").lower()
            if name in ROLES and reference in spans:
                found.spans(name).extend(spans[reference])
        if found.content or found.cue:
            yield found
        else:
            yield InputError(f"{path}, line {number}", "it names no span that is there.", "It was left out.")


def outermost(found: list[Attribution]) -> list[Attribution]:
    """Those that do not stand in the content of another: their cue (or else content) lies in no other's content."""
    return [
        a
        for a in found
        if not any(b is not a and all(_within(s, b.content) for s in a.cue or a.content) for b in found)
    ]


def _within(span: Span, spans: list[Span]) -> bool:
    return any(s.contains(span) for s in spans)
