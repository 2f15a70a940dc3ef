"""ECB+: which articles tell of one event, and which of their words name one event.

Layout: a folder with a folder for each topic, in it `1_2ecb.xml` or `1_2ecbplus.xml`. A topic has two events of one kind (two
earthquakes, two trials of one person): the names' endings say which.

Stories: all articles of the split come in one run (not topic by topic), one at a time, in shuffled order; each of several
orders is one trial. B-cubed over all articles. Events: as far as statements give them. Sentences where two mentions stand whose
statements share a claim of the linker are linked, over the stories that were found; a pair of mentions in two documents counts as
right where their gold chain is one. A statement holds several events, so this says little but by how much claims follow events.

The split "dev" is the eight topics on which to choose, "tune" is what else lies there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from sayso.link import link
from sayso.model import InputError, Reading, length

from .counts import Counts
from .ecb_texts import EventMention, Told, read_ecb
from .telling import ORDERS, STORIES, Pool, Shuffled, Telling, feed, judge
from .yardstick import Outcome, Trial, Yardstick, folder

DEV = frozenset((2, 5, 12, 18, 21, 23, 34, 35))
EVENTS = "events across documents"


@dataclass(frozen=True, slots=True)
class Linked:
    """A pool whose mentions of events are looked at, document by document."""

    pool: Pool
    mentions: list[tuple[EventMention, ...]]


def documents(data: Path, split: str | None) -> Iterator[Told | InputError]:
    """Each file of the split, by topic and name; raises InputError where `data` is no folder."""
    topics = sorted((int(p.name), p) for p in folder(data).iterdir() if p.name.isdecimal())
    for number, topic in topics:
        if split is None or (number in DEV) == (split == "dev"):
            for path in sorted(topic.glob("*.xml")):
                try:
                    yield read_ecb(path)
                except InputError as e:
                    yield e


def tellings(data: Path, split: str | None) -> Iterator[Telling]:
    """Each article that can be used."""
    yield from (_telling(x) for x in documents(data, split) if isinstance(x, Told))


def _telling(told: Told) -> Telling:
    return Telling(told.article, told.story, told.story.split()[0])


def load(data: Path, split: str | None) -> Iterator[Trial | InputError]:
    found = list(documents(data, split))
    yield from (x for x in found if isinstance(x, InputError))
    told = [x for x in found if isinstance(x, Told)]
    pool = Pool([_telling(t) for t in told])
    if told:
        yield from (Trial(Shuffled(pool, seed)) for seed in range(ORDERS))
        yield Trial(Linked(pool, [t.mentions for t in told]))


def judged(material: Shuffled | Linked) -> Outcome:
    return judge(material) if isinstance(material, Shuffled) else _events(material)


def _events(material: Linked) -> Outcome:
    """Pairs of mentions in two documents: of one gold chain, and of one claim of the linker."""
    readings = material.pool.readings()
    found: Counter[bool] = Counter()
    for group in feed(material.pool, 0):
        told = [(n, r) for n in group if (r := readings[n]) is not None]
        claims = _claims([r for _, r in told])
        held = [(n, m.chain, _claims_at(r, m, claims)) for n, r in told for m in material.mentions[n]]
        for (n, chain, at), (other, same, there) in combinations(held, 2):
            if n != other and at & there:
                found[chain == same] += 1
    gold = _pairs([(n, m.chain) for n, row in enumerate(material.mentions) for m in row])
    return Outcome({EVENTS: Counts.of(found[True], found[False], gold - found[True])})


def _claims(readings: list[Reading]) -> dict[str, frozenset[str]]:
    """Statement -> the claims of which it is a telling, of claims that several articles tell."""
    claims: dict[str, set[str]] = {}
    for claim in link(readings).claims if len(readings) > 1 else ():
        if len(claim.articles) > 1:
            for statement in claim.statements:
                claims.setdefault(statement, set()).add(claim.id)
    return {s: frozenset(c) for s, c in claims.items()}


def _claims_at(reading: Reading, mention: EventMention, claims: dict[str, frozenset[str]]) -> frozenset[str]:
    """The claims of the smallest statement that holds the mention."""
    held = [s for s in reading.statements if any(x.overlaps(mention.span) for x in s.spans)]
    smallest = min(held, key=lambda s: length(s.spans), default=None)
    return claims.get(smallest.id, frozenset()) if smallest else frozenset()


def _pairs(mentions: list[tuple[int, str]]) -> int:
    """Number of pairs in two documents that share a chain."""
    chains = Counter(chain for _, chain in mentions)
    inside = Counter(mentions)
    return sum(n * (n - 1) // 2 for n in chains.values()) - sum(n * (n - 1) // 2 for n in inside.values())


YARDSTICK = Yardstick(
    name="ecbplus",
    help="stories: two like events a topic, fed one article at a time; events across documents",
    load=load,
    judge=judged,
    splits=("dev", "tune"),
    rows=(STORIES, EVENTS),
)
