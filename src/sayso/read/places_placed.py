"""Places that no list knows, put where the text itself says that they lie: "Elm Street in Akron", "Akron High School",
"Dolni Vesky, a village north of Ostrava". They get the coordinates of what holds them, and its precision, which says so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from .gazetteer import Candidate
from .places_patterns import Mention
from .places_resolve import Resolved

_CLASS = (
    r"(?:village|town|hamlet|settlement|township|suburb|neighbou?rhood|district|resort|port|island|area|community|city|farm|camp"
    r"|base|park|hamlet|commune|borough|municipality|estate|village)"
)
_LIES = re.compile(
    rf"^(?:'s|’s)?,? (?:\()?(?:a|an|the) (?:[a-z0-9-]+ ){{0,4}}{_CLASS} (?:[a-z0-9.,-]+ ){{0,8}}?"
    r"(?:in|of|near|outside|from|off|on)(?: the (?:outskirts|edge|coast) of)? (?:the )?(?:[a-z]+ ){0,2}$"
)
_AWAY = re.compile(
    r"^,? (?:(?:about|some|roughly|around|just|nearly) )?(?P<far>\d{1,3}(?:[.,]\d)?)(?: |-)?(?P<unit>kilomet(?:er|re)s?|kms?|miles?|mi)"
    r"(?: \([^)]{1,20}\))? (?:(?:to the )?(?:due )?[a-z-]{4,12} (?:of|from)|from|outside|away from) (?:the )?(?:[a-z]+ ){0,3}$"
)
_FAR = 50.0  # km: what is said to lie further off is not placed there
_BESIDE = re.compile(r"^(?:'s|’s)? (?:in|near|outside) (?:the )?(?:[a-z]+ (?:of|in) (?:the )?)?(?:[a-z]+ )?$")
_WORDS = re.compile(r"[^\s’']+(?:['’](?!s\b)[^\s’']+)*")
_REACH = 90  # characters between a place and what holds it
_SPOTS = frozenset({"STREET", "FAC"})


def placed(text: str, mentions: list[Mention], answers: list[Resolved]) -> list[Resolved]:
    """`answers`, with a `host` for those without a point that have one in the text."""
    told = {m.name: r.candidate for m, r in zip(mentions, answers, strict=True) if r.candidate is not None}
    kept = list(answers)
    for k, (mention, answer) in enumerate(zip(mentions, answers, strict=True)):
        if answer.candidate is not None or answer.nation is not None or mention.direction:
            continue
        host = _beside(text, mentions, answers, k) or _at_its_head(mention, told)
        if host is not None and host.lat is not None:
            kept[k] = replace(
                answer, host=host, reason=f"no list has it; placed at {host.name}, where the text puts it"
            )
    return kept


def _beside(text: str, mentions: list[Mention], answers: list[Resolved], k: int) -> Candidate | None:
    """What the words after it say that it lies in."""
    one = mentions[k]
    for other, answer in itertools.islice(zip(mentions[k + 1 :], answers[k + 1 :], strict=True), 2):
        between = text[one.span.end : other.span.start]
        if len(between) > _REACH:
            return None
        holds = (
            one.container is other
            or _not_far(between)
            or _LIES.match(between)
            or (one.label in _SPOTS and _BESIDE.match(between))
        )
        if holds and answer.candidate is not None and answer.candidate.feature != "B":
            return answer.candidate
    return None


def _not_far(between: str) -> bool:
    """ ", 12 km north of " """
    at = _AWAY.match(between)
    if at is None:
        return False
    far = float(at["far"].replace(",", "."))
    return far * (1.61 if at["unit"].startswith("mi") else 1.0) <= _FAR


def _at_its_head(mention: Mention, told: dict[str, Candidate]) -> Candidate | None:
    """ "Akron High School", "Akron's Canal Park": where the article names that town or county elsewhere."""
    if mention.label == "STREET":
        return None
    for head in _heads(mention.name):
        found = told.get(head)
        if found is not None and found.feature in "P2":
            return found
    return None


def _heads(name: str) -> Iterator[str]:
    words = list(_WORDS.finditer(name))
    for count in range(min(3, len(words) - 1), 0, -1):
        yield name[words[0].start() : words[count - 1].end()]
