"""Who denies what, who agrees with whom, and which article leaves that out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from ..model import Act, Claim, Mode, Polarity, Relation, RelationKind, SourceKind, Statement
from .relation_negation import turned
from .relation_scene import Scene, last_name, narrated, same_speaker
from .words import lines, split_words, stem, word_set

REACH = 12  # statements before a denial among which the words of its sentence are looked for
BARE = 8  # words of a rejection that says nothing beyond itself
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
_CONTESTS = re.compile(
    r"\b(?:contest|disput|den(?:y|ie)|reject|question|challeng|doubt|refut)\w{0,4}\s(?:[\w'’.-]+\s){0,5}?"
    r"(?:allegation|claim|account|version|report|assertion|suggestion|accusation|charge|stor(?:y|ie))s?\b[^.]{0,40}$",
    re.I,
)
_FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
_FORM = 6  # first letters that two forms of a word share
OWN_TOPIC = 0.5  # chance of one topic from which a "not" about oneself is a denial
MOST_OF_ONE = 2  # denials of one speaker, claim and article
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
    """(statement, group) for each statement that denies what others tell, a few for each speaker, group and article."""
    held: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    statements = scene.field.statements
    denying = [n for n, s in enumerate(statements) if rejects(s)]
    named = {
        (s.article, s.extent.start) for s in (statements[n] for n in denying) if s.source.kind is not SourceKind.UNNAMED
    }
    denying = [n for n in denying if not _shadowed(statements[n], named)]
    barred = frozenset(denying) | {n for n, s in enumerate(statements) if _sounds_rejecting(s)}
    targets = {s: _target(s, scene, barred) for s in denying}
    for s in denying:
        target = _said_of(s, targets, scene)
        for g in _groups_of(s, target, scene, barred) if target is not None else ():
            held[last_name(statements[s].source.name), g, statements[s].article].append(s)
    for s, g in [*_contested(scene), *_of_oneself(scene, barred), *_of_the_same_words(scene)]:
        held[last_name(statements[s].source.name), g, statements[s].article].append(s)
    found = {(s, g) for (_, g, _), own in held.items() for s in _fullest(own, statements)}
    told = {(g, statements[s].article) for s, g in found if statements[s].mode is not Mode.HEADLINE}
    return [
        (s, g)
        for s, g in sorted(found)
        if statements[s].mode is not Mode.HEADLINE or (g, statements[s].article) not in told
    ]


def _said_of(s: int, targets: Mapping[int, int | None], scene: Scene) -> int | None:
    """What a denial answers: where it is most like an outlet's own words, what its speaker answers with the same elsewhere."""
    target, statements = targets[s], scene.field.statements
    if target is None or not narrated(statements[target]):
        return target
    beside = [t for g in scene.home[s] for t in scene.groups[g].statements if t in targets and t != s]
    others = (targets[t] for t in beside if same_speaker(statements[s], statements[t]))
    answered = [t for t in others if t is not None and not narrated(statements[t])]
    return answered[0] if answered else target


def answering(scene: Scene, denied: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Groups that are themselves denials, told as "it is not so", of what somebody else still tells: both cannot hold."""
    found = set()
    for s, g in denied:
        own = scene.field.statements[s]
        if not any(_stands_for(scene.field.statements[t], own) for t in scene.groups[g].statements):
            continue
        found |= {h for h in scene.home[s] if h != g and only_rejects(scene, h)}
    return frozenset(found)


def _stands_for(s: Statement, denier: Statement) -> bool:
    return not (rejects(s) or same_speaker(s, denier) or s.polarity is Polarity.NEGATIVE)


def only_rejects(scene: Scene, g: int) -> bool:
    """Whether at least half of a group rejects something, and one says so in words of its own."""
    told = [scene.field.statements[t] for t in scene.groups[g].statements]
    return not all(only_names(t) for t in told) and 2 * sum(rejects(t) for t in told) >= len(told)


def only_names(s: Statement) -> bool:
    """Whether its text is what is denied ("denied the rumours"), not that it is not so."""
    return s.act is Act.DENIES and s.mode is Mode.INDIRECT


def _shadowed(s: Statement, named: set[tuple[str, int]]) -> bool:
    """Whether nobody is said to deny what somebody named denies in the same sentence."""
    return s.source.kind is SourceKind.UNNAMED and (s.article, s.extent.start) in named


def _fullest(own: Sequence[int], statements: Sequence[Statement]) -> list[int]:
    """Denials in the text go before those in the headline, fuller ones before shorter ones; none that repeats part of
    another.
    """
    kept: list[int] = []
    for s in sorted(
        set(own), key=lambda n: (statements[n].mode is Mode.HEADLINE, -min(len(statements[n].text), 200), n)
    ):
        if len(kept) < MOST_OF_ONE and not any(statements[s].hull.overlaps(statements[k].hull) for k in kept):
            kept.append(s)
    return kept


def _contested(scene: Scene) -> Iterator[tuple[int, int]]:
    """Statements that a sentence gives only as what somebody contests ("residents dispute the claim that ...")."""
    for n, s in enumerate(scene.field.statements):
        text = scene.readings[s.article].article.text
        if s.act is not Act.DENIES and not narrated(s) and _CONTESTS.search(text[s.extent.start : s.hull.start][-160:]):
            shared = [g for g in scene.home[n] if len(scene.groups[g].statements) > 1]
            yield from ((n, g) for g in sorted(shared, key=lambda g: (-len(scene.groups[g].statements), g))[:1])


def _of_the_same_words(scene: Scene) -> Iterator[tuple[int, int]]:
    """What one article lets somebody deny, and another tells or lets him say in the same words."""
    for a in scene.aligned:
        for s, t in ((a.left, a.right), (a.right, a.left)):
            own, other = scene.field.statements[s], scene.field.statements[t]
            plain = other.act is not Act.DENIES and other.polarity is Polarity.POSITIVE
            if own.act is Act.DENIES and plain and not a.has("not", "opposite"):
                yield from ((s, g) for g in scene.home[t][:1])


def _of_oneself(scene: Scene, barred: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Statements with a "not" by which somebody speaks of himself, of whom others tell the same without it."""
    for p in scene.near:
        if p.topic < OWN_TOPIC:
            break
        for mine, theirs in ((p.left, p.right), (p.right, p.left)):
            no, yes = scene.unit(mine), scene.unit(theirs)
            s, t = no.statement, yes.statement
            own = scene.field.statements[s]
            if not no.negated or t in barred or narrated(own) or not turned(no, yes) or not _may_be_denied(scene, s, t):
                continue
            name = last_name(own.source.name)
            if name and name in {w.low for w in yes.words} and _FIRST & {w.low for w in no.words} | ({name} & no.names):
                yield from ((s, g) for g in scene.home[t] if theirs in scene.groups[g].units)


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
        before = _told_before(s, scene, barred)
        if before is not None or len(split_words(own.text)) <= BARE:
            return before
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
        answers = (accuses or close) and not same_speaker(own, other)
        named = bool(name) and answers and name in {w.low for w in scene.field.sentence_words[t]}
        met = _meets(content, scene.field.sentence_terms[t])
        score += 0.1 * min(2, met)
        score -= 0.15 * same_speaker(own, other)  # who only passes on what others say
        score += 0.1 * accuses + 0.15 * named + 0.15 * scene.share_claim(s, t)
        score += 0.2 * (last_name(other.source.name) in spoken and not narrated(other))
        if other.article == own.article:
            score += 0.2 if abs(t - s) <= 3 else 0.05
        if not (named or pointed or met or scene.share_claim(s, t)):
            continue  # it speaks of other things
        if round(score, 4) > most and (floor >= FLOOR or named):
            best, most = t, round(score, 4)
    return best


def _meets(mine: Set[str], theirs: Set[str]) -> int:
    """How many words two sentences share, be it in another form ("partisan", "partisanship")."""
    return len({k[:_FORM].rstrip("s") for k in mine} & {k[:_FORM].rstrip("s") for k in theirs})


def _may_be_denied(scene: Scene, s: int, t: int) -> bool:
    own, other = scene.field.statements[s], scene.field.statements[t]
    if (same_speaker(own, other) and not _passes_on(other)) or other.polarity is Polarity.NEGATIVE:
        return False
    return scene.one_story(own.article, other.article) or scene.share_claim(s, t)


def _passes_on(s: Statement) -> bool:
    """Whether somebody names what others say of him ("the story that alleged ...", "perceived by some as ...")."""
    return bool({w.low for w in split_words(s.text[:300])} & word_set("relation_hearsay.txt"))


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
    """Whether the cue, or its first words, bring in what is answered ("responded to claims that")."""
    first = [w.low for w in split_words(t.text[:60])[:2]]
    named = _POINTING - {"this", "that", "it", "these", "those"}
    return (t.cue is not None and any(w.low in named for w in split_words(t.cue.text))) or any(
        w in named for w in first
    )


def denial_relations(denied: Sequence[tuple[int, int]], scene: Scene, claims: Sequence[Claim]) -> Iterator[Relation]:
    for s, g in denied:
        statement = scene.field.statements[s]
        yield Relation(RelationKind.DENIES, statement.id, claims[g].id, f"denied by {statement.source.name}")
