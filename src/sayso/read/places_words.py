"""The word lists of the place stage, read once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..model import EntityKind
from .countries import Country, by_capital, lookup
from .draft import Draft
from .lexicon import rows

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SAYS = frozenset({"said", "says", "told", "added", "admitted", "recalled", "testified", "explained", "noted", "joked"})
# Sites that news names when it means who works there; capitals do the same.
METONYMS = frozenset(
    {"White House", "Kremlin", "Pentagon", "Downing Street", "Wall Street", "Capitol Hill", "Whitehall"}
)
METONYMS |= {"Westminster", "Elysee Palace", "Blue House", "Vatican", "Silicon Valley", "Hollywood"}


# Kinds whose words alone are no names: "Valley", "Hall", "North".
_CLASSES = (
    "class_noun",
    "class_after",
    "facility_head",
    "direction",
    "institution_noun",
    "event_noun",
    "person_noun",
    "street_type",
)


@cache
def kinds() -> dict[str, frozenset[str]]:
    """Kind of word -> words, lower case."""
    found = {row[0]: frozenset(row[1].split()) for row in rows("place_words.tsv")}
    found["class"] = frozenset().union(*(found[name] for name in _CLASSES))
    return found


def is_kind(word: str, *names: str) -> bool:
    return any(word in kinds()[name] for name in names)


@cache
def states() -> dict[str, tuple[str, str]]:
    """Abbreviation or name of a state or province -> (its name, country's code)."""
    found: dict[str, tuple[str, str]] = {}
    for name, country, short in rows("us_states.tsv"):
        for word in (name, *short.split("|")):
            found.setdefault(word, (name, country))
    return found


@cache
def given_names() -> frozenset[str]:
    """Common given names, lower case; the list's lines start with a mark of gender."""
    found = {word for row in rows("given_names.txt") for cell in row for word in cell.split() if not word.endswith(":")}
    return frozenset(found)


def capital_of(name: str) -> Country | None:
    """The country that `name` governs, where it is no state's name that happens to be a capital's."""
    return None if lookup(name) else by_capital(name)


def _last(person: Span) -> str:
    """The last name: without "Jr." and a possessive."""
    for token in reversed(person):
        if token.text[:1].isupper() and token.lower_.strip(".") not in _SUFFIXES:
            return str(token.text)
    return ""


def _speaker(token: Token) -> bool:
    """ "Marlow said": people speak; where a town does, it is for its government and a capital, which stay."""
    if token.pos_ != "PROPN" or lookup(token.text) or by_capital(token.text):
        return False
    before = token.nbor(-1) if token.i else None
    return before is None or not (before.text[:1].isupper() or before.pos_ == "ADP" or before.lower_ == "of")


def surnames(draft: Draft, ents: Sequence[Span], words: list[str]) -> frozenset[str]:
    """Last names of the people of the article, which are no places."""
    doc = draft.doc
    found = {_last(e) for e in ents if e.label_ == "PERSON" and len(e) > 1}
    found |= {w for i, w in enumerate(words[:-1]) if words[i + 1] in _SAYS and _speaker(doc[i])}
    people = (e.name for e in draft.entities if e.kind is EntityKind.PERSON)
    titled = {
        e.name
        for e in draft.entities
        if e.kind is EntityKind.PERSON and any(draft.words(m).endswith(f" {e.name}") for m in e.mentions)
    }  # "President Adeyo"
    return frozenset(found | titled | {name.rpartition(" ")[2] for name in people if " " in name})
