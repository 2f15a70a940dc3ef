"""Who "he", "she", "they", "who" are: by gender, number, nearness and grammar; left open where two are as likely."""

from __future__ import annotations

from ...model import EntityKind
from ..lexicon import cue_words
from .lists import nouns
from .page import OBJECTS, SUBJECTS, Figure, Mention, Page

_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_RELATIVE = frozenset({"WP", "WDT"})
_IT = frozenset({"it", "its", "itself"})
_PEOPLE = 4  # sentences back in which a person may stand
_GROUPS = 1
_LOOKS = 80  # mentions back: keeps one endless sentence from taking forever
_MARGIN = 0.06  # two candidates nearer than this are as likely


def add_pronouns(page: Page, mentions: list[Mention]) -> None:
    """Appends pronoun mentions to the figures; `mentions` are in order of text and carry their figures."""
    live = [m for m in mentions if m.figure is not None and m.figure.kind is not EntityKind.PLACE]
    k, seen = 0, []  # type: int, list[Mention]
    starts = [m.first for m in live]
    ships = {page.sent[i] for i, low in enumerate(page.low) if low in nouns("vessel")}
    for i in range(len(page)):
        low = page.low[i]
        if low not in _HE and low not in _SHE and low not in _THEY and low not in _IT and page.tag[i] not in _RELATIVE:
            continue
        while k < len(live) and starts[k] < i:
            seen.append(live[k])
            k += 1
        figure = _who(page, i, seen) if page.tag[i] in _RELATIVE else _find(page, i, low, seen, live[k : k + 6], ships)
        if figure is None:
            continue
        m = Mention(i, i, i, i, i, "pronoun")
        m.gender = "m" if low in _HE else "f" if low in _SHE else ""
        figure.add(m)
        seen.append(m)


def _who(page: Page, i: int, seen: list[Mention]) -> Figure | None:
    """The noun that the relative clause hangs on."""
    if page.low[i] == "who" and i > 0 and page.pos[i - 1] == "PROPN":  # a name right before it, however it is parsed
        for m in reversed(seen[-6:]):
            if m.first <= i - 1 <= m.last and m.figure is not None and m.figure.kind is EntityKind.PERSON:
                return m.figure
    verb = page.head[i]
    if page.dep[verb] != "relcl":
        return None
    noun = page.head[verb]
    for m in reversed(seen[-6:]):
        if m.first <= noun <= m.last and m.figure is not None and _relates(page.low[i], m.figure.kind):
            return m.figure
    return None


def _relates(low: str, kind: EntityKind) -> bool:
    if low == "who":
        return kind in (EntityKind.PERSON, EntityKind.GROUP)
    return low in ("which", "that") and kind not in (EntityKind.PERSON, EntityKind.PLACE)


def _find(page: Page, i: int, low: str, seen: list[Mention], ahead: list[Mention], ships: set[int]) -> Figure | None:
    kinds = (
        (EntityKind.PERSON,)
        if low in _HE or low in _SHE
        else (EntityKind.GROUP,)
        if low in _THEY
        else (EntityKind.ORGANISATION, EntityKind.GOVERNMENT)
    )
    reach = _PEOPLE if kinds[0] is EntityKind.PERSON else _GROUPS
    gender = "m" if low in _HE else "f" if low in _SHE else ""
    speaks = page.dep[i] in SUBJECTS and (
        page.lemma[page.head[i]] in nouns("person_verb") or page.lemma[page.head[i]] in cue_words()
    )
    ship = low in ("she", "her") and not speaks and not ships.isdisjoint((page.sent[i], page.sent[i] - 1))
    best: dict[int, tuple[float, Figure]] = {}
    for m in reversed(seen[-_LOOKS:]):
        f = m.figure
        away = page.sent[i] - page.sent[m.head]
        if away > reach:
            break
        if (
            f is None
            or f.kind not in kinds
            or (gender and f.gender and f.gender != gender)
            or _barred(page, i, m, low)
            or (ship and f.gender != gender)
        ):
            continue
        score = _score(page, i, m, away, gender)
        if id(f) not in best or score > best[id(f)][0]:
            best[id(f)] = (score, f)
    if not best and gender:
        return _later(page, i, ahead, gender)
    ranked = sorted(best.values(), key=lambda x: -x[0])
    if not ranked or (low in _IT and not _clear_it(page, i, ranked)):
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN:
        return None
    figure = ranked[0][1]
    if gender and not figure.gender and page.dep[i] in SUBJECTS:
        figure.gender = gender
    return figure


def _barred(page: Page, i: int, m: Mention, low: str) -> bool:
    """Subject and object of one verb are two people, unless the pronoun is reflexive."""
    if m.first <= i <= m.last:
        return True
    if low.endswith(("self", "selves")) or page.dep[i] == "poss":
        return False
    return page.head[i] == page.head[m.head] and page.dep[i] in OBJECTS and page.dep[m.head] in SUBJECTS


def _score(page: Page, i: int, m: Mention, away: int, gender: str) -> float:
    f = m.figure
    assert f is not None
    dep = page.dep[_top(page, m)]
    score = -0.9 * away
    score += (
        0.8
        if dep in SUBJECTS
        else 0.0
        if dep in ("dobj", "dative", "appos", "agent")
        else -0.2
        if dep != "poss"
        else 0.1
    )
    score += 0.5 if gender and f.gender == gender else 0.0
    score += 0.3 if m.sort == "pronoun" else 0.0
    score += 0.3 if f.named else 0.0
    score += 0.06 * min(len(f.mentions), 5)
    score -= 0.004 * min(i - m.head, 100)
    if page.dep[i] in SUBJECTS and dep in SUBJECTS:
        score += 0.2
    if page.quoted[i] != page.quoted[m.head]:
        score -= 0.3
        if page.quoted[i] and away == 0 and dep in SUBJECTS and page.lemma[page.head[m.head]] in nouns("person_verb"):
            score -= 1.2
    return score


def _top(page: Page, m: Mention) -> int:
    """The token of the mention that the sentence hangs on: "the mayor, Jo Doe," stands as its mayor does."""
    k = m.head
    while page.dep[k] == "appos" and m.first <= page.head[k] <= m.last and page.head[k] != k:
        k = page.head[k]
    return k


def _later(page: Page, i: int, ahead: list[Mention], gender: str) -> Figure | None:
    """ "When he arrived, Smith said": the subject of the main clause, where nobody stands before."""
    verb = page.head[i] if page.dep[i] != "poss" else page.head[page.head[i]]
    for m in ahead:
        f = m.figure
        if page.sent[m.head] != page.sent[i]:
            return None
        if (
            f is not None
            and f.kind is EntityKind.PERSON
            and page.dep[m.head] in SUBJECTS
            and page.head[m.head] != verb
            and f.gender in ("", gender)
        ):
            return f
    return None


def _clear_it(page: Page, i: int, ranked: list[tuple[float, Figure]]) -> bool:
    """ "it" is an organisation only as the one who says, or as owner, and with no rival."""
    if len(ranked) > 1 or page.dep[i] not in (*SUBJECTS, "poss"):
        return False
    return page.dep[i] == "poss" or page.lemma[page.head[i]] in nouns("person_verb")
