"""Patterns of the contrast set that say the same in another form: each gives another sentence, or None where it does not apply."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .contrast_lines import Line, child, helpers, subject
from .contrast_words import DIGITS, PAST, SMALL, inflect, is_known, swaps

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORT = {
    "January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.", "October": "Oct.",
    "November": "Nov.", "December": "Dec.",
}  # fmt: skip
_JOINED = {"did": "didn't", "does": "doesn't", "do": "don't", "was": "wasn't", "were": "weren't", "is": "isn't"} | {
    "are": "aren't", "has": "hasn't", "have": "haven't", "had": "hadn't", "could": "couldn't", "would": "wouldn't"
}  # fmt: skip
_UNITS = {"kilometers": "km", "kilometres": "km", "kilograms": "kg", "miles": "mi", "km": "kilometres", "metres": "m"}
_PRONOUNS = frozenset(["PRON", "DET"])


def to_passive(line: Line) -> str | None:
    """ "A seized B on Monday." -> "B was seized by A on Monday."."""
    verb = line.root
    if verb is None or verb.tag_ != PAST or helpers(verb) or not is_known(verb.lemma_, verb.text, PAST):
        return None
    who, what = child(verb, "nsubj"), child(verb, "dobj")
    if who is None or what is None or {who.pos_, what.pos_} & _PRONOUNS or not who.i < verb.i < what.i:
        return None
    if child(verb, "prt", "neg", "dative", "xcomp", "ccomp", "conj", "oprd", "relcl") is not None or verb.lemma_ in (
        "have",
        "want",
    ):
        return None
    (a, b), (c, d) = line.phrase(who), line.phrase(what)
    if not (a.i == line.tokens[0].i and b.i + 1 == verb.i and verb.i + 1 == c.i) or len(line.of(c, d).split()) > 9:
        return None
    if "," in line.of(a, b) + line.of(c, d) or any(t.dep_ == "relcl" for t in (*who.subtree, *what.subtree)):
        return None
    if any(t.pos_ == "PRON" for t in (*who.subtree, *what.subtree)):
        return None
    was = "were" if what.tag_.endswith("S") or child(what, "conj") is not None else "was"
    rest = line.text[line.at(d)[1] :]
    agent = line.of(a, b) if a.pos_ == "PROPN" else line.of(a, b)[0].lower() + line.of(a, b)[1:]
    patient = line.of(c, d)
    return f"{patient[0].upper()}{patient[1:]} {was} {inflect(verb.lemma_, 'VBN')} by {agent}{rest}"


def to_active(line: Line) -> str | None:
    """The same the other way."""
    verb = line.root
    own = helpers(verb) if verb is not None else []
    if verb is None or verb.tag_ != "VBN" or [t.lower_ for t in own] not in (["was"], ["were"]):
        return None
    what, by = child(verb, "nsubjpass"), child(verb, "agent")
    who = child(by, "pobj") if by is not None else None
    if what is None or who is None or {what.pos_, who.pos_} & _PRONOUNS or not what.i < verb.i < who.i:
        return None
    (a, b), (c, d) = line.phrase(what), line.phrase(who)
    if (
        a.i != line.tokens[0].i
        or b.i + 1 != own[0].i
        or by is None
        or by.i != verb.i + 1
        or not is_known(verb.lemma_, verb.text, "VBN")
    ):
        return None
    if "," in line.of(a, b) + line.of(c, d) or any(t.dep_ in ("relcl", "poss") for t in (*who.subtree, *what.subtree)):
        return None
    patient = line.of(a, b) if a.pos_ == "PROPN" else line.of(a, b)[0].lower() + line.of(a, b)[1:]
    agent = line.of(c, d)
    return f"{agent[0].upper()}{agent[1:]} {inflect(verb.lemma_, PAST)} {patient}{line.text[line.at(d)[1] :]}"


def _reported(line: Line) -> tuple[str, str] | None:
    """(who, what) of "X said that Y.", the sentence being nothing else."""
    root = line.root
    if root is None or root.lower_ not in ("said", "says") or helpers(root) or root.i < 2:
        return None
    who, what = subject(root), child(root, "ccomp")
    if who is None or what is None or who.pos_ == "PRON" or line.verb is root:
        return None
    a, b = line.phrase(who)
    if (
        a.i != line.tokens[0].i
        or b.i + 1 != root.i
        or not root.i < what.i
        or child(root, "dobj", "dative", "prep", "conj") is not None
    ):
        return None
    said = line.text[line.at(root)[1] : -1].strip()
    said = said.removeprefix("that ")
    if (
        said.startswith(("on ", "in ", ",", "at ", "to "))
        or "," in line.of(a, b)
        or "said" in said
        or len(said.split()) < 4
    ):
        return None
    return line.of(a, b), said


def _inside(who: str, line: Line) -> str:
    return who if line.tokens[0].pos_ == "PROPN" else who[0].lower() + who[1:]


def according_to(line: Line) -> str | None:
    found = _reported(line)
    return f"According to {_inside(found[0], line)}, {found[1]}." if found else None


def said_last(line: Line) -> str | None:
    found = _reported(line)
    return f"{found[1][0].upper()}{found[1][1:]}, {_inside(found[0], line)} said." if found else None


def _by(line: Line, verb: str) -> str | None:
    found = _reported(line)
    return f"{found[0]} {verb} {found[1]}." if found else None


def told_reporters(line: Line) -> str | None:
    return _by(line, "told reporters that")


def stated(line: Line) -> str | None:
    return _by(line, "stated that")


def _fronted(line: Line, fits: tuple[str, ...], words: tuple[str, ...]) -> str | None:
    """What stands at the end of the main clause comes first."""
    verb = line.root
    for prep in verb.children if verb is not None else ():
        thing = child(prep, "pobj")
        last = line.tokens[-2] if len(line.tokens) > 3 else None
        if (
            prep.dep_ != "prep"
            or thing is None
            or last is None
            or prep.right_edge.i != last.i
            or prep.lower_ not in words
        ):
            continue
        if fits and thing.text not in fits:
            continue
        if not fits and not (
            thing.pos_ == "PROPN" and thing.text not in swaps("weekday") and thing.text not in swaps("month")
        ):
            continue
        start = line.at(prep.left_edge)[0]
        part, first = line.text[start:-1], line.tokens[0]
        if len(part.split()) > 4 or first.pos_ in ("ADP", "SCONJ", "ADV") or line.text[:start].rstrip().endswith(","):
            continue
        rest = line.text[:start].strip()
        rest = rest if first.pos_ == "PROPN" or first.text == "I" else rest[0].lower() + rest[1:]
        return f"{part[0].upper()}{part[1:]}, {rest}."
    return None


def fronted_day(line: Line) -> str | None:
    return _fronted(line, (*swaps("weekday"), *swaps("month")), ("on", "in"))


def fronted_place(line: Line) -> str | None:
    return _fronted(line, (), ("in", "at"))


def in_digits(line: Line) -> str | None:
    return _number(line, {w: str(n) for w, n in SMALL.items()})


def in_words(line: Line) -> str | None:
    return _number(line, DIGITS)


def _number(line: Line, known: dict[str, str]) -> str | None:
    for t in line.tokens:
        if (
            t.text in known
            and t.dep_ == "nummod"
            and t.i < t.head.i
            and t.head.pos_ == "NOUN"
            and t.nbor(1).text != "-"
        ):
            return line.swapped((t, known[t.text]))
    return None


def day_first(line: Line) -> str | None:
    """ "March 3" -> "3 March"."""
    new = re.sub(r"\b(" + "|".join(swaps("month")) + r") ([12]?\d|3[01])\b(?!,? \d|\d)", r"\2 \1", line.text, count=1)
    return new if new != line.text else None


def short_month(line: Line) -> str | None:
    new = re.sub(
        r"\b(" + "|".join(_SHORT) + r") (?=(?:[12]?\d|3[01])\b)", lambda m: _SHORT[m[1]] + " ", line.text, count=1
    )
    return new if new != line.text else None


def contracted(line: Line) -> str | None:
    for t in line.tokens[:-1]:
        if t.lower_ in _JOINED and t.nbor(1).lower_ == "not" and t.text != t.text.title():
            return line.swapped((t, _JOINED[t.lower_]), (t.nbor(1), ""))
    return None


def spelled_out(line: Line) -> str | None:
    for t in line.tokens[1:]:
        if t.lower_ in ("n't", "n’t"):
            before: Token = t.nbor(-1)
            full = {"ca": "can", "wo": "will"}.get(before.lower_, before.text)
            return line.swapped((before, full), (t, " not"))
    return None


def apposed(line: Line) -> str | None:
    """ "Roe, the mayor of Lund, ..." -> "The mayor of Lund, Roe, ..."."""
    verb = line.verb
    who = subject(verb) if verb is not None else None
    what = child(who, "appos") if who is not None else None
    if who is None or what is None or who.pos_ != "PROPN" or what.pos_ != "NOUN":
        return None
    (a, _), (c, d) = line.phrase(who), line.phrase(what)
    after = line.tokens[[t.i for t in line.tokens].index(d.i) + 1]
    role = line.of(c, d)
    if c.i != who.i + 2 or after.text != "," or "," in role or c.lower_ not in ("the", "a", "an"):
        return None
    name = line.of(a, who)
    first = a.i == line.tokens[0].i
    role = role[0].upper() + role[1:] if first else role
    return line.edited([(line.at(a)[0], line.at(after)[1], f"{role}, {name},")])


def percent_sign(line: Line) -> str | None:
    new = re.sub(r"(?<=\d) (?:percent|per cent)\b", "%", line.text, count=1)
    return new if new != line.text else None


def short_unit(line: Line) -> str | None:
    for t in line.tokens[1:]:
        if t.text in _UNITS and t.nbor(-1).like_num:
            return line.swapped((t, _UNITS[t.text]))
    return None


def full_country(line: Line) -> str | None:
    """ "the U.S." and "the United States"."""
    for short, full in (
        ("the U.S. ", "the United States "),
        ("the United States ", "the U.S. "),
        ("the UK ", "the United Kingdom "),
    ):
        if short in line.text:
            return line.text.replace(short, full, 1)
    return None
