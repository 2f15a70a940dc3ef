"""Signs that a text may not say what it means: garbled sentences, mistranslations, numbers that contradict each other.

Each warning says in plain words what was seen. Only signs that sound text hardly ever shows are kept.
"""

from __future__ import annotations

import re
from functools import cache

from ..model import Block, BlockKind, Quantity, Span, WarningKind
from .countries import countries
from .draft import Draft
from .lexicon import rows

_SMALL = (
    r"the|a|an|of|to|at|for|with|from|by|and|or|is|are|was|were|has|have|be|been|will|would|as|it|he|she|they|we"
    r"|but|who|which|not"
)
_DOUBLED = re.compile(rf"\b({_SMALL})\s\1\b(?![-’'.])")
_CLASH = re.compile(
    r"\b(?:(?:a|an)\s(?:the|an|a)\s[a-z]|the\s(?:a|an)\s[a-z]|(?:is|was)\s(?:are|were)\s|(?:are|were)\s(?:is|was)\s|(?:will|would|could)\s(?:will|has|was|is)\s"
    r"|(?:not|n[’']t)\s\w+\snot\s(?:from|in|to|by|at)\b|of\s(?:to|from|with)\s(?:the|a)\b|to\s(?:of|at)\sthe\b)"
)
_NO_SUBJECT = re.compile(
    r"\b[Tt]he\s(?:also\s|later\s)?(?:said|says|told|was|were|is|are|has|have|had|did)\s(?!to\b)[a-z]+"
)
_INFORMED = re.compile(r"\binformed\sthat\b")
_PASSIVE = re.compile(
    r"(?:\b(?:was|were|been|be|is|are|being|am|get|gets|got|not|well|keep|kept|having|who|those|people)\b|[’'](?:re|m|s)\b)\W+(?:\w+\W+){0,2}$"
)
_FUNCTION = r"(?:and|or|has|have|had|is|was|are|were|will|would|said|says|could|can|may|might|to|in|on|at|from|with|for|by|that|who|which)"
_AFTER_NAME = re.compile(rf"(?:\s*[,.;:!?]|\s{_FUNCTION}\b)")
_ADJECTIVAL = re.compile(rf"\s(?:and|or)\s[A-Z]\w+(?:\s[A-Z]\w+)?\s(?!{_FUNCTION}\b)[a-z]")
_ARTICLED = frozenset(
    [
        "Netherlands",
        "Philippines",
        "Bahamas",
        "Gambia",
        "Maldives",
        "Seychelles",
        "Comoros",
        "Congo",
        "Czech Republic",
        "Vatican",
    ]
)
_GLUED = re.compile(
    r"\b(way|time|day|year|week|month|was|with|like|such|than|make|made|take|give|gave|became|become|when|while|into|from|have|been|just|only|still"
    r"|said|says|called|named|being|under|over|after|before|between|against|during)(a|an|the)\s[a-z]{2,}"
)
_GLUED_WORDS = frozenset(["than", "maketh", "wasthe"])
_WORDS_WITHOUT_VERB = 14
_STATES = {
    "killed": "killed", "dead": "killed", "died": "killed", "die": "killed", "deaths": "killed", "injured": "injured", "hurt": "injured",
    "wounded": "injured", "arrested": "arrested", "detained": "arrested", "missing": "missing", "rescued": "rescued", "charged": "charged",
}  # fmt: skip


def find_warnings(draft: Draft) -> None:
    """Adds to `warnings`, in the order of the text within each kind."""
    _garbled(draft)
    _mistranslated(draft)
    _contradictions(draft)


def _garbled(draft: Draft) -> None:
    text = draft.masked
    paragraphs = _paragraph_of(draft)
    for i, s in enumerate(draft.sentences):
        block = paragraphs[i]
        if block is None:
            continue
        words = text[s.start : s.end]
        note = (
            _lower_start(draft, i, block)
            or _broken_grammar(words)
            or _open_bracket(draft, s, block)
            or _no_verb(draft, s, words)
        )
        if note:
            draft.warn(WarningKind.GARBLED, note, s)


def _paragraph_of(draft: Draft) -> list[Block | None]:
    """The paragraph that holds each sentence, None for those of headlines and headings."""
    out: list[Block | None] = []
    blocks, k = draft.blocks, 0
    for s in draft.sentences:
        while k < len(blocks) and blocks[k].span.end <= s.start:
            k += 1
        held = blocks[k] if k < len(blocks) and blocks[k].span.start <= s.start else None
        out.append(held if held and held.kind is BlockKind.PARAGRAPH else None)
    return out


def _lower_start(draft: Draft, i: int, block: Block) -> str | None:
    s, before = draft.sentences[i], draft.sentences[i - 1] if i else None
    if before is None or before.start < block.span.start or not draft.text[s.start].islower():
        return None
    if draft.masked[s.start : s.start + 30].split()[0] not in (
        "and",
        "but",
        "or",
        "so",
        "the",
        "he",
        "she",
        "it",
        "they",
        "this",
        "in",
    ):
        return None
    if draft.masked[before.end - 1] != ".":
        return None
    return "The sentence starts in lower case after a full stop: words may be lost or sentences run together."


def _broken_grammar(words: str) -> str | None:
    if m := _DOUBLED.search(words):
        return f'A word is doubled: "{m[0]}".'
    if m := _CLASH.search(words):
        return f'These words cannot follow each other: "{m[0].strip()}".'
    if (m := _NO_SUBJECT.search(words)) and not re.search(r"[\"“”‘’']", m[0]):
        return f'A noun seems to be missing after "the": "{m[0].strip()}".'
    return None


def _open_bracket(draft: Draft, s: Span, block: Block) -> str | None:
    """A bracket in a sentence that its paragraph does not close either."""
    whole, words = draft.words(block.span), draft.words(s)
    if len(whole) > 3000 or whole.count("(") == whole.count(")") or words.count("(") == words.count(")"):
        return None
    return "A bracket has no partner."


def _no_verb(draft: Draft, s: Span, words: str) -> str | None:
    """A long sentence with no verb at all, outside quotations and lists."""
    if (
        draft.doc is None
        or not words.endswith(".")
        or any(c in words for c in '"“”‘:;•')
        or len(words.split()) < _WORDS_WITHOUT_VERB
    ):
        return None
    span = draft.doc.char_span(s.start, s.end, alignment_mode="expand")
    if span is None or any(t.pos_ in ("VERB", "AUX") for t in span):
        return None
    return "No verb could be found in this sentence."


def _mistranslated(draft: Draft) -> None:
    text = draft.masked
    for span, note in sorted([*_odd_articles(text), *_informed(text), *_glued(text), *_calques(text)]):
        draft.warn(WarningKind.MISTRANSLATION, note, span)


@cache
def _bare_countries() -> re.Pattern[str]:
    """Countries that take no article, after one."""
    names = [
        c.name
        for c in countries()
        if c.geonames and c.name not in _ARTICLED and not c.name.startswith(("United", "The "))
    ]
    plain = [
        n
        for n in names
        if not re.search(
            r"Republic|Islands|Emirates|Kingdom|Territor|Congo|Antilles|Vatican|Ukraine|Sudan|Yemen|Lebanon|Jordan|Niger$|Georgia|Jersey",
            n,
        )
    ]
    return re.compile(r"\b[Tt]he\s(" + "|".join(map(re.escape, sorted(plain, key=lambda n: (-len(n), n)))) + r")\b")


def _odd_articles(text: str) -> list[tuple[Span, str]]:
    out = []
    for m in _bare_countries().finditer(text):
        after = text[m.end() : m.end() + 60]
        if _AFTER_NAME.match(after) and not _ADJECTIVAL.match(after) and not re.match(r"[’']s|-", after):
            out.append((Span(*m.span()), f'"{m[1]}" takes no article: a sign of translation.'))
    return out


def _informed(text: str) -> list[tuple[Span, str]]:
    return [
        (Span(*m.span()), '"informed that" lacks whom: a sign of translation, "said that" may be meant.')
        for m in _INFORMED.finditer(text)
        if not _PASSIVE.search(text[max(0, m.start() - 40) : m.start()])
    ]


def _glued(text: str) -> list[tuple[Span, str]]:
    return [
        (Span(m.start(), m.end(2)), f'"{m[1]}{m[2]}" is no word: a space, or words between, may be lost.')
        for m in _GLUED.finditer(text)
        if m[1] + m[2] not in _GLUED_WORDS
    ]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """The letters that each pattern starts with, without which it need not be tried; the pattern; its note."""
    return tuple((_starts(row[0]), re.compile(row[0], re.I), row[1]) for row in rows("calques.tsv"))


def _starts(pattern: str) -> str:
    found = re.match(r"\\b([a-z ]+)(?![?*{])", pattern)
    return "" if found is None or "|" in re.sub(r"\(.*?\)", "", pattern) else found[1]


def _calques(text: str) -> list[tuple[Span, str]]:
    lower = text.lower()
    return [
        (Span(*m.span()), note[0].upper() + note[1:] + ".")
        for start, pattern, note in _patterns()
        if start in lower
        for m in pattern.finditer(text)
    ]


def _contradictions(draft: Draft) -> None:
    """Headline, decks and first paragraph that count the same and differ; parts of a total are no contradiction."""
    places = _lead(draft)
    by_state: dict[str, list[tuple[str, Quantity]]] = {}
    for where, span in places:
        held = [q for q in draft.quantities if span.contains(q.span) and q.role == "count" and not q.derived]
        for state in dict.fromkeys(s for q in held if (s := _state(q))):
            same = [q for q in held if _state(q) == state]
            if len(same) == 1:
                by_state.setdefault(state, []).append((where, same[0]))
    for found in by_state.values():
        first_where, first = found[0]
        for where, other in found[1:]:
            if _apart(first, other):
                note = f'The {first_where} has "{first.text} {first.of}", the {where} "{other.text} {other.of}".'
                draft.warn(WarningKind.CONTRADICTION, note, other.span)


def _lead(draft: Draft) -> list[tuple[str, Span]]:
    """Headline, the headings before the first paragraph, and that paragraph."""
    out = []
    for block in draft.speaking_blocks():
        if block.kind in (BlockKind.HEADLINE, BlockKind.HEADING):
            out.append((str(block.kind), block.span))
        elif block.kind is BlockKind.PARAGRAPH:
            out.append(("first paragraph", block.span))
            break
    return out


def _state(q: Quantity) -> str | None:
    """What happened to the people counted; None where that is not said."""
    last = (q.of or "").split()[-1:]
    return _STATES.get(last[0].lower()) if last and q.unit == "people" else None


def _apart(a: Quantity, b: Quantity) -> bool:
    """Whether no number fits both."""
    if a.approximate or b.approximate:
        return False
    low_a, high_a = _bounds(a)
    low_b, high_b = _bounds(b)
    return low_a > high_b or low_b > high_a


def _bounds(q: Quantity) -> tuple[float, float]:
    low = q.low if q.low is not None else q.best if q.best is not None else 0.0
    return low, q.high if q.high is not None else float("inf")
