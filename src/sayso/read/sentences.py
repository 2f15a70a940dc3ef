"""Sentences: spans inside speaking blocks, without space at either edge, none crossing a block.

A stop ends a sentence unless an abbreviation, an initial, a decimal, an ellipsis or a reporting clause after a quotation says otherwise.
"""

from __future__ import annotations

import re
from functools import cache

from ..model import BlockKind, Span
from .draft import Draft
from .lexicon import rows
from .lines import flat

_STOP = re.compile(r"[.!?…。]+")
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:\.\s?[^\W\d_]+)*)$")
_NEXT = re.compile(r"[\"“”‘’'«»(\[{—–\-\s]*([^\W_]+)?")
_CALIBRE = re.compile(r"\s?\d{2,3}[\s-]cal")
_GLUED = re.compile(r"[A-Z][a-z]+\b(?![.@/])")
_CLOSE = frozenset("\"”’'»)]}›")
_CONJUNCTIONS = frozenset(
    ["and", "but", "or", "so", "yet", "the", "he", "she", "it", "they", "this", "there", "however", "in"]
)
_REPORTING_REST = re.compile(
    r"(?:\s?[,.!?]|\s(?:in|on|at|during|to|after|before|of|as|from|through|via|by|when|while|outside|earlier|later|this|last|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|today|yesterday|reporters|journalists|him|her|them|us|me)\b)"
)
_CAPITAL_PRONOUNS = frozenset(["He", "She", "They", "We"])
_NAMED = re.compile(
    r"\s*((?:(?:the|a|an|[A-ZÀ-Ý][\w’'\-]*)\.?\s){1,5}|(?:he|she|they|we)\s)([a-z]+)",
)


def split_sentences(draft: Draft) -> None:
    """Fills `sentences`, in order."""
    closing = {m.outer.end - 1 for m in draft.marks if m.closed}
    text = draft.masked
    for block in draft.speaking_blocks():
        whole = block.kind is BlockKind.HEADLINE  # one line, one thing said
        for s in [block.span] if whole else _split(text, block.span, closing):
            span = s.trimmed(text)
            if any(c.isalnum() for c in span.of(text)):
                draft.sentences.append(span)


def _split(text: str, block: Span, closing: set[int]) -> list[Span]:
    out, start = [], block.start
    for m in _STOP.finditer(text, block.start, block.end):
        if m.end() <= start:
            continue
        end, quoted = _with_closers(text, m.end(), block.end, closing)
        if end < block.end and _ends(text, start, m, end, block.end, quoted=quoted):
            out.append(Span(start, end))
            start = end
    out.append(Span(start, block.end))
    return out


def _with_closers(text: str, end: int, limit: int, closing: set[int]) -> tuple[int, bool]:
    """Past closing marks and brackets after a stop, also past such that a space sets apart; whether a quotation closed."""
    quoted = False
    while end < limit:
        at = end + 1 if text[end] in " \xa0" and end + 1 < limit else end
        if at in closing or (at + 1 in closing and text[at : at + 2] == "''"):
            quoted = True
            end = at + (1 if at in closing else 2)
        elif at == end and text[end] in _CLOSE and (text[end] in ")]}" or _closes_here(text, end, limit)):
            end += 1
        else:
            break
    return end, quoted


def _closes_here(text: str, at: int, limit: int) -> bool:
    """A mark that has no partner belongs to the sentence before where a space or nothing follows."""
    return at + 1 >= limit or text[at + 1].isspace()


def _ends(text: str, start: int, stop: re.Match[str], end: int, limit: int, *, quoted: bool) -> bool:
    rest = text[end : min(limit, end + 120)]
    if not rest[0].isspace():
        return _lost_space(text, stop, end, rest, quoted=quoted)
    after = _NEXT.match(rest)
    word = (after[1] if after else None) or ""
    if not word:
        return bool(rest.strip()) and rest.strip()[0] not in ",;:"
    first = word[0]
    if quoted and _is_reporting(rest):
        return False
    if first.islower():
        return _lower_start(text, start, stop, word, quoted=quoted)
    if stop[0] == ".":
        return _after_full_stop(text, start, stop.start(), word, rest)
    return True


def _lost_space(text: str, stop: re.Match[str], end: int, rest: str, *, quoted: bool) -> bool:
    """ "... it was over.The crowd": a word, a stop and a capitalised word."""
    if stop[0] != "." and not quoted and end == stop.end():
        return bool(_GLUED.match(rest)) and stop[0] in "!?"
    before = text[max(0, stop.start() - 3) : stop.start()]
    return len(before) == 3 and before.isalpha() and before.islower() and bool(_GLUED.match(rest))


def _lower_start(text: str, start: int, stop: re.Match[str], word: str, *, quoted: bool) -> bool:
    """Lower case after a full stop: garbled text that still begins a sentence, unless something was quoted or shortened."""
    if quoted or stop[0] != "." or word not in _CONJUNCTIONS:
        return False
    before = _WORD_BEFORE.search(text[max(start, stop.start() - 24) : stop.start()])
    return (
        before is not None
        and len(before[1]) >= 4
        and "." not in before[1]
        and before[1].lower() not in flat("abbreviations.txt")
    )


def _after_full_stop(text: str, start: int, at: int, word: str, rest: str) -> bool:
    """One full stop and a capital, digit or mark after it."""
    window = text[max(start, at - 24) : at]
    m = _WORD_BEFORE.search(window)
    if m is None:
        return not (window[-1:].isdigit() and window.strip().isdigit() and at - start <= 4)
    token = m[1].split()[-1] if " " in m[1] else m[1]
    low = token.lower()
    opener = rest.strip()[:1]
    if word[0].isdigit():
        digits = re.match(r"\s?\d", rest)
        return not (digits and (low in flat("abbreviations.txt") or _CALIBRE.match(rest) or len(token) == 1))
    if low in _abbreviations()["never"]:
        return False
    if low in _abbreviations()["maybe"] or "." in token:
        return word.lower() in flat("sentence_starters.txt") or opener in '"“‘«'
    if len(token) == 1 and token.isupper():
        return word.lower() in flat("sentence_starters.txt") and word not in ("A", "I")
    return True


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    """Abbreviations that "never" end a sentence, and those that "maybe" do."""
    kinds: dict[str, set[str]] = {"never": set(), "maybe": set()}
    for kind, words in rows("abbreviations.txt"):
        kinds[kind].update(w.rstrip(".") for w in words.split())
    return {kind: frozenset(words) for kind, words in kinds.items()}


def _is_reporting(rest: str) -> bool:
    """A clause that only says who spoke belongs to the quotation before it ("... gone." Ruiz said.)."""
    m = _NAMED.match(rest)
    if not m or m[2] not in flat("say_verbs.txt"):
        return False
    after = rest[m.end() :]
    if m[1].strip() in _CAPITAL_PRONOUNS and len(after.split()) > 3:  # "... over." He added that ...
        return False
    return not after.strip() or bool(_REPORTING_REST.match(after))
