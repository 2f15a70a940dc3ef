"""Readings -> the bodies that named people belong to: where a body speaks itself in a claim, they are no other origin than it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..model import EntityKind, Reading
from .origin_bodies import HEAD, bodies_told, forms_of, full_name, spoken_for
from .origin_words import roles
from .words import split_words

_RANK = re.compile(
    r"\b(?:Sheriff|Detective|Det\.|Trooper|Constable|Police (?:Chief|Commissioner|Officer|Inspector|Superintendent))\s$"
)
_GRADE = re.compile(
    r"\b(?<![Ff]ire\s)(?:Chief|Inspector|Lt\.|Lieutenant|Sgt\.|Sergeant|Capt\.|Captain|Cpl\.|Corporal|Officer|Deputy)\s$"
)
_POLICE = re.compile(r"\b(?:[Pp]olice|sheriff|[A-Z]{1,4}PD)\b")
ENOUGH = 2  # mentions of police that make an article's sergeants theirs
NEAR = 48  # characters between a name and the body beside it
_BETWEEN_BEFORE = re.compile(r"(?:['’]s)?\s(?:[\w.-]+\s){0,4}$")
_BETWEEN_AFTER = re.compile(r",?\s(?:[\w-]+\s){0,6}(?:of|at|for|from|with)\s(?:the\s)?$|,\s(?:the\s)?$")


def ties_of(readings: Sequence[Reading], linked: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Person, in small letters -> the bodies that he heads, has a rank in or belongs to, as the articles say beside his name.

    Members of an assembly or a party do not speak for it.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for r in readings:
        for person, body in dict.fromkeys([*spoken_for(r, (HEAD,)), *_ranked(r), *_beside(r)]):
            for name in forms_of(r, person, linked) if person else ():
                full = full_name(r, body, linked)
                if roles("assembly").isdisjoint(full.lower().split()):
                    found[name][full] = None
    return {name: tuple(bodies) for name, bodies in found.items()}


def _ranked(reading: Reading) -> Iterator[tuple[str, str]]:
    text = reading.article.text
    policing = len(_POLICE.findall(text)) >= ENOUGH
    for e in reading.entities:
        if e.kind is EntityKind.PERSON:
            starts = [max(m.start, text.find(e.name, m.start, m.end)) for m in e.mentions]
            before = [text[max(0, at - 25) : at] for at in starts]
            if any(_RANK.search(b) or (policing and _GRADE.search(b)) for b in before):
                yield e.name, "police"


def _beside(reading: Reading) -> Iterator[tuple[str, str]]:
    """Names with a body right before ("Orsk Mining engineer Lena Moor") or after them ("Lena Moor, an engineer at Orsk Mining")."""
    text = reading.article.text
    told = bodies_told(reading)
    starts = [at for at, _ in told]
    for e in reading.entities:
        if e.kind is not EntityKind.PERSON or " " not in e.name:
            continue
        for m in e.mentions:
            if m.start + len(e.name) > m.end:
                continue
            at = max(m.start, text.find(e.name, m.start, m.end))
            before = bisect_left(starts, at) - 1
            if before >= 0 and at - starts[before] <= NEAR + len(told[before][1]):
                name = told[before][1]
                between = text[starts[before] + len(name) : at]
                if text.startswith(name, starts[before]) and _BETWEEN_BEFORE.match(between) and _is_inside(between):
                    yield e.name, name
            after = bisect_right(starts, m.end)
            if after < len(starts) and starts[after] - m.end <= NEAR:
                between = text[m.end : starts[after]]
                if _BETWEEN_AFTER.match(between) and _is_inside(between):
                    yield e.name, told[after][1]


def _is_inside(between: str) -> bool:
    """Whether the words between a body and a name do not say that he is somebody else ("Orsk Mining critic Jon Pell")."""
    return roles("outside").isdisjoint(w.low for w in split_words(between))
