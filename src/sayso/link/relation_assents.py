"""Who agrees with whom: statements that back, endorse or share what somebody else says."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Act, Claim, Polarity, Statement
from .relation_scene import Scene, last_name, narrated, same_speaker
from .words import lines, split_words

NAMED = 5  # words after an assent among which stands whom it is of
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
        words = _assented(s)
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


def _assented(s: Statement) -> set[str]:
    """The words right after the assent: whom, or whose view, it is of; "endorsed by" is of somebody else."""
    lows = [w.low for w in split_words(s.text[:300])]
    found: set[str] = set()
    for phrase in (p.split() for p in lines("relation_assents.txt")):
        for k in range(len(lows) - len(phrase) + 1):
            after = lows[k + len(phrase) : k + len(phrase) + NAMED]
            if lows[k : k + len(phrase)] == phrase and after[:1] != ["by"]:
                found.update(after)
            if phrase[-1] == "right" and lows[k : k + len(phrase)] == phrase:
                found.update(lows[max(0, k - NAMED) : k])
    return found


def assents_to(s: Statement) -> bool:
    if narrated(s) or s.polarity is Polarity.NEGATIVE:
        return False
    words = " " + " ".join(w.low for w in split_words(s.text[:300])) + " "
    return any(f" {phrase} " in words for phrase in lines("relation_assents.txt"))
