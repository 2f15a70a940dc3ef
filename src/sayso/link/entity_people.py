"""Names of persons -> who is who: full names first, then the surnames that only one of them bears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.fuzz import ratio

from ..read.names.lists import given_names, nicknames, roles
from ..read.names.people import family, parts, same_person
from .entity_groups import Groups

_LIKE, _SHORTEST = 88, 6  # per cent of letters that two spellings of a lone name share; letters of the shorter
_MOST = 150  # names of one story with the same first letters that are held against each other
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

Name = tuple[int, str]  # story and name as written


def join_people(names: Sequence[Name], together: Iterable[Sequence[int]]) -> Groups:
    """Groups of `names` (by position) that mean one person.

    `together` lists the names of each article, which the reader has told apart: two full names of one article stay two persons.
    Names of different stories are joined only where they are the same full name.
    """
    words = [_words(n) for _, n in names]
    suffixes = [_suffix(n) for _, n in names]
    full = [n for n in range(len(names)) if len(words[n]) > 1]
    article = {n: k for k, own in enumerate(together) for n in own}
    groups = Groups(len(names), {n: (article[n], " ".join((*words[n], suffixes[n]))) for n in full if n in article})
    _join_same(groups, full, words, suffixes)
    _join_like(groups, full, words, names)
    _join_single(groups, words, names)
    return groups


def _join_same(groups: Groups, full: Sequence[int], words: Sequence[list[str]], suffixes: Sequence[str]) -> None:
    """Full names that are equal, and those that differ in a middle initial alone, where all who give one give the same."""
    first: dict[tuple[str, ...], int] = {}
    bare: dict[tuple[str, ...], list[int]] = defaultdict(list)
    initials: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for n in full:
        groups.join(first.setdefault((*words[n], suffixes[n]), n), n)
        middle = [w for w in words[n][1:-1] if len(w) == 1]
        key = (words[n][0], *(w for w in words[n][1:-1] if len(w) > 1), words[n][-1], suffixes[n])
        bare[key].append(n)
        if middle:
            initials[key].add(" ".join(middle))
    for key, own in bare.items():
        if len(initials[key]) < 2:
            for n in own[1:]:
                groups.join(own[0], n)


def _words(name: str) -> list[str]:
    """Words of a person's name, without titles and offices before it."""
    words = parts(name)
    while len(words) > 2 and words[0] in roles():
        words = words[1:]
    return words


def _suffix(name: str) -> str:
    last = name.split()[-1].strip(".,").lower()
    return last if last in _SUFFIXES else ""


def _join_like(groups: Groups, full: Sequence[int], words: Sequence[list[str]], names: Sequence[Name]) -> None:
    """Other spellings, short forms and initials of one name, inside one story."""
    blocks: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for n in full:
        fam, given = family(words[n])
        # "W. Mark Lehto" is called by his second name.
        starts = [_sound(nicknames().get(w, w)[:1]) for w in (given, *words[n][1:-1])]
        for end in dict.fromkeys((fam[:1], fam[-3:])):
            for start in dict.fromkeys(starts):
                blocks[names[n][0], start, end].append(n)
    alike: list[tuple[bool, int, int]] = []
    for key in sorted(blocks):
        block = list({(tuple(words[n]), names[n][1]): n for n in blocks[key]}.values())[:_MOST]
        for k, a in enumerate(block):
            for b in block[k + 1 :]:
                same = same_person(words[a], words[b]) or _is_respelt(words[a], words[b])
                if same and _agree(words[a], words[b], names[a][1], names[b][1]):
                    alike.append((_suffix(names[a][1]) != _suffix(names[b][1]), a, b))
    # Of a father and a son, the name without "Jr." is the father's.
    for _, a, b in sorted(alike):
        groups.join(a, b)


def _sound(letter: str) -> str:
    """Letters that stand for one another at the head of a name: "Catherine" and "Katherine"."""
    return "k" if letter in ("c", "g") else letter


def _is_respelt(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names are the same but for the first letter of a long given name, told by its sound ("Gurban", "Kurban")."""
    (fam_a, given_a), (fam_b, given_b) = family(a), family(b)
    long = min(len(given_a), len(given_b)) >= _SHORTEST
    return long and fam_a == fam_b and given_a[1:] == given_b[1:] and _sound(given_a[0]) == _sound(given_b[0])


def _agree(a: Sequence[str], b: Sequence[str], left: str, right: str) -> bool:
    """Whether middle names and suffixes may be one person's ("Ann B. Lee" is not "Ann C. Lee")."""
    one, other = a[1:-1], b[1:-1]
    if one and other and all(x[0] != y[0] for x in one for y in other):
        return False
    return not (_suffix(left) and _suffix(right) and _suffix(left) != _suffix(right))


def _join_single(groups: Groups, words: Sequence[list[str]], names: Sequence[Name]) -> None:
    """A lone name joins the one person of its story who bears it; of several it may mean any, and stays alone."""
    bearers: dict[tuple[int, str], list[int]] = defaultdict(list)
    kin: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for n, own in enumerate(words):
        if len(own) > 1:
            fam, given = family(own)
            for w in dict.fromkeys((fam, own[-1], given)):
                bearers[names[n][0], w].append(n)
            kin[names[n][0]][fam].append(n)
    singles: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n, own in enumerate(words):
        if len(own) == 1:
            singles[names[n][0], own[0]].append(n)
    for (story, word), alone in sorted(singles.items()):
        found = groups.leads(bearers.get((story, word), ()))
        if not found and word not in given_names():
            found = groups.leads(_misspelt(word, kin[story]))
        if len(found) == 1:
            for n in alone:
                groups.join(found[0], n)
        elif not found:
            for n in alone[1:]:
                groups.join(alone[0], n)


def _misspelt(word: str, kin: Mapping[str, Sequence[int]]) -> list[int]:
    if len(word) < _SHORTEST:
        return []
    return [n for fam in kin if len(fam) >= _SHORTEST and ratio(word, fam) >= _LIKE for n in kin[fam]]
