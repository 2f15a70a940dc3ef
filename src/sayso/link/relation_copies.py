"""Passages that stand word for word in two articles, and tellings that say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..model import Certainty, Claim, Copy, Mode, Relation, RelationKind, Span, overlap
from .relation_denials import rejects
from .relation_scene import Scene, narrated, same_speaker, short, who
from .words import Word, word_set

RUN = 8  # words in a row that two sentences must share to be one passage
TELLING = 4  # of which carry content
MOSTLY = 0.5  # share of its words from which an article is as a whole a copy
LEAST_CHANCE = 0.4  # of saying the same, from which a telling of a claim supports another
COMMON = 30  # sentences that may share a run before it says nothing


def copy_relations(copies: Sequence[Copy], known: set[str]) -> Iterator[Relation]:
    for c in copies:
        if c.child in known and c.parent in known:
            note = f"{round(c.share * 100)} percent of its words ({c.direction} direction)"
            yield Relation(RelationKind.COPY, c.child, c.parent, note)


def copied_passages(scene: Scene, copies: Sequence[Copy]) -> Iterator[Relation]:
    """Sentences with a passage of another article that is not as a whole a copy: from the later one to the first."""
    whole = {frozenset((c.child, c.parent)) for c in copies if not c.ghost and c.share >= MOSTLY}
    best: dict[int, tuple[int, int, int]] = {}
    for s, t in _sharing(scene):
        a, b = scene.field.statements[s].article, scene.field.statements[t].article
        if a == b or frozenset((a, b)) in whole or not scene.one_story(a, b) or _quotes_the_same(scene, s, t):
            continue
        run = _passage(scene, s, t)
        if run:
            late, early = scene.later(s, t)
            rank = (-run, scene.rank[scene.field.statements[early].article], early)
            best[late] = min(rank, best.get(late, rank))
    for late, (_, _, early) in sorted(best.items()):
        words, other = scene.field.sentence_words[late], scene.field.sentence_words[early]
        run, start = longest_run(words, other)
        one, two = _teller(scene, late, start, run), _teller(scene, early, longest_run(other, words)[1], run)
        text = _sentence(scene, late)[words[start].start : words[start + run - 1].end]
        yield Relation(RelationKind.COPY, one, two, f"{run} words in a row are the same: “{short(text)}”")


def _quotes_the_same(scene: Scene, s: int, t: int) -> bool:
    """The same quotation in two articles is no copy of one by the other."""
    a, b = scene.field.statements[s], scene.field.statements[t]
    return a.mode is b.mode is Mode.DIRECT or (Mode.DIRECT in (a.mode, b.mode) and same_speaker(a, b))


def _passage(scene: Scene, s: int, t: int) -> int:
    """How many words in a row two sentences share, 0 where they are too few to be a passage."""
    x, y = scene.field.sentence_words[s], scene.field.sentence_words[t]
    run, start = longest_run(x, y)
    telling = _content(x[start : start + run])
    if (run >= RUN and telling >= TELLING) or (run >= 0.6 * min(len(x), len(y)) and run >= 5 and telling >= 3):
        return run
    return 0


def _sentence(scene: Scene, n: int) -> str:
    s = scene.field.statements[n]
    return s.extent.of(scene.readings[s.article].article.text)


def _teller(scene: Scene, n: int, start: int, run: int) -> str:
    """The id of the statement of that sentence that holds most of the passage."""
    own, words = scene.field.statements[n], scene.field.sentence_words[n]
    passage = Span(own.extent.start + words[start].start, own.extent.start + words[start + run - 1].end)
    same = [s for s in scene.readings[own.article].statements if s.extent.start == own.extent.start]
    return max(same, key=lambda s: overlap(s.spans, [passage]), default=own).id


def _sharing(scene: Scene) -> list[tuple[int, int]]:
    """Pairs of statements whose sentences share a run of five words; of one sentence only the first statement."""
    places: dict[str, list[int]] = defaultdict(list)
    firsts: set[tuple[str, int]] = set()
    for n, words in enumerate(scene.field.sentence_words):
        place = (scene.field.statements[n].article, scene.field.statements[n].extent.start)
        if place in firsts:
            continue
        firsts.add(place)
        lows = [w.low for w in words[:120]]
        for k in dict.fromkeys(" ".join(lows[i : i + 5]) for i in range(len(lows) - 4)):
            places[k].append(n)
    pairs = {
        (a, b) for held in places.values() if len(held) <= COMMON for i, a in enumerate(held) for b in held[i + 1 :]
    }
    return sorted(pairs)


def longest_run(a: Sequence[Word], b: Sequence[Word]) -> tuple[int, int]:
    """(length, start in `a`) of the longest run of equal words."""
    x, y = [w.low for w in a[:120]], [w.low for w in b[:120]]
    best, start, above = 0, 0, [0] * (len(y) + 1)
    for i, p in enumerate(x):
        line = [0] * (len(y) + 1)
        for j, q in enumerate(y, 1):
            if p == q:
                line[j] = above[j - 1] + 1
                if line[j] > best:
                    best, start = line[j], i - line[j] + 1
        above = line
    return best, start


def _content(words: Sequence[Word]) -> int:
    return sum(w.low not in word_set("stopwords.txt") for w in words)


def agreements(scene: Scene, claims: Sequence[Claim], copies: Sequence[Copy]) -> Iterator[Relation]:
    """For each claim of several articles: one telling of every further article, but for whole copies of one before it;
    of one article, tellings of further speakers.
    """
    number = {s.id: n for n, s in enumerate(scene.field.statements)}
    twins = {frozenset((c.child, c.parent)) for c in copies if not c.ghost and c.share >= MOSTLY}
    done: set[tuple[str, str]] = set()
    for c in claims:
        told = [n for n in map(number.__getitem__, c.statements) if not rejects(scene.field.statements[n])]
        seen = told[:1]
        for n in told[1:]:
            s = scene.field.statements[n]
            articles = {scene.field.statements[t].article for t in seen}
            other = s.article not in articles and not any(frozenset((s.article, a)) in twins for a in articles)
            key = (s.id, scene.field.statements[told[0]].id)
            if key in done or not (other or _further_speaker(scene, n, seen)) or not _supports(scene, n, seen):
                continue
            seen.append(n)
            done.add(key)
            yield Relation(RelationKind.AGREES, s.id, c.id, f"told by {who(s)} too: {_support(c)}")


def _support(c: Claim) -> str:
    return "the same origin, no independent support" if len(c.origins) == 1 else f"{len(c.origins)} origins in all"


def _further_speaker(scene: Scene, n: int, seen: Sequence[int]) -> bool:
    """Whether two different named speakers tell it in one article."""
    s = scene.field.statements[n]
    others = [scene.field.statements[t] for t in seen]
    return not narrated(s) and not any(narrated(t) or same_speaker(s, t) for t in others)


def _supports(scene: Scene, n: int, seen: Sequence[int]) -> bool:
    """Whether a telling really says the same as one before: as surely, with the same polarity and numbers."""
    s = scene.field.statements[n]
    for t in seen:
        other, met = scene.field.statements[t], scene.meeting(n, t)
        sure = s.certainty is other.certainty or s.certainty is not Certainty.POSSIBLE
        near = met is not None and met.chance >= LEAST_CHANCE and scene.one_story(s.article, other.article)
        if near and sure and s.polarity is other.polarity:
            return True
    return False
