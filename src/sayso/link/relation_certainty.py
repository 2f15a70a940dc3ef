"""Tellings of one thing of which one is softened, or ascribed, and another is flat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ..model import Act, Certainty, Claim, Relation, RelationKind, SignalKind, SourceKind, Statement
from .propositions import Proposition
from .relation_aligned import holders
from .relation_retold import retold
from .relation_scene import Near, Scene, is_headline, last_name, narrated, same_speaker, told_widely
from .words import Word, split_words, word_set

SOFTENED_TOPIC, SOFTENED_SHARE = 0.55, 0.55  # chance of one topic, and words shared, from which certainty changed
ASCRIBED_TOPIC, ASCRIBED_LIKENESS, ASCRIBED_SHARE = 0.8, 0.75, 0.6
WORDED_TOPIC = 0.4
WHOLLY = 0.95  # share of the words of two tellings from which they are the same but for a hedge
WHOLE_LIKENESS = 0.5  # of two statements of a claim none of whose clauses were compared
OPEN_LIKENESS = 0.7  # likeness, with a bonus for each shared word, of a flat telling to an open question
_OPEN = re.compile(
    r"\b(?:(?:not|n['’]t)\s(?:immediately\s|yet\s|entirely\s)?(?:clear|known|certain)|unclear|unknown|uncertain"
    r"|(?:could|can)\s?not\sbe\s(?:independently\s)?(?:verified|confirmed)|yet\sto\s(?:be\s)?determine\w*"
    r"|investigating)\s(?:whether|if|how|why|what|who|when|in\swhat)\b",
    re.I,
)
FEW = 5  # words of a clause below which that it is ascribed says little
BEHIND = 4  # telling words behind a hedge, of which the flat telling has the first or most
_DEBUNKED = re.compile(
    r"\b(?:exaggerated|untrue|false|debunk\w*|unfounded|baseless|denied|denies|not true|n['’]t true)\b", re.I
)
MOST = 30  # statements of a claim that are compared
_SOFTENING = frozenset({SignalKind.HEDGE, SignalKind.MODAL, SignalKind.RUMOUR, SignalKind.INFERENCE})
_SPOKEN = frozenset({"i", "we", "my", "our", "us", "me", "you", "your"})
_MARKS = frozenset('“”"')
_NO_HEDGE = frozenset({"if", "report", "reports", "claim", "claims"})  # who says so is told as the source
_PLAINLY = "printed as plain fact here"
_OTHER = frozenset({Act.DENIES, Act.PROMISES, Act.DEMANDS, Act.ASKS})


def certainty_drifts(scene: Scene, claims: Sequence[Claim]) -> Iterator[Relation]:
    """One relation for each flat telling, to the likeliest soft telling, or to the claim where two articles soften it; one
    a claim and pair of articles, and of tellings that only lost their source one an article.
    """
    soft_of: dict[int, list[tuple[int, str]]] = {}
    for flat, soft, note in _drifts(scene):
        soft_of.setdefault(flat, []).append((soft, note))
    pairs: set[tuple[int, str, str]] = set()
    for flat, held in soft_of.items():
        s = scene.field.statements[flat]
        for soft, note in held:
            t = scene.field.statements[soft]
            lost = note.startswith(_PLAINLY)
            key = (
                (-1, s.article, "") if lost else (scene.home[flat][0] if scene.home[flat] else -1, s.article, t.article)
            )
            if key not in pairs:
                pairs.add(key)
                same = [x for x, n in held if n.startswith(_PLAINLY) == lost]
                target = told_widely(scene, claims, same) if not lost else ""
                yield Relation(RelationKind.CERTAINTY_DRIFT, s.id, target or t.id, note)
                break
    yield from _still_open(scene)
    for n, others, note in retold(scene):
        target = told_widely(scene, claims, others) or scene.field.statements[others[0]].id
        yield Relation(RelationKind.CERTAINTY_DRIFT, scene.field.statements[n].id, target, note)


def _still_open(scene: Scene) -> Iterator[Relation]:
    """What the text of one article says is not clear and headlines tell flatly: each open question once,
    to the headline of its own article where that does."""
    for n, t in enumerate(scene.field.statements):
        m = _OPEN.search(t.text[:400])
        if m is None or is_headline(t):
            continue
        asked = {w.key for w in split_words(t.text[m.end() : 400]) if w.low not in word_set("stopwords.txt")}
        best: dict[str, tuple[float, int]] = {}
        for k, s in enumerate(scene.field.statements):
            if not is_headline(s) or s.certainty is not Certainty.CERTAIN or not scene.one_story(s.article, t.article):
                continue
            if (
                (s.extent.overlaps(t.extent) and s.article == t.article)
                or _OPEN.search(s.text[:400])
                or s.act in _OTHER
            ):
                continue
            shared = asked & scene.field.sentence_terms[k]
            likeness = round(float(scene.field.whole[k] @ scene.field.whole[n]) + 0.05 * len(shared), 4)
            verbs = {k for f in _verbs(scene, s) for k in f}
            if len(shared) >= 2 and likeness >= OPEN_LIKENESS and (verbs & asked or not verbs):
                best[s.article] = max(best.get(s.article, (0.0, 0)), (likeness, -k))
        if best:
            flat = scene.field.statements[-(best.get(t.article) or max(best.values()))[1]]
            yield Relation(RelationKind.CERTAINTY_DRIFT, flat.id, t.id, f"told flatly here, there “{m.group()}”")


def _verbs(scene: Scene, s: Statement) -> Iterator[set[str]]:
    """The keys of each verb of a statement."""
    for f in scene.readings[s.article].frames:
        if s.hull.contains(f.span):
            yield {w.key for w in split_words(f"{f.verb} {f.span.of(scene.readings[s.article].article.text)}")}


def _drifts(scene: Scene) -> Iterator[tuple[int, int, str]]:
    yield from _worded_alike(scene)
    alike = {(a.left, a.right) for a in scene.aligned}
    later: list[tuple[int, int, str]] = []
    for p in (*scene.near, *_of_one_claim(scene)):
        for mine, theirs in ((p.left, p.right), (p.right, p.left)):
            s, t = scene.statement(mine), scene.statement(theirs)
            if s.article == t.article and not is_headline(s):
                continue
            other = s.act is not t.act and (s.act in _OTHER or t.act in _OTHER)
            if other or s.polarity != t.polarity or Act.ACCUSES in (s.act, t.act) or not _may_retell(s, t):
                continue
            flat, soft = scene.unit(mine).statement, scene.unit(theirs).statement
            if _keeps_doubt(scene, flat, soft):
                continue
            sentence = scene.field.sentence_words[flat]
            same_words = (min(flat, soft), max(flat, soft)) in alike  # told above
            note = "" if same_words else _softened(p, scene.unit(mine), scene.unit(theirs), s, t, sentence)
            if note:
                yield flat, soft, note
            elif _lost_source(scene, p, flat, soft, s, t):
                later.append((flat, soft, f"{_PLAINLY}, ascribed to {t.source.name} there"))
    yield from later


def _may_retell(flat: Statement, soft: Statement) -> bool:
    """Whether one may be the other told anew: an outlet's own voice, or the same speaker; two witnesses differ, which is no drift."""
    if narrated(flat):
        return not _reads_as_quoted(flat.text)
    return is_headline(flat) or same_speaker(flat, soft)


def _reads_as_quoted(text: str) -> bool:
    """Whether words in an outlet's own voice are somebody's all the same: they say "I", have quotation marks, name their source."""
    lows = {w.low for w in split_words(text[:600])}
    return not lows.isdisjoint(_SPOKEN) or bool(_MARKS & set(text[:600])) or "according to" in text[:600].lower()


def _worded_alike(scene: Scene) -> Iterator[tuple[int, int, str]]:
    """Of two tellings in the same words that with a hedge which the other has not, in what is told or in how it is brought in."""
    for a, d in holders(scene.aligned, scene.field):
        if d.family == "soft" and not a.has("not", "opposite"):
            flat, soft = (a.left, a.right) if d.mine is None else (a.right, a.left)
            yield from _told_flatly(scene, flat, soft, d.note, a.share)
    for a in scene.aligned:
        s, t = (scene.field.statements[n] for n in (a.left, a.right))
        mine, theirs = _brought_in_softly(s), _brought_in_softly(t)
        if bool(mine) != bool(theirs) and s.certainty is not t.certainty and not a.has("not", "opposite", "soft"):
            flat, soft, words = (a.left, a.right, theirs) if theirs else (a.right, a.left, mine)
            yield from _told_flatly(scene, flat, soft, words, a.share)


def _told_flatly(scene: Scene, flat: int, soft: int, words: str, share: float) -> Iterator[tuple[int, int, str]]:
    plain, other = scene.field.statements[flat], scene.field.statements[soft]
    named = all(x.source.kind is SourceKind.PERSON and x.source.name[:1].isupper() for x in (plain, other))
    if named and not same_speaker(plain, other) and not is_headline(plain):
        return
    if _DEBUNKED.search(other.text[:400]) or Act.DENIES in (plain.act, other.act):
        return  # the hedge belongs to what is called untrue
    if share < WHOLLY and Certainty.CERTAIN not in (plain.certainty, other.certainty):
        return  # both are soft, in other words
    if not _keeps_doubt(scene, flat, soft):
        by = "told flatly" if narrated(plain) else f"told flatly by {plain.source.name}"
        yield flat, soft, f"{by} here, there with {words}"


def _brought_in_softly(s: Statement) -> str:
    """Words before what is told that make it less than certain ("it is possible that"), or nothing."""
    if s.certainty is Certainty.CERTAIN:
        return ""
    found = [g.text for g in s.signals if g.kind in _SOFTENING and not s.hull.contains(g.span)]
    return ", ".join(f"“{w}”" for w in dict.fromkeys(found[:2]))


def _of_one_claim(scene: Scene) -> Iterator[Near]:
    """Pairs of statements of one claim that are alike as a whole, though none of their clauses were compared."""
    first: dict[int, int] = {}
    for u, unit in enumerate(scene.field.units):
        first.setdefault(unit.statement, u)
    for group in scene.groups:
        own = [s for s in group.statements if s in first][:MOST]
        for n, s in enumerate(own):
            for t in own[n + 1 :]:
                likeness = float(scene.field.whole[s] @ scene.field.whole[t])
                a, b = scene.field.statements[s].article, scene.field.statements[t].article
                if likeness >= WHOLE_LIKENESS and scene.meeting(s, t) is None and scene.one_story(a, b):
                    yield Near(first[s], first[t], SOFTENED_TOPIC, 0.0, 0.5, 0.0, False)


def _softened(
    p: Near, flat: Proposition, soft: Proposition, s: Statement, t: Statement, sentence: Sequence[Word]
) -> str:
    if s.certainty is not Certainty.CERTAIN or _hedged(flat):
        return ""
    by = "told flatly" if narrated(s) else f"told flatly by {s.source.name}"
    if (
        p.topic >= SOFTENED_TOPIC
        and p.contained >= SOFTENED_SHARE
        and t.certainty is not Certainty.CERTAIN
        and t.act is not Act.PREDICTS
    ):
        words = _signals(t, soft, flat)
        if words and _governs(soft, flat, words):
            return f"{by} here, {t.certainty} there ({words})"
    lost = _softened_words(soft, flat, sentence)
    if p.topic >= WORDED_TOPIC and lost and ((narrated(s) and narrated(t)) or same_speaker(s, t)):
        return f"{by} here, there with " + ", ".join(f"“{w}”" for w in lost[:2])
    return ""


def _governs(soft: Proposition, flat: Proposition, hedge: str) -> bool:
    """Whether what the hedge softens is what the flat clause tells: the words that follow it there stand here too."""
    last = split_words(hedge.split("”")[0])[-1:]
    at = next((n for n, w in enumerate(soft.words) if last and w.low == last[0].low), -1)
    stop = word_set("stopwords.txt")
    behind = [w.key for w in soft.words[at + 1 :] if w.low not in stop and w.low not in word_set("hedges.txt")][:BEHIND]
    met = [k in flat.terms for k in behind]
    return bool(met) and 2 * sum(met) >= len(met) and (met[0] or sum(met) >= BEHIND - 1)


def _signals(t: Statement, soft: Proposition, flat: Proposition) -> str:
    """The words that soften the clause: signals in it, or outside of the content (a cue such as "believes")."""
    signals = [g for g in t.signals if g.kind in _SOFTENING]
    end = soft.span.start + max((w.end for w in soft.words if w.key in flat.terms), default=0)
    found = [
        g.text for g in signals if (g.span.overlaps(soft.span) and g.span.start < end) or not t.hull.contains(g.span)
    ]
    hedges = word_set("hedges.txt") - {"if"}
    found = [w for w in found if w.lower() not in _NO_HEDGE] or [
        w.raw for n, w in enumerate(soft.words) if _hedges(soft.words, n, hedges) and soft.span.start + w.start < end
    ]
    if not found and t.cue is not None and t.act is Act.BELIEVES:
        found = [w.raw for w in split_words(t.cue.text)[-1:] if w.low not in word_set("relation_nots.txt")]
    return ", ".join(f"“{w}”" for w in dict.fromkeys(found[:2]))


def _hedges(words: Sequence[Word], n: int, hedges: Set[str]) -> bool:
    """Whether a word softens; "the suspect" is somebody."""
    low = words[n].low
    someone = (
        low in ("suspect", "suspects") and n > 0 and words[n - 1].low not in ("they", "we", "i", "police", "officials")
    )
    return low in hedges and not someone


def _keeps_doubt(scene: Scene, flat: int, soft: int) -> bool:
    """Whether the article of the flat telling has a soft one of the same claim too."""
    s = scene.field.statements[flat]
    if is_headline(s):
        return False
    own = [x for g in scene.home[soft] for x in scene.groups[g].statements if x != flat]
    others = [scene.field.statements[x] for x in own]
    return any(x.article == s.article and x.certainty is not Certainty.CERTAIN for x in others)


def _hedged(p: Proposition) -> bool:
    hedges = word_set("hedges.txt") - {"about", "around", "nearly", "almost", "roughly", "approximately"}
    return any(w.low in hedges for w in p.words)


def _softened_words(soft: Proposition, flat: Proposition, sentence: Sequence[Word]) -> list[str]:
    """Words that soften a thing of the clause which the sentence of the other names without them, or names as guilty."""
    found, softeners = [], word_set("relation_softeners.txt")
    bare = {w.key for n, w in enumerate(sentence) if not n or sentence[n - 1].low not in softeners}
    guilty = any(w.low in word_set("relation_guilty.txt") for w in flat.words)
    if len(soft.terms & {w.key for w in sentence}) < 2:
        return []  # another thing is told of it
    for n, w in enumerate(soft.words[:-1]):
        after = soft.words[n + 1].key
        if w.low in softeners and after in bare and (w.low not in ("suspicious",) or guilty):
            found.append(f"{w.raw} {soft.words[n + 1].raw}")
    return found


def _lost_source(scene: Scene, p: Near, flat: int, soft: int, s: Statement, t: Statement) -> bool:
    """Whether the outlet tells in its own voice, in every telling of this claim, what the other ascribes to somebody."""
    if not narrated(s) or is_headline(s) or narrated(t) or t.source.kind is SourceKind.DOCUMENT or is_headline(t):
        return False
    if not last_name(t.source.name) or t.source.kind is SourceKind.UNNAMED or not t.source.name[0].isupper():
        return False
    likeness = float(scene.field.whole[flat] @ scene.field.whole[soft])
    if _came_first(scene, s.article, t.article) or last_name(t.source.name) in {
        w.low for w in scene.field.sentence_words[flat]
    }:
        return False
    few = p.contained < ASCRIBED_SHARE or len(scene.unit(p.left).words) < FEW or len(scene.unit(p.right).words) < FEW
    if p.topic < ASCRIBED_TOPIC or likeness < ASCRIBED_LIKENESS or few or not scene.share_claim(flat, soft):
        return False
    both = [g for g in scene.home[flat] if g in scene.home[soft]]
    told = [scene.field.statements[x] for g in both for x in scene.groups[g].statements]
    if not all(narrated(x) for x in told if x.article == s.article):
        return False
    ascribing = {x.article for x in told if not narrated(x)}
    return 2 * len(ascribing) >= len({x.article for x in told})


def _came_first(scene: Scene, article: str, other: str) -> bool:
    """Whether `article` is known to be older than `other`, or what `other` was copied from."""
    x, y = scene.readings[article].article.published, scene.readings[other].article.published
    return (other, article) in scene.child_of or bool(x and y and x < y)
