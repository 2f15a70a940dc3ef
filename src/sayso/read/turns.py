"""Who speaks where only the layout tells: transcripts ("ROE: ..."), quotations signed below ("― Ann Roe"), lead-ins ("Roe added:").

A turn is one or more whole sentences, over paragraphs where it runs on. Its first sentence has the attribution; the others go on from it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ..model import EntityKind, Span
from .draft import Draft, Marks
from .edges import QUOTES, quoted_share
from .joining import Attribution

TURN = "turn"  # the basis of its statements
SURE = 0.9
TURNS = 3  # fewer labels are no transcript
LABEL = re.compile(r"[\"“”'‘]?(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})(?: \([^)\n]{1,30}\))?(?P<colon>:)\s")
SIGNED = re.compile(
    r"\s*(?P<dash>[―—–]|--?)\s*(?P<name>(?:[A-Z][\w.'’-]*)(?: (?:(?:[a-z]{1,3} )?[A-Z][\w.'’-]*)){1,4})(?P<role>, [^\n“”\"]{2,80})?\s*$"
)
SHORT = 8  # words of a lead-in that tells nothing by itself
HELD = 0.6  # of an unmarked paragraph after a lead-in, as the tagger sees it, or a marked one
WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Turns:
    """Numbers of sentences: `first` with their attributions, `rest` with the first of theirs, `silent` ones say nothing by
    themselves, and what comes after those of `closed` does not go on from them."""

    first: dict[int, Attribution] = field(default_factory=dict)
    rest: dict[int, int] = field(default_factory=dict)
    silent: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)

    def holds(self, n: int) -> bool:
        return n in self.first or n in self.rest

    def add(self, numbers: list[int], a: Attribution) -> None:
        self.first[numbers[0]] = a
        self.rest.update(dict.fromkeys(numbers[1:], numbers[0]))


def find_turns(draft: Draft, outer: dict[int, list[Attribution]]) -> Turns:
    """`outer`: the outermost attributions found so far, by number of sentence."""
    turns = Turns()
    paragraphs = _paragraphs(draft)
    _transcript(draft, paragraphs, turns)
    for m in draft.marks:
        _signed(draft, m, turns)
    for k, (_, numbers) in enumerate(paragraphs):
        if numbers and draft.words(draft.sentences[numbers[-1]]).rstrip().endswith(":"):
            _lead_in(draft, paragraphs, k, outer, turns)
    return turns


def _paragraphs(draft: Draft) -> list[tuple[Span, list[int]]]:
    """Each speaking block with the numbers of its sentences."""
    out, at = [], 0
    for block in draft.speaking_blocks():
        numbers = []
        while at < len(draft.sentences) and draft.sentences[at].start < block.span.end:
            if draft.sentences[at].start >= block.span.start:
                numbers.append(at)
            at += 1
        out.append((block.span, numbers))
    return out


def _transcript(draft: Draft, paragraphs: list[tuple[Span, list[int]]], turns: Turns) -> None:
    labels = [LABEL.match(draft.masked, draft.sentences[ns[0]].start) if ns else None for _, ns in paragraphs]
    counts = Counter(m["name"] for m in labels if m)
    people = {w for e in draft.entities if e.kind is EntityKind.PERSON for w in e.name.upper().split()}
    labels = [m if m and _is_speaker(m["name"], counts, people) else None for m in labels]
    at = [k for k, m in enumerate(labels) if m]
    if len(at) < TURNS or len({m["name"] for m in labels if m}) < 2:
        return
    _known_by_label(draft, [Span(*m.span("name")) for m in labels if m])
    for k, until in zip(at, [*at[1:], at[-1] + 1], strict=True):
        m, numbers = labels[k], list(paragraphs[k][1])
        assert m is not None
        for block, more in paragraphs[k + 1 : until]:
            if not draft.words(block).startswith(tuple(QUOTES)) and _held(draft, block) < HELD:
                break
            numbers.extend(more)
        said = Span(m.end(), draft.sentences[numbers[0]].end)
        if WORD.search(draft.words(said)):
            turns.add(numbers, _turn(numbers[0], Span(*m.span("name")), Span(*m.span("colon")), said))
        turns.closed.add(numbers[-1])


def _is_speaker(name: str, counts: Counter[str], people: set[str]) -> bool:
    """A label in capitals that comes back or is a person's name, or any other that is both."""
    known = name.upper().split()[-1] in people
    again = counts[name] > 1
    return len(name) > 2 and (known or again if name.isupper() else known and again)


def _known_by_label(draft: Draft, labels: list[Span]) -> None:
    """Labels ("ROE:") become mentions of the one person whose surname they are."""
    for shown in dict.fromkeys(draft.words(s).upper() for s in labels):
        here = [s for s in labels if draft.words(s).upper() == shown]
        people = [e for e in draft.entities if e.kind is EntityKind.PERSON and e.name.upper().endswith(" " + shown)]
        if len(people) != 1:
            continue
        same = [e for e in draft.entities if e is not people[0] and e.name.upper() == shown]
        mentions = sorted({*people[0].mentions, *(m for e in same for m in e.mentions), *here})
        whole = replace(people[0], mentions=tuple(mentions))
        draft.entities[:] = [whole if e is people[0] else e for e in draft.entities if e not in same]


def _signed(draft: Draft, m: Marks, turns: Turns) -> None:
    """Right after a quotation of whole sentences a dash and a name, and nothing more on the line or in the paragraph."""
    if m.depth or not m.closed:
        return
    end = draft.text.find("\n", m.outer.end)
    end = len(draft.text) if end < 0 else end
    if not draft.text[m.outer.end : end].strip():  # on a line of its own
        begin = re.compile(r"\s*").match(draft.text, m.outer.end).end()  # type: ignore[union-attr]
        end = draft.text.find("\n", begin)
        end = len(draft.text) if end < 0 else end
    sign = SIGNED.match(draft.masked, m.outer.end, min(end, m.outer.end + 200))
    numbers = [n for n, s in enumerate(draft.sentences) if s.overlaps(m.outer)]
    if sign is None or not numbers or sign.end() != end or any(turns.holds(n) for n in numbers):
        return
    if draft.text[draft.sentences[numbers[0]].start : m.outer.start].strip() or len(draft.words(m.inner).split()) < 3:
        return
    first = draft.sentences[numbers[0]]
    said = Span(max(first.start, m.inner.start), min(first.end, m.inner.end))
    turns.add(numbers, _turn(numbers[0], Span(*sign.span("name")), Span(*sign.span("dash")), said))
    turns.silent.update(
        n for n, s in enumerate(draft.sentences) if m.outer.end <= s.start < sign.end() and n not in numbers
    )
    turns.closed.add(numbers[-1])


def _lead_in(
    draft: Draft,
    paragraphs: list[tuple[Span, list[int]]],
    k: int,
    outer: dict[int, list[Attribution]],
    turns: Turns,
) -> None:
    """ "Roe added:" at the end of a paragraph: the next is what was said, and those after it while its marks stay open."""
    n = paragraphs[k][1][-1]
    lone = [a for a in outer.get(n, []) if a.cue and a.source and not a.contents]
    if not lone or turns.holds(n) or k + 1 == len(paragraphs):
        return
    numbers: list[int] = []
    for block, more in paragraphs[k + 1 :]:
        if any(turns.holds(i) for i in more) or not (
            _in_marks(draft, block) or (not numbers and _held(draft, block) >= HELD)
        ):
            break
        numbers.extend(more)
        if not _stays_open(draft, block):
            break
    if not numbers:
        return
    a = lone[-1]
    said = draft.sentences[numbers[0]]
    assert a.cue is not None
    assert a.source is not None
    turns.add(numbers, _turn(numbers[0], a.source, a.cue, said, a.score))
    if len(draft.words(draft.sentences[n]).split()) <= SHORT:
        turns.silent.add(n)


def _turn(n: int, source: Span, cue: Span, said: Span, score: float = SURE) -> Attribution:
    return Attribution(n, cue=cue, source=source, contents=[said], score=score, basis=TURN)


def _in_marks(draft: Draft, block: Span) -> bool:
    return draft.words(block).lstrip().startswith(tuple(QUOTES)) and quoted_share(draft, block) >= HELD


def _stays_open(draft: Draft, block: Span) -> bool:
    return any(not m.closed and m.depth == 0 and block.contains(m.inner) for m in draft.marks)


def _held(draft: Draft, block: Span) -> float:
    """How much of a paragraph the tagger takes for content."""
    held = sum(
        max(0, min(t.span.end, block.end) - max(t.span.start, block.start))
        for t in draft.tagged
        if t.role == "content" and t.layer == 0
    )
    return held / max(1, block.end - block.start)
