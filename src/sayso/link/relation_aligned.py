"""Tellings that are the same but for a few words, and what those words change.

Two statements whose words are mostly the same, in whatever order, are held against each other token by token. What only one
of them has says what differs: a "not", an opposite, a number, a unit, the base of a share, a day, a place, a hedge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from ..model import Reading, RelationKind
from .pairs import Field
from .propositions import ADDENDS
from .relation_tokens import Kind, Token, is_broad, tokens_of, tokens_of_sentence, units
from .words import LESSENING, lines, stem, word_set

ROWS = 256  # statements compared with all others of their story at once
LIKE = 0.55  # cosine from which two statements are held against each other
SHARED, LEAST = 0.6, 3  # share of the longer one's telling words that both have, and how many at least
REACH = 4  # tokens after a "not" among which stands what it turns round
_SHARES = frozenset(
    ["percent", "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "majority"]
)
_TELLING = frozenset({Kind.NUMBER, Kind.UNIT, Kind.DAY, Kind.PLACE, Kind.WORD})
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")


@dataclass(frozen=True, slots=True)
class Difference:
    """`kind` is None where one telling is only softer; `mine` and `theirs` are the tokens that differ, one of them perhaps None."""

    kind: RelationKind | None
    family: str  # not | opposite | number | unit | base | day | place | soft
    note: str
    mine: Token | None
    theirs: Token | None


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two statements (numbers of the field) that are told in the same words but for `differences`."""

    left: int
    right: int
    share: float
    differences: tuple[Difference, ...]

    def has(self, *families: str) -> bool:
        return any(d.family in families for d in self.differences)


def align(field: Field, readings: Mapping[str, Reading], story: Mapping[str, int]) -> tuple[Aligned, ...]:
    """For each statement and other article of its story the statement told most in the same words; each pair once, in order.

    Whole sentences are held against each other where they are alike, else only what is said.
    """
    if not field.statements:
        return ()
    told = [tokens_of(s, readings[s.article]) for s in field.statements]
    sentences = [tokens_of_sentence(s, readings[s.article]) for s in field.statements]
    bags = [[Counter(t.key for t in row if t.kind in _TELLING) for row in rows] for rows in (sentences, told)]
    best: dict[tuple[int, str], tuple[float, float, int]] = {}
    for s, t in _near(field, story):
        whole, inner = (_share(own[s], own[t]) for own in bags)
        if max(whole, inner) < SHARED:
            continue
        for one, other in ((s, t), (t, s)):
            key = (one, field.statements[other].article)
            best[key] = max(best.get(key, (0.0, 0.0, 0)), (inner, whole, -other))
    pairs = {(min(s, -t), max(s, -t)): whole for (s, _), (_, whole, t) in best.items()}
    found = []
    for (s, t), whole in sorted(pairs.items()):
        rows = sentences if whole >= SHARED else told
        found.append(Aligned(s, t, whole, tuple(differences(rows[s], rows[t]))))
    return tuple(found)


def _near(field: Field, story: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Pairs of statements of different articles of one story that are alike, story by story and some rows at a time."""
    own: dict[int, list[int]] = defaultdict(list)
    for n, told in enumerate(field.statements):
        if told.article in story:
            own[story[told.article]].append(n)
    for numbers in own.values():
        whole, sentence = field.whole[numbers], field.sentence[numbers]
        for top in range(0, len(numbers), ROWS):
            cut = slice(top, top + ROWS)
            likeness = np.round(np.maximum(whole[cut] @ whole.T, sentence[cut] @ sentence.T), 4)
            for i, j in np.argwhere(likeness >= LIKE).tolist():
                s, t = numbers[top + i], numbers[j]
                if s < t and field.statements[s].article != field.statements[t].article:
                    yield s, t


def holders(
    aligned: Sequence[Aligned], field: Field, may: Callable[[Aligned], bool] = lambda _: True
) -> list[tuple[Aligned, Difference]]:
    """Each difference once: with the statements of its sentences, of those that `may` be, that hold the words that differ."""
    best: dict[tuple[object, ...], tuple[int, int, Aligned, Difference]] = {}
    for n, a in enumerate(aligned):
        s, t = field.statements[a.left], field.statements[a.right]
        for d in a.differences if may(a) else ():
            held = sum(
                any(x.contains(token.span) for x in own.spans)
                for own, token in ((s, d.mine), (t, d.theirs))
                if token is not None
            )
            spans = tuple(token.span if token is not None else None for token in (d.mine, d.theirs))
            key = (s.article, s.extent.start, t.article, t.extent.start, d.family, spans)
            if key not in best or held > best[key][0]:
                best[key] = (held, n, a, d)
    return [(a, d) for _, _, a, d in best.values()]


def _share(a: Counter[str], b: Counter[str]) -> float:
    both = (a & b).total()
    return round(both / max(a.total(), b.total()), 4) if both >= LEAST else 0.0


def differences(a: Sequence[Token], b: Sequence[Token]) -> Iterator[Difference]:
    """What only one of two rows of tokens has, by kind; nothing where the same is said in another order or form."""
    mine, theirs = _only(a, b), _only(b, a)
    turned = _turned(a, b, mine, theirs)
    opposed = _opposed(mine, theirs)
    undone = opposed and (_is_undone(a, mine, opposed[0]) or _is_undone(b, theirs, opposed[1]))
    if bool(turned) != bool(opposed) and not undone:  # a "not" and an opposite make the same again
        if opposed:
            note = f"“{opposed[0].raw}” against “{opposed[1].raw}”"
            yield Difference(RelationKind.CONTRADICTS, "opposite", note, *opposed)
        else:
            note = "one tells it, the other that it is not so"
            yield Difference(RelationKind.CONTRADICTS, "not", note, *(turned or (None, None)))
    yield from _measured(a, b, mine, theirs)
    yield from _placed(a, b, mine, theirs)
    soft = [[t for t in side if t.kind is Kind.SOFT] for side in (mine, theirs)]
    if bool(soft[0]) != bool(soft[1]) and not opposed:
        words = ", ".join(f"“{t.raw}”" for t in (soft[0] or soft[1])[:2])
        mine_soft, theirs_soft = (side[0] if side else None for side in soft)
        yield Difference(None, "soft", words, mine_soft, theirs_soft)


def _opposed(mine: Sequence[Token], theirs: Sequence[Token]) -> tuple[Token, Token] | None:
    left, right = (_of(side, Kind.WORD, Kind.DULL, Kind.SOFT) for side in (mine, theirs))
    return next(((x, y) for x in left for y in right if are_opposed(x, y)), None)


def _only(a: Sequence[Token], b: Sequence[Token]) -> list[Token]:
    """Tokens of `a` that `b` has not as often; of equal ones those whose neighbours `b` has not."""
    spare = Counter(t.key for t in a)
    spare.subtract(Counter(t.key for t in b))
    pairs = set(zip([t.key for t in b], [t.key for t in b][1:], strict=False))
    out = []
    for n, t in enumerate(a):
        if spare[t.key] > 0:
            out.append((n, t))
    if len(out) == sum(v for v in spare.values() if v > 0):
        return [t for _, t in out]
    found: list[tuple[int, Token]] = []
    for key in dict.fromkeys(t.key for _, t in out):
        own = [(n, t) for n, t in out if t.key == key]
        # whose neighbours stand beside it in the other too, is the shared one
        own.sort(key=lambda x: sum(p in pairs for p in _beside(a, x[0])))
        found += own[: spare[key]]
    return [t for _, t in sorted(found, key=lambda x: x[0])]


def _beside(a: Sequence[Token], n: int) -> list[tuple[str, str]]:
    before = [(a[n - 1].key, a[n].key)] if n else []
    return before + ([(a[n].key, a[n + 1].key)] if n + 1 < len(a) else [])


def _of(side: Sequence[Token], *kinds: Kind) -> list[Token]:
    return [t for t in side if t.kind in kinds]


def _turned(
    a: Sequence[Token], b: Sequence[Token], mine: Sequence[Token], theirs: Sequence[Token]
) -> tuple[Token | None, Token | None] | None:
    """The "not" that only one side has, where what follows it is told by both; (left, right)."""
    left, right = (_turning(x, y, only) for x, y, only in ((a, b, mine), (b, a, theirs)))
    if (len(left) + len(right)) % 2 == 0:
        return None
    return next(iter(left), None), next(iter(right), None)


def _turning(a: Sequence[Token], b: Sequence[Token], only: Sequence[Token]) -> list[Token]:
    """Each "not" of `only` whose neighbours stand beside each other in the other row."""
    neighbours = set(_neighbours([t for t in b if t.kind is not Kind.NOT]))
    found = []
    for no in (t for t in only if t.kind is Kind.NOT):
        at = next(n for n, t in enumerate(a) if t.span == no.span)
        after = a[at + 1 : at + 1 + REACH]
        if after and after[0].raw.lower() in ("only", "just", "least", "yet"):
            continue
        here = [*_telling(a[:at])[-1:], None][:1] + [*_telling(a[at + 1 :])[:1], None][:1]
        if (here[0], here[1]) in neighbours:
            found.append(no)
    return found


def _telling(row: Sequence[Token]) -> list[str | None]:
    return [t.key for t in row if t.kind in _TELLING or t.kind is Kind.SOFT]


def _neighbours(row: Sequence[Token]) -> Iterator[tuple[str | None, str | None]]:
    """Telling tokens that follow each other, nothing standing for the ends of the row."""
    keys = [None, *_telling(row), None]
    return pairwise(keys)


@cache
def _antonyms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in lines("relation_antonyms.txt"):
        one, other = line.split()
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    for line in lines("relation_opposed.txt"):
        left, _, right = line.partition("|")
        for x in left.split():
            for y in right.split():
                found.setdefault(x, set()).add(y)
                found.setdefault(y, set()).add(x)
    return {w: frozenset(others) for w, others in found.items()}


def are_opposed(x: Token, y: Token) -> bool:
    """Whether two words exclude each other: by a list, or by a prefix ("legal", "illegal")."""
    mine, theirs = _forms(x), _forms(y)
    known = _antonyms()
    if any(theirs & known.get(form, frozenset()) for form in mine):
        return True
    return any(p + form in theirs for p in _PREFIXES for form in mine if len(form) > 3) or any(
        p + form in mine for p in _PREFIXES for form in theirs if len(form) > 3
    )


@cache
def _stems() -> dict[str, str]:
    return {stem(w): w for w in sorted(_antonyms(), reverse=True)}


def _forms(t: Token) -> frozenset[str]:
    low = t.raw.lower()
    known = _stems().get(stem(low))
    return frozenset(f for f in (low, t.lemma, known, stem(low)) if f)


def _measured(
    a: Sequence[Token], b: Sequence[Token], mine: Sequence[Token], theirs: Sequence[Token]
) -> Iterator[Difference]:
    """Numbers, units and bases of shares that were replaced."""
    x, y = _of(mine, Kind.NUMBER), _of(theirs, Kind.NUMBER)
    u, v = _of(mine, Kind.UNIT), _of(theirs, Kind.UNIT)
    if x and y and u and v:
        return  # one measure in two units
    if x and y and not any(_is_addend(row, side) for row, side in ((a, x), (b, y))):
        pair = next(((p, q) for p in x for q in y if _same_slot(a, b, p, q)), None)
        alone = len(x) == len(y) == 1 and not u and not v and _one_context(a, b, x[0], y[0])
        if pair or alone:
            n, m = pair or (x[0], y[0])
            note = f"“{n.raw}” against “{m.raw}”: counted or measured of the same thing, cannot both hold"
            yield Difference(RelationKind.CONTRADICTS, "number", note, n, m)
    elif u and v and units()[u[0].key] == units()[v[0].key] and _amount(a, u[0]) == _amount(b, v[0]):
        note = f"“{u[0].raw}” against “{v[0].raw}”: the same number in another unit"
        yield Difference(RelationKind.NUMBER_DRIFT, "unit", note, u[0], v[0])
    p, q = (
        next((t for t in _of(side, Kind.WORD, Kind.PLACE) if _is_base(row, t)), None)
        for row, side in ((a, mine), (b, theirs))
    )
    if p and q:
        note = f"a share of “{p.raw}” here, of “{q.raw}” there; the base changed"
        yield Difference(RelationKind.NUMBER_DRIFT, "base", note, p, q)


def _same_slot(a: Sequence[Token], b: Sequence[Token], x: Token, y: Token) -> bool:
    """Whether the same token follows, or goes before, both."""
    left, right = (next(n for n, t in enumerate(row) if t.span == token.span) for row, token in ((a, x), (b, y)))
    after = [row[n + 1].key if n + 1 < len(row) else "" for row, n in ((a, left), (b, right))]
    before = [row[n - 1].key if n else "" for row, n in ((a, left), (b, right))]
    return after[0] == after[1] or before[0] == before[1] != ""


def _one_context(a: Sequence[Token], b: Sequence[Token], x: Token, y: Token) -> bool:
    """Whether the telling words next to two numbers, before or behind, have one in common."""
    near = []
    for row, token in ((a, x), (b, y)):
        at = next(n for n, t in enumerate(row) if t.span == token.span)
        before = [t.key for t in row[:at] if t.kind in _TELLING][-2:]
        near.append({*before, *[t.key for t in row[at + 1 :] if t.kind in _TELLING][:2]})
    return bool(near[0] & near[1])


def _is_base(row: Sequence[Token], t: Token) -> bool:
    """Whether a token stands shortly after "percent of", "a third of" ..."""
    at = next(n for n, other in enumerate(row) if other.span == t.span)
    before = [other.key for other in row[max(0, at - 5) : at]]
    return "of" in before and bool(_SHARES & set(before[: before.index("of")]))


def _is_addend(row: Sequence[Token], numbers: Sequence[Token]) -> bool:
    """Whether one of the numbers counts people beside others: "two women and a man"."""
    words = [t.raw for t in row]
    places = [n for n, t in enumerate(row) if any(t.span == x.span for x in numbers)]
    return any(ADDENDS.search(" ".join(words[max(0, n - 4) : n + 6])) for n in places)


def _amount(row: Sequence[Token], unit: Token) -> str:
    """The number right before a unit, or nothing."""
    at = next(n for n, t in enumerate(row) if t.span == unit.span)
    return next((t.key for t in row[max(0, at - 1) : at] if t.kind is Kind.NUMBER), "")


def _is_undone(row: Sequence[Token], only: Sequence[Token], token: Token) -> bool:
    """Whether a "not" of `only` stands right before a token, or "insufficiently" shortly before."""
    at = next(n for n, t in enumerate(row) if t.span == token.span)
    lessened = any(t.raw.lower() in LESSENING for t in row[max(0, at - 4) : at])
    return lessened or any(t.kind is Kind.NOT and t in only for t in row[max(0, at - 2) : at])


def _placed(
    a: Sequence[Token], b: Sequence[Token], mine: Sequence[Token], theirs: Sequence[Token]
) -> Iterator[Difference]:
    days = _of(mine, Kind.DAY), _of(theirs, Kind.DAY)
    places = _places(a, mine), _places(b, theirs)
    for (x, y), kind, what in ((days, Kind.DAY, "time"), (places, Kind.PLACE, "place")):
        if not x or not y or _refines(kind, x[0], y[0]):
            continue
        note = f"another {what}: “{' '.join(t.raw for t in x[:3])}” against “{' '.join(t.raw for t in y[:3])}”"
        yield Difference(RelationKind.DIFFERS, "day" if kind is Kind.DAY else "place", note, x[0], y[0])


def _places(row: Sequence[Token], only: Sequence[Token]) -> list[Token]:
    """Places as read, and names that stand where a place does."""
    found = _of(only, Kind.PLACE)
    before = {t.span: p.raw.lower() for p, t in pairwise(row)}
    return found or [t for t in _of(only, Kind.WORD) if t.raw[0].isupper() and _is_where(t, before.get(t.span, ""))]


def _is_where(t: Token, before: str) -> bool:
    return before in ("in", "near", "at") or (before in ("from", "to") and t.raw.lower() in word_set("countries.txt"))


def _refines(kind: Kind, x: Token, y: Token) -> bool:
    """Whether one date or place may be part of the other."""
    if kind is Kind.DAY:
        return bool(x.value) and x.value == y.value
    same = x.value.split(" ")[0] == y.value.split(" ")[0] != ""
    return same and is_broad(x.value) != is_broad(y.value)
