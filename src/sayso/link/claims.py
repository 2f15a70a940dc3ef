"""Propositions of many articles -> claims: groups of statements that say the same, whatever their stance and certainty.

Average-link clustering over the probabilities of a small logistic model: a chain of neighbours does not make a claim.
"""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from ..model import Act, Reading, Statement, Story, length
from .embed import embed
from .origins import NOBODY_KNOWN, origin_name
from .pairs import APART, FEATURES, Field, Floats, candidates, centre, features, word_weights
from .propositions import Proposition, proper_names, propositions_of
from .words import split_words, word_set

SENTENCE_FLOOR = 0.5  # cosine of two sentences from which all their propositions are compared

SENTENCE_NEIGHBOURS = 24

ELSEWHERE = 0.7  # cosine from which two propositions of different stories are compared, where they share a name

GUEST = 0.8  # mean chance from which a clause is also in the claim of another cluster


@dataclass(frozen=True, slots=True)
class Group:
    """One claim before it is named: numbers of its statements and of its propositions."""

    statements: tuple[int, ...]
    units: tuple[int, ...]
    also: tuple[int, ...] = ()  # statements that say nothing beyond those that they contain


@dataclass(frozen=True, slots=True)
class Scored:
    """Every compared pair of propositions, its features (one row each) and its chance of saying the same."""

    pairs: list[tuple[int, int]]
    rows: Floats
    chances: Floats
    topic: Floats  # the chance but for what sets the two apart: numbers, days, negation, opposites


@dataclass(frozen=True, slots=True)
class Model:
    weights: Floats
    threshold: float


@cache
def model() -> Model:
    """Weights of the features and the least average probability of a group (trained by training/claims/train.py)."""
    found = json.loads(files("sayso").joinpath("link", "data", "claim_model.json").read_text(encoding="utf-8"))
    return Model(np.array([found["weights"][name] for name in FEATURES]), float(found["threshold"]))


def _is_told_above(statement: Statement) -> bool:
    return statement.basis == "stance" and statement.parent is not None


def lay_out(readings: Sequence[Reading], stories: Sequence[Story]) -> Field:
    """Every statement but questions, cut into propositions, with vectors; an attitude inside narration stands in that already."""
    story_of = {a: i for i, s in enumerate(stories) for a in s.articles}
    kept = [
        (s, r)
        for r in readings
        for s in r.statements
        if s.act is not Act.ASKS and s.text.strip() and not _is_told_above(s)
    ]
    statements = tuple(s for s, _ in kept)
    names = proper_names(statements)
    inner = contained(statements)
    units = tuple(
        u
        for i, (s, r) in enumerate(kept)
        for u in propositions_of(i, s, r, names)
        if not _is_told_inside(u, [statements[k] for k in inner[i]])
    )
    sentences = [s.extent.of(r.article.text) for s, r in kept]
    # One call: many texts are the same, a short statement being its own clause and sentence.
    rows = embed([*(u.text for u in units), *(s.text for s in statements), *sentences])
    raw, whole, sentence = np.split(rows, [len(units), len(units) + len(statements)])
    stop = word_set("stopwords.txt")
    words = tuple(tuple(split_words(x[:2000])) for x in sentences)
    terms = tuple(frozenset(w.key for w in line if w.low not in stop) for line in words)
    story = [story_of.get(s.article, -1) for s in statements]
    return Field(
        statements,
        units,
        tuple(origin_name(s, NOBODY_KNOWN).lower() for s in statements),
        tuple(story),
        raw,
        centre(raw, [story[u.statement] for u in units]),
        whole,
        sentence,
        centre(sentence, story),
        words,
        terms,
        word_weights(units),
    )


def contained(statements: Sequence[Statement]) -> list[list[int]]:
    """For each statement the shorter ones of its article that lie inside it, the longest first."""
    by_article: dict[str, list[int]] = defaultdict(list)
    for n, s in enumerate(statements):
        by_article[s.article].append(n)
    inner: list[list[int]] = [[] for _ in statements]
    for own in by_article.values():
        own.sort(key=lambda n: (statements[n].hull.start, -statements[n].hull.end, n))
        for k, n in enumerate(own):
            hull = statements[n].hull
            for m in own[k + 1 :]:
                if statements[m].hull.start >= hull.end:
                    break
                if hull.contains(statements[m].hull) and length(statements[m].spans) < length(statements[n].spans):
                    inner[n].append(m)
        for n in own:
            inner[n].sort(key=lambda m: (-length(statements[m].spans), m))
    return inner


def _is_told_inside(unit: Proposition, inner: Sequence[Statement]) -> bool:
    """Whether most of the clause is said by statements inside its own, which stand for it."""
    if not inner or not unit.literal:
        return False
    held = sorted(span for s in inner for span in s.spans)
    covered, at = 0, unit.span.start
    for span in held:
        start, end = max(span.start, at), min(span.end, unit.span.end)
        if end > start:
            covered, at = covered + end - start, end
    return covered > 0.6 * (unit.span.end - unit.span.start)


def probabilities(rows: Floats, weights: Floats) -> Floats:
    """Of saying the same, one a row of features."""
    return np.round(1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30))), 4)


def candidate_pairs(field: Field) -> list[tuple[int, int]]:
    """Propositions of different statements that are near by themselves or by their sentences."""
    found = set(candidates(field.raw))
    own: dict[int, list[int]] = defaultdict(list)
    for n, u in enumerate(field.units):
        own[u.statement].append(n)
    for s, t in candidates(field.sentence, SENTENCE_FLOOR, SENTENCE_NEIGHBOURS):
        found.update((i, j) if i < j else (j, i) for i in own[s] for j in own[t])
    return sorted(p for p in found if not _overlap(field, *p) and _within_reach(field, *p))


def _within_reach(field: Field, i: int, j: int) -> bool:
    """Whether two propositions are of one story, or so near and of the same names that they may be one claim even so.

    "Nobody was hurt" at a ski lift has nothing to do with the hurt of a port.
    """
    a, b = field.units[i], field.units[j]
    if field.story[a.statement] == field.story[b.statement]:
        return True
    return bool(a.names & b.names) and round(float(field.raw[i] @ field.raw[j]), 4) >= ELSEWHERE


def _overlap(field: Field, i: int, j: int) -> bool:
    """Whether two propositions are of one statement, or of two that share words of the article."""
    a, b = field.units[i], field.units[j]
    if a.statement == b.statement:
        return True
    same = field.statements[a.statement].article == field.statements[b.statement].article
    return same and a.span.overlaps(b.span)


def compare(field: Field) -> Scored:
    pairs = candidate_pairs(field)
    rows = features(field, pairs)
    alike = rows.copy()
    alike[:, [FEATURES.index(name) for name in APART]] = 0
    weights = model().weights
    return Scored(pairs, rows, probabilities(rows, weights), probabilities(alike, weights))


def find_groups(field: Field, scored: Scored) -> list[Group]:
    """The claims of the run, ordered by their first statement; every statement is in at least one."""
    clusters = average_link(len(field.units), scored.pairs, scored.chances, model().threshold)
    return _groups(clusters, field, guests(clusters, scored.pairs, scored.chances, GUEST))


def average_link(count: int, pairs: Sequence[tuple[int, int]], chances: Floats, threshold: float) -> list[list[int]]:
    """Clusters of 0 .. count-1: the two with the highest mean chance are joined until none reaches `threshold`.

    A pair that was not compared counts as 0, but no cluster is held to more pairs than neighbours are kept for.
    """
    members = [[i] for i in range(count)]
    total: list[dict[int, float]] = [{} for _ in range(count)]
    heap: list[tuple[float, int, int, int, int]] = []
    for (i, j), p in zip(pairs, chances.tolist(), strict=True):
        total[i][j] = total[j][i] = p
        if p >= threshold:
            heap.append((-p, i, j, 1, 1))
    heapq.heapify(heap)
    while heap:
        _, i, j, size_i, size_j = heapq.heappop(heap)
        if len(members[i]) != size_i or len(members[j]) != size_j:
            continue  # an older state of one of the two
        members[i], members[j] = members[i] + members[j], []
        for k, p in total[j].items():
            if k != i:
                total[i][k] = total[i].get(k, 0.0) + p
                del total[k][j]
                total[k][i] = total[i][k]
        total[i].pop(j, None)
        total[j] = {}
        for k, p in total[i].items():
            mean = round(p / (len(members[i]) * len(members[k])), 6)
            if mean >= threshold:
                a, b = (i, k) if i < k else (k, i)
                heapq.heappush(heap, (-mean, a, b, len(members[a]), len(members[b])))
    return [sorted(m) for m in members if m]


def guests(
    clusters: Sequence[Sequence[int]], pairs: Sequence[tuple[int, int]], chances: Floats, least: float
) -> list[list[int]]:
    """For each cluster the propositions of others whose mean chance with its members is at least `least`.

    A clause that says two things at once ("foils the raid, holds 26") stands in one cluster but belongs to two claims.
    """
    home = {u: n for n, cluster in enumerate(clusters) for u in cluster}
    total: dict[tuple[int, int], float] = defaultdict(float)
    for (i, j), p in zip(pairs, chances.tolist(), strict=True):
        if home[i] != home[j]:
            total[home[j], i] += p
            total[home[i], j] += p
    found: list[list[int]] = [[] for _ in clusters]
    for (n, u), p in sorted(total.items()):
        if round(p / len(clusters[n]), 6) >= least:
            found[n].append(u)
    return found


def _groups(
    clusters: Sequence[Sequence[int]], field: Field, visiting: Sequence[Sequence[int]] | None = None
) -> list[Group]:
    """Clusters of several statements, each set of statements once; then whoever is left, alone."""
    units, count = field.units, len(field.statements)
    found: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for n, cluster in enumerate(clusters):
        more = visiting[n] if visiting else ()
        statements = tuple(sorted({units[u].statement for u in [*cluster, *more]}))
        if len(statements) > 1:
            found[statements].extend(cluster)
    own: dict[int, list[int]] = defaultdict(list)
    for n, u in enumerate(units):
        own[u.statement].append(n)
    placed = {s for statements in found for s in statements}
    found.update({(s,): own[s] for s in range(count) if s not in placed and own[s]})
    also = _hosts(field, own, list(found))
    found.update({(s,): [] for s in range(count) if not own[s] and s not in _flat(also)})
    return [
        Group(statements, tuple(sorted(u)), tuple(sorted(also.get(statements, ()))))
        for statements, u in sorted(found.items())
    ]


def _flat(also: dict[tuple[int, ...], list[int]]) -> set[int]:
    return {s for who in also.values() for s in who}


def _hosts(
    field: Field, own: dict[int, list[int]], groups: Sequence[tuple[int, ...]]
) -> dict[tuple[int, ...], list[int]]:
    """Statements without a proposition of their own, by the group of the longest statement inside them."""
    first: dict[int, tuple[int, ...]] = {}
    for group in sorted(groups, key=lambda g: (-len(g), g)):
        for s in group:
            first.setdefault(s, group)
    inner = contained(field.statements)
    also: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for s in range(len(field.statements)):
        if not own[s]:
            host = next((m for m in inner[s] if m in first), None)
            if host is not None:
                also[first[host]].append(s)
    return also
