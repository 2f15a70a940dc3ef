"""Whom a pronoun may mean though nobody was spotted there: nouns for people, which become entities only where it takes them up."""

from __future__ import annotations

from ...model import EntityKind
from .lists import folk, nouns, roles
from .nominals import called, noun_phrase
from .page import Figure, Mention, Page

_PLURAL = frozenset({"NNS", "NNPS"})
_ENDINGS = ("ists", "ians", "eers", "goers", "mates", "men", "women", "crats")
_AMOUNTS = frozenset(["hundreds", "thousands", "dozens", "millions", "scores", "tens", "lots", "numbers"])


def crowd(page: Page, taken: list[bool]) -> list[Mention]:
    """Plural noun phrases that no mention holds yet, in order; those that are no people have no kind."""
    out = []
    for i, tag in enumerate(page.tag):
        if (
            tag not in _PLURAL
            or taken[i]
            or page.dep[i] in ("compound", "npadvmod", "nmod")
            or page.title[page.sent[i]]
        ):
            continue
        if page.low[i] in _AMOUNTS:
            continue
        first, last = noun_phrase(page, i)
        kind, name = EntityKind.GROUP if people(page, i) else None, called(page, first, last)
        head = _amount(page, i)
        out.append(Mention(min(first, head), last, min(first, head), last, head, "group", kind, name))
    return sorted(out, key=lambda m: m.first)


def _amount(page: Page, i: int) -> int:
    """ "thousands" for the fans of "thousands of fans", else the noun itself."""
    of = page.head[i]
    if page.dep[i] == "pobj" and page.low[of] == "of" and i - 4 < page.head[of] < i:
        return page.head[of] if page.low[page.head[of]] in _AMOUNTS else i
    return i


def people(page: Page, i: int) -> bool:
    """A plural noun for people."""
    low, lemma = page.low[i], page.lemma[i].lower()
    if low in folk() or low in nouns("group") or lemma in roles() or low in nouns("kin"):
        return True
    return low in nouns("crowd") or (low.endswith(_ENDINGS) and len(low) > 6)


def lone(page: Page, taken: list[bool]) -> list[Mention]:
    """Singular nouns for somebody whom no mention holds yet ("a cosplayer", "my husband"), in order."""
    out = []
    for i, tag in enumerate(page.tag):
        if tag != "NN" or taken[i] or page.dep[i] in ("compound", "npadvmod", "nmod") or not _somebody(page, i):
            continue
        first, last = noun_phrase(page, i)
        if page.tag[first] == "PRP$" or page.low[first] in ("a", "an", "one", "some"):
            m = Mention(first, last, first, last, i, "role", EntityKind.PERSON, called(page, first, last))
            m.gender = roles().get(page.low[i], ("", ()))[0]
            out.append(m)
    return out


def _somebody(page: Page, i: int) -> bool:
    low = page.low[i]
    return low in folk() or low in roles() or low + "s" in nouns("crowd")


def found(m: Mention) -> Figure:
    """The group or person that a noun becomes."""
    f = Figure(m.kind or EntityKind.GROUP, m.name, named=False, plural=m.kind is not EntityKind.PERSON)
    f.add(m)
    return f
