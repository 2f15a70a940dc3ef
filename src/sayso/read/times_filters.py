"""Which phrases are no times although they read like one: ages, names, verbs, counts."""

from __future__ import annotations

import re

from .draft import Draft
from .times_grammar import Phrase
from .times_words import Token

# spaCy's labels for names; a time inside one ("Saturday Night Live") is part of the name.
NAMES = frozenset(("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "NORP", "GPE", "LOC", "LAW"))
AGE = re.compile(r"[\s-]{0,3}(?:old|of age)\b", re.I)
# What a bare number counts or measures rather than dates.
COUNTED = re.compile(
    r"[ -](?:km|kilomet|met(?:er|re)|miles?|feet|foot|ft\b|kg|tons?|tonnes?|people|persons|troops|soldiers|dollars"
    r"|euros|pounds|percent|per cent|million|billion|mm\b|cc\b|hours|times|others|men\b|women|workers|jobs|homes|houses"
    r"|MW|mph|years|units)",
    re.I,
)
BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|early|late|mid|before|after|during|between|year|circa"
    r"|summer|winter|spring|fall|autumn)[ \n]+$",
    re.I,
)
BEFORE_MONTH = re.compile(
    r"\b(?:in|since|by|of|until|till|from|to|for|early|late|mid|before|after|during|between|and|through|last|next|this"
    r"|end|beginning|middle|mid-|or|late|early|on|at)[ \n-]+(?:of )?$",
    re.I,
)
NO_YEAR = re.compile(
    r"(?:[$£€#№]|\bNo\.|\bFlight|\bRoom|\bRoute|\bHighway|\bBoeing|\bWindows|\bServer|\bOffice) ?$", re.I
)
SEASON_BEFORE = re.compile(r"\b(?:in|by|this|last|next|the|of|since|until|through|during|every|each)[ \n]+$", re.I)
TITLES = re.compile(r"(?:\b(?:USA|Russia|India|Psychology|Pakistan|Bloody|Super|Giving) |\bnew )$", re.I)


class Filter:
    def __init__(self, draft: Draft, text: str, tokens: list[Token], classes: str) -> None:
        self.text = text
        self.tokens = tokens
        self.classes = classes
        self.names = _names(draft)
        ents = draft.doc.ents if draft.doc is not None else ()
        self.persons = {t.idx for e in ents if e.label_ == "PERSON" and len(e) > 1 for t in e}
        self.tags = {t.idx: t.tag_ for t in draft.doc} if draft.doc is not None else {}

    def time(self, phrase: Phrase) -> bool:
        """Whether the phrase is a time where it stands."""
        if self._in_name(phrase) or self._precedes(phrase, AGED):
            return False
        check = CHECKS.get(phrase.rule)
        return check is None or check(self, phrase)

    def _in_name(self, phrase: Phrase) -> bool:
        before = self.text[max(0, phrase.start - 14) : phrase.start]
        if phrase.rule in ("deictic", "weekday") and TITLES.search(before):
            return True
        span = self.names.get(phrase.start)
        if span is None and phrase.parts and phrase.first < phrase.last:
            head = next(iter(phrase.parts.values()))
            span = self.names.get(head[0].start) if head else None
        # A name that only ends in the phrase has most often swallowed an adverb: "Mayor Ortiz Friday".
        return span is not None and phrase.end < span and phrase.rule not in ("iso", "clock")

    def _follows(self, phrase: Phrase, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self.text, phrase.end, phrase.end + 40) is not None

    def _precedes(self, phrase: Phrase, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.text[max(0, phrase.start - 30) : phrase.start]) is not None

    def _age(self, phrase: Phrase) -> bool:
        return not self._follows(phrase, AGE)

    def _year(self, phrase: Phrase) -> bool:
        number = int(phrase.one("y") or 0)
        if self._follows(phrase, COUNTED) or self._precedes(phrase, NO_YEAR):
            return False
        if 1900 < number < 2060 and number != 2000:
            return True
        led = phrase.first < phrase.last and self.tokens[phrase.first].cls != "t"
        return (led or self._precedes(phrase, BEFORE_YEAR)) and not self._counts(phrase)

    def _counts(self, phrase: Phrase) -> bool:
        """Whether a noun in the plural follows: "1500 villagers"."""
        after = self.text[phrase.end : phrase.end + 1]
        return after == " " and self.tags.get(phrase.end + 1, "") in ("NNS", "JJ", "NN")

    def _month(self, phrase: Phrase) -> bool:
        token = phrase.parts["m"][0]
        if "y" in phrase.parts or phrase.first < phrase.last:
            return True
        led = self._precedes(phrase, BEFORE_MONTH)
        if token.cls == "m":
            return led and (len(token.word) > 3 or (token.word == "may" and self._proper(token)))
        return led or self._proper(token)

    def _proper(self, token: Token) -> bool:
        return self.tags.get(token.start, "NNP") in ("NNP", "NNPS")

    def _season(self, phrase: Phrase) -> bool:
        token = phrase.parts["s"][0]
        if "y" in phrase.parts or "post" in phrase.parts:
            return True
        if self.text[phrase.end : phrase.end + 3] == " in " and token.word == "fall":
            return False
        if token.word in ("fall", "spring"):
            pre = phrase.parts.get("pre")
            if pre and any(t.cls in "<>=" for t in pre):
                return True
            if not (pre or self._precedes(phrase, SEASON_BEFORE)):
                return False
            return self.text[phrase.end : phrase.end + 4] != " of " and self.tags.get(token.start, "NN") in (
                "NN",
                "NNP",
            )
        tag = self.tags.get(phrase.end + 1, "")
        return bool(phrase.parts.get("pre")) or (self._precedes(phrase, SEASON_BEFORE) and not tag.startswith("NN"))

    def _past(self, phrase: Phrase) -> bool:
        token = self.tokens[phrase.last]
        return self.tags.get(token.start) == "NN" and self.text[phrase.end : phrase.end + 1] in '.,;)\n"'

    def _future(self, phrase: Phrase) -> bool:
        return self.tags.get(self.tokens[phrase.last].start, "NN") == "NN" and not self._noun_next(phrase)

    def _noun_next(self, phrase: Phrase) -> bool:
        return self.tags.get(phrase.end + 1, "") in ("NN", "NNS", "NNP")

    def _vague(self, phrase: Phrase) -> bool:
        """Bare plurals are times after a preposition or before "of": "for years", "weeks of rain"."""
        if "dir" in phrase.parts:
            return True
        if self._precedes(phrase, VAGUE_BEFORE):
            return True
        return self._follows(phrase, VAGUE_AFTER) and not self._precedes(phrase, PART_OF_LENGTH)

    def _duration(self, phrase: Phrase) -> bool:
        unit = phrase.parts["u"][0]
        number = phrase.parts["n"]
        if self._follows(phrase, AGE):
            return False
        if (
            number[0].cls == "a"
            and len(number) == 1
            and "dir" not in phrase.parts
            and self._precedes(phrase, NO_LENGTH)
        ):
            return False
        # "a day" is a rate or a length, "one day" mostly neither
        alone = len(number) == 1 and number[0].word == "one" and unit.value == "D"
        return not alone or "dir" in phrase.parts

    def _part(self, phrase: Phrase) -> bool:
        return "pre" in phrase.parts or phrase.clock is not None or "P" in phrase.parts

    def _reference(self, phrase: Phrase) -> bool:
        if self.text[phrase.end : phrase.end + 1] == "-" or self._precedes(phrase, NO_REFERENCE):
            return False
        return phrase.one("ref") != "FUTURE_REF" or not self._follows(phrase, SOON_AFTER)

    def _adverb(self, phrase: Phrase) -> bool:
        """ "daily", not the title of a paper."""
        before = self.text[max(0, phrase.start - 2) : phrase.start].rstrip(" ")
        return self.text[phrase.start].islower() or not before or before[-1] in '.\n"“'

    def _weekday(self, phrase: Phrase) -> bool:
        return not self._follows(phrase, PAPERS)

    def _holiday(self, phrase: Phrase) -> bool:
        return phrase.start not in self.persons and not self._precedes(phrase, OTHER_YEAR)


AGED = re.compile(r"\b(?:aged|ages|age of|ages of)[ \n]+$", re.I)
NO_LENGTH = re.compile(r"\b(?:not|is|was|be|been|such|what|quite)[ \n]+$", re.I)
NO_REFERENCE = re.compile(r"\b(?:every|as|too|how)[ \n]+$", re.I)
SOON_AFTER = re.compile(r"[ \n](?:after|before|as|enough|afterwards?|thereafter)\b", re.I)
OTHER_YEAR = re.compile(
    r"\b(?:chinese|lunar|jewish|persian|iranian|islamic|tamil|tibetan|orthodox|vietnamese|thai)[ \n]+$", re.I
)
PAPERS = re.compile(
    r" (?:Times|Mirror|Telegraph|Mail|Post|Herald|Tribune|Express|Independent|Review"
    r"|Star|World|Standard|Night Live|Evening Post)\b"
)
PART_OF_LENGTH = re.compile(r"\b(?:early|small|wee|late|closing|final|first|last|opening|dying)[ \n]+$", re.I)
VAGUE_BEFORE = re.compile(
    r"\b(?:for|in|of|within|over|after|took|takes|take|lasted|several|by|many|spent|the)[ \n]+$", re.I
)
VAGUE_AFTER = re.compile(r"[ \n](?:of|before|after|to|in|ahead|old|later|earlier|on end|long)\b", re.I)


def _names(draft: Draft) -> dict[int, int]:
    """Offset of each word of a name -> where the name ends."""
    if draft.doc is None:
        return {}
    found = {}
    for ent in draft.doc.ents:
        if ent.label_ in NAMES and len(ent) > 1:
            for token in ent:
                found[token.idx] = ent.end_char
    return found


CHECKS = {
    "duration": Filter._duration,
    "span": Filter._age,
    "year": Filter._year,
    "month": Filter._month,
    "season": Filter._season,
    "past": Filter._past,
    "future": Filter._future,
    "vague": Filter._vague,
    "part": Filter._part,
    "reference": Filter._reference,
    "adverb": Filter._adverb,
    "weekday": Filter._weekday,
    "holiday": Filter._holiday,
}
