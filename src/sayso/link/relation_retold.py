"""What retelling does to how sure words are: a hint read into a quotation, a prediction made of it, a suspect called guilty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..model import Certainty, Mode, Statement
from .relation_scene import Scene, is_headline, same_speaker, short
from .words import Word, split_words, word_set

READ_LIKENESS, READ_SHARED = 0.35, 1  # of what is hinted to the quotation it is read into, and telling words of both
FORM = 6  # first letters that two forms of a word share
FORETOLD_SHARED = 3  # words after "will be" among which the quoted word stands
NAMED_LIKENESS = 0.5  # of two sentences one of which calls suspects what they are suspected of
_HINTS = frozenset(
    ["hint", "hints", "hinted", "imply", "implies", "implied", "signal", "signals", "signaled", "signalled"]
)
_WILL = frozenset({"will", "would", "ll"})
_AHEAD = frozenset({"will", "would", "ll", "could", "may", "might", "can", "going", "if", "shall", "should"})
_SUSPECTED = frozenset(
    ["suspect", "suspects", "suspected", "suspicious", "alleged", "allegedly", "accused", "presumed", "purported"]
)


def retold(scene: Scene) -> Iterator[tuple[int, list[int], str]]:
    """(retelling, what it was made of, the likest first, note), numbers of statements."""
    for n, source, note in (*_read_into(scene), *_foretold(scene)):
        yield n, [source], note
    yield from _called_guilty(scene)


def _read_into(scene: Scene) -> Iterator[tuple[int, int, str]]:
    """Headlines by which somebody hints: the quotation of the same speaker that this most likely renders."""
    statements = scene.field.statements
    for n, s in enumerate(statements):
        if s.cue is None or not is_headline(s):
            continue
        hint = next((w.raw for w in split_words(s.cue.text) if w.low in _HINTS), "")
        if not hint:
            continue
        own = _telling(split_words(s.text[:400]))
        best: tuple[bool, float, int] | None = None
        for t, other in enumerate(statements):
            if other.mode is not Mode.DIRECT or other.certainty is not Certainty.CERTAIN or not same_speaker(s, other):
                continue
            if not scene.one_story(s.article, other.article) or other.polarity is not s.polarity:
                continue
            likeness = round(float(scene.field.sentence[n] @ scene.field.sentence[t]), 4)
            shared = own & _telling(split_words(other.text[:600]))
            if likeness >= READ_LIKENESS and len(shared) >= READ_SHARED:
                rank = (s.article == other.article, likeness + 0.1 * len(shared), -t)
                best = rank if best is None or rank > best else best
        if best is not None:
            words = short(statements[-best[2]].text)
            yield n, -best[2], f"“{hint}” here, which the words quoted there do not say: “{words}”"


def _telling(words: Sequence[Word]) -> set[str]:
    stop = word_set("stopwords.txt")
    return {w.low[:FORM] for w in words if w.low not in stop and w.raw[0].islower() and len(w.low) > 4}


def _foretold(scene: Scene) -> Iterator[tuple[int, int, str]]:
    """A word quoted of what "will be", whose speaker said it of what is or was."""
    statements = scene.field.statements
    for n, s in enumerate(statements):
        if s.mode is not Mode.MIXED:
            continue
        reading = scene.readings[s.article]
        for q in (q for q in reading.quotations if s.extent.contains(q.span)):
            quoted = split_words(q.text[:80])
            before = [
                w.low for w in split_words(reading.article.text[s.extent.start : q.span.start])[-FORETOLD_SHARED:]
            ]
            if not 0 < len(quoted) <= FORETOLD_SHARED or _WILL.isdisjoint(before):
                continue
            source = _said_of_now(scene, s, [w.low for w in quoted])
            if source is not None:
                note = f"“{q.text}” is quoted here of what is to come, and there of what is or was"
                yield n, source, note
                break


def _said_of_now(scene: Scene, s: Statement, quoted: Sequence[str]) -> int | None:
    """The fullest quotation of the speaker with these words in a row, none of them of what is to come."""
    found: tuple[bool, int, int] | None = None
    for t, other in enumerate(scene.field.statements):
        if other.mode is not Mode.DIRECT or (other.article == s.article and other.extent.overlaps(s.extent)):
            continue
        if not same_speaker(s, other) or not scene.one_story(s.article, other.article):
            continue
        lows = [w.low for w in split_words(other.text[:800])]
        at = next((k for k in range(len(lows)) if lows[k : k + len(quoted)] == list(quoted)), -1)
        if at < 0 or len(lows) < len(quoted) + 3:
            continue
        if not _AHEAD.isdisjoint(lows[max(0, at - 6) : at]):
            return None
        rank = (other.article == s.article, len(lows), -t)
        found = rank if found is None or rank > found else found
    return -found[2] if found else None


def _called_guilty(scene: Scene) -> Iterator[tuple[int, list[int], str]]:
    """Who is only suspected in one article, and called guilty in another that has no such word anywhere: each such article
    once, by the likest two sentences.
    """
    guilty = word_set("relation_guilty.txt")
    sure = [a for a, r in sorted(scene.readings.items()) if _SUSPECTED.isdisjoint(_lows(r.article.text))]
    held: dict[str, list[tuple[float, int, int, str]]] = defaultdict(list)
    named = [(n, words) for n, s in enumerate(scene.field.statements) if (words := _suspects(s))]
    for n, s in enumerate(scene.field.statements):
        if s.article not in sure or s.certainty is not Certainty.CERTAIN:
            continue
        calls = _culprits(s, guilty)
        for t, words in named if calls else ():
            other = scene.field.statements[t]
            if not scene.one_story(s.article, other.article):
                continue
            likeness = round(float(scene.field.whole[n] @ scene.field.whole[t]), 4)
            called = next((c for w in words for c in calls if c.split()[-1].lower() == w.split()[-1].lower()), "")
            if likeness >= NAMED_LIKENESS and called:
                note = f"“{called}” here, “{words[0]}” there"
                held[s.article].append((-likeness, n, t, note))
    for found in held.values():
        found.sort()
        yield found[0][1], [t for _, _, t, _ in found], found[0][3]


def _lows(text: str) -> set[str]:
    return {w.low for w in split_words(text)}


def _culprits(s: Statement, guilty: frozenset[str]) -> list[str]:
    """ "Poachers", "pirate boats": the words by which a statement calls somebody guilty, with what they go with."""
    words = split_words(s.text[:400])
    found = [w.raw for w in words if w.low in guilty]
    return found + [f"{a.raw} {b.raw}" for a, b in pairwise(words) if a.low in guilty and len(b.low) > 3]


def _suspects(s: Statement) -> list[str]:
    """ "Suspected poachers", "suspicious boats": the words by which a statement only suspects."""
    words = split_words(s.text[:400])
    return [
        f"{w.raw} {words[k + 1].raw}"
        for k, w in enumerate(words[:-1])
        if w.low in ("suspected", "suspicious", "alleged", "accused", "presumed") and len(words[k + 1].low) > 3
    ]
