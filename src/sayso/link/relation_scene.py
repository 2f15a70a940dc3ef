"""What all relations are found in: the tellings of a run, which of them meet, and which article came first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Claim, Copy, Mode, Reading, SourceKind, Statement, Story
from .claims import Group, Scored
from .pairs import Field
from .propositions import Proposition
from .relation_aligned import Aligned, align
from .words import split_words, word_set

LEAST_TOPIC = 0.03  # chance of one topic from which two clauses are looked at together


@dataclass(frozen=True, slots=True)
class Near:
    """Two clauses (numbers of the field's units) of two statements that tell of one story."""

    left: int
    right: int
    topic: float  # chance of saying the same, but for what sets them apart
    chance: float
    contained: float  # weight of the words of the poorer one that the other has too
    run: float  # longest common run of words, as a share of the shorter one
    apart: bool  # whether both name somebody or some place, and nothing in common
    named: bool = False  # whether both clauses name the same


@dataclass(frozen=True, slots=True)
class Scene:
    """`near` is ordered by topic, the likeliest first; `met` holds the likeliest pair of clauses of two statements;
    `home` the groups of each statement; `rank` is the order of articles from the first to the last published.
    """

    readings: dict[str, Reading]
    field: Field
    groups: Sequence[Group]
    near: tuple[Near, ...]
    met: dict[tuple[int, int], Near]
    home: tuple[tuple[int, ...], ...]
    rank: dict[str, int]
    story: dict[str, int]
    child_of: frozenset[tuple[str, str]]
    units_of: tuple[tuple[int, ...], ...] = ()  # the clauses of each statement
    aligned: tuple[Aligned, ...] = ()  # statements told in the same words but for a few

    def statement(self, unit: int) -> Statement:
        return self.field.statements[self.field.units[unit].statement]

    def unit(self, number: int) -> Proposition:
        return self.field.units[number]

    def one_story(self, a: str, b: str) -> bool:
        return self.story.get(a, -1) == self.story.get(b, -2)

    def share_claim(self, s: int, t: int) -> bool:
        return not set(self.home[s]).isdisjoint(self.home[t])

    def meeting(self, s: int, t: int) -> Near | None:
        return self.met.get((s, t) if s < t else (t, s))

    def later(self, s: int, t: int) -> tuple[int, int]:
        """The two statements, that of the derived or later article first."""
        a, b = self.field.statements[s].article, self.field.statements[t].article
        if (a, b) in self.child_of:
            return s, t
        if (b, a) in self.child_of or self.rank[a] < self.rank[b]:
            return t, s
        return (s, t) if a != b or s > t else (t, s)

    def days_apart(self, a: str, b: str) -> bool:
        """Whether both articles are dated, of different days."""
        x, y = self.readings[a].article.published, self.readings[b].article.published
        return bool(x and y and x != y)


def lay_scene(
    readings: Sequence[Reading],
    stories: Sequence[Story],
    copies: Sequence[Copy],
    field: Field,
    scored: Scored,
    groups: Sequence[Group],
) -> Scene:
    story = {a: n for n, s in enumerate(stories) for a in s.articles}
    home = _home(groups, len(field.statements))
    near = []
    for n, (i, j) in enumerate(scored.pairs):
        topic = float(scored.topic[n])
        s, t = field.units[i].statement, field.units[j].statement
        a, b = field.statements[s].article, field.statements[t].article
        if topic < LEAST_TOPIC or (story.get(a, -1) != story.get(b, -2) and set(home[s]).isdisjoint(home[t])):
            continue
        row = scored.rows[n]
        near.append(
            Near(i, j, topic, float(scored.chances[n]), float(row[5]), float(row[11]), bool(row[10]), row[9] > 0)
        )
    near.sort(key=lambda p: (-p.topic, p.left, p.right))
    met: dict[tuple[int, int], Near] = {}
    for p in near:
        s, t = field.units[p.left].statement, field.units[p.right].statement
        met.setdefault((s, t) if s < t else (t, s), p)
    dated = sorted(range(len(readings)), key=lambda n: (str(readings[n].article.published or "9999"), n))
    by_id = {r.article.id: r for r in readings}
    return Scene(
        by_id,
        field,
        groups,
        tuple(near),
        met,
        home,
        {readings[n].article.id: place for place, n in enumerate(dated)},
        story,
        frozenset((c.child, c.parent) for c in copies if not c.ghost and c.direction != "unknown"),
        _units_of(field),
        align(field, by_id, story),
    )


def _units_of(field: Field) -> tuple[tuple[int, ...], ...]:
    own: list[list[int]] = [[] for _ in field.statements]
    for n, u in enumerate(field.units):
        own[u.statement].append(n)
    return tuple(tuple(x) for x in own)


def _home(groups: Sequence[Group], count: int) -> tuple[tuple[int, ...], ...]:
    home: list[list[int]] = [[] for _ in range(count)]
    for g, group in enumerate(groups):
        for s in group.statements + group.also:
            home[s].append(g)
    return tuple(tuple(h) for h in home)


def who(s: Statement) -> str:
    return "narration" if s.source.kind is SourceKind.NARRATOR else s.source.name


def narrated(s: Statement) -> bool:
    return s.source.kind is SourceKind.NARRATOR


def is_headline(s: Statement) -> bool:
    return s.mode is Mode.HEADLINE


@lru_cache(maxsize=4096)
def last_name(name: str) -> str:
    """The last telling word of a name, in small letters: what a person is called by the second time."""
    words = [w.low for w in split_words(name) if w.low not in word_set("stopwords.txt")]
    return words[-1] if words else ""


def same_speaker(s: Statement, t: Statement) -> bool:
    """Whether both have a source that is called the same, in full or by the last name."""
    if narrated(s) or narrated(t):
        return False
    return s.source.name == t.source.name or (
        bool(last_name(s.source.name)) and last_name(s.source.name) == last_name(t.source.name)
    )


def claim_holding(
    claims: Sequence[Claim], groups: Sequence[Group], unit: int, statement: int, home: Sequence[Sequence[int]]
) -> Claim:
    """The claim that a clause is in, else the first of its statement."""
    own = home[statement]
    return claims[next((g for g in own if unit in groups[g].units), own[0])]


def short(text: str, most: int = 90) -> str:
    """The beginning of `text`, on one line, ending at a word."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: text.rfind(" ", 0, most) if " " in text[:most] else most]


def told_widely(scene: Scene, claims: Sequence[Claim], tellings: Sequence[int]) -> str:
    """The id of the claim that holds most of the tellings, those of at least two articles; else nothing."""
    held: dict[int, set[str]] = {}
    for t in tellings:
        for g in scene.home[t]:
            held.setdefault(g, set()).add(scene.field.statements[t].article)
    best = max(sorted(held), key=lambda g: len(held[g]), default=-1)
    return claims[best].id if best >= 0 and len(held[best]) > 1 else ""
