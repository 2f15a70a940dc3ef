"""NewsQuant and its like: sentences with their quantities in JSON, counted as the evaluation of CQE (Almasian et al. 2023) does.

Every gold quantity of a sentence is held against every one found, both in the order of their units; equal values count for
"value" (never more often than the sentence has gold quantities), equal changes beside them for "value and change", and the first
with the unit too for "value and unit", which takes it out. What CQE calls a unit is, for things counted, the thing ("fisherman").
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import isclose
from pathlib import Path
from typing import Any

from sayso.model import Article, InputError, Quantity, Reading

from .counts import Counts
from .markup import number
from .yardstick import Document, Error, Outcome, Yardstick, text_of

Value = float | tuple[float, float]
_PHRASE = re.compile(r",| (?:of|in|on|at|from|to|for|with|who|which|that|by|and|or) ")
_ARTICLES = ("the ", "a ", "an ", "its ", "their ", "his ", "her ")
_PLURALS = {"people": "people", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth"}


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` is a number, or the two ends of a range; `change` is one of = ~ > < up down; a unit is in lower case, "-" for none."""

    value: Value
    unit: str
    change: str

    def __str__(self) -> str:
        value = f"{self.value[0]:g}-{self.value[1]:g}" if isinstance(self.value, tuple) else f"{self.value:.12g}"
        return f"({self.change}, {value}, {self.unit})"


def load(data: Path, split: str | None) -> Iterator[Document | InputError]:
    """The sentences of the JSON files in the folder `data` (or of `data` itself); there are no splits."""
    files = [data] if data.is_file() else sorted(data.glob("*.json"))
    if not files:
        raise InputError(str(data), "there is no such JSON file in it.", "Give the folder that holds the gold set.")
    for path in files:
        yield from _documents(path)


def _documents(path: Path) -> Iterator[Document | InputError]:
    try:
        records = json.loads(text_of(path))
    except InputError as e:
        yield e
        return
    except (ValueError, RecursionError):
        yield InputError(str(path), "this is not JSON.", "It was left out.")
        return
    for n, record in enumerate(records if isinstance(records, list) else [], 1):
        text = record.get("text", record.get("sentence")) if isinstance(record, dict) else None
        asked = record.get("quantities") if isinstance(record, dict) else None
        if not isinstance(text, str) or not text.strip() or not isinstance(asked, list):
            yield InputError(f"{path.name}#{n}", "it has no text or no list of quantities.", "It was left out.")
            continue
        gold = tuple(a for q in asked if isinstance(q, dict) and (a := _gold(q)) is not None)
        yield Document(Article(f"{path.stem}-{n}", text, file=f"{path.name}#{n}"), gold)


def _gold(q: Mapping[str, Any]) -> Amount | None:
    unit = str(q.get("normalized_unit") or q.get("unit") or "-").strip().lower()
    value = _value(str(q.get("value", "")))
    return None if value is None else Amount(value, unit, str(q.get("change") or "=").strip())


def _value(text: str) -> Value | None:
    """ "12.5", "1E-5", "-3", or a range "10-20"."""
    plain = text.strip().replace(",", "")
    low, dash, high = plain.partition("-")
    if dash and low and "E" not in plain.upper():
        a, b = number(low), number(high)
        return None if a is None or b is None else (a, b)
    return number(plain)


def amount(q: Quantity) -> Amount | None:
    """A quantity of sayso as CQE would put it; None where sayso gives no number."""
    ends = (q.low, q.high)
    value: Value | None
    if q.best is None and q.low is not None and q.high is not None and q.low != q.high:
        value = (q.low, q.high)
    else:
        value = next((v for v in (q.best, *ends) if v is not None), None)
    if value is None or q.derived:
        return None
    low_only, high_only = q.best is None and q.high is None, q.best is None and q.low is None
    change = "~" if q.approximate else ">" if low_only else "<" if high_only else "="
    return Amount(value, unit_name(q), change)


def unit_name(q: Quantity) -> str:
    if q.role == "age":
        return f"{singular(q.unit)} of age" if q.unit and re.search(r"old|age", q.text) else "-"
    if q.role == "count":
        return thing(q.of) if q.of else q.unit.lower() if q.unit else "-"
    if q.unit is None:
        return "-"
    head, slash, rate = q.unit.partition("/")
    if slash and q.unit not in _names():
        return f"{_names().get(head, singular(head))} per {singular(rate)}"
    return _names().get(q.unit, singular(q.unit))


def thing(of: str) -> str:
    """ "the commercial fishermen of Velm" -> "commercial fisherman"."""
    words = _PHRASE.split(of.strip().lower(), maxsplit=1)[0]
    for article in _ARTICLES:
        words = words.removeprefix(article)
    head, _, last = words.rpartition(" ")
    return f"{head} {singular(last)}".strip() or "-"


def singular(word: str) -> str:
    low = word.lower()
    for many, one in _PLURALS.items():
        if low.endswith(many) and (low == many or many in ("men", "women", "children")):
            return low[: -len(many)] + one
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "xes", "sses")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")) else low


@cache
def _names() -> dict[str, str]:
    lines = (resources.files(__package__) / "data" / "cqe_units.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {unit: name for unit, name in pairs if name}


def compare(reading: Reading, gold: Sequence[Amount]) -> Outcome:
    got = [a for q in reading.quantities if (a := amount(q)) is not None]
    return score(reading.article.text, gold, got)


def score(text: str, gold: Sequence[Amount], got: Sequence[Amount]) -> Outcome:
    """Rows "value", "value and unit", "value and change", and "unit" alone."""
    left = sorted(got, key=lambda a: a.unit)
    value = unit = change = 0
    errors: list[Error] = []
    for g in sorted(gold, key=lambda a: a.unit):
        near: Amount | None = None
        for a in left:
            if not _same(g.value, a.value):
                continue
            near = near or a
            value += value < len(gold)
            change += a.change == g.change
            if a.change != g.change:
                errors.append(Error(f"change: {g.change} taken for {a.change}", text, str(g), str(a), 0.5))
            if a.unit == g.unit:
                unit += 1
                left.remove(a)
                near = None
                break
        else:
            group = "quantity: other unit" if near is not None else "quantity: missed"
            errors.append(Error(group, text, str(g), str(near or "")))
    errors += [
        Error("quantity: too much", text, "", str(a)) for a in left if not any(_same(a.value, g.value) for g in gold)
    ]
    same = sum((Counter(g.unit for g in gold) & Counter(a.unit for a in got)).values())

    def counts(n: int) -> Counts:
        return Counts(n, len(got), n, len(gold))

    rows = {"value": counts(value), "value and unit": counts(unit)}
    return Outcome({**rows, "value and change": counts(change), "unit": counts(same)}, errors)


def _same(a: Value, b: Value) -> bool:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return _close(a[0], b[0]) and _close(a[1], b[1])
    return not isinstance(a, tuple) and not isinstance(b, tuple) and _close(a, b)


def _close(a: float, b: float) -> bool:
    return isclose(a, b, rel_tol=1e-5, abs_tol=1e-8)


YARDSTICK = Yardstick(
    name="newsquant",
    help="NewsQuant: quantities with value, unit and change, as CQE counts them.",
    load=load,
    compare=compare,
)
