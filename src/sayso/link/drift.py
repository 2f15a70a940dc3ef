"""What happens to a quotation between two tellings: cut, reworded, passed on by others, or told without marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..model import Mode, Reading, Relation, RelationKind, Span, Statement, hull, overlap
from .relation_scene import Scene, last_name, short
from .words import Word, split_words, stem, word_set

GRAM = 3  # words that a quotation shares with its other version in a row
LEAST = 0.5  # share of the shorter quotation's words found in order in the longer
COMMON = 60  # places a run of words may stand in before it says nothing
MOST = 120  # words of a quotation that are compared


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words that a statement (or a quotation outside all statements) has between quotation marks."""

    id: str
    article: str
    speaker: str
    chain: tuple[str, ...]
    words: tuple[Word, ...]
    text: str

    @property
    def lows(self) -> list[str]:
        return [w.low.replace(".", "") for w in self.words]


@dataclass(frozen=True, slots=True)
class _Change:
    shared: int
    note: str


def quotation_drifts(scene: Scene) -> Iterator[Relation]:
    """Each version of a quotation once, against the fullest other version; and quotations told elsewhere without marks."""
    speaking = {scene.field.statements[u.statement].id for u in scene.field.units}
    quoted = [q for r in scene.readings.values() for q in _quoted(r, speaking)]
    places = _by_words(quoted)
    partners: dict[int, list[tuple[int, _Change]]] = defaultdict(list)
    for i, j in _pairs(scene, quoted, places):
        change = _change(quoted[i], quoted[j])
        if change:
            partners[i].append((j, change))
            partners[j].append((i, change))
    yield from _told_once(scene, quoted, partners)
    yield from _unquoted(scene, quoted)


def _quoted(reading: Reading, speaking: set[str]) -> Iterator[Quoted]:
    """What each sentence has between marks, under the statement of the sentence that holds most of it; what a reporting clause
    only interrupts is one quotation.
    """
    text, placed = reading.article.text, set()
    sentences: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for s in reading.statements:
        if s.id in speaking:
            sentences[s.extent.start, s.extent.end].append(s)
    for own in sentences.values():
        reach = hull([s.hull for s in own])
        marked = []
        for q in reading.quotations:
            part = Span(max(q.span.start, reach.start), min(q.span.end, reach.end))
            if part.end - part.start > 1:
                marked.append((part, q.id))
        for parts, ids in _uninterrupted(marked, [s.cue.span for s in own if s.cue], text):
            held = [(overlap(s.spans, parts), -n, s) for n, s in enumerate(own)]
            most, _, best = max(held, key=lambda h: h[:2])
            if most > 1:
                placed.update(ids)
                words = " ".join(p.of(text) for p in parts)
                yield Quoted(best.id, best.article, best.source.name, best.chain, tuple(split_words(words)), words)
    for q in reading.quotations:
        if q.id not in placed:
            yield Quoted(q.id, q.article, q.speaker or "", (), tuple(split_words(q.text)), q.text)


def _uninterrupted(
    marked: Sequence[tuple[Span, str]], cues: Sequence[Span], text: str
) -> list[tuple[list[Span], list[str]]]:
    """Quoted parts of a sentence, those together between which only a cue stands, or that go on after a comma."""
    found: list[tuple[list[Span], list[str]]] = []
    for part, name in sorted(marked):
        before = found[-1][0][-1] if found else None
        goes_on = before and (text[before.end - 1] == "," or any(before.end <= c.start < part.start for c in cues))
        if goes_on:
            found[-1][0].append(part)
            found[-1][1].append(name)
        else:
            found.append(([part], [name]))
    return found


def _by_words(quoted: Sequence[Quoted]) -> dict[str, list[int]]:
    """Quotations by runs of their words, and by speaker and telling word."""
    stop = word_set("stopwords.txt")
    places: dict[str, list[int]] = defaultdict(list)
    for i, q in enumerate(quoted):
        lows = q.lows[:MOST]
        keys = {" ".join(lows[k : k + GRAM]) for k in range(len(lows) - GRAM + 1)}
        name = last_name(q.speaker)
        if name:
            keys |= {f"{name}|{w.key}" for w in q.words[:MOST] if w.low not in stop and len(w.low) > 4}
        for key in sorted(keys):
            places[key].append(i)
    return places


def _pairs(scene: Scene, quoted: Sequence[Quoted], places: dict[str, list[int]]) -> list[tuple[int, int]]:
    """Pairs of one story that share a run of words, or a telling word and the speaker, or a claim."""
    at: dict[str, list[int]] = defaultdict(list)
    for i, q in enumerate(quoted):
        at[q.id].append(i)
    held = list(places.values())
    held += [[i for s in g.statements for i in at.get(scene.field.statements[s].id, ())] for g in scene.groups]
    pairs = {
        (min(a, b), max(a, b))
        for who in held
        if len(who) <= COMMON
        for n, a in enumerate(who)
        for b in who[n + 1 :]
        if quoted[a].id != quoted[b].id and scene.one_story(quoted[a].article, quoted[b].article)
    }
    return sorted(pairs)


def _change(a: Quoted, b: Quoted) -> _Change | None:
    """What differs, in words; None where it is another utterance or nothing differs."""
    left, right = ([stem(low) for low in q.lows[:MOST]] for q in (a, b))
    if a.lows == b.lows:
        heard = len(a.chain) != len(b.chain) and max(len(a.chain), len(b.chain)) > 2
        if a.article != b.article and len(left) > 3 and (heard or not _one_speaker(a, b)):
            return _Change(len(left), f"the same words, by way of {_way(a)} and of {_way(b)}")
        return None
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    shared, least = sum(m.size for m in blocks), min(len(left), len(right))
    telling = {stem(w.low) for w in a.words if w.low not in word_set("stopwords.txt")} & set(right)
    longest = max(m.size for m in blocks)
    if not telling or shared < LEAST * least:
        return None
    if not _one_speaker(a, b) and (longest < GRAM or shared < 0.6 * least) and not (shared == least and least > 1):
        return None
    if shared < least and (longest < 2 or a.article == b.article):
        return None  # in one article another sentence, unless one is cut from the other
    if shared == least and len(left) != len(right):
        few, many = (a, b) if len(left) < len(right) else (b, a)
        return _Change(shared, f"“{short(few.text)}” is cut from “{short(many.text)}”")
    lost = [w.raw for k, w in enumerate(a.words[:MOST]) if not any(m.a <= k < m.a + m.size for m in blocks)]
    new = [w.raw for k, w in enumerate(b.words[:MOST]) if not any(m.b <= k < m.b + m.size for m in blocks)]
    return _Change(shared, "reworded" + _only("only in one", lost) + _only("only in the other", new))


def _one_speaker(a: Quoted, b: Quoted) -> bool:
    return bool(a.speaker) and last_name(a.speaker) == last_name(b.speaker)


def _way(q: Quoted) -> str:
    return " ← ".join(q.chain) if q.chain else q.speaker or "nobody named"


def _only(label: str, words: Sequence[str]) -> str:
    return f"; {label}: " + ", ".join(f"“{w}”" for w in words[:6]) if words else ""


def _told_once(
    scene: Scene, quoted: Sequence[Quoted], partners: dict[int, list[tuple[int, _Change]]]
) -> Iterator[Relation]:
    """Each version against the fullest that it shares most with; the same two wordings once an article."""
    told: set[tuple[str, str, str]] = set()
    printed = {(q.article, " ".join(q.lows)) for q in quoted}  # what an article has in full, it has not reworded
    for i in sorted(partners, key=lambda n: (len(quoted[n].words), n)):
        q = quoted[i]
        fuller = [(j, c) for j, c in partners[i] if _is_fuller(scene, quoted, j, i)]
        fuller = [
            (j, c)
            for j, c in fuller
            if (q.article, " ".join(quoted[j].lows)) not in printed or q.article == quoted[j].article
        ]
        if not fuller:
            continue
        j, change = min(fuller, key=lambda x: _preference(scene, quoted, i, *x))
        key = (q.article, " ".join(q.lows), " ".join(quoted[j].lows))
        if key not in told:
            told.add(key)
            yield Relation(RelationKind.QUOTATION_DRIFT, q.id, quoted[j].id, change.note)


def _is_fuller(scene: Scene, quoted: Sequence[Quoted], j: int, i: int) -> bool:
    """Whether `j` has more words than `i`; of two equally long ones the first published is the fuller."""
    x, y = len(quoted[j].words), len(quoted[i].words)
    if x != y:
        return x > y
    return (scene.rank[quoted[j].article], j) < (scene.rank[quoted[i].article], i)


def _preference(
    scene: Scene, quoted: Sequence[Quoted], i: int, j: int, change: _Change
) -> tuple[int, int, bool, int, int]:
    derived = any(child == quoted[j].article for child, _ in scene.child_of)
    return -change.shared, -len(quoted[j].words), derived, scene.rank[quoted[j].article], j


def _unquoted(scene: Scene, quoted: Sequence[Quoted]) -> Iterator[Relation]:
    """Quotations whose sentence stands without marks in another article's own voice: each once, to the likest."""
    places: dict[str, list[tuple[int, Statement]]] = defaultdict(list)
    lows_of: dict[int, list[str]] = {}
    for n, s in enumerate(scene.field.statements):
        if s.mode is Mode.NARRATION:
            lows_of[n] = [w.low for w in split_words(s.text)[:MOST]]
            for k in range(len(lows_of[n]) - 4):
                places[" ".join(lows_of[n][k : k + 5])].append((n, s))
    for q in quoted:
        lows = q.lows[:MOST]
        near = {
            n: s
            for k in range(len(lows) - 4)
            for n, s in places.get(" ".join(lows[k : k + 5]), ())[:COMMON]
            if scene.one_story(s.article, q.article) and s.id != q.id
        }
        best: tuple[int, bool, int, int] | None = None
        for n, s in near.items():
            blocks = SequenceMatcher(None, lows, lows_of[n], autojunk=False).get_matching_blocks()
            shared = sum(m.size for m in blocks)
            least = 0.85 if s.article == q.article else 0.5  # an embedded post printed below its quotation
            if shared >= max(0.7, least) * len(lows) and shared >= least * len(lows_of[n]):
                rank = (-shared, any(child == s.article for child, _ in scene.child_of), scene.rank[s.article], n)
                best = rank if best is None or rank < best else best
        if best is not None:
            same = lows == lows_of[best[3]]
            note = "between quotation marks here, in the outlet's own voice there" + (
                "" if same else ", in other words"
            )
            yield Relation(RelationKind.QUOTATION_DRIFT, q.id, scene.field.statements[best[3]].id, note)
