"""Ledgers for tests: short articles of invented events, read in a moment, and what a ledger holds, to be compared."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from linking import reading, told
from sayso.ledger import Ledger, identified, open_ledger
from sayso.ledger.schema import metadata
from sayso.model import Article, Block, BlockKind, Place, PlaceRole, Precision, Reading, Span

# What a run says about itself, not about articles: when it was, and how often it linked.
OWN = {"added", "made", "at", "version", "linked", "joined", "linker"}
PASSING = {"cache", "meta", "whole", "gist"}

EVENTS = (
    ("Barge", "A barge loaded with gravel sank near the lock of Veresk on Monday.", "The crew of four swam ashore."),
    ("Museum", "Thieves took eleven bronze coins from the museum of Tolmin overnight.", "A guard was tied to a chair."),
    (
        "Orchard",
        "Hail destroyed half of the cherry orchards around Lipova.",
        "Growers ask for relief of two million crowns.",
    ),
    ("Tram", "A tram left its rails at the market square of Brenn and hit a kiosk.", "Nine passengers were hurt."),
    (
        "Strike",
        "Glass workers of the Orlo plant walked out after talks on wages failed.",
        "Managers call the demand absurd.",
    ),
)
OUTLETS = ("Harbour Post", "Valley Echo", "Morning Lantern", "Northern Wire", "Tolmin Daily")
MORE = (
    "Witnesses heard a loud bang shortly before dawn.",
    "Nobody has been arrested so far.",
    "The mayor will visit the place on Thursday.",
    "Repairs may take three weeks.",
    "Insurers put the damage at 400,000 crowns.",
    "Neighbours had warned the council for years.",
)


def read_simply(article: Article) -> Reading:
    """Each line is a statement of the article's own; for tests that need many readings."""
    rows = [told(line) for line in article.text.splitlines() if line.strip()]
    made = reading(article.id, article.outlet or "", rows)
    block = Block(BlockKind.PARAGRAPH, Span(0, len(article.text)))
    return replace(made, article=article, blocks=(block,))


def articles(count: int, seed: int = 1) -> list[Article]:
    """Short articles on a few events, some of them copies of one another; always the same ones."""
    chance = random.Random(seed)
    made: list[Article] = []
    for n in range(count):
        kind, first, second = EVENTS[chance.randrange(len(EVENTS))]
        lines = [f"{kind} story number {n} of the week", first, second, *chance.sample(MORE, 3)]
        if made and chance.random() < 0.2:
            lines = [f"Again, number {n}", *chance.choice(made).text.splitlines()[1:]]
        day = date(2024, 3, 1) + timedelta(days=chance.randrange(6))
        outlet = OUTLETS[chance.randrange(len(OUTLETS))]
        made.append(
            identified(Article("", "\n".join(lines) + "\n", f"{n}.txt", lines[0], outlet, published=day, language="en"))
        )
    return made


def filled(path: Path, count: int = 8) -> Ledger:
    ledger = open_ledger(path, create=True)
    for article in articles(count):
        ledger.keep(read_simply(article))
    ledger.settle()
    return ledger


def contents(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """Every row that says something about articles."""
    found = {}
    with ledger.look() as c:
        for table in metadata.sorted_tables:
            if table.name in PASSING:
                continue
            columns = [column for column in table.columns if column.name not in OWN]
            rows = c.execute(table.select().with_only_columns(*columns).order_by(*table.primary_key.columns))
            found[table.name] = [tuple(row) for row in rows]
    return found


def placed(article: Article, name: str) -> Reading:
    """With a pin on the first mention of `name`."""
    at = article.text.index(name)
    pin = Place(
        article.id, Span(at, at + len(name)), name, name, 7, 46.2, 13.7, Precision.PLACE, PlaceRole.EVENT, True, "SI"
    )
    return replace(read_simply(article), places=(pin,))
