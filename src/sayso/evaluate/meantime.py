"""MEANTIME: how certain, and whether positive, events in (Wiki)news are.

Layout: a folder of CAT XML files, at any depth; where it holds `intra-doc_annotation`, only that.

sayso judges statements and names the words that make a part of them uncertain; MEANTIME judges events. An event is as certain as the
weakest doubt that bears on it leaves it, and certain where none does; it is negative where a negation bears on it. Events that
stand in no statement, such as the saying itself, are left out. CERTAIN, PROBABLE, POSSIBLE and UNDERSPECIFIED are certain, probable,
possible and unknown; events whose polarity is left open do not count for polarity. Macro F1 is the mean over the classes.

Beside it stand, scored alike: the certainty and polarity of the smallest statement that holds the event ("statement", which is that
of its main clause); and two baselines, the most frequent class for every event, and a lexicon (the first word of a short
list that stands before the event in its sentence says which class it has).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sayso.model import Doubt, InputError, Polarity, Reading, Span, Statement, length
from sayso.read.doubts import UNDOUBTED

from . import dates
from .counts import Counts, Table, macro_f1
from .naf import Annotated, read_naf
from .spans import context
from .yardstick import Document, Error, Outcome, Yardstick, folder

CERTAINTIES = ("certain", "probable", "possible", "unknown")
POLARITIES = ("positive", "negative")
STATEMENT = "statement: "
MAJORITY = "majority: "
LEXICON = "lexicon: "
_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("may", "might", "could", "can", "possible", "possibly", "perhaps", "allowed"), "possible"),
    **dict.fromkeys(("would", "should", "likely", "probably", "expected", "expects", "predicted", "believed"), "probable"),
    **dict.fromkeys(("plan", "plans", "planned", "wants", "intends", "if", "whether", "unless", "considering"), "unknown"),
    **dict.fromkeys(("not", "n't", "no", "never", "without", "cancelled", "refused", "failed", "rejected"), "negative"),
}  # fmt: skip
_WORD = re.compile(r"n't|\w+")


def load(data: Path, split: str | None) -> Iterator[Document | InputError]:
    root = folder(data)
    inner = root / "intra-doc_annotation"
    for path in sorted((inner if inner.is_dir() else root).rglob("*.xml")):
        try:
            annotated = read_naf(path)
        except InputError as e:
            yield e
            continue
        yield Document(annotated.article, annotated)


def compare(reading: Reading, gold: Annotated) -> Outcome:
    rows = {p + c: Counts() for p in ("", STATEMENT, MAJORITY, LEXICON) for c in (*CERTAINTIES, *POLARITIES)}
    outcome = Outcome(rows, chances={"certainty": []})
    for event in gold.events:
        statement = holder(reading, event.span)
        if statement is None:
            continue
        words = words_before(reading.article.text, gold.sentences, event.span)
        for classes, want in ((CERTAINTIES, event.certainty), (POLARITIES, event.polarity)):
            if want is None:
                continue
            got = judged(reading, event.span, classes)
            whole = str(statement.certainty if classes is CERTAINTIES else statement.polarity)
            _count(rows, "", want, got)
            _count(rows, STATEMENT, want, whole)
            _count(rows, MAJORITY, want, classes[0])
            _count(rows, LEXICON, want, next((_WORDS[w] for w in words if _WORDS.get(w) in classes), classes[0]))
            if got != want:
                shown = context(reading.article.text, event.span)
                outcome.errors.append(Error(f"{want} read as {got}", shown, want, got))
            if classes is CERTAINTIES:
                sure = UNDOUBTED if got == CERTAINTIES[0] else min(d.confidence for d in bearing(reading, event.span))
                outcome.chances["certainty"].append((sure, got == want))
    found = [t for t in reading.times if t.span.start < gold.end]
    times, mistakes = dates.score(reading.article.text, gold.times, found)
    outcome.rows.update(times)
    outcome.errors.extend(mistakes)
    return outcome


def holder(reading: Reading, span: Span) -> Statement | None:
    """The smallest statement of which a piece overlaps `span`."""
    held = [s for s in reading.statements if any(x.overlaps(span) for x in s.spans)]
    return min(held, key=lambda s: length(s.spans), default=None)


def words_before(text: str, sentences: tuple[Span, ...], span: Span) -> list[str]:
    start = next((s.start for s in sentences if s.contains(span)), span.start)
    return [m[0].lower() for m in _WORD.finditer(text, start, span.start)]


def bearing(reading: Reading, span: Span) -> list[Doubt]:
    """The doubts and negations that bear on the words at `span`."""
    return [d for d in reading.doubts if any(x.overlaps(span) for x in d.scope)]


def judged(reading: Reading, span: Span, classes: tuple[str, ...]) -> str:
    """The class of an event by the doubts that bear on it."""
    found = bearing(reading, span)
    if classes is CERTAINTIES:
        return max((str(d.certainty) for d in found), key=classes.index, default=classes[0])
    return str(Polarity.NEGATIVE if any(d.polarity is Polarity.NEGATIVE for d in found) else Polarity.POSITIVE)


def _count(rows: dict[str, Counts], prefix: str, want: str, got: str) -> None:
    if got == want:
        rows[prefix + want] += Counts.of(1, 0, 0)
        return
    rows[prefix + want] += Counts.of(0, 0, 1)
    rows[prefix + got] += Counts.of(0, 1, 0)


def _macro(prefix: str, classes: tuple[str, ...]) -> Callable[[Table], float]:
    return lambda table: macro_f1(table, [prefix + c for c in classes])


YARDSTICK = Yardstick(
    name="meantime",
    help="how certain, and whether positive, events inside statements are, and dates",
    load=load,
    compare=compare,
    rows=(*CERTAINTIES, *POLARITIES, *dates.ROWS),
    figures={
        f"{prefix}{what} macro F1": _macro(prefix, classes)
        for what, classes in (("certainty", CERTAINTIES), ("polarity", POLARITIES))
        for prefix in ("", STATEMENT, MAJORITY, LEXICON)
    },
)
