"""Articles as a busy ledger holds them, made up and read already: the reader's work is not what is measured with them.

Words are invented and as frequent as words are (Zipf); stories have a few telling names, numbers and a place each, last some days, and
are of very different size; one article in six is another one with changes. The same seed gives the same articles, whatever their number.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from sayso.ledger import identified
from sayso.model import (
    Act,
    Article,
    AttributionKind,
    Block,
    BlockKind,
    Certainty,
    Mode,
    Polarity,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
)

WORDS = 30_000
PARTS = "ba ke li mo nu ra se ti vo za dro fel gar hin jus kol men pra sta wen"
SMALL = (
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "on",
    "for",
    "with",
    "that",
    "at",
    "by",
    "from",
    "as",
    "over",
    "was",
    "were",
)
OUTLETS = 60
BUSY = 0.85  # share of articles that join a story that is going on
COPIED = 1 / 6
GOING_ON = 40  # stories at a time


class Maker:
    """`made(count)` are the first `count` readings."""

    def __init__(self, seed: int = 1, sentences: tuple[int, int] = (7, 14)) -> None:
        self.chance = random.Random(seed)
        self.sentences = sentences
        self.words = self._vocabulary()
        self.reach = list(accumulate(1 / (n + 3) for n in range(WORDS)))
        self.stories: list[dict[str, list[str]]] = []
        self.texts: list[list[list[str]]] = []  # the last few articles of each story, as sentences

    def made(self, count: int) -> Iterator[Reading]:
        for n in range(count):
            yield self._reading(n)

    def _vocabulary(self) -> list[str]:
        parts = PARTS.split()
        found: dict[str, None] = {}
        while len(found) < WORDS:
            found["".join(self.chance.choice(parts) for _ in range(self.chance.choice((1, 2, 2, 3, 3, 4))))] = None
            if self.chance.random() < 0.2:
                found[f"{self.chance.choice(parts)}{len(found)}"[:9]] = None
        return list(found)

    def _word(self) -> str:
        return self.words[bisect(self.reach, self.chance.random() * self.reach[-1])]

    def _story(self, n: int) -> int:
        """Which story the next article is of: one going on, the newer and the larger the likelier, or a new one."""
        if self.stories and self.chance.random() < BUSY:
            first = max(0, len(self.stories) - GOING_ON)
            return self.chance.choice([first + int((len(self.stories) - first) * self.chance.random() ** 0.5)])
        names = [w.title() for w in (self._rare() for _ in range(6))]
        self.stories.append({"names": names, "words": [self._rare() for _ in range(14)], "day": [str(n // 60)]})
        self.texts.append([])
        return len(self.stories) - 1

    def _rare(self) -> str:
        return self.words[self.chance.randrange(500, WORDS)]

    def _sentence(self, story: dict[str, list[str]]) -> list[str]:
        out = [self.chance.choice(story["names"])]
        for _ in range(self.chance.randint(8, 20)):
            draw = self.chance.random()
            pool = SMALL if draw < 0.35 else story["words"] if draw < 0.5 else story["names"] if draw < 0.56 else None
            out.append(self.chance.choice(pool) if pool else self._word())
        if self.chance.random() < 0.15:
            out.append(str(self.chance.randint(2, 900)))
        return out

    def _reading(self, n: int) -> Reading:
        number = self._story(n)
        story, before = self.stories[number], self.texts[number]
        if before and self.chance.random() < COPIED:
            lines = [list(s) for s in self.chance.choice(before)]
            for _ in range(self.chance.randint(0, 3)):
                lines[self.chance.randrange(len(lines))] = self._sentence(story)
        else:
            lines = [self._sentence(story) for _ in range(self.chance.randint(*self.sentences))]
        self.texts[number] = [*before, lines][-5:]
        day = date(2024, 1, 1) + timedelta(days=int(story["day"][0]) + self.chance.randint(0, 2))
        title = " ".join([*self.chance.sample(story["names"], 2), *self.chance.sample(story["words"], 3)])
        outlet = f"Outlet {self.chance.randrange(OUTLETS)}"
        text = title + "\n\n" + "\n".join(" ".join(s) + "." for s in lines) + "\n"
        article = identified(Article("", text, f"{n}.txt", title, outlet, published=day, language="en"))
        return _read(article, story["names"])


def _read(article: Article, names: list[str]) -> Reading:
    """Each line is a statement: the article's own, or of one of the persons of the story."""
    statements, blocks, at = [], [], 0
    for n, line in enumerate(article.text.splitlines(keepends=True)):
        span, at = Span(at, at + len(line.rstrip())), at + len(line)
        if not line.strip():
            continue
        blocks.append(Block(BlockKind.HEADLINE if n == 0 else BlockKind.PARAGRAPH, span))
        own = n == 0 or n % 3
        source = Source(article.voice, SourceKind.NARRATOR) if own else Source(names[n % 5], SourceKind.PERSON)
        statements.append(
            Statement(
                id=f"{article.id}-s{len(statements) + 1}",
                article=article.id,
                spans=(span,),
                text=span.of(article.text),
                extent=span,
                mode=Mode.HEADLINE if n == 0 else Mode.NARRATION if own else Mode.INDIRECT,
                source=source,
                cue=None,
                attribution=AttributionKind.NONE if own else AttributionKind.INHERITED,
                chain=(article.voice,) if own else (article.voice, source.name),
                act=Act.SAYS,
                certainty=Certainty.CERTAIN,
                polarity=Polarity.POSITIVE,
            )
        )
    empty = Reading(article, "made", (), (), (), (), (), (), (), (), (), (article.voice,), ())
    return replace(
        empty, blocks=tuple(blocks), sentences=tuple(s.hull for s in statements), statements=tuple(statements)
    )
