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
from fractions import Fraction
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
_PERCENT = re.compile(r"%|per ?cent|percentage|\bpct\b|\bpc\b", re.IGNORECASE)
_ALMOST = re.compile(r"(?:nearly|almost|close to|roughly|around|about|some) ", re.IGNORECASE)
_INDIAN = re.compile(r"\u20b9|\bINR|\bIndian ")
_OLD = re.compile(r"\bold\b|\baged? |years? of age")
_POWERS = re.compile(r"(?:(tens|hundreds) of )?(dozens|hundreds|thousands|millions|billions|trillions)(?: of [a-z]+)?")
_SCALES = {
    "tens": 10,
    "dozens": 12,
    "hundreds": 100,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
_FILLERS = re.compile(r"(?: (?:by|a|an|another|further|just|only|sharply|nearly|of|as much as))+\s*$")
_WORD = re.compile(r"[^\W_][\w.'\u2019-]*")
_RATE = re.compile(r" (?:per|an?) ([a-z]+)\b(?! (?:ago|earlier|later|before|after|old)\b)")
_ADVERBS = frozenset(["more", "most", "total", "very", "too", "so", "x"])
_STOPS = frozenset(
    ["of", "in", "on", "at", "from", "to", "for", "with", "who", "which", "that", "by", "and", "or", "the"]
)
_MEASURES = frozenset(
    [
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "second",
        "decade",
        "century",
        "mile",
        "foot",
        "yard",
        "inch",
        "quarter",
    ]
)
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


def amounts(reading: Reading) -> list[Amount]:
    """The quantities of a reading as CQE would put them, in the order of the text."""
    text = reading.article.text
    return [a for q in reading.quantities if (a := amount(q, text)) is not None]


def amount(q: Quantity, text: str = "") -> Amount | None:
    """A quantity of sayso, found in `text`, as CQE would put it; None where it has no number or is no quantity there.

    "No injuries" is none, "thousands" is the range of that power of ten, a share is in percent, a fraction in words a number.
    """
    value = _value_of(q)
    if value is None or q.derived or (q.best == 0 and not q.text[:1].isdecimal() and "zero" not in q.text.lower()):
        return None
    if q.unit == "share" and not isinstance(value, tuple) and not _PERCENT.search(q.text):
        value = float(Fraction(value).limit_denominator(100)) if "." not in q.text else value
    return Amount(value, unit_name(q, text), _change(q, text))


def _value_of(q: Quantity) -> Value | None:
    low, high = q.low, q.high
    powers = _POWERS.fullmatch(q.text.strip().lower())
    if powers:
        base = _SCALES[powers.group(2)] * (_SCALES[powers.group(1)] if powers.group(1) else 1)
        return (base, base * 10)
    factor = 100 if q.unit == "share" and _PERCENT.search(q.text) else 1
    if q.best is None and low is not None and high is not None and low != high:
        return (_times(low, factor), _times(high, factor))
    first = next((v for v in (q.best, low, high) if v is not None), None)
    return None if first is None else _times(first, factor)


def _times(value: float, factor: int) -> float:
    return float(f"{value * factor:.12g}")


def _change(q: Quantity, text: str) -> str:
    """The last word of bound or direction before the number is what counts."""
    if isinstance(_value_of(q), tuple):
        return "="
    if q.approximate or _ALMOST.match(q.text):
        return "~"
    if q.best is None:
        return ">" if q.high is None else "<"
    before = text[max(0, q.span.start - 60) : q.span.start].lower()
    last = _FILLERS.sub("", before).rstrip().rsplit(" ", 1)[-1]
    if last in ("up", "down") and q.role == "count":
        return "="  # "ran down two cyclists"
    return _directions().get(last.strip("(\"'\u201c"), "=")


def unit_name(q: Quantity, text: str = "") -> str:
    if q.unit == "share":
        return _of_share(q)
    if q.role == "age":
        told = text[max(0, q.span.start - 8) : q.span.start] + q.text
        return f"{singular(q.unit)} of age" if q.unit and _OLD.search(told) else "-"
    if q.role == "count" or q.unit == "people":
        return _counted(q, text)
    if q.unit is None:
        return "-"
    head, slash, rate = q.unit.partition("/")
    if head == "INR" and not _INDIAN.search(q.text):
        head = "rupees"  # a unit of its own there
    if slash and q.unit not in _names():
        return f"{_named(head)} per {_named(rate)}"
    return _named(q.unit if slash else head)


def _of_share(q: Quantity) -> str:
    """Percentages have that unit; CQE writes those of a fraction ("a third of voters") as "% voter"."""
    if _PERCENT.search(q.text):
        return "percentage"
    noun = thing(q.of) if q.of else "-"
    return "-" if noun == "-" else f"% {noun}"


def _counted(q: Quantity, text: str) -> str:
    of = q.of or q.unit
    if not of or q.unit is None:
        return "-"
    noun = thing(of)
    said, rate = _after_number(noun, of, text[q.span.end : q.span.end + 120] if text else "")
    noun = said or noun
    if noun.startswith("times "):
        return _named("times")  # "3.2 times earnings"
    known = next((w for w in noun.split() if w in _MEASURES), None)
    noun = known or _names().get(noun, noun)
    return f"{noun} per {rate}" if rate else noun


def _after_number(noun: str, of: str, after: str) -> tuple[str, str]:
    """The thing as the text says it right behind the number, and what it is per, each "" where it is not said there."""
    if after[:1] == "-" and (joined := _WORD.match(after, 1)) and joined.group() not in ("strong", "odd", "plus"):
        return singular(joined.group().split("-")[0]), ""  # "a two-story house"
    head = noun.rpartition(" ")[2]
    words: list[str] = []
    for m in _WORD.finditer(after):
        gap = after[m.start() - 1 : m.start()]
        word = m.group().lower().rstrip(".'\u2019-")
        if gap not in (" ", "-", "") or len(words) > 6 or word in _STOPS:
            break
        words.append(word)
        if singular(word) == head:
            per = _RATE.match(after, m.end())
            return _singular_phrase(words), _named(per.group(1)) if per else ""
    last = of.rpartition(" ")[2].lower()
    return (last, "") if words[:1] == [last] else ("", "")


def thing(of: str) -> str:
    """ "the commercial fishermen of Velm killed" -> "commercial fisherman"."""
    words = _PHRASE.split(of.strip().lower(), maxsplit=1)[0]
    for article in _ARTICLES:
        words = words.removeprefix(article)
    kept = words.split()
    for i in range(1, len(kept)):
        if _is_many(kept[i - 1]) and (kept[i].endswith("ed") or kept[i] in _word_lists()["participle"]):
            kept = kept[:i]
            break
    return _singular_phrase(kept) or "-"


def _is_many(word: str) -> bool:
    return word == "people" or singular(word) != word


def _singular_phrase(words: Sequence[str]) -> str:
    kept = [w for w in words[:-1] if not (w in _ADVERBS or w.endswith("ly") or w[0].isdecimal())] + list(words[-1:])
    plain = [_word_lists()["comparative"].get(w, w).replace(".", "") for w in kept]
    return " ".join((*plain[:-1], singular(plain[-1]))) if plain else ""


def _named(unit: str) -> str:
    return _names().get(unit, singular(unit))


def singular(word: str) -> str:
    low = word.lower()
    lists = _word_lists()
    if low in lists["singular"]:
        return lists["singular"][low]
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
    return {row[0]: row[1] for row in _rows("cqe_units.tsv") if row[1]}


@cache
def _word_lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = {kind: {} for kind in ("up", "down", "participle", "comparative", "singular")}
    for kind, words in _rows("cqe_words.tsv"):
        lists[kind] |= {word: base or word for word, _, base in (w.partition(">") for w in words.split())}
    return lists


@cache
def _directions() -> dict[str, str]:
    return {word: way for way in ("up", "down") for word in _word_lists()[way]}


def _rows(name: str) -> list[list[str]]:
    lines = (resources.files(__package__) / "data" / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def compare(reading: Reading, gold: Sequence[Amount]) -> Outcome:
    return score(reading.article.text, gold, amounts(reading))


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
