"""Copies: which articles have words from which, in a labelled set that is made of the texts of GUM and MEANTIME by seeded edits.

`--data` is the folder of `gum-news` and `meantime`, or one of the two. Newsrooms take over texts in whole, cut, in another order,
paraphrased in part, as if translated there and back, merged from two, as a passage; beside them stand speeches that unrelated articles
quote, and boilerplate. The splits are made from other seeds and other texts: `tune` to work on, `check` for what is reported.

Pairs are right where both articles have ENOUGH words from the same sentences of one text, whoever had them first; pairs with fewer
count neither way. A direction is asked for where the child credits its parent; ghosts, where the parent is an agency whose text is
not there. Pairs are judged twice: of all articles together, and one after another in drawn order, as a ledger takes them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from sayso.engine import read_all
from sayso.link.copies import find_copies
from sayso.link.copy_memory import CopyMemory
from sayso.model import Article, BlockKind, Copy, InputError, Reading
from sayso.read.blocks import find_blocks
from sayso.read.draft import Draft
from sayso.read.marks import find_marks
from sayso.read.newsrooms import canonical
from sayso.read.sentences import split_sentences

from . import gum, meantime
from .copies_desk import ENOUGH, KINDS, Desk, Made, Text
from .counts import Counts
from .yardstick import Document, Error, Outcome, Trial, Yardstick, folder

WEEKS = {"tune": 24, "check": 36}
MOST_SENTENCES, FEWEST_SENTENCES = 30, 6  # of a text
TEXTS = 14  # of one week


@dataclass(frozen=True, slots=True)
class Week:
    """What is judged: articles and how each was made."""

    made: tuple[Made, ...]


def load(data: Path, split: str | None) -> Iterator[Trial | InputError]:
    part = split or "check"
    articles: list[Article] = []
    for item in _sets(folder(data)):
        if isinstance(item, InputError):
            yield item
        elif isinstance(item, Document):
            articles.append(item.article)
    texts = [t for n, a in enumerate(articles) if n % 2 == (part == "check") and (t := text_from(a))]
    if len(texts) < TEXTS:
        return
    for n in range(WEEKS[part]):
        seed = f"{part} {n}"
        yield Trial(Week(tuple(Desk(random.Random(seed).sample(texts, TEXTS), seed).week())))


def _sets(data: Path) -> Iterator[Document | Trial | InputError]:
    for place in (data, data / "gum-news"):
        if (place / "dep").is_dir():
            yield from gum.load(place, None)
    for place in (data, data / "meantime"):
        if (place / "intra-doc_annotation").is_dir():
            yield from meantime.load(place, None)


def text_from(article: Article) -> Text | None:
    """A text to be copied, cut to MOST_SENTENCES; None where it is too short."""
    draft = Draft(article)
    for stage in (find_blocks, find_marks, split_sentences):
        stage(draft)
    paragraphs: list[tuple[str, ...]] = []
    for block in draft.blocks:
        held = (" ".join(s.of(article.text).split()) for s in draft.sentences if block.span.contains(s))
        if block.kind is BlockKind.PARAGRAPH and (sentences := [s for s in held if len(s.split()) > 3]):
            paragraphs += [tuple(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    while sum(map(len, paragraphs)) > MOST_SENTENCES:
        paragraphs.pop()
    if sum(map(len, paragraphs)) < FEWEST_SENTENCES:
        return None
    headline = article.title or next(
        (b.span.of(article.text) for b in draft.blocks if b.kind is BlockKind.HEADLINE), ""
    )
    shown = " ".join((headline or " ".join(paragraphs[0][0].split()[:7])).split())
    return Text(article.id, shown, tuple(paragraphs))


def judge(week: Week) -> Outcome:
    readings = [r for r in read_all([m.article for m in week.made]) if isinstance(r, Reading)]
    outcome = compare(week, find_copies(readings))
    ledger = CopyMemory()
    for reading in random.Random(len(readings)).sample(readings, len(readings)):
        ledger.keep(reading)
    outcome.rows[ONE_BY_ONE] = compare(week, ledger.copies).rows["pairs"]
    return outcome


def compare(week: Week, copies: Sequence[Copy]) -> Outcome:
    at = {m.id: m for m in week.made}
    said = {frozenset((c.child, c.parent)): c for c in copies if not c.ghost}
    outcome = Outcome({name: Counts() for name in ROWS})
    rows = outcome.rows
    for a, b in combinations(week.made, 2):
        pair, words = frozenset((a.id, b.id)), a.words_from(b)
        found = said.get(pair)
        if words >= ENOUGH:
            rows["pairs"] += Counts.of(1, 0, 0) if found else Counts.of(0, 0, 1)
            child = a if b.id in a.parents else b if a.id in b.parents else None
            if child is not None:
                rows[child.kind] += Counts.of(1, 0, 0) if found else Counts.of(0, 0, 1)
            if found is None:
                outcome.errors.append(_error("missed: " + _how(a, b), a, b, words, None))
            elif child is not None:
                parent = b if child is a else a
                if child.credits == parent.outlet:
                    right = found.child == child.id
                    rows["direction"] += Counts.of(1, 0, 0) if right else Counts.of(0, 1, 1)
                    if not right:
                        outcome.errors.append(_error("wrong direction", child, parent, words, found))
        elif words == 0 and found:
            rows["pairs"] += Counts.of(0, 1, 0)
            outcome.errors.append(_error("no copy", at[found.child], at[found.parent], words, found))
    wanted = {(m.id, _name(m.credits)) for m in week.made if m.credits and not any(p in at for p in m.parents)}
    rows["ghosts"] += Counts.sets(wanted, {(c.child, _name(c.parent)) for c in copies if c.ghost})
    return outcome


def _name(outlet: str) -> str:
    return canonical(outlet) or outlet


def _how(a: Made, b: Made) -> str:
    return " and ".join(sorted({a.kind, b.kind}))


def _error(group: str, a: Made, b: Made, words: int, found: Copy | None) -> Error:
    context = f"{a.id} ({a.kind}, {a.outlet}, {a.day}) and {b.id} ({b.kind}, {b.outlet}, {b.day}): “{a.headline[:60]}”"
    got = f"{found.child} from {found.parent}: {found.evidence}" if found else "nothing"
    return Error(group, context, f"{words} words from the same sentences; credits {a.credits or 'nobody'}", got, words)


ONE_BY_ONE = "pairs, one by one"
ROWS = ("pairs", ONE_BY_ONE, "direction", "ghosts", *KINDS)
YARDSTICK = Yardstick(
    name="copies",
    help="which articles have words from which, in sets made by seeded edits",
    load=load,
    judge=judge,
    splits=("tune", "check"),
    rows=ROWS,
)
