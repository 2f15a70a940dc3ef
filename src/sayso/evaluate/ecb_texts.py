"""ECB+'s files: tokens without their white space, and mentions of events that are linked across documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from sayso.model import Article, InputError, Span

from .markup import parse

_EVENT = ("ACTION", "NEG_ACTION")
_ACROSS, _WITHIN = "CROSS_DOC_COREF", "INTRA_DOC_COREF"
_MARKS = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]%”…]+|['’](?:s|S|re|ll|ve|d|m)|n['’]t")
_NO_SPACE_AFTER = frozenset("([$#“/")
_ADDRESS = re.compile(r"https?:/|www\.")
_NAME = re.compile(r"(\d+)_\d+(ecb|ecbplus)\.xml")


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words that name an event; mentions of one event share `chain`, in whatever document."""

    span: Span
    chain: str


@dataclass(frozen=True, slots=True)
class Told:
    """An article, the event that it tells of (topic and half of the corpus), the mentions in it."""

    article: Article
    story: str
    mentions: tuple[EventMention, ...]


def read_ecb(path: Path) -> Told:
    """One file, a sentence to a line; an address that it begins with goes to `url`. Raises InputError."""
    name = _NAME.fullmatch(path.name)
    if name is None:
        raise InputError(
            str(path), "its name is not like that of a file of ECB+ (“1_2ecbplus.xml”).", "It was left out."
        )
    root: Element = parse(path)
    sentences: dict[str, list[tuple[str, str]]] = {}
    for token in root.iter("token"):
        row = sentences.setdefault(token.get("sentence") or "", [])
        row.append((token.get("t_id") or "", token.text or ""))
    rows = list(sentences.values())
    url = "".join(word for _, word in rows[0]) if rows else ""
    address = url if _ADDRESS.match(url) else None
    text, at = _written(rows[1:] if address else rows)
    if not text:
        raise InputError(str(path), "it holds no tokens.", "It was left out.")
    article = Article(path.stem, text, file=str(path), url=address, language="en")
    return Told(article, f"{name[1]} {name[2]}", tuple(_mentions(root, at, path.stem)))


def _mentions(root: Element, at: dict[str, Span], document: str) -> Iterator[EventMention]:
    """Linked mentions of events, by place; others are mentioned once and link nothing."""
    chains: dict[str, str] = {}
    for kind in (_ACROSS, _WITHIN):
        for link in root.iter(kind):
            note = link.get("note") if kind == _ACROSS else None
            for source in link.iter("source"):
                chains.setdefault(source.get("m_id") or "", note or f"{document} {link.get('r_id')}")
    found = []
    for mark in root.iter():
        chain = chains.get(mark.get("m_id") or "")
        spans = [at[i] for a in mark.findall("token_anchor") if (i := a.get("t_id") or "") in at]
        if chain and spans and mark.tag.startswith(_EVENT):
            found.append(EventMention(Span(min(s.start for s in spans), max(s.end for s in spans)), chain))
    yield from sorted(found, key=lambda m: (m.span, m.chain))


def _written(rows: Sequence[Sequence[tuple[str, str]]]) -> tuple[str, dict[str, Span]]:
    """The text with its white space made up, and where each token stands in it."""
    text, at = "", {}
    for row in rows:
        line, before = "", ""
        text += "\n" if text else ""
        for identity, token in row:
            word = _MARKS.get(token, token)
            tight = not line or before in _NO_SPACE_AFTER or _NO_SPACE_BEFORE.fullmatch(word)
            line += word if tight else f" {word}"
            at[identity] = Span(len(text) + len(line) - len(word), len(text) + len(line))
            before = word
        text += line
    return text, at
