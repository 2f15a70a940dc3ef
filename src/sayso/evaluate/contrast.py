"""Contrast set: a sentence and the same sentence with one thing changed, or with nothing changed but its form.

Layout: the folder that holds GUM, MEANTIME, BASIL and PolNeAR, or one of them. Nothing of them is kept: their sentences are parsed
where they lie, and each pattern rewrites those to which it applies (`contrast_changes`, `contrast_keeps`). What comes out must
parse as a sentence again, or it is left out. The two sentences are given to the public reader and linker as two articles of one day, every
other pair with the neighbours of the sentence around the first, and the one behind it after the second.

A pair is right where what links the two sentences is what the pattern asks for, and nothing that it excludes: a relation of the right
kind; or one claim and neither a difference, drift nor contradiction; or no common claim (roles changed). Copies, omissions and
framing do not count. `--split tuning` has the patterns that rules may be fitted on, `--split kept` those that nobody looks at; they are
different patterns, not different sentences. Rows are families of patterns and the two halves; errors are grouped by pattern.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sayso.engine import read_all
from sayso.link import link
from sayso.model import Article, InputError, Links, Reading, RelationKind, Span

from . import contrast_changes as change
from . import contrast_keeps as keep
from .contrast_lines import Line, lines_of, reparsed, texts_in
from .counts import Counts
from .yardstick import Error, Outcome, Trial, Yardstick, folder

MOST = 30  # pairs of one pattern
DAY = date(2015, 6, 10)
HALVES = ("tuning", "kept")

_NUMBERS = frozenset({RelationKind.NUMBER_DRIFT, RelationKind.DIFFERS, RelationKind.CONTRADICTS})
_NOT = frozenset({RelationKind.CONTRADICTS, RelationKind.DENIES})
_OTHER = frozenset({RelationKind.DIFFERS, RelationKind.CONTRADICTS})
_SOFT = frozenset({RelationKind.CERTAINTY_DRIFT})
_SAME: frozenset[RelationKind] = frozenset()
_UNCOUNTED = frozenset({RelationKind.COPY, RelationKind.OMISSION, RelationKind.FRAMING})


@dataclass(frozen=True, slots=True)
class Pattern:
    """`wanted` are the relations of which one must be named; empty: one claim, `apart`: none. `back` puts the changed sentence first."""

    name: str
    half: str
    wanted: frozenset[RelationKind]
    make: Callable[[Line], str | None]
    back: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, and where the sentence stands in each."""

    pattern: Pattern
    articles: tuple[Article, Article]
    spans: tuple[Span, Span]


TUNING, KEPT = HALVES
PATTERNS = (
    Pattern("not added", TUNING, _NOT, change.negated),
    Pattern("not removed", KEPT, _NOT, change.affirmed),
    Pattern("never added", KEPT, _NOT, change.never),
    Pattern("said, denied", KEPT, _NOT, change.denied),
    Pattern("verb, its opposite", TUNING, _NOT, change.opposite_verb(TUNING)),
    Pattern("verb, its opposite (others)", KEPT, _NOT, change.opposite_verb(KEPT)),
    Pattern("adjective, its opposite", KEPT, _NOT, change.opposite_adjective),
    Pattern("roles swapped", TUNING, _SAME, change.swapped, apart=True),
    Pattern("roles swapped, passive", KEPT, _SAME, change.swapped_passive, apart=True),
    Pattern("roles swapped, preposition", KEPT, _SAME, change.swapped_beside, apart=True),
    Pattern("another number", TUNING, _NUMBERS, change.other_number),
    Pattern("another number in words", KEPT, _NUMBERS, change.other_number_word),
    Pattern("another unit", TUNING, _NUMBERS, change.other_unit),
    Pattern("another span of time", KEPT, _NUMBERS, change.other_span),
    Pattern("another currency", KEPT, _NUMBERS, change.other_currency),
    Pattern("million, billion", TUNING, _NUMBERS, change.other_scale),
    Pattern("another base of a percentage", TUNING, _NUMBERS, change.other_base),
    Pattern("another base of a fraction", KEPT, _NUMBERS, change.other_base_of_fraction),
    Pattern("another weekday", TUNING, _OTHER, change.other_weekday),
    Pattern("another day of the month", KEPT, _OTHER, change.other_day_of_month),
    Pattern("another month", KEPT, _OTHER, change.other_month),
    Pattern("another year", TUNING, _OTHER, change.other_year),
    Pattern("another country", TUNING, _OTHER, change.other_country),
    Pattern("another city", KEPT, _OTHER, change.other_city),
    Pattern("another state", KEPT, _OTHER, change.other_state),
    Pattern("hedge added: allegedly", TUNING, _SOFT, change.hedge("allegedly")),
    Pattern("hedge lost: reportedly", TUNING, _SOFT, change.hedge("reportedly"), back=True),
    Pattern("hedge added: may have", TUNING, _SOFT, change.may_have),
    Pattern("hedge lost: probably", KEPT, _SOFT, change.hedge("probably"), back=True),
    Pattern("hedge added: apparently", KEPT, _SOFT, change.hedge("apparently")),
    Pattern("hedge added: appears to have", KEPT, _SOFT, change.appears_to_have),
    Pattern("hedge lost: it is possible that", KEPT, _SOFT, change.is_possible, back=True),
    Pattern("same: passive", TUNING, _SAME, keep.to_passive),
    Pattern("same: active", KEPT, _SAME, keep.to_active),
    Pattern("same: according to", TUNING, _SAME, keep.according_to),
    Pattern("same: who said it comes last", KEPT, _SAME, keep.said_last),
    Pattern("same: told reporters", TUNING, _SAME, keep.told_reporters),
    Pattern("same: stated", KEPT, _SAME, keep.stated),
    Pattern("same: day first", TUNING, _SAME, keep.fronted_day),
    Pattern("same: place first", KEPT, _SAME, keep.fronted_place),
    Pattern("same: number in digits", TUNING, _SAME, keep.in_digits),
    Pattern("same: number in words", KEPT, _SAME, keep.in_words),
    Pattern("same: 3 March", TUNING, _SAME, keep.day_first),
    Pattern("same: Sept.", KEPT, _SAME, keep.short_month),
    Pattern("same: didn't", TUNING, _SAME, keep.contracted),
    Pattern("same: did not", KEPT, _SAME, keep.spelled_out),
    Pattern("same: apposition turned", KEPT, _SAME, keep.apposed),
    Pattern("same: percent sign", TUNING, _SAME, keep.percent_sign),
    Pattern("same: unit in short", KEPT, _SAME, keep.short_unit),
    Pattern("same: country in short", TUNING, _SAME, keep.full_country),
)


FAMILIES = (
    ("same: ", "same in another form"),
    ("hedge", "hedge added or lost"),
    ("roles", "roles swapped"),
    ("not ", "negation"),
    ("never", "negation"),
    ("said, denied", "negation"),
    ("verb", "opposite"),
    ("adjective", "opposite"),
    ("another base", "base"),
    ("another number", "number"),
    ("another unit", "unit"),
    ("another span", "unit"),
    ("another currency", "unit"),
    ("million", "unit"),
    ("another c", "place"),
    ("another state", "place"),
    ("another", "day"),
)  # how the names of patterns begin, and the row they are counted in


def family(pattern: Pattern) -> str:
    return next(name for start, name in FAMILIES if pattern.name.startswith(start))


def load(data: Path, split: str | None) -> Iterator[Trial | InputError]:
    patterns = [p for p in PATTERNS if split in (None, p.half)]
    made: dict[str, list[tuple[Line, str]]] = defaultdict(list)
    for article in texts_in(folder(data)):
        if isinstance(article, InputError):
            yield article
            continue
        for line in lines_of(article):
            for p in patterns:
                new = p.make(line)
                if new and new != line.text:
                    made[p.name].append((line, new))
    for p in patterns:
        for n, (line, new) in enumerate(_natural(made[p.name])):
            yield Trial(pair(p, line, new, alone=n % 2 == 0))


def _natural(made: list[tuple[Line, str]]) -> list[tuple[Line, str]]:
    """At most MOST, from all over the texts, whose new sentence the parser takes for one."""
    step = max(1, len(made) // MOST)
    order = [made[k] for start in range(step) for k in range(start, len(made), step)]
    kept: list[tuple[Line, str]] = []
    for line, new in order:
        if len(kept) == MOST:
            break
        if reparsed(new) is not None:
            kept.append((line, new))
    return kept


def pair(pattern: Pattern, line: Line, new: str, *, alone: bool) -> Pair:
    """The two articles of one pair."""
    one, two = (new, line.text) if pattern.back else (line.text, new)
    before, after = ("", "") if alone else (line.before, line.after)
    first = " ".join(x for x in (before, one, after) if x)
    second = " ".join(x for x in (two, after) if x)
    at = first.find(one)
    return Pair(
        pattern,
        (
            Article("a1", first, outlet="The Lantern", published=DAY),
            Article("a2", second, outlet="Harbour Post", published=DAY),
        ),
        (Span(at, at + len(one)), Span(0, len(two))),
    )


def judge(material: Pair) -> Outcome:
    readings = [r for r in read_all(material.articles) if isinstance(r, Reading)]
    p = material.pattern
    group = "same" if not (p.wanted or p.apart) else "changed"
    wrong = faults(p, readings, link(readings), material.spans) if len(readings) == 2 else "not read"
    counts = Counts.of(not wrong, bool(wrong), bool(wrong))
    shown = " ⟷ ".join(s.of(a.text) for s, a in zip(material.spans, material.articles, strict=True))
    wanted = " or ".join(sorted(p.wanted)) or ("kept apart" if p.apart else "one claim")
    errors = [Error(f"{p.name} ({p.half})", shown, wanted, wrong)] if wrong else []
    return Outcome(dict.fromkeys((p.name, family(p), p.half, f"{p.half}, {group}"), counts), errors)


def faults(pattern: Pattern, readings: list[Reading], links: Links, spans: tuple[Span, Span]) -> str:
    """What is wrong with how the two sentences are linked; nothing where all is right."""
    sides = [_side(r, links, s) for r, s in zip(readings, spans, strict=True)]
    kinds = {
        r.kind
        for r in links.relations
        if (r.origin in sides[0] and r.target in sides[1]) or (r.origin in sides[1] and r.target in sides[0])
    } - _UNCOUNTED
    told = [{s.id for s in r.statements} for r in readings]
    together = any(
        set(c.statements) & told[0] & sides[0] and set(c.statements) & told[1] & sides[1] for c in links.claims
    )
    named = ", ".join(sorted(kinds)) or "no relation"
    if pattern.apart:
        return "one claim" if together else "" if kinds <= _OTHER else named
    if not pattern.wanted:
        return named if kinds - {RelationKind.AGREES} else "" if together else "two claims"
    right = kinds & pattern.wanted and kinds <= pattern.wanted | {RelationKind.AGREES}
    return "" if right else named


def _side(reading: Reading, links: Links, span: Span) -> set[str]:
    """Ids of what is told in `span`: statements, quotations, and the claims they are in."""
    own = {s.id for s in reading.statements if s.hull.overlaps(span)}
    own |= {q.id for q in reading.quotations if q.span.overlaps(span)}
    return own | {c.id for c in links.claims if own & set(c.statements)}


YARDSTICK = Yardstick(
    "contrast",
    "sentences with one thing changed, or nothing but their form: is the right relation named?",
    load,
    judge=judge,
    splits=HALVES,
    rows=(
        *dict.fromkeys(name for _, name in FAMILIES),
        *(f"{half}, {group}" for half in HALVES for group in ("changed", "same")),
        *HALVES,
    ),
)
