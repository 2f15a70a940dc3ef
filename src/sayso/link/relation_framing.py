"""Different names for one thing, and judging words that only one of two tellings has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ..model import Claim, Mode, Relation, RelationKind, Statement
from .relation_scene import Scene, is_headline, narrated, same_speaker, told_widely
from .words import lines, split_words, word_set

_SCARED = re.compile(r"(?<!\w)[‘“\"']([\w-]{4,30})[’”\"'](?!\w)")
_MARKED = re.compile(r"[“\"][^“”\"]{0,200}[”\"]")
NAMED_TOPIC, NAMED_LIKENESS = 0.4, 0.65
REPORTED_LIKENESS, REPORTED_SHARE = 0.74, 0.6  # of two tellings of one speaker's words
HEADLINE_LIKENESS = 0.55
JUDGED_TOPIC = 0.6  # from which judging words of an outlet's own voice are held against another's
MOST_HEADS = 3  # judging words of the headline and the lead of one article that are told


def framings(scene: Scene, claims: Sequence[Claim]) -> Iterator[Relation]:
    """Of headlines and leads one relation a judging word of an article, to the claim where several articles tell it without;
    of other statements one an article and judging word.
    """
    held: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
    for mine, theirs, note, topic in _framed_heads(scene, _heads(scene)):
        held[mine, topic].append((theirs, note))
    words: set[tuple[str, str]] = set()
    told: dict[str, int] = defaultdict(int)
    for (mine, topic), others in held.items():
        s = scene.field.statements[mine]
        if told[s.article] < MOST_HEADS and (s.article, topic) not in words:
            told[s.article] += 1
            words.add((s.article, topic))
            target = told_widely(scene, claims, [t for t, _ in others])
            first, note = others[0]
            yield Relation(RelationKind.FRAMING, s.id, target or scene.field.statements[first].id, note)
    for mine, theirs, note, topic in _framed(scene):
        s, t = scene.field.statements[mine], scene.field.statements[theirs]
        if (s.article, topic) not in words and (s.article, t.article) not in words:
            words |= {(s.article, topic), (s.article, t.article)}
            yield Relation(RelationKind.FRAMING, s.id, t.id, note)


def _framed_heads(scene: Scene, heads: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str, str]]:
    """(judging statement, other statement, note, judging word) of headlines and leads: other names before judging words."""
    for s, t in heads:
        yield from _named_apart(scene, s, t)
    for s, t in heads:
        yield from _judged(scene, s, t)
    for s, t in heads:
        yield from _called_so(scene, s, t)


def _called_so(scene: Scene, s: int, t: int) -> Iterator[tuple[int, int, str, str]]:
    """The same word quoted in two headlines, of things that are named differently: "calls the visit ‘rash’", "the tour"."""
    one, other = scene.field.statements[s], scene.field.statements[t]
    if is_headline(one) and is_headline(other) and scene.later(s, t)[0] == s:
        mine, theirs = _quoted_of(one), _quoted_of(other)
        for word in sorted(mine.keys() & theirs.keys()):
            x, y = mine[word], theirs[word]
            if split_words(x)[0].key != split_words(y)[0].key:
                yield s, t, f"“{word}” of “{x}” here, of “{y}” there", word


def _quoted_of(s: Statement) -> dict[str, str]:
    """Quoted words of a headline, each with the telling word right before it."""
    found: dict[str, str] = {}
    for m in _SCARED.finditer(s.text[:300]):
        before = split_words(s.text[: m.start()])[-1:]
        if before and before[0].low not in word_set("stopwords.txt") and len(before[0].low) > 3:
            found.setdefault(m.group(1).lower(), before[0].raw)
    return found


def _framed(scene: Scene) -> Iterator[tuple[int, int, str, str]]:
    """The same of all other statements, by topic."""
    for (s, t), near in scene.met.items():
        if scene.field.statements[s].article == scene.field.statements[t].article:
            continue
        likeness = float(scene.field.whole[s] @ scene.field.whole[t])
        if likeness >= NAMED_LIKENESS and (near.topic >= NAMED_TOPIC or scene.share_claim(s, t)):
            yield from _named_apart(scene, s, t)
            yield from _named_apart(scene, t, s)
            if likeness >= REPORTED_LIKENESS and near.contained >= REPORTED_SHARE:
                yield from _reported(scene, s, t)
                yield from _reported(scene, t, s)
            one, other = scene.field.statements[s], scene.field.statements[t]
            if _in_own_voice(one) and _in_own_voice(other) and near.topic >= JUDGED_TOPIC:
                yield from _judged(scene, s, t)
                yield from _judged(scene, t, s)


def _heads(scene: Scene) -> list[tuple[int, int]]:
    """Ordered pairs of headlines and first statements of the text of two articles of one story that are alike; headline
    with headline, lead with lead, then across.
    """
    head: dict[str, int] = {}
    lead: dict[str, int] = {}
    for n, s in enumerate(scene.field.statements):
        (head if is_headline(s) else lead).setdefault(s.article, n)
    own = [(n, True) for n in list(head.values())[:100]] + [(n, False) for n in list(lead.values())[:100]]
    pairs = []
    for one, first in own:
        for other, second in own:
            a, b = scene.field.statements[one].article, scene.field.statements[other].article
            likeness = round(float(scene.field.whole[one] @ scene.field.whole[other]), 4)
            if a != b and scene.one_story(a, b) and likeness >= HEADLINE_LIKENESS:
                pairs.append((first != second, -likeness, one, other))
    return [(one, other) for *_, one, other in sorted(pairs)]


@cache
def _cues(kind: str) -> frozenset[str]:
    found = (line.partition(":") for line in lines("relation_cues.txt"))
    return frozenset(w for name, _, words in found if name == kind for w in words.split())


@cache
def _things() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (line.partition("|") for line in lines("relation_framing.txt"))
    return tuple((frozenset(a.split()), frozenset(b.split())) for a, _, b in pairs)


def _named_apart(scene: Scene, s: int, t: int) -> Iterator[tuple[int, int, str, str]]:
    """Where `s` judges a thing by its name, and `t` has a plain name for it, or another judging one."""
    one, other = scene.field.statements[s], scene.field.statements[t]
    if (
        not (_in_own_voice(one) and _in_own_voice(other))
        and one.source.name == other.source.name
        and _quoting(one, other)
    ):
        return
    x, y = _raw(one), _raw(other)
    for plain, judging in _things():
        mine = [w for w in x if w in judging]
        if not mine or any(w in judging for w in y):
            continue
        theirs = [w for w in y if w in plain and w not in x]
        if theirs:
            judging_words = ", ".join(f"“{x[w]}”" for w in mine[:3])
            yield s, t, f"{judging_words} here, “{y[theirs[0]]}” there", mine[0]


def _quoting(one: Statement, other: Statement) -> bool:
    return one.mode is Mode.DIRECT and other.mode is Mode.DIRECT


def _in_own_voice(s: Statement) -> bool:
    return narrated(s) or is_headline(s)


def _raw(s: Statement) -> dict[str, str]:
    """Words of the statement, and of its cue, by their small letters."""
    return _by_low(_raw_text(s))


def _raw_text(s: Statement) -> str:
    return f"{s.text[:600]} {s.cue.text if s.cue else ''}"


@lru_cache(maxsize=4096)
def _by_low(text: str) -> dict[str, str]:
    return {w.low: w.raw for w in split_words(text)}


def _judged(scene: Scene, s: int, t: int) -> Iterator[tuple[int, int, str, str]]:
    """Judging words of one headline, lead or telling, of which the other has none."""
    x, y = _judging(scene.field.statements[s]), _raw(scene.field.statements[t])
    loaded = word_set("relation_judging.txt") | word_set("relation_charged.txt")
    mine = [w for w in x if w in loaded]
    if mine and not any(w in loaded for w in y):
        yield s, t, ", ".join(f"“{x[w]}”" for w in mine[:3]) + " here, not there", mine[0]


def _judging(s: Statement) -> dict[str, str]:
    """The words that are the outlet's: all of a headline and of narration; of what somebody says those that bring it in."""
    if is_headline(s) or narrated(s):
        return _by_low(_MARKED.sub(" ", s.text[:600]) if not is_headline(s) else _raw_text(s))
    return _by_low(s.cue.text if s.cue else "")


def _reported(scene: Scene, s: int, t: int) -> Iterator[tuple[int, int, str, str]]:
    """One speaker's words brought in by a judging verb here, by a plain one there."""
    one, other = scene.field.statements[s], scene.field.statements[t]
    if not one.cue or not other.cue or not same_speaker(one, other):
        return
    mine = [w.raw for w in split_words(one.cue.text) if w.low in _cues("judging")]
    theirs = [w.raw for w in split_words(other.cue.text) if w.low in _cues("plain")]
    if mine and theirs:
        yield s, t, f"“{mine[0]}” here, “{theirs[0]}” there, of the same", mine[0].lower()
