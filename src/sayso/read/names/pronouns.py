"""Who "he", "she", "they", "who" are: by gender, number, nearness and grammar; left open where two are as likely.

Pronouns outside quotations come first, so that their speakers are known when those inside are looked at: nobody speaks of himself
as "he". `Board` holds what has been mentioned, in order of text.
"""

from __future__ import annotations

from bisect import bisect_left

from ...model import EntityKind
from .lists import nouns
from .page import SUBJECTS, Figure, Mention, Page
from .pronoun_clauses import Clauses, quoted_speech, says, speakers
from .pronoun_crowd import crowd, found, lone

_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_ALL = _HE | _SHE | _THEY | _IT
_WORDS = _ALL | {"who", "which", "that"}
_RELATIVE = frozenset({"WP", "WDT"})
_PEOPLE = 4  # sentences back in which a person may stand
_GROUPS = 2
_BODIES = 1
_LOOKS = 80  # mentions back: keeps one endless sentence from taking forever
_MARGIN = 0.06  # two candidates nearer than this are as likely
_STANDING = {"nsubj": 0.8, "nsubjpass": 0.8, "csubj": 0.8, "agent": 0.4, "poss": 0.1, "dobj": 0.0, "dative": 0.0}
_STANDING |= {"appos": 0.0, "compound": -0.6, "nmod": -0.6}
_AHEAD = 6  # mentions after a pronoun that may be meant


class Board:
    """The mentions of a page in order of text, pronouns as they are understood, and the grammar around them."""

    def __init__(self, page: Page, mentions: list[Mention]) -> None:
        self.page = page
        self.mentions = [m for m in mentions if m.figure is not None and m.figure.kind is not EntityKind.PLACE]
        self.starts = [m.first for m in self.mentions]
        self.at: dict[int, Mention] = {}
        for m in self.mentions:
            for k in range(m.first, m.last + 1):
                self.at.setdefault(k, m)
            self.at[m.head] = m
        self.lone: list[Mention] = []
        self.clauses = Clauses(page)
        self.quoted = quoted_speech(page)
        self.speakers = speakers(page, self.quoted)
        vessels = nouns("vessel")
        self.ships = {page.sent[i] for i, low in enumerate(page.low) if low in vessels}

    def add(self, m: Mention, figure: Figure) -> None:
        figure.add(m)
        k = bisect_left(self.starts, m.first)
        self.starts.insert(k, m.first)
        self.mentions.insert(k, m)
        self.at[m.head] = m

    def hold(self, m: Mention) -> Figure:
        """Makes an entity of a noun that nobody had spotted."""
        figure = found(m)
        k = bisect_left(self.starts, m.first)
        self.starts.insert(k, m.first)
        self.mentions.insert(k, m)
        self.at[m.head] = m
        return figure

    def before(self, i: int) -> list[Mention]:
        k = bisect_left(self.starts, i)
        return self.mentions[max(0, k - _LOOKS) : k]

    def after(self, i: int) -> list[Mention]:
        k = bisect_left(self.starts, i)
        return self.mentions[k : k + _AHEAD]

    def figure_at(self, i: int | None) -> Figure | None:
        m = self.at.get(i) if i is not None else None
        return m.figure if m is not None else None

    def speaker(self, i: int) -> Figure | None:
        """Who speaks the quotation around token i."""
        return self.figure_at(self.speakers.get(self.quoted[i])) if self.quoted[i] else None


def add_pronouns(page: Page, mentions: list[Mention], taken: list[bool]) -> list[Figure]:
    """Appends pronoun mentions to the figures; `mentions` are in order of text and carry their figures. Returns new figures:
    plural nouns that nobody had spotted (`taken` says where somebody was) and that "they" takes up."""
    wanted = [i for i, low in enumerate(page.low) if low in _WORDS and (low in _ALL or page.tag[i] in _RELATIVE)]
    if not wanted:
        return []
    board = Board(page, mentions)
    many = crowd(page, taken) if any(page.low[i] in _THEY for i in wanted) else []
    board.lone = lone(page, taken) if any(page.low[i] in _HE or page.low[i] in _SHE for i in wanted) else []
    new: list[Figure] = []
    _note_genders(board, wanted)
    for i in sorted(wanted, key=lambda i: (board.quoted[i] > 0, i)):
        low = page.low[i]
        if page.tag[i] in _RELATIVE:
            figure = _who(page, i, board.before(i))
        elif low in _THEY:
            figure = _they(board, i, many, new)
        elif low in _IT:
            figure = _it(board, i)
        else:
            figure = _person(board, i, "m" if low in _HE else "f", new)
        if figure is not None:
            m = Mention(i, i, i, i, i, "pronoun")
            board.add(m, figure)
    return new


def _note_genders(board: Board, wanted: list[int]) -> None:
    """ "Poll said she ...": what is said there is nearly always said of oneself."""
    for i in wanted:
        low = board.page.low[i]
        gender = "m" if low == "he" else "f" if low == "she" else ""
        if gender and not board.quoted[i]:
            figure = board.figure_at(board.clauses.told(i))
            if figure is not None and figure.kind is EntityKind.PERSON and figure.named and not figure.gender:
                figure.gender = gender


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


def _person(board: Board, i: int, gender: str, new: list[Figure]) -> Figure | None:
    page = board.page
    ship = page.low[i] in ("she", "her") and not _speaks(page, i)
    ship = ship and not board.ships.isdisjoint((page.sent[i], page.sent[i] - 1))
    barred = {id(f) for f in (board.speaker(i), board.figure_at(board.clauses.rival(i))) if f is not None}
    commanders = _commanders(board, i)
    teller = board.clauses.told(i)
    told = board.at.get(teller) if teller is not None else None
    best: dict[int, tuple[float, Figure]] = {}
    ahead = [m for m in board.after(i) if commanders.get(m.head) == "after"]
    for m in [*ahead, *reversed(board.before(i))]:
        f = m.figure
        away = page.sent[i] - page.sent[m.head]
        if away > _PEOPLE:
            break
        if (
            f is None
            or f.kind is not EntityKind.PERSON
            or (f.gender and f.gender != gender)
            or id(f) in barred
            or m.first <= i <= m.last
            or (ship and f.gender != gender)
        ):
            continue
        score = _score(board, i, m, away, gender, commanders) + (0.3 if m is told else 0.0)
        if id(f) not in best or score > best[id(f)][0]:
            best[id(f)] = (score, f)
    if not best:
        return _later(page, i, board.after(i), gender) or _taken_up(board, i, gender, new)
    figure = _clear(best)
    if figure is not None and not figure.gender and page.dep[i] in SUBJECTS:
        figure.gender = gender
    return figure


def _speaks(page: Page, i: int) -> bool:
    return page.dep[i] in SUBJECTS and says(page, page.head[i])


def _commanders(board: Board, i: int) -> dict[int, str]:
    """Head tokens of the subjects above token i: "near" for the nearest, "far", or "after" where it stands after i."""
    out: dict[int, str] = {}
    for s, before in board.clauses.commanders(i):
        m = board.at.get(s)
        if m is not None:
            out.setdefault(m.head, "after" if not before else "far" if "near" in out.values() else "near")
    return out


def _clear(best: dict[int, tuple[float, Figure]]) -> Figure | None:
    """The likeliest, unless another is as likely."""
    ranked = sorted(best.values(), key=lambda x: -x[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        return None
    return ranked[0][1]


def _score(board: Board, i: int, m: Mention, away: int, gender: str, commanders: dict[int, str]) -> float:
    page, f = board.page, m.figure
    assert f is not None
    top = _top(page, m)
    dep = page.dep[top]
    score = -0.9 * away
    score += _STANDING.get(_place(page, top), -0.2)
    score += 0.5 if gender and f.gender == gender else 0.0
    score += 0.3 if m.sort == "pronoun" else 0.0
    score += 0.3 if f.named else 0.0
    score += 0.06 * min(len(f.mentions), 5)
    score -= 0.004 * min(abs(i - m.head), 100)
    if page.dep[i] in SUBJECTS and dep in SUBJECTS:
        score += 0.2
    score += {"near": 0.5, "far": 0.3, "after": 0.6}.get(commanders.get(m.head, ""), 0.0)
    if (board.quoted[i] > 0) != (board.quoted[m.head] > 0):
        score -= 0.3
    if m.sort == "role" and dep in SUBJECTS and page.low[m.first] in ("a", "an", "one") and says(page, page.head[top]):
        score -= 1.0  # "a source said she": hardly herself
    return score


def _place(page: Page, i: int) -> str:
    """What token i is in its clause: a dependency, or "agent" for who does it in the passive."""
    dep = page.dep[i]
    return "agent" if dep == "pobj" and page.dep[page.head[i]] == "agent" else dep


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


def _taken_up(board: Board, i: int, gender: str, new: list[Figure]) -> Figure | None:
    """The nearest noun for somebody whom nobody had spotted, which becomes a person."""
    page = board.page
    k = bisect_left(board.lone, i, key=lambda m: m.first)
    for m in reversed(board.lone[max(0, k - _LOOKS) : k]):
        if page.sent[i] - page.sent[m.head] > _PEOPLE:
            return None
        if m.figure is None and m.gender in ("", gender) and not m.first <= i <= m.last:
            new.append(board.hold(m))
            new[-1].gender = gender
            return new[-1]
    return None


def _they(board: Board, i: int, many: list[Mention], new: list[Figure]) -> Figure | None:
    """A group, or plural words for people that become one; None where the likeliest plural is no people."""
    page = board.page
    speaker = board.speaker(i)
    rival = board.clauses.rival(i)
    commanders = _commanders(board, i)
    for s, before in board.clauses.commanders(i):
        commanders.setdefault(s, "near" if before else "after")
    tells = _speaks(page, i)
    best: list[tuple[float, int, Mention]] = []
    k = bisect_left(many, i, key=lambda m: m.first)
    for m in [*board.before(i), *many[max(0, k - _LOOKS) : k]]:
        f, away = m.figure, page.sent[i] - page.sent[m.head]
        if away > _GROUPS or m.first <= i <= m.last or m.head == rival or (f is not None and f is speaker):
            continue
        if f is None and tells and m.kind is None:
            continue
        if f is not None and f.kind is not EntityKind.GROUP and not (tells and away <= 1 and _one_who_says(page, m)):
            continue
        best.append((_plural_score(board, i, m, away, commanders), -m.head, m))
    if not best:
        return None
    m = max(best, key=lambda x: x[:2])[2]
    if m.figure is None and m.kind is not None:
        new.append(board.hold(m))
    return m.figure


def _one_who_says(page: Page, m: Mention) -> bool:
    """ "A spokesperson confirmed ... They said": one whose sex is not told, or a body."""
    f = m.figure
    if f is None or page.dep[m.head] not in SUBJECTS or not says(page, page.head[m.head]):
        return False
    return f.kind in (EntityKind.ORGANISATION, EntityKind.GOVERNMENT) or (not f.named and not f.gender)


def _plural_score(board: Board, i: int, m: Mention, away: int, commanders: dict[int, str]) -> float:
    page = board.page
    dep = page.dep[m.head]
    score = -0.7 * away - 0.006 * min(i - m.head, 100)
    score += 0.7 if dep in SUBJECTS else 0.2 if dep in ("dobj", "dative") else 0.0
    score += 0.3 if m.sort == "pronoun" else 0.0
    score += {"near": 0.5, "far": 0.3}.get(commanders.get(m.head, ""), 0.0)
    score += 0.5 if m.figure is not None or m.kind is not None else 0.0
    score += 0.2 if page.dep[i] in SUBJECTS and dep in SUBJECTS else 0.0
    score += 0.4 if dep in SUBJECTS and _speaks(page, i) and says(page, page.head[m.head]) else 0.0
    if (board.quoted[i] > 0) != (board.quoted[m.head] > 0):
        score -= 0.3
    return score


def _it(board: Board, i: int) -> Figure | None:
    """ "it" is an organisation only as the one who says, or as owner, and with no rival."""
    page = board.page
    if page.dep[i] not in (*SUBJECTS, "poss") or not (
        page.dep[i] == "poss" or page.lemma[page.head[i]] in nouns("person_verb")
    ):
        return None
    able: list[Figure] = []
    for m in reversed(board.before(i)):
        f = m.figure
        if page.sent[i] - page.sent[m.head] > _BODIES:
            break
        if (
            f is not None
            and f.kind in (EntityKind.ORGANISATION, EntityKind.GOVERNMENT)
            and not m.first <= i <= m.last
            and f not in able
        ):
            able.append(f)
    return able[0] if len(able) == 1 else None
