"""Ages: "31-year-old", "aged 7", "between the ages of 18 and 25", and the bare number after a name (", 43,")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .quantities_counted import Tokens
from .quantities_nouns import people
from .quantities_numbers import DASHES, Lexeme, Number, adjacent, number_at, word_at
from .quantities_units import bounds_around, past_bound

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPANS = {
    "year": "years",
    "years": "years",
    "yr": "years",
    "yrs": "years",
    "month": "months",
    "months": "months",
    "week": "weeks",
    "weeks": "weeks",
    "day": "days",
    "days": "days",
}
_AFTER_LIMIT = frozenset(
    ("and", "or", "were", "was", "are", "is", "have", "had", "who", "can", "may", "to", "must", "will")
)
_TITLES = frozenset(["jr", "sr", "ii", "iii", "iv", "md", "phd", "mp"])


@dataclass(frozen=True, slots=True)
class Age:
    first: int
    last: int
    low: float | None
    best: float | None
    high: float | None
    unit: str
    of: str | None
    about: bool = False


def age_at(lex: Sequence[Lexeme], n: Number, text: str, tokens: Tokens) -> Age | None:
    """The age that the number `n` gives, or None."""
    if n.kind != "exact" or n.scale > 1 or not 0 <= n.value < 125:
        return None
    return (
        _years_old(lex, n, text, tokens)
        or _aged(lex, n, text, tokens)
        or _after_name(lex, n, text, tokens)
        or _said_of(lex, n, text, tokens)
    )


def _years_old(lex: Sequence[Lexeme], n: Number, text: str, tokens: Tokens) -> Age | None:
    high = n
    for join in ("to", "or", "and", "-", "–"):
        if word_at(lex, n.last + 1) == join and (m := number_at(lex, n.last + 2)) and m.value > n.value:
            high = m
    at = _past_dash(lex, high.last)
    unit = _SPANS.get(word_at(lex, at))
    if unit is None:
        return None
    end = _past_dash(lex, at)
    if word_at(lex, end) in ("old", "olds"):
        last = end
    elif word_at(lex, end) == "of" and word_at(lex, end + 1) == "age":
        last = end + 1
    else:
        return None
    return _make(lex, n, high, last, unit, text, tokens)


def _past_dash(lex: Sequence[Lexeme], at: int) -> int:
    return at + 2 if word_at(lex, at + 1) in DASHES else at + 1


def _aged(lex: Sequence[Lexeme], n: Number, text: str, tokens: Tokens) -> Age | None:
    before, two = word_at(lex, n.first - 1), word_at(lex, n.first - 2)
    cued = before in ("aged", "age", "ages", "turned", "turning") or (before == "of" and two in ("age", "ages"))
    between = before in ("between", "from") and (two in ("aged", "ages", "age") or word_at(lex, n.first - 3) == "ages")
    cued = cued or _limit_of_age(lex, n, two)
    if before in ("turned", "turning") and word_at(lex, n.last + 1) not in (
        ",",
        ".",
        "in",
        "on",
        "last",
        "this",
        "and",
        "",
    ):
        return None
    if not cued and not between:
        return None
    high = n
    if word_at(lex, n.last + 1) in ("to", "and", "-", "–", "through", "or"):
        m = number_at(lex, past_bound(lex, n.last + 2))
        if m and n.value < m.value < 125:
            high = m
    return _make(lex, n, high, high.last, "years", text, tokens)


def _limit_of_age(lex: Sequence[Lexeme], n: Number, noun: str) -> bool:
    """ "children under 12", "voters over 65"."""
    after = word_at(lex, n.last + 1)
    bounded = word_at(lex, n.first - 1) in ("under", "over") and noun in people() and n.digits
    return bounded and n.first == n.last and n.value < 100 and (after in _AFTER_LIMIT or not after[:1].isalnum())


def _make(lex: Sequence[Lexeme], n: Number, high: Number, last: int, unit: str, text: str, tokens: Tokens) -> Age:
    b = bounds_around(lex, n.first, high.last, last, None)
    if high is not n:
        return Age(n.first, last, n.value, None, high.value, unit, _whose(lex, n.first, last, text, tokens))
    low = None if b.high or b.about else n.value
    best = None if b.low or b.high else n.value
    ceiling = None if b.low or b.about else n.value
    return Age(
        min(n.first, b.first),
        max(last, b.last),
        low,
        best,
        ceiling,
        unit,
        _whose(lex, n.first, last, text, tokens),
        b.about,
    )


def _after_name(lex: Sequence[Lexeme], n: Number, text: str, tokens: Tokens) -> Age | None:
    """ ", 43," or "(43)" after a name or title with a capital."""
    if not n.digits or n.first != n.last or "." in lex[n.first].word or "," in lex[n.first].word or n.value < 1:
        return None
    each = word_at(lex, n.first - 1) in ("both", "each", "all")  # "Ada Roe and Jo Pell, both 44,"
    left = n.first - 2 - each
    opening, closing = word_at(lex, left + 1), word_at(lex, n.last + 1)
    if not ((opening == "," and closing in (",", ".", ";", "", "-", "—", ":")) or (opening == "(" and closing == ")")):
        return None
    if closing in DASHES and adjacent(lex, n.last):
        return None
    if word_at(lex, left) == "." and word_at(lex, left - 1) in _TITLES:
        left -= 1
    if word_at(lex, left) == ")":
        while left > max(0, n.first - 8) and word_at(lex, left) != "(":
            left -= 1
        left -= 1
    if (
        left < 0
        or not lex[left].word.removesuffix("'s").removesuffix("’s").isalpha()
        or not (text[lex[left].start].isupper() or (opening == "," and lex[left].word in people()))
    ):
        return None
    token = tokens.at(lex[left].start)
    if token is None or token.pos_ not in ("PROPN", "NOUN") or token.ent_type_ in ("DATE", "TIME"):
        return None
    if opening == "(" and (token.ent_type_ not in ("PERSON", "") or n.value < 10):
        return None
    return Age(n.first, n.last, n.value, n.value, n.value, "years", _name_before(tokens, text, lex[left].start))


def _said_of(lex: Sequence[Lexeme], n: Number, text: str, tokens: Tokens) -> Age | None:
    """ "He was 77.", "died at 95": a bare number said of a person."""
    before, two, after = (word_at(lex, k) for k in (n.first - 1, n.first - 2, n.last + 1))
    if not n.digits or n.first != n.last or n.value < 3 or after not in (".", ",", ";", "", "when", "and", "at"):
        return None
    dying = before == "at" and two in ("dead", "died", "dies", "death", "dying")
    being = before in ("was", "is", "turns", "be") and after != "at"
    if being and two not in ("he", "she", "who"):
        subject = tokens.at(lex[max(0, n.first - 2)].start)
        being = subject is not None and subject.ent_type_ == "PERSON" and after in (".", "when", "")
    if not (dying or being):
        return None
    return Age(n.first, n.last, n.value, n.value, n.value, "years", None)


def _name_before(tokens: Tokens, text: str, at: int) -> str | None:
    token = tokens.at(at)
    if token is None:
        return None
    start = token
    while start.i > 0 and start.doc[start.i - 1].pos_ == "PROPN" and not start.is_sent_start:
        start = start.doc[start.i - 1]
    return f"age of {' '.join(text[start.idx : token.idx + len(token.text)].split())}"


def _whose(lex: Sequence[Lexeme], first: int, last: int, text: str, tokens: Tokens) -> str | None:
    """Whose age: the name after "31-year-old", or the subject before it."""
    token = tokens.at(lex[last].start)
    if token is None:
        return None
    names: list[Token] = []
    at = token.i + 1
    while at < len(token.doc) and len(names) < 5 and not token.doc[at].is_sent_start:
        nxt = token.doc[at]
        if nxt.pos_ == "PROPN" or (nxt.pos_ in ("NOUN", "ADJ") and not (names and names[-1].pos_ == "PROPN")):
            names.append(nxt)
        elif nxt.text != "-":
            break
        at += 1
    while names and names[-1].pos_ != "PROPN" and names[-1].lower_ not in people():
        names.pop()
    if names:
        return f"age of {' '.join(text[names[0].idx : names[-1].idx + len(names[-1].text)].split())}"
    left = tokens.at(lex[first].start)
    if left is None or left.i < 2:
        return None
    if left.doc[left.i - 1].text == "," and left.doc[left.i - 2].pos_ == "PROPN":
        return _name_before(tokens, text, left.doc[left.i - 2].idx)
    return None
