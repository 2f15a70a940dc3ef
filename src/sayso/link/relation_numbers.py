"""Numbers of one thing that cannot both hold, that changed, or whose bound changed between two tellings."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..model import Quantity, RelationKind, Span, Statement
from .pairs import other_occasion
from .propositions import ADDENDS, Number, Proposition, bound_before
from .relation_scene import Near, Scene, is_headline
from .relation_units import factor
from .words import lines, split_words, word_set

_VAGUE = re.compile(
    r"\b(?:multiple|several|numerous|a number of|many)\s+(?:of\s+)?((?:[a-z-]+\s+){0,2}?[a-z-]+)\b", re.I
)
_PERIOD = re.compile(r"\b(?:since|so far|to date|this year|(?:in|over|during) the (?:past|last)|in recent)\b", re.I)
_RANK = re.compile(r"(?:st|nd|rd|th)\b")
_MEASURES = frozenset({"km", "miles", "metres", "meters", "feet", "blocks", "m"})
_REVISED = frozenset(
    [
        "corrected",
        "revised",
        "updated",
        "lowered",
        "raised",
        "earlier",
        "initially",
        "previously",
        "risen",
        "rose",
        "climbed",
        "originally",
    ]
)
_TOLLS = frozenset({"killed", "injured", "arrested", "missing", "homeless", "rescued"})
_OWN_TOPIC, _MEASURED_TOPIC, _OUTCOME_TOPIC, _EQUAL_TOPIC = 0.6, 0.4, 0.3, 0.5
_SURE_TOPIC = 0.9
_TOTALS = frozenset({"total", "totals", "far", "overall", "altogether", "combined", "cumulative", "cumulatively"})
_SAME_HEAD_TOPIC = 0.25
_NAMED_TOPIC, _GATHERED_TOPIC = 0.2, 0.3
_LEAST_TOPIC = 0.2  # below which no two clauses are compared
_FAR = 5  # times as many: another occasion, unless the tellings are very near
CHANGED = "the number changed"  # of one day, and both cannot hold
OTHER_UNIT = "the same number in another unit"
_ROUNDED = 0.1  # as a share, by which one measure in two units may differ
_GENERAL = frozenset({"can", "could", "would", "should", "if", "any"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in a clause: its bounds, what it counts (a head, an outcome) and the words of its bound."""

    low: float
    high: float
    best: float | None
    role: str
    unit: str
    head: str
    outcome: str
    bound: str
    text: str
    vague: bool = False
    part: bool = False  # "three of the boats", "two women and a man"
    base: str = ""  # what a share is a share of

    @property
    def value(self) -> float:
        return self.best if self.best is not None else self.low if self.low > -math.inf else self.high

    @property
    def phrase(self) -> str:
        """The number as printed, after the kind of bound that the words before it give."""
        return (
            f"{self.bound} “{self.text}”"
            if self.bound and self.bound.split()[0] not in self.text.lower()
            else f"“{self.text}”"
        )


@dataclass(frozen=True, slots=True)
class Change:
    """`left` and `right` are units of the scene; `mine` and `theirs` their numbers."""

    kind: RelationKind
    left: int
    right: int
    mine: Counted
    theirs: Counted
    note: str
    odd: int = 0  # which side lost its bound or base: -1 the left one, 1 the right one, 0 neither


def number_changes(scene: Scene) -> Iterator[Change]:
    """Every pair of numbers of one thing in two tellings that differ, the likeliest pairs of tellings first."""
    held = [counted(scene, u) for u in scene.field.units]
    for p in scene.near:
        s, t = scene.statement(p.left), scene.statement(p.right)
        if not held[p.left] or not held[p.right] or p.topic < _LEAST_TOPIC:
            continue
        if any(w.low in _GENERAL for u in (p.left, p.right) for w in scene.unit(u).words):
            continue  # what may happen is no number of what did
        if s.article == t.article and is_headline(s) == is_headline(t):
            continue
        yield from _changes(scene, p, held[p.left], held[p.right], s, t)
    yield from _tolls_across(scene, held)


def _tolls_across(scene: Scene, held: Sequence[tuple[Counted, ...]]) -> Iterator[Change]:
    """Tolls (killed, injured ...) of two near statements that stand in clauses which are not near by themselves."""
    tolls: dict[int, dict[str, list[tuple[int, Counted]]]] = defaultdict(lambda: defaultdict(list))
    for u, numbers in enumerate(held):
        for n in numbers:
            if n.outcome in _TOLLS and not n.vague and not n.part:
                tolls[scene.unit(u).statement][n.outcome].append((u, n))
    for (x, y), best in scene.met.items():
        s, t = scene.field.statements[x], scene.field.statements[y]
        if s.article == t.article or best.topic < _OWN_TOPIC or x not in tolls or y not in tolls:
            continue
        for outcome in sorted(tolls[x].keys() & tolls[y].keys()):
            mine, theirs = tolls[x][outcome], tolls[y][outcome]
            if len({n.value for _, n in (*mine, *theirs)}) != 2 or len({n.value for _, n in mine}) != 1:
                continue  # the same toll, or one of several occasions
            (u, n), (v, m) = mine[0], theirs[0]
            p = replace(best, left=u, right=v)
            occasion = other_occasion(scene.field, scene.unit(u), scene.unit(v))
            if n.value != m.value and n.unit == m.unit and not _far(n, m, p) and not occasion:
                yield _change(scene, p, n, m, s, t)


def _changes(
    scene: Scene, p: Near, mine: tuple[Counted, ...], theirs: tuple[Counted, ...], s: Statement, t: Statement
) -> Iterator[Change]:
    a, b = scene.unit(p.left), scene.unit(p.right)
    shared = [n for n in mine if n.value >= 10 and n.value in {m.value for m in theirs} and n.role == "count"]
    if len(shared) > 1 and _adds_up(scene, a) != _adds_up(scene, b) and p.topic >= _OWN_TOPIC:
        note = ", ".join(f"“{n.text}”" for n in shared) + ": a total in one telling, not in the other; the base changed"
        yield Change(
            RelationKind.NUMBER_DRIFT, p.left, p.right, shared[0], shared[0], note, 1 if _adds_up(scene, a) else -1
        )
        return
    yield from _other_units(p, mine, theirs)
    apart = other_occasion(scene.field, a, b) or (_adds_up(scene, a) != _adds_up(scene, b) and p.topic < _SURE_TOPIC)
    for n in mine:
        for m in theirs:
            if _base_changed(n, m) and p.topic >= _MEASURED_TOPIC:
                note = f"a share of “{n.base}” here, of “{m.base}” there; the base changed"
                yield Change(RelationKind.NUMBER_DRIFT, p.left, p.right, n, m, note)
                continue
            if n.part != m.part or _far(n, m, p) or not of_one_thing(n, m, p, same_words=p.run >= 0.5):
                continue
            if n.value == m.value and not n.vague and not m.vague:
                if n.bound != m.bound and p.topic >= _EQUAL_TOPIC:
                    yield Change(
                        RelationKind.NUMBER_DRIFT, p.left, p.right, n, m, "the bound changed", _lost_bound(n, m)
                    )
            elif (
                (not apart or n.unit == m.unit == "times")
                and not _none_elsewhere(scene, n, m, a, b)
                and not _told_too(n, theirs)
                and not _told_too(m, mine)
            ):
                yield _change(scene, p, n, m, s, t)


def _other_units(p: Near, mine: tuple[Counted, ...], theirs: tuple[Counted, ...]) -> Iterator[Change]:
    """The same figure in units of another size, where neither telling has the other's unit: "200 feet", "200 metres"."""
    used, others = ({x.unit for x in side} for side in (mine, theirs))
    for n in mine:
        for m in theirs:
            by = factor(m.unit, n.unit)
            same = n.value == m.value and n.role == m.role and not n.vague and not m.vague
            if by is None or not same or n.unit in others or m.unit in used or p.topic < _MEASURED_TOPIC:
                continue
            if not p.apart and abs(by - 1) > _ROUNDED:
                yield Change(RelationKind.NUMBER_DRIFT, p.left, p.right, n, m, OTHER_UNIT)


def _base_changed(n: Counted, m: Counted) -> bool:
    """The same share of two things that share a word: "a fifth of the stored grain", "a fifth of the grain exports"."""
    if n.role != "share" or m.role != "share" or n.value != m.value:
        return False
    mine, theirs = ({w.key for w in split_words(x.base) if w.low not in word_set("stopwords.txt")} for x in (n, m))
    return bool(mine & theirs and mine - theirs and theirs - mine)


def _adds_up(scene: Scene, p: Proposition) -> bool:
    """Whether the sentence of a clause says that it adds up more than one occasion."""
    return any(w.low in _TOTALS for w in scene.field.sentence_words[p.statement])


def _none_elsewhere(scene: Scene, n: Counted, m: Counted, a: Proposition, b: Proposition) -> bool:
    """Whether "none" is told of somebody or some place that the other sentence does not name."""
    no, other = (a, b) if n.value == 0 else (b, a)
    return 0 in (n.value, m.value) and not no.names <= scene.field.sentence_terms[other.statement]


def _far(n: Counted, m: Counted, p: Near) -> bool:
    """Whether the numbers are of another size, or the clauses name other people and places."""
    least, most = sorted((abs(n.value), abs(m.value)))
    if n.vague or m.vague or not least or n.role == "calibre":
        return False
    if most > 4 * _FAR * least:
        return True
    return (most > _FAR * least and p.topic < 0.9) or (p.apart and n.value != m.value and p.topic < 0.8)


def _lost_bound(n: Counted, m: Counted) -> int:
    return 0 if n.bound and m.bound else 1 if n.bound else -1


def _change(scene: Scene, p: Near, n: Counted, m: Counted, s: Statement, t: Statement) -> Change:
    kind, note = _kind(scene, n, m, s, t)
    if kind is RelationKind.CONTRADICTS and n.value and m.value:
        since = [_PERIOD.search(scene.unit(u).text[:600]) for u in (p.left, p.right)]
        if bool(since[0]) != bool(since[1]):
            kind, note = RelationKind.NUMBER_DRIFT, "only one telling says of which time"
    return Change(kind, p.left, p.right, n, m, note)


def _kind(scene: Scene, n: Counted, m: Counted, s: Statement, t: Statement) -> tuple[RelationKind, str]:
    if n.vague or m.vague:
        return RelationKind.NUMBER_DRIFT, "only one telling gives the figure"
    if 0 in (n.value, m.value):
        if scene.days_apart(s.article, t.article):
            return RelationKind.NUMBER_DRIFT, "none one day, some another"
        return RelationKind.CONTRADICTS, "one tells of some, the other of none"
    if n.outcome == "gathered":
        return RelationKind.DIFFERS, "another count of the crowd"
    if n.low <= m.high and m.low <= n.high:
        return RelationKind.NUMBER_DRIFT, "the number changed, though both can hold"
    revised = _REVISED & {w.low for x in (s, t) for w in split_words(x.text)}
    if revised or (scene.days_apart(s.article, t.article) and (n.outcome in _TOLLS or n.role in ("share", "money"))):
        return (
            RelationKind.NUMBER_DRIFT,
            "the number changed from one day to another" if not revised else "the number was revised",
        )
    if n.unit in _MEASURES:
        return RelationKind.DIFFERS, "another measure of the same distance"
    if n.outcome in _TOLLS and n.outcome != "killed":
        return RelationKind.NUMBER_DRIFT, CHANGED
    if min(n.value, m.value) >= 100 and abs(n.value - m.value) <= 0.05 * max(n.value, m.value):
        return RelationKind.NUMBER_DRIFT, "the number was rounded, or counted anew"
    return RelationKind.CONTRADICTS, "counted or measured of the same thing, cannot both hold"


def of_one_thing(n: Counted, m: Counted, p: Near, *, same_words: bool) -> bool:
    """Whether two numbers count or measure the same, judged by role, unit, what is counted and what befell it."""
    if n.vague and m.vague:
        return False
    if n.role != m.role and not (n.vague or m.vague):
        return False
    if n.unit in _MEASURES and abs(n.value - m.value) <= 0.05 * max(n.value, m.value):
        return False  # rounded, or counted over from another unit
    if n.role in ("measurement", "calibre", "money", "share", "change"):
        least = _SAME_HEAD_TOPIC if n.head and n.head == m.head else _MEASURED_TOPIC
        if n.role == "share" and n.head and m.head:
            least = _OWN_TOPIC
        ranges = any(math.isfinite(x.low) and math.isfinite(x.high) and x.best is None for x in (n, m))
        return n.unit == m.unit and p.topic >= least and (not ranges or n.value == m.value)
    if n.role == "age":
        return (
            n.unit == m.unit
            and _of_one_person(n.head, m.head)
            and not p.apart
            and p.topic >= (_NAMED_TOPIC if p.named else _OWN_TOPIC)
        )
    if n.role == "duration":
        return n.unit == m.unit and bool(n.head) and n.head == m.head and p.topic >= _OWN_TOPIC
    if n.outcome == m.outcome == "hit":
        return p.topic >= _OWN_TOPIC or (p.named and p.topic >= _NAMED_TOPIC)
    if n.outcome == m.outcome == "gathered":
        return p.topic >= _GATHERED_TOPIC
    if n.outcome or m.outcome:
        if n.outcome != m.outcome or n.unit != m.unit:
            return False
        return p.topic >= (_OUTCOME_TOPIC if n.unit == m.unit == "people" else _OWN_TOPIC)
    least = _OWN_TOPIC if same_words or p.named else 0.8
    return bool(n.head) and n.head == m.head and p.topic >= least


def _told_too(n: Counted, others: tuple[Counted, ...]) -> bool:
    return any(o.value == n.value and o.role == n.role and (o.head == n.head or o.outcome == n.outcome) for o in others)


def counted(scene: Scene, unit: Proposition) -> tuple[Counted, ...]:
    """The quantities of the reading inside a clause, at most eight, and vague amounts ("several times")."""
    reading = scene.readings[scene.field.statements[unit.statement].article]
    found = [
        _counted(q, unit, reading.article.text)
        for q in reading.quantities
        if unit.span.start <= q.span.start and q.span.end <= unit.span.end + 1 and q.derived is None
    ] or [_by_words(n, unit) for n in unit.numbers if not _is_rank(n, unit)]
    for m in _VAGUE.finditer(unit.text[:600]):
        head, outcome = _head(m.group(1)), _outcome(m.group(1), unit.text[max(0, m.start() - 40) : m.end() + 20])
        if head:
            found.append(Counted(2, math.inf, None, "count", head, head, outcome, "", m.group(), True))
    return tuple(found[:8])


def _counted(q: Quantity, unit: Proposition, text: str) -> Counted:
    one = q.best is not None and q.low is None and q.high is None
    low = q.best if one and not q.approximate else q.low if q.low is not None else -math.inf
    high = q.best if one and not q.approximate else q.high if q.high is not None else math.inf
    if q.approximate and q.best is not None:
        low, high = 0.9 * q.best, 1.1 * q.best
    around = text[max(unit.span.start, q.span.start - 40) : min(unit.span.end, q.span.end + 40)]
    return Counted(
        low if low is not None else -math.inf,
        high if high is not None else math.inf,
        q.best,
        q.role,
        q.unit or "",
        _aged(q.of or "") if q.role == "age" else _head(q.of or "") if q.role != "share" else _head(q.base or ""),
        _outcome(q.of or "", around) if q.role == "count" else "",
        bound_before(
            text[unit.span.start : q.span.end], Span(q.span.start - unit.span.start, q.span.end - unit.span.start)
        ),
        q.span.of(text),
        part=q.role == "count" and (text[q.span.end : q.span.end + 4] == " of " or _is_addend(text, q.span)),
        base=q.base or "",
    )


def _is_rank(n: Number, unit: Proposition) -> bool:
    """Whether a number only says which one it is: "the 67th Precinct"."""
    at = unit.text.find(n.text)
    return at >= 0 and _RANK.match(unit.text, at + len(n.text)) is not None


def _by_words(n: Number, unit: Proposition) -> Counted:
    """A number that the reading has no quantity for, by the words around it."""
    low, high = n.low, n.high
    if n.best is not None and low is None and high is None:
        low = high = n.best
    at = unit.text.find(n.text)
    around = unit.text[max(0, at - 40) : at + len(n.text) + 40]
    head = n.near[0] if n.near else ""
    outcome = _outcome(" ".join(w.low for w in unit.words if w.key == head), around)
    bounds = low if low is not None else -math.inf, high if high is not None else math.inf
    return Counted(*bounds, n.best, "count", head, head, outcome, n.bound, n.text)


@cache
def _outcomes() -> dict[str, str]:
    pairs = (line.partition(":") for line in lines("relation_outcomes.txt"))
    return {w: name.strip() for name, _, words in pairs for w in words.split()}


def _outcome(of: str, around: str) -> str:
    """What befell the counted: by what the reading says is counted, else by the words around, where they agree."""
    known = _outcomes()
    for text in (of, around):
        found = {known[w.low] for w in split_words(text) if w.low in known}
        if found:
            return found.pop() if len(found) == 1 else "/".join(sorted(found))
    return ""


def _is_addend(text: str, number: Span) -> bool:
    """Whether people of one sort are counted beside others: either number of "two women and a man"."""
    start = max(0, number.start - 40)
    found = ADDENDS.finditer(text[start : number.end + 40])
    return any(number.start - start in (m.start("one"), m.start("other")) for m in found)


def _aged(of: str) -> str:
    """Whose age it is, where that is a name or one of a family; else "age"."""
    words = [w for w in split_words(of) if w.low not in word_set("stopwords.txt") and w.low != "age"]
    if words and words[-1].raw[0].isupper():
        return " ".join(w.low for w in words if w.raw[0].isupper())
    return words[-1].low if words and words[-1].low in word_set("relation_kin.txt") else "age"


def _of_one_person(mine: str, theirs: str) -> bool:
    """Whether two ages may be of one: the same kin, or names of which one holds the other; an age of nobody named is anyone's."""
    x, y = set(mine.split()), set(theirs.split())
    return x <= y or y <= x or "age" in (mine, theirs)


def _head(of: str) -> str:
    """The key of the last word that names what is counted ("rounds of ammunition" counts rounds)."""
    before = re.split(r"\b(?:of|in|on|at|from|\w+ed (?:at|in|by|on|from|to|under))\b", of, maxsplit=1)[0] or of
    words = [w for w in split_words(before) if w.low not in word_set("stopwords.txt") and w.low not in _outcomes()]
    return words[-1].key if words else ""
