"""MEANTIME's files (CAT XML): tokens without their white space, events and times that point at tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from sayso.model import Article, InputError, Span

from .dates import GoldTime

_CLOSING = frozenset(
    [*".,;:!?)]%'", "'s", "’s", "n't", "'re", "'ll", "'ve", "'d", "'m", "”"]  # they follow a word without a space
)
_OPENING = frozenset(["(", "[", "$", "US$", "#", "“"])
_MARKS = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}


@dataclass(frozen=True, slots=True)
class Event:
    """A mention of an event; `certainty` and `polarity` in sayso's words, None where the gold leaves them open."""

    span: Span
    certainty: str | None
    polarity: str | None


@dataclass(frozen=True, slots=True)
class Annotated:
    article: Article
    sentences: tuple[Span, ...]
    events: tuple[Event, ...]
    times: tuple[GoldTime, ...] = ()
    end: int = 0  # of the last sentence that was annotated, in code points


CERTAINTY = {"CERTAIN": "certain", "PROBABLE": "probable", "POSSIBLE": "possible", "UNDERSPECIFIED": "unknown"}
POLARITY = {"POS": "positive", "NEG": "negative"}


def read_naf(path: Path) -> Annotated:
    """The article with its white space made up (headline, date and text on lines of their own); raises InputError."""
    try:
        root = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, OSError, ValueError) as e:
        raise InputError(str(path), f"this is not MEANTIME's XML ({e}).", "It was left out.") from e
    tokens = [(t.get("t_id") or "", int(t.get("sentence") or 0), t.text or "") for t in root.iter("token")]
    if not tokens:
        raise InputError(str(path), "it holds no tokens.", "It was left out.")
    text, spans = _written(tokens)
    at = {identity: span for (identity, _, _), span in zip(tokens, spans, strict=True)}
    sentences: dict[int, Span] = {}
    for (_, n, _), span in zip(tokens, spans, strict=True):
        sentences[n] = Span(sentences[n].start if n in sentences else span.start, span.end)
    article = Article(path.stem.split("_")[0], text, file=str(path), published=_published(root), language="en")
    marked = [at[i].start for a in root.iter("token_anchor") if (i := a.get("t_id") or "") in at]
    end = max((s.end for s in sentences.values() if marked and s.start <= max(marked)), default=0)
    return Annotated(article, tuple(sentences.values()), tuple(_events(root, at)), tuple(_times(root, at)), end)


def _events(root: ElementTree.Element, at: dict[str, Span]) -> list[Event]:
    found = []
    for mention in root.iter("EVENT_MENTION"):
        spans = [at[i] for a in mention.iter("token_anchor") if (i := a.get("t_id") or "") in at]
        if spans:
            span = Span(min(s.start for s in spans), max(s.end for s in spans))
            certainty = CERTAINTY.get(mention.get("certainty") or "")
            found.append(Event(span, certainty, POLARITY.get(mention.get("polarity") or "")))
    return found


def _times(root: ElementTree.Element, at: dict[str, Span]) -> list[GoldTime]:
    """Times in the text; the day of publication is known beforehand, so it counts neither way."""
    found = []
    for time in root.iter("TIMEX3"):
        spans = [at[i] for a in time.iter("token_anchor") if (i := a.get("t_id") or "") in at]
        if spans:
            span = Span(min(s.start for s in spans), max(s.end for s in spans))
            created = time.get("functionInDocument") == "CREATION_TIME"
            found.append(GoldTime(span, () if created else (time.get("value") or "",), time.get("type") or ""))
    return sorted(found, key=lambda t: t.span)


def _published(root: ElementTree.Element) -> date | None:
    for time in root.iter("TIMEX3"):
        if time.get("functionInDocument") == "CREATION_TIME":
            try:
                return date.fromisoformat((time.get("value") or "")[:10])
            except ValueError:
                return None
    return None


def _written(tokens: Sequence[tuple[str, int, str]]) -> tuple[str, list[Span]]:
    out: list[str] = []
    spans: list[Span] = []
    size, before, sentence = 0, "", -1
    for _, n, token in tokens:
        word = _MARKS.get(token, token)
        gap = "" if word in _CLOSING or before in _OPENING else " "
        if n != sentence:  # sentence 0 is the headline, 1 the date
            gap = "" if sentence < 0 else ("\n\n" if n <= 2 else " ")
        out.append(gap + word)
        spans.append(Span(size + len(gap), size + len(gap) + len(word)))
        size, before, sentence = size + len(gap) + len(word), word, n
    return "".join(out), spans
