"""GUM: who is who (pronouns above all) and dates, in the CoNLL-U files of the corpus (`dep/*.conllu`).

The text is put together again from the sentences and paragraphs of the file. A mention of the reading stands for the gold mention
that it shares most characters with, among those whose head it holds. A pronoun is right where the entity that the reading
gives it also holds a name or description of the pronoun's gold chain; that entities are not too large, B-cubed shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sayso.model import Article, InputError, Reading, Span

from . import dates
from .counts import Counts
from .dates import GoldTime
from .spans import context
from .timeml import day
from .yardstick import Document, Error, Outcome, Yardstick, folder, text_of

ONE = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
MANY = frozenset(["they", "them", "their", "theirs", "themselves"])
_FIRST = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])
_SECOND = frozenset(["you", "your", "yours", "yourself", "yourselves"])
_THINGS = frozenset(["it", "its", "itself", "this", "that", "these", "those", "who", "whom", "whose", "which", "what"])
_OTHER = _FIRST | _SECOND | _THINGS
_KINDS = ("person", "organization", "place")
_MENTION = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """`chain` is the entity it belongs to, `kind` GUM's type ("person"), `head` the words that it cannot do without."""

    span: Span
    head: Span
    chain: str
    kind: str


@dataclass(frozen=True, slots=True)
class Gold:
    mentions: tuple[GoldMention, ...]
    times: tuple[GoldTime, ...]


@dataclass(slots=True)
class _Builder:
    """A document while it is being read: `opened` holds mentions not yet closed as (first token, kind, head words)."""

    text: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    mentions: list[GoldMention] = field(default_factory=list)
    times: list[GoldTime] = field(default_factory=list)
    opened: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    dated: list[tuple[int, str]] = field(default_factory=list)
    paragraph: bool = True
    line: int = 0
    at: int = 0

    def sentence(self, words: str) -> None:
        self.text += ("\n\n" if self.paragraph else " ") * bool(self.text)
        self.paragraph, self.line, self.at = False, len(self.text), len(self.text)
        self.text += words

    def token(self, form: str) -> None:
        found = self.text.find(form, self.at)
        if found < 0 or found > self.at + 3:
            found, form = self.at, ""
        self.spans.append(Span(found, found + len(form)))
        self.at = found + len(form)

    def entities(self, marks: str) -> None:
        """`(1-person-new-sssss-cf1-1-coref-Name)`: chain, type, four fields, of which the last counts the head's words."""
        here = len(self.spans) - 1
        for m in _MENTION.finditer(marks):
            if m[1]:
                parts = m[1].split("-")
                kind, head = (parts[1] if len(parts) > 1 else ""), (parts[5] if len(parts) > 5 else "")
                self.opened.setdefault(parts[0], []).append((here, kind, head))
            ident = m[1].split("-")[0] if m[1] and m[2] else m[3]
            if ident and self.opened.get(ident):
                self._mention(ident, *self.opened[ident].pop(), here)

    def _mention(self, ident: str, first: int, kind: str, head: str, last: int) -> None:
        at = [first + int(n) - 1 for n in head.split(",") if n.isdecimal()]
        inner = [k for k in at if first <= k <= last] or [last]
        span, core = self._hull(first, last), self._hull(min(inner), max(inner))
        if span.end > span.start:
            self.mentions.append(GoldMention(span, core, ident.split("[")[0], kind))

    def _hull(self, first: int, last: int) -> Span:
        return Span(self.spans[first].start, self.spans[last].end)

    def markup(self, tags: str) -> None:
        here = len(self.spans) - 1
        for tag in re.findall(r"<[^<>]*>", tags):
            if tag.startswith("<date"):
                self.dated.append((here, tag))
            elif tag == "</date>" and self.dated:
                first, opening = self.dated.pop()
                values = dict(re.findall(r'(\w+)(?::::|=)"([^"]*)"', opening))
                self.times.append(GoldTime(self._hull(first, here), meanings(values), day=True))


def read(path: Path) -> Document:
    """One document of a CoNLL-U file; raises InputError."""
    made = _Builder()
    for line in text_of(path).splitlines():
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            key, value = key.strip(), value.strip()
            if key == "newpar":
                made.paragraph = True
            elif key == "text":
                made.sentence(value)
            elif key.startswith("meta::"):
                made.meta[key[6:]] = value
            elif key == "newdoc id" and made.spans:
                break  # one document a file
        elif (cells := line.split("\t"))[0].isdecimal() and len(cells) == 10:
            made.token(cells[1])
            for note in cells[9].split("|"):
                if note.startswith("Entity="):
                    made.entities(note[7:])
                elif note.startswith("XML="):
                    made.markup(note[4:])
    if not made.text.strip():
        raise InputError(str(path), "it holds no sentences.", "It was left out.")
    article = Article(
        path.stem,
        made.text,
        file=path.name,
        title=made.meta.get("title"),
        published=day(made.meta.get("dateCreated", "")),
    )
    mentions = sorted(made.mentions, key=lambda m: (m.span, m.chain))
    return Document(article, Gold(tuple(mentions), tuple(sorted(made.times, key=lambda t: t.span))))


def meanings(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """The TIMEX3 values that a TEI date stands for; none where it is open or has no year."""
    when = attributes.get("when", "")
    if when.startswith("--"):
        return (f"XXXX{when[1:]}",)
    if when:
        return (when,)
    first, last = attributes.get("from", ""), attributes.get("to", "")
    a, b = _bound(first, end=False), _bound(last, end=True)
    if a is None or b is None or a > b:
        return ()
    return tuple(dict.fromkeys([f"{first}/{last}", f"{a}/{b}", *_periods(a, b)]))


def _bound(text: str, *, end: bool) -> date | None:
    """The first or last day of "1960", "1960-03", "1960-03-04"."""
    try:
        parts = [int(p) for p in text.split("-")]
        if parts[0] > 9000:
            return None
        if len(parts) == 3:
            return date(*parts)
        if len(parts) == 2:
            year, month = parts
            return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if end else date(year, month, 1)
        return date(parts[0], 12, 31) if end else date(parts[0], 1, 1)
    except ValueError:
        return None


def _periods(a: date, b: date) -> Iterator[str]:
    """The names of the period from day a to day b: a year, decade, century, quarter, month, week, weekend."""
    whole = a.month == a.day == 1 and (b.month, b.day) == (12, 31)
    years = b.year - a.year + 1
    if whole and years == 1:
        yield str(a.year)
    if whole and years == 10 and a.year % 10 == 0:
        yield from (f"{a.year // 10}", f"{a.year // 10}X")
    if whole and years == 100 and a.year % 100 in (0, 1):
        yield from (f"{a.year // 100}", f"{a.year // 100}XX")
    after = b + timedelta(days=1)
    months = (after.year - a.year) * 12 + after.month - a.month
    if a.day == after.day == 1 and months == 1:
        yield f"{a:%Y-%m}"
    if a.day == after.day == 1 and months == 3 and a.month % 3 == 1:
        yield f"{a.year}-Q{(a.month + 2) // 3}"
    week = f"{a.isocalendar().year}-W{a.isocalendar().week:02d}"
    if (b - a).days == 6 and a.weekday() == 0:
        yield week
    if (b - a).days == 1 and a.weekday() == 5:
        yield f"{week}-WE"


def load(data: Path, split: str | None) -> Iterator[Document | InputError]:
    """The documents of `dep/*.conllu` in the folder `data`; `split` is news or interview (GUM_news_...), all without."""
    for path in sorted((folder(data, "dep") / "dep").glob("*.conllu")):
        if split is None or f"_{split}_" in path.name:
            try:
                yield read(path)
            except InputError as e:
                yield e


def compare(reading: Reading, gold: Gold) -> Outcome:
    """Rows: third-person pronouns by kind, B-cubed of people, bodies and places, and dates."""
    text = reading.article.text
    chains = _Chains(text, gold.mentions, [e.mentions for e in reading.entities])
    rows, errors = _pronouns(text, gold.mentions, chains, [e.name for e in reading.entities])
    rows["who is who (B-cubed)"] = chains.b_cubed()
    timed = [t for t in reading.times if t.kind in ("DATE", "TIME") and _calendar(t.value)]
    times, mistakes = dates.score(text, gold.times, timed)
    return Outcome({**rows, **times}, [*errors, *mistakes])


def _calendar(value: str | None) -> bool:
    """GUM marks only what a calendar knows, not "now" or "in the past"."""
    return value is not None and (value[:1].isdecimal() or value.startswith("XXXX-"))


class _Chains:
    """Which gold mention each mention of the reading stands for."""

    def __init__(self, text: str, gold: Sequence[GoldMention], entities: Sequence[Sequence[Span]]) -> None:
        self.text, self.gold, self.entities = text, gold, entities
        self.stands = {m: k for ms in entities for m in ms if (k := self._best(m)) is not None}
        self.entity = {m: n for n, ms in enumerate(entities) for m in ms}

    def _best(self, span: Span) -> int | None:
        best, most = None, 0.0
        for k, g in enumerate(self.gold):
            if g.span.start >= span.end:
                break
            if g.head.overlaps(span):
                shared = min(g.span.end, span.end) - max(g.span.start, span.start)
                union = max(g.span.end, span.end) - min(g.span.start, span.start)
                if shared / union > most:
                    best, most = k, shared / union
        return best

    def named(self, n: int) -> set[str]:
        """The gold chains that entity n's mentions stand for, pronouns left out."""
        mentions = (m for m in self.entities[n] if m in self.stands and not pronoun(m.of(self.text)))
        return {self.gold[self.stands[m]].chain for m in mentions}

    def b_cubed(self) -> Counts:
        """Over mentions of people, bodies and places but for "I", "we", "you", "it" and "this", "who" and their like."""
        asked = [k for k, g in enumerate(self.gold) if g.kind in _KINDS and g.span.of(self.text).lower() not in _OTHER]
        size = Counter(self.gold[k].chain for k in asked)
        known = set(asked)
        right = found = 0.0
        got = 0
        for mentions in self.entities:
            told = [m for m in mentions if m.of(self.text).lower() not in _OTHER]
            held = {self.stands[m] for m in told if m in self.stands}
            alien = {k for k in held if k not in known}
            wild = sum(m not in self.stands for m in told)
            number = len(held) - len(alien) + wild
            got += number
            for chain, n in Counter(self.gold[k].chain for k in held - alien).items():
                right += n * n / number
                found += n * n / size[chain]
        return Counts(right, got, found, len(asked))


def pronoun(words: str) -> bool:
    low = words.lower()
    return low in ONE or low in MANY or low in _OTHER


def _pronouns(
    text: str, gold: Sequence[GoldMention], chains: _Chains, names: Sequence[str]
) -> tuple[dict[str, Counts], list[Error]]:
    named = {g.chain for g in gold if not pronoun(g.span.of(text))}
    kinds = {g.chain: g.kind for g in reversed(gold)}
    tally = {"he, she": [0, 0, 0], "they (people)": [0, 0, 0]}
    errors: list[Error] = []
    for g in gold:
        low = g.span.of(text).lower()
        row = "he, she" if low in ONE else "they (people)" if low in MANY else ""
        if not row or g.chain not in named or (low in MANY and kinds[g.chain] != "person"):
            continue
        n = chains.entity.get(g.span)
        right = n is not None and g.chain in chains.named(n)
        tally[row][0] += right
        tally[row][1] += n is not None
        tally[row][2] += 1
        if not right:
            group = f"{row}: {'left open' if n is None else 'somebody else'}"
            errors.append(
                Error(group, context(text, g.span, room=160), _last(text, gold, g), names[n] if n is not None else "")
            )
    rows = {name: Counts(r, got, r, of) for name, (r, got, of) in tally.items()}
    return {"pronouns for people": sum(rows.values(), Counts()), **rows}, errors


def _last(text: str, gold: Sequence[GoldMention], g: GoldMention) -> str:
    """The last mention before that is no pronoun, or the first after."""
    same = [m for m in gold if m.chain == g.chain and not pronoun(m.span.of(text))]
    before = [m for m in same if m.span.start < g.span.start]
    return (before[-1] if before else same[0]).span.of(text)


YARDSTICK = Yardstick(
    name="gum",
    help="GUM: third-person pronouns, who is who, and dates.",
    load=load,
    compare=compare,
    splits=("news", "interview"),
)
