"""Words of time -> phrases: which of them belong together, and by which rule.

Rules are regular expressions over the string of word classes (see times_words.py and data/times_words.tsv). At each
word the longest rule wins; phrases of a clock and a day that stand together are joined afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .times_words import Token

# A count: "two", "25", "twenty-five", "two and a half", "half a", "a couple of", "two to three", "a".
COUNT = r"(?P<n>aqo?|qo?|h(?:o?a)?|(?:[NndyR](?:[&/]|-)[Nnd])|(?:[Nndy](?:-?n){0,4}(?:&a?h|a?h)?)|(?:an(?:o)?)|ah|[nd]d\\d|a)"
ABOUT = r"(?P<about>(?:j?@?~/?){1,4})?"
DAY = r"(?:(?P<wd>[Ww]),?)?"

RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"(?P<iso>I)"),
        ("date", DAY + r"(?P<m>[Mm])t?(?P<d>[dr])(?:[,-]?(?P<y>y))?"),
        ("date", DAY + r"t?(?P<d>[dr])[o-]?(?P<m>[Mm])(?:[,-]?(?P<y>y)|(?P<short>d)(?=[|_,)]|$))?"),
        ("days", r"(?P<m>[Mm])(?P<d>[dr])[-/](?P<d2>[dr])(?:,?(?P<y>y))?"),
        ("days", r"(?P<d>[dr])[-/](?P<d2>[dr])o?(?P<m>[Mm])(?:,?(?P<y>y))?"),
        ("month", r"(?:(?P<mod>[135]),?-?|t?6o)?(?P<m>[Mm])(?:,?o?(?P<y>y))"),
        ("month", r"(?P<pre>[<>=]{1,2})?(?:(?P<mod>[1235]),?-?|t?[56]o)?(?P<m>[Mm])(?:,?o?(?P<post>[<>=])U)?"),
        ("weekday", r"(?:[1234]-?)?t?(?P<pre>[<>=]{1,2})?(?P<w>W)(?P<p>[pP])?(?:o?(?P<post>[<>=])U)?"),
        ("deictic", r"(?:[1234]-?(?:J?t?po)?)?(?P<t>T)(?P<p>p)?"),
        ("deictic", r"t(?P<u>U)(?P<t2>[78])(?P<t>T)"),
        ("part", r"[1234]?J?t?(?P<pre>[<>=X]{1,2}|t)(?P<p>p)"),
        ("part", r"[1234]?J?(?P<pre>t)?(?P<P>P)"),
        ("rel", r"(?:t?[56]o|[1234]J?)?(?P<t>t)?(?P<pre>X?o?t?[<>=]{1,2}|t?X)(?P<u>U|Q)"),
        ("rel", r"(?:t?[56]o|[1234]J?|X)(?P<t>t)(?P<pre>X)?(?P<u>U|Q)"),
        ("the", r"t(?P<u>U)(?P<dir>[78<])?(?![g24])"),
        ("yearend", r"a?U-?6"),
        ("recent", r"t?%U"),
        ("span", r"(?:=?t|=|)(?P<pre>[<>])~{0,3}" + COUNT + r"-?(?P<u>U|S|p)"),
        ("span", r"t(?P<n>[ndN])(?P<pre>[<>])(?P<u>U)"),
        ("duration", ABOUT + COUNT + r"-?(?P<u>U|(?<=-)R)(?P<half>&ah)?(?P<dir>[g24]|fC)?"),
        ("long", r"a?(?P<n>[Nnd])?-?(?P<u>U)-?l"),
        ("long", r"(?P<len>L)"),
        ("yearago", r"t?(?P<u>U)-[2g](?P<of>[QU])?"),
        ("nights", r"(?P<n>[nd])(?P<p>p)"),
        ("vague", r"(?P<u>U)(?P<dir>[g24])?"),
        ("every", r"v(?P<n>[nd])?(?P<u>[UWpSMQ])(?P<p>p)?"),
        ("plural", r"(?P<w>u)(?P<p>p)?"),
        ("weekof", r"t(?P<u>U)o(?P<m>[Mm])(?P<d>[dr])(?:,?(?P<y>y))?"),
        ("adverb", r"(?P<adv>D)"),
        ("rate", r"[nNd]?!(?P<u>[av]U)"),
        ("season", r"(?P<pre>t?[<>=]{1,2}|t)?(?:[135]-?)?(?P<s>S)(?:,?o?(?P<y>y)|o(?P<post>[<>=])U)?"),
        ("quarter", r"t?(?P<n>[Rr<])-?Q(?:,?o?(?P<y>y)|ot?(?P<post>[<>=])?U)?"),
        ("quarter", r"(?P<q>i)(?:,?o?(?P<y>y))?"),
        ("quarter", r"t?(?P<y>y)(?P<n>[Rr])-?Q"),
        ("halfyear", r"t?(?P<n>[Rr<])h(?:o(?P<y>y)|ot?(?P<post>[<>=])U)"),
        ("halfyear", r"t?(?P<y>y)(?P<n>[Rr])h"),
        ("military", r"(?<=@)(?P<c>[yN])(?=\||_|$)"),
        ("year", r"(?:t?(?P<mod>[135])-?|t?6o|tU)?(?P<y>y)"),
        ("years", r"(?P<y>y)[-\\](?P<y2>[ydN])"),
        ("fiscal", r"(?P<fy>G)|YU?(?P<y>y)|tYU(?P<y3>y)"),
        ("decade", r"t?(?:[135]-?)?(?P<s>s)"),
        ("century", r"t?(?:[135]-?)?(?P<n>[Rrn](?:-[Rr])?)-?(?P<u>U)"),
        ("reference", r"(?P<ref>C)"),
        ("future", r"t%?F"),
        ("past", r"t<"),
        ("holiday", r"(?P<pre>[<>=])?(?P<h>H)(?P<p>p)?(?:,?[oJ]?(?P<y>y)|(?P<post>[<>=])U)?"),
        ("clock", r"~{0,3}(?P<c>c)(?P<a>A)?(?P<z>z|U)?!?(?:J?t?(?P<p>p))?"),
        ("clock", r"~{0,3}(?P<c>k)(?:(?P<a>A)(?P<z>z)?|(?P<z2>z|U))!?(?:J?t?(?P<p>p))?"),
        ("clock", r"~{0,3}(?P<c>[dn])(?P<a>A)(?P<z>z)?!?(?:J?t?(?P<p>p))?"),
        ("clock", r"(?P<c>[yN])(?P<z>z)!?"),
        ("clock", r"(?<=[@~])(?P<c>k)(?![\w])"),
    )
)
CORE = re.compile(r"[IMmWUTPpQSsCDuHckAziGYFyNR<]")
# How a clock or a part of the day may be tied to a day, and a day to a clock.
CLOCK_DAY = re.compile(r"(?:,|[OoJ],?)?t?")
DAY_CLOCK = re.compile(r"(?:,?@?~{0,3})|,")


@dataclass(slots=True)
class Phrase:
    """Words that make one expression. `parts` holds the rule's named groups as tokens; `clock` the clock or part of
    the day that was joined to a day."""

    rule: str
    first: int
    last: int
    start: int
    end: int
    parts: dict[str, list[Token]] = field(default_factory=dict)
    clock: Phrase | None = None

    def one(self, name: str) -> str | None:
        """The value of the last token of a part."""
        got = self.parts.get(name)
        return got[-1].value if got else None


def find_phrases(tokens: list[Token]) -> tuple[list[Phrase], str]:
    """The phrases in order, free of overlaps, and the class string."""
    classes = "".join(t.cls for t in tokens)
    phrases: list[Phrase] = []
    for run in re.finditer(r"[^_|]+", classes):
        if CORE.search(run[0]):
            _parse_run(tokens, classes, run.start(), run.end(), phrases)
    return _join(phrases, classes), classes


def _parse_run(tokens: list[Token], classes: str, at: int, stop: int, phrases: list[Phrase]) -> None:
    # A rule may look one class behind and ahead of the run, never match beyond it.
    while at < stop:
        best: tuple[str, re.Match[str]] | None = None
        for name, rule in RULES:
            match = rule.match(classes, at)
            if not match or match.end() == at or (best is not None and match.end() <= best[1].end()):
                continue
            if _sound(name, match, tokens):
                best = (name, match)
        if best is None:
            at += 1
            continue
        phrases.append(_phrase(*best, tokens))
        at = best[1].end()


def _phrase(rule: str, match: re.Match[str], tokens: list[Token]) -> Phrase:
    first, last = match.start(), match.end() - 1
    while first < last and _outside(tokens[first], tokens[first + 1]):
        first += 1
    first += _noun_article(rule, tokens, first, last)
    parts = {k: tokens[match.start(k) : match.end(k)] for k, v in match.groupdict().items() if v}
    return Phrase(rule, first, last, tokens[first].start, tokens[last].end, parts)


def _outside(token: Token, following: Token) -> bool:
    """Prepositions, and the "than" of a comparison, stand before an expression, not in it."""
    return token.word == "than" or (token.cls in "OJ@" and following.cls != "~")


def _noun_article(rule: str, tokens: list[Token], first: int, last: int) -> bool:
    """Whether the article belongs to the noun that a length with a hyphen stands before ("a six-week stint")."""
    if rule in ("long", "yearend"):
        return tokens[first].cls == "a" and first < last
    return (
        rule == "duration"
        and last - first > 2
        and tokens[first].cls == "a"
        and tokens[last - 1].cls == "-"
        and tokens[last].cls == "U"
        and tokens[first + 1].cls in "Nnd"
    )


def _sound(rule: str, match: re.Match[str], tokens: list[Token]) -> bool:
    """What the class string alone cannot tell."""
    part = {k: tokens[match.start(k) : match.end(k)] for k, v in match.groupdict().items() if v}
    if rule == "century":
        return part["u"][0].word == "century"
    if rule == "yearago":
        return part["u"][0].word == "year"
    if rule == "yearend":
        first, last = tokens[match.start()], tokens[match.end() - 1]
        first = tokens[match.start() + 1] if first.cls == "a" else first
        return first.word == "year" and last.word == "end"
    if rule == "vague":
        unit = part["u"][0]
        return unit.word.endswith("s") and unit.value != "WE"
    if rule == "every":
        return part["u"][0].cls != "U" or not part["u"][0].word.endswith("s") or "n" in part
    if rule == "duration":
        return _sound_count(part["n"], part["u"][0])
    if rule == "weekof":
        return part["u"][0].word == "week"
    if rule == "past":
        return tokens[match.start() + 1].word == "past"
    if rule == "the" and "dir" in part:
        return part["dir"][0].word in ("before", "after", "previous", "prior")
    if rule == "rel":
        return part["pre"][-1].word != "final" if "pre" in part else True
    if rule == "decade":
        return not part["s"][0].word.isalpha() or tokens[match.start()].cls == "t"
    if rule == "weekday":
        return match.start() == 0 or tokens[match.start() - 1].cls != "a"
    if rule == "military":
        word = part["c"][0].word
        if len(word) != 4 or not word.isdigit() or 1900 <= int(word) < 2060:
            return False
        return tokens[match.start() - 1].word == "at" and int(word[:2]) < 24 and int(word[2:]) < 60
    if rule == "clock" and part["c"][0].cls in "yN":
        word = part["c"][0].word
        return len(word) == 4 and word.isdigit() and int(word) < 2400 and int(word[2:]) < 60
    return True


def _sound_count(count: list[Token], unit: Token) -> bool:
    # "a second" is an ordinal as often as a unit; "30-second" is not
    if unit.cls == "R":
        return unit.word == "second" and count[-1].cls in "ndN"
    if count[0].cls == "y" and len(count) == 1 and not unit.word.endswith("s"):
        return False
    return unit.value != "WE"


def _join(phrases: list[Phrase], classes: str) -> list[Phrase]:
    """Puts a clock, or a part of the day, and the day beside it into one phrase."""
    joined: list[Phrase] = []
    for phrase in phrases:
        before = joined[-1] if joined else None
        if before and _joins(before, phrase, classes[before.last + 1 : phrase.first]):
            joined[-1] = _merge(before, phrase)
        else:
            joined.append(phrase)
    return joined


DAYS = frozenset(("iso", "date", "weekday", "deictic", "holiday"))


def _joins(left: Phrase, right: Phrase, gap: str) -> bool:
    if len(gap) > 4 or left.clock or right.clock:
        return False
    if left.rule in ("clock", "part", "military") and right.rule in DAYS | {"part", "rel"}:
        if right.rule == "rel" and right.one("u") != "D":
            return False
        if left.rule == "part" and right.rule in ("part", "rel"):
            return False
        if left.rule == "part" and "o" not in gap and "O" not in gap:
            return "P" in left.parts and "pre" not in left.parts and not gap  # "noon Friday"
        return CLOCK_DAY.fullmatch(gap) is not None
    if left.rule in DAYS and right.rule in ("clock", "military", "part"):
        if right.rule == "part" and (gap or "pre" in right.parts):
            return gap == "@" and "P" in right.parts
        return DAY_CLOCK.fullmatch(gap) is not None
    return left.rule == "part" and right.rule == "clock" and gap == "@"


def _merge(left: Phrase, right: Phrase) -> Phrase:
    day, clock = (
        (left, right) if left.rule in DAYS or (left.rule == "part" and right.rule == "clock") else (right, left)
    )
    return Phrase(day.rule, left.first, right.last, left.start, right.end, day.parts, clock)
