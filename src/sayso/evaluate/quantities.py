"""Sentences of public news sets whose quantities were annotated by hand (benchmarks/annotations/quantities.json, kept by offset).

A quantity found meets the annotated one that it shares characters with. `value` counts a pair whose number is the same, `value and
unit` one whose unit is as well; the unit of a count is its noun. Annotations marked optional count neither way.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.model import Article, InputError, Quantity, Reading, Span

from .counts import Counts
from .quantity_texts import text_of
from .spans import context, matched
from .yardstick import Document, Error, Outcome, Yardstick, folder

ANNOTATIONS = "benchmarks/annotations/quantities.json"
ROWS = ("quantities, span", "quantities, value", "quantities, value and unit", "quantities, bound")
_NAMES = {
    "usd": "dollar",
    "eur": "euro",
    "gbp": "pound",
    "km": "kilometer",
    "m": "meter",
    "cm": "centimeter",
    "mm": "millimeter",
    "kg": "kilogram",
    "gb": "gigabyte",
    "mb": "megabyte",
    "mph": "mile per hour",
    "km/h": "kilometer per hour",
    "degrees celsius": "degree celsius",
    "degrees fahrenheit": "degree fahrenheit",
    "share": "percent",
    "feet": "foot",
    "inches": "inch",
    "centuries": "century",
    "children": "child",
    "men": "man",
    "women": "woman",
    "lives": "life",
    "series": "series",
    "person": "people",
}
_PHRASE_END = re.compile(r"\s(?:of|in|on|at|for|with|from|to|by|who|that|which|and|or)\s")


@dataclass(frozen=True, slots=True)
class GoldQuantity:
    """`value` is a number or (low, high); `units` are those that count as right, "" for none."""

    span: Span
    value: float | tuple[float, float]
    bound: str
    units: tuple[str, ...]
    optional: bool = False


def load(data: Path, split: str | None) -> Iterator[Document | InputError]:
    """The annotated sentences, each an article; `data` holds the folders of the sets. Raises InputError without annotations."""
    folder(data)
    for number, row in enumerate(_annotations(data)):
        if split is None or row["half"] == split:
            try:
                yield _document(data, number, row)
            except (OSError, KeyError, InputError):
                yield InputError(str(row["file"]), f"sentence {number} is not there as annotated.", "It was left out.")


def _annotations(data: Path) -> list[dict[str, Any]]:
    """Those in `data`, else those of the repository that this module lies in."""
    for path in (data / "quantities.json", Path(__file__).parents[3] / ANNOTATIONS):
        if path.is_file():
            rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["sentences"]
            return rows
    raise InputError(
        str(data), "there are no annotations to compare with.", f"Copy {ANNOTATIONS} of the repository there."
    )


def _document(data: Path, number: int, row: dict[str, Any]) -> Document:
    text = text_of(data, row["set"], row["file"], row["record"])[row["start"] : row["end"]]
    if hashlib.sha1(text.encode()).hexdigest() != row["sha1"]:
        raise InputError(row["file"], "the text is another.", "It was left out.")
    return Document(Article(f"q{number}", text), tuple(_gold(q) for q in row["quantities"]))


def _gold(q: dict[str, Any]) -> GoldQuantity:
    value = tuple(q["value"]) if isinstance(q["value"], list) else q["value"]
    units = (q["unit"], *q.get("accepted", ()))
    return GoldQuantity(Span(q["start"], q["end"]), value, q["bound"], units, q.get("optional", False))


def compare(reading: Reading, gold: Sequence[GoldQuantity]) -> Outcome:
    text = reading.article.text
    found = [q for q in reading.quantities if q.derived is None and not _is_none(q)]
    pairs = _pairs(gold, found)
    idle = {i for i, k in pairs.items() if gold[k].optional}
    idle |= {
        i for i, q in enumerate(found) if i not in pairs and any(g.optional and g.span.overlaps(q.span) for g in gold)
    }
    asked = sum(not g.optional for g in gold)
    got = len(found) - len(idle)
    live = {i: gold[k] for i, k in pairs.items() if i not in idle}
    value = [i for i, g in live.items() if same_value(g, found[i])]
    both = [i for i in value if same_unit(live[i], found[i])]
    bound = [i for i in value if live[i].bound == bound_of(found[i])]
    sizes = (len(live), len(value), len(both), len(bound))
    rows = {name: Counts(n, got, n, asked) for name, n in zip(ROWS, sizes, strict=True)}
    return Outcome(rows, _errors(text, gold, found, pairs, idle, set(both)))


def _is_none(q: Quantity) -> bool:
    """ "no injuries": sayso counts none, the annotation does not."""
    return q.best == 0 and not q.text[:1].isdecimal()


def _pairs(gold: Sequence[GoldQuantity], found: Sequence[Quantity]) -> dict[int, int]:
    """Found -> gold, those with the same number first."""
    weights = []
    for i, q in enumerate(found):
        for k, g in enumerate(gold):
            if g.span.overlaps(q.span):
                shared = min(g.span.end, q.span.end) - max(g.span.start, q.span.start)
                weights.append((shared + 1000.0 * same_value(g, q), i, k))
    return matched(weights)


def same_value(gold: GoldQuantity, q: Quantity) -> bool:
    if isinstance(gold.value, tuple):
        return q.low is not None and q.high is not None and _near(gold.value[0], q.low) and _near(gold.value[1], q.high)
    values = [v for v in (q.best, q.low, q.high) if v is not None][:1]
    return any(_near(gold.value, v) or (q.unit in ("share", "percent") and _part(gold.value, v)) for v in values)


def _near(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-3)


def _part(a: float, b: float) -> bool:
    """Whether one is the other in percent."""
    return _near(a, b * 100) or _near(a * 100, b)


def same_unit(gold: GoldQuantity, q: Quantity) -> bool:
    names = unit_names(q)
    return any(unit in names for unit in gold.units) or (
        q.unit == "share" and isinstance(gold.value, float) and gold.value < 1
    )


def unit_names(q: Quantity) -> set[str]:
    """The names that sayso's unit goes by in annotations: of a count also its noun, without a rate and with it."""
    unit = (q.unit or "").lower()
    plain = unit.split("/")[0] if unit not in _NAMES else unit
    names = {_NAMES.get(unit, singular(unit)), _NAMES.get(plain, singular(plain))}
    if q.role in ("count", "change") and q.of:
        head = _PHRASE_END.split(q.of.lower() + " ")[0]
        names |= {singular(w) for w in re.findall(r"[\w-]+", head)} | {singular(head.strip())}
    return names


def singular(noun: str) -> str:
    if noun in _NAMES:
        return _NAMES[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def bound_of(q: Quantity) -> str:
    """As annotated: =, ~, < (a ceiling), > (a floor) or range."""
    if q.low is not None and q.high is not None and q.low != q.high and q.best is None:
        return "range"
    if q.approximate:
        return "~"
    if q.best is None:
        return ">" if q.high is None else "<"
    return "="


def _errors(
    text: str,
    gold: Sequence[GoldQuantity],
    found: Sequence[Quantity],
    pairs: dict[int, int],
    idle: set[int],
    right: set[int],
) -> list[Error]:
    errors = []
    for i, q in enumerate(found):
        if i in idle or i in right:
            continue
        got = f"{q.text} = {q.low} {q.best} {q.high} {q.unit} of {q.of}"
        if i not in pairs:
            errors.append(Error("quantity: too much", context(text, q.span), "", got))
            continue
        g = gold[pairs[i]]
        group = "quantity: other unit" if same_value(g, q) else "quantity: other value"
        errors.append(Error(group, context(text, q.span), _told(g), got))
    met = set(pairs.values())
    missed = [g for k, g in enumerate(gold) if k not in met and not g.optional]
    return errors + [Error("quantity: missed", context(text, g.span), _told(g), "") for g in missed]


def _told(g: GoldQuantity) -> str:
    return f"{g.bound} {g.value} {' or '.join(g.units)}"


YARDSTICK = Yardstick(
    name="quantities",
    help="Sentences of several public sets with quantities annotated for sayso: value, bound and unit.",
    load=load,
    compare=compare,
    splits=("tune", "check"),
    rows=ROWS,
)
