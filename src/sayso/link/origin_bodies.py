"""Readings -> for whom people speak, and of which state they are, as the articles say beside their names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from ..model import EntityKind, Reading
from .origin_words import country_of, generic, newsroom_key, tidy

_SPOKE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|press secretary|press officer|[Pp]ublic [Rr]elations [Oo]fficer|PRO|publicist|press agent)\b"
)
_COUNSEL = re.compile(r"\b(?:lawyer|attorney)\b(?!\s[Gg]eneral)")
# Who is at the head of a body, or of rank in it, speaks for it where it speaks itself.
HEAD = re.compile(
    r"\b(?:[Cc]hief(?: executive)?(?: officer)?|CEO|[Hh]ead|[Dd]irector(?:[ -][Gg]eneral)?|[Pp]resident|[Cc]hair(?:man|woman|person)?"
    r"|[Cc]ommissioner|[Ss]uperintendent|[Cc]ommander|[Cc]aptain|[Ii]nspector|[Ll]ieutenant|[Ss]ergeant|[Dd]etective|[Oo]fficer|[Oo]fficial"
    r"|[Ss]ecretary(?:[ -][Gg]eneral)?|[Mm]anager|[Oo]wner|[Ff]ounder|[Ee]xecutive|[Cc]oordinator|[Ss]heriff"
    r"|[Rr]anger|[Cc]oroner|[Mm]arshal|[Ww]arden|[Pp]rincipal"
    r"|(?:Lt|Sgt|Capt|Det|Cmdr|Supt)\.)(?!\w)"
)
_NAME = r"[A-Z][\w'’.-]{0,30}(?:\s[A-Z][\w'’.-]{0,30}){0,6}"
_FULL = rf"{_NAME}(?:\s(?:of|for|and)\s{_NAME})?"  # "Office of Harbours"
_NAME_NEXT = re.compile(rf",?\s({_NAME})")
_BODY_NEXT = re.compile(rf"\s(?:for|of|at|with)\s(?:the\s)?({_FULL})")
_OFFICE_NEXT = re.compile(rf"(?:\s\(({_NAME})\)|,\s({_NAME}),)")  # "Lena Moor, Press Officer, Harbours, said"
_NOUN_NEXT = re.compile(r"\s(?:for|of|at|with)\sthe\s([a-z]{3,20})\b")
_BODY_BEFORE = re.compile(rf"({_FULL}|\b[a-z]{{3,20}})(?:['’]s)?\s(?:(?:chief|deputy|senior|top|lead)\s)?$")
_NAME_BEFORE = re.compile(rf"({_NAME}),\s(?:(?:a|an|the|its|his|her)\s)?$")
_APPOSED = re.compile(rf"({_NAME}),\s(?:(?:a|an|the)\s)?(?:(?:[Cc]hief|[Dd]eputy|[Ss]enior)\s)?$")
_ITS = frozenset(["its", "their", "the", "a", "an"])
_HIS = frozenset(["his", "her"])
WINDOW = 90
MOST = 1000  # words for a role that are looked at in one article


def bodies_of(readings: Sequence[Reading], linked: Mapping[str, str]) -> dict[str, str]:
    """Person, in small letters -> the name of whom he speaks for; `linked` names entities across articles."""
    found: dict[str, str] = {}
    for r in readings:
        for person, body in dict.fromkeys(spoken_for(r, (_SPOKE, _COUNSEL))):
            for name in forms_of(r, person, linked) if person else ():
                found.setdefault(name, full_name(r, body, linked))
    return found


def sole_bodies(readings: Sequence[Reading], linked: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """(article, "spokesman" ...) -> the body, in articles where spokespeople speak for one body only, and that is no person."""
    found: dict[tuple[str, str], str] = {}
    for r in readings:
        bodies = dict.fromkeys(full_name(r, body, linked) for _, body in spoken_for(r, (_SPOKE, _COUNSEL)))
        people = {linked.get(e.id, e.name) for e in r.entities if e.kind is EntityKind.PERSON}
        if len(bodies) == 1 and not people & bodies.keys():
            found |= {(r.article.id, role): next(iter(bodies)) for role in ("spokesman", "spokeswoman", "spokesperson")}
    return found


def spoken_for(reading: Reading, roles: Sequence[re.Pattern[str]]) -> Iterator[tuple[str, str]]:
    """(person or "", body) beside each word of `roles`, line by line."""
    text, told, people = reading.article.text, bodies_told(reading), _people_told(reading)
    called = _called(told)
    for m in sorted((m for role in roles for m in islice(role.finditer(text), MOST)), key=lambda m: m.start()):
        before = text[max(0, m.start() - WINDOW) : m.start()].split("\n")[-1]
        after = text[m.end() : m.end() + WINDOW].split("\n")[0]
        owned = m.re is not _COUNSEL or before.endswith(("'s ", "’s "))  # "a Lerno lawyer" is nobody's
        body = _body_before(told, called, before, m.start()) if owned else ""
        if m.re is not HEAD and before.lower().split()[-1:] and before.lower().split()[-1] in _HIS:
            last = bisect_left(people, (m.start(), "")) - 1
            body = people[last][1] if last >= 0 else ""
        next_body = _BODY_NEXT.match(after)
        if next_body and (
            m.re is not _COUNSEL or " for " in next_body.group()[:6]
        ):  # "Lena Moor, a spokeswoman for Orsk Mining"
            body = next_body.group(1)
            after = after[next_body.end() :]
        elif m.group().endswith(("fficer", "PRO")) and (office := _OFFICE_NEXT.match(after)):
            body, next_body = office.group(1) or office.group(2), office
            after = after[office.end() :]
        elif m.re is not _COUNSEL and (noun := _NOUN_NEXT.match(after)) and (named := called.get(noun.group(1))):
            body, next_body = named, noun  # "Lena Moor, a spokeswoman for the mine"
            after = after[noun.end() :]
        front = _APPOSED.search(before) if next_body else _named_before(before, body)
        name = _NAME_NEXT.match(after) if not front else None
        person = front.group(1) if front else name.group(1) if name else ""
        if body and tidy(body) != tidy(person):
            yield tidy(person), tidy(body)


def _body_before(told: Sequence[tuple[int, str]], called: Mapping[str, str], before: str, at: int) -> str:
    """The body whose spokesman the words before are about; "its" is that of the last body that was told."""
    last = bisect_left(told, (at, "")) - 1
    m = _BODY_BEFORE.search(before)
    if m is None:
        return ""
    word = m.group(1)
    if word.lower() in _ITS:
        return told[last][1] if last >= 0 else ""
    if word[0].islower():
        if word in generic("police"):
            return "police"
        return called.get(word) or (told[last][1] if last >= 0 and word in generic("body") else "")
    return word


def _called(told: Sequence[tuple[int, str]]) -> dict[str, str]:
    """Each word of the bodies' names -> the body told most often of those that have it: "the park" is "Brinn National Park"."""
    count = Counter(name for _, name in told)
    found: dict[str, str] = {}
    for name in sorted(count, key=lambda n: (-count[n], n)):
        for word in name.lower().split():
            found.setdefault(word, name)
    return found


def _named_before(before: str, body: str) -> re.Match[str] | None:
    """ "Paul Rook, the Harbour Guard's chief spokesman": the name before the body."""
    if not body:
        return None
    cut = before.rfind(body)
    return _NAME_BEFORE.search(before[:cut]) if cut > 0 else None


def bodies_told(reading: Reading) -> list[tuple[int, str]]:
    """(start, name) of each mention of an organisation or government that is no newsroom, in the order of the text."""
    kinds = (EntityKind.ORGANISATION, EntityKind.GOVERNMENT)
    own = reading.article.voice.casefold()
    named = [
        e for e in reading.entities if e.kind in kinds and e.name.casefold() not in own and not newsroom_key(e.name)
    ]
    return sorted((m.start, e.name) for e in named for m in e.mentions)


def _people_told(reading: Reading) -> list[tuple[int, str]]:
    """(start, name) of each mention of a person with a name, pronouns included, in the order of the text."""
    named = [
        e
        for e in reading.entities
        if e.kind is EntityKind.PERSON and e.name.split()[-1:] and e.name.split()[-1][0].isupper()
    ]
    return sorted((m.start, e.name) for e in named for m in e.mentions)


def forms_of(reading: Reading, person: str, linked: Mapping[str, str]) -> list[str]:
    """The name as written and, where it is an entity of the article, what that is called."""
    names = [person]
    last = person.split()[-1].casefold()
    for e in reading.entities:
        theirs = e.name.split()
        if e.kind is not EntityKind.PERSON or not theirs or theirs[-1].casefold() != last:
            continue
        if len(person.split()) == 1 or person.split()[0] == theirs[0] or person.endswith(" " + e.name):
            names += [e.name, linked.get(e.id, e.name)]
    return list(dict.fromkeys(n.casefold() for n in names))


def full_name(reading: Reading, body: str, linked: Mapping[str, str]) -> str:
    for e in reading.entities:
        if body.casefold() in (e.name.casefold(), *(a.casefold() for a in e.aliases)) or (
            e.kind is EntityKind.PERSON
            and (e.name.casefold().endswith(" " + body.casefold()) or body.casefold().endswith(" " + e.name.casefold()))
        ):
            return linked.get(e.id, e.name)
    return body


_WORDS = re.compile(r"[A-Za-z][\w.-]{0,20}")
_NEXT = re.compile(r",\s(?:the\s)?([A-Z][\w.]+(?:\s[A-Z][\w.]+)?)\s")
_REACH = 4  # words before a name among which the adjective of a state is his


def nations_of(readings: Sequence[Reading], linked: Mapping[str, str]) -> dict[str, str]:
    """Person, in small letters -> the state whose adjective stands most often at his name ("the Brazilian mayor Ana Sá")."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for r in readings:
        text = r.article.text
        for e in r.entities:
            if e.kind is not EntityKind.PERSON:
                continue
            for m in e.mentions:
                shown = text[m.start : m.end]
                if shown[:1].isupper() and (
                    state := _beside(text[max(0, m.start - 60) : m.start], shown, text[m.end : m.end + 40])
                ):
                    votes[linked.get(e.id, e.name).casefold()][state] += 1
    return {name: max(sorted(tally), key=tally.__getitem__) for name, tally in votes.items()}


def _beside(before: str, shown: str, after: str) -> str | None:
    """The state of an adjective at the head of the name, before it, or in what follows it; the nearest."""
    line = re.split(r"[\n,.;:]\s", before)[-1]
    words = [*_WORDS.findall(line)[-_REACH:], *shown.split()[:-1]]
    n = _NEXT.match(after)
    following = n.group(1).split() if n else []
    for some in (words, following):
        for form in (*reversed(some), *reversed([f"{a} {b}" for a, b in pairwise(some)])):
            if form[0].isupper() and (state := country_of(form)) and _is_adjective(form, state):
                return state
    return None


def _is_adjective(form: str, state: str) -> bool:
    """Not the state's own name, at which its people only happen to stand; "U.S." serves for both."""
    return form.lower() != state.lower() and (form.isupper() or form.endswith(("n", "i", "sh", "ese", "ch", "s", "k")))
