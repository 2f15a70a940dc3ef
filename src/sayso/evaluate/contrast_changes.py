"""Patterns of the contrast set that change what a sentence says: each gives another sentence, or None where it does not apply."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from .contrast_lines import REPORTING, Edit, Line, child, helpers, subject
from .contrast_words import DIGITS, PAST, SMALL, antonyms, inflect, is_known, swaps

if TYPE_CHECKING:
    from spacy.tokens import Token

Pattern = Callable[[Line], "str | None"]
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_WEAK = frozenset(["only", "also", "already", "still", "even", "just", "too", "soon"])
_BOTH_WAYS = frozenset(
    ["meet", "face", "join", "marry", "play", "be", "become", "include", "mean", "equal", "resemble", "match"]
)
_PERCENT = frozenset(["percent", "%"])


def _finite(line: Line) -> Token | None:
    """The verb of the line where a "not" may be put to it."""
    verb = line.verb
    if verb is None or child(verb, "neg") is not None or any(c.lower_ in _WEAK for c in verb.children):
        return None
    if any(t.lower_ in ("no", "none", "nobody", "never", "nor", "neither", "not", "n't") for t in line.tokens):
        return None
    return verb if helpers(verb) or verb.tag_ in ("VBD", "VBZ", "VBP") else None


def negated(line: Line) -> str | None:
    """ "seized" -> "did not seize"; "was hurt" -> "was not hurt"."""
    verb = _finite(line)
    if verb is None:
        return None
    first = next(iter(helpers(verb)), verb if verb.lemma_ == "be" else None)
    if first is not None:
        return None if first.text.startswith("'") else line.edited([(line.at(first)[1],) * 2 + (" not",)])
    did = {"VBD": "did", "VBZ": "does", "VBP": "do"}[verb.tag_]
    return line.swapped((verb, f"{did} not {verb.lemma_}"))


def affirmed(line: Line) -> str | None:
    """The same the other way: a "not" taken out."""
    verb = line.verb
    no = child(verb, "neg") if verb is not None else None
    own = helpers(verb) if verb is not None else []
    if verb is None or no is None or no.lower_ not in ("not", "n't") or not (own or verb.lemma_ == "be"):
        return None
    if any(t.lower_ in ("any", "yet", "either", "ever", "but", "until", "anymore") for t in line.tokens):
        return None
    helper = own[0] if own else verb
    if helper.lower_ in ("ca", "wo"):
        return line.swapped((helper, {"ca": "can", "wo": "will"}[helper.lower_]), (no, ""))
    if helper.lemma_ == "do" and verb.tag_ == "VB":
        tag = {"did": "VBD", "does": "VBZ"}.get(helper.lower_, "VB")
        return line.swapped((helper, ""), (no, ""), (verb, inflect(verb.lemma_, tag)))
    return line.swapped((no, ""))


def never(line: Line) -> str | None:
    verb = _finite(line)
    if verb is None or not (verb.tag_ == PAST and not helpers(verb)) or verb.lemma_ == "be":
        return None
    return line.edited([(line.at(verb)[0],) * 2 + ("never ",)])


def swapped(line: Line) -> str | None:
    """Subject and object change places; both are names."""
    verb = line.verb
    return _exchange(line, subject(verb), child(verb, "dobj")) if verb is not None else None


def swapped_passive(line: Line) -> str | None:
    """ "A was hired by B" -> "B was hired by A"."""
    verb = line.verb
    by = child(verb, "agent") if verb is not None else None
    return _exchange(line, child(verb, "nsubjpass"), child(by, "pobj")) if verb is not None and by is not None else None


def swapped_beside(line: Line) -> str | None:
    """The subject and a name that a preposition brings."""
    verb = line.verb
    for prep in verb.children if verb is not None else ():
        if prep.dep_ in ("prep", "dative") and prep.lower_ in ("to", "from", "against", "for", "of"):
            done = _exchange(line, child(verb, "nsubj") if verb is not None else None, child(prep, "pobj"))
            if done:
                return done
    return None


def _exchange(line: Line, one: Token | None, other: Token | None) -> str | None:
    if one is None or other is None or one.i == other.i or not (_acts(one) and _acts(other)):
        return None
    if line.verb is not None and line.verb.lemma_ in _BOTH_WAYS:
        return None
    (a, b), (c, d) = line.phrase(one), line.phrase(other)
    mine, theirs = line.of(a, b), line.of(c, d)
    if max(len(mine.split()), len(theirs.split())) > 5 or "," in mine + theirs or "PRON" in (one.pos_, other.pos_):
        return None
    if any(t.dep_ in ("poss", "relcl") for t in (*one.subtree, *other.subtree)) or mine == theirs:
        return None
    if one.tag_.endswith("S") != other.tag_.endswith("S"):
        return None
    inner = mine if a.pos_ == "PROPN" else mine[0].lower() + mine[1:]
    return line.edited([(line.at(a)[0], line.at(b)[1], theirs), (line.at(c)[0], line.at(d)[1], inner)])


def _acts(t: Token) -> bool:
    """Whether a word names somebody who can act: a name, but no day or month, or a body or person of the news."""
    name = t.pos_ == "PROPN" and t.text not in swaps("month") and t.text not in swaps("weekday")
    return name or (t.pos_ == "NOUN" and t.text in swaps("actor"))


def other_number(line: Line) -> str | None:
    """Another number in digits, of about the same size."""
    for t in line.tokens:
        if _counts(t) and _NUMBER.fullmatch(t.text) and not re.fullmatch(r"(?:19|20)\d\d", t.text):
            return line.swapped((t, _moved(t.text)))
    return None


def other_number_word(line: Line) -> str | None:
    for t in line.tokens:
        if _counts(t) and t.lower_ in SMALL:
            return line.swapped((t, DIGITS[str((SMALL[t.lower_] + 1) % 11 + 2)]))
    return None


def _counts(t: Token) -> bool:
    """Whether a number counts or measures something, and is no date, name or age."""
    if t.dep_ != "nummod" or t.head.i < t.i or t.head.pos_ not in ("NOUN", "NUM", "SYM"):
        return False
    return t.head.lower_ not in swaps("month") and t.head.text not in swaps("month") and not t.text.startswith("0")


def _moved(digits: str) -> str:
    plain = digits.replace(",", "")
    if "." in plain:
        return f"{float(plain) * 1.5 + 0.2:.1f}"
    value = int(plain)
    new = value + 3 if value < 20 else int(value * 1.4)
    return f"{new:,}" if "," in digits else str(new)


def _put(line: Line, kind: str, fits: Callable[[Token], bool]) -> str | None:
    known = swaps(kind)
    found = next((t for t in line.tokens if t.text in known and fits(t)), None)
    if found is None or any(t.text == known[found.text] for t in line.tokens):
        return None
    return line.swapped((found, known[found.text]))


def _after_number(t: Token) -> bool:
    return t.i > 0 and t.nbor(-1).like_num and t.nbor(-1).dep_ in ("nummod", "quantmod", "compound")


def other_unit(line: Line) -> str | None:
    return _put(line, "unit", _after_number)


def other_span(line: Line) -> str | None:
    return _put(line, "span", _after_number)


def other_currency(line: Line) -> str | None:
    return _put(line, "money", lambda t: _after_number(t) or t.text in "$£€")


def other_scale(line: Line) -> str | None:
    return _put(line, "scale", _after_number)


def other_base(line: Line) -> str | None:
    """A share of something else: "30 percent of voters" -> "30 percent of members"."""
    return _put(line, "base", lambda t: _is_base(t, _PERCENT))


def other_base_of_fraction(line: Line) -> str | None:
    return _put(
        line,
        "base",
        lambda t: _is_base(t, frozenset(["half", "third", "quarter", "fifth", "majority", "most", "thirds"])),
    )


def _is_base(t: Token, wholes: frozenset[str]) -> bool:
    return t.dep_ == "pobj" and t.head.lower_ == "of" and t.head.head.lower_ in wholes


def _dated(t: Token) -> bool:
    return t.dep_ in ("pobj", "npadvmod", "compound", "nmod")


def other_weekday(line: Line) -> str | None:
    return _put(line, "weekday", _dated)


def other_month(line: Line) -> str | None:
    return _put(line, "month", lambda t: (t.dep_ == "pobj" and t.head.lower_ == "in") or _day(t))


def other_year(line: Line) -> str | None:
    for t in line.tokens:
        if re.fullmatch(r"(?:19|20)\d\d", t.text) and t.dep_ == "pobj" and t.head.lower_ in ("in", "since", "of"):
            return line.swapped((t, str(int(t.text) - 3)))
    return None


def other_day_of_month(line: Line) -> str | None:
    for t in line.tokens:
        if t.text in swaps("month") and _day(t):
            day = t.nbor(1)
            return line.swapped((day, str((int(day.text) + 8) % 28 + 1)))
    return None


def _day(t: Token) -> bool:
    return t.i + 1 < len(t.doc) and re.fullmatch(r"[12]?\d|3[01]", t.nbor(1).text) is not None


def _located(t: Token) -> bool:
    return t.dep_ == "pobj" and t.head.lower_ in ("in", "at", "near", "to", "from") and t.n_lefts == 0


def other_country(line: Line) -> str | None:
    return _put(line, "country", _located)


def other_city(line: Line) -> str | None:
    return _put(line, "city", _located)


def other_state(line: Line) -> str | None:
    return _put(line, "state", _located)


def opposite_verb(part: str) -> Pattern:
    def change(line: Line) -> str | None:
        verb, known = line.verb, antonyms(part, "verb")
        if verb is None or verb.lemma_ not in known or not is_known(verb.lemma_, verb.text, verb.tag_):
            return None
        if child(verb, "prt") is not None:
            return None
        return line.swapped((verb, inflect(known[verb.lemma_], verb.tag_)))

    return change


def opposite_adjective(line: Line) -> str | None:
    """Of the predicate, or of the object or subject of the verb."""
    verb, known = line.verb, antonyms("kept", "adjective")
    for t in line.tokens if verb is not None else ():
        if t.pos_ == "ADJ" and t.text in known and (t.dep_ == "acomp" and t.head.i == verb.i):  # type: ignore[union-attr]
            return line.swapped((t, known[t.text]))
    return None


def _before_verb(line: Line, adverb: str) -> str | None:
    """An adverb where it stands in news: after the first auxiliary or "be", else before the verb."""
    verb = _finite(line)
    if verb is None or _hedged(line):
        return None
    first = next(iter(helpers(verb)), verb if verb.lemma_ == "be" else None)
    spot = line.at(verb)[0] if first is None else line.at(first)[1]
    at: Edit = (spot, spot, f"{adverb} " if first is None else f" {adverb}")
    return None if first is not None and first.tag_ == "MD" else line.edited([at])


def _hedged(line: Line) -> bool:
    hedges = {
        "reportedly",
        "allegedly",
        "probably",
        "apparently",
        "possibly",
        "perhaps",
        "likely",
        "may",
        "might",
        "could",
        "appear",
        "seem",
    }
    return any(t.lower_ in hedges or t.lemma_ in hedges for t in line.tokens)


def hedge(adverb: str) -> Pattern:
    return lambda line: _before_verb(line, adverb)


def may_have(line: Line) -> str | None:
    """ "seized" -> "may have seized"."""
    return _perfect(line, "may have")


def appears_to_have(line: Line) -> str | None:
    verb = _finite(line)
    who = subject(verb) if verb is not None else None
    several = who is not None and (who.tag_ in ("NNS", "NNPS") or who.lower_ in ("they", "we", "i", "you"))
    several = several or (who is not None and child(who, "conj") is not None)
    return _perfect(line, "appear to have" if several else "appears to have")


def _perfect(line: Line, words: str) -> str | None:
    verb = _finite(line)
    if verb is None or _hedged(line):
        return None
    if verb.tag_ == PAST and not helpers(verb) and is_known(verb.lemma_, verb.text, verb.tag_):
        return line.swapped((verb, f"{words} {inflect(verb.lemma_, 'VBN')}"))
    own = helpers(verb)
    if len(own) == 1 and own[0].lower_ in ("was", "were") and verb.tag_ == "VBN":
        return line.swapped((own[0], f"{words} been"))
    return None


def is_possible(line: Line) -> str | None:
    """ "It is possible that ..." before the whole."""
    if (
        line.verb is None
        or line.verb is not line.root
        or _hedged(line)
        or line.tokens[0].pos_ in ("ADP", "SCONJ", "ADV")
    ):
        return None
    return "It is possible that " + _small(line) + line.text[len(line.tokens[0]) :]


def _small(line: Line) -> str:
    first = line.tokens[0]
    keep = first.pos_ == "PROPN" or first.text == "I" or first.text.isupper()
    return first.text if keep else first.text.lower()


def denied(line: Line) -> str | None:
    """ "X said that ..." -> "X denied that ..."."""
    root = line.root
    if root is None or root.lemma_ not in REPORTING or root.lemma_ == "tell" or line.verb is root or root.tag_ != PAST:
        return None
    said, who = line.verb, subject(root)
    if said is None or who is None or not who.i < root.i < said.i or child(said, "neg") is not None:
        return None
    that = child(said, "mark")
    return line.swapped((root, "denied" if that is not None and that.lower_ == "that" else "denied that"))
