"""News agencies and outlets: which names are known, what they are called in full, where a text mentions them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..model import Span
from .lexicon import rows

_WORD = re.compile(r"(?<![\w@])[A-Z0-9À-Ýa-z][\w.&/-]*")
_SHORT = re.compile(r"\b[Tt]he\s([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)\b")
_BRACKET = re.compile(r"\s\(([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Newsroom:
    """`weak` names are also common words or too short to count without "told ..." or "news agency" beside them."""

    name: str
    agency: bool
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A newsroom's name in a text; `span` is the name without "the"."""

    span: Span
    newsroom: Newsroom


@cache
def _names() -> dict[str, Newsroom]:
    """Every known name -> newsroom; the first of a name that two share."""
    out: dict[str, Newsroom] = {}
    for file, agency in (("agencies.tsv", True), ("outlets.tsv", False)):
        for row in rows(file):
            aliases = (row[1] if len(row) > 1 else "").split("|")
            bare = _BRACKET.sub("", row[0])
            listed = {a.lstrip("?"): a.startswith("?") for a in aliases if a}
            for alias in dict.fromkeys((row[0], bare, *listed)):
                out.setdefault(alias, Newsroom(row[0], agency, listed.get(alias, False)))
    return out


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """Known names by their first word, longest first."""
    by: dict[str, list[str]] = {}
    for name in _names():
        m = _WORD.match(name)
        if m:
            by.setdefault(m[0], []).append(name)
    return {w: tuple(sorted(n, key=lambda x: (-len(x), x))) for w, n in by.items()}


@cache
def agency_names() -> frozenset[str]:
    """Names and short names of news agencies, in lower case."""
    return frozenset(n.lower() for n, room in _names().items() if room.agency)


def newsroom(name: str) -> Newsroom | None:
    """The known newsroom of this name, with or without "the"; None for every other name."""
    bare = name.strip(" .,:;()[]\"'“”‘’")
    for form in (bare, bare[4:] if bare.lower().startswith("the ") else f"The {bare}"):
        if form in _names():
            return _names()[form]
    return None


def canonical(name: str) -> str | None:
    """What a newsroom is called in full ("AP" -> "Associated Press (AP)"); None where the name is unknown."""
    room = newsroom(name)
    return room.name if room else None


def named(text: str) -> Iterator[Named]:
    """Known newsrooms in `text`, in order, longest names first, none overlapping."""
    at, by_first_word = 0, _by_first_word()
    for m in _WORD.finditer(text):
        if m.start() < at:
            continue
        word = m[0].rstrip(".")
        for key in (word,) if word == m[0] and "/" not in word else dict.fromkeys((m[0], word, word.split("/")[0])):
            hit = next((n for n in by_first_word.get(key, ()) if _stands(text, m.start(), n)), None)
            if hit:
                at = m.start() + len(hit)
                yield Named(Span(m.start(), at), _names()[hit])
                break


def _stands(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return text.startswith(name, start) and not (end < len(text) and (text[end].isalnum() or text[end] in "_@"))


@cache
def _short_names() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    by: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for short, full, hints in rows("outlet_short.tsv"):
        by.setdefault(short, []).append((full, tuple(hints.split("|"))))
    return {s: tuple(f) for s, f in by.items()}


def short_named(text: str) -> Iterator[Named]:
    """ "the Post", "the Daily News": the full name that the article itself gives, else the one that its places make likely."""
    low, full = "", {}
    for m in _SHORT.finditer(text):
        words = m[1].split()
        for short in dict.fromkeys((m[1], words[0])):
            if short not in _short_names() or (short == words[0] and len(words) > 1 and newsroom(m[0])):
                continue
            if short not in full:
                low = low or text.lower()
                full[short] = _in_full(text, low, short)
            if name := full[short]:
                yield Named(Span(m.start(1), m.start(1) + len(short)), Newsroom(name, agency=False))
            break


def _in_full(text: str, low: str, short: str) -> str | None:
    """The full name that the article gives first, else the candidate whose places it names most."""
    candidates = _short_names()[short]
    said = [(text.find(full.removeprefix("The ")), full) for full, _ in candidates if full != f"The {short}"]
    given = min((x for x in said if x[0] >= 0), default=None)
    if given:
        return given[1]
    scores = [(sum(low.count(h) for h in hints), -i) for i, (_, hints) in enumerate(candidates)]
    best = max(scores)
    return candidates[-best[1]][0] if best[0] else None
