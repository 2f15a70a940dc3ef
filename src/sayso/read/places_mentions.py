"""Where an article names places: from spaCy's entities and from the gazetteer, minus people and organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..model import EntityKind, Span
from .countries import by_demonym
from .draft import Draft
from .gazetteer import Candidate, candidates
from .places_bodies import within_bodies
from .places_heads import counties, filed
from .places_named import PLACE_LABELS, bare, from_entities, locative, mention_of
from .places_patterns import Mention, listed, streets, whole_feature
from .places_runs import Run, find_runs, words_of
from .places_words import METONYMS, given_names, is_kind, states, surnames

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Ent

_NAME_LABELS = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW", "NORP", "LANGUAGE"})
_KNOWN_CITY = 60_000  # people: a name that needs no other sign to be a place
_FIRST = frozenset({"Lot", "No", "The", "In", "On", "At", "For", "And", "But"})


def find_mentions(draft: Draft) -> list[Mention]:
    """All place names of `draft.doc`, in the order of the text, free of overlaps."""
    doc: Doc = draft.doc
    ents = doc.ents  # spaCy makes them anew at every question
    text = draft.masked
    words, starts = words_of(doc, text)
    taken = _people_and_bodies(draft, ents)
    runs, known = find_runs(text, words, starts)
    found = filed(doc, text)
    found += counties(doc, text)
    found += [m for m in streets(doc, text) if all(m.last < o.first or o.last < m.first for o in found)]
    used = {t for m in found for t in range(m.first, m.last + 1)}
    named = {bare(e.text) for e in ents if e.label_ in PLACE_LABELS}
    last_names = surnames(draft, ents, words)
    gazetteer = _from_gazetteer(doc, runs, taken, used, named, last_names)
    if (seen := {m.name for m in gazetteer}) - named:
        gazetteer = _from_gazetteer(doc, runs, taken, used, named | seen, last_names)
    entities = from_entities(
        doc, ents, known, taken, used | {t for m in gazetteer for t in range(m.first, m.last + 1)}, last_names
    )
    found += gazetteer + entities
    names = {m.name for m in found}
    used = {t for m in found for t in range(m.first, m.last + 1)}
    found += [m for m in within_bodies(doc, taken, known, names) if used.isdisjoint(range(m.first, m.last + 1))]
    found += listed(doc, text, found)
    found.sort(key=lambda m: (m.span.start, -m.span.end))
    kept = list(_apart(_with_direction(doc, whole_feature(doc, m)) for m in _apart(found)))
    for mention in kept:
        mention.follows = doc[mention.last + 1].lower_ if mention.last + 1 < len(doc) else ""
    return kept


def _apart(found: Iterable[Mention]) -> Iterator[Mention]:
    end = -1
    for mention in found:
        if mention.span.start >= end:
            end = mention.span.end
            yield mention


# What may not be a place -------------------------------------------------------------------------------------------


def _people_and_bodies(draft: Draft, ents: Sequence[Ent]) -> dict[int, tuple[int, int, str]]:
    """Token -> (first, last, kind) of the longer name of a person or organisation that it belongs to."""
    doc: Doc = draft.doc
    taken: dict[int, tuple[int, int, str]] = {}
    for ent in ents:
        if ent.label_ in _NAME_LABELS and not (ent.label_ == "PERSON" and _city(doc, ent.start, ent.text)):
            for i in range(ent.start, ent.end):
                taken[i] = (ent.start, ent.end - 1, ent.label_)
    for entity in draft.entities:
        if entity.kind not in (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.DOCUMENT):
            continue
        for mention in entity.mentions:
            chars = doc.char_span(mention.start, mention.end, alignment_mode="contract")
            if chars is None or not chars[0].text[:1].isupper():
                continue
            if entity.kind is not EntityKind.PERSON:
                if not all(t.ent_type_ == "GPE" for t in chars):  # "in East Bank": a town for the tagger
                    _take(taken, chars.start, chars.end - 1, "ORG")
                continue
            first, last = _bare_name(chars, entity.name)
            if last < first or _city(doc, first, entity.name):
                continue
            for i in range(first, last + 1):
                if doc[i].ent_type_ not in PLACE_LABELS or (last - first < 3 and i >= last - 1):
                    _take(taken, i, i, "PERSON", (first, last))
    return taken


def _take(
    taken: dict[int, tuple[int, int, str]], first: int, last: int, kind: str, whole: tuple[int, int] | None = None
) -> None:
    """The longer of two names holds a token."""
    low, high = whole or (first, last)
    for i in range(first, last + 1):
        old = taken.get(i)
        if old is None or old[1] - old[0] < high - low:
            taken[i] = (low, high, kind)


def _bare_name(mention: Ent, name: str) -> tuple[int, int]:
    """The tokens of the name alone in "an Anytown man", "Anytown Fire Chief Ann Lee", "Ann Lee of Anytown"; none: (1, 0)."""
    text: str = mention.text
    at = text.find(name)
    if at >= 0 and len(name) < len(text):
        part = mention.char_span(at, at + len(name))
        if part is not None:
            mention = part
    if any(t.is_alpha and t.is_lower and not is_kind(t.lower_, "inner") for t in mention):
        return 1, 0
    if len(mention) > 5 and mention.text != name:
        return 1, 0
    return mention.start, mention.end - 1


def _city(doc: Doc, i: int, name: str) -> bool:
    """Whether what was taken for a person is a city of two words: "to Santa Clara", "the city of San Pedro"."""
    if " " not in name or not locative(doc, i):
        return False
    return any(c.own and c.population >= 50_000 for c in candidates(name))


# From the gazetteer -----------------------------------------------------------------------------------------------


def _from_gazetteer(
    doc: Doc,
    runs: list[Run],
    taken: dict[int, tuple[int, int, str]],
    used: set[int],
    named: set[str],
    surnames: frozenset[str],
) -> list[Mention]:
    """The longest names first, from left to right."""
    kept: list[Mention] = []
    at = -1
    for run in runs:
        i, j, text, found = run.first, run.last, run.text, run.found
        if i <= at or i in used or j in used:
            continue
        if not (run.nation or found or _state(doc, i, text)) or doc[i].lower_ == "the":
            continue
        beside = bool(kept) and 0 < i - kept[-1].last <= 3 and _series(doc, kept[-1].last + 1, i)
        if not _allowed(doc, i, j, text, taken, surnames, named, found, sure=run.nation, beside=beside):
            continue
        kept.append(mention_of(doc, i, j, _label(doc, i, j), found))
        at = j
    return kept


def _series(doc: Doc, first: int, end: int) -> bool:
    return doc[end - 1].text in {"and", ","} and all(doc[k].text in {",", "and"} for k in range(first, end))


def _label(doc: Doc, i: int, j: int) -> str:
    return doc[i].ent_type_ if doc[i].ent_type_ in PLACE_LABELS and doc[j].ent_type_ in PLACE_LABELS else "GAZ"


def _state(doc: Doc, i: int, text: str) -> bool:
    """ "Colo." after a comma, "R-Vt.": abbreviations count only where a state is expected."""
    return text in states() and i > 0 and doc[i - 1].text in {",", "-", "–", "(", "/"}


def _allowed(
    doc: Doc,
    i: int,
    j: int,
    text: str,
    taken: dict[int, tuple[int, int, str]],
    surnames: frozenset[str],
    named: set[str],
    found: list[Candidate],
    *,
    sure: bool,
    beside: bool,
) -> bool:
    if not sure and (by_demonym(text) or _no_name(doc, i, j, text)):
        return False
    if _party(doc, i):
        return True
    ent = taken.get(i) or taken.get(j)
    site = bool(found) and found[0].feature in "SB" and j > i
    longer = ent is not None and (ent[0] < i or ent[1] > j)
    if ent is not None and longer:
        # A part of a longer name is no place, save its owner: "Iran's Red Crescent", and what a site swallows.
        owner = ent[0] == i and j + 1 < len(doc) and doc[j + 1].text in {"'s", "’s", "'", "’"}
        tail = (ent[2] == "ORG" and ent[1] == j and i > ent[0] and doc[i - 1].text == ",") or ent[1] - ent[
            0
        ] > 8  # "... Institute, California": the parser's entity ran on
        return owner or (site and text in METONYMS) or (tail and (sure or text in named))
    evident = _evident(doc, i, j, beside=beside)
    if ent is not None and not (sure or site):
        if ent[2] == "PERSON" and text in surnames:
            return False
        large = i < j and _big(found, 50_000) and locative(doc, i)
        large = large or (ent[2] == "ORG" and i < j and locative(doc, i, strict=True) and any(c.own for c in found))
        if large and ent[2] == "ORG":
            return True
        return (text in named or evident or large or (ent[2] != "PERSON" and locative(doc, i))) and _big(found, 5_000)
    if text in surnames and not sure and (not evident or not locative(doc, i, strict=True)):
        return False
    if not sure and _cut_short(doc, i, j):
        return False
    if not longer and _name_before_or_after(doc, i, j):
        return False
    if sure or site or doc[i].ent_type_ in PLACE_LABELS or text in states():
        return True
    if doc[i].pos_ != "PROPN":
        return False
    if text in named or ((evident or locative(doc, i)) and _big(found, 2_000)):
        return True
    if i > 1 and doc[i - 1].lower_ == "of" and _resident(doc, i - 2):
        return _big(found, 500)
    return _big(found, _KNOWN_CITY) and doc[i].dep_ in {"pobj", "conj", "appos"}


def _evident(doc: Doc, i: int, j: int, *, beside: bool) -> bool:
    """Whether the words around say that this is a place: "in X", "X woman", "the region X", "A, X and B"."""
    after = doc[j + 1].lower_ if j + 1 < len(doc) else ""
    before = doc[i - 1].lower_ if i else ""
    if doc[j].dep_ == "dobj" and is_kind(doc[j].head.lemma_.lower(), "leave_verb", "reach_verb", "affect_verb"):
        return True
    if after == "-" and j + 2 < len(doc) and doc[j + 2].lower_ in {"based", "area", "born", "bound"}:
        return True
    if before == "of" and _resident(doc, i - 2):
        return True
    return beside or locative(doc, i, strict=True) or is_kind(after, "person_noun") or is_kind(before, "class_noun")


def _resident(doc: Doc, i: int) -> bool:
    """Whether a person stands at `i`, before "of": "Ann Lee of X", "a man of X", "Ann Lee, 28, of X"."""
    if i < 0:
        return False
    if i > 1 and doc[i].text == ",":
        i -= 1
        if doc[i].is_digit and i > 1:
            i -= 2
    return doc[i].ent_type_ == "PERSON" or is_kind(doc[i].lower_, "person_noun")


def _no_name(doc: Doc, i: int, j: int, text: str) -> bool:
    """What looks like a place name and is a common word, a given name, a saint's, a disease's."""
    after = doc[j + 1].lower_ if j + 1 < len(doc) else ""
    if is_kind(after, "disease") or (text.isupper() and len(text) < 6):
        return True
    if text.startswith(("St.", "Saint ")) and after in {"'s", "’s"}:
        return True
    if i != j:
        return text.split(" ")[0] in _FIRST
    if is_kind(text.lower(), "common") or is_kind(doc[i].lower_, "class"):
        return True
    return text.lower() in given_names() and (after in {"'s", "’s"} or not locative(doc, i, strict=True))


def _cut_short(doc: Doc, i: int, j: int) -> bool:
    """A part of a longer name of a place: "Upper West" in "Upper West Side", "Northern District" of a state."""
    if j + 2 >= len(doc) or i == j:
        return False
    if doc[i].ent_iob_ == "I" and doc[i].ent_type_ in PLACE_LABELS and doc[i - 1].text[:1].isupper():
        return doc[i - 1].ent_type_ == doc[i].ent_type_ and is_kind(doc[i].lower_, "direction")
    after = doc[j + 1]
    same = doc[j].ent_type_ in PLACE_LABELS and after.ent_type_ == doc[j].ent_type_ and after.ent_iob_ == "I"
    if same and after.text[:1].isupper():
        return True
    return after.lower_ == "of" and doc[j].lower_ in {"district", "circuit"} and doc[j + 2].text[:1].isupper()


def _party(doc: Doc, i: int) -> bool:
    """ "R-Marshall" """
    return i > 1 and doc[i - 1].text in {"-", "–"} and doc[i - 2].text in {"R", "D", "I", "DFL", "Rep", "Dem"}


def _name_before_or_after(doc: Doc, i: int, j: int) -> bool:
    """ "Paris Hilton", "NBC New York", "Brooklyn South Bank": beside it stands a capital of the same name."""
    after = doc[j + 1] if j + 1 < len(doc) else None
    if after is not None and _part(after) and doc[j].dep_ == "compound" and not _titled(doc, i):
        return True
    before = doc[i - 1] if i else None
    return (
        before is not None
        and _part(before)
        and before.dep_ == "compound"
        and j >= before.head.i
        and not _titled(doc, i)
    )


def _part(token: Token) -> bool:
    word = token.lower_.rstrip(".")
    if token.ent_type_ in PLACE_LABELS or is_kind(
        word, "person_noun", "class_noun", "class_after", "direction", "event_noun"
    ):
        return False
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ not in {"DATE", "TIME", "NORP"}


def _titled(doc: Doc, i: int) -> bool:
    """Whether most words around are capitalised, as in a headline: then capitals say nothing."""
    words = [t for t in doc[max(0, i - 8) : i + 9] if t.is_alpha and len(t) > 3]
    return sum(t.text[:1].isupper() for t in words) > 0.7 * len(words)


def _big(found: list[Candidate], people: int) -> bool:
    return any(c.population >= people or c.feature in "S1B" for c in found)


# Shapes -----------------------------------------------------------------------------------------------------------


def _with_direction(doc: Doc, mention: Mention) -> Mention:
    """Takes "southern" before a name into its span."""
    if mention.first and mention.label != "STREET":
        before = doc[mention.first - 1]
        if is_kind(before.lower_, "direction") and before.lower_ not in {"upper", "lower"}:
            mention.span = Span(before.idx, mention.span.end)
            mention.first -= 1
            mention.direction = True
    return mention
