"""Who of two articles that share passages has them from the other, and what parents stand behind both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from ..model import Copy
from .copy_imprint import Imprint, name_of
from .copy_pairs import Shared

MOST = 0.8  # share of an article's words in another from which it looks like an extract ...
REST = 0.65  # ... if no more than this of the other lies in it
ENOUGH = 0.3  # share of an article without credit that must be in one that credits an agency, to come from there too


def direct(shared: Shared) -> Copy:
    """The pair as child and parent: by credit, else by day, else by containment, else the second of the two is the child."""
    a, b = shared.left, shared.right
    for child, parent in ((a, b), (b, a)):
        if _credits(child, parent) and not _credits(parent, child):
            return _copy(shared, child, parent, "known", f"credits {parent.outlet}")
    early, late = a.published, b.published
    if early and late and early != late:
        child, parent = (b, a) if early < late else (a, b)
        days = abs(late - early)
        note = "published the day after" if days == timedelta(1) else f"published {days.days} days later"
        return _copy(shared, child, parent, "probable", note)
    for child, parent, inside, rest in (
        (a, b, shared.left_share, shared.right_share),
        (b, a, shared.right_share, shared.left_share),
    ):
        if inside >= MOST and rest <= REST:
            return _copy(shared, child, parent, "probable", "contained in the longer text")
    return _copy(shared, b, a, "unknown", "")


def _credits(child: Imprint, parent: Imprint) -> bool:
    return parent.own in child.credited or parent.own in child.named


def _copy(shared: Shared, child: Imprint, parent: Imprint, direction: str, note: str) -> Copy:
    share = shared.left_share if child is shared.left else shared.right_share
    passages = "passage" if shared.passages == 1 else "passages"
    evidence = f"{shared.words} words in {shared.passages} {passages}" + (f"; {note}" if note else "")
    return Copy(child.id, parent.id, False, share, direction, evidence)


def ghosts(pairs: Sequence[Shared]) -> list[Copy]:
    """Copies of agencies whose texts are not there: both of a pair that shares passages and credits one.

    Where one alone credits it, the other has its words from there too if it is not the earlier and holds enough of them.
    Nothing follows where a text of the agency itself shares passages with one of the two, or one of the two credits the other.
    """
    present: dict[str, set[str]] = defaultdict(set)
    for p in pairs:
        present[p.left.id].add(p.right.own)
        present[p.right.id].add(p.left.own)
    found: dict[tuple[str, str], tuple[float, bool]] = {}
    for p in pairs:
        a, b = p.left, p.right
        if _credits(a, b) or _credits(b, a):
            continue
        there = {*present[a.id], *present[b.id]}
        absent = [n for n in dict.fromkeys((*a.agencies, *b.agencies)) if name_of(n) not in there]
        agency = next((n for n in absent if n in a.agencies and n in b.agencies), next(iter(absent), None))
        sides = [(a, b, p.left_share), (b, a, p.right_share)]
        if agency is None or not all(agency in x.agencies or _may_follow(x, y, share) for x, y, share in sides):
            continue
        for x, _, share in sides:
            old = found.get((x.id, agency), (0.0, False))
            found[x.id, agency] = max(old[0], share), agency in x.agencies
    return [ghost(n, agency, share, credits) for (n, agency), (share, credits) in found.items()]


def _may_follow(own: Imprint, other: Imprint, share: float) -> bool:
    """Whether `own`, which credits no agency, may have its words from the one that `other` credits."""
    here, there = own.published, other.published
    return share >= ENOUGH and not (here and there and here < there)


def ghost(article: str, agency: str, share: float, credits: bool) -> Copy:
    note = f"credits {agency}" if credits else f"shares passages with an article that credits {agency}"
    return Copy(article, agency, True, share, "known" if credits else "probable", note)


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
