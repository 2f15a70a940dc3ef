"""Claims and statements -> relations: who agrees, denies, contradicts, differs, what drifted and what is left out.

Every relation joins tellings of one story, and says in a note of the articles' own words what it rests on. Where the
direction is known it runs from the derived or later side; each change is told once a claim and article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Claim, Copy, Relation, RelationKind
from .drift import quotation_drifts
from .relation_assents import assents
from .relation_certainty import certainty_drifts
from .relation_changed import with_aligned
from .relation_clashes import Clash, word_clashes
from .relation_clock import clock_clashes
from .relation_copies import agreements, copied_passages, copy_relations
from .relation_denials import denial_relations
from .relation_details import detail_clashes
from .relation_framing import framings
from .relation_numbers import CHANGED, OTHER_UNIT, Change, number_changes
from .relation_omissions import omissions
from .relation_scene import Scene, claim_holding, is_headline, told_widely, who
from .relation_standing import find_standing, standing_by
from .status_clash import same_matter
from .words import split_words

MOST_ALIKE = 3  # articles that lost the same bound or base, of which each is told


def find_clashes(scene: Scene) -> list[Clash]:
    """Pairs of clauses that differ in numbers, words, days, places or a "not"; the likeliest first of each kind, last what
    only tellings in the same words show."""
    numbers = [_of_change(c) for c in number_changes(scene)]
    told = {_statements(scene, c) for c in numbers}
    words = (c for c in word_clashes(scene) if not c.topic.startswith("wording") or _statements(scene, c) not in told)
    found = with_aligned(scene, [*numbers, *clock_clashes(scene), *words, *detail_clashes(scene)])
    return [c for c in found if same_matter(c, scene.unit(c.left), scene.unit(c.right))]


def _statements(scene: Scene, c: Clash) -> frozenset[int]:
    return frozenset(scene.unit(u).statement for u in (c.left, c.right))


def _of_change(c: Change) -> Clash:
    what = f"{c.mine.phrase} against {c.theirs.phrase}: {c.note}" if c.mine is not c.theirs else c.note
    values = sorted((c.mine.value, c.theirs.value))
    thing = c.mine.outcome or (c.mine.head if c.mine.role == "count" else c.mine.unit)
    excludes = c.kind is RelationKind.CONTRADICTS or c.note in (CHANGED, OTHER_UNIT)
    return Clash(
        c.left, c.right, c.kind, what, f"{thing} {values}", c.odd, c.mine.text, c.theirs.text, excludes, "number"
    )


def find_relations(
    scene: Scene,
    claims: Sequence[Claim],
    clashes: Sequence[Clash],
    denied: Sequence[tuple[int, int]],
    copies: Sequence[Copy],
) -> tuple[Relation, ...]:
    agreed = assents(scene, claims)
    answers = [*((s, g, "denial") for s, g in denied), *((s, g, "assent") for s, g in agreed)]
    found = [
        *copy_relations(copies, set(scene.readings)),
        *denial_relations(denied, scene, claims),
        *clash_relations(scene, claims, clashes, {s for s, _ in denied}),
        *standing_by(scene, claims, find_standing(scene)),
        *copied_passages(scene, copies),
        *agreements(scene, claims, copies),
        *(_assent(scene, claims, s, g) for s, g in agreed),
        *quotation_drifts(scene),
        *certainty_drifts(scene, claims),
        *framings(scene, claims),
        *omissions(scene, claims, answers, copies),
    ]
    return tuple({(r.kind, r.origin, r.target): r for r in reversed(found)}.values())[::-1]


def _assent(scene: Scene, claims: Sequence[Claim], s: int, g: int) -> Relation:
    statement = scene.field.statements[s]
    return Relation(RelationKind.AGREES, statement.id, claims[g].id, f"{who(statement)} agrees with this")


def clash_relations(
    scene: Scene, claims: Sequence[Claim], clashes: Sequence[Clash], denying: set[int]
) -> Iterator[Relation]:
    """Contradictions between claims, once a pair of claims and of articles; differences and drift between statements,
    once for each article and topic, towards the first that told it otherwise.
    """
    yield from _contradictions(scene, claims, [c for c in clashes if c.kind is RelationKind.CONTRADICTS], denying)
    held: dict[tuple[str, str, str], list[tuple[tuple[int, int], int, int, Clash]]] = {}
    for n, c in enumerate(clashes):
        if c.kind is not RelationKind.CONTRADICTS:
            x, y = (scene.unit(u).statement for u in (c.left, c.right))
            late, early = (x, y) if c.odd < 0 else (y, x) if c.odd else scene.later(x, y)
            article = scene.field.statements[early].article
            key = (str(c.kind), c.topic, scene.field.statements[late].article)
            held.setdefault(key, []).append(((scene.rank[article], n), late, early, c))
    told: dict[str, int] = {}
    for found in held.values():
        _, late, early, c = min(found, key=lambda f: (is_headline(scene.field.statements[f[1]]), f[0]))
        told[c.topic] = told.get(c.topic, 0) + bool(c.odd)
        if c.odd and told[c.topic] > MOST_ALIKE:
            continue
        target = told_widely(scene, claims, [f[2] for f in found])
        yield Relation(
            c.kind, scene.field.statements[late].id, target or scene.field.statements[early].id, _note(scene, c)
        )


def _contradictions(
    scene: Scene, claims: Sequence[Claim], clashes: Sequence[Clash], denying: set[int]
) -> Iterator[Relation]:
    seen: set[tuple[str, ...]] = set()
    text = {c.id: c.text for c in claims}
    for s in scene.field.statements:
        text[s.id] = s.extent.of(scene.readings[s.article].article.text)
    for c in clashes:
        x, y = (scene.unit(u).statement for u in (c.left, c.right))
        if x in denying or y in denying:
            continue  # a denial says so by itself
        p = _claim_told(scene, claims, c.left, c.mine)
        q = _claim_told(scene, claims, c.right, c.theirs)
        s, t = (scene.field.statements[k] for k in scene.later(x, y))
        if p and p == q:
            p = _odd_one(scene, c)
        if not p or not q or text[p] == text[q]:
            p, q = s.id, t.id
        if text[p] == text[q]:
            continue  # one sentence printed twice: each tells both
        held = (claim_holding(claims, scene.groups, u, n, scene.home).id for u, n in ((c.left, x), (c.right, y)))
        keys = {tuple(sorted((p, q))), (c.topic, *sorted((s.article, t.article))), (c.topic, *sorted(held))}
        if seen.isdisjoint(keys):
            seen |= keys
            yield Relation(c.kind, p, q, _note(scene, c))


def _odd_one(scene: Scene, c: Clash) -> str:
    """Of two clauses of one claim the statement that tells it otherwise than the claim does: that with the "not"."""
    odd = c.right if scene.unit(c.right).negated and not scene.unit(c.left).negated else c.left
    return scene.statement(odd).id


def _claim_told(scene: Scene, claims: Sequence[Claim], unit: int, words: str) -> str:
    """The id of the claim of a clause, where the claim's own text tells what clashes; else nothing."""
    clause = scene.unit(unit)
    claim = claim_holding(claims, scene.groups, unit, clause.statement, scene.home)
    if words:
        return claim.id if words in claim.text else ""
    shared = {w.key for w in split_words(claim.text)} & clause.terms
    return claim.id if 2 * len(shared) >= min(4, len(clause.terms)) else ""


def _note(scene: Scene, c: Clash) -> str:
    return f"{c.note} ({who(scene.statement(c.left))}; {who(scene.statement(c.right))})"
