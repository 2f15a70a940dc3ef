"""Expressions of time with their TIMEX3 values."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import pairwise

from ..model import Block, Span, Time
from .draft import Draft
from .times_anchor import STAMPS, Publication, Tenses
from .times_calendar import FIRST_YEAR, LAST_YEAR
from .times_clock import at_clock
from .times_counts import count as counted
from .times_counts import duration
from .times_filters import Filter
from .times_grammar import Phrase, find_phrases
from .times_meaning import Context, Meaning, in_month, length, shifted_day
from .times_values import resolve
from .times_words import Token, tokenise

YEARED = frozenset(("month", "date"))
ENDS = frozenset(("y", "pre", "post"))  # parts that say which year or week is meant
WEEK = 7  # days: a clock without a day is taken to belong to a day told of that is not longer over than this
# Rules whose phrases may stand in a dateline or byline.
STAMP_RULES = frozenset(("iso", "date", "clock"))


def find_times(draft: Draft) -> None:
    """Fills `draft.times` in the order of the text, free of overlaps. Never raises on any text."""
    text = _readable(draft)
    tokens = tokenise(text)
    phrases, classes = find_phrases(tokens)
    stamps = _Stamps(draft.blocks)
    published = _publication(draft, [p for p in phrases if stamps.hold(p)])
    keep = Filter(draft, text, tokens, classes)
    tenses = Tenses(draft)
    story = _Story(published, text)
    found: list[tuple[Phrase, Meaning]] = []
    _share_years(phrases, classes)
    phrases = _of_years(phrases, text)
    for phrase in phrases:
        stamped = stamps.hold(phrase)
        if (stamped and phrase.rule not in STAMP_RULES) or not keep.time(phrase):
            continue
        context = story.context(phrase, stamped)
        context.tense = tenses.at(phrase.start)
        meaning = resolve(phrase, context)
        if meaning is None:
            continue
        if not stamped:
            story.remember(phrase, meaning)
        found.append((phrase, meaning))
    _day_ahead(found, published)
    _range_ends(found, classes)
    found = [part for pair in found for part in _bounds(*pair, tokens)]
    draft.times.extend(_time(draft, phrase, meaning) for phrase, meaning in found)


def _day_ahead(found: list[tuple[Phrase, Meaning]], published: Publication) -> None:
    """A clock before the first day of the text belongs to that day, if it is over by the publication."""
    day = next((m.day for p, m in found if m.day is not None and p.rule not in ("iso", "date")), None)
    if day is None or published.day is None or not 0 <= (published.day - day).days <= WEEK:
        return
    for at, (phrase, meaning) in enumerate(found):
        if meaning.day is not None and phrase.rule not in ("iso", "date"):
            return
        if phrase.rule in ("clock", "military") and meaning.value is not None and meaning.day is None:
            found[at] = (phrase, at_clock(day, meaning.value[1:]))


def _share_years(phrases: list[Phrase], classes: str) -> None:
    """ "between June and August 2014": the first month has the year of the second."""
    for left, right in pairwise(phrases):
        gap = classes[left.last + 1 : right.first]
        if left.rule not in YEARED or right.rule not in YEARED or gap not in ("/", "&", "-"):
            continue
        if "y" in right.parts and not {"y", "pre", "post"} & set(left.parts):
            months = [int(p.one("m") or 0) for p in (left, right)]
            if months[0] <= months[1]:
                left.parts["y"] = right.parts["y"]


def _of_years(phrases: list[Phrase], text: str) -> list[Phrase]:
    """ "last year's fourth quarter", "2012's first half": the quarter is of that year, in one expression."""
    kept: list[Phrase] = []
    for phrase in phrases:
        left = kept[-1] if kept else None
        bare = phrase.rule in ("quarter", "halfyear") and not {"y", "post"} & set(phrase.parts) and "n" in phrase.parts
        if left is not None and bare and text[left.end : phrase.start] in ("'s ", "’s "):
            name, part = ("y", "y") if left.rule == "year" else ("post", "pre")
            if left.rule == "year" or (left.rule == "rel" and left.one("u") == "Y" and part in left.parts):
                parts = {**phrase.parts, name: left.parts[part]}
                kept[-1] = Phrase(phrase.rule, left.first, phrase.last, left.start, phrase.end, parts)
                continue
        kept.append(phrase)
    return kept


def _range_ends(found: list[tuple[Phrase, Meaning]], classes: str) -> None:
    """ "Thursday through Saturday", "from March to May": the second is the first one after the first."""
    for at, ((left, first), (right, last)) in enumerate(pairwise(found)):
        if left.rule != right.rule or classes[left.last + 1 : right.first] not in ("/", "-"):
            continue
        if left.rule == "weekday" and first.day and last.day and first.day > last.day and not right.parts.keys() & ENDS:
            found[at + 1] = (right, shifted_day(last, WEEK))
        if left.rule == "month" and first.month and last.month and not right.parts.keys() & ENDS:
            year = first.month[0] + (last.month[1] < first.month[1])
            if "y" not in left.parts and last.value and last.month[0] != year:
                found[at + 1] = (right, in_month(year, last.month[1], last.reason))


def _bounds(phrase: Phrase, meaning: Meaning, tokens: list[Token]) -> list[tuple[Phrase, Meaning]]:
    """ "between 60 and 90 days" is two lengths: the first has no unit of its own."""
    count, unit = phrase.parts.get("n", []), phrase.one("u")
    if phrase.rule != "duration" or meaning.kind != "DURATION" or len(count) != 3 or not meaning.value or not unit:
        return [(phrase, meaning)]
    low, high = counted(count[:1]), counted(count[2:])
    first, last = (duration(n, unit) if n else None for n in (low, high))
    if "X" not in meaning.value or not first or not last or count[1].cls not in "/&-":
        return [(phrase, meaning)]
    at = tokens.index(count[0], phrase.first)
    left = Phrase(phrase.rule, phrase.first, at, phrase.start, count[0].end, {})
    right = Phrase(phrase.rule, at + 2, phrase.last, count[2].start, phrase.end, {})
    return [(left, length(first)), (right, length(last))]


def _readable(draft: Draft) -> str:
    """The masked text with datelines and bylines put back: the stamps in them are times too."""
    parts, at = [], 0
    for start, end in sorted(b.span for b in draft.blocks if b.kind in STAMPS):
        if start >= at:
            parts += [draft.masked[at:start], draft.text[start:end]]
            at = end
    return "".join([*parts, draft.masked[at:]])


class _Stamps:
    """Where datelines and bylines stand."""

    def __init__(self, blocks: list[Block]) -> None:
        self.spans = sorted(b.span for b in blocks if b.kind in STAMPS)
        self.starts = [s.start for s in self.spans]

    def hold(self, phrase: Phrase) -> bool:
        at = bisect_right(self.starts, phrase.start) - 1
        return at >= 0 and phrase.start < self.spans[at].end


def _publication(draft: Draft, stamps: list[Phrase]) -> Publication:
    """The metadata's day; else the first date of a dateline or byline. A stamp's clock counts if its day agrees."""
    day = draft.article.published
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        day = None
    for phrase in stamps:
        if phrase.rule not in ("iso", "date"):
            continue
        meaning = resolve(phrase, Context(Publication(None)))
        if meaning is None or meaning.day is None:
            continue
        hour = int(meaning.value[11:13]) if meaning.value and meaning.value[11:13].isdigit() else None
        if day is None:
            return Publication(meaning.day, hour, "the publication day is taken from the article's dateline")
        if meaning.day == day:
            return Publication(day, hour)
    return Publication(day)


class _Story:
    """The nearest earlier date of the text, for phrases that are counted from it."""

    def __init__(self, published: Publication, text: str) -> None:
        self.published = published
        self.text = text
        self.meaning: Meaning | None = None
        self.end = 0
        self.day: date | None = None

    def context(self, phrase: Phrase, stamped: bool) -> Context:
        told = self.meaning
        if stamped or told is None:
            return Context(self.published)
        # A paragraph further than the one before tells of something else.
        near = phrase.start - self.end < 1200 and self.text.count("\n", self.end, phrase.start) <= 4
        return Context(
            self.published,
            day=told.day,
            month=told.month,
            year=told.year,
            clock_day=self._clock_day(told),
            near=near,
            explicit=True,
        )

    def _clock_day(self, told: Meaning) -> date | None:
        if told.day is not None or self.day is None or self.published.day is None:
            return told.day
        return self.day if abs((self.published.day - self.day).days) <= WEEK else None

    def remember(self, phrase: Phrase, meaning: Meaning) -> None:
        if meaning.anchored and meaning.kind in ("DATE", "TIME") and meaning.year is not None:
            self.meaning, self.end = meaning, phrase.end
            self.day = meaning.day or self.day


def _time(draft: Draft, phrase: Phrase, meaning: Meaning) -> Time:
    span = Span(phrase.start, phrase.end)
    return Time(
        draft.article.id, span, draft.words(span), meaning.kind, meaning.value, meaning.anchored, meaning.reason
    )


__all__ = ["find_times"]
