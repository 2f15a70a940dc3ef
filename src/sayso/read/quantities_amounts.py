"""One amount of a text: a number or range with currency, unit and bounds, before it is known what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .quantities_guard import is_date_or_clock
from .quantities_numbers import DASHES, Lexeme, Number, adjacent, number_at, word_at, word_set
from .quantities_units import Unit, bounds_around, currency_before, past_bound, unit_after

_COMPARED = (["higher"], ["lower"], ["more"], ["less"], ["fewer"], ["up"], ["down"])
_SEISMIC = frozenset(("magnitude", "magnitudes", "richter"))


@dataclass(frozen=True, slots=True)
class Amount:
    """`first` and `last` are lexemes, bounds and unit included; `number` is the (first) number.

    `number_last` is the last lexeme of the last number; `of_parts` the whole in "one in five".
    """

    number: Number
    first: int
    last: int
    number_last: int
    low: float | None
    best: float | None
    high: float | None
    unit: str | None = None
    role: str = "count"
    about: bool = False
    of_parts: float | None = None  # "one in five", "three out of eight": the whole


def is_score(lex: Sequence[Lexeme], n: Number) -> int | None:
    """The last lexeme of a match score ("3-1"), which is no quantity, else None. Votes are left to `votes`."""
    second = _joined_by_dash(lex, n)
    if second is None or n.scale > 1:
        return None
    if word_at(lex, n.first - 1) == "(" and word_at(lex, second.last + 1) in (")", ",", "-") and second.value < 200:
        return second.last
    near = {x.word for x in lex[max(0, n.first - 12) : second.last + 8]}
    if (
        near & word_set("games")
        and not near & {"vote", "votes", "voted", "percent", "%", "points"}
        and second.value < 200
    ):
        return second.last
    if second.value > n.value:
        return None
    return None if near & word_set("votes") else second.last


def votes(lex: Sequence[Lexeme], n: Number) -> Number | None:
    """The second number of "voted 52-48", "by 5 votes to 4"."""
    near = {x.word for x in lex[max(0, n.first - 8) : n.last + 7]}
    second = _joined_by_dash(lex, n)
    if second is None and word_at(lex, n.last + 1) == "to" and near & {"voted", "vote", "votes"}:
        second = number_at(lex, n.last + 2)
    return (
        second
        if second and n.scale == 1 == second.scale and near & word_set("votes") and second.value <= n.value
        else None
    )


def _joined_by_dash(lex: Sequence[Lexeme], n: Number) -> Number | None:
    at = n.last + 1
    spaced = adjacent(lex, at - 1) == adjacent(lex, at)
    if word_at(lex, at) in DASHES and spaced and n.digits and word_at(lex, at + 1)[:1].isdecimal():
        return number_at(lex, at + 1)
    return None


def amount_at(lex: Sequence[Lexeme], n: Number) -> Amount:
    """The amount whose first number is `n`."""
    money = currency_before(lex, n.first)
    n = _metres(lex, n) if money is None else n
    first = money[1] if money else n.first
    second = _second(lex, n, first)
    end = second if second else n
    unit = Unit(money[0], "money", end.last) if money else unit_after(lex, end.last, end) or _unit_after_of(lex, end)
    if money and end.last + 1 < len(lex) and (after := unit_after(lex, end.last, end)) and after.role == "money":
        unit = Unit(money[0], "money", after.last)
    elif money:
        unit = _money_rate(lex, money[0], end)
    unit = _magnitude(lex, n, end, unit) or unit or (_shared_unit(lex, n) if second is None else None)
    duration = unit.name if unit and unit.role == "duration" else None
    if second and word_at(lex, first - 1) in ("between", "from"):
        first -= 1
    minus = _minus(lex, first, n, unit)
    first -= minus
    last = max(unit.last if unit else end.last, end.last)
    b = bounds_around(lex, first, end.last, last, duration)
    low, best, high = _values(n, second, b.low, b.high, b.about)
    if minus:
        low, best, high = (None if x is None else -x for x in (high, best, low))
    got = Amount(
        n, b.first, b.last, end.last, low, best, high, unit.name if unit else None, unit.role if unit else "count"
    )
    about = b.about or n.kind == "about"
    return _as_change(lex, _share(lex, replace(got, about=about), n), n)


def _shared_unit(lex: Sequence[Lexeme], n: Number) -> Unit | None:
    """The unit that is said once, after the last of several numbers: "3, 4 and 5 percent"."""
    at = n.last + 1
    for _ in range(6):
        word = word_at(lex, at)
        if word not in (",", "and", "or") or not n.digits or n.scale > 1:
            return None
        at += 2 if word == "," and word_at(lex, at + 1) in ("and", "or") else 1
        m = number_at(lex, at)
        if m is None or not m.digits or is_date_or_clock(lex, m):
            return None
        unit = unit_after(lex, m.last, m)
        if unit is not None:
            shared = word_at(lex, m.first - 1) in ("and", "or") and unit.role in ("share", "measurement", "duration")
            return Unit(unit.name, unit.role, n.last) if shared else None
        at = m.last + 1
    return None


def _minus(lex: Sequence[Lexeme], first: int, number: Number, unit: Unit | None) -> bool:
    """Whether a degree, percentage, sum or decimal is below zero: "minus 12 degrees", "-0.3 percent", "-$3.2 million"."""
    measured = unit is not None and (unit.name.startswith("degrees") or unit.name == "percent" or unit.role == "money")
    if not measured and (unit is not None or "." not in lex[number.first].word):
        return False
    before = word_at(lex, first - 1)
    sign = before in ("-", "–", "−") and adjacent(lex, first - 1) and not adjacent(lex, first - 2)
    return before in ("minus", "negative") or sign


def _metres(lex: Sequence[Lexeme], n: Number) -> Number:
    """ "12m": metres, unless people or copies are counted."""
    if not n.digits or n.last == n.first or lex[n.last].word not in ("m", "b", "k"):
        return n
    following = word_at(lex, n.last + 1)
    if (
        lex[n.last].word != "m"
        or (len(following) > 4 and following.endswith("s"))
        or following in ("people", "of", "euros")
    ):
        return n
    return Number(n.first, n.last - 1, n.value / n.scale, digits=True)


def _unit_after_of(lex: Sequence[Lexeme], end: Number) -> Unit | None:
    """ "millions of dollars", "hundreds of miles", "tens of thousands of tonnes"."""
    if end.kind != "floor" or word_at(lex, end.last + 1) != "of":
        return None
    return unit_after(lex, end.last + 1, end)


def _money_rate(lex: Sequence[Lexeme], code: str, end: Number) -> Unit:
    from .quantities_units import rate_after

    rate, last = rate_after(lex, end.last)
    return Unit(code + rate, "money", last)


def _second(lex: Sequence[Lexeme], n: Number, first: int) -> Number | None:
    """The upper end of a range that starts with `n`, scaled like it, or None."""
    unit = unit_after(lex, n.last, n)
    for at in [n.last, unit.last] if unit else [n.last]:
        word = word_at(lex, at + 1)
        if not (word in DASHES or word in ("to", "or", "and")):
            continue
        start = at + 2
        if word in DASHES and word_at(lex, at + 2) in ("to", "or") and word_at(lex, at + 3) in DASHES:
            word, start = word_at(lex, at + 2), at + 4  # "20-to-40-hour"
        if word == "to":
            start = past_bound(lex, start)
        if currency_before(lex, start + 1) and not word_at(lex, start)[:1].isalnum():
            start += 1
        m = number_at(lex, start)
        m = _metres(lex, m) if m is not None and first == n.first else m
        if m is None or m.kind == "floor" or is_date_or_clock(lex, m):
            continue
        if at != n.last:
            other = unit_after(lex, m.last, m)
            if unit is None or other is None or other.name != unit.name or (word == "to" and _changed(lex, first)):
                continue
        if _is_range(lex, n, m, word, first):
            return m
    return None


def _changed(lex: Sequence[Lexeme], first: int) -> bool:
    """ "fell by 400 barrels to 1,100 barrels": by so much to a level, no range."""
    before = word_at(lex, first - 1)
    return (word_at(lex, first - 2) if before == "by" else before) in word_set("changes")


def _is_range(lex: Sequence[Lexeme], n: Number, m: Number, word: str, first: int) -> bool:
    before = word_at(lex, first - 1)
    low = n.value * m.scale if n.scale == 1 and m.scale > 1 and n.value < m.value / m.scale else n.value
    if low >= m.value:
        return False
    if word == "and":
        return before == "between"
    if word == "or":
        return m.value <= 2.5 * low + 1
    if before == "from" and any(x.word in word_set("changes") for x in lex[max(0, first - 7) : first - 1]):
        return False
    if word == "to" and (low == 0 or m.value > 1000 * low):
        return False
    return (
        word == "to" or adjacent(lex, n.last) or (n.last + 2 < len(lex) and lex[n.last + 1].end < lex[n.last + 2].start)
    )


def _values(
    n: Number, second: Number | None, floor: bool, ceiling: bool, about: bool
) -> tuple[float | None, float | None, float | None]:
    value = n.value
    if second:
        if n.scale == 1 and second.scale > 1 and n.value < second.value / second.scale:
            value = float(f"{n.value * second.scale:.12g}")
        return (None if ceiling else value), None, (None if floor else second.value)
    if n.kind == "floor":
        return (None, None, value) if ceiling else (value, None, n.high)
    if floor:
        return value, None, None
    if ceiling:
        return None, None, value
    if about or n.kind == "about":
        return None, value, None
    return value, value, value


def _magnitude(lex: Sequence[Lexeme], n: Number, end: Number, unit: Unit | None) -> Unit | None:
    """Earthquake magnitudes: "magnitude-5.9", "a 6.1-magnitude quake", "measuring 6.4", "it was 6.1"."""
    if n.scale > 1 or n.kind != "exact" or not 0 < end.value < 10 or (unit and not unit.name.startswith("degrees")):
        return None
    at = end.last + (2 if word_at(lex, end.last + 1) in DASHES else 1)
    if word_at(lex, at) in ("magnitude", "strength", "scale"):
        return Unit("magnitude", "measurement", at)
    before = [x.word for x in lex[max(0, n.first - 4) : n.first]]
    if unit and unit.name.startswith("degrees"):
        return (
            Unit("magnitude", "measurement", unit.last) if word_at(lex, unit.last + 1) in word_set("quakes") else None
        )
    decimal = "." in lex[n.first].word
    if (
        before[-1:] == ["magnitude"]
        or before[-2:-1] == ["magnitude"]
        or (decimal and "magnitude" in before)
        or (word_at(lex, at) in word_set("quakes") and "." in lex[n.first].word)
    ):
        return Unit("magnitude", "measurement", end.last)
    ahead = [x.word for x in lex[end.last + 1 : end.last + 6]]
    if "richter" in ahead:
        return Unit("magnitude", "measurement", end.last)
    if "." not in lex[n.first].word or (ahead and ahead[0] in ("percent", "%")):
        return None
    near = {x.word for x in lex[max(0, n.first - 40) : end.last + 12]}
    return (
        Unit("magnitude", "measurement", end.last)
        if near & _SEISMIC or (near & word_set("quakes") and ahead[:1] != [","])
        else None
    )


def _share(lex: Sequence[Lexeme], a: Amount, n: Number) -> Amount:
    """Fractions and percentages of something are shares in [0, 1]; "one in five" is one as well."""
    if a.unit == "percent":
        of = word_at(lex, a.last + 1) == "of"
        return _scaled(a, 0.01) if of else a
    if n.kind == "fraction" and a.unit is None:
        return replace(a, unit="share", role="share")
    at = n.last + 1
    out = word_at(lex, at) == "out" and word_at(lex, at + 1) == "of"
    if a.unit is None and (out or word_at(lex, at) == "in") and n.scale == 1 and n.value < 100:
        m = number_at(lex, at + (2 if out else 1))
        if m and m.kind == "exact" and n.value < m.value and not is_date_or_clock(lex, m):
            if (
                not out
                and m.value in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000)
                and unit_after(lex, m.last, m) is None
            ):
                ratio = round(n.value / m.value, 4)
                values = [None if x is None else ratio for x in (a.low, a.best, a.high)]
                return Amount(
                    n,
                    a.first,
                    m.last,
                    m.last,
                    values[0],
                    values[1],
                    values[2],
                    "share",
                    "share",
                    a.about,
                    of_parts=m.value,
                )
            if out:
                return replace(a, of_parts=m.value)
    return a


def _scaled(a: Amount, by: float) -> Amount:
    low, best, high = (None if x is None else float(f"{x * by:.10g}") for x in (a.low, a.best, a.high))
    return replace(a, low=low, best=best, high=high, unit="share", role="share")


def _as_change(lex: Sequence[Lexeme], a: Amount, n: Number) -> Amount:
    """ "rose 12 percent", "up by 300", "a 5 percent increase": the role is change, not the level reached."""
    before = word_at(lex, a.first - 1)
    if before == "by":
        before = word_at(lex, a.first - 2)
    after = [x.word for x in lex[a.last + 1 : a.last + 4]]
    rising = before in word_set("changes") and not (before in ("lost", "cut") and a.unit is None)
    compared = bool(set(after[:2]) & word_set("change-nouns")) or after[:1] in _COMPARED
    if a.role in ("share", "money", "measurement", "change") and (rising or compared):
        return replace(a, role="change")
    if a.unit is None and rising and before not in ("up", "down", "raised", "gained", "lost", "cut"):
        return replace(a, role="change")
    return a
