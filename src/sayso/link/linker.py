"""Readings -> Links: everything that holds across articles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from ..model import Claim, Copy, Join, JoinKind, LinkedEntity, Links, Mode, Reading, RelationKind, Statement, Story
from ..model.version import room_version
from .claims import Group, Scored, compare, find_groups, lay_out
from .copies import find_copies
from .entities import link_entities
from .memo import FREE, Judged, Memo
from .origins import know_speakers, trace_origins
from .pairs import Field
from .propositions_roles import keep_roles_apart
from .relation_clashes import Clash
from .relation_denials import answering, find_denials, only_names
from .relation_scene import lay_scene
from .relation_standing import find_standing, unseated
from .relations import find_clashes, find_relations
from .status import deniers_of, find_status
from .status_clash import is_carried
from .stories import find_stories
from .words import split_words, word_set

CLEAR = 4  # words that a clause needs to stand for a claim
SAYING = 2  # words that tell something, of a text that can stand for a claim
RELATIVE = frozenset(("which", "who", "whose", "whom"))  # a clause that begins so cannot stand alone

SAME_WORDS = 0.6  # longest common run of words from which two tellings share their wording


@cache
def version() -> str:
    """Another one wherever readings may be linked otherwise."""
    return f"sayso-link/{room_version('link')}"


def link(
    readings: Sequence[Reading],
    *,
    stories: Sequence[Story] | None = None,
    copies: Sequence[Copy] | None = None,
    memo: Memo | None = None,
    judged: Judged | None = None,
) -> Links:
    """Copies, stories, people, claims and relations of `readings`. Pure: the same readings in the same order give the
    same links.

    `stories` and `copies` that are known are taken as they are. `memo` holds results of earlier runs and is added to; it
    changes nothing but the time that this takes. `judged` is a person's word on which statements say the same.
    """
    copies = find_copies(readings) if copies is None else tuple(copies)
    stories = find_stories(readings, copies) if stories is None else tuple(stories)
    entities = link_entities(readings, stories)
    field = lay_out(readings, stories, memo)
    scored = keep_roles_apart(readings, field, compare(field))
    groups = find_groups(field, scored, judged or FREE)
    scene = lay_scene(readings, stories, copies, field, scored, groups)
    clashes = find_clashes(scene)
    denied = find_denials(scene)
    contradicted = answering(scene, denied) | unseated(scene, find_standing(scene))
    claims = _claims(readings, field, scored, groups, clashes, denied, contradicted, entities, copies)
    relations = find_relations(scene, claims, clashes, denied, copies)
    return Links(entities, stories, copies, claims, relations)


def _claims(
    readings: Sequence[Reading],
    field: Field,
    scored: Scored,
    groups: Sequence[Group],
    clashes: Sequence[Clash],
    denied: Sequence[tuple[int, int]],
    contradicted: Collection[int],
    entities: Sequence[LinkedEntity],
    copies: Sequence[Copy],
) -> tuple[Claim, ...]:
    speakers = know_speakers(readings, entities, copies)
    clashing = _clashing(clashes)
    deniers: dict[int, list[str]] = {}
    for s, g in denied:
        deniers.setdefault(g, []).append(field.statements[s].source.name)
    copied = _same_wording(field, scored)
    claims = []
    for g, group in enumerate(groups):
        told = [field.statements[s] for s in group.statements]
        place = {s: n for n, s in enumerate(group.statements)}
        same = [(place[a], place[b]) for a, b in copied if a in place and b in place] if len(told) > 1 else []
        traced = trace_origins(told, speakers, same)
        by = deniers_of(told, deniers.get(g, ()))
        text = _best_text(told, field, group)
        clash = g in contradicted or _clashes(field, group, clashing, text)
        status = find_status(told, traced.origins, clash, by)
        claims.append(
            Claim(
                id=f"c{g + 1}",
                text=text,
                statements=tuple(field.statements[s].id for s in sorted(group.statements + group.also)),
                status=status,
                origins=traced.origins,
                articles=tuple(dict.fromkeys(s.article for s in told)),
                denied_by=by,
                aside=traced.aside + _parts(field, group),
            )
        )
    return tuple(claims)


def _clashing(clashes: Sequence[Clash]) -> dict[int, set[str]]:
    """Clause -> the words by which it excludes what another one tells."""
    found: dict[int, set[str]] = {}
    for c in clashes:
        if c.kind is RelationKind.CONTRADICTS or c.excludes:
            found.setdefault(c.left, set()).add(c.mine)
            found.setdefault(c.right, set()).add(c.theirs)
    return found


def _clashes(field: Field, group: Group, clashing: Mapping[int, set[str]], text: str) -> bool:
    """Whether the claim, rather than some clause that stands in it, excludes what others tell."""
    own = [u for u in group.units if u in clashing]
    words = sorted({w for u in own for w in clashing[u]})
    return bool(own) and is_carried({field.units[u].statement for u in own}, group.statements, words, text)


def _parts(field: Field, group: Group) -> tuple[Join, ...]:
    """Statements that say nothing beyond those that they contain, which are counted."""
    return tuple(
        Join(field.statements[s].id, JoinKind.PART, field.statements[s].source.name) for s in sorted(group.also)
    )


def _same_wording(field: Field, scored: Scored) -> list[tuple[int, int]]:
    found = {
        (field.units[i].statement, field.units[j].statement)
        for (i, j), row in zip(scored.pairs, scored.rows, strict=True)
        if row[11] >= SAME_WORDS and min(len(field.units[i].words), len(field.units[j].words)) >= 6
    }
    return sorted(found)


def _best_text(told: Sequence[Statement], field: Field, group: Group) -> str:
    """The clause that stands nearest to the others, from the text rather than a headline, in one piece and more than "that" where
    there is one, not what somebody only denies; of a claim told once, the whole statement."""
    every = [field.statements[s] for s in sorted(group.statements + group.also)]
    if len(every) == 1:
        return every[0].text
    if not group.units:
        return _fullest(told).text
    mean = field.raw[list(group.units)].mean(axis=0)

    def rank(u: int) -> tuple[bool, bool, bool, float, int]:
        s = field.statements[field.units[u].statement]
        words = field.units[u].text.lower().split()
        whole = len(s.spans) == 1 and len(words) >= CLEAR and not RELATIVE.intersection(words[:2])
        near = round(float(field.raw[u] @ mean), 4)
        enough = tells(field.units[u].text) >= SAYING
        return enough, not only_names(s), s.mode is not Mode.HEADLINE and whole, near, -u

    best = field.units[max(group.units, key=rank)]
    text = best.text if best.literal else field.statements[best.statement].text
    return text if tells(text) >= SAYING else _fullest(every).text


def _fullest(told: Sequence[Statement]) -> Statement:
    """The first that says something, from the text rather than a headline; else the one that says most."""
    return max(told, key=lambda s: (min(SAYING, tells(s.text)), s.mode is not Mode.HEADLINE, -told.index(s)))


def tells(text: str) -> int:
    """How many words of the text tell something: "this" and "what he said" have none."""
    stop = word_set("stopwords.txt")
    return len({w.key for w in split_words(text[:400]) if w.low not in stop})
