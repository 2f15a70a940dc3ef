"""BASIL: the same event told by three outlets.

Layout: a folder with `articles`, JSON files in folders by year; articles of one `triplet-uuid` are one event.

All articles there are come in one run, one at a time, in shuffled order; each of several orders is one trial. B-cubed over all
articles: of each article's story, how much is its event, and how much of its event is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sayso.model import Article, InputError

from .telling import ORDERS, STORIES, Pool, Shuffled, Telling, judge
from .yardstick import Trial, Yardstick, folder, text_of


def tellings(data: Path) -> Iterator[Telling | InputError]:
    """Each article, in the order of the files' names; raises InputError where `data` is not BASIL."""
    for path in sorted((folder(data, "articles") / "articles").rglob("*.json")):
        try:
            yield _telling(path)
        except InputError as e:
            yield e


def _telling(path: Path) -> Telling:
    try:
        record = json.loads(text_of(path))
        title, event = str(record["title"]), str(record["triplet-uuid"])
        paragraphs = [" ".join(str(s) for s in p) for p in record["body-paragraphs"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(str(path), "this is not an article of BASIL.", "It was left out.") from None
    article = Article(
        id=path.stem,
        text="\n\n".join([title, *paragraphs]),
        file=str(path),
        title=title,
        outlet=str(record.get("source") or "") or None,
        url=str(record.get("url") or "") or None,
        published=_day(record.get("date")),
        language="en",
    )
    return Telling(article, event, event)


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(str(written)[:10])
    except ValueError:
        return None


def load(data: Path, split: str | None) -> Iterator[Trial | InputError]:
    found = list(tellings(data))
    yield from (x for x in found if isinstance(x, InputError))
    pool = Pool([x for x in found if isinstance(x, Telling)])
    if pool.told:
        yield from (Trial(Shuffled(pool, seed)) for seed in range(ORDERS))


YARDSTICK = Yardstick(
    name="basil",
    help="stories: the same event told by three outlets, fed one article at a time",
    load=load,
    judge=judge,
    rows=(STORIES,),
)
