"""Numbers that count or measure, with their bounds, unit, what they count and their base.

A bound on one side ("at least 10", "up to 300", "nearly 60", "dozens") has no best value. A share of something named
is a fraction in [0, 1] with the unit "share"; other percentages keep their number and the unit "percent". Persons
have the unit "people". Numbers in dates, names, codes, scores and emphasis are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sayso.model import Quantity, Span

from .draft import Draft
from .quantities_ages import age_at
from .quantities_amounts import Amount, amount_at, is_score, votes
from .quantities_counted import Counted, Tokens, base_after, counted, plural, subject_text
from .quantities_derived import derive
from .quantities_guard import (
    calibre,
    dated,
    inside,
    is_address,
    is_code,
    is_date_or_clock,
    is_label,
    is_length,
    is_logged,
    linked,
)
from .quantities_names import in_name, is_emphatic, is_pronoun
from .quantities_numbers import (
    DASHES,
    Lexeme,
    Number,
    adjacent,
    and_a_half_after,
    lexemes,
    number_at,
    starters,
    word_at,
    word_set,
)


@dataclass(slots=True)
class _Reader:
    """The state of one pass over a text."""

    draft: Draft
    text: str
    lex: list[Lexeme]
    tokens: Tokens
    dates: list[tuple[int, int]]
    links: list[tuple[int, int]]
    found: list[Quantity] = field(default_factory=list)
    label: int = -9  # the last lexeme that was a number in a name: "pages 3 and 4"

    def add(
        self,
        start: int,
        end: int,
        low: float | None,
        best: float | None,
        high: float | None,
        unit: str | None,
        **more: object,
    ) -> None:
        span = Span(start, end)
        made = Quantity(self.draft.article.id, span, self.draft.words(span), low, best, high, unit)
        self.found.append(replace(made, **more))  # type: ignore[arg-type]


def find_quantities(draft: Draft) -> None:
    """Fills `draft.quantities`, in the order of the text; needs `masked`, `doc` and `times`."""
    text = draft.masked
    lex = lexemes(text)
    reader = _Reader(draft, text, lex, Tokens(draft.doc), dated(draft.times), linked(text))
    start_words = starters()
    i = 0
    while i < len(lex):
        word = lex[i].word
        if (
            word[0].isdecimal()
            or word in start_words
            or (word in ("a", "an") and word_at(lex, i + 1) in word_set("article-numbers"))
        ):
            i = _read_at(reader, i)
        elif word == "no":
            i = _none_at(reader, i)
        elif word in ("a", "an") and (last := and_a_half_after(lex, i)):
            unit = plural(lex[i + 1].word)
            reader.add(lex[i].start, lex[last].end, 1.5, 1.5, 1.5, unit, role="duration")
            i = last + 1
        else:
            i += 1
    draft.quantities.extend(derive(reader.found, draft.sentences))


def _read_at(r: _Reader, i: int) -> int:
    """Reads what starts at lexeme `i` and returns where to go on."""
    n = number_at(r.lex, i)
    if n is None:
        return i + 1
    skip = _not_a_quantity(r, n)
    if skip:
        return skip
    age = age_at(r.lex, n, r.text, r.tokens)
    if age is not None:
        r.add(
            r.lex[age.first].start,
            r.lex[age.last].end,
            age.low,
            age.best,
            age.high,
            age.unit,
            of=age.of,
            role="age",
            approximate=age.about,
        )
        return age.last + 1
    mm = calibre(r.lex, n)
    if mm is not None:
        unit = "mm" if r.lex[mm].word.startswith("m") else "calibre"
        r.add(r.lex[i].start, r.lex[mm].end, n.value, n.value, n.value, unit, role="calibre")
        return mm + 1
    other = votes(r.lex, n)
    if other:
        for part in (n, other):
            r.add(r.lex[part.first].start, r.lex[part.last].end, part.value, part.value, part.value, "votes")
        return other.last + 1
    amount = amount_at(r.lex, n)
    _add_amount(r, amount)
    return max(amount.last, n.last) + 1


def _not_a_quantity(r: _Reader, n: Number) -> int | None:
    """Where to go on if the numeral is no quantity, else None."""
    start, end = r.lex[n.first].start, r.lex[n.last].end
    if inside(r.links, start, end) or (inside(r.dates, start, end) and not is_length(r.lex, n)):
        return n.last + 1
    joined = r.label == n.first - 2 and word_at(r.lex, n.first - 1) in ("and", "or", ",", "to", "&") and n.digits
    percent = word_at(r.lex, n.last + 1) in ("%", "percent")
    if (is_label(r.lex, n, r.text) or joined) and not percent:
        r.label = n.last
        return _past_code(r, n)  # "No. 12-345"
    if is_date_or_clock(r.lex, n) or is_address(r.lex, n, r.text) or is_logged(r.lex, n, r.text):
        return n.last + 1
    if is_code(r.lex, n, r.text):
        return _past_code(r, n)
    score = is_score(r.lex, n)
    if score is not None:
        return score + 1
    if in_name(r.lex, n, r.text, r.tokens):
        r.label = n.last
        return n.last + 1
    if is_emphatic(r.lex, n) or is_pronoun(r.lex, n, r.tokens):
        return n.last + 1
    return None


def _past_code(r: _Reader, n: Number) -> int:
    """After the last digit group of a code or telephone number."""
    at = n.last
    while adjacent(r.lex, at) and r.lex[at + 1].word in DASHES and word_at(r.lex, at + 2).isdecimal():
        at += 2
    return at + 1


def _add_amount(r: _Reader, a: Amount) -> None:
    start, end = r.lex[a.first].start, r.lex[a.last].end
    number_start, number_end = r.lex[a.number.first].start, r.lex[max(a.number_last, a.last)].end
    values = (a.low, a.best, a.high)
    a = _by_case(r, a)
    if a.role in ("share", "change") and a.unit in ("share", "percent"):
        base = base_after(r.text, r.tokens, end) if a.unit == "share" else None
        r.add(start, end, *values, a.unit, of=base, base=base, role=a.role, approximate=a.about)
        return
    if a.unit is not None:
        token = r.tokens.at(number_start)
        of = subject_text(r.text, token, 60) if token is not None else None
        r.add(start, end, *values, a.unit, of=of, role=a.role, approximate=a.about)
        return
    collective = a.number.kind in ("floor", "about") or (a.number.scale > 1)
    c = counted(
        r.tokens,
        r.text,
        number_start,
        number_end,
        collective=collective,
        floor=a.number.kind == "floor" and _plural_word(r, a.number),
    )
    c = _from_before(r, c, number_start, a.number.value)
    if c.unit is None and a.number.kind == "floor" and _plural_word(r, a.number):
        c = replace(c, unit="people")
    if c.unit is None and not c.partitive and not _may_stand_alone(a):
        return
    r.add(start, end, *values, c.unit, of=c.of, base=c.base, role=a.role, approximate=a.about)


def _by_case(r: _Reader, a: Amount) -> Amount:
    """Units that only capitals tell apart: newton metres from nanometres, degrees ("30C") from cents ("30c")."""
    end = r.lex[a.number_last].end
    if a.unit == "nm" and r.text[end : r.lex[a.last].end].strip(" -") == "Nm":
        return replace(a, unit="Nm")
    if (
        a.unit
        and a.unit.startswith("degrees Celsius")
        and r.text[end : end + 1] == "c"
        and word_at(r.lex, a.number_last + 1) == "c"
    ):
        return replace(a, unit=a.unit.replace("degrees Celsius", "US cents"), role="money")
    return a


def _plural_word(r: _Reader, n: Number) -> bool:
    return r.lex[n.last].word.endswith("s")


def _may_stand_alone(a: Amount) -> bool:
    """Small number words without anything counted are pronouns more often than numbers."""
    return a.number.digits or a.number.kind == "floor" or a.number.value > 10 or a.low is None or a.high is None


def _from_before(r: _Reader, c: Counted, start: int, value: float) -> Counted:
    """What was counted last, for "two of them", "the remaining three", "another 2,000"."""
    if c.unit is not None:
        return c
    for q in reversed(r.found[-6:]):
        if q.role == "count" and q.unit and not (c.partitive and q.base) and start - q.span.end < 1200:
            fits = q.best is None or q.best >= value
            if (c.partitive and fits) or ("\n" not in r.text[q.span.end : start] and start - q.span.end < 80):
                noun = (q.of or "").split(" ")[0] if c.of else q.of
                base = q.text if c.partitive and q.best is not None and q.best > value else None
                return Counted(q.unit, f"{q.unit} {c.of}" if c.of and noun else q.of, base)
            if not c.partitive:
                break
    return replace(c, partitive=c.of is not None)


def _none_at(r: _Reader, i: int) -> int:
    """ "no injuries", "no reported casualties", "no one was hurt": none, of people."""
    for at in (i + 1, i + 2, i + 3):
        word = word_at(r.lex, at)
        if word in word_set("nobody"):
            if not inside(r.dates, r.lex[i].start, r.lex[at].end):
                r.add(
                    r.lex[i].start,
                    r.lex[i].end,
                    0.0,
                    0.0,
                    0.0,
                    "people",
                    of=r.text[r.lex[i].end : r.lex[at].end].strip(),
                )
            return at + 1
        if not word.isalpha() or word in ("of", "in", "to", "reports", "the", "and", "for"):
            break
    if word_at(r.lex, i + 1) == "one" and word_at(r.lex, i + 2) in ("was", "has", "is", "died"):
        ahead = {x.word for x in r.lex[i + 2 : i + 6]}
        if ahead & {"injured", "hurt", "killed", "arrested", "died", "wounded", "harmed"} and "if" not in ahead:
            r.add(r.lex[i].start, r.lex[i + 1].end, 0.0, 0.0, 0.0, "people")
        return i + 2
    return i + 1
