"""Seeded changes of parsed sentences: tellings that say the same, and tellings that do not.

Nothing is written by hand but the lists below; the sentences are those of the training data.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
HEDGES = ("reportedly", "allegedly", "apparently")
TELLERS = ("police said", "officials said", "according to reports", "a spokesman said", "witnesses said", "he said")
BE = {"is", "are", "was", "were", "will", "would", "can", "could", "should", "has", "have", "had"}
ANTONYMS = (
    "rose|fell", "rise|fall", "rises|falls", "increased|decreased", "increase|decrease", "gained|lost", "won|lost", "wins|loses",
    "accepted|rejected", "accepts|rejects", "approved|rejected", "approve|reject", "confirmed|denied", "confirms|denies",
    "supports|opposes", "supported|opposed", "support|oppose", "agreed|refused", "agrees|refuses", "opened|closed",
    "bought|sold", "buy|sell", "arrived|left", "guilty|innocent", "convicted|acquitted", "alive|dead", "survived|died",
    "higher|lower", "more|fewer", "before|after", "first|last", "up|down", "arrested|released", "captured|freed",
    "allowed|banned", "allow|ban", "legal|illegal", "true|false", "safe|dangerous", "success|failure", "passed|failed",
    "strong|weak", "early|late", "best|worst", "joined|quit", "started|ended", "begin|end", "began|ended", "praised|criticised",
    "welcomed|condemned", "profit|loss", "profits|losses", "attacked|defended", "male|female", "north|south", "northern|southern",
    "east|west", "eastern|western", "major|minor", "public|private", "young|old", "inside|outside", "above|below",
)  # fmt: skip
OPPOSITE = {a: b for pair in ANTONYMS for a, b in (pair.split("|"), pair.split("|")[::-1])}


@dataclass(frozen=True)
class Change:
    """`same` and `clash`: 1 yes, 0 no, -1 not to be learnt from."""

    kind: str
    text: str
    same: int
    clash: int


def changes(doc: Any, names: Sequence[tuple[str, str]], rng: random.Random) -> list[Change]:
    """All changes that the parsed sentence `doc` allows; `names` are (kind, name) of other sentences."""
    makers: tuple[tuple[str, Callable[..., str | None], int, int], ...] = (
        ("negation", _negate, -1, 1),
        ("opposite", _oppose, 0, 1),
        ("number", _renumber, 0, 1),
        ("day", _redate, 0, 1),
        ("roles", _swap, 0, -1),
        ("passive", _passive, 1, 0),
        ("shorter", _shorten, 1, 0),
        ("hedge", _hedge, 1, 0),
        ("teller", _tell, 1, 0),
        ("headline", _headline, 1, 0),
    )
    found = [Change(kind, text, same, clash) for kind, make, same, clash in makers if (text := make(doc, rng))]
    other = _rename(doc, names, rng)
    return found + ([Change("name", other, 0, -1)] if other else [])


def _with(doc: Any, replaced: dict[int, str]) -> str:
    text = "".join(replaced.get(t.i, t.text) + (t.whitespace_ if replaced.get(t.i, "x") else "") for t in doc)
    return re.sub(r"\s+", " ", text).strip()


def _negate(doc: Any, rng: random.Random) -> str | None:
    for t in doc:
        if t.dep_ == "neg":
            return _with(doc, {t.i: "", **({t.i - 1: "will"} if doc[t.i - 1].text == "wo" else {})})
    for t in doc:
        if (
            t.lower_ in BE
            and (t.dep_ in ("aux", "auxpass") or t.pos_ == "AUX")
            and (t.head.dep_ == "ROOT" or t.dep_ == "ROOT")
        ):
            return _with(doc, {t.i: f"{t.text} not"})
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None or root.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    do = {"VBD": "did", "VBZ": "does", "VBP": "do"}[root.tag_]
    return _with(doc, {root.i: f"{do} not {root.lemma_}"})


def _oppose(doc: Any, rng: random.Random) -> str | None:
    at = [t for t in doc if t.lower_ in OPPOSITE]
    if not at:
        return None
    t = rng.choice(at)
    return _with(doc, {t.i: OPPOSITE[t.lower_].capitalize() if t.is_title else OPPOSITE[t.lower_]})


def _renumber(doc: Any, rng: random.Random) -> str | None:
    at = [t for t in doc if t.lower_ in SMALL or re.fullmatch(r"\d[\d,]*(\.\d+)?", t.text)]
    if not at:
        return None
    t = rng.choice(at)
    if t.lower_ in SMALL:
        return _with(doc, {t.i: rng.choice([w for w in SMALL if w != t.lower_])})
    value = float(t.text.replace(",", ""))
    if 1900 <= value <= 2030:
        return _with(doc, {t.i: str(int(value) + rng.choice((-3, -2, -1, 1, 2)))})
    grown = value * rng.choice((0.5, 0.7, 1.3, 1.5, 2, 3)) + 1
    return _with(doc, {t.i: f"{grown:.1f}" if "." in t.text else f"{int(grown):,}"})


def _redate(doc: Any, rng: random.Random) -> str | None:
    at = [t for t in doc if t.text in DAYS or t.text in MONTHS]
    if not at:
        return None
    t = rng.choice(at)
    return _with(doc, {t.i: rng.choice([d for d in (DAYS if t.text in DAYS else MONTHS) if d != t.text])})


def _subject_object(doc: Any) -> tuple[Any, Any, Any] | None:
    """A finite verb with its subject and object, both of a few words."""
    for v in doc:
        if v.pos_ != "VERB":
            continue
        subject = next((c for c in v.children if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)
        target = next((c for c in v.children if c.dep_ == "dobj" and c.pos_ != "PRON"), None)
        if subject is not None and target is not None:
            left, right = list(subject.subtree), list(target.subtree)
            if len(left) <= 8 and len(right) <= 8 and left[-1].i < v.i < right[0].i:
                return left, v, right
    return None


def _text(tokens: Sequence[Any], first: bool) -> str:
    text = "".join(t.text_with_ws for t in tokens).strip()
    if first:
        return text[:1].upper() + text[1:]
    return text if tokens[0].pos_ == "PROPN" or tokens[0].ent_type_ else text[:1].lower() + text[1:]


def _swap(doc: Any, rng: random.Random) -> str | None:
    found = _subject_object(doc)
    if found:
        left, _, right = found
        return _exchanged(doc, left, right)
    names = [e for e in doc.ents if e.label_ in ("PERSON", "ORG", "GPE", "NORP")]
    pairs = [(a, b) for a in names for b in names if a.end <= b.start and a.label_ == b.label_ and a.text != b.text]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    between = [t for t in doc[a.end : b.start] if t.pos_ == "VERB"]
    return _exchanged(doc, list(a), list(b)) if between else None


def _exchanged(doc: Any, left: Sequence[Any], right: Sequence[Any]) -> str:
    replaced = {t.i: "" for t in [*left, *right]}
    replaced[left[0].i] = _text(right, left[0].i == 0) + " "
    replaced[right[0].i] = _text(left, False) + right[-1].whitespace_
    return re.sub(r"\s+([,.;])", r"\1", _with(doc, replaced))


def _passive(doc: Any, rng: random.Random) -> str | None:
    found = _subject_object(doc)
    if not found or found[1].dep_ != "ROOT" or found[1].tag_ != "VBD" or not found[1].text.endswith("ed"):
        return None
    left, verb, right = found
    if verb.i != left[-1].i + 1 or right[0].i != verb.i + 1 or left[0].i:
        return None
    head = next(t for t in right if t.dep_ == "dobj" and t.head == verb)
    be = "were" if head.tag_ in ("NNS", "NNPS") else "was"
    rest = doc[right[-1].i + 1 :].text
    text = f"{_text(right, True)} {be} {verb.text} by {_text(left, False)} {rest}".strip()
    return re.sub(r"\s+([,.;])", r"\1", text)


def _shorten(doc: Any, rng: random.Random) -> str | None:
    """Without one of its side remarks."""
    cut = [
        list(t.subtree)
        for t in doc
        if t.dep_ in ("advcl", "relcl", "appos", "npadvmod", "parataxis") and t.dep_ != "ROOT"
    ]
    cut = [c for c in cut if 2 <= len(c) <= 0.5 * len(doc)]
    if not cut:
        return None
    gone = {t.i: "" for t in rng.choice(cut)}
    text = _with(doc, gone)
    return re.sub(r"([,–-]\s*)+([,.;])", r"\2", re.sub(r"\s+([,.;])", r"\1", text)).strip(" ,") or None


def _hedge(doc: Any, rng: random.Random) -> str | None:
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None or root.tag_ not in ("VBD", "VBZ"):
        return None
    return _with(doc, {root.i: f"{rng.choice(HEDGES)} {root.text}"})


def _tell(doc: Any, rng: random.Random) -> str | None:
    return f"{doc.text.rstrip(' .')}, {rng.choice(TELLERS)}." if len(doc) > 5 else None


def _headline(doc: Any, rng: random.Random) -> str | None:
    """Without articles and forms of "to be", in the present."""
    gone = {t.i: "" for t in doc if t.lower_ in ("a", "an", "the") or t.dep_ == "auxpass"}
    if not gone or len(doc) > 25:
        return None
    text = _with(doc, gone).rstrip(" .")
    return text[:1].upper() + text[1:]


def _rename(doc: Any, names: Sequence[tuple[str, str]], rng: random.Random) -> str | None:
    own = [e for e in doc.ents if e.label_ in ("PERSON", "ORG", "GPE", "NORP")]
    if not own:
        return None
    e = rng.choice(own)
    other = [n for kind, n in names if kind == e.label_ and n not in doc.text]
    if not other:
        return None
    replaced = {t.i: "" for t in e}
    replaced[e.start] = rng.choice(other) + doc[e.end - 1].whitespace_
    return _with(doc, replaced)
