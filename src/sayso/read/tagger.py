"""What one small trained encoder sees in a text (see weights/MODEL_CARD.md): source, cue and content spans, names, hedge cues.

The encoder reads windows of whole sentences, each word piece with how it is written (lower case, Title, CAPITALS). For each
piece it gives BIO tags of four heads: outermost attributions, attributions nested in the content of another, named entities,
and hedge cues. A word is a token of the parse; its pieces vote together.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..model import Span
from .draft import Draft, Tagged
from .lines import flat

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

WEIGHTS = Path(__file__).parent / "weights"
WINDOW = 254  # word pieces
SAY = 0.4  # how much of a vote on a name comes from the same word elsewhere in the text
ROLES = ("source", "cue", "content")
LABELS = (
    *("CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG"),
    *("PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"),
)
HEADS = (ROLES, ROLES, LABELS, ("hedge",))  # as the logits go: of each head O, then B and I of each kind


@dataclass(frozen=True, slots=True)
class Run:
    """Words `[first, end)` of kind number `kind`, and the mean chance that they are."""

    kind: int
    first: int
    end: int
    score: float


@cache
def tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))


@cache
def session() -> Any:
    """One thread: one per process beats two, and results do not depend on the machine's number of cores.

    The fused operator for a sum and its layer norm takes six times as long as the two apart, so that fusion stays off.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model, where = str(WEIGHTS / "tagger.onnx"), ["CPUExecutionProvider"]
    return onnxruntime.InferenceSession(model, options, providers=where, disabled_optimizers=["SkipLayerNormFusion"])


def windows(pieces: int, starts: list[int]) -> list[tuple[int, int]]:
    """`[start, end)` of each window over `pieces` word pieces; `starts` are the pieces that start a sentence, in order.

    As many whole sentences as fit; a sentence longer than half a window may be cut.
    """
    out, at = [], 0
    while at < pieces:
        end = min(pieces, at + WINDOW)
        if end < pieces:
            k = bisect_right(starts, end) - 1
            end = starts[k] if k >= 0 and starts[k] > at + WINDOW // 2 else end
        out.append((at, end))
        at = end
    return out


def case_ids(text: str, offsets: list[tuple[int, int]]) -> list[int]:
    """How each piece is written: 1 lower, 2 Title, 3 CAPITALS, 0 anything else."""
    pieces = [text[s:e] for s, e in offsets]
    return [1 if p.islower() else 2 if p.istitle() else 3 if p.isupper() else 0 for p in pieces]


def chances(ids: list[int], cases: list[int], starts: list[int]) -> list[Floats]:
    """For each head (pieces, 1 + 2 * kinds): the chance of O and of B and I of each kind; each row sums to one."""
    tok = tokenizer()
    cls, sep = tok.token_to_id("[CLS]"), tok.token_to_id("[SEP]")
    rows = []
    for s, e in windows(len(ids), starts):
        feed = {"ids": np.array([[cls, *ids[s:e], sep]]), "case": np.array([[0, *cases[s:e], 0]])}
        rows.append(session().run(None, feed)[0][0, 1:-1])
    logits = np.concatenate(rows)
    ends = np.cumsum([1 + 2 * len(kinds) for kinds in HEADS])[:-1]
    return [_softmax(part) for part in np.split(logits, ends, axis=1)]


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    result: Floats = powers / powers.sum(-1, keepdims=True)
    return result


def tag(draft: Draft) -> None:
    """Fills `tagged` and `hedges`, and sets the named entities of `doc`."""
    text, doc = draft.masked, draft.doc
    encoded = tokenizer().encode(text, add_special_tokens=False) if text.strip() else None
    if encoded is None or not encoded.ids:
        return
    offsets = encoded.offsets
    begins = np.array([s for s, _ in offsets])
    starts = np.unique(np.searchsorted(begins, [s.start for s in draft.sentences]))
    cases = case_ids(text, offsets)
    outer, inner, named, hedges = chances(encoded.ids, cases, starts.tolist())
    words = Words.of(doc, begins, np.array(cases))
    for layer, part in enumerate((outer, inner)):
        draft.tagged.extend(_tagged(words, runs(part, votes(part, words), words), ROLES, layer))
    draft.tagged.sort(key=lambda t: (t.span, t.layer, t.role))
    draft.hedges.extend(_tagged(words, runs(hedges, votes(hedges, words), words), ("hedge",), 0))
    set_entities(doc, words, names(named, together(votes(named, words), words), words))


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of the parse that have word pieces, without white space.

    `tokens` are their numbers and `ends` where each ends: a token without pieces of its own goes with the word before.
    `first`, `last`: the pieces `[first, last)` that start in each. `breaks`: no name crosses into this word.
    `spans`: `[start, end)` of characters. `forms`: a number for each word form, whatever its case; `capital`: it begins with a
    capital.
    """

    tokens: Ints
    ends: Ints
    first: Ints
    last: Ints
    breaks: NDArray[np.bool_]
    spans: Ints
    forms: Ints
    capital: NDArray[np.bool_]

    @classmethod
    def of(cls, doc: Doc, begins: Ints, cases: Ints) -> Words:
        """`begins` is where each piece starts, `cases` how it is written."""
        rows = doc.to_array(["IDX", "LENGTH", "IS_SPACE", "SENT_START", "LOWER"]).astype(np.int64)
        at, length, space, sentence, lower = rows.T
        first = np.searchsorted(begins, at)
        last = np.append(first[1:], len(begins))
        pieces = (last > first) & (space == 0)
        tokens = np.flatnonzero(pieces)
        solid = np.flatnonzero(space == 0)
        following = np.append(tokens[1:], len(space))[: len(tokens)]
        ends = solid[np.searchsorted(solid, following) - 1] + 1
        breaks = sentence[tokens] == 1
        breaks[1:] |= ends[:-1] < tokens[1:]
        spans = np.stack([at[tokens], (at + length)[ends - 1]], axis=1)
        first, last = first[tokens], last[tokens]
        return cls(tokens, ends, first, last, breaks, spans, lower[tokens], cases[first] > 1)


def votes(chance: Floats, words: Words) -> Floats:
    """(words, 1 + kinds): the mean chance over the pieces of a word that it is nothing, or of each kind."""
    total = np.concatenate([np.zeros((1, chance.shape[1])), np.cumsum(chance, axis=0, dtype=np.float64)])
    means = (total[words.last] - total[words.first]) / (words.last - words.first)[:, None]
    result: Floats = np.concatenate([means[:, :1], means[:, 1::2] + means[:, 2::2]], axis=1)
    return result


def together(kinds: Floats, words: Words) -> Floats:
    """Capitalised words of one form have a say in each other: what is a person in one sentence is hardly a place in the next."""
    _, group, size = np.unique(words.forms, return_inverse=True, return_counts=True)
    total = np.zeros((len(size), kinds.shape[1]))
    held = words.capital[:, None] * kinds
    np.add.at(total, group, held)
    members = np.bincount(group, weights=words.capital, minlength=len(size))
    mean = (total / np.maximum(members, 1)[:, None])[group]
    result: Floats = np.where(words.capital[:, None], (1 - SAY) * kinds + SAY * mean, kinds)
    return result


def runs(chance: Floats, kinds: Floats, words: Words) -> list[Run]:
    """Runs of words of one kind, as `kinds` votes; by `chance`, the first piece of a word says whether a run begins."""
    best = kinds.argmax(1)
    column = np.maximum(best, 1)[:, None] * 2 - 1
    heads = chance[words.first]
    begin = np.take_along_axis(heads, column, 1) > np.take_along_axis(heads, column + 1, 1)
    change = begin[:, 0]
    change[1:] |= best[1:] != best[:-1]
    return _cut(kinds, best, change)


def names(chance: Floats, kinds: Floats, words: Words) -> list[Run]:
    """As `runs`, but a name keeps together in doubt about its kind, and its words vote on that; none goes beyond `breaks`."""
    best = kinds.argmax(1)
    heads = chance[words.first]
    change = heads[:, 1::2].sum(1) >= heads[:, 2::2].sum(1)
    change[1:] |= (best[1:] == 0) | (best[:-1] == 0)
    return _cut(kinds, best, change | words.breaks)


def _cut(kinds: Floats, best: Ints, change: NDArray[np.bool_]) -> list[Run]:
    """The runs that begin where `change` says, without the words that are nothing."""
    change[:1] = True
    at = np.flatnonzero(change)
    out = []
    for s, e in zip(at.tolist(), np.append(at[1:], len(best)).tolist(), strict=False):
        if best[s]:
            means = kinds[s:e, 1:].mean(0)
            kind = int(means.argmax())
            out.append(Run(kind, s, e, round(float(means[kind]), 3)))
    return out


def _tagged(words: Words, found: list[Run], names: tuple[str, ...], layer: int) -> list[Tagged]:
    start, end = words.spans[:, 0], words.spans[:, 1]
    return [Tagged(names[r.kind], layer, Span(int(start[r.first]), int(end[r.end - 1])), r.score) for r in found]


def set_entities(doc: Doc, words: Words, found: list[Run]) -> None:
    from spacy.tokens import Span as Tokens

    spans = [(int(words.tokens[r.first]), int(words.ends[r.end - 1]), LABELS[r.kind]) for r in found]
    doc.set_ents([Tokens(doc, start, end, label=label) for start, end, label in _with_ships(doc, spans)])


def _with_ships(doc: Doc, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """What a ship's prefix stands before is a PRODUCT, also where the name stands alone; the encoder takes such names for places."""
    prefixes = flat("ship_prefixes.txt")
    out: list[tuple[int, int, str]] = []
    before, ships = 0, set()
    for start, end, label in spans:
        if start > before and doc[start - 1].lower_ in prefixes and doc[start].is_title and doc[start - 1].is_upper:
            start -= 1
        elif (
            out
            and before == start
            and end - start == 1
            and out[-1][1] - out[-1][0] == 1
            and doc[before - 1].lower_ in prefixes
        ):
            start = out.pop()[0]
        before = end
        if (
            end - start > 1
            and doc[start].lower_ in prefixes
            and doc[start].is_upper
            and doc[start + 1].text[:1].isupper()
        ):
            ships.add(doc[start + 1 : end].text)
            label = "PRODUCT"
        out.append((start, end, label))
    return [(s, e, "PRODUCT" if doc[s:e].text in ships else label) for s, e, label in out] if ships else out
