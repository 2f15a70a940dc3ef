"""Who agrees with whom: statements that back, endorse or share what somebody else says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Act, Claim, Polarity, Relation, RelationKind, Statement
from .relation_scene import Scene, last_name, narrated, same_speaker
from .words import lines, split_words, word_set

_ANOTHER = re.compile(r"(?:another|a\s(?:second|third))\s[a-z]\w+", re.I)
SECOND_LIKENESS = 0.4  # of what another source of the same sort tells
AFTER, AFTER_LIKENESS = 6, 0.6  # statements after an assent that may go on with it, and how like what was said


def assents(scene: Scene, claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """(statement, group) for statements by which somebody agrees with somebody named: with the claim that this person is
    most widely told to have made.
    """
    found = []
    statements = scene.field.statements
    for n, s in enumerate(statements):
        if not assents_to(s):
            continue
        words = {w.low for w in split_words(s.text[:600])}
        best, most = None, (0, 0, 0.0)
        for t, other in enumerate(statements):
            name = last_name(other.source.name)
            if t == n or narrated(other) or not name or name not in words or same_speaker(s, other):
                continue
            if not scene.one_story(s.article, other.article):
                continue
            for g in scene.home[t]:
                likeness = round(float(scene.field.sentence[n] @ scene.field.sentence[t]), 4)
                rank = (len(claims[g].articles), len(claims[g].statements), likeness)
                if rank > most:
                    best, most = g, rank
        if best is not None:
            found.append((n, best))
            found += [(k, best) for k in _goes_on(scene, n, best)]
    return found


def seconded(scene: Scene, claims: Sequence[Claim]) -> Iterator[Relation]:
    """ "Another witness" who tells what the one before did: to the claim with which he shares most words."""
    statements = scene.field.statements
    for n, s in enumerate(statements):
        text = scene.readings[s.article].article.text
        if narrated(s) or s.polarity is Polarity.NEGATIVE or not _ANOTHER.match(text, s.extent.start):
            continue
        own = _content(s)
        best: tuple[int, float, int] | None = None
        for t in range(max(0, n - AFTER), n):
            other = statements[t]
            if other.article != s.article or other.extent.overlaps(s.extent) or narrated(other) or not scene.home[t]:
                continue
            shared = len(own & _content(other))
            likeness = round(float(scene.field.whole[n] @ scene.field.whole[t]), 4)
            if shared and likeness >= SECOND_LIKENESS and not same_speaker(s, other):
                best = max(best or (0, 0.0, 0), (shared, likeness, t))
        if best is not None:
            claim = claims[scene.home[best[2]][0]]
            if s.id not in claim.statements:
                yield Relation(RelationKind.AGREES, s.id, claim.id, f"told by {s.source.name}, another source, too")


def _content(s: Statement) -> set[str]:
    stop = word_set("stopwords.txt")
    return {w.key for w in split_words(s.text[:600]) if w.low not in stop and w.raw[0].islower() and len(w.low) > 3}


def _goes_on(scene: Scene, n: int, group: int) -> list[int]:
    """What follows an assent in its article, is said by others than the one agreed with, and is much like what he said."""
    statements, own = scene.field.statements, scene.field.statements[n]
    said = scene.groups[group].statements
    found: list[int] = []
    for k in range(n + 1, min(n + 1 + AFTER, len(statements))):
        s = statements[k]
        other = s.article == own.article and not s.extent.overlaps(own.extent) and not narrated(s)
        if not other or s.polarity is Polarity.NEGATIVE or s.act is Act.DENIES or group in scene.home[k]:
            continue
        if any(same_speaker(s, statements[t]) for t in said):
            continue
        likeness = max((round(float(scene.field.whole[k] @ scene.field.whole[t]), 4) for t in said), default=0.0)
        if likeness >= AFTER_LIKENESS:
            found.append(k)
    return found[:1]


def assents_to(s: Statement) -> bool:
    if narrated(s) or s.polarity is Polarity.NEGATIVE:
        return False
    words = " " + " ".join(w.low for w in split_words(s.text[:300])) + " "
    return any(f" {phrase} " in words for phrase in lines("relation_assents.txt"))
