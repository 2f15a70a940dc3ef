"""What the grammar says about a pronoun: whose clause it stands in, whom it cannot be, and who speaks the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..lexicon import cue_words
from .lists import nouns
from .page import OBJECTS, SUBJECTS, Page

_CLIMB = 16  # governors up to the verb of the sentence
_WITHIN = frozenset({"ccomp", "parataxis"})
_SHARED = frozenset({"conj", "xcomp", "advcl", "pcomp"})  # a verb without subject of its own takes it from above
_WINDOW = 30  # tokens around a quotation in which its speaker is looked for


class Clauses:
    """Subjects by verb, and speakers by quotation, of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.subject: dict[int, int] = {}
        self.object: dict[int, int] = {}
        for i, dep in enumerate(page.dep):
            if dep in SUBJECTS:
                self.subject.setdefault(page.head[i], i)
            elif dep == "dobj" or dep == "dative":
                self.object.setdefault(page.head[i], i)

    def doer(self, verb: int) -> int | None:
        """The token that is the verb's subject, understood ones too ("he left, taking it")."""
        page = self.page
        for _ in range(_CLIMB):
            if verb in self.subject:
                return self.subject[verb]
            dep, up = page.dep[verb], page.head[verb]
            if dep not in _SHARED or up == verb:
                return None
            if dep == "xcomp" and up in self.object:
                return self.object[up]
            verb = up
        return None

    def commanders(self, i: int) -> list[tuple[int, bool]]:
        """Subjects of the verbs above token i, the nearest first, each with whether it stands before i. Who speaks the words
        before him ("he is late, Poll said") is none."""
        page, out, k, within = self.page, [], i, len(self.page)
        for _ in range(_CLIMB):
            up = page.head[k]
            if up == k:
                break
            within = min(within, k) if page.dep[k] in _WITHIN else within
            s = self.subject.get(up)
            if s is not None and s != i and k != s and (s < i or s < within):
                out.append((s, s < i))
            k = up
        return out

    def rival(self, i: int) -> int | None:
        """The subject of the verb whose object token i is: somebody else, as "him" is not "himself"."""
        page = self.page
        if page.dep[i] in ("poss", *SUBJECTS) or page.low[i].endswith(("self", "selves")):
            return None
        verb = page.head[i]
        if page.dep[i] == "pobj" and page.pos[verb] == "ADP":
            if page.low[verb] not in ("to", "for", "by", "against", "from", "of", "on"):
                return None
            verb = page.head[verb]
        elif page.dep[i] not in OBJECTS:
            return None
        return self.doer(verb) if page.pos[verb] in ("VERB", "AUX") else None

    def told(self, i: int) -> int | None:
        """The subject of the verb of saying or thinking in whose report token i is the subject ("Poll said she")."""
        page = self.page
        if page.dep[i] not in SUBJECTS:
            return None
        clause = page.head[i]
        up = page.head[clause]
        return self.subject.get(up) if page.dep[clause] == "ccomp" and says(page, up) else None


def says(page: Page, verb: int) -> bool:
    return page.lemma[verb] in nouns("person_verb") or page.lemma[verb] in cue_words()


def quoted_speech(page: Page) -> list[int]:
    """Number of the quotation that each token stands in, 0 where in none. Words within a sentence of the article's own
    ("said he was “not sure”") are the article's wording and count as none."""
    out, number = [0] * len(page), 0
    for _, i, j in _runs(page.quoted):
        if page.word[i][:1].isupper() or page.sent[j] > page.sent[i] or j - i > 12:
            number += 1
            out[i : j + 1] = [number] * (j + 1 - i)
    return out


def speakers(page: Page, quoted: list[int]) -> dict[int, int]:
    """Quotation -> the token that is the subject of its reporting verb; a quotation that goes on keeps its speaker."""
    out: dict[int, int] = {}
    last, ended, n = -1, -1, len(page)
    for quotation, i, j in _runs(quoted):
        found = _reporter(page, j + 1, min(n, j + 1 + _WINDOW), page.sent[j], quoted)
        if found < 0:
            found = _reporter(page, max(0, i - _WINDOW), i, page.sent[i], quoted)
        if found < 0 and last >= 0 and page.sent[i] - ended <= 1:
            found = last
        if found >= 0:
            out[quotation] = found
            last = found
        ended = page.sent[j]
    return out


def _runs(values: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(value, first, last) of each run of equal values other than 0."""
    at = 0
    for value, group in groupby(values):
        size = len(list(group))
        if value:
            yield value, at, at + size - 1
        at += size


def _reporter(page: Page, start: int, stop: int, sentence: int, quoted: list[int]) -> int:
    """The first subject of a verb of saying among the tokens of that sentence outside quotations, or -1."""
    for k in range(start, stop):
        if page.sent[k] == sentence and not quoted[k] and page.dep[k] in SUBJECTS and says(page, page.head[k]):
            return k
    return -1
