"""Which words of doubts.tsv earn their place, and how far that carries: chosen on four fifths of the Szeged corpus, measured on the fifth.

    python training/doubts.py [SZEGED] [--every N]

Each row of the list (word, class, pattern) is kept where so many of what it finds in the four fifths are cues that F1 gains by
it (more than half of F1); what it finds in the remaining fifth is scored like `sayso evaluate szeged`, and all five together give the
figure. Then the hedge cues of the encoder beside the list: from which score on one may stand alone, and below which chance the encoder
vetoes a row that the four fifths leave in doubt. As the encoder was trained on all but every fifth text
(`training/attribution/texts.py`), that fifth alone is measured. Writes nothing: the list is edited by hand.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate import yardstick
from sayso.evaluate.counts import Counts
from sayso.evaluate.spans import inside, tokens
from sayso.evaluate.szeged import is_cue
from sayso.evaluate.yardstick import Document
from sayso.read import reader
from sayso.read.doubts import find_doubts, matches
from sayso.read.draft import Draft
from sayso.read.parse import parse
from sayso.read.tagger import tag

SZEGED = Path(__file__).resolve().parents[2] / "shared" / "data" / "szeged-uncertainty"
FOLDS = 5
KEEP = 0.4
DOUBTFUL = 0.85  # a row right less often than this may be vetoed by the encoder
SURE = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 2.0)  # from which score a hedge of the encoder alone is taken
Word = frozenset[int]


@dataclass(frozen=True, slots=True)
class Found:
    """One text: its cues, what each row of the list finds, and the encoder's hedges with their scores; places as words."""

    cues: frozenset[Word]
    listed: tuple[tuple[Word, str], ...]
    hedges: tuple[tuple[Word, float], ...]


def look(document: Document, encoder: bool) -> Found:
    draft = Draft(document.article)
    until = next(n for n, s in enumerate(reader.STAGES) if s.run is (tag if encoder else parse))
    for stage in reader.STAGES[: until + 1]:
        stage.run(draft)
    find_doubts(draft)
    words = tokens(draft.text)
    cues = {frozenset(inside(words, [span])) for span, _ in document.gold.cues}
    rows = [" ".join(word[:3]) for _, word in matches(draft)]
    listed = [(frozenset(inside(words, [d.span])), row) for d, row in zip(draft.doubts, rows, strict=True) if is_cue(d)]
    hedges = [(frozenset(inside(words, [h.span])), h.score) for h in draft.hedges]
    return Found(frozenset(cues - {frozenset()}), tuple(x for x in listed if x[0]), tuple(x for x in hedges if x[0]))


def rows_kept(rows: Set[str], texts: Sequence[Found], least: float = KEEP) -> set[str]:
    """Those of `rows` that are right often enough; rows not seen count as even."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for t in texts:
        for word, row in t.listed:
            total[row] += 1
            right[row] += word in t.cues
    return {row for row in rows if right[row] + 1 >= least * (total[row] + 2)}


def scored(texts: Sequence[Found], kept: Set[str], sure: float, weak: Set[str] = frozenset()) -> Counts:
    whole = Counts()
    for t in texts:
        seen = frozenset(i for word, _ in t.hedges for i in word)
        have = {word for word, row in t.listed if row in kept and (row not in weak or word & seen)}
        have |= {word for word, score in t.hedges if score >= sure}
        whole += Counts.sets(t.cues, have)
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=SZEGED)
    parser.add_argument("--every", type=int, default=1, help="read each Nth text")
    args = parser.parse_args()
    documents = [d for d in yardstick("szeged").load(args.data, None) if isinstance(d, Document)]
    some = [(n, d) for n, d in enumerate(documents) if n // FOLDS % args.every == 0]
    folds = [[look(d, k == FOLDS - 1) for n, d in some if n % FOLDS == k] for k in range(FOLDS)]
    whole, every = Counts(), Counts()
    rows = {row for fold in folds for t in fold for _, row in t.listed}
    for k, check in enumerate(folds):
        kept = rows_kept(rows, [t for n, fold in enumerate(folds) if n != k for t in fold])
        part = scored(check, kept, 2.0)
        whole, every = whole + part, every + scored(check, rows, 2.0)
        print(f"fold {k + 1}: {len(kept)} of {len(rows)} rows kept, {shown(part)}")
    print(f"five folds: {shown(whole)}; the whole list, unchosen: {shown(every)}")
    check, rest = folds[-1], [t for fold in folds[:-1] for t in fold]
    kept, weak = rows_kept(rows, rest), rows_kept(rows, rest) - rows_kept(rows, rest, DOUBTFUL)
    print(f"encoder's own fifth, the encoder alone: {shown(scored(check, set(), 0.0))}")
    for sure in SURE:
        print(f"with its hedges from {sure}: {shown(scored(check, kept, sure))}; ", end="")
        print(f"and its veto on {len(weak)} rows: {shown(scored(check, kept, sure, weak))}")


def shown(counts: Counts) -> str:
    return f"precision {counts.precision:.3f}, recall {counts.recall:.3f}, F1 {counts.f1:.3f}"


if __name__ == "__main__":
    main()
