"""Szeged uncertainty corpus, its part of Wikipedia articles: the words that signal uncertainty.

Layout: one or more XML files with `<Sentence>`s in which `<ccue type="...">` marks a cue; each `<Document>` is read as one article,
its title as a line of its own.

    cue         the same words, neither more nor fewer
    overlap     cues that share a word with one of the other side
    sentence    sentences that hold a cue

What sayso finds are the doubts of its reading. Intentions ("plans to"), ability ("can", "allows") and negations are none in this
corpus, and left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from sayso.model import Article, Doubt, InputError, Reading, SignalKind, Span

from .counts import Counts
from .spans import context, inside, tokens
from .yardstick import Document, Error, Outcome, Yardstick, folder


@dataclass(frozen=True, slots=True)
class Cues:
    sentences: tuple[Span, ...]
    cues: tuple[tuple[Span, str], ...]  # where, and of what type


def load(data: Path, split: str | None) -> Iterator[Document | InputError]:
    files = sorted(folder(data).glob("*.xml"))
    for file in files:
        try:
            root = ElementTree.parse(file).getroot()
        except (ElementTree.ParseError, OSError, ValueError) as e:
            yield InputError(str(file), f"this is not the corpus's XML ({e}).", "It was left out.")
            continue
        for number, element in enumerate(root.iter("Document"), 1):
            document = _document(element, f"{file.stem}{number}")
            if document is not None:
                yield document


def _document(element: ElementTree.Element, identity: str) -> Document | None:
    text, sentences, cues = "", [], []
    for part in element.iter("DocumentPart"):
        for n, sentence in enumerate(part.iter("Sentence")):
            text += ("\n\n" if n == 0 else " ") if text else ""
            start = len(text)
            text += sentence.text or ""
            for child in sentence:
                word = "".join(child.itertext())
                if child.tag == "ccue" and word.strip():
                    cues.append((Span(len(text), len(text) + len(word)), (child.get("type") or "").strip(" _")))
                text += word + (child.tail or "")
            sentences.append(Span(start, len(text)))
    if not text.strip():
        return None
    return Document(Article(identity, text, file=identity, language="en"), Cues(tuple(sentences), tuple(cues)))


def compare(reading: Reading, gold: Cues) -> Outcome:
    text = reading.article.text
    words = tokens(text)
    signals = {d.span for d in reading.doubts if is_cue(d)}
    want = {frozenset(inside(words, [span])): kind for span, kind in gold.cues}
    have = {frozenset(inside(words, [span])) for span in signals}
    want.pop(frozenset(), None)
    have.discard(frozenset())
    rows = {
        "cue": Counts.sets(set(want), have),
        "overlap": _overlap(list(want), list(have)),
        "sentence": Counts.sets(
            _holding(words, gold.sentences, list(want)), _holding(words, gold.sentences, list(have))
        ),
    }
    return Outcome(rows, list(_errors(text, words, want, have)))


def is_cue(doubt: Doubt) -> bool:
    if doubt.kind in (SignalKind.PREDICTION, SignalKind.DENIAL):
        return False
    return doubt.kind is not SignalKind.MODAL or doubt.text.lower() in ("may", "might", "could")


def _overlap(want: Sequence[frozenset[int]], have: Sequence[frozenset[int]]) -> Counts:
    all_want, all_have = frozenset().union(*want), frozenset().union(*have)
    right, found = sum(bool(h & all_want) for h in have), sum(bool(w & all_have) for w in want)
    return Counts(right, len(have), found, len(want))


def _holding(words: Sequence[Span], sentences: Sequence[Span], cues: Sequence[frozenset[int]]) -> set[int]:
    starts = {words[min(c)].start for c in cues}
    return {n for n, s in enumerate(sentences) if any(s.start <= at < s.end for at in starts)}


def _errors(
    text: str, words: Sequence[Span], want: dict[frozenset[int], str], have: set[frozenset[int]]
) -> Iterator[Error]:
    for cue in sorted({*want, *have}, key=min):
        if (cue in want) == (cue in have):
            continue
        span = Span(words[min(cue)].start, words[max(cue)].end)
        group = f"missed: {want[cue]}" if cue in want else "not in the gold"
        sides = (span.of(text), "(nothing)") if cue in want else ("(nothing)", span.of(text))
        yield Error(group, context(text, span), *sides)


YARDSTICK = Yardstick(
    name="szeged",
    help="words that signal uncertainty, in Wikipedia articles",
    load=load,
    compare=compare,
    rows=("cue", "overlap", "sentence"),
)
