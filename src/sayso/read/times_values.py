"""Phrases -> TIMEX3 values: what each rule of the grammar means, given what it is counted from."""

from __future__ import annotations

from collections.abc import Callable

from .times_anchor import Tense
from .times_clock import mean_clock, with_clock
from .times_days import mean_date, mean_days, mean_deictic, mean_holiday, mean_iso, mean_part, mean_weekday, mean_weekof
from .times_grammar import Phrase
from .times_lengths import (
    mean_adverb,
    mean_duration,
    mean_every,
    mean_future,
    mean_long,
    mean_nights,
    mean_past,
    mean_plural,
    mean_rate,
    mean_recent,
    mean_reference,
    mean_span,
    mean_vague,
    mean_year_ago,
)
from .times_meaning import Context, Meaning
from .times_periods import (
    mean_century,
    mean_decade,
    mean_fiscal,
    mean_half_year,
    mean_month,
    mean_quarter,
    mean_relative,
    mean_season,
    mean_the,
    mean_year,
    mean_year_end,
    mean_years,
)


def resolve(phrase: Phrase, context: Context) -> Meaning | None:
    """The meaning of a phrase, or None where it turns out to be no time at all."""
    if phrase.rule == "reference" and phrase.one("ref") == "FUTURE_REF" and context.tense is Tense.PAST:
        return None  # "soon found": soon after what was told, no future
    meaning = MEANINGS[phrase.rule](phrase, context)
    if meaning is None:
        return None
    if phrase.clock is not None:
        meaning = with_clock(meaning, phrase.clock)
    if meaning.anchored and context.published.note and "published" in context.notes:
        meaning.reason = meaning.reason or context.published.note
    return meaning


MEANINGS: dict[str, Callable[[Phrase, Context], Meaning | None]] = {
    "iso": mean_iso,
    "date": mean_date,
    "days": mean_days,
    "month": mean_month,
    "weekday": mean_weekday,
    "deictic": mean_deictic,
    "part": mean_part,
    "rel": mean_relative,
    "the": mean_the,
    "yearend": mean_year_end,
    "recent": mean_recent,
    "span": mean_span,
    "duration": mean_duration,
    "nights": mean_nights,
    "long": mean_long,
    "yearago": mean_year_ago,
    "vague": mean_vague,
    "every": mean_every,
    "plural": mean_plural,
    "weekof": mean_weekof,
    "adverb": mean_adverb,
    "rate": mean_rate,
    "season": mean_season,
    "quarter": mean_quarter,
    "halfyear": mean_half_year,
    "year": mean_year,
    "years": mean_years,
    "fiscal": mean_fiscal,
    "decade": mean_decade,
    "century": mean_century,
    "reference": mean_reference,
    "future": mean_future,
    "past": mean_past,
    "holiday": mean_holiday,
    "clock": mean_clock,
    "military": mean_clock,
}
