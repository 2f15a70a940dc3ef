"""What a number counts, by grammar: its noun, the noun after "of", the object of a verb, or what was counted before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from .quantities_nouns import NOUN, is_person, next_token, nominal, noun_after, noun_end, past_owner, with_of
from .quantities_numbers import table, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CASUALTY = re.compile(
    r"\s*(?:(?:others?|more|people|were|was|are|have been|had been|has been|is|remain(?:ed)?)\s+){0,3}"
    r"(dead|killed|injured|wounded|hurt|missing|arrested|displaced|homeless|hospitali[sz]ed|detained|trapped|unaccounted)\b",
    re.IGNORECASE,
)
_CASUALTY_NOW = re.compile(
    r"[ \t]+(?:dead|killed|injured|wounded|hurt|missing|arrested)\b(?![ \t]+[a-z]+s\b)", re.IGNORECASE
)
_TOLLS = {
    "population": "people",
    "toll": "people",
    "crowd": "people",
    "turnout": "people",
    "workforce": "people",
    "staff": "people",
    "attendance": "people",
    "membership": "people",
    "casualties": "people",
    "deaths": "people",
    "fatalities": "people",
    "injuries": "people",
    "injured": "people",
    "dead": "people",
    "survivors": "people",
    "home": "people",
    "headcount": "people",
}
_IRREGULAR = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "foot": "feet",
    "aircraft": "aircraft",
    "series": "series",
    "species": "species",
    "sheep": "sheep",
    "fish": "fish",
    "life": "lives",
    "knife": "knives",
    "wife": "wives",
    "half": "halves",
    "leaf": "leaves",
    "tooth": "teeth",
    "mouse": "mice",
    "crew": "crew",
}
_THEM = frozenset(["them", "these", "those", "which", "whom", "us", "you"])


@dataclass(frozen=True, slots=True)
class Counted:
    """`unit` in the plural, "people" for persons; `of` and `base` in the article's words."""

    unit: str | None
    of: str | None = None
    base: str | None = None
    partitive: bool = False  # "of them", "the remaining three": counts among what was counted before


@cache
def verbs() -> dict[str, tuple[str, str | None]]:
    """Lemma -> participle and unit of a bare number."""
    return {lemma: (done, None if unit == "-" else unit) for lemma, done, unit in table("counted_verbs.tsv")}


def plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def unit_of(noun: str) -> str:
    word = noun.lower().strip("-'’\"")
    return "people" if is_person(word) else plural(word)


class Tokens:
    """Finds spaCy tokens by character offset."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts = [t.idx for t in doc]

    def at(self, offset: int) -> Token | None:
        """The token that holds `offset`, or the one before it."""
        i = bisect_right(self._starts, offset) - 1
        return self.doc[i] if 0 <= i < len(self._starts) else None


def counted(tokens: Tokens, text: str, start: int, end: int, *, collective: bool, floor: bool) -> Counted:
    """What the number at [start, end) counts. `collective`: it takes "of" as part of the count ("dozens of people");
    `floor`: no noun follows it directly ("dozens", "thousands").
    """
    last = tokens.at(max(start, end - 1))
    if last is None or last.idx + len(last.text) < end - 40:
        return Counted(None)
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return _hyphenated(text, end, last)
    following = next_token(last)
    if following is not None and following.lower_ == "of" and not text[end : following.idx].strip():
        return _after_of(text, following, last, collective=collective)
    noun = None if _CASUALTY_NOW.match(text, end) or floor else noun_after(last)
    if noun is not None:
        return _named(text, end, noun)
    return _bare(text, end, last)


def _unit(noun: Token) -> str:
    """The unit that a noun of the text gives: plurals stay, members of a nation are people."""
    if noun.ent_type_ == "NORP":
        return "people"
    word = noun.lower_.strip("-'’\"")
    return word if noun.tag_ in ("NNS", "NNPS") and not is_person(word) else unit_of(word)


def _hyphenated(text: str, end: int, last: Token) -> Counted:
    """ "a five-boat convoy"; "a 4,000-strong crowd" counts people."""
    m = re.compile(r"-([^\W\d_]+)").match(text, end)
    if m and m.group(1) == "strong":
        strong = next((t for t in last.doc[last.i : last.i + 4] if t.idx + len(t.text) >= m.end()), last)
        noun = noun_after(strong)
        return Counted("people", noun.text if noun is not None else None)
    return Counted(unit_of(m.group(1)), m.group(1)) if m else Counted(None)


_MORE = re.compile(r"(?:more|other|additional|further|extra)\s+(?=\w)")


def _named(text: str, end: int, noun: Token) -> Counted:
    stop = noun_end(noun)
    of = " ".join(text[end : stop.idx + len(stop.text)].split()).strip(" -,\"“”'’")
    return Counted(_unit(noun), _with_verb(_MORE.sub("", of, count=1) if _MORE.match(of) else of, noun))


def _with_verb(of: str, noun: Token) -> str:
    """Adds what was done to the counted ("people killed")."""
    if noun.dep_ in ("dobj", "nsubjpass", "nsubj", "conj"):
        head = noun.head.head if noun.dep_ == "conj" else noun.head
        done = verbs().get(head.lemma_.lower())
        passive = noun.dep_ == "nsubj" and (
            (head.tag_ != "VBN" and done is not None and done[1] != "people") or head.lemma_ == "shoot"
        )
        if (
            done
            and not passive
            and done[0] not in of
            and (noun.dep_ != "nsubj" or head.lemma_ in ("die", "perish", "drown", "flee"))
        ):
            return f"{of} {done[0]}"
    nxt = next_token(noun)
    if nxt is not None and (m := _CASUALTY.match(nxt.doc.text[nxt.idx : nxt.idx + 60])):
        return f"{of} {m.group(1).lower()}"
    return of


def _after_of(text: str, of: Token, last: Token, *, collective: bool) -> Counted:
    """ "dozens of people" counts people; "two of the boats" counts boats, and the boats are its base."""
    first = next_token(of)
    if first is None:
        return Counted(None)
    if first.lower_ in _THEM:
        return Counted(None, _verb_of(last), None, partitive=True)
    definite = first.pos_ == "DET" or first.tag_ in ("PRP$", "DT") or first.pos_ == "NUM"
    noun = noun_after(past_owner(first) or (first if definite else of)) or nominal(first, definite=definite)
    if noun is None:
        return Counted(None)
    stop = noun_end(noun)
    phrase = " ".join(text[first.idx : stop.idx + len(stop.text)].split())
    if collective and not definite:
        return Counted(_unit(noun), _with_verb(phrase, noun))
    return Counted(_unit(noun), _with_verb(noun.text, noun), phrase)


def _verb_of(last: Token) -> str | None:
    done = verbs().get(last.head.lemma_.lower())
    return done[0] if done else None


def _bare(text: str, end: int, last: Token) -> Counted:
    """A number without a noun: "46 were arrested", "wounding around 1,400", "a death toll of 12"."""
    before = last.nbor(-1).lower_ if last.i else ""
    if before in ("remaining", "other"):
        return Counted(None, _verb_of(last), partitive=True)
    m = _CASUALTY.match(text, end)
    if m and "\n" not in m.group():
        return Counted("people", f"people {m.group(1).lower()}")
    head, steps = last, 0
    while steps < 4:
        done = verbs().get(head.lemma_.lower()) if head is not last else None
        if done and head.pos_ in ("VERB", "NOUN", "PROPN"):
            return Counted(done[1], f"{done[1]} {done[0]}" if done[1] else done[0])
        if head.lower_ in _TOLLS and head is not last:
            return Counted("people", head.text)
        if head.head is head:
            break
        head, steps = head.head, steps + 1
    done = _headline_verb(last)
    if done:
        return Counted(done[1], f"{done[1]} {done[0]}" if done[1] else done[0])
    for back in range(1, 7):
        if last.i - back < 0:
            break
        left = last.doc[last.i - back]
        if left.lower_ in _TOLLS:
            return Counted("people", left.text)
        if left.is_sent_start:
            break
    noun = _risen(last)
    if noun is not None:
        return Counted(_unit(noun), noun.text)
    alone = before not in ("the", "these", "those", "all", "both", "one") and last.lower_ != "one"
    return Counted(None, partitive=alone and last.dep_ in ("nsubj", "nsubjpass"))


def _risen(last: Token) -> Token | None:
    """What rose or fell to a bare number: "Calls rose to 75", "The number of calls fell from 90"."""
    head, steps = last, 0
    while head.pos_ != "VERB" and head.head is not head and steps < 3 and (head is last or head.dep_ == "prep"):
        head, steps = head.head, steps + 1
    level = last.head.lower_ in ("to", "from", "at") and head.lower_ in word_set("changes")
    if not level and head.lemma_ not in ("reach", "hit", "stand", "total"):
        return None
    subject = next((t for t in islice(head.lefts, 40) if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and subject.lower_ in ("number", "total", "tally", "count"):
        of = next((t for t in islice(subject.rights, 10) if t.lower_ == "of"), None)
        subject = next((t for t in islice(of.rights, 10) if t.dep_ == "pobj"), None) if of is not None else None
    plain = subject is not None and subject.tag_ == "NNS" and not is_person(subject.lower_)
    return subject if plain and subject is not None and subject.lower_ not in word_set("amounts") else None


def _headline_verb(last: Token) -> tuple[str, str | None] | None:
    """The verb right before a bare number, which headlines hide from the parser ("Kills 10")."""
    word = last.nbor(-1).lower_ if last.i else ""
    stems = [word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("d"), word.removesuffix("ed")]
    return next((verbs()[x] for x in stems if x in verbs()), None)


def subject_text(text: str, token: Token, limit: int = 60) -> str | None:
    """The subject of the verb that `token` depends on, for what a measurement measures; None where it is a pronoun."""
    head: Token = token
    for _ in range(4):
        if head.pos_ in ("VERB", "AUX") or head.head is head:
            break
        head = head.head
    for child in islice(head.lefts, 40):
        if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i and child.pos_ in NOUN:
            got = " ".join(text[child.left_edge.idx : child.idx + len(child.text)].split())
            return got if len(got) <= limit else child.text
    return None


def base_after(text: str, tokens: Tokens, end: int, limit: int = 90) -> str | None:
    """What a share is a share of: the phrase after it or its "of", with a relative clause where that is short."""
    m = re.compile(r"\s+(?:of\s+)?(?=[\w“\"'‘])").match(text, end)
    if not m:
        return None
    first = tokens.at(m.end())
    if first is None or first.is_sent_start or "\n" in m.group():
        return None
    noun = noun_after(first) if first.pos_ not in NOUN or first.dep_ == "compound" else first
    noun = noun or (first if first.pos_ in ("NOUN", "PROPN", "PRON") else None)
    if noun is None:
        return None
    while noun.dep_ in ("poss", "compound") and noun.head.i > noun.i:  # "a fifth of Norland's exports"
        noun = noun.head
    stop = _relative(noun) or with_of(noun)
    got = " ".join(text[m.end() : stop.idx + len(stop.text)].split())
    return got if got and len(got) <= limit else " ".join(text[m.end() : noun.idx + len(noun.text)].split())


def _relative(noun: Token) -> Token | None:
    """The end of a relative clause with "that" or "who" right after the noun, to the next verb of the main clause."""
    for child in islice(noun.rights, 12):
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.i == noun.i + 1:  # "the grain stored at the mill"
            return child.right_edge if child.right_edge.i - noun.i < 9 else child
        if (
            child.dep_ == "relcl"
            and child.left_edge.i == noun.i + 1
            and child.left_edge.lower_ in ("that", "who", "which")
        ):
            edge: Token = child.right_edge
            return edge if edge.i - noun.i < 9 else None
    return None


def names_something(tokens: Sequence[Token]) -> bool:
    """Whether all tokens lie in one named entity of a kind whose numbers are part of the name."""
    kinds = {t.ent_type_ for t in tokens}
    return len(kinds) == 1 and kinds <= {"ORG", "PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT", "GPE", "LOC", "PERSON"}
