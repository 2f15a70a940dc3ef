"""Who of two articles that share passages has them from the other, and what parents stand behind both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ..model import Copy, CreditKind, Reading
from ..read.newsrooms import canonical, newsroom
from .copy_pairs import Shared

MOST = 0.8  # share of an article's words in another from which it looks like an extract ...
REST = 0.65  # ... if no more than this of the other lies in it
ENOUGH = 0.3  # share of an article without credit that must be in one that credits an agency, to come from there too
_NO_PARENT = frozenset({CreditKind.BYLINE, CreditKind.DATELINE})


@dataclass(frozen=True, slots=True)
class Ties:
    """What articles say about where they come from: names in full, without case. `own` is the article's outlet."""

    own: str
    credited: frozenset[str]
    agencies: tuple[str, ...]


def ties_of(reading: Reading) -> Ties:
    own = _name(reading.article.outlet or "")
    named = [c.party for c in reading.credits if c.party and c.kind not in _NO_PARENT] + list(reading.provenance[1:])
    known = dict.fromkeys(canonical(n) or n for n in named)
    agencies = tuple(n for n in known if _is_agency(n, reading) and _name(n) != own)
    return Ties(own, frozenset(_name(n) for n in known) - {own, ""}, agencies)


def _name(name: str) -> str:
    return (canonical(name) or name).casefold().removeprefix("the ").strip()


def _is_agency(name: str, reading: Reading) -> bool:
    room = newsroom(name)
    return room.agency if room else any(c.party == name and c.kind is CreditKind.WIRE for c in reading.credits)


def direct(shared: Shared, readings: Sequence[Reading], ties: Sequence[Ties]) -> Copy:
    """The pair as child and parent: by credit, else by day, else by containment, else the second of the two is the child."""
    a, b = shared.left, shared.right
    for child, parent in ((a, b), (b, a)):
        if ties[parent].own in ties[child].credited and ties[child].own not in ties[parent].credited:
            return _copy(shared, readings, child, parent, "known", f"credits {readings[parent].article.outlet}")
    early, late = readings[a].article.published, readings[b].article.published
    if early and late and early != late:
        child, parent = (b, a) if early < late else (a, b)
        days = abs(late - early)
        note = "published the day after" if days == timedelta(1) else f"published {days.days} days later"
        return _copy(shared, readings, child, parent, "probable", note)
    for child, parent, inside, rest in (
        (a, b, shared.left_share, shared.right_share),
        (b, a, shared.right_share, shared.left_share),
    ):
        if inside >= MOST and rest <= REST:
            return _copy(shared, readings, child, parent, "probable", "contained in the longer text")
    return _copy(shared, readings, b, a, "unknown", "")


def _copy(shared: Shared, readings: Sequence[Reading], child: int, parent: int, direction: str, note: str) -> Copy:
    share = shared.left_share if child == shared.left else shared.right_share
    passages = "passage" if shared.passages == 1 else "passages"
    evidence = f"{shared.words} words in {shared.passages} {passages}" + (f"; {note}" if note else "")
    return Copy(readings[child].article.id, readings[parent].article.id, False, share, direction, evidence)


def ghosts(pairs: Sequence[Shared], readings: Sequence[Reading], ties: Sequence[Ties]) -> list[Copy]:
    """Copies of agencies whose texts are not among `readings`: both of a pair that shares passages and credits one.

    Where one alone credits it, the other has its words from there too if it is not the earlier and holds enough of them.
    Nothing follows where the agency's own text is there, or where one of the two credits the other.
    """
    present = {t.own for t in ties}
    found: dict[tuple[int, str], tuple[float, bool]] = {}
    for p in pairs:
        a, b = ties[p.left], ties[p.right]
        if a.own in b.credited or b.own in a.credited:
            continue
        absent = [n for n in dict.fromkeys((*a.agencies, *b.agencies)) if _name(n) not in present]
        agency = next((n for n in absent if n in a.agencies and n in b.agencies), next(iter(absent), None))
        sides = [(p.left, p.left_share), (p.right, p.right_share)]
        if agency is None or not all(agency in ties[n].agencies or _may_follow(readings, p, n, x) for n, x in sides):
            continue
        for n, share in sides:
            old = found.get((n, agency), (0.0, False))
            found[n, agency] = max(old[0], share), agency in ties[n].agencies
    return [_ghost(readings[n], agency, share, credits) for (n, agency), (share, credits) in sorted(found.items())]


def _may_follow(readings: Sequence[Reading], pair: Shared, own: int, share: float) -> bool:
    """Whether article `own` of a pair, which credits no agency, may have its words from the one that the other credits."""
    here, there = (readings[n].article.published for n in (own, pair.left + pair.right - own))
    return share >= ENOUGH and not (here and there and here < there)


def _ghost(reading: Reading, agency: str, share: float, credits: bool) -> Copy:
    note = f"credits {agency}" if credits else f"shares passages with an article that credits {agency}"
    return Copy(reading.article.id, agency, True, share, "known" if credits else "probable", note)


def thin(copies: Sequence[Copy], order: Mapping[str, int], most: int) -> list[Copy]:
    """In families of more than `most` articles, only known copies and each child's nearest parent: a star, no web.

    `order` ranks articles by how likely they are the original; it also decides between equal shares.
    """
    family = _families(order, copies)
    size: dict[str, int] = defaultdict(int)
    for lead in family.values():
        size[lead] += 1
    best: dict[str, Copy] = {}
    for c in sorted(copies, key=lambda c: (-c.share, order[c.parent])):
        best.setdefault(c.child, c)
    return [c for c in copies if size[family[c.child]] <= most or c.direction == "known" or best[c.child] is c]


def _families(articles: Iterable[str], copies: Sequence[Copy]) -> dict[str, str]:
    lead = {a: a for a in articles}

    def top(a: str) -> str:
        while lead[a] != a:
            lead[a] = lead[lead[a]]
            a = lead[a]
        return a

    for c in copies:
        lead[top(c.child)] = top(c.parent)
    return {a: top(a) for a in lead}
