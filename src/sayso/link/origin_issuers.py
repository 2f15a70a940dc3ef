"""Readings -> whose words several articles print: the same words that one has from "a spokesman", another from a statement, and a
third in its own voice come from one mouth.

What two articles have word for word was said, or written, once. Who is named for it in any of them is who said it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Mode, Reading, SourceKind, Span, Statement
from .origin_quotes import same_utterances
from .origin_words import generic, newsroom_key, roles, tidy
from .words import split_words

MOSTLY = 0.5  # share of an article's words from which it prints somebody's
PARTLY = 0.25  # and from which its only source is whom others name for those words
NEARLY_ALL = 0.75  # share of what it has from anybody that is from the one on whom it rests
LEAST = 2  # sentences of them
_PAPER = re.compile(
    r"^(?P<what>(?:[a-z-]+\s){0,2}[a-z-]+)\s(?:from|by|of|(?:issued|released|published|circulated|made|signed)\sby)\s(?:the\s)?(?P<who>[A-Z].{1,80})$"
)
_OWNED = re.compile(r"^(?:the\s)?(?P<who>[A-Z].{1,80}?)['’]s?\s(?P<what>(?:[a-z-]+\s){0,2}[a-z-]+)$")
_MANY = frozenset(["government", "administration", "ministry", "authority"])
_NOBODY = frozenset({SourceKind.NARRATOR})
Speaker = tuple[str, str]  # article, name as it is linked


@dataclass(frozen=True, slots=True)
class Issuers:
    """`known`: (article, a source without a name, in small letters) -> who that is. `voice`: article without a source of its own -> whose
    words it prints. `hops`: article -> names by which its provenance goes on: whom it rests on, then whose paper.
    """

    known: dict[tuple[str, str], str] = field(default_factory=dict)
    voice: Mapping[str, str] = field(default_factory=dict)
    hops: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_issuers(readings: Sequence[Reading], linked: Mapping[str, str]) -> Issuers:
    """`linked` names entities across articles."""
    run = _Run(readings, linked)
    families = run.families()
    known: dict[tuple[str, str], str] = {}
    voice: dict[str, str] = {}
    hops: dict[str, tuple[str, ...]] = {}
    for family in families:
        name, paper = _best_name(family), _paper(family)
        for article, plain in family:
            if name and name != plain and _is_plain(plain):
                known[article, tidy(plain).casefold()] = name
        for article in dict.fromkeys(a for a, _ in family):
            own = [n for a, n in family if a == article]
            if run.leans_on(article, own) or run.lent(article):
                hops[article] = _chain(_fullest(own, family), paper)
    said = [(f, run.said_by(f)) for f in families]
    for article in run.speechless():
        if (whose := run.printed(article, said)) and (name := _best_name(whose) or _paper(whose)):
            voice[article] = name
            hops[article] = (_paper(whose) or name,)
    for article, names in run.speakers.items():
        named = [n for n in names if n != n.lower()]
        most = max(named, key=lambda n: run.told(article, [n]), default="")
        if article not in hops and most and run.told(article, [most]) >= MOSTLY and run.leans_on(article, [most]):
            hops[article] = (_label(most),)
    return Issuers(known, voice, hops)


def provenance_of(readings: Sequence[Reading], linked: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Article -> its chain, this outlet first: the newsrooms that it credits, then on whom nearly all of it rests, where that is one."""
    hops = find_issuers(readings, linked).hops
    found = {}
    for r in readings:
        names = {n.casefold() for n in r.provenance}
        more = (n for n in hops.get(r.article.id, ()) if n.casefold() not in names)
        found[r.article.id] = (*r.provenance, *more)
    return found


class _Run:
    """What is said in one run: statements by what they share, and speakers by article."""

    def __init__(self, readings: Sequence[Reading], linked: Mapping[str, str]) -> None:
        told = [s for r in readings for s in r.statements if s.mode is not Mode.HEADLINE]
        self.by_article: dict[str, list[Statement]] = {r.article.id: [] for r in readings}
        for s in told:
            self.by_article[s.article].append(s)
        self.names = {s.id: _source(s, linked) for s in told}
        bare = {(s.article, kind): self.name(s) for s in reversed(told) if (kind := _kind(self.name(s)))}
        for s in told:  # "the statement" is the one of which the article says whose it is
            self.names[s.id] = bare.get((s.article, self.name(s)), self.name(s))
        self.speakers = {
            a: list(dict.fromkeys(n for s in rows if (n := self.name(s)))) for a, rows in self.by_article.items()
        }
        self.people = {self.name(s) for s in told if s.source.kind is SourceKind.PERSON}
        self.classes = [c for c in _classes(told) if len({s.article for s in c}) > 1]

    def name(self, s: Statement) -> str:
        """Who says it; nothing where the article itself, a newsroom or nobody does."""
        return self.names[s.id]

    def families(self) -> list[list[Speaker]]:
        """Speakers that are one, who said words that several articles have."""
        tree = _Tree()
        for some in self.classes:
            named = [(s.article, n) for s in some if (n := self.name(s))]
            for speaker in named:
                tree.join(named[0], speaker)
        for article in self.by_article:
            for other in self.lent(article):
                tree.join(other, (article, self.speakers[article][0]))
        for article, name in list(tree.home):
            if name != name.lower():
                tree.join(("", name), (article, name))
        found = [[s for s in group if s[0]] for group in tree.groups()]
        return [f for f in found if self._is_one(f)]

    def _is_one(self, family: Sequence[Speaker]) -> bool:
        """Whether no two names in it are those of two people, or of two bodies; a body and one of its people may be one."""
        named = {n for _, n in family if n != n.lower() and not _paper_of(n)}
        people = {n.split()[-1] for n in named & self.people}
        return len(people) < 2 and len(named - self.people) < 2

    def lent(self, article: str) -> list[Speaker]:
        """Speakers of other articles in whose words an article goes on that names a paper and nobody else, too many for chance."""
        if len(self.speakers[article]) != 1 or not _paper_of(self.speakers[article][0]):
            return []
        found: dict[Speaker, None] = {}
        lent: list[Statement] = []
        for some in self.classes:
            mine = [s for s in some if s.article == article and s.source.kind is SourceKind.NARRATOR]
            others = [(s.article, n) for s in some if s.article != article and (n := self.name(s))]
            if mine and others:
                found |= dict.fromkeys(others)
                lent += mine
        enough = len({s.extent for s in lent}) >= LEAST and _size(lent) >= PARTLY * _size(self.by_article[article])
        return list(found) if enough else []

    def speechless(self) -> list[str]:
        """Articles that name nobody for anything."""
        return [a for a, rows in self.by_article.items() if rows and all(s.source.kind in _NOBODY for s in rows)]

    def printed(self, article: str, said: Sequence[tuple[list[Speaker], list[Statement]]]) -> Sequence[Speaker]:
        """The family whose words the article prints most, where most of its words are those of one or another."""
        theirs = [(f, [s for s in rows if s.article == article]) for f, rows in said]
        whole = _size([s for _, rows in theirs for s in rows])
        if whole < MOSTLY * _size(self.by_article[article]) or not theirs:
            return ()
        most, rows = max(theirs, key=lambda x: _size(x[1]))
        return most if _size(rows) >= MOSTLY * whole else ()

    def said_by(self, family: Sequence[Speaker]) -> list[Statement]:
        """What somebody of it says, in whatever article it stands."""
        speakers = set(family)
        return [s for c in self.classes if any((s.article, self.name(s)) in speakers for s in c) for s in c]

    def told(self, article: str, names: Sequence[str]) -> float:
        """The share of an article's words that it has from one of `names`."""
        rows = self.by_article[article]
        return _size([s for s in rows if self.name(s) in names]) / max(1, _size(rows))

    def leans_on(self, article: str, names: Sequence[str]) -> bool:
        """Whether nearly all that the article has from anybody, and enough, is from `names`."""
        whole = self.told(article, self.speakers[article])
        mine = self.told(article, names)
        return mine >= PARTLY and mine >= NEARLY_ALL * whole


def _source(s: Statement, linked: Mapping[str, str]) -> str:
    """The innermost source as it is linked."""
    if s.source.kind is SourceKind.NARRATOR or s.source.name == "unnamed":
        return ""
    raw = s.chain[-1] if s.chain else s.source.name
    name = tidy(linked.get(s.source.entity or "", raw) if raw == s.source.name else raw)
    return "" if newsroom_key(name) else name


class _Tree:
    """Things that are one, in the order in which they came."""

    def __init__(self) -> None:
        self.home: dict[Speaker, Speaker] = {}

    def _lead(self, a: Speaker) -> Speaker:
        self.home.setdefault(a, a)
        while self.home[a] != a:
            self.home[a] = self.home[self.home[a]]
            a = self.home[a]
        return a

    def join(self, a: Speaker, b: Speaker) -> None:
        self.home[self._lead(b)] = self._lead(a)

    def groups(self) -> list[list[Speaker]]:
        found: dict[Speaker, list[Speaker]] = defaultdict(list)
        for a in self.home:
            found[self._lead(a)].append(a)
        return list(found.values())


def _classes(told: Sequence[Statement]) -> list[list[Statement]]:
    """Statements joined by the words that they share."""
    by_id = {s.id: s for s in told}
    tree = _Tree()
    for a, b in same_utterances(told, anywhere=True):
        tree.join((a, ""), (b, ""))
    return [[by_id[i] for i, _ in group] for group in tree.groups()]


def _size(rows: Sequence[Statement]) -> int:
    """Characters of what statements cover, once each."""
    end = size = 0
    spans: list[Span] = sorted(span for s in rows for span in s.spans)
    for span in spans:
        size += max(0, span.end - max(end, span.start))
        end = max(end, span.end)
    return size


def _is_plain(name: str) -> bool:
    """One person or paper without a name ("the officer", "harbour spokesman"); a crowd or a body is many."""
    words = name.split()
    if not words or name != name.lower() or words[-1].endswith("s") or words[0] in generic("nobody"):
        return False
    return words[-1] not in generic("body") | generic("police") | _MANY


def _best_name(family: Sequence[Speaker]) -> str:
    names = [n for _, n in family if n != n.lower() and not _paper_of(n)]
    return max(names, key=lambda n: (names.count(n), len(n)), default="")


def _paper(family: Sequence[Speaker]) -> str:
    """The paper in which the words were given out, as "Harbour Board statement"; nothing where no article names one."""
    return next((label for _, n in family if (label := _paper_of(n))), "")


def _paper_of(name: str) -> str:
    """ "statement from the Harbour Board" -> "Harbour Board statement"; nothing for what is no paper of somebody's."""
    m = _PAPER.match(name) or _OWNED.match(name)
    if m is None or m["what"].split()[-1] not in roles("paper"):
        return ""
    return f"{m['who']} {m['what']}"


def _kind(name: str) -> str:
    """What a paper of somebody's is: "press release"."""
    m = _PAPER.match(name) or _OWNED.match(name)
    return m["what"] if m and _paper_of(name) else ""


def _label(name: str) -> str:
    return _paper_of(name) or name


def _fullest(own: Sequence[str], family: Sequence[Speaker]) -> str:
    """An article's name for the source, in the words of the article that tells more: "the officer" is a "naval officer"."""
    name = max(own, key=len)
    if not _is_plain(name):
        return _label(name)
    head = name.split()[-1]
    alike = [n for _, n in family if n == n.lower() and n.split()[-1:] == [head]]
    return max([name, *alike], key=lambda n: len(split_words(n)))


def _chain(name: str, paper: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in (name, paper) if n))
