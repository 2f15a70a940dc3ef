"""A labelled set of copies: newsrooms that take over texts of others in whole or in part, and much that looks like it but is none.

Every article is made of pieces that know which sentence of which text they come from, so what two articles have from one text is
counted, never guessed. Which edits are made is drawn from a seed; the texts are those of the gold set, read where they lie.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import count

from sayso.model import Article

from .copies_words import opened, paraphrased, translated

KINDS = ("whole", "cut", "reordered", "paraphrased", "translated", "merged", "passage", "worked over")
AGENCIES = ("Reuters", "Associated Press", "AFP", "UPI", "DPA")
OUTLETS = (
    "Velsk Courier", "The North Sheet", "Ostrel Evening News", "Harbour Post", "Tarn Valley Gazette", "The Midland Herald",
    "Coastline Radio", "Lantern Daily", "BBC News", "The Guardian", "Al Jazeera", "CNN", "The Globe of Marrow", "Kestrel Today",
)  # fmt: skip
_NAMES = (
    "Ada Brandt",
    "Tomas Reyl",
    "Ingrid Vask",
    "Pavel Ormond",
    "Lucia Ferrant",
    "Hanne Dool",
    "Idris Calder",
    "Mara Quist",
)
SHORT_PASSAGE, ENOUGH = 45, 30  # words of a passage that is taken over at least; words that two must have from one text
Origin = tuple[str, int]  # text, sentence


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the gold set: its headline, paragraphs of sentences."""

    id: str
    headline: str
    paragraphs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence and where it comes from; None: the newsroom's own words, or a quotation that many have."""

    text: str
    origin: Origin | None
    ends: bool = False  # its paragraph


@dataclass(slots=True)
class Made:
    """An article, its pieces, how it came about, from which article each parent, and whom it credits."""

    id: str
    kind: str
    outlet: str
    day: date | None
    headline: str
    pieces: list[Piece]
    parents: tuple[str, ...] = ()
    credits: str = ""  # the outlet or agency that the text says it is from
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    @property
    def article(self) -> Article:
        body = ""
        for n, piece in enumerate(self.pieces):
            body += piece.text + ("\n\n" if piece.ends or n + 1 == len(self.pieces) else " ")
        parts = [self.headline, *self.above, body.strip(), *self.below]
        return Article(self.id, "\n\n".join(parts), title=self.headline, outlet=self.outlet, published=self.day)

    def words_from(self, other: Made) -> int:
        """Words that both have from the same sentences of the same texts, by the shorter telling."""
        here, there = ({p.origin: len(p.text.split()) for p in m.pieces if p.origin} for m in (self, other))
        return sum(min(here[o], there[o]) for o in here if o in there)


@cache
def _lines() -> dict[str, list[str]]:
    text = files("sayso").joinpath("evaluate", "data", "copies_lines.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, words = line.split("\t")
            found.setdefault(kind, []).append(words)
    return found


class Desk:
    """Makes one set of articles from `texts`, always the same for the same `seed`. At least eight texts are needed."""

    def __init__(self, texts: Sequence[Text], seed: str) -> None:
        self.rng = random.Random(seed)
        self.texts = self.rng.sample(list(texts), len(texts))
        self.outlets = self.rng.sample(OUTLETS, 7)
        feet = self.rng.sample(_lines()["foot"], len(self.outlets) - 1)  # the last two belong to one group
        self.foot = {o: foot.format(o=o) for o, foot in zip(self.outlets, [*feet, feet[-1]], strict=True)}
        self.under = {o: self.rng.random() < 0.75 for o in self.outlets}
        self.start = date(2009, 1, 1) + timedelta(self.rng.randrange(4000))
        self.made: list[Made] = []
        self.numbers = count(1)
        self.reserve: list[Text] = []

    def week(self) -> list[Made]:
        """Originals, one text of an agency that is not there, copies of every sort, unrelated ones."""
        rng = self.rng
        family, pair, absent, third, fourth, *others = self.texts[:8]
        self.reserve = [*others, *self.texts[8:]]
        first = self.original(family)
        for kind in rng.sample(KINDS[:5], 3):
            self.copy(kind, first)
        self.copy(rng.choice(KINDS[:5]), rng.choice(self.made[1:]))  # a copy of a copy
        second = self.original(pair, agency=rng.random() < 0.5)
        self.copy(rng.choice(("worked over", "translated", "paraphrased")), second)
        self.copy("passage", second)
        self.copy("merged", self.original(third), self.original(fourth, agency=rng.random() < 0.3))
        wire = self.original(absent, agency=True)
        for kind in rng.sample(KINDS[:5], 2):
            self.copy(kind, wire, credit=True)
        self.made.remove(wire)  # nobody has it
        for _ in range(2):
            self.original(self.reserve.pop())
        self._quote()
        return self.made

    def original(self, text: Text, *, agency: bool = False) -> Made:
        pieces, n = [], 0
        for paragraph in text.paragraphs:
            for k, sentence in enumerate(paragraph):
                pieces.append(Piece(sentence, (text.id, n), k + 1 == len(paragraph)))
                n += 1
        outlet = self.rng.choice(AGENCIES) if agency else self.rng.choice(self.outlets)
        return self._publish(Made(self._id(), "original", outlet, self._day(0), text.headline, pieces))

    def copy(self, kind: str, *parents: Made, credit: bool | None = None) -> Made:
        """An article that has its words, or some of them, from `parents`."""
        rng = self.rng
        there = {p.outlet for p in parents}
        outlet = rng.choice([o for o in self.outlets if o not in there])
        lead = parents[0]
        headline = (
            lead.headline if rng.random() < 0.2 else rng.choice(_lines()["headline"]).format(h=_theme(lead.headline))
        )
        late = max((p.day for p in parents if p.day), default=None)
        made = Made(self._id(), kind, outlet, self._day_after(late), headline, self._pieces(kind, parents))
        made.parents = tuple(p.id for p in parents)
        if credit or (credit is None and rng.random() < 0.6):
            self._credit(made, lead.outlet)
        return self._publish(made)

    def _pieces(self, kind: str, parents: Sequence[Made]) -> list[Piece]:
        rng, pieces = self.rng, list(parents[0].pieces)
        if kind == "merged":
            return self._mixed(*(_cut(p.pieces, rng.uniform(0.4, 0.8)) for p in parents[:2]))
        if kind == "passage":
            own = [
                Piece(s, (t.id, n), True) for t in (self.reserve.pop(),) for n, s in enumerate(sum(t.paragraphs, ()))
            ]
            at = rng.randrange(len(own) + 1)
            return [*own[:at], *self._passage(pieces), *own[at:]]
        if kind in ("cut", "worked over"):
            pieces = _cut(pieces, rng.uniform(0.3, 0.7))
        if kind in ("reordered", "worked over"):
            pieces = self._reordered(pieces)
        if kind in ("paraphrased", "worked over"):
            share = rng.uniform(0.3, 0.9)
            pieces = [self._paraphrase(p) if rng.random() < share else p for p in pieces]
        if kind == "translated":
            rate = rng.uniform(0.25, 0.8)
            pieces = [Piece(translated(p.text, rng, rate=rate), p.origin, p.ends) for p in pieces]
        return pieces

    def _paraphrase(self, piece: Piece) -> Piece:
        new = paraphrased(piece.text, self.rng, rate=self.rng.uniform(0.3, 0.9))
        return Piece(opened(new, self.rng) if self.rng.random() < 0.3 else new, piece.origin, piece.ends)

    def _reordered(self, pieces: list[Piece]) -> list[Piece]:
        """The lead stays; of the rest, stretches of one to three sentences change places."""
        rest, blocks = pieces[1:], []
        while rest:
            n = self.rng.randint(1, 3)
            blocks.append(rest[:n])
            rest = rest[n:]
        self.rng.shuffle(blocks)
        return [*pieces[:1], *(p for block in blocks for p in block)]

    def _mixed(self, one: list[Piece], two: list[Piece]) -> list[Piece]:
        out: list[Piece] = []
        while one or two:
            n = self.rng.randint(2, 4)
            out += one[:n]
            one, two = two, one[n:]
        return out

    def _passage(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Sentences in a row, of SHORT_PASSAGE words at least where there are so many; one of them may be reworded."""
        start, words, out = self.rng.randrange(max(1, len(pieces) - 3)), 0, []
        for piece in pieces[start:]:
            if words >= SHORT_PASSAGE:
                break
            words += len(piece.text.split())
            out.append(piece)
        if self.rng.random() < 0.5:
            n = self.rng.randrange(len(out))
            out[n] = self._paraphrase(out[n])
        return out

    def _credit(self, made: Made, party: str) -> None:
        rng, lines = self.rng, _lines()
        made.credits = party
        agency = party in AGENCIES
        form = rng.choice(("end", "said", "by", "dateline", "wire") if agency else ("end", "end", "said"))
        names = dict(zip("ab", rng.sample(_NAMES, 2), strict=True))
        if form == "dateline":
            short = {"Associated Press": "AP"}.get(party, party)
            first = made.pieces[0]
            made.pieces[0] = Piece(f"GENEVA ({short}) — {first.text}", first.origin, first.ends)
        elif form == "said":
            first = made.pieces[0]
            made.pieces[0] = Piece(
                f"{first.text[:-1]}, {rng.choice(lines[form]).format(p=party)}", first.origin, first.ends
            )
        else:
            line = rng.choice(lines[form]).format(p=party, **names)
            (made.above if form == "by" else made.below).append(line)

    def _publish(self, made: Made) -> Made:
        rng = self.rng
        if rng.random() < 0.3:
            made.below.append(
                rng.choice(_lines()["crew"]).format(**dict(zip("ab", rng.sample(_NAMES[:3], 2), strict=True)))
            )
        if made.outlet in self.foot and rng.random() < 0.7:
            (made.below if self.under[made.outlet] else made.above).append(self.foot[made.outlet])
        if rng.random() < 0.3:
            made.below.append(rng.choice(_lines()["last"]).format(o=made.outlet, y=self.start.year))
        self.made.append(made)
        return made

    def _quote(self) -> None:
        """The same speech in articles that have nothing to do with one another."""
        for words in self.rng.sample(_lines()["quote"], 2):
            speaker = self.rng.choice(_NAMES)
            for made in self.rng.sample(self.made, 3):
                at = self.rng.randrange(1, len(made.pieces) + 1)
                made.pieces.insert(at, Piece(words.format(a=speaker), None, True))

    def _id(self) -> str:
        return f"m{next(self.numbers)}"

    def _day(self, least: int) -> date | None:
        return self.start + timedelta(least + self.rng.randrange(3)) if self.rng.random() < 0.85 else None

    def _day_after(self, day: date | None) -> date | None:
        """Most copies come out on the same day or soon after; of some the day is unknown, some parents were updated later."""
        drawn = self.rng.random()
        if day is None or drawn < 0.15:
            return None
        return day + timedelta(self.rng.choice((0, 0, 1, 1, 2)) if drawn < 0.93 else -1)


def _cut(pieces: Sequence[Piece], share: float) -> list[Piece]:
    """From the end, as sub-editors cut."""
    return list(pieces[: max(3, round(share * len(pieces)))])


def _theme(headline: str) -> str:
    """The last words of a headline, for another one."""
    return " ".join(headline.split()[-3:]).strip(".?!“”\"'")
