"""Claims and statements -> who agrees, denies, contradicts, differs, and what an article leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Act, Claim, Copy, Mode, Polarity, Reading, Relation, RelationKind, SourceKind, Statement, Story
from .claims import Group, Scored
from .pairs import Field, Floats, are_opposite, compatible, number_conflicts, other_occasion, value
from .propositions import Number, Proposition
from .words import lines, opposites, split_words

LEAST_CHANCE = 0.4  # of one topic, from which two propositions may clash
_LENGTHS = frozenset(
    ["km", "kilometer", "kilometers", "kilometre", "kilometres", "mile", "miles", "metres", "meters", "feet"]
)
SHORT = 4  # words up to which a denial only points to what it denies ("this allegation")
NEAR = 0.5  # contained weight from which a negation turns one round


@dataclass(frozen=True, slots=True)
class Clash:
    """Two propositions (by number) that cannot both hold, or that differ, and why, in plain words."""

    left: int
    right: int
    kind: RelationKind
    note: str


def find_clashes(field: Field, scored: Scored) -> list[Clash]:
    """Pairs of clauses about one thing whose numbers, days, polarity or words exclude each other; the likeliest pairs
    first.
    """
    found = []
    order = sorted(range(len(scored.pairs)), key=lambda n: (-float(scored.topic[n]), scored.pairs[n]))
    for n in order:
        topic = float(scored.topic[n])
        if topic < LEAST_CHANCE:
            break
        i, j = scored.pairs[n]
        clash = _clash(field, i, j, scored.rows[n], topic)
        if clash:
            found.append(Clash(i, j, *clash))
    return found


def _clash(field: Field, i: int, j: int, row: Floats, topic: float) -> tuple[RelationKind, str] | None:
    a, b = field.units[i], field.units[j]
    s, t = field.statements[a.statement], field.statements[b.statement]
    differing = [] if row[10] or other_occasion(field, a, b) else number_conflicts(a, b)
    for n, m in differing:
        if not compatible(n, m):
            kind = RelationKind.DIFFERS if _close(n, m) else RelationKind.CONTRADICTS
            return kind, f"“{n.text}” against “{m.text}”, counted or measured of the same thing"
    if a.days and b.days and not a.days & b.days:
        return RelationKind.DIFFERS, f"on {_list(a.days)} against on {_list(b.days)}"
    if are_opposite(a, b) and row[5] >= 0.3:
        return RelationKind.CONTRADICTS, "“{}” against “{}”".format(*opposite_words(a, b))
    sided = s.source.name == t.source.name or Act.DENIES in (s.act, t.act)
    unsure = any(w.low in ("if", "whether") for p in (a, b) for w in p.words)
    if not sided and not unsure and _turned(a, s) != _turned(b, t) and row[5] >= NEAR and topic >= 0.5:
        return RelationKind.CONTRADICTS, "one tells it, the other tells that it is not so"
    return None


def _close(n: Number, m: Number) -> bool:
    """Whether two numbers may be one number rounded, or measure a distance: another measurement, not a contradiction."""
    x, y = value(n) or 0.0, value(m) or 0.0
    if any(w.low in _LENGTHS for k in (n, m) for w in split_words(k.text)) or set(n.near[:1] + m.near[:1]) & _LENGTHS:
        return True
    return min(x, y) >= 10 and abs(x - y) <= 0.05 * max(x, y)


def _turned(p: Proposition, s: Statement) -> bool:
    return p.negated or (p.whole and s.polarity is Polarity.NEGATIVE)


def opposite_words(a: Proposition, b: Proposition) -> tuple[str, str]:
    """The first two words of `a` and `b`, as written, that exclude each other."""
    for one, other in opposites():
        for x, y in ((one, other), (other, one)):
            left = next((w.raw for w in a.words if w.low in x), None)
            right = next((w.raw for w in b.words if w.low in y), None)
            if left and right:
                return left, right
    return "", ""


def _list(days: frozenset[str]) -> str:
    return " and ".join(d.capitalize() for d in sorted(days))


def denials(field: Field, groups: Sequence[Group], scored: Scored) -> list[tuple[int, int]]:
    """(statement, group) for each statement that denies what others of the group tell, or what a neighbouring group
    tells.
    """
    home = _home(groups, len(field.statements))
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (i, j), row in zip(scored.pairs, scored.rows, strict=True):
        a, b = field.units[i].statement, field.units[j].statement
        near[a].append((float(row[3]), b))
        near[b].append((float(row[3]), a))
    found = []
    for s, statement in enumerate(field.statements):
        if not rejects(statement):
            continue
        own = [g for g in home[s] if any(_told_by_other(statement, field.statements[t]) for t in groups[g].statements)]
        if own:
            found += [(s, g) for g in own]
            continue
        least = 0.45 if statement.act is Act.DENIES else 0.6
        target = _denied(s, field, near[s], home, least)
        if target is not None:
            found.append((s, home[target][0]))
    return found


def rejects(s: Statement) -> bool:
    """Whether somebody denies: by the act, or in the words that people use who are asked about what is said."""
    if s.act is Act.DENIES:
        return True
    if s.source.kind is SourceKind.NARRATOR or s.act is Act.ACCUSES:
        return False
    words = " " + " ".join(w.low for w in split_words(s.text)) + " "
    return any(f" {phrase} " in words for phrase in lines("rejections.txt"))


def _told_by_other(denial: Statement, other: Statement) -> bool:
    return other.act is not Act.DENIES and other.source.name != denial.source.name


def _denied(
    s: int, field: Field, near: Sequence[tuple[float, int]], home: Sequence[Sequence[int]], least: float
) -> int | None:
    """The telling that a denial most likely answers: an accusation that names the denier, or the nearest by meaning."""
    own = field.statements[s]
    if own.act is Act.DENIES and len(split_words(own.text)) <= SHORT:
        return _told_before(s, field, home)
    name = [w.low for w in split_words(own.source.name)][-1:]
    likeness = {t: x for x, t in sorted(near)}
    best, most = None, least
    for t, other in enumerate(field.statements):
        if other.act is Act.DENIES or other.source.name == own.source.name:
            continue
        accuses = other.act is Act.ACCUSES
        if (t not in likeness and not accuses) or not home[t]:
            continue
        named = bool(name) and accuses and name[0] in {w.low for w in field.sentence_words[t]}
        score = likeness.get(t, float(field.whole[s] @ field.whole[t])) + 0.1 * accuses + 0.3 * named
        score += (0.2 if abs(t - s) <= 3 else 0.05) * (other.article == own.article)
        if round(score, 4) > most:
            best, most = t, round(score, 4)
    return best


def _told_before(s: int, field: Field, home: Sequence[Sequence[int]]) -> int | None:
    """What "this allegation" means: the nearest accusation before it in the article, else the nearest attributed telling."""
    own = field.statements[s]
    before = [t for t in range(max(0, s - 6), s) if field.statements[t].article == own.article and home[t]]
    told = [t for t in before if _told_by_other(own, field.statements[t])]
    accused = [t for t in told if field.statements[t].act is Act.ACCUSES]
    ascribed = [t for t in told if field.statements[t].source.kind is not SourceKind.NARRATOR]
    found = accused or ascribed
    return found[-1] if found else None


def _home(groups: Sequence[Group], count: int) -> list[list[int]]:
    home: list[list[int]] = [[] for _ in range(count)]
    for g, group in enumerate(groups):
        for s in group.statements + group.also:
            home[s].append(g)
    return home


def clash_relations(field: Field, clashes: Sequence[Clash], claim_of_unit: Sequence[str]) -> Iterator[Relation]:
    """One relation for each pair of claims and kind, between the claims; inside one claim between the statements."""
    seen: set[tuple[str, str, str]] = set()
    for c in clashes:
        s, t = (field.statements[field.units[u].statement] for u in (c.left, c.right))
        x, y = claim_of_unit[c.left], claim_of_unit[c.right]
        if x == y or not x or not y:
            x, y = s.id, t.id
        pair = (x, y) if x <= y else (y, x)
        if (c.kind, *pair) not in seen:
            seen.add((c.kind, *pair))
            yield Relation(c.kind, x, y, f"{c.note} ({_who(s)}; {_who(t)})")


def _who(s: Statement) -> str:
    return "narration" if s.source.kind is SourceKind.NARRATOR else s.source.name


def differences(field: Field, scored: Scored) -> Iterator[Relation]:
    """Tellings of one thing in two articles that give it another day or place: one relation a pair of statements."""
    seen: set[tuple[int, int]] = set()
    for (i, j), chance in zip(scored.pairs, scored.chances.tolist(), strict=True):
        a, b = field.units[i], field.units[j]
        s, t = field.statements[a.statement], field.statements[b.statement]
        pair = (a.statement, b.statement)
        if chance < 0.3 or s.article == t.article or pair in seen:
            continue
        note = _apart(a.times, b.times, "time") or _apart(a.places, b.places, "place")
        if note:
            seen.add(pair)
            yield Relation(RelationKind.DIFFERS, s.id, t.id, note)


def _apart(x: Sequence[tuple[str, str]], y: Sequence[tuple[str, str]], what: str) -> str:
    """How two lists of (value, words) differ, where neither shares, nor refines, anything of the other."""
    if (
        not x
        or not y
        or any(v.endswith("_REF") for v, _ in (*x, *y))
        or any(v.startswith(w) or w.startswith(v) for v, _ in x for w, _ in y)
    ):
        return ""
    return f"another {what}: “{x[0][1]}” here, “{y[0][1]}” there"


def agreements(claims: Sequence[Claim], statements: dict[str, Statement], deny: set[str]) -> Iterator[Relation]:
    """For each claim told more than once: every further article's or speaker's telling agrees with the claim."""
    for c in claims:
        first = statements[c.statements[0]]
        seen = {(first.article, first.source.name)}
        for sid in c.statements[1:]:
            s = statements[sid]
            here = (s.article, s.source.name)
            if here in seen or sid in deny or s.act is Act.DENIES:
                continue
            if s.source.kind is SourceKind.NARRATOR and any(article == s.article for article, _ in seen):
                continue  # an outlet does not agree with whom it quotes
            seen.add(here)
            same = (
                "the same origin, no independent support" if len(c.origins) == 1 else f"{len(c.origins)} origins in all"
            )
            yield Relation(RelationKind.AGREES, sid, c.id, f"{_who(s)} tells the same: {same}")


def assents(field: Field, claims_of: Sequence[Sequence[str]]) -> Iterator[Relation]:
    """Statements by which somebody agrees with somebody named: they agree with that person's nearest claim before."""
    for n, s in enumerate(field.statements):
        if s.act is not Act.AGREES:
            continue
        words = {w.low for w in split_words(s.text)}
        best, most = None, 0.15
        for t, other in enumerate(field.statements):
            last = split_words(other.source.name)[-1:]
            if t == n or other.source.kind is SourceKind.NARRATOR or not last or last[0].low not in words:
                continue
            likeness = round(float(field.whole[n] @ field.whole[t]), 4)
            if likeness > most:
                best, most = t, likeness
        if best is not None:
            yield Relation(
                RelationKind.AGREES,
                s.id,
                claims_of[best][0],
                f"{_who(s)} agrees with {field.statements[best].source.name}",
            )


def omissions(
    readings: Sequence[Reading],
    stories: Sequence[Story],
    claims: Sequence[Claim],
    denied: Sequence[tuple[Statement, Claim]],
    copies: Sequence[Copy],
) -> Iterator[Relation]:
    """Articles that tell a claim without its denial, and copies that leave out whom their parent names."""
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for statement, claim in denied:
        held[claim.id, statement.source.name].add(statement.article)
    for statement, claim in denied:
        for article in claim.articles:
            if article not in held[claim.id, statement.source.name]:
                yield Relation(
                    RelationKind.OMISSION,
                    article,
                    statement.id,
                    f"tells this without the denial of {statement.source.name}",
                )
    by_id = {r.article.id: r for r in readings}
    for c in copies:
        if c.ghost or c.child not in by_id or c.parent not in by_id:
            continue
        text = by_id[c.child].article.text.casefold()
        names = dict.fromkeys(
            s.source.name
            for s in by_id[c.parent].statements
            if s.source.kind in (SourceKind.PERSON, SourceKind.ORGANISATION) and s.source.name
        )
        left_out = [n for n in names if split_words(n) and split_words(n)[-1].low not in text]
        if left_out:
            yield Relation(RelationKind.OMISSION, c.child, c.parent, "leaves out " + ", ".join(left_out[:5]))


def copied_sentences(
    field: Field, same: Sequence[tuple[int, int]], copies: Sequence[Copy], readings: Sequence[Reading]
) -> Iterator[Relation]:
    """Statements with the wording of another article that is not as a whole a copy; from the later published one."""
    whole = {frozenset((c.child, c.parent)) for c in copies}
    day = {r.article.id: str(r.article.published or "") for r in readings}
    for x, y in same:
        a, b = field.statements[x], field.statements[y]
        if a.article == b.article or frozenset((a.article, b.article)) in whole:
            continue
        if a.mode is Mode.DIRECT and b.mode is Mode.DIRECT:
            continue  # the same quotation in two articles is no copy of one by the other
        late, early = (a, b) if day[a.article] > day[b.article] else (b, a)
        yield Relation(RelationKind.COPY, late.id, early.id, "the same wording")


def copy_relations(copies: Sequence[Copy], known: set[str]) -> Iterator[Relation]:
    for c in copies:
        if c.child in known and c.parent in known:
            yield Relation(
                RelationKind.COPY,
                c.child,
                c.parent,
                f"{round(c.share * 100)} percent of its words ({c.direction} direction)",
            )
