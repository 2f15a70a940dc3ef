"""Writes down what people decide, and carries it out: rows that are only ever added, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert

from ..link.story_online import Placed, StoryEvent, arrange
from ..model import Judgement, JudgementKind, LedgerError
from . import schema as t
from .codec import to_data
from .judged import about, effective, judged_stories, judgements, standing
from .placing import chapters_of, place, touch
from .shelf import now, put_findings, readings_of, seqs_of
from .story_shelf import StoryShelf

_VALUE = ("holds", "name", "source", "geonames", "lat", "lon")


def judge(c: Connection, judgement: Judgement) -> int:
    """Adds the judgement and carries it out; gives its number."""
    seqs = _seqs(c, judgement)
    number = _note(c, judgement, seqs)
    if judgement.kind is JudgementKind.STORY:
        _arrange(c, seqs, number)
    _carry_out(c, judgement, seqs)
    return number


def undo(c: Connection, number: int, author: str, reason: str) -> int:
    """Takes a judgement back, or takes back its being taken back; gives the number of the new row."""
    given = {j.number: j for j in judgements(c)}
    target = given.get(number)
    if target is None:
        raise LedgerError(
            f"judgement {number}", "the ledger holds no such judgement.", "`sayso judge list` shows them."
        )
    if any(j.undoes == number for j in _in_force(list(given.values()))):
        raise LedgerError(f"judgement {number}", "it was taken back already.", "`sayso judge list` shows what holds.")
    root = target
    while root.undoes is not None:
        root = given[root.undoes]
    values = {name: getattr(target, name) for name in _VALUE}
    row = Judgement(kind=target.kind, targets=target.targets, author=author, reason=reason, undoes=number, **values)
    seqs = _seqs(c, row)
    new = _note(c, row, seqs)
    if row.kind is JudgementKind.STORY:
        if root in standing(judgements(c)):
            _arrange(c, seqs, new)
        else:
            _put_back(c, root.number, new)
    _carry_out(c, row, seqs)
    return new


def _in_force(given: Sequence[Judgement]) -> list[Judgement]:
    """The rows, those that take back included, that were not taken back themselves."""
    undone: set[int] = set()
    kept = []
    for j in sorted(given, key=lambda j: -j.number):
        if j.number not in undone:
            kept.append(j)
            if j.undoes is not None:
                undone.add(j.undoes)
    return kept


def _seqs(c: Connection, judgement: Judgement) -> list[int]:
    at = seqs_of(c, [a.article for a in judgement.targets])
    for anchor in judgement.targets:
        if anchor.article not in at:
            raise LedgerError(
                anchor.article, "the ledger holds no such article.", "`sayso list` shows those that it holds."
            )
    return [at[a.article] for a in judgement.targets]


def _note(c: Connection, judgement: Judgement, seqs: Iterable[int]) -> int:
    done = c.execute(
        insert(t.judgement).values(
            at=judgement.at or now(),
            author=judgement.author,
            kind=str(judgement.kind),
            target=json.dumps(to_data(judgement.targets), ensure_ascii=False),
            value=json.dumps({name: to_data(getattr(judgement, name)) for name in _VALUE}, ensure_ascii=False),
            reason=judgement.reason,
            undoes=judgement.undoes,
        )
    )
    (number,) = done.inserted_primary_key or (0,)
    c.execute(insert(t.judged), [{"article": seq, "judgement": number} for seq in sorted(set(seqs))])
    return int(number)


def _carry_out(c: Connection, judgement: Judgement, seqs: Sequence[int]) -> None:
    """The rows to search by, and what is to be linked again."""
    if judgement.kind in (JudgementKind.SOURCE, JudgementKind.PIN):
        for seq, reading in readings_of(c, seqs).items():
            put_findings(c, seq, effective(reading, about(c, [seq])))
    touch(c, chapters_of(c, seqs))


def _arrange(c: Connection, seqs: Sequence[int], number: int) -> None:
    """Finds the stories of the articles anew, and notes how the stories were that this changes."""
    before: dict[int, list[int]] = {}
    for seq in sorted(set(seqs), reverse=True):
        placed = arrange(StoryShelf(c, *judged_stories(c)), seq)
        at = StoryShelf(c)
        moved = at.stories([article for article, _ in placed.moves])
        concerned = {*placed.touched, *moved.values(), *(s for pair in placed.merges for s in pair)}
        for story in sorted(concerned - before.keys()):
            members = _members(c, story)
            if members and not any(a in held for a in members for held in before.values()):
                before[story] = members
        place(c, placed, number)
    c.exec_driver_sql("UPDATE judgement SET before = ? WHERE n = ?", (json.dumps(sorted(before.items())), number))


def _members(c: Connection, story: int) -> list[int]:
    return list(c.exec_driver_sql("SELECT article FROM member WHERE story = ? ORDER BY article", (story,)).scalars())


def _put_back(c: Connection, judgement: int, number: int) -> None:
    """The articles of the stories that a judgement changed go back to where they were; those that came later find their story
    anew."""
    kept = c.exec_driver_sql("SELECT before FROM judgement WHERE n = ?", (judgement,)).scalar()
    before = {int(story): list(members) for story, members in json.loads(kept or "[]")}
    home = {a: story for story, members in before.items() for a in members}
    shelf = StoryShelf(c)
    later = {a for s in set(shelf.stories(sorted(home)).values()) for a in _members(c, s)} - home.keys()
    now_in = shelf.stories(sorted({*home, *later}))
    # Who joined later a story whose founder goes elsewhere goes with it.
    wanted = home | {a: home[now_in[a]] for a in sorted(later) if home.get(now_in[a], now_in[a]) != now_in[a]}
    moves = {a: s for a, s in sorted(wanted.items()) if now_in[a] != s}
    touched = {*moves.values(), *(now_in[a] for a in moves)}
    events = _events(moves, dict(now_in), before)
    place(c, Placed((), tuple(sorted(moves.items())), events, tuple(sorted(touched))), number)
    for article in sorted(later):
        place(c, arrange(StoryShelf(c, *judged_stories(c)), article), number)


def _events(moves: dict[int, int], now_in: dict[int, int], before: dict[int, list[int]]) -> tuple[StoryEvent, ...]:
    there = set(now_in.values())
    events = []
    for a, story in sorted(moves.items()):
        if a == story and story not in there:
            events.append(StoryEvent("split", now_in[a], a, story))
        elif a == now_in[a] and a not in before:
            events.append(StoryEvent("merged", story, a, a))
        elif story in there and now_in[a] in before:
            events.append(StoryEvent("moved", story, a, now_in[a]))
    return tuple(events)
