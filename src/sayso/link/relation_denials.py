"""Who denies what, who agrees with whom, and which article leaves that out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..model import Act, Claim, Copy, EntityKind, Mode, Polarity, Relation, RelationKind, SourceKind, Statement
from .relation_scene import Scene, last_name, narrated, same_speaker
from .words import lines, split_words, stem, word_set

REACH = 12  # statements before a denial among which the words of its sentence are looked for
BEFORE = 6  # statements before a denial among which "this allegation" is looked for
_POINTING = frozenset(
    [
        "this",
        "that",
        "it",
        "these",
        "those",
        "allegation",
        "allegations",
        "accusation",
        "accusations",
        "charge",
        "charges",
        "claim",
        "claims",
        "report",
        "reports",
        "rumor",
        "rumors",
        "rumour",
        "rumours",
        "story",
        "stories",
        "account",
        "accounts",
        "suggestion",
        "suggestions",
    ]
)
_PRINTED = frozenset(
    {"article", "articles", "news", "interview", "paper", "magazine", "newspaper", "post", "posts", "video"}
)
FLOOR = 0.3  # likeness below which nothing else makes a telling the one that is denied
LEAST_DENIAL, LEAST_REJECTION = 0.45, 0.5


def rejects(s: Statement) -> bool:
    """Whether somebody denies: by the act, or in the words that people use who are asked about what is said."""
    if s.act is Act.DENIES:
        return True
    if _retorts(s) and s.polarity is Polarity.NEGATIVE:
        return True
    if narrated(s) or s.act in (Act.ACCUSES, Act.WARNS, Act.DEMANDS, Act.PROMISES):
        return False
    return _sounds_rejecting(s)


def _sounds_rejecting(s: Statement) -> bool:
    words = " " + " ".join(w.low for w in split_words(s.text[:600])) + " "
    return any(f" {phrase} " in words for phrase in lines("rejections.txt"))


def _retorts(s: Statement) -> bool:
    """Whether the cue says that somebody answers ("retorted")."""
    return s.cue is not None and any(w.low in word_set("relation_retorts.txt") for w in split_words(s.cue.text))


def find_denials(scene: Scene) -> list[tuple[int, int]]:
    """(statement, group) for each statement that denies what others tell, once for each speaker, group and article."""
    found: dict[tuple[str, int, str], tuple[int, int]] = {}
    statements = scene.field.statements
    denying = [n for n, s in enumerate(statements) if rejects(s)]
    barred = frozenset(denying) | {n for n, s in enumerate(statements) if _sounds_rejecting(s)}
    for s in denying:
        target = _target(s, scene, barred)
        if target is None:
            continue
        for g in _groups_of(s, target, scene, barred):
            key = (last_name(statements[s].source.name), g, statements[s].article)
            kept = found.get(key)
            if kept is None or _weight(statements[s]) > _weight(statements[kept[0]]):
                found[key] = s, g
    told = {(g, statements[s].article) for s, g in found.values() if statements[s].mode is not Mode.HEADLINE}
    return [
        (s, g)
        for s, g in sorted(set(found.values()))
        if statements[s].mode is not Mode.HEADLINE or (g, statements[s].article) not in told
    ]


def _weight(s: Statement) -> tuple[bool, int]:
    """A denial in the text goes before one in the headline, a fuller one before a shorter one."""
    return s.mode is not Mode.HEADLINE, min(len(s.text), 200)


def _groups_of(s: int, target: int, scene: Scene, barred: frozenset[int]) -> list[int]:
    """The claim of the telling that is denied: one that the denial is in, else the one whose clause is nearest to it."""
    held = [g for g in scene.home[target] if not _is_denial(scene, g, s, barred)]
    both = [g for g in scene.home[s] if g in held]
    if both or len(held) < 2:
        return both[:1] or held
    terms = scene.field.sentence_terms[s]
    units = [(u, g) for g in held for u in scene.groups[g].units if scene.unit(u).statement == target]
    ranked = [(-len(scene.unit(u).terms & terms), -len(scene.groups[g].statements), g) for u, g in units]
    return [min(ranked)[2]] if ranked else held[:1]


def _is_denial(scene: Scene, g: int, s: int, barred: frozenset[int]) -> bool:
    """Whether a claim that statement `s` is not in is itself for the most part somebody's denial."""
    told = scene.groups[g].statements
    return s not in told and 2 * sum(t in barred for t in told) >= len(told)


def _target(s: int, scene: Scene, barred: frozenset[int]) -> int | None:
    """The telling that a denial most likely answers."""
    own = scene.field.statements[s]
    pointing = _points_back(own)
    if pointing:
        return _told_before(s, scene, barred)
    least = LEAST_DENIAL if own.act is Act.DENIES else LEAST_REJECTION
    name = last_name(own.source.name)
    spoken = {w.low for w in split_words(own.text[:600])}
    content = {w.key for w in split_words(own.text[:600]) if w.raw[0].islower()} & scene.field.sentence_terms[s]
    pointed = own.act is not Act.DENIES and not spoken.isdisjoint(_POINTING - {"it", "this", "that", "these", "those"})
    best, most = None, least
    deniers = {last_name(scene.field.statements[n].source.name) for n in barred}
    for t, other in enumerate(scene.field.statements):
        close = other.article == own.article and 0 < s - t <= BEFORE and _retorts(own)
        if (
            not close
            and other.act is not Act.ACCUSES
            and last_name(other.source.name) in deniers
            and not scene.share_claim(s, t)
        ):
            continue  # who denies too, tells nothing that is denied
        if t == s or t in barred or not _may_be_denied(scene, s, t):
            continue
        if all(_is_denial(scene, g, s, barred) for g in scene.home[t]):
            continue
        score = _likeness(scene, s, t)
        floor = score
        accuses = other.act is Act.ACCUSES
        named = bool(name) and (accuses or close) and name in {w.low for w in scene.field.sentence_words[t]}
        score += 0.1 * accuses + 0.15 * named + 0.15 * scene.share_claim(s, t)
        score += 0.2 * (last_name(other.source.name) in spoken and not narrated(other))
        if other.article == own.article:
            score += 0.2 if abs(t - s) <= 3 else 0.05
        if not (named or pointed or scene.share_claim(s, t) or content & scene.field.sentence_terms[t]):
            continue  # it speaks of other things
        if round(score, 4) > most and (floor >= FLOOR or named):
            best, most = t, round(score, 4)
    return best


def _may_be_denied(scene: Scene, s: int, t: int) -> bool:
    own, other = scene.field.statements[s], scene.field.statements[t]
    if same_speaker(own, other) or other.polarity is Polarity.NEGATIVE:
        return False
    return scene.one_story(own.article, other.article) or scene.share_claim(s, t)


def _likeness(scene: Scene, s: int, t: int) -> float:
    whole = float(scene.field.whole[s] @ scene.field.whole[t])
    met = scene.meeting(s, t)
    return max(whole, met.topic if met else 0.0)


def _points_back(s: Statement) -> bool:
    """Whether a denial says nothing itself but "this", "the allegation", "it is garbage"."""
    stop = word_set("stopwords.txt")
    words = split_words(s.text[:300])
    content = [w.low for w in words if w.low not in stop]
    known = _POINTING | {w for line in lines("rejections.txt") for w in line.split()}
    strange = [w for w in content if w not in known]
    return (_is_bare(s) and len(words) <= 20) or (len(strange) <= 2 and any(w.low in _POINTING for w in words[:6]))


def _is_bare(s: Statement) -> bool:
    """Whether a rejection begins with a pronoun ("it is garbage")."""
    first = s.text.split(maxsplit=1)[:1]
    return bool(first) and first[0].lower() in ("it", "this", "that", "they", "these") and _sounds_rejecting(s)


def _told_before(s: int, scene: Scene, barred: frozenset[int]) -> int | None:
    """What "this allegation" means: what the same sentence ascribes to somebody else or answers; else what shares the
    most words with the sentence; else the nearest accusation before it in the article, or the nearest attributed telling.
    """
    statements = scene.field.statements
    own = statements[s]
    near = [t for t in range(max(0, s - REACH), min(len(statements), s + 4)) if t != s and t not in barred]
    near = [t for t in near if statements[t].article == own.article and scene.home[t]]
    same = [t for t in near if statements[t].extent.overlaps(own.extent)]
    answered = [t for t in same if not same_speaker(own, statements[t]) or _answers(statements[t])]
    if answered:
        return answered[-1]
    about = _shares_most(s, scene, barred)
    if about is not None:
        return about
    near = [t for t in near if not same_speaker(own, statements[t]) and not narrated(statements[t])]
    before = [t for t in near if s - BEFORE <= t < s]
    accused = [t for t in before if statements[t].act is Act.ACCUSES]
    found = accused or ([] if _is_bare(own) else before)
    return found[-1] if found else None


def _shares_most(s: int, scene: Scene, barred: frozenset[int]) -> int | None:
    """The telling that has most of what the sentence says about what is denied ("said about the report that ...")."""
    statements = scene.field.statements
    own = statements[s]
    if own.cue is None:
        return None
    named = {w.key for w in scene.field.sentence_words[s] if w.raw[0].islower()} & scene.field.sentence_terms[s]
    named -= {w.key for w in split_words(own.text)} | {stem(w) for w in _POINTING | _PRINTED}
    named -= {w.key for w in split_words(own.source.name)} | {
        w.key for w in split_words(own.cue.text if own.cue else "")
    }
    best, most = None, 1.0
    for t, other in enumerate(statements):
        if t == s or named.isdisjoint(scene.field.sentence_terms[t]):
            continue
        if all(_is_denial(scene, g, s, barred) for g in scene.home[t]):
            continue
        told = len(named & {w.key for w in split_words(other.text[:600])})
        shared = len(named & scene.field.sentence_terms[t]) + 2 * told
        if shared < 3 or told < 2 or t == s or t in barred or narrated(other) or not _may_be_denied(scene, s, t):
            continue
        score = shared + (other.article == own.article) + 0.5 * (other.act is Act.ACCUSES)
        if score > most:
            best, most = t, score
    return best


def _answers(t: Statement) -> bool:
    """Whether the cue brings in what is answered ("responded to claims that")."""
    return t.cue is not None and any(w.low in _POINTING for w in split_words(t.cue.text))


def denial_relations(denied: Sequence[tuple[int, int]], scene: Scene, claims: Sequence[Claim]) -> Iterator[Relation]:
    for s, g in denied:
        statement = scene.field.statements[s]
        yield Relation(RelationKind.DENIES, statement.id, claims[g].id, f"denied by {statement.source.name}")


def assents(scene: Scene, claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """(statement, group) for statements by which somebody agrees with somebody named: with the claim that this person is
    most widely told to have made.
    """
    found = []
    statements = scene.field.statements
    for n, s in enumerate(statements):
        if not _agrees(s):
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


def _agrees(s: Statement) -> bool:
    if narrated(s) or s.polarity is Polarity.NEGATIVE:
        return False
    words = " " + " ".join(w.low for w in split_words(s.text[:300])) + " "
    return any(f" {phrase} " in words for phrase in lines("relation_assents.txt"))


def omissions(
    scene: Scene, claims: Sequence[Claim], answers: Sequence[tuple[int, int, str]], copies: Sequence[Copy]
) -> Iterator[Relation]:
    """Articles that tell a claim without its denial (or assent), one a claim and article; right of reply; copies.

    `answers` are (statement, group, "denial" or "assent").
    """
    yield from _unanswered(scene, claims, answers)
    yield from _no_voice(scene, claims)
    yield from _lost_names(scene, copies)


def _unanswered(scene: Scene, claims: Sequence[Claim], answers: Sequence[tuple[int, int, str]]) -> Iterator[Relation]:
    statements = scene.field.statements
    answered = {(statements[n].article, g) for n, g, _ in answers}
    done: set[tuple[str, str]] = set()
    for n, g, what in sorted(answers, key=lambda x: (x[2] != "denial", *_fullness(statements[x[0]]), x[1], x[0])):
        s = statements[n]
        for article in claims[g].articles:
            told = [statements[t] for t in scene.groups[g].statements if statements[t].article == article]
            told = [t for t in told if not rejects(t)]
            key = (article, last_name(s.source.name))
            if article == s.article or key in done or not told or (article, g) in answered:
                continue
            if _came_before(scene, article, s.article) or _answers_otherwise(scene, article, s, told):
                continue
            done.add(key)
            answered.add((article, g))
            yield Relation(RelationKind.OMISSION, article, s.id, f"tells this without the {what} of {s.source.name}")


def _answers_otherwise(scene: Scene, article: str, answer: Statement, told: Sequence[Statement]) -> bool:
    """Whether the article has an answer of the same speaker, or of one whom it calls only by a role ("the company")."""
    for s in scene.readings[article].statements:
        if not (rejects(s) or _agrees(s)):
            continue
        roles = s.source.name.islower() or answer.source.name.islower()
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
