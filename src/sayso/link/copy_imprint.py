"""What must be known of an article to find its copies, without its reading: small enough to be kept for each article."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..model import BlockKind, CreditKind, Reading
from ..read.newsrooms import canonical, newsroom
from .copy_text import Row, row_of

_NO_PARENT = frozenset({CreditKind.BYLINE, CreditKind.DATELINE})
_NAME = r"(?:[Tt]he )?[A-Z0-9][\w&’'-]{0,30}(?: (?:of |the |and |& |de )?[A-Z0-9][\w&’'-]{0,30}){0,5}"
_REPORTED = r"(?:reported|reports|writes|wrote|said|says|has learned|revealed)\b"
_FROM = (
    r"(?:according to|reported by|(?:appeared|published|posted|aired) (?:first |originally )?(?:on|in|by|at)|"
    r"permission (?:from|of)|courtesy of|told|via|[Ss]ource:|[Ff]rom|©)"
)
_NAMED = re.compile(rf"(?<!\w)(?:(?P<before>{_NAME}),? (?:first |has |had )?{_REPORTED}|{_FROM} (?P<after>{_NAME}))")
_SAYS_WHENCE = frozenset({BlockKind.CREDIT, BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.AUTHOR_NOTE})
_ANY_NAME = re.compile(_NAME)
MOST_NAMED = 60


@dataclass(frozen=True)
class Imprint:
    """`outlet` is the name as it is printed, `own` the same in full and without case ("" where unknown). `credited` are names
    like `own` that the article credits, `agencies` those of them that are agencies, as printed. `named` are whatever
    else stands where credits stand: credits, if they turn out to name an outlet. `size` is the article's code points,
    `sha256` that of its text.
    """

    id: str
    published: date | None
    size: int
    sha256: str
    outlet: str
    own: str
    credited: frozenset[str]
    agencies: tuple[str, ...]
    named: frozenset[str]
    row: Row

    @property
    def rank(self) -> tuple[date, int, str, str]:
        """Likely originals first: the earliest, then the longest; undated ones last."""
        return self.published or date.max, -self.size, self.sha256, self.id

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Shingle -> positions of the words it starts at."""
        places: dict[str, list[int]] = {}
        for i, gram in enumerate(self.row.grams):
            if gram in places:
                places[gram].append(i)
            else:
                places[gram] = [i]
        return places

    @property
    def indexed(self) -> bool:
        """Whether `places` are found already."""
        return "places" in self.__dict__

    def places_of(self, grams: Mapping[str, object]) -> dict[str, list[int]]:
        """The part of `places` that is among `grams`, in the order in which they stand."""
        if self.indexed:
            return {gram: at for gram, at in self.places.items() if gram in grams}
        places: dict[str, list[int]] = {}
        for i, gram in enumerate(self.row.grams):
            if gram in grams:
                places.setdefault(gram, []).append(i)
        return places

    def packed(self) -> bytes:
        """For keeping: about a kilobyte an article of 400 words; the same imprint gives the same bytes."""
        data = {
            "id": self.id,
            "published": self.published.isoformat() if self.published else None,
            "size": self.size,
            "sha256": self.sha256,
            "outlet": self.outlet,
            "own": self.own,
            "credited": sorted(self.credited),
            "agencies": self.agencies,
            "named": sorted(self.named),
            "words": " ".join(self.row.words),
            "quoted": [n for stretch in _stretches(self.row.quoted) for n in stretch],
        }
        return zlib.compress(json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii"))

    @classmethod
    def unpacked(cls, data: bytes) -> Imprint:
        """What `packed` gave; raises ValueError, KeyError or zlib.error on anything else."""
        kept = json.loads(zlib.decompress(data))
        words = tuple(kept["words"].split(" ")) if kept["words"] else ()
        quoted = [False] * len(words)
        for start, end in zip(kept["quoted"][::2], kept["quoted"][1::2], strict=True):
            quoted[start:end] = [True] * (end - start)
        return cls(
            kept["id"],
            date.fromisoformat(kept["published"]) if kept["published"] else None,
            kept["size"],
            kept["sha256"],
            kept["outlet"],
            kept["own"],
            frozenset(kept["credited"]),
            tuple(kept["agencies"]),
            frozenset(kept["named"]),
            Row(words, tuple(quoted)),
        )


def _stretches(marks: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """[start, end) of each stretch of marks that are set."""
    start = None
    for i, mark in enumerate((*marks, False)):
        if mark and start is None:
            start = i
        elif not mark and start is not None:
            yield start, i
            start = None


def imprint_of(reading: Reading) -> Imprint:
    article = reading.article
    own = name_of(article.outlet or "")
    named = [c.party for c in reading.credits if c.party and c.kind not in _NO_PARENT] + list(reading.provenance[1:])
    known = dict.fromkeys(canonical(n) or n for n in named)
    return Imprint(
        id=article.id,
        published=article.published,
        size=len(article.text),
        sha256=article.sha256,
        outlet=article.outlet or "",
        own=own,
        credited=frozenset(name_of(n) for n in known) - {own, ""},
        agencies=tuple(n for n in known if _is_agency(n, reading) and name_of(n) != own),
        named=_named(reading, own),
        row=row_of(reading),
    )


def _named(reading: Reading, own: str) -> frozenset[str]:
    """Names beside words that credit, and all in blocks that say whence an article is; the first MOST_NAMED."""
    text, found = reading.article.text, dict[str, None]()
    for m in _NAMED.finditer(text):
        found[name_of(m["before"] or m["after"])] = None
        if len(found) >= MOST_NAMED:
            break
    for block in reading.blocks:
        if block.kind in _SAYS_WHENCE:
            found |= {name_of(m[0]): None for m in _ANY_NAME.finditer(text, *block.span)}
    return frozenset(list(found)[: 2 * MOST_NAMED]) - {own, ""}


def name_of(newsroom_name: str) -> str:
    """One form for the names of one newsroom: in full, without case and "the"."""
    return (canonical(newsroom_name) or newsroom_name).casefold().removeprefix("the ").strip()


def _is_agency(name: str, reading: Reading) -> bool:
    room = newsroom(name)
    return room.agency if room else any(c.party == name and c.kind is CreditKind.WIRE for c in reading.credits)
