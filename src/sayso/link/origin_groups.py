"""Statements of one claim under the mouths that tell it, and the record of what was joined with what, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ..model import Join, JoinKind, SourceKind, Statement
from .origin_mouths import Mouth, Sort
from .origin_words import tidy


@dataclass(slots=True)
class Group:
    """`told` rests on `mouth`; `joins` are the steps by which it came to."""

    mouth: Mouth
    told: list[Statement]
    joins: list[Join] = field(default_factory=list)

    def take(self, other: Group, kind: JoinKind) -> None:
        """Makes the statements of `other` this one's; a name that does not change needs no step."""
        if other.mouth.name.casefold() != self.mouth.name.casefold() or kind is not JoinKind.NAME:
            other.joins += [Join(s.id, kind, other.mouth.name, self.mouth.name) for s in other.told]
        self.told += other.told
        self.joins += other.joins
        other.told, other.joins = [], []


def collect(rows: Iterable[tuple[Mouth, Statement]]) -> list[Group]:
    """One group for each mouth, in the order of the first statement."""
    found: dict[tuple[Sort, str], Group] = {}
    for mouth, s in rows:
        group = found.setdefault((mouth.sort, mouth.key), Group(mouth, []))
        group.told.append(s)
        own = told_as(s)
        if tidy(own).casefold() != group.mouth.name.casefold() and own.casefold() != group.mouth.name.casefold():
            group.joins.append(Join(s.id, mouth.because, own, group.mouth.name))
    return list(found.values())


def told_as(s: Statement) -> str:
    """The innermost source as the article has it; of narration the outlet."""
    told = s.source.name if s.source.kind is SourceKind.NARRATOR or not s.chain else s.chain[-1]
    return " ".join(told.split())[:120]


def join(groups: Sequence[Group], same: Callable[[Mouth, Mouth], bool]) -> list[Group]:
    """Groups whose mouths are the same become one, under the longest name."""
    found: list[Group] = []
    for group in sorted(groups, key=lambda g: (g.mouth.plain, -len(g.mouth.name), g.mouth.name)):
        host = next((g for g in found if same(group.mouth, g.mouth)), None)
        if host is None:
            found.append(group)
        else:
            host.take(group, JoinKind.NAME)
    return found


def join_hops(groups: Sequence[Group]) -> list[Group]:
    """Who passes on what another says, and tells it elsewhere as his own, has it from that one: both count once."""
    found: list[Group] = []
    for group in groups:
        through = {hop.casefold() for s in group.told for hop in s.chain[:-1]}
        host = next((g for g in found if g.mouth.sort is Sort.NAMED and g.mouth.name.casefold() in through), None)
        if host is not None and group.mouth.sort in (Sort.WITNESS, Sort.PERSON, Sort.NOBODY):
            host.take(group, JoinKind.HEARD)
        else:
            found.append(group)
    return found


def fold(
    groups: Sequence[Group], sorts: frozenset[Sort], hosts: frozenset[Sort], may_be: Callable[[Mouth, Mouth], bool]
) -> list[Group]:
    """Each group of `sorts` joins the first of `hosts` that it may be; officials that find none become one."""
    found = [g for g in groups if g.mouth.sort not in sorts]
    left: dict[Sort, Group] = {}
    for group in groups:
        sort = group.mouth.sort
        if sort not in sorts:
            continue
        host = next((g for g in found if g.mouth.sort in hosts and may_be(group.mouth, g.mouth)), None)
        if host is not None:
            host.take(group, _KIND.get(sort, JoinKind.MAY_BE))
        elif sort in _ALONE:
            found.append(group)
        elif sort in left:
            left[sort].take(group, JoinKind.MAY_BE)
        else:
            left[sort] = group
    return found + list(left.values())


def join_words(groups: Sequence[Group], pairs: Sequence[tuple[str, str]]) -> list[Group]:
    """Groups whose statements share their wording (pairs of ids) become one: under a name, then the one in most articles, then the
    first.
    """
    home = {s.id: n for n, g in enumerate(groups) for s in g.told}
    for a, b in pairs:
        x, y = home.get(a), home.get(b)
        if x is None or y is None or x == y:
            continue
        host, guest = sorted((x, y), key=lambda n: _rank(groups[n], n))
        home |= {s.id: host for s in groups[guest].told}
        groups[host].take(groups[guest], JoinKind.SAME_WORDS)
    return [g for g in groups if g.told]


def _rank(group: Group, n: int) -> tuple[int, bool, int, int]:
    sort = _LAST.get(group.mouth.sort, 0)
    return sort, group.mouth.plain, -len({s.article for s in group.told}), n


def join_ties(groups: Sequence[Group], tied: Callable[[Mouth, Mouth], bool]) -> list[Group]:
    """Who speaks for a body joins it where it is there itself; two people of one body stay two where it is not."""
    taken: set[int] = set()
    for n, group in enumerate(groups):
        host = next((k for k, g in enumerate(groups) if k != n and k not in taken and tied(group.mouth, g.mouth)), None)
        if host is not None:
            groups[host].take(group, JoinKind.STANDS_FOR)
            taken.add(n)
    return [g for g in groups if g.told]


_LAST = {Sort.MEDIA: 1, Sort.NOBODY: 2, Sort.VOICE: 3}
_KIND = {Sort.VOICE: JoinKind.NARRATION, Sort.MEDIA: JoinKind.PASSED_ON}
_ALONE = frozenset({Sort.VOICE, Sort.MEDIA, Sort.PERSON, Sort.BODY, Sort.PAPER})
