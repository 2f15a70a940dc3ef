"""Who agrees with whom: statements that back, endorse or share what somebody else says."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Claim, Polarity, Statement
from .relation_scene import Scene, last_name, narrated, same_speaker
from .words import lines, split_words


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
    return found


def assents_to(s: Statement) -> bool:
    if narrated(s) or s.polarity is Polarity.NEGATIVE:
        return False
    words = " " + " ".join(w.low for w in split_words(s.text[:300])) + " "
    return any(f" {phrase} " in words for phrase in lines("relation_assents.txt"))
