"""Sentences of gold texts with their parse, as the patterns of the contrast set take them apart and put them together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import Article, InputError
from sayso.read.blocks import find_blocks
from sayso.read.draft import Draft
from sayso.read.grammar import grammar_of
from sayso.read.marks import find_marks
from sayso.read.parse import parse
from sayso.read.sentences import split_sentences

from . import gum, meantime
from .yardstick import Document, text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORTEST, LONGEST = 7, 34  # words of a sentence that is taken
MOST_TEXTS = 60  # of one set
_STRANGE = frozenset('"“”„‘`()[]{}/\\:;?!|<>@#*_')
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl", "csubj"])
REPORTING = frozenset(["say", "report", "announce", "state", "add", "claim", "tell", "believe", "note", "warn"])
Edit = tuple[int, int, str]  # first and last character of the sentence that it replaces, and by what


@dataclass(frozen=True)
class Line:
    """One sentence: its tokens, and the sentences beside it."""

    text: str
    start: int
    tokens: Sequence[Token]
    before: str = ""
    after: str = ""

    @cached_property
    def root(self) -> Token | None:
        return next((t for t in self.tokens if t.head.i == t.i), None)

    @cached_property
    def verb(self) -> Token | None:
        """The finite verb of the main clause, or of what the main clause reports."""
        root = self.root
        if root is None or root.pos_ not in ("VERB", "AUX"):
            return None
        if root.lemma_ in REPORTING:
            inner = child(root, "ccomp")
            return inner if inner is not None and inner.pos_ in ("VERB", "AUX") and subject(inner) is not None else None
        return root if subject(root) is not None else None

    def at(self, token: Token) -> tuple[int, int]:
        """Where a token stands in the sentence."""
        return token.idx - self.start, token.idx - self.start + len(token)

    def of(self, first: Token, last: Token) -> str:
        return self.text[self.at(first)[0] : self.at(last)[1]]

    def phrase(self, head: Token) -> tuple[Token, Token]:
        """The first and last token of all that hangs on `head`."""
        return head.left_edge, head.right_edge

    def edited(self, edits: Iterable[Edit]) -> str:
        text = self.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        text = " ".join(text.split())
        return text[:1].upper() + text[1:]

    def swapped(self, *pairs: tuple[Token, str]) -> str:
        """The sentence with other words for some tokens."""
        return self.edited((*self.at(t), new) for t, new in pairs)


def child(token: Token, *roles: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in roles), None)


def subject(token: Token) -> Token | None:
    return child(token, *_SUBJECTS)


def helpers(verb: Token) -> list[Token]:
    """The auxiliaries of a verb, in order."""
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i and c.tag_ != "TO"]


def lines_of(article: Article) -> list[Line]:
    """The plain sentences of an article, with their neighbours."""
    draft = Draft(article)
    for stage in (find_blocks, find_marks, split_sentences, parse):
        stage(draft)
    grammar, found = grammar_of(draft), []
    texts = [" ".join(s.of(article.text).split()) for s in draft.sentences]
    for n, span in enumerate(draft.sentences):
        text = span.of(article.text)
        if _is_plain(text):
            beside = [texts[k] if 0 <= k < len(texts) and _ends(texts[k]) else "" for k in (n - 1, n + 1)]
            found.append(Line(text, span.start, grammar.tokens(span), *beside))
    return [line for line in found if not is_odd(line)]


def reparsed(text: str) -> Line | None:
    """A sentence by itself, where it is one and nothing about it is odd."""
    return next((line for line in lines_of(Article("x", text)) if line.text == text), None)


def _is_plain(text: str) -> bool:
    words = text.split()
    whole = "\n" not in text and _ends(text) and text[:1].isupper() and not words[0].isupper()
    return SHORTEST <= len(words) <= LONGEST and whole and _STRANGE.isdisjoint(text) and "--" not in text


def _ends(text: str) -> bool:
    return text.endswith(".") and not text.endswith("..")


def is_odd(line: Line) -> bool:
    """Whether the parser finds no clause in it, or something it has no name for."""
    root = line.root
    if root is None or root.pos_ not in ("VERB", "AUX"):
        return True
    if root.tag_ in ("VB", "VBG", "VBN") and not helpers(root):
        return True
    no_subject = subject(root) is None
    return no_subject or any(t.dep_ in ("dep", "") for t in line.tokens) or line.tokens[0].dep_ in ("cc", "punct")


def texts_in(data: Path) -> Iterator[Article | InputError]:
    """The texts of the sets that lie in `data`, or of the one that it is, evenly spread over each."""
    for name, read in _SETS.items():
        for folder in (data / name, data):
            if _looks_like(folder, name):
                found = list(read(folder))
                step = max(1, len(found) // MOST_TEXTS)
                yield from found[::step]
                break


def _looks_like(folder: Path, name: str) -> bool:
    marks = {
        "gum-news": folder / "dep",
        "meantime": folder / "intra-doc_annotation",
        "basil": folder / "articles",
        "polnear": folder / "dev" / "text",
    }
    return marks[name].is_dir()


def _gum(folder: Path) -> Iterator[Article | InputError]:
    return _articles(gum.load(folder, "news"))


def _meantime(folder: Path) -> Iterator[Article | InputError]:
    return _articles(meantime.load(folder, None))


def _articles(items: Iterable[Document | InputError]) -> Iterator[Article | InputError]:
    return (item.article if isinstance(item, Document) else item for item in items)


def _basil(folder: Path) -> Iterator[Article | InputError]:
    for path in sorted((folder / "articles").rglob("*.json")):
        try:
            held = json.loads(text_of(path))
            paragraphs = (" ".join(p) for p in held["body-paragraphs"])
            yield Article(path.stem, "\n\n".join(paragraphs), file=str(path))
        except InputError as e:
            yield e
        except (ValueError, KeyError, TypeError):
            yield InputError(str(path), "this is no article of BASIL.", "It was left out.")


def _polnear(folder: Path) -> Iterator[Article | InputError]:
    for path in sorted((folder / "dev" / "text").glob("*.txt")):
        try:
            yield Article(path.stem, text_of(path), file=str(path))
        except InputError as e:
            yield e


_SETS: dict[str, Callable[[Path], Iterator[Article | InputError]]] = {
    "gum-news": _gum,
    "meantime": _meantime,
    "basil": _basil,
    "polnear": _polnear,
}
