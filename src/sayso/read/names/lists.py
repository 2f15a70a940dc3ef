"""The word lists by which names, roles and groups are told; read once, at the first use."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_UNSPEAKING = frozenset(
    ["deaths", "death", "dead", "injuries", "injury", "bodies", "corpses", "fatalities", "fatality"]
)
_UNSPEAKING |= {"casualties", "casualty", "missing", "population", "toll", "turnout", "arrests", "arrest", "headcount"}
_UNSPEAKING |= {"workforce", "models", "model"}
_DATA = Path(__file__).parent.parent / "data"


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def given_names() -> dict[str, str]:
    """Given name, lower case -> "m", "f" or "" where it is used by both."""
    out: dict[str, str] = {}
    for line in _lines("given_names.txt"):
        gender, _, names = line.partition(":")
        for name in names.split():
            known = out.get(name, gender)
            out[name] = gender if known == gender and gender in ("m", "f") else ""
    return out


@cache
def nicknames() -> dict[str, str]:
    """Short form, lower case -> full given name."""
    pairs = (line.partition(":") for line in _lines("nicknames.txt"))
    return {short: full for full, _, shorts in pairs for short in shorts.split()}


@cache
def titles() -> dict[str, tuple[str, str]]:
    """Title, lower case -> gender ("m", "f", "") and the role it stands for ("" where none)."""
    out = {}
    for line in _lines("titles.txt"):
        word, gender, role = (part.strip() for part in line.split("|"))
        out[word] = (gender.strip("-"), role.strip("-"))
    return out


@cache
def roles() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Role noun, singular, lower case -> gender and the wider nouns that may stand for it."""
    out = {}
    for line in _lines("roles.txt"):
        noun, gender, wider = (part.strip() for part in line.split("|"))
        out[noun] = (gender.strip("-"), tuple(w.strip() for w in wider.split(",") if w.strip(" -")))
    return out


@cache
def nouns(name: str) -> frozenset[str]:
    """One list of `bodies.txt`; an underscore there is a blank here."""
    return _bodies()[name]


@cache
def folk() -> frozenset[str]:
    """Nouns for people, singular and plural, of `counted_people.txt`, without the dead and the injuries."""
    words = frozenset(word for line in _lines("counted_people.txt") for word in line.split())
    return words - _UNSPEAKING


@cache
def seats() -> dict[str, str]:
    """Building or street, lower case -> ISO code of the country whose government it stands for."""
    return {name.strip(): code.strip() for name, code in (line.split("|") for line in _lines("seats.txt"))}


@cache
def _bodies() -> dict[str, frozenset[str]]:
    out = {}
    for line in _lines("bodies.txt"):
        name, _, listed = line.partition(":")
        out[name] = frozenset(word.replace("_", " ") for word in listed.split())
    return out
