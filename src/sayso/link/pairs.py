"""Pairs of propositions that may say the same: which to compare, and what the comparison sees."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..model import AttributionKind, Statement
from .context import Told, same_logits
from .embed import Vectors
from .propositions import Number, Proposition
from .words import Word, opposites

Floats = npt.NDArray[np.float64]

BLOCK = 512  # rows of the similarity matrix held at once
NEIGHBOURS = 48  # candidates kept for a proposition
BOUND = 8.0  # no logit of the context is further from 0
FLOOR = 0.40  # cosine below which two propositions are never compared

_TOTAL = frozenset(["total", "far", "overall", "altogether", "combined", "since", "cumulative", "previously", "prior"])
_MONTHS = ("january", "february", "april", "june", "july", "august", "september", "october", "november", "december")
_DATED = frozenset(_MONTHS)  # without "may" and "march", which are words too

FEATURES = (
    "bias",
    "centred cosine",
    "cosine",
    "statement cosine",
    "shared weight",
    "contained weight",
    "shared number",
    "number conflict",
    "one-sided number",
    "shared names",
    "names apart",
    "common run",
    "same source",
    "day conflict",
    "negation differs",
    "both whole",
    "roles swapped",
    "opposites",
    "short",
    "cosine x contained",
    "sentence cosine",
    "sentence contained",
    "centred sentence cosine",
    "in context",
    "numbers apart",
)

APART = (
    "number conflict",
    "numbers apart",
    "day conflict",
    "negation differs",
    "opposites",
)  # features that set two tellings apart


@dataclass(frozen=True, slots=True)
class Field:
    """All propositions of a run, with their vectors: raw, and less the mean of their story."""

    statements: tuple[Statement, ...]
    units: tuple[Proposition, ...]
    origins: tuple[str, ...]  # the innermost source of each statement, in small letters
    story: tuple[int, ...]  # number of each statement's story, -1 for none
    raw: Vectors
    centred: Vectors
    whole: Vectors  # one row a statement: its content
    sentence: Vectors  # one row a statement: its sentence, with source and cue
    sentence_centred: Vectors
    sentence_words: tuple[tuple[Word, ...], ...]
    sentence_terms: tuple[frozenset[str], ...]
    told: tuple[Told, ...]  # one a proposition: what it says where it stands
    weight: dict[str, float]  # how much a word key tells, in [0, 1] about


def word_weights(units: Sequence[Proposition]) -> dict[str, float]:
    """Inverse document frequency over the run's propositions."""
    seen = Counter(t for u in units for t in u.terms)
    return {t: math.log((len(units) + 2) / (n + 0.5)) for t, n in seen.items()}


def centre(vectors: Vectors, group: Sequence[int], least: int = 20) -> Vectors:
    """Each vector less its group's mean, the less the smaller the group; of length 1 again."""
    out = vectors.copy()
    groups = np.asarray(group)
    order = np.argsort(groups, kind="stable")
    bounds = np.flatnonzero(np.diff(groups[order])) + 1
    for rows in np.split(order, bounds):
        if len(rows):
            out[rows] -= vectors[rows].mean(axis=0) * (len(rows) / (len(rows) + least))
    sizes: Vectors = np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    return out / sizes


def candidates(raw: Vectors, floor: float = FLOOR, most: int = NEIGHBOURS) -> list[tuple[int, int]]:
    """Index pairs (i < j) whose cosine is at least `floor` and among the best of one of the two, in order."""
    n = len(raw)
    found: set[tuple[int, int]] = set()
    for top in range(0, n, BLOCK):
        # Rounded, so that no last digit of the arithmetic decides.
        likeness = np.round(raw[top : top + BLOCK] @ raw.T, 4)
        for r in range(likeness.shape[0]):
            i, row = top + r, likeness[r]
            row[i] = -1.0
            near = np.flatnonzero(row >= floor)
            if len(near) > most:
                near = near[np.argsort(-row[near], kind="stable")[:most]]
            found.update((i, int(j)) if i < j else (int(j), i) for j in near)
    return sorted(found)


def features(field: Field, pairs: Sequence[tuple[int, int]]) -> Floats:
    """One row of len(FEATURES) a pair."""
    if not pairs:
        return np.zeros((0, len(FEATURES)))
    left = np.array([i for i, _ in pairs])
    right = np.array([j for _, j in pairs])
    sl = np.array([field.units[i].statement for i in left])
    sr = np.array([field.units[j].statement for j in right])
    out = np.zeros((len(pairs), len(FEATURES)))
    out[:, 0] = 1
    columns = (
        (1, field.centred, left, right),
        (2, field.raw, left, right),
        (3, field.whole, sl, sr),
        (20, field.sentence, sl, sr),
        (22, field.sentence_centred, sl, sr),
    )
    for column, rows, a, b in columns:
        for top in range(0, len(pairs), 8192):
            cut = slice(top, top + 8192)
            out[cut, column] = np.einsum("ij,ij->i", rows[a[cut]], rows[b[cut]])
    for row, (i, j) in zip(out, pairs, strict=True):
        _compare(row, field, field.units[i], field.units[j])
    out[:, 19] = out[:, 2] * out[:, 5]
    out[:, 23] = np.clip(same_logits(field.told, pairs), -BOUND, BOUND)
    return np.round(out, 4)


def _compare(row: Floats, field: Field, a: Proposition, b: Proposition) -> None:
    weight = field.weight
    shared, either = a.terms & b.terms, a.terms | b.terms
    common = math.fsum(weight[t] for t in shared)
    row[4] = common / (math.fsum(weight[t] for t in either) or 1.0)
    least = min(math.fsum(weight[t] for t in a.terms), math.fsum(weight[t] for t in b.terms))
    row[5] = common / (least or 1.0)
    row[6] = shares_number(a, b)
    row[7] = bool(number_conflicts(a, b))
    row[8] = bool(a.numbers) != bool(b.numbers)
    row[9] = min(1.0, math.fsum(weight[t] for t in a.names & b.names) / 6)
    row[10] = bool(a.names and b.names and not a.names & b.names)
    row[11] = common_run(a, b)
    s, t = field.statements[a.statement], field.statements[b.statement]
    explicit = AttributionKind.NONE not in (s.attribution, t.attribution)
    row[12] = explicit and field.origins[a.statement] == field.origins[b.statement]
    row[13] = bool(a.days and b.days and not a.days & b.days)
    row[14] = a.negated != b.negated
    row[15] = a.whole and b.whole
    row[16] = roles_swapped(a, b)
    row[17] = are_opposite(a, b)
    x, y = field.sentence_terms[a.statement], field.sentence_terms[b.statement]
    both = math.fsum(weight.get(t, 1.0) for t in x & y)
    row[21] = both / (min(math.fsum(weight.get(t, 1.0) for t in x), math.fsum(weight.get(t, 1.0) for t in y)) or 1.0)
    row[24] = numbers_apart(a, b)
    row[18] = min(len(a.terms), len(b.terms)) < 4


def value(n: Number) -> float | None:
    return n.best if n.best is not None else n.low if n.low is not None else n.high


def shares_number(a: Proposition, b: Proposition) -> bool:
    """Whether both count the same kind of thing at the same value."""
    return any(value(n) == value(m) and same_kind(n, m) for n in a.numbers[:8] for m in b.numbers[:8])


def numbers_apart(a: Proposition, b: Proposition) -> bool:
    """Whether both have numbers, and none of the same value."""
    x, y = ({value(n) for n in p.numbers} - {None} for p in (a, b))
    return bool(x and y and not x & y)


def number_conflicts(a: Proposition, b: Proposition) -> list[tuple[Number, Number]]:
    """Pairs of numbers that count the same kind of thing but differ in value, unless the other side has that value
    too.
    """
    found = []
    for n in a.numbers[:8]:
        alike = [m for m in b.numbers[:8] if same_kind(n, m)]
        if not alike or value(n) in [value(m) for m in alike]:
            continue
        found += [(n, m) for m in alike if value(m) not in [value(k) for k in a.numbers[:8] if same_kind(k, m)]]
    return found


def same_kind(n: Number, m: Number) -> bool:
    """Whether two numbers seem to count the same: the nearest words are equal, or a concept stands near both."""
    if not n.near or not m.near:
        return False
    if n.near[0] == m.near[0]:
        return True
    return any(k.startswith("=") and k in m.near[:2] for k in n.near[:2])


def adds_up(p: Proposition) -> bool:
    """Whether the clause says that it adds up more than one occasion."""
    return any(w.low in _TOTAL for w in p.words)


def other_occasion(field: Field, a: Proposition, b: Proposition) -> bool:
    """Whether only one of the two sentences is dated by a month or year, or only one clause adds up occasions."""
    x, y = (bool(_DATED & {w.low for w in field.sentence_words[p.statement]} or _years(field, p)) for p in (a, b))
    return x != y or adds_up(a) != adds_up(b)


def _years(field: Field, p: Proposition) -> list[str]:
    return [
        w.low
        for w in field.sentence_words[p.statement]
        if len(w.low) == 4 and w.low[:2] in ("19", "20") and w.low.isdigit()
    ]


def common_run(a: Proposition, b: Proposition) -> float:
    """Longest run of equal words (at least three), as a share of the shorter one."""
    if a.grams.isdisjoint(b.grams):
        return 0.0
    x, y = [w.low for w in a.words[:60]], [w.low for w in b.words[:60]]
    best, above = 0, [0] * (len(y) + 1)
    for p in x:
        line = [0] * (len(y) + 1)
        for j, q in enumerate(y, 1):
            if p == q:
                line[j] = above[j - 1] + 1
                best = max(best, line[j])
        above = line
    return best / min(len(x), len(y))


def roles_swapped(a: Proposition, b: Proposition) -> bool:
    """Two shared names in the opposite order, with a shared word between them in both."""
    both = a.names & b.names
    x = list(dict.fromkeys(t for t in a.order if t in both))
    y = list(dict.fromkeys(t for t in b.order if t in both))
    if len(x) < 2 or len(y) < 2:
        return False
    return x[:2] == y[:2][::-1] and _voice(a) == _voice(b)


def _voice(a: Proposition) -> bool:
    """Whether the clause looks passive ("was invited by"): roles then stand in the other order."""
    lows = [w.low for w in a.words]
    return any(w == "by" for w in lows) and any(w in ("was", "were", "been", "is", "are", "be") for w in lows)


def are_opposite(a: Proposition, b: Proposition) -> bool:
    x, y = {w.low for w in a.words}, {w.low for w in b.words}
    for one, other in opposites():
        if (x & one and y & other and not x & other and not y & one) or (
            x & other and y & one and not x & one and not y & other
        ):
            return True
    return False
