"""Claims that several runs found by themselves -> which of them are one claim, and that claim.

A ledger links a large story in chapters. What two chapters tell alike is found here by the decision that is made within one: the same
features over the same clauses, the same weights, average link. Each claim is stood for by two of its statements at most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..model import Claim, ClaimStatus, Copy, JoinKind, Reading, Statement, Story
from .claims import Scored, lay_out, model, probabilities
from .clusters import average_link
from .embed import Vectors
from .entities import link_entities
from .linker import SAYING, tells
from .memo import Memo
from .origins import know_speakers, trace_origins
from .pairs import Field, features
from .propositions_roles import keep_roles_apart
from .status import deniers_of, find_status
from .words import split_words

NEAR = 0.6  # cosine of the words of two claims from which they are compared
NEIGHBOURS = 12  # earlier claims that one is compared with at most
FAINT = 0.05  # chance below which two claims have nothing to do with each other
SAME_WORDS = 0.6  # longest common run of words from which two tellings share their wording
LEAST_WORDS = 6  # that a shared wording has

Bond = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands for a claim: its words, and the ids of one or two of its statements, the one that has these words first."""

    text: str
    statements: tuple[str, ...]
    several: bool = False  # whether more than one statement tells it


def near(new: Vectors, old: Vectors) -> list[tuple[int, int]]:
    """Of each row of `new` the nearest rows of `old`, as (new, old), in order."""
    if not len(new) or not len(old):
        return []
    likeness = np.round(new @ old.T, 4)
    found = []
    for i, row in enumerate(likeness):
        close = np.flatnonzero(row >= NEAR)
        close = close[np.argsort(-row[close], kind="stable")[:NEIGHBOURS]]
        found += [(i, int(j)) for j in close]
    return sorted(found)


def bonds(
    pairs: Sequence[tuple[int, int]],
    stands: Sequence[Stand],
    readings: Sequence[Reading],
    story: Story,
    memo: Memo | None = None,
) -> list[Bond]:
    """The chance that the two claims of each pair (numbers of `stands`) say the same, where there is any."""
    wanted = {s for pair in pairs for n in pair for s in stands[n].statements}
    some = [replace(r, statements=tuple(s for s in r.statements if s.id in wanted)) for r in readings]
    some = [r for r in some if r.statements]
    if not some:
        return []
    field = lay_out(some, [story], memo)
    own = _units(field)
    clauses = {n: _clauses(stands[n], field, own) for n in sorted({n for pair in pairs for n in pair})}
    asked = sorted({(u, v) for a, b in pairs for x in clauses[a] for y in clauses[b] for u in x for v in y})
    rows = features(field, asked)
    chances = probabilities(rows, model().weights)
    scored = keep_roles_apart(some, field, Scored(asked, rows, chances, chances))
    chance = dict(zip(scored.pairs, scored.chances.tolist(), strict=True))
    found = []
    for a, b in pairs:
        met = [max(chance[u, v] for u in x for v in y) for x in clauses[a] for y in clauses[b]]
        mean = round(sum(met) / len(met), 4) if met else 0.0
        if mean >= FAINT:
            found.append((a, b, mean))
    return found


def _units(field: Field) -> Mapping[str, list[int]]:
    own: dict[str, list[int]] = defaultdict(list)
    for n, u in enumerate(field.units):
        own[field.statements[u.statement].id].append(n)
    return own


def _clauses(stand: Stand, field: Field, own: Mapping[str, list[int]]) -> list[list[int]]:
    """For each statement that stands for the claim its clauses: of a claim told more than once those that are its words."""
    found = []
    for s in stand.statements:
        units = own.get(s, [])
        exact = [u for u in units if field.units[u].text == stand.text] if stand.several else []
        if exact or units:
            found.append(exact or units)
    return found


def join(
    runs: Sequence[object],
    found: Sequence[Bond],
    same: Sequence[tuple[int, int]] = (),
    apart: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    """Which claims are one, by their numbers; `runs` names the run that each is of. No two of one run are joined, unless by
    a person's word: `same` are joined and `apart` kept apart, whatever their chance; where the two exclude each other, apart holds.
    """
    bars = set(apart)
    beside: dict[int, list[int]] = defaultdict(list)
    for a, b, _ in found:
        beside[a].append(b)
        beside[b].append(a)
    forced = {tuple(sorted(pair)) for pair in same}
    for around in beside.values():
        for k, a in enumerate(around):
            bars.update((a, b) for b in around[k + 1 :] if runs[a] == runs[b] and tuple(sorted((a, b))) not in forced)
    pairs = [(a, b) for a, b, _ in found]
    chances = np.array([p for _, _, p in found])
    clusters = average_link(len(runs), pairs, chances, model().threshold, list(same), sorted(bars))
    return [cluster for cluster in clusters if len(cluster) > 1]


def one_claim(
    name: str, parts: Sequence[Claim], readings: Sequence[Reading], stories: Sequence[Story], copies: Sequence[Copy]
) -> Claim:
    """The claim of which `parts` are parts, the first first: its origins and status are counted over all its statements.

    `readings` are those of its articles, in order; `copies` what is known of copies among them.
    """
    ids = {i for p in parts for i in p.statements}
    inner = {j.statement: j for p in parts for j in p.aside if j.kind is JoinKind.PART}
    counted = {i for p in parts for i in {*p.statements} - {j.statement for j in p.aside if j.kind is JoinKind.PART}}
    every = [s for r in readings for s in r.statements if s.id in ids]
    told = [s for s in every if s.id in counted]
    speakers = know_speakers(readings, link_entities(readings, stories), copies)
    traced = trace_origins(told, speakers, same_wording(told))
    by = deniers_of(told, list(dict.fromkeys(n for p in parts for n in p.denied_by)))
    contradicted = any(p.status is ClaimStatus.CONTRADICTED for p in parts)
    return Claim(
        id=name,
        text=max(parts, key=lambda p: (tells(p.text) >= SAYING, len(p.articles))).text,
        statements=tuple(s.id for s in every),
        status=find_status(told, traced.origins, contradicted, by),
        origins=traced.origins,
        articles=tuple(dict.fromkeys(s.article for s in told)),
        denied_by=by,
        aside=(*traced.aside, *(inner[s.id] for s in every if s.id not in counted)),
    )


def same_wording(told: Sequence[Statement]) -> list[tuple[int, int]]:
    """Pairs of statements, by number, of two articles that share most of their words in one run."""
    words = [[w.low for w in split_words(s.text[:2000])][:60] for s in told]
    grams = [set(zip(w, w[1:], w[2:], strict=False)) for w in words]
    return [
        (i, j)
        for i in range(len(told))
        for j in range(i + 1, len(told))
        if min(len(words[i]), len(words[j])) >= LEAST_WORDS
        and told[i].article != told[j].article
        and not grams[i].isdisjoint(grams[j])
        and _run(words[i], words[j]) >= SAME_WORDS * min(len(words[i]), len(words[j]))
    ]


def _run(x: Sequence[str], y: Sequence[str]) -> int:
    """The longest run of equal words."""
    best, above = 0, [0] * (len(y) + 1)
    for p in x:
        line = [0, *(above[j] + 1 if p == q else 0 for j, q in enumerate(y))]
        best, above = max(best, *line), line
    return best
