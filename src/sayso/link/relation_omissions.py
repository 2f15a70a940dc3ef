"""Which article leaves out an answer, a side, or what nearly all others tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from ..model import Claim, ClaimStatus, Copy, EntityKind, Mode, Relation, RelationKind, SourceKind, Statement
from .relation_assents import assents_to
from .relation_denials import rejects
from .relation_scene import Scene, is_headline, last_name, narrated, same_speaker
from .words import split_words

MOST_UNTOLD = 2  # widely told claims named as missing in an article
WIDELY, LEADING = 3, 4  # articles by which a claim is told widely, and how many first statements of an article lead it
SAYING = 4  # words of a claim that says enough to be missed
_ANSWERED = 0.7  # likeness of two answers that are one
_NEAR, _LIKE = 0.6, 0.8  # chance of saying the same, and likeness, from which an article tells of a claim


def omissions(
    scene: Scene, claims: Sequence[Claim], answers: Sequence[tuple[int, int, str]], copies: Sequence[Copy]
) -> Iterator[Relation]:
    """Articles that tell a claim without its denial (or assent), one a claim, article and denier; right of reply; what
    nearly all others tell; copies.

    `answers` are (statement, group, "denial" or "assent").
    """
    yield from _unanswered(scene, claims, answers)
    yield from _no_voice(scene, claims)
    yield from _untold(scene, claims, {g for _, g, what in answers if what == "denial"})
    yield from _lost_names(scene, copies)


def _unanswered(scene: Scene, claims: Sequence[Claim], answers: Sequence[tuple[int, int, str]]) -> Iterator[Relation]:
    statements = scene.field.statements
    done: set[tuple[str, int, str]] = set()
    answered = {(statements[n].article, g) for n, g, _ in answers}
    for n, g, what in sorted(answers, key=lambda x: (x[2] != "denial", *_fullness(statements[x[0]]), x[1], x[0])):
        s = statements[n]
        for article in claims[g].articles:
            told = [statements[t] for t in scene.groups[g].statements if statements[t].article == article]
            told = [t for t in told if not rejects(t)]
            key = (article, g, last_name(s.source.name))
            if article == s.article or key in done or not told or s.source.kind is SourceKind.UNNAMED:
                continue
            if ((article, g) in answered and not _is_full_name(s.source.name)) or _says_so_too(scene, article, n):
                continue  # somebody answers there too
            if _came_before(scene, article, s.article) or _answers_otherwise(scene, article, s, told):
                continue
            done.add(key)
            yield Relation(RelationKind.OMISSION, article, s.id, f"tells this without the {what} of {s.source.name}")


def _says_so_too(scene: Scene, article: str, answer: int) -> bool:
    """Whether somebody answers in much the same words in an article."""
    field = scene.field
    return any(
        s.article == article
        and (rejects(s) or assents_to(s))
        and float(field.whole[n] @ field.whole[answer]) >= _ANSWERED
        for n, s in enumerate(field.statements)
    )


def _answers_otherwise(scene: Scene, article: str, answer: Statement, told: Sequence[Statement]) -> bool:
    """Whether the article has an answer of the same speaker, or of one whom it calls only by a role ("the company")."""
    for s in scene.readings[article].statements:
        if not (rejects(s) or assents_to(s)):
            continue
        roles = any(x.source.name.islower() and x.source.name != "unnamed" for x in (s, answer))
        kinds = {s.source.kind, answer.source.kind}
        if same_speaker(s, answer) or (roles and (len(kinds) == 1 or SourceKind.UNNAMED in kinds)):
            return True
    return any(same_speaker(answer, t) for t in told)


def _fullness(s: Statement) -> tuple[bool, int]:
    """Sorts headlines behind the text, short answers behind full ones."""
    return s.mode is Mode.HEADLINE, -min(len(s.text), 200)


def _came_before(scene: Scene, article: str, other: str) -> bool:
    """Whether `article` was published on an earlier day than `other`: it could not know."""
    x, y = (scene.readings[a].article.published for a in (article, other))
    return bool(x and y and x < y)


def _no_voice(scene: Scene, claims: Sequence[Claim]) -> Iterator[Relation]:
    """Articles that name somebody in the headline and in what others say, whom only other articles of the story let
    speak.
    """
    statements = scene.field.statements
    heard: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for n, s in enumerate(statements):
        if s.source.kind is SourceKind.PERSON and last_name(s.source.name):
            heard[last_name(s.source.name)][s.article].append(n)
    named: dict[tuple[str, str], int] = defaultdict(int)
    headed: set[tuple[str, str]] = set()
    for s in statements:
        for name in {w.low for w in split_words(s.text[:600])} & heard.keys():
            named[name, s.article] += not narrated(s)
            if s.mode is Mode.HEADLINE:
                headed.add((name, s.article))
    for name, article in sorted(headed):
        by_article = heard[name]
        others = [a for a in by_article if scene.one_story(a, article) and a != article]
        if named[name, article] < 3 or article in by_article or len(others) < 2 or _namesakes(scene, name) > 1:
            continue
        words = [n for a in others for n in by_article[a]]
        best = max(words, key=lambda n: (rejects(statements[n]), _tellers(scene, claims, n), -n))
        note = f"names {statements[best].source.name}, but gives no words of this side"
        yield Relation(RelationKind.OMISSION, article, statements[best].id, note)


def _untold(scene: Scene, claims: Sequence[Claim], denied: Set[int]) -> Iterator[Relation]:
    """Articles without a word of what nearly all other articles of the story tell, or of what is disputed there; the
    claims most widely told first, a few an article.
    """
    size = {a: len([b for b in scene.story if scene.one_story(a, b)]) for a in scene.readings}
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for g, c in enumerate(claims):
        told = len(c.articles)
        disputed = g in denied or c.status in (ClaimStatus.CONTRADICTED, ClaimStatus.DENIED)
        if told < 2 or c.status is ClaimStatus.OPINION or len(split_words(c.text)) < SAYING:
            continue
        for article in scene.readings:
            few = size[article] < 3 or not scene.one_story(article, c.articles[0])
            few = few or (told < WIDELY and not disputed and not _is_prominent(scene, g))
            least = 0.5 if disputed else 0.7
            if few or article in c.articles or told < least * (size[article] - 1) or _touches(scene, g, article):
                continue
            held[article].append((-told - size[article] * disputed, g))
    for article, own in sorted(held.items()):
        for _, g in sorted(own)[:MOST_UNTOLD]:
            others = len(claims[g].articles)
            yield Relation(
                RelationKind.OMISSION, article, claims[g].id, f"does not tell this, which {others} other articles tell"
            )


def _is_prominent(scene: Scene, g: int) -> bool:
    """Whether every article that tells the claim has it in its headline or among its first statements."""
    first: dict[str, int] = {}
    for n, s in enumerate(scene.field.statements):
        first.setdefault(s.article, n)
    told: dict[str, bool] = {}
    for t in scene.groups[g].statements:
        s = scene.field.statements[t]
        told[s.article] = told.get(s.article, False) or is_headline(s) or t - first[s.article] < LEADING
    return all(told.values())


def _touches(scene: Scene, g: int, article: str) -> bool:
    """Whether a statement of the article is anywhere near what the claim tells."""
    own = [n for n, s in enumerate(scene.field.statements) if s.article == article]
    for t in scene.groups[g].statements:
        for n in own:
            met = scene.meeting(n, t)
            if (met and met.chance >= _NEAR) or float(scene.field.whole[n] @ scene.field.whole[t]) >= _LIKE:
                return True
    return False


def _namesakes(scene: Scene, name: str) -> int:
    """How many persons of the run are called so by their last names."""
    people = [e.name for r in scene.readings.values() for e in r.entities if e.kind is EntityKind.PERSON]
    return len({split_words(n)[0].low for n in people if last_name(n) == name and len(split_words(n)) > 1})


def _tellers(scene: Scene, claims: Sequence[Claim], n: int) -> int:
    return max((len(claims[g].articles) for g in scene.home[n]), default=0)


def _lost_names(scene: Scene, copies: Sequence[Copy]) -> Iterator[Relation]:
    """Copies that leave out a person whom their fullest parent names as a source."""
    best: dict[str, Copy] = {}
    for c in copies:
        if c.ghost or c.child not in scene.readings or c.parent not in scene.readings or c.direction == "unknown":
            continue
        if c.child not in best or c.share > best[c.child].share:
            best[c.child] = c
    for child, c in sorted(best.items()):
        text = scene.readings[child].article.text.casefold()
        names = dict.fromkeys(
            s.source.name
            for s in scene.readings[c.parent].statements
            if s.source.kind is SourceKind.PERSON and _is_full_name(s.source.name)
        )
        lost = [n for n in names if last_name(n) not in text]
        if lost:
            yield Relation(RelationKind.OMISSION, child, c.parent, "leaves out " + ", ".join(lost[:5]))


def _is_full_name(name: str) -> bool:
    words = split_words(name)
    return len(words) > 1 and all(w.raw[0].isupper() for w in words)
