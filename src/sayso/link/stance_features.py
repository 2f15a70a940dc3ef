"""What a claim and an article have in common, and how the article speaks where it speaks of the claim.

A text is prepared once (`told_of`): its sentences with their vectors, their telling words, and the words by which they take a
stand. `features` then holds a claim against an article: how near it comes, and the mean of what its
sentences show, weighted by how near each is to the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from ..model import Span
from .embed import Vectors, embed
from .story_profile import usual_rarity
from .words import lines, number_of, split_words, stem, word_set

Floats = npt.NDArray[np.float64]

MOST_SENTENCES = 80  # read of one article: what it says of its matter stands before that
FOCUS = 12.0  # how sharply the weight of a sentence falls with its distance from the claim
NEAR = 5  # words before a shared word in which a negation or refutation reaches it
LONGEST = 1200  # characters read of one sentence

KINDS = (
    "refutes",
    "denies",
    "doubts",
    "unproven",
    "hedges",
    "hearsay",
    "confirms",
    "media",
    "asks",
    "negates",
    "quotes",
    "first person",
)

_FIRST = frozenset(["i", "we", "my", "our", "us", "me"])
_MARKS = re.compile(r"[\"“”«»]|''|``|(?<!\w)['‘]\w")
_REACHING = ("refutes", "denies", "doubts", "negates")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`keys` are stems of all its words in order, `terms` of those that tell something."""

    span: Span
    keys: tuple[str, ...]
    terms: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    turned: tuple[int, ...]  # positions in `keys` of words that negate, refute or deny


@dataclass(frozen=True, slots=True)
class Told:
    """A text as a stance sees it. `seen` has one row a sentence and a column for each of KINDS, `alike` for each example."""

    sentences: tuple[Sentence, ...]
    vectors: Vectors
    seen: Floats
    terms: frozenset[str]
    alike: Floats


@cache
def _examples() -> Vectors:
    """Sentences that take a stand in words of their own: a denial in words that no list has is still near to one of them."""
    return embed(lines("stance_examples.txt"))


@cache
def _phrases() -> tuple[dict[str, int], dict[str, tuple[tuple[str, int], ...]]]:
    """Kinds as bits: of single words, and of phrases by their first word."""
    single: dict[str, int] = {}
    longer: dict[str, list[tuple[str, int]]] = {}
    for line in lines("stance_words.txt"):
        kind, _, named = line.partition(":")
        bit = 1 << KINDS.index(kind)
        for phrase in named.split(","):
            words = " ".join(_lows(phrase))
            if not words:
                continue
            if " " in words:
                longer.setdefault(words.split()[0], []).append((words, bit))
            else:
                single[words] = single.get(words, 0) | bit
    return single, {w: tuple(found) for w, found in longer.items()}


def _lows(text: str) -> list[str]:
    return [w.low for w in split_words(text)]


def told_of(text: str, spans: Sequence[Span], vectors: Vectors | None = None) -> Told:
    """What the sentences at `spans` tell, the first MOST_SENTENCES of them; `vectors` where they are known, else they are embedded."""
    spans = spans[:MOST_SENTENCES]
    texts = [s.of(text)[:LONGEST] for s in spans]
    found = [_sentence(span, shown) for span, shown in zip(spans, texts, strict=True)]
    seen = np.array([kinds for _, kinds in found]) if found else np.zeros((0, len(KINDS)))
    sentences = tuple(s for s, _ in found)
    terms = frozenset().union(*(s.terms for s in sentences))
    rows = embed(texts) if vectors is None else vectors
    return Told(sentences, rows, seen, terms, np.round((rows @ _examples().T).astype(float), 4))


def _sentence(span: Span, text: str) -> tuple[Sentence, Floats]:
    words = split_words(text)
    lows = [w.low for w in words]
    stop = word_set("stopwords.txt")
    kinds, turned = _kinds(lows, text)
    content = [w for w in words if w.low not in stop and len(w.low) < 40]
    first = min((w.start for w in words), default=0)
    names = frozenset(stem(w.low) for w in content if w.raw[0].isupper() and w.start > first)
    numbers = frozenset(w.low for w in words if w.low[0].isdigit() and number_of(w.low) is not None)
    keys = tuple(stem(w) for w in lows)
    return Sentence(span, keys, frozenset(stem(w.low) for w in content), names, numbers, turned), kinds


def _kinds(lows: Sequence[str], text: str) -> tuple[Floats, tuple[int, ...]]:
    """How often each kind of word occurs, up to three times, and where those stand that turn round what they reach."""
    single, longer = _phrases()
    counts = np.zeros(len(KINDS))
    reaching = sum(1 << KINDS.index(k) for k in _REACHING)
    turned = []
    padded = " ".join(lows) + " "
    at = 0
    for n, low in enumerate(lows):
        bits = single.get(low, 0)
        for phrase, bit in longer.get(low, ()):
            if padded.startswith(phrase + " ", at):
                bits |= bit
        at += len(low) + 1
        if bits:
            for k in range(len(KINDS)):
                counts[k] += bits >> k & 1
            if bits & reaching:
                turned.append(n)
    short = text.count("n't") + text.count("n’t")
    counts[KINDS.index("negates")] += short
    counts[KINDS.index("asks")] += "?" in text
    counts[KINDS.index("quotes")] = len(_MARKS.findall(text)) > 0
    counts[KINDS.index("first person")] = not _FIRST.isdisjoint(lows)
    return np.minimum(counts, 3.0), tuple(turned)


def _weight(terms: Iterable[str]) -> float:
    return sum(usual_rarity(t) for t in sorted(terms))


def features(claim: Told, told: Told) -> Floats:
    """One row of len(names()) for a claim (one sentence) and an article; zeros where one of them has no words."""
    if not claim.sentences or not told.sentences:
        return np.zeros(len(names()))
    own = claim.sentences[0]
    likeness = np.round(told.vectors @ claim.vectors[0], 4).astype(float)
    order = np.argsort(-likeness, kind="stable")
    weight = np.exp(FOCUS * (likeness - likeness.max()))
    weight /= weight.sum()
    seen, n = told.seen, len(order)
    top = order[:3]
    pools = [weight @ seen, seen[order[0]], seen[top].max(axis=0), seen.mean(axis=0), seen[: min(3, n)].mean(axis=0)]
    mine = claim.seen[0]
    turns = np.array(
        [
            mine[0] * pools[0][0],
            mine[1] * pools[0][1],
            (mine[9] > 0) * pools[0][9],
            (mine[0] + mine[1] > 0) * (pools[2][0] + pools[2][1]),
            (mine[9] > 0) * (1 - min(1.0, pools[1][9])),
            (mine[9] == 0) * min(1.0, pools[1][9]),
            mine[5] * pools[0][5],
            mine[4] * pools[0][4],
        ]
    )
    alike = told.alike
    stands = (alike.max(axis=0), weight @ alike, alike[order[:4]].max(axis=0), claim.alike[0])
    return np.concatenate(
        [_nearness(own, told, likeness, order), _reached(own, told, order), mine, *pools, turns, *stands]
    )


def _nearness(own: Sentence, told: Told, likeness: Floats, order: npt.NDArray[np.intp]) -> Floats:
    near = [told.sentences[i] for i in order[:3]]
    all_of = _weight(own.terms) or 1.0
    shares = sorted((_weight(own.terms & s.terms) / all_of for s in told.sentences), reverse=True)
    joined = frozenset().union(*(s.terms for s in near))
    opening = frozenset().union(*(s.terms for s in told.sentences[:3]))
    named = frozenset().union(*(s.names | s.terms for s in told.sentences))
    pairs = set(zip(own.keys, own.keys[1:], strict=False))
    common = max(len(pairs & set(zip(s.keys, s.keys[1:], strict=False))) for s in near) / (len(pairs) or 1)
    numbers = frozenset().union(*(s.numbers for s in told.sentences))
    ranked = likeness[order]
    return np.array(
        [
            ranked[0],
            ranked[:3].mean(),
            likeness.mean(),
            likeness[0],
            likeness[: min(3, len(likeness))].max(),
            order[0] / len(order),
            (likeness > 0.5).mean(),
            (likeness > 0.6).sum() / 5,
            shares[0],
            sum(shares[:3]) / 3,
            _weight(own.terms & told.terms) / all_of,
            _weight(own.terms & joined) / all_of,
            _weight(own.terms & opening) / all_of,
            _weight(own.terms & told.terms) / 40,
            len(own.names & named) / (len(own.names) or 1),
            common,
            len(own.numbers & numbers) / (len(own.numbers) or 1),
            bool(own.numbers) and not own.numbers & numbers,
            np.log(len(likeness)) / 3,
            len(own.keys) / 15,
            ranked[0] - ranked[min(4, len(ranked) - 1)],
        ],
        dtype=float,
    )


NEARNESS = (
    *("nearest", "nearest three", "mean", "first", "first three", "place of nearest", "share near", "count near"),
    *("best share", "best shares", "share", "share of nearest", "share of opening", "shared weight", "names shared"),
    *("pairs shared", "numbers shared", "no number shared", "sentences", "length", "slope"),
)
REACHED = ("turned before shared", "turned after shared", "turned anywhere", "best turned share")
TURNS = (
    *("refutes twice", "denies twice", "negates twice", "both turn", "only claim negates", "only article negates"),
    *("hearsay twice", "hedges twice"),
)


def _reached(own: Sentence, told: Told, order: npt.NDArray[np.intp]) -> Floats:
    """How often a turning word stands close to words that the claim has too, in the nearest sentences."""
    before = after = anywhere = best = 0.0
    for i in order[:4]:
        s = told.sentences[i]
        shared = [n for n, k in enumerate(s.keys) if k in own.terms]
        reached = {n for n in shared for t in s.turned if 0 < n - t <= NEAR}
        behind = {n for n in shared for t in s.turned if 0 < t - n <= NEAR}
        before += bool(reached)
        after += bool(behind)
        anywhere += bool(s.turned and shared)
        best = max(best, len(reached | behind) / (len(shared) or 1))
    return np.array([before, after, anywhere, best])


@cache
def names() -> tuple[str, ...]:
    """Names of the columns of `features`."""
    pools = ("weighted", "nearest", "any of three", "all", "opening")
    return (
        *NEARNESS,
        *REACHED,
        *(f"claim: {k}" for k in KINDS),
        *(f"{p}: {k}" for p in pools for k in KINDS),
        *TURNS,
        *(
            f"{p}: {example}"
            for p in ("most", "weighted", "of four", "claim")
            for example in lines("stance_examples.txt")
        ),
    )
