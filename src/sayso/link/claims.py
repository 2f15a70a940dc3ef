"""Propositions of many articles -> claims: groups of statements that say the same, whatever their stance and certainty.

Average-link clustering over the probabilities of a small logistic model: a chain of neighbours does not make a claim.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from ..model import Act, Reading, Statement, Story, length
from .clusters import average_link, guests
from .context import clause_of, read_clauses
from .embed import embed
from .memo import FREE, Judged, Memo
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
    """Weights of the features for saying the same, and for being of one matter (which do not look at what was read in context: that tells
    a thing from its denial); and the least average probability of a group.
    """

    weights: Floats
    topic: Floats
    threshold: float


@cache
def model() -> Model:
    """Trained by training/claims/train.py."""
    found = json.loads(files("sayso").joinpath("link", "data", "claim_model.json").read_text(encoding="utf-8"))
    weights, topic = (np.array([found[of][name] for name in FEATURES]) for of in ("weights", "topic"))
    return Model(weights, topic, float(found["threshold"]))


def _is_told_above(statement: Statement) -> bool:
    return statement.basis == "stance" and statement.parent is not None


def lay_out(readings: Sequence[Reading], stories: Sequence[Story], memo: Memo | None = None) -> Field:
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
    texts = [*(u.text for u in units), *(s.text for s in statements), *sentences]
    rows = embed(texts, memo.vectors if memo else None)
    clauses = [clause_of(kept[u.statement][0], u.span, kept[u.statement][1]) for u in units]
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
        tuple(read_clauses(clauses, memo.clauses if memo else None)),
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
    own = _own_units(field)
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
    return Scored(pairs, rows, probabilities(rows, model().weights), probabilities(alike, model().topic))


def find_groups(field: Field, scored: Scored, judged: Judged = FREE) -> list[Group]:
    """The claims of the run, ordered by their first statement; every statement is in at least one.

    What a person `judged` to be the same is in one claim, what they judged to be apart in none together.
    """
    own = _own_units(field)
    apart = _judged_apart(field, judged)
    bars = [(i, j) for s, t in apart for i in own[s] for j in own[t]]
    joined = _joined(field, scored, judged, own)
    clusters = average_link(len(field.units), scored.pairs, scored.chances, model().threshold, joined, bars)
    visiting = guests(clusters, scored.pairs, scored.chances, GUEST, bars)
    return _groups(clusters, field, visiting, apart)


def _own_units(field: Field) -> dict[int, list[int]]:
    own: dict[int, list[int]] = defaultdict(list)
    for n, u in enumerate(field.units):
        own[u.statement].append(n)
    return own


def _judged_apart(field: Field, judged: Judged) -> list[tuple[int, int]]:
    place = {s.id: n for n, s in enumerate(field.statements)}
    return [(place[a], place[b]) for a, b in judged.apart if a in place and b in place and a != b]


def _joined(field: Field, scored: Scored, judged: Judged, own: dict[int, list[int]]) -> list[tuple[int, int]]:
    """For each two statements judged to be the same the likeliest two of their propositions.

    A statement without any stands where the longest statement inside it does.
    """
    if not judged.same:
        return []
    place = {s.id: n for n, s in enumerate(field.statements)}
    chance = dict(zip(scored.pairs, scored.chances.tolist(), strict=True))
    inner = contained(field.statements)
    found = []
    for a, b in judged.same:
        left, right = ([] if k not in place else _stands_for(place[k], own, inner) for k in (a, b))
        near = [(-chance.get((min(i, j), max(i, j)), 0.0), i, j) for i in left for j in right if i != j]
        if near:
            found.append(min(near)[1:])
    return found


def _stands_for(s: int, own: dict[int, list[int]], inner: Sequence[Sequence[int]]) -> list[int]:
    return own.get(s) or next((own[m] for m in inner[s] if own.get(m)), [])


def _groups(
    clusters: Sequence[Sequence[int]],
    field: Field,
    visiting: Sequence[Sequence[int]] | None = None,
    apart: Sequence[tuple[int, int]] = (),
) -> list[Group]:
    """Clusters of several statements, each set of statements once; then whoever is left, alone."""
    units, count = field.units, len(field.statements)
    found: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for n, cluster in enumerate(clusters):
        more = visiting[n] if visiting else ()
        statements = tuple(sorted({units[u].statement for u in [*cluster, *more]}))
        if len(statements) > 1:
            found[statements].extend(cluster)
    own = _own_units(field)
    placed = {s for statements in found for s in statements}
    found.update({(s,): own[s] for s in range(count) if s not in placed and own.get(s)})
    also = _hosts(field, own, list(found), {*apart, *((t, s) for s, t in apart)})
    told = {s for who in also.values() for s in who}
    found.update({(s,): [] for s in range(count) if not own.get(s) and s not in told})
    return [
        Group(statements, tuple(sorted(u)), tuple(sorted(also.get(statements, ()))))
        for statements, u in sorted(found.items())
    ]


def _hosts(
    field: Field, own: dict[int, list[int]], groups: Sequence[tuple[int, ...]], apart: Set[tuple[int, int]]
) -> dict[tuple[int, ...], list[int]]:
    """Statements without a proposition of their own, by the group of the longest statement inside them."""
    first: dict[int, tuple[int, ...]] = {}
    for group in sorted(groups, key=lambda g: (-len(g), g)):
        for s in group:
            first.setdefault(s, group)
    inner = contained(field.statements)
    also: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for s in range(len(field.statements)):
        if not own.get(s):
            host = next((m for m in inner[s] if m in first), None)
            if host is not None and not any((s, t) in apart for t in [*first[host], *also[first[host]]]):
                also[first[host]].append(s)
    return also
