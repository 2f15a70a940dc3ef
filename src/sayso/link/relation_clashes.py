"""Tellings that exclude each other in words, or that differ in a day, a place, a kind or a degree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ..model import Act, Polarity, RelationKind, SourceKind, Statement
from .pairs import other_occasion
from .propositions import Proposition
from .relation_denials import rejects
from .relation_negation import of_others, only_exists, turned
from .relation_scene import Near, Scene, is_headline, narrated, same_speaker
from .words import LESSENING, LONG_NAMES, Word, lines, split_words, word_set

SAME_TOPIC = 0.4  # of two clauses whose words exclude each other
TIMED_TOPIC = 0.8  # from which two times are of one thing
DENIED_TOPIC = 0.6  # of a clause and one with a "not"
DENIED_CHANCE, DENIED_SHARED = 0.6, 0.5  # of saying the same, or of the shorter's words in the longer, of such a pair
BARE_TOPIC = 0.92  # the same where the "not" is of a verb alone
_UNSURE = frozenset({"if", "whether", "unless", "could", "might"})
_HYPOTHETICAL = frozenset({Act.PROMISES, Act.PREDICTS, Act.DEMANDS, Act.WARNS, Act.ASKS})
_RELATIVE = re.compile(
    r"\b(?:a|an|the|one|two|three)?\s?(?:day|night|week|month|year)s?\s(?:before|after|earlier|later)\b|\b(?:previous|following|next)\b",
    re.I,
)
_UNREAL = frozenset({"hoax", "hoaxes", "rumor", "rumors", "rumour", "rumours", "debunked"})
_ENOUGH = frozenset({"well", "properly", "adequately", "fully", "sufficiently"})
_NAMES_BETWEEN = 3  # words between a name and the kind of thing it is


@dataclass(frozen=True, slots=True)
class Clash:
    """Two clauses (units of the scene) that cannot both hold, or that differ, and why, in plain words."""

    left: int
    right: int
    kind: RelationKind
    note: str
    topic: str = ""  # what it is about: clashes of one topic are told once an article
    odd: int = 0  # which side changed what the other has: -1 the left one, 1 the right one, 0 unknown
    mine: str = ""  # what differs, as printed on the left
    theirs: str = ""  # and on the right
    excludes: bool = False  # a drift of which both ends cannot hold
    family: str = ""  # not | opposite | number | unit | base | day | place, else nothing


def word_clashes(scene: Scene) -> Iterator[Clash]:
    for p in scene.near:
        s, t = scene.statement(p.left), scene.statement(p.right)
        a, b = scene.unit(p.left), scene.unit(p.right)
        if _hypothetical(s, a) or _hypothetical(t, b) or not scene.one_story(s.article, t.article):
            continue
        if p.topic >= SAME_TOPIC and p.contained >= 0.3 and not same_speaker(s, t) and not _of_rumours(scene, a, b):
            x, y = opposite_words(a, b)
            if x and _shared_beside(a, b, x, y):
                yield Clash(
                    p.left,
                    p.right,
                    RelationKind.CONTRADICTS,
                    f"“{x}” against “{y}”",
                    f"{x}|{y}".lower(),
                    0,
                    x,
                    y,
                    family="opposite",
                )
                continue
        other = (
            p.topic >= DENIED_TOPIC
            and (p.chance >= DENIED_CHANCE or p.contained >= DENIED_SHARED or only_exists(a) or only_exists(b))
            and not same_speaker(s, t)
            and turned(a, b, bare=p.topic >= BARE_TOPIC)
            and not of_others(scene, a, b)
            and not _tells_both(s, b)
            and not _tells_both(t, a)
        )
        if other and not rejects(s) and not rejects(t):  # which would be told as a denial
            note = "one tells it, the other that it is not so"
            yield Clash(p.left, p.right, RelationKind.CONTRADICTS, note, "not", family="not")
        elif s.article != t.article:
            differs = _difference(scene, p, a, b)
            if differs:
                yield Clash(p.left, p.right, RelationKind.DIFFERS, *differs, family=differs[1].split()[0])


def _tells_both(s: Statement, p: Proposition) -> bool:
    """Whether a statement has the words of the other's clause too: then both tell the same two things."""
    return f" {' '.join(w.low for w in p.words)} " in f" {' '.join(w.low for w in split_words(s.text[:2000]))} "


def _of_rumours(scene: Scene, a: Proposition, b: Proposition) -> bool:
    """Whether one of the sentences calls what it tells a hoax."""
    return any(_UNREAL & {w.low for w in scene.field.sentence_words[p.statement]} for p in (a, b))


def _hypothetical(s: Statement, p: Proposition) -> bool:
    return s.act in _HYPOTHETICAL or any(w.low in _UNSURE for w in p.words)


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (line.partition("|") for line in lines("relation_opposites.txt"))
    return tuple((frozenset(a.split()), frozenset(b.split())) for a, _, b in pairs)


def opposite_words(a: Proposition, b: Proposition) -> tuple[str, str]:
    """The first two words of `a` and `b`, as written, that exclude each other, where neither clause has both."""
    x, y = {w.low for w in a.words}, {w.low for w in b.words}
    for one, other in _opposites():
        for mine, theirs in ((one, other), (other, one)):
            if (
                x & mine
                and y & theirs
                and not x & theirs
                and not y & mine
                and not (_weakened(a, mine) or _weakened(b, theirs))
            ):
                return next(w.raw for w in a.words if w.low in mine), next(w.raw for w in b.words if w.low in theirs)
    return _graded(a, b) or _graded(b, a)[::-1] or ("", "")


def _graded(a: Proposition, b: Proposition) -> tuple[str, str] | tuple[()]:
    """The same word said to be enough in one and too little in the other: "well equipped", "poorly equipped"."""
    enough = {after.key: w.raw for w, after in pairwise(a.words) if w.low in _ENOUGH}
    return next(((enough[x.key], w.raw) for w, x in pairwise(b.words) if w.low in LESSENING and x.key in enough), ())


def _weakened(p: Proposition, words: frozenset[str]) -> bool:
    """Whether a word shortly before takes back what they say ("insufficiently trained and experienced")."""
    at = next((n for n, w in enumerate(p.words) if w.low in words), 0)
    return any(w.low in LESSENING for w in p.words[max(0, at - 4) : at])


def _shared_beside(a: Proposition, b: Proposition, x: str, y: str) -> bool:
    """Whether a word with content stands within a few words of both: the same thing is told of."""
    return bool(_beside(a, x) & _beside(b, y))


def _beside(p: Proposition, raw: str, reach: int = 10) -> set[str]:
    stop = word_set("stopwords.txt")
    at = next((n for n, w in enumerate(p.words) if w.raw == raw), 0)
    return {w.key for w in p.words[max(0, at - reach) : at + reach + 1] if w.low not in stop and w.raw != raw}


def _difference(scene: Scene, p: Near, a: Proposition, b: Proposition) -> tuple[str, str] | None:
    """What differs between two tellings that may both be true in part: (note, topic)."""
    if a.days and b.days and not a.days & b.days and p.topic >= 0.6:
        return f"on {_days(a.days)} against on {_days(b.days)}", "day"
    s, t = scene.statement(p.left), scene.statement(p.right)
    if p.topic >= TIMED_TOPIC and not other_occasion(scene.field, a, b):
        note = apart(a.times, b.times, "time")
        if note:
            return note, "day"
    if p.chance >= 0.7:
        note = apart(a.places, b.places, "place")
        same = any(_within(v, w) for _, v in a.places for _, w in b.places)
        if note and not same and not _tells_of(scene, s, b.places) and not _tells_of(scene, t, a.places):
            return note, "place"
    kinds = other_kind(a, b)
    if kinds:
        return "“{}” against “{}”: another kind of thing".format(*kinds), "kind"
    likeness = float(scene.field.whole[a.statement] @ scene.field.whole[b.statement])
    if narrated(s) and narrated(t) and not is_headline(s) and not is_headline(t) and likeness >= 0.45 and not p.apart:
        x, y = highest(a.words), highest(b.words)
        if x and y and x.lower() != y.lower():
            return f"“{x}” against “{y}”: another degree", "degree"
    both_not = s.polarity is t.polarity is Polarity.NEGATIVE  # what somebody will not do, and why
    speaks = both_not and s.source.kind is SourceKind.PERSON and not is_headline(s) and not is_headline(t)
    other_words = p.chance >= 0.6 and likeness >= 0.7 and p.contained < 0.5
    if speaks and other_words and same_speaker(s, t) and not (s.mode == t.mode == "direct"):
        return _worded(s, t) if _same_deed(scene, s, t) else None
    return None


def _same_deed(scene: Scene, s: Statement, t: Statement) -> bool:
    """Whether two tellings have a verb that says something in common, and what it is done to, or are both denials of it."""
    mine, theirs = (_deeds(scene, x) for x in (s, t))
    return any(verb == other and things & others for verb, things in mine for other, others in theirs)


def _deeds(scene: Scene, s: Statement) -> list[tuple[str, frozenset[str]]]:
    """(verb, words of what it is done to) of a statement's clauses, where the verb tells something."""
    reading, stop = scene.readings[s.article], word_set("stopwords.txt")
    own = [f for f in reading.frames if s.hull.contains(f.span) and f.verb not in stop]
    found = []
    for f in own:
        parts = [r.span.of(reading.article.text) for r in f.roles if r.name != "agent"]
        words = {w.key for p in parts for w in split_words(p[:200]) if w.low not in stop}
        found.append((f.verb, frozenset(words)))
    return found


def _within(x: str, y: str) -> bool:
    """Whether all words of one name stand in the other ("Highway Patrol", "State Highway Patrol")."""
    mine, theirs = ({LONG_NAMES.get(w.low.rstrip("."), w.low) for w in split_words(v)} for v in (x, y))
    return mine <= theirs or theirs <= mine


def _tells_of(scene: Scene, s: Statement, places: Sequence[tuple[str, str]]) -> bool:
    """Whether the article of `s` names one of the places anywhere."""
    text = scene.readings[s.article].article.text
    return any(words in text for _, words in places)


def _days(days: frozenset[str]) -> str:
    return " and ".join(d.capitalize() for d in sorted(days))


def apart(x: Sequence[tuple[str, str]], y: Sequence[tuple[str, str]], what: str) -> str:
    """How two lists of (value, words) differ, where neither shares, nor refines, anything of the other."""
    if not x or not y or any(v.endswith("_REF") or _RELATIVE.search(text) for v, text in (*x, *y)):
        return ""
    if {text.casefold() for _, text in x} & {text.casefold() for _, text in y}:
        return ""
    if any(_refines(v, w) for v, _ in x for w, _ in y):
        return ""
    return f"another {what}: “{x[0][1]}” against “{y[0][1]}”"


def _refines(v: str, w: str) -> bool:
    return v.startswith(w) or w.startswith(v) or v in w or w in v or ("-W" in v) != ("-W" in w)


@cache
def _kinds() -> dict[str, int]:
    return {w: n for n, line in enumerate(lines("relation_kinds.txt")) for w in line.split()}


def other_kind(a: Proposition, b: Proposition) -> tuple[str, str] | None:
    """Two words of one sort, each right before the same name, or of the same name ("frigate Aldis", "ferry Aldis")."""
    mine, theirs = _kinds_by_name(a), _kinds_by_name(b)
    for name, x in mine.items():
        y = theirs.get(name)
        if y and x.low != y.low and _kinds()[x.low] == _kinds()[y.low]:
            return x.raw, y.raw
    return None


def _kinds_by_name(p: Proposition) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for n, w in enumerate(p.words):
        if w.low in _kinds():
            after = [x for x in p.words[n + 1 : n + 1 + _NAMES_BETWEEN] if x.key in p.names]
            for x in after:
                found.setdefault(x.key, w)
    return found


def highest(words: Sequence[Word]) -> str:
    """A superlative of the clause as printed ("among the toughest"), or nothing."""
    for n, w in enumerate(words):
        led = n > 0 and words[n - 1].low in ("the", "s", "its", "their", "his", "her")
        if led and w.low.endswith("est") and len(w.low) > 5 and w.low not in word_set("relation_est.txt"):
            return w.raw
    return ""


def _worded(s: Statement, t: Statement) -> tuple[str, str] | None:
    """The words with content that only one of two tellings of one speaker has, where each has some."""
    x, y = content_words(s.text[:600]), content_words(t.text[:600])
    mine, theirs = ([w.raw for w in one if w.key not in {v.key for v in other}] for one, other in ((x, y), (y, x)))
    both = {w.key for w in x if w.raw[0].islower()} & {w.key for w in y}
    if not mine or not theirs or len(mine) + len(theirs) < 3 or not both or min(len(x), len(y)) < 4:
        return None
    return (
        f"the same speaker in other words: {_quoted(mine[:4])} against {_quoted(theirs[:4])}",
        f"wording {t.article} {mine[0]}",
    )


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{w}”" for w in words) or "nothing"


def content_words(text: str) -> list[Word]:
    stop = word_set("stopwords.txt")
    return [w for w in split_words(text) if w.low not in stop]
