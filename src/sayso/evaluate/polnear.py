"""PolNeAR: who said what in news on US politics.

Layout: `text/*.txt` and, in brat standoff, `attributions/NAME_ANNOTATOR.ann`; parts (dev, train, test) are folders of these two.
Where several annotators did one text, the first file counts.

What is compared: PolNeAR marks attributions that stand in the text with a cue, so statements that sayso calls explicit count,
and of these the outermost: those in nobody's content but the article's own. It marks the whole of a quotation as the content
of its cue, over as many sentences as it has; sayso makes a statement of each sentence, inherited from the one with the cue. So
the direct quotations that inherit a source are joined to the explicit statement of that source nearest before, or
after, in their paragraph; those of one turn (read/turns.py) over all its paragraphs. Other inherited statements
(indirect speech without a cue, quotations in later paragraphs) have no counterpart in PolNeAR and are left out. The clauses
that sayso makes of a statement are its parts, and are left out too.
PolNeAR also marks what is touched on in passing ("a critic of the plan"); what a reading has of these as asides counts.

Words are runs of letters and digits. Punctuation, and so the question whether quotation marks belong to a content, decides
nothing. A content's "that" does not either: PolNeAR's contents begin with it, sayso's after it.

    source, cue, content    precision and recall of words
    content exact           spans with the same first and last words; each piece of a discontinuous content by itself
    linked                  attributions: content IoU and source IoU (of words) at least one half, or both without source
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.model import Article, AttributionKind, InputError, Mode, Reading, SourceKind, Span, Statement
from sayso.read.turns import TURN

from .brat import ROLES, Attribution, attributions, outermost
from .counts import Counts
from .spans import context, inside, matched, tokens
from .yardstick import Document, Error, Outcome, Yardstick, folder, text_of

HALF = 0.5
SPLITS = ("dev", "train", "test")


def load(data: Path, split: str | None) -> Iterator[Document | InputError]:
    for part in _parts(data, split):
        marked = sorted((part / "attributions").glob("*.ann"))
        for file in sorted((part / "text").glob("*.txt")):
            first = next((a for a in marked if a.name.startswith(file.stem)), None)
            if first is None:
                yield InputError(str(file), "nobody annotated it.", "It was left out.")
                continue
            try:
                text = text_of(file)
                found = list(attributions(first, len(text)))
            except InputError as e:
                yield e
                continue
            yield from (f for f in found if isinstance(f, InputError))
            gold = [f for f in found if isinstance(f, Attribution)]
            yield Document(Article(id=file.stem, text=text, file=str(file), language="en"), outermost(gold))


def _parts(data: Path, split: str | None) -> list[Path]:
    folder(data)
    if (data / "text").is_dir() and split in (None, data.name):
        return [folder(data, "text", "attributions")]
    names = [split] if split else [s for s in SPLITS if (data / s).is_dir()]
    if not names:
        raise InputError(str(data), "it holds neither text/ nor a folder dev, train or test.", "Give PolNeAR's folder.")
    return [folder(folder(data, name) / name, "text", "attributions") for name in names]


@dataclass(frozen=True, slots=True)
class Words:
    """One attribution as positions of words, by role; `pieces` are the parts of its content as (first, last)."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    pieces: frozenset[tuple[int, int]]
    confidence: float = 1.0


def compare(reading: Reading, gold: Sequence[Attribution]) -> Outcome:
    return hold(reading.article.text, found(reading), gold)


def hold(text: str, made: Sequence[tuple[Attribution, float]], gold: Sequence[Attribution]) -> Outcome:
    """Attributions of `text`, each with its confidence, against those of the gold."""
    words = tokens(text)
    want = [_words(text, words, a) for a in gold]
    have = [_words(text, words, a, sure) for a, sure in made]
    pairs = _linked(want, have)
    rows = {role: Counts.sets(_all(want, role), _all(have, role)) for role in ROLES}
    rows["content exact"] = Counts.sets({p for w in want for p in w.pieces}, {p for h in have for p in h.pieces})
    rows["linked"] = Counts.of(len(pairs), len(have) - len(pairs), len(want) - len(pairs))
    right = set(pairs.values())
    chances = [(h.confidence, n in right) for n, h in enumerate(have)]
    return Outcome(rows, _errors(text, words, want, have, pairs), {"attribution": chances})


def found(reading: Reading) -> list[tuple[Attribution, float]]:
    """sayso's attributions as PolNeAR would mark them, with their confidence."""
    own = {s.id for s in reading.statements if s.source.kind is SourceKind.NARRATOR}
    top = [s for s in reading.statements if s.basis != "clause" and (s.parent is None or s.parent in own)]
    explicit = [s for s in top if s.attribution is AttributionKind.EXPLICIT and s.cue is not None]
    made = {s.id: _attribution(s) for s in explicit}
    for heir in top:
        if heir.attribution is AttributionKind.INHERITED and heir.mode is Mode.DIRECT:
            head = _head(reading, explicit, heir)
            if head is not None:
                made[head.id].content.extend(heir.spans)
    said = {cue for a in made.values() for cue in a.cue}
    slight = [a for a in reading.asides if not any(a.cue.overlaps(cue) for cue in said)]
    asides = [(Attribution([a.source] if a.source else [], [a.cue], list(a.spans)), a.confidence) for a in slight]
    return [*((made[s.id], s.confidence) for s in explicit), *asides]


def _attribution(s: Statement) -> Attribution:
    source = [s.source.span] if s.source.span is not None else []
    return Attribution(source, [s.cue.span] if s.cue else [], list(s.spans))


def _head(reading: Reading, explicit: Sequence[Statement], heir: Statement) -> Statement | None:
    """The statement that `heir` goes on from: of the same source, in the same paragraph, the last before it or else the next."""
    block = next((b.span for b in reading.blocks if b.span.contains(heir.extent)), None)
    if block is None:
        return None
    same = [s for s in explicit if s.source.name == heir.source.name]
    if heir.basis == TURN:
        return next((s for s in reversed(same) if s.basis == TURN and s.extent.start < heir.extent.start), None)
    near = [s for s in same if block.contains(s.extent)]
    before = [s for s in near if s.extent.start < heir.extent.start]
    return before[-1] if before else (near[0] if near else None)


def _words(text: str, words: Sequence[Span], a: Attribution, sure: float = 1.0) -> Words:
    pieces = [sorted(inside(words, [s])) for s in a.content]
    pieces = [p[1:] if len(p) > 1 and words[p[0]].of(text).lower() == "that" else p for p in pieces]
    ends = frozenset((p[0], p[-1]) for p in _joined([p for p in pieces if p]))
    content = frozenset(i for p in pieces for i in p)
    return Words(frozenset(inside(words, a.source)), frozenset(inside(words, a.cue)), content, ends, sure)


def _joined(pieces: list[list[int]]) -> list[list[int]]:
    """Pieces with no word between them are one: several sentences of a quotation."""
    out: list[list[int]] = []
    for piece in sorted(pieces):
        if out and piece[0] <= out[-1][-1] + 1:
            out[-1] = sorted({*out[-1], *piece})
        else:
            out.append(piece)
    return out


def _all(side: Sequence[Words], role: str) -> set[int]:
    return {i for w in side for i in getattr(w, role)}


def _linked(want: Sequence[Words], have: Sequence[Words]) -> dict[int, int]:
    likely = [
        (_iou(w.content, h.content), g, n)
        for g, w in enumerate(want)
        for n, h in enumerate(have)
        if _iou(w.content, h.content) >= HALF and (_iou(w.source, h.source) >= HALF or not (w.source or h.source))
    ]
    return matched(likely)


def _iou(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a & b else 0.0


def _errors(
    text: str, words: Sequence[Span], want: Sequence[Words], have: Sequence[Words], pairs: dict[int, int]
) -> list[Error]:
    """Attributions that are not linked, by what is wrong with them; and of those that are, cues and edges that differ."""
    out: list[Error] = []
    shared = [(len(w.content & h.content), g, n) for g, w in enumerate(want) for n, h in enumerate(have)]
    near = matched([x for x in shared if x[0]])
    near = {g: n for g, n in near.items() if g not in pairs and n not in set(pairs.values())}

    def shown(some: frozenset[int]) -> str:
        return text[words[min(some)].start : words[max(some)].end].replace("\n", " ") if some else "(none)"

    def error(group: str, at: frozenset[int], role: str, gold: Words | None, got: Words | None) -> None:
        span = Span(words[min(at)].start, words[max(at)].end)
        sides = [shown(getattr(side, role)) if side else "(nothing)" for side in (gold, got)]
        other = len((gold.content if gold else frozenset()) ^ (got.content if got else frozenset()))
        out.append(Error(group, context(text, span), sides[0], sides[1], float(other)))

    for g, w in enumerate(want):
        at = w.cue or w.content
        if g in pairs:
            h = have[pairs[g]]
            if w.cue != h.cue:
                error("cue: other words", at, "cue", w, h)
            if w.source != h.source:
                error("source: other edges", at, "source", w, h)
            if w.pieces != h.pieces:
                error("content: other edges", at, "content", w, h)
        elif g in near:
            h = have[near[g]]
            wrong = "content: far off" if _iou(w.content, h.content) < HALF else "source: another, or none"
            error(wrong, at, "content" if wrong.startswith("content") else "source", w, h)
        else:
            error("missed", at, "content", w, None)
    taken = {*pairs.values(), *near.values()}
    for n, h in enumerate(have):
        if n not in taken and (h.cue or h.content):
            error("not in the gold", h.cue or h.content, "content", None, h)
    return out


YARDSTICK = Yardstick(
    name="polnear",
    help="who said what: source, cue and content of attributions in political news",
    load=load,
    compare=compare,
    splits=SPLITS,
    rows=(*ROLES, "content exact", "linked"),
)
