"""Links the chapters that changed: readings of at most CHAPTER articles -> claims, relations, people, under ids that last.

A chapter is read, linked without holding anybody up, and written in one transaction, if it is still as it was read. What comes out
depends on the chapter's articles and on judgements alone, never on when or how often it was linked before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, delete, insert

from ..link import link
from ..link.linker import version as linker
from ..link.stories import title_of
from ..link.story_likeness import likeness
from ..link.story_profile import Profile
from ..model import Claim, Copy, Judgement, JudgementKind, Links, Reading, Relation, Story
from . import schema as t
from .codec import pack, to_data
from .identity import claim_id
from .judged import about, effective, pairs_of
from .memory import ChapterMemory, recall, remember
from .parts import dissolve, whole_of, wholes_of
from .shelf import readings_of
from .story_shelf import StoryShelf
from .telling import copies_among


@dataclass(frozen=True, slots=True)
class Chapter:
    """What linking a chapter needs, as it was at `version`."""

    story: int
    n: int
    version: int
    id: str
    seqs: tuple[int, ...]
    readings: tuple[Reading, ...]  # effective
    copies: tuple[Copy, ...]
    given: tuple[Judgement, ...]  # what people said of its articles
    profiles: tuple[Profile, ...]
    memory: ChapterMemory

    @property
    def name(self) -> str:
        """For messages."""
        return f"story {self.id}" + (f", part {self.n + 1}" if self.n else "")


@dataclass(frozen=True, slots=True)
class Linked:
    """Links under lasting ids; `rows` are the statements of each claim."""

    title: str
    links: Links
    rows: Mapping[str, tuple[int, ...]]


def take(c: Connection, story: int, n: int) -> Chapter | None:
    """None where the chapter is not stale any more, or no more."""
    query = "SELECT version FROM chapter WHERE story = ? AND n = ? AND version > linked"
    version = c.exec_driver_sql(query, (story, n)).scalar()
    if version is None:
        return None
    members = "SELECT article FROM member WHERE story = ? AND chapter = ? ORDER BY article"
    seqs = tuple(c.exec_driver_sql(members, (story, n)).scalars())
    given = about(c, seqs)
    return Chapter(
        story=story,
        n=n,
        version=version,
        id=str(c.exec_driver_sql("SELECT id FROM story WHERE n = ?", (story,)).scalar_one()),
        seqs=seqs,
        readings=tuple(effective(r, given) for r in readings_of(c, seqs).values()),
        copies=tuple(copies_among(c, seqs)),
        given=tuple(given),
        profiles=tuple(StoryShelf(c).profiles(seqs).values()),
        memory=recall(c, story, n),
    )


def linked(chapter: Chapter) -> Linked:
    judged = pairs_of({r.article.id: r for r in chapter.readings}, chapter.given)
    title = title_among(chapter.profiles)
    story = Story(chapter.id, title, tuple(r.article.id for r in chapter.readings))
    found = link(chapter.readings, stories=[story], copies=chapter.copies, memo=chapter.memory.memo, judged=judged)
    return lasting(found, chapter, title)


def unlinked(chapter: Chapter) -> Linked:
    """No links, where they cannot be found."""
    return Linked(title_among(chapter.profiles[:1]), Links((), (), (), (), ()), {})


def title_among(profiles: Sequence[Profile]) -> str:
    """The headline of the article that is most like the others, as these alone show it."""
    held = Counter(w[0] for p in profiles for w in p.words)
    alike = likeness(profiles, held, len(profiles), [0.0] * len(profiles))
    return title_of(range(len(profiles)), profiles, alike)


def lasting(links: Links, chapter: Chapter, title: str) -> Linked:
    """The links with ids that do not depend on what else is in the chapter."""
    at = {
        s.id: (seq * t.ROWS + n, r.article.id, s.hull.start)
        for seq, r in zip(chapter.seqs, chapter.readings, strict=True)
        for n, s in enumerate(r.statements)
    }
    names: dict[str, str] = {}
    rows: dict[str, tuple[int, ...]] = {}
    for claim in links.claims:
        first = min(claim.statements, key=lambda s: (at[s][0] // t.ROWS, at[s][2], at[s][0]))
        base = new = claim_id(at[first][1], at[first][2])
        count = 1
        while new in rows:  # another claim begins with the same statement, or at the same place
            count += 1
            new = f"{base}-{count}"
        names[claim.id] = new
        rows[new] = tuple(sorted({at[s][0] for s in claim.statements}))
    claims = tuple(replace(claim, id=names[claim.id]) for claim in links.claims)
    relations = tuple(
        replace(r, origin=names.get(r.origin, r.origin), target=names.get(r.target, r.target)) for r in links.relations
    )
    mark = f"k{chapter.n + 1}-" if chapter.n else ""
    entities = tuple(replace(e, id=f"{mark}{e.id}") for e in links.entities)
    return Linked(title, replace(links, claims=claims, relations=relations, entities=entities), rows)


def put(c: Connection, chapter: Chapter, found: Linked) -> bool:
    """Replaces the chapter's links; False, and nothing is done, where it has changed since it was taken."""
    done = c.exec_driver_sql(
        "UPDATE chapter SET linked = version, entities = ?, linker = ? WHERE story = ? AND n = ? AND version = ?",
        (pack(to_data(found.links.entities)), linker(), chapter.story, chapter.n, chapter.version),
    )
    if not done.rowcount:
        return False
    joined = wholes_of(c, chapter.story, chapter.n, chapter.n + 1)
    dissolve(c, joined)
    if not joined and _is_alone(c, chapter):
        c.exec_driver_sql("UPDATE chapter SET joined = linked WHERE story = ? AND n = ?", (chapter.story, chapter.n))
    old = "SELECT id FROM claim WHERE story = ? AND chapter = ?"
    c.exec_driver_sql(f"DELETE FROM claim_statement WHERE claim IN ({old})", (chapter.story, chapter.n))
    for table in ("claim", "relation"):
        c.exec_driver_sql(f"DELETE FROM {table} WHERE story = ? AND chapter = ?", (chapter.story, chapter.n))
    if found.links.claims:
        _put_claims(c, chapter, found)
    rows = [_relation(chapter, n, r) for n, r in enumerate(found.links.relations)]
    if rows:
        c.execute(insert(t.relation), rows)
    if chapter.n == 0:
        c.exec_driver_sql("UPDATE story SET title = ? WHERE n = ?", (found.title, chapter.story))
    remember(c, chapter.story, chapter.n, chapter.memory)
    return True


def _is_alone(c: Connection, chapter: Chapter) -> bool:
    """Whether its claims cannot be those of another chapter: its story has none, and no judgement reaches out of it."""
    own = {r.article.id for r in chapter.readings}
    pairs = [j for j in chapter.given if j.kind in (JudgementKind.SAME, JudgementKind.APART)]
    if any(a.article not in own for j in pairs for a in j.targets):
        return False
    return not c.exec_driver_sql("SELECT 1 FROM chapter WHERE story = ? AND n > 0", (chapter.story,)).scalar()


def _put_claims(c: Connection, chapter: Chapter, found: Linked) -> None:
    # A claim that came here from another chapter is still in that one's rows until that one is linked, too.
    ids = [{"old": claim.id} for claim in found.links.claims]
    dissolve(c, sorted({w for claim in found.links.claims if (w := whole_of(c, claim.id)) is not None}))
    c.execute(delete(t.claim_statement).where(t.claim_statement.c.claim == bindparam("old")), ids)
    c.execute(delete(t.claim).where(t.claim.c.id == bindparam("old")), ids)
    c.execute(
        insert(t.claim), [claim_row(chapter.story, chapter.n, n, claim) for n, claim in enumerate(found.links.claims)]
    )
    c.execute(
        insert(t.claim_statement), [{"claim": id_, "row": row} for id_, rows in found.rows.items() for row in rows]
    )


def claim_row(story: int, chapter: int, n: int, claim: Claim) -> dict[str, object]:
    """The claim as the table has it; `n` is its place in the chapter."""
    return {
        "id": claim.id,
        "story": story,
        "chapter": chapter,
        "n": n,
        "text": claim.text,
        "status": str(claim.status),
        "label": claim.label,
        "articles": len(claim.articles),
        "origins": len(claim.origins),
        "data": json.dumps(to_data(claim), ensure_ascii=False, separators=(",", ":")),
    }


def _relation(chapter: Chapter, n: int, relation: Relation) -> dict[str, object]:
    return {
        "story": chapter.story,
        "chapter": chapter.n,
        "n": n,
        "kind": str(relation.kind),
        "origin": relation.origin,
        "target": relation.target,
        "note": relation.note,
    }
