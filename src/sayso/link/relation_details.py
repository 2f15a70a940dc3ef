"""Details that change between two tellings: when it was said becomes when it was, who could not becomes who would not, and
whose five ships they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ..model import Quantity, RelationKind, Statement
from .relation_clashes import Clash
from .relation_scene import Scene, narrated, same_speaker
from .words import Word, lines, split_words, stem, word_set

_LATER = re.compile(r"\b(?:later|subsequently)\s(?:died|succumbed)\b|\bdied\s(?:\w+\s){0,2}later\b", re.I)
_AT_ONCE = re.compile(
    r"\b(?:dead|died|killed)\s(?:upon\sarrival|on\sarrival|at\sthe\sscene|on\sthe\sspot|instantly|immediately|outright)\b",
    re.I,
)
DEAD_TOPIC = 0.5
COUNTED_TOPIC = 0.3  # of two clauses that count the same thing
UNABLE_LIKENESS = 0.5  # of two statements one of which has "could not" and the other "refused to"
_UNABLE = re.compile(
    r"\b(?:could|can)\s?not\s(?P<a>\w+)|\b(?:could|ca)n['’]t\s(?P<b>\w+)|\bunable\sto\s(?P<c>\w+)", re.I
)
_UNWILLING = re.compile(r"\b(?:refus\w{0,4}|declin\w{1,3}|unwilling)\sto\s(?P<a>\w+)", re.I)


def detail_clashes(scene: Scene) -> Iterator[Clash]:
    yield from _dated_otherwise(scene)
    yield from _unable_or_unwilling(scene)
    yield from _owned(scene)
    yield from _dead_when(scene)


def _dated_otherwise(scene: Scene) -> Iterator[Clash]:
    """The same words with a weekday that one has of what is told, and the other of when it was said."""
    for a in scene.aligned:
        for s, t in ((a.left, a.right), (a.right, a.left)):
            said, told = _weekdays(scene, s), _weekdays(scene, t)
            moved = sorted(said[1] & told[0] - said[0] - told[1])
            units = scene.units_of[s], scene.units_of[t]
            if moved and units[0] and units[1] and _only_said(scene.field.statements[s], scene.field.statements[t]):
                day = moved[0].capitalize()
                note = f"“{day}” is when it was said here, when it was there"
                yield Clash(units[0][0], units[1][0], RelationKind.DIFFERS, note, f"said {day}", family="said")


def _only_said(s: Statement, t: Statement) -> bool:
    """Whether somebody says `s`, and `t` is not the whole of such a sentence."""
    return not narrated(s) and s.cue is not None and s.cue.text not in t.text


def _weekdays(scene: Scene, n: int) -> tuple[set[str], set[str]]:
    """Weekdays in what a statement tells, and beside it in its sentence."""
    s = scene.field.statements[n]
    text = scene.readings[s.article].article.text
    days = word_set("weekdays.txt")
    whole = {w.low for w in split_words(text[s.extent.start : s.extent.end][:800])} & days
    inside = {w.low for p in s.spans for w in split_words(p.of(text)[:800])} & days
    return inside, whole - inside


def _unable_or_unwilling(scene: Scene) -> Iterator[Clash]:
    """Of one deed, "could not" in one telling and "refused to" in another, by one speaker or of one person."""
    held = [(n, s, _verbs(_UNABLE, s), _verbs(_UNWILLING, s)) for n, s in enumerate(scene.field.statements)]
    unable = [(n, s, verbs) for n, s, verbs, _ in held if verbs and scene.units_of[n]]
    unwilling = [(n, s, verbs) for n, s, _, verbs in held if verbs and scene.units_of[n]]
    for n, s, mine in unable:
        for m, t, theirs in unwilling:
            verbs = sorted(mine.keys() & theirs.keys())
            if not verbs or n == m or not scene.one_story(s.article, t.article):
                continue
            named = scene.unit(scene.units_of[n][0]).names & scene.unit(scene.units_of[m][0]).names
            likeness = float(scene.field.sentence[n] @ scene.field.sentence[m])
            if likeness >= UNABLE_LIKENESS and (same_speaker(s, t) or (named and narrated(s) and narrated(t))):
                x, y = mine[verbs[0]], theirs[verbs[0]]
                note = f"“{x}” against “{y}”"
                yield Clash(
                    scene.units_of[n][0],
                    scene.units_of[m][0],
                    RelationKind.DIFFERS,
                    note,
                    f"unable {verbs[0]}",
                    family="unable",
                )


def _dead_when(scene: Scene) -> Iterator[Clash]:
    """Of one death: later, or at once."""
    held = {n: (_LATER.search(u.text[:400]), _AT_ONCE.search(u.text[:400])) for n, u in enumerate(scene.field.units)}
    for p in scene.near:
        if p.topic < DEAD_TOPIC:
            break
        if p.apart or not scene.one_story(scene.statement(p.left).article, scene.statement(p.right).article):
            continue
        for one, other in ((p.left, p.right), (p.right, p.left)):
            later, once = held[one][0], held[other][1]
            if later and once and not held[one][1] and not held[other][0]:
                x, y = later.group(), once.group()
                note = f"“{x}” against “{y}”"
                yield Clash(one, other, RelationKind.CONTRADICTS, note, "death", 0, x, y, family="death")


def _verbs(pattern: re.Pattern[str], s: Statement) -> dict[str, str]:
    """What is not done, by its stem, with the words as written."""
    return {stem(next(g for g in m.groups() if g).lower()): m.group() for m in pattern.finditer(s.text[:600])}


@cache
def _nations() -> frozenset[str]:
    """Adjectives of nations in small letters ("norwegian")."""
    words = (w for line in lines("countries.txt") for w in line.partition(":")[2].split())
    return frozenset(w for w in words if w.endswith(("an", "ese", "ish", "i", "ch")) and len(w) > 4)


def _is_nation(w: Word) -> bool:
    return w.low in _nations() or (
        w.raw[0].isupper() and len(w.low) > 5 and w.low.endswith(("ian", "ese", "ish", "ean"))
    )


def _owned(scene: Scene) -> Iterator[Clash]:
    """The same number of the same thing, of one nation in one telling and of none in the whole other article."""
    for p in scene.near:
        if p.topic < COUNTED_TOPIC:
            break
        s, t = scene.statement(p.left), scene.statement(p.right)
        if s.article == t.article or not scene.one_story(s.article, t.article):
            continue
        for mine in _counted(scene, p.left):
            for theirs in _counted(scene, p.right):
                yield from _of_a_nation(scene, p.left, p.right, mine, theirs)
                yield from _of_a_nation(scene, p.right, p.left, theirs, mine)


def _counted(scene: Scene, unit: int) -> list[Quantity]:
    clause = scene.unit(unit)
    reading = scene.readings[scene.statement(unit).article]
    return [q for q in reading.quantities if q.of and q.best and q.role == "count" and clause.span.contains(q.span)][:4]


def _of_a_nation(scene: Scene, one: int, other: int, mine: Quantity, theirs: Quantity) -> Iterator[Clash]:
    own, others = (split_words(q.of or "") for q in (mine, theirs))
    if mine.best != theirs.best or not own or not others or own[-1].key != others[-1].key:
        return
    nation = next((w for w in own if _is_nation(w)), None)
    if nation is None or any(_is_nation(w) for w in others) or len(own) < 3:
        return
    text = scene.readings[scene.statement(other).article].article.text.lower()
    after = next((w.low for a, w in pairwise(own) if a is nation), "")
    if f"{nation.low} {after}" not in text:
        note = f"“{nation.raw}” is only said of them here: “{mine.of}” against “{theirs.of}”"
        yield Clash(one, other, RelationKind.DIFFERS, note, f"nation {nation.low}", family="nation")
