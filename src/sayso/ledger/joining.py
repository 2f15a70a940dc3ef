"""Joins the claims of a story's chapters that are one claim, by what they say or by a person's word; by that also those of two stories.

What a chapter gave stays as it is (`part`), so that a join can be undone, and a chapter linked again, at any time. A chapter's claims are
held against those of the chapters before it in its volume (VOLUME chapters): so the work is bounded, however large a story gets. What
comes out depends on the claims and the judgements alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
from sqlalchemy import Connection, insert

from ..link.joined import bonds, join, near, one_claim
from ..model import Claim, Judgement, JudgementKind, Reading, Story
from . import schema as t
from .codec import from_data, to_data
from .gists import Gist, gist_of, keep_gist, key_of, models
from .identity import claim_id
from .judged import about, effective, meant
from .memory import recall
from .parts import dissolve, set_aside, wholes_of
from .settling import claim_row
from .shelf import readings_of, readings_with, seqs_of
from .telling import copies_among

HELD = 96  # readings in memory at a time
_APART = "SELECT story, n FROM chapter WHERE joined != linked"
Volume = tuple[int, int]  # a story's number, and which of its volumes


@dataclass(frozen=True, slots=True)
class Chapter:
    """Of a story's number; `at` is the version in which it was linked."""

    story: int
    n: int
    at: int


@dataclass(frozen=True, slots=True)
class Part:
    """A claim as its chapter gave it; `rows` are its statements, `data` the claim as JSON."""

    id: str
    chapter: int  # number in `Taken.chapters`
    rows: tuple[int, ...]
    data: str

    @property
    def rank(self) -> tuple[int, int, str]:
        """Its place in the order of arrival: article, then place in it."""
        return self.rows[0] // t.ROWS, int(self.id.split("-")[1]), self.id


@dataclass(frozen=True, slots=True)
class Taken:
    """What is to be joined, as it was."""

    chapters: tuple[Chapter, ...]
    gists: tuple[Gist, ...]
    parts: tuple[Part, ...]
    given: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A claim of several chapters, with the hash of all that it was made of; `data` is none where it is still to be made."""

    id: str
    key: bytes
    parts: tuple[Part, ...]
    claim: Claim | None


def apart(c: Connection) -> list[Volume]:
    """The volumes whose claims are to be joined again, in order."""
    rows = c.exec_driver_sql(f"{_APART} AND version = linked ORDER BY story, n")
    return list(dict.fromkeys((row[0], row[1] // t.VOLUME) for row in rows))


def take(c: Connection, volume: Volume) -> Taken | None:
    """The volume, and those that judgements tie it to. None where a chapter of them is to be linked first, or none is left."""
    volumes, given = _tied(c, volume)
    chapters = [x for v in volumes for x in _chapters(c, v)]
    if c.exec_driver_sql(f"{_APART} AND story = ? AND n / ? = ?", (volume[0], t.VOLUME, volume[1])).first() is None:
        return None  # it was joined together with another
    if not chapters or any(x is None for x in chapters):
        return None
    known = tuple(x for x in chapters if x is not None)
    alone = len(known) == 1
    gists = () if alone else tuple(gist_of(c, x.story, x.n, x.at) for x in known)
    parts = () if alone else tuple(p for n, x in enumerate(known) for p in _parts(c, x, n))
    return Taken(known, gists, parts, tuple(given))


def _tied(c: Connection, volume: Volume) -> tuple[list[Volume], list[Judgement]]:
    """In the order of their stories; and what was judged about any of their articles."""
    found, waiting = {volume: _judged_pairs(c, volume)}, [volume]
    while waiting:
        for j in found[waiting.pop()]:
            for other in _volumes(c, j):
                if other not in found:
                    found[other] = _judged_pairs(c, other)
                    waiting.append(other)
    given = {j.number: j for some in found.values() for j in some}
    return sorted(found), [given[n] for n in sorted(given)]


def _judged_pairs(c: Connection, volume: Volume) -> list[Judgement]:
    query = "SELECT article FROM member WHERE story = ? AND chapter >= ? AND chapter < ?"
    story, n = volume
    seqs = c.exec_driver_sql(query, (story, n * t.VOLUME, (n + 1) * t.VOLUME)).scalars()
    return [j for j in about(c, seqs) if j.kind in (JudgementKind.SAME, JudgementKind.APART)]


def _volumes(c: Connection, j: Judgement) -> list[Volume]:
    found = []
    for seq in sorted(seqs_of(c, [a.article for a in j.targets]).values()):
        row = c.exec_driver_sql("SELECT story, chapter FROM member WHERE article = ?", (seq,)).one_or_none()
        if row is not None:
            found.append((row[0], row[1] // t.VOLUME))
    return found


def _chapters(c: Connection, volume: Volume) -> list[Chapter | None]:
    story, n = volume
    query = "SELECT n, version, linked FROM chapter WHERE story = ? AND n >= ? AND n < ? ORDER BY n"
    rows = c.exec_driver_sql(query, (story, n * t.VOLUME, (n + 1) * t.VOLUME))
    return [Chapter(story, row[0], row[2]) if row[1] == row[2] else None for row in rows]


def _parts(c: Connection, chapter: Chapter, n: int) -> list[Part]:
    """In the chapter's order, whether or not they are part of a whole now."""
    query = (
        "SELECT c.id, c.data, (SELECT json_group_array(row) FROM"
        " (SELECT row FROM claim_statement k WHERE k.claim = c.id ORDER BY row)), c.n FROM claim c"
        " WHERE c.story = ?1 AND c.chapter = ?2 AND NOT EXISTS (SELECT 1 FROM part p WHERE p.whole = c.id)"
        " UNION ALL SELECT id, data, rows, n FROM part WHERE story = ?1 AND chapter = ?2 ORDER BY 4, 1"
    )
    rows = c.exec_driver_sql(query, (chapter.story, chapter.n))
    return [Part(r[0], n, tuple(json.loads(r[2])), r[1]) for r in rows]


def bound(c: Connection, taken: Taken) -> Taken:
    """With the bonds of each chapter to the earlier ones of its volume, kept ones where nothing that they depend on has changed."""
    gists = list(taken.gists)
    for n, chapter in enumerate(taken.chapters[: len(gists)]):
        same = (chapter.story, chapter.n // t.VOLUME)
        before = [k for k in range(n) if (taken.chapters[k].story, taken.chapters[k].n // t.VOLUME) == same]
        key = key_of([*(gists[k] for k in before), gists[n]])
        if gists[n].key != key:
            kept = _bonds(c, chapter, [gists[k] for k in before], gists[n])
            gists[n] = replace(gists[n], key=key, kept=tuple(kept))
    return replace(taken, gists=tuple(gists))


def _bonds(c: Connection, chapter: Chapter, before: Sequence[Gist], own: Gist) -> list[tuple[str, str, float]]:
    if not before:
        return []
    old_ids = [i for g in before for i in g.ids]
    stands = [*own.stands, *(s for g in before for s in g.stands)]
    first = len(own.ids)
    pairs = [(a, b + first) for a, b in near(own.vectors, np.vstack([g.vectors for g in before]))]
    ids = [*own.ids, *old_ids]
    told = {s for pair in pairs for n in pair for s in stands[n].statements}
    seqs = seqs_of(c, sorted({s.rpartition("-")[0] for s in told}))
    given = about(c, seqs.values())
    judged = {seqs[a.article] for j in given for a in j.targets if a.article in seqs}
    found = readings_with(c, set(seqs.values()) - judged, told)
    found.update((seq, effective(r, given)) for seq, r in readings_of(c, judged).items())
    readings = [found[seq] for seq in sorted(found)]
    story = Story("s", "", tuple(r.article.id for r in readings))
    memo = recall(c, chapter.story, chapter.n, chapter.n // t.VOLUME * t.VOLUME).memo
    return [(ids[a], ids[b], chance) for a, b, chance in bonds(pairs, stands, readings, story, memo)]


def wholes(c: Connection, taken: Taken) -> list[Whole]:
    """The claims that several parts make, each with what it is if it was made of the same before."""
    place = {p.id: n for n, p in enumerate(taken.parts)}
    found = [(place[a], place[b], p) for g in taken.gists for a, b, p in g.kept if a in place and b in place]
    same, barred = _judged(c, taken)
    made = []
    for group in join([p.chapter for p in taken.parts], found, same, barred):
        parts = sorted((taken.parts[n] for n in group), key=lambda p: p.rank)
        key = _key(c, parts)
        data = c.exec_driver_sql("SELECT data FROM whole WHERE id = ? AND key = ?", (parts[0].id, key)).scalar()
        known = from_data(Claim, json.loads(data)) if data else None
        made.append(Whole(parts[0].id, key, tuple(parts), known))
    return sorted(made, key=lambda w: w.parts[0].rank)


def _judged(c: Connection, taken: Taken) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Parts that a person said to be one claim, and to be none, by their numbers. Of two words on one pair the later one holds."""
    home: dict[int, list[int]] = {}
    for n, part in enumerate(taken.parts):
        for row in part.rows:
            home.setdefault(row, []).append(n)
    seqs = seqs_of(c, sorted({a.article for j in taken.given for a in j.targets}))
    given = about(c, seqs.values())
    readings = {seq: effective(r, given) for seq, r in readings_of(c, seqs.values()).items()}
    said: dict[tuple[int, int], tuple[JudgementKind, str, str]] = {}
    for j in taken.given:
        told = []
        for a in j.targets:
            reading = readings[seqs[a.article]]
            s = meant(reading, a)
            if s is not None:
                told.append((seqs[a.article] * t.ROWS + reading.statements.index(s), claim_id(a.article, s.hull.start)))
        if len(told) == 2:
            (x, one), (y, other) = sorted(told)
            said[x, y] = j.kind, one, other
    same: list[tuple[int, int]] = []
    barred: list[tuple[int, int]] = []
    for (x, y), (kind, one, other) in sorted(said.items()):
        left, right = home.get(x, []), home.get(y, [])
        if kind is JudgementKind.APART:
            barred += [(a, b) for a in left for b in right if a != b]
        elif left and right:
            pair = _named(taken, left, one), _named(taken, right, other)
            same += [pair] if taken.parts[pair[0]].chapter != taken.parts[pair[1]].chapter else []
    return same, barred


def _named(taken: Taken, among: Sequence[int], id_: str) -> int:
    """Of the claims that a statement is in, the one that goes by its name, else the one that most tell."""
    return min(among, key=lambda n: (not taken.parts[n].id.startswith(id_), -len(taken.parts[n].rows), n))


def _key(c: Connection, parts: Sequence[Part]) -> bytes:
    seqs = sorted({row // t.ROWS for p in parts for row in p.rows})
    listed = json.dumps(seqs)
    among = "IN (SELECT value FROM json_each(?))"
    readings = c.exec_driver_sql(
        f"SELECT article, made, length(data) FROM reading WHERE article {among} ORDER BY article", (listed,)
    )
    judged = c.exec_driver_sql(
        f"SELECT judgement, article FROM judged WHERE article {among} ORDER BY judgement, article", (listed,)
    )
    content = [
        models(),
        [[p.id, p.data] for p in parts],
        [list(r) for r in readings],
        [list(r) for r in judged],
        [to_data(x) for x in copies_among(c, seqs)],
    ]
    return blake2b(json.dumps(content).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def completed(c: Connection, found: Sequence[Whole]) -> list[Whole]:
    """With the claims that were still to be made."""
    held: dict[int, Reading] = {}
    return [w if w.claim is not None else replace(w, claim=_claim(c, w, held)) for w in found]


def _claim(c: Connection, whole: Whole, held: dict[int, Reading]) -> Claim:
    """`held` are readings at hand, by their articles; those that were used last stay."""
    seqs = sorted({row // t.ROWS for p in whole.parts for row in p.rows})
    more = [seq for seq in seqs if seq not in held]
    given = about(c, more)
    held.update((seq, effective(r, given)) for seq, r in readings_of(c, more).items())
    readings = {seq: held.pop(seq) for seq in seqs}
    held.update(readings)
    for seq in list(held)[: -max(HELD, len(seqs))]:
        del held[seq]
    home: dict[int, list[str]] = {}
    for seq, reading in readings.items():
        story = c.exec_driver_sql("SELECT story FROM member WHERE article = ?", (seq,)).scalar_one()
        home.setdefault(story, []).append(reading.article.id)
    stories = [Story(f"s{n}", "", tuple(ids)) for n, ids in sorted(home.items())]
    claims = [from_data(Claim, json.loads(p.data)) for p in whole.parts]
    return one_claim(whole.id, claims, list(readings.values()), stories, copies_among(c, seqs))


def put(c: Connection, taken: Taken, found: Sequence[Whole]) -> bool:
    """Writes them down; False, and nothing is done, where a chapter has changed since."""
    for x in taken.chapters:
        row = c.exec_driver_sql("SELECT version, linked FROM chapter WHERE story = ? AND n = ?", (x.story, x.n)).first()
        if row is None or tuple(row) != (x.at, x.at):
            return False
    there = [w for x in taken.chapters for w in wholes_of(c, x.story, x.n, x.n + 1)]
    same = {w.id for w in found if w.id in there and _is_there(c, w)}
    dissolve(c, [w for w in dict.fromkeys(there) if w not in same])
    for whole in found:
        if whole.id not in same:
            _put_whole(c, taken, whole)
    gone = json.dumps(sorted({p.id for p in taken.parts} - {w.id for w in found}))
    c.exec_driver_sql("DELETE FROM whole WHERE id IN (SELECT value FROM json_each(?))", (gone,))
    for x, gist in zip(taken.chapters, taken.gists, strict=False):
        keep_gist(c, x.story, x.n, x.at, gist)
    for x in taken.chapters:
        c.exec_driver_sql("UPDATE chapter SET joined = linked WHERE story = ? AND n = ?", (x.story, x.n))
    return True


def _is_there(c: Connection, whole: Whole) -> bool:
    parts = c.exec_driver_sql("SELECT id FROM part WHERE whole = ? ORDER BY id", (whole.id,)).scalars()
    key = c.exec_driver_sql("SELECT key FROM whole WHERE id = ?", (whole.id,)).scalar()
    return list(parts) == sorted(p.id for p in whole.parts) and key == whole.key


def _put_whole(c: Connection, taken: Taken, whole: Whole) -> None:
    assert whole.claim is not None
    first = taken.chapters[whole.parts[0].chapter]
    n = c.exec_driver_sql("SELECT n FROM claim WHERE id = ?", (whole.id,)).scalar_one()
    set_aside(c, whole.id, [p.id for p in whole.parts])
    row = claim_row(first.story, first.n, n, whole.claim)
    c.execute(insert(t.claim), [row])
    rows = sorted({row for p in whole.parts for row in p.rows})
    c.execute(insert(t.claim_statement), [{"claim": whole.id, "row": row} for row in rows])
    c.exec_driver_sql(
        "INSERT OR REPLACE INTO whole(id, key, data) VALUES (?, ?, ?)", (whole.id, whole.key, row["data"])
    )
