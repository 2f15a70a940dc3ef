"""What a place does in its sentence: where something happened, came from or went to, whose it is, or whom it stands for.

The grammar is read upwards from the name: preposition, what it hangs on, and so on to the verb. Two answers come out: the
role, and whether it may be a pin at all (background, descriptions and distances may not).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import PlaceRole
from .places_patterns import Mention
from .places_words import METONYMS, capital_of, is_kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PARTY = re.compile(r"(?:\(|, ?|\b)(?:R|D|I|Rep|Dem|Democrat of|Republican of)\.?(?:-|–|, | of )?$")
_STEPS = 7
_SENDS = frozenset(
    {"fire", "launch", "shoot", "rescue", "free", "release", "remove", "steal", "emerge", "spread", "broadcast"}
)


@dataclass(frozen=True, slots=True)
class Use:
    """`why` names what speaks against a pin; it is empty where nothing does."""

    role: PlaceRole
    why: str = ""


EVENT, ORIGIN, GOAL = Use(PlaceRole.EVENT), Use(PlaceRole.ORIGIN), Use(PlaceRole.DESTINATION)
AFFILIATION = Use(PlaceRole.AFFILIATION, "says whose somebody or something is")
METONYM = Use(PlaceRole.METONYM, "stands for a government or its people")
OTHER = Use(PlaceRole.OTHER, "no event is told of it")
DESCRIBED = Use(PlaceRole.OTHER, "described, not acted in")
FILED = Use(PlaceRole.DATELINE, "where the report was filed")
MEASURED = Use(PlaceRole.OTHER, "a distance is measured from it")


def use_of(doc: Doc, text: str, mention: Mention, *, country: bool) -> Use:
    """The use of one mention. `country` says that it is a whole country, `text` is the article's."""
    if mention.label == "BODY":
        return AFFILIATION
    if mention.label == "DATELINE":
        return FILED
    before = text[max(0, mention.span.start - 24) : mention.span.start]
    if _PARTY.search(before):
        return AFFILIATION
    token = head_of(doc, mention)
    agent = country or capital_of(mention.name) is not None or mention.name in METONYMS
    after = text[mention.span.end : mention.span.end + 1]
    if agent and ((after in "-–/" and after) or (before[-1:] in "-–/" and before[-2:-1].isalnum())):
        return METONYM if not _hyphenated_event(doc, mention) else EVENT
    if mention.label == "STREET" and mention.first and (use := _street(doc[mention.first - 1].lower_)):
        return use
    return _walk(token, mention, agent=agent, steps=_STEPS)


def _street(before: str) -> Use | None:
    """Addresses confuse the parser; the word before them does not."""
    if before == "from":
        return ORIGIN
    if before in {"to", "toward", "towards", "into", "onto"}:
        return GOAL
    return EVENT if is_kind(before, "locative") else None


def head_of(doc: Doc, mention: Mention) -> Token:
    """The token of the name that the rest hang on: "Gulf" in "Gulf of Aden"."""
    for token in doc[mention.first : mention.last + 1]:
        if not mention.first <= token.head.i <= mention.last and token.pos_ not in {"PUNCT", "PART"}:
            return token
    return doc[mention.last]


def _hyphenated_event(doc: Doc, mention: Mention) -> bool:
    """ "the Tehran-Istanbul flight" """
    nexts = [t.lower_ for t in doc[mention.last + 1 : mention.last + 5]]
    return any(is_kind(w, "motion_noun") for w in nexts) and not any(is_kind(w, "relation_noun") for w in nexts)


def _walk(token: Token, mention: Mention, *, agent: bool, steps: int) -> Use:
    """Follows the arc above `token`."""
    head, dep = token.head, token.dep_
    if steps <= 0 or head.i == token.i:
        return _rootless(token, agent=agent)
    if mention.label == "CLASS" and mention.listed and dep in {"conj", "appos", "attr", "pobj"}:
        return EVENT  # "the worst-hit villages were A, B and C"
    if dep in {"conj", "appos"} and not (dep == "appos" and _person(head)):
        return _walk(head, mention, agent=agent, steps=steps - 1)
    if dep == "appos":
        return AFFILIATION
    if dep in {"compound", "nmod", "amod", "npadvmod", "nummod"}:
        return _modifier(head, mention, agent=agent, steps=steps)
    if dep == "poss":
        return _owner(head, mention, agent=agent, steps=steps)
    if dep in {"pobj", "pcomp"} or head.pos_ == "ADP":
        return _after_preposition(head, mention, agent=agent, steps=steps)
    if dep in {"nsubj", "nsubjpass", "csubj"}:
        return _subject(head, dep, agent=agent)
    if dep in {"dobj", "dative", "oprd", "obj"}:
        return _object(head, agent=agent)
    return METONYM if agent else OTHER


def _rootless(token: Token, *, agent: bool) -> Use:
    """A name that governs its fragment ("Kyiv under attack") or was lost by the parser."""
    if token.i and is_kind(token.nbor(-1).lower_, "locative"):
        return EVENT
    return METONYM if agent else OTHER


def _modifier(head: Token, mention: Mention, *, agent: bool, steps: int) -> Use:
    word, lemma = head.lower_, head.lemma_.lower()
    if is_kind(word, "event_noun") or is_kind(lemma, "event_noun", "motion_noun"):
        return METONYM if agent and mention.name not in METONYMS and not _scene(word) else EVENT
    if mention.found and mention.found[0].feature == "S" and is_kind(lemma, "institution_noun") and not agent:
        return _walk(head, mention, agent=False, steps=steps - 1)  # "the Baikonur launch centre"
    if is_kind(lemma, "person_noun") or is_kind(word, "person_noun", "institution_noun"):
        return AFFILIATION
    if is_kind(lemma, "class_noun") or is_kind(word, "class_after"):
        return _walk(head, mention, agent=agent, steps=steps - 1)
    if is_kind(lemma, "part_noun", "building_noun") or is_kind(word, "part_noun"):
        outer = _walk(head, mention, agent=False, steps=steps - 1)
        return EVENT if outer == GOAL and word == "streets" else outer
    if is_kind(lemma, "relation_noun", "institution_noun"):
        return METONYM if agent else AFFILIATION
    if head.ent_type_ in {"GPE", "LOC", "FAC"} or mention.first <= head.i <= mention.last:
        return _walk(head, mention, agent=agent, steps=steps - 1)
    return AFFILIATION


def _scene(word: str) -> bool:
    """Nouns that tell what befell a place, so that a capital before them is the place and not the government."""
    return word in {
        "attack",
        "bombing",
        "blast",
        "shooting",
        "quake",
        "earthquake",
        "riot",
        "riots",
        "summit",
        "crash",
        "fire",
    }


def _owner(head: Token, mention: Mention, *, agent: bool, steps: int) -> Use:
    word, lemma = head.lower_, head.lemma_.lower()
    if is_kind(lemma, "part_noun", "class_noun", "building_noun") or is_kind(word, "part_noun"):
        return _walk(head, mention, agent=False, steps=steps - 1)
    if is_kind(lemma, "person_noun", "institution_noun"):
        return AFFILIATION
    if head.ent_type_ in {"GPE", "LOC", "FAC"} and head.i != mention.last:
        return _walk(head, mention, agent=False, steps=steps - 1)
    return METONYM if agent else AFFILIATION


def _after_preposition(prep: Token, mention: Mention, *, agent: bool, steps: int) -> Use:
    head, word = prep.head, prep.lower_
    lemma = head.lemma_.lower()
    if prep.dep_ == "prep" and head.pos_ == "ADP" and head.i != prep.i:
        outer = _after_preposition(head, mention, agent=agent, steps=steps - 1) if steps > 0 else OTHER
        return outer if word != "from" else ORIGIN
    if word == "of":
        return _after_of(prep, head, mention, agent=agent, steps=steps)
    if word == "from":
        return _after_from(prep, head, lemma, agent=agent)
    if word in {"to", "toward", "towards", "into", "onto"}:
        if is_kind(lemma, "affect_verb") and head.pos_ == "VERB":
            return EVENT
        if _moves(head, prep) or word in {"into", "toward", "towards"}:
            return GOAL
        return METONYM if agent else OTHER
    left = head.dep_ == "dobj" and is_kind(head.head.lemma_.lower(), "leave_verb")
    if word == "for" and (left or lemma in {"leave", "depart", "head", "set", "bind", "sail", "flight", "bound"}):
        return GOAL
    if word == "between":
        return METONYM if agent and not is_kind(lemma, "motion_noun") else Use(PlaceRole.OTHER, "one of two ends")
    if is_kind(word, "locative"):
        return _located(prep, head, mention, agent=agent, steps=steps)
    return METONYM if agent and is_kind(word, "metonym_prep") else OTHER


def _after_of(prep: Token, head: Token, mention: Mention, *, agent: bool, steps: int) -> Use:
    word, lemma = head.lower_, head.lemma_.lower()
    if _distance(head, prep):
        return MEASURED
    if is_kind(lemma, "person_noun") or head.ent_type_ == "PERSON":
        return AFFILIATION
    if is_kind(lemma, "class_noun", "part_noun", "building_noun", "direction") or is_kind(
        word, "part_noun", "direction"
    ):
        return _walk(head, mention, agent=False, steps=steps - 1)
    if is_kind(word, "event_noun", "affect_verb") or lemma in {"invasion", "capture", "occupation", "bombardment"}:
        return EVENT
    if is_kind(lemma, "institution_noun"):
        return AFFILIATION
    return METONYM if agent else OTHER


def _distance(head: Token, prep: Token) -> bool:
    """ "58km south-west of X", "off the coast of", "an hour from": a unit within reach before."""
    low = max(0, prep.i - 8)
    near = prep.doc[low : prep.i]
    direction = is_kind(head.lower_, "direction") or (prep.i and is_kind(prep.nbor(-1).lower_, "direction"))
    return bool(direction) and any(is_kind(t.lower_.strip("()"), "unit") or _glued_unit(t.lower_) for t in near)


def _glued_unit(word: str) -> bool:
    return word[:1].isdigit() and word.endswith(("km", "miles", "mi"))


def _after_from(prep: Token, head: Token, lemma: str, *, agent: bool) -> Use:
    if any(is_kind(t.lower_, "unit") for t in prep.doc[max(0, prep.i - 4) : prep.i]):
        return MEASURED
    if agent and head.dep_ in {"acl", "amod"} and head.tag_ == "VBN":
        return Use(PlaceRole.ORIGIN, "told in passing")
    if _moves(head, prep):
        return ORIGIN
    if _person(head) or head.ent_type_ in {"ORG", "NORP"} or lemma in {"be", "come", "hail"}:
        return AFFILIATION
    if agent:
        return METONYM
    return ORIGIN if lemma in _SENDS else OTHER


def _moves(head: Token, prep: Token) -> bool:
    lemma = head.lemma_.lower()
    if head.pos_ in {"VERB", "AUX"}:
        above = head.head.lemma_.lower() if head.dep_ in {"xcomp", "ccomp"} else ""
        return is_kind(lemma, "motion_verb") or is_kind(above, "motion_verb") or head.lower_ == "been"
    if is_kind(lemma, "motion_noun") or is_kind(lemma, "motion_verb"):
        return True
    # "moved the injured to X": the parser hangs the preposition on the object.
    verb = head.head
    return head.dep_ in {"dobj", "prep"} and verb.pos_ == "VERB" and is_kind(verb.lemma_.lower(), "motion_verb")


def _located(prep: Token, head: Token, mention: Mention, *, agent: bool, steps: int) -> Use:
    lemma, word = head.lemma_.lower(), head.lower_
    if prep.lower_ == "in" and _institute(prep):
        return AFFILIATION
    if head.pos_ in {"VERB", "AUX"}:
        return _located_verb(prep, head, lemma, agent=agent)
    if prep.lower_ in {"over", "about", "by", "through", "under"} and agent and is_kind(lemma, "relation_noun"):
        return METONYM
    if is_kind(lemma, "event_noun", "motion_noun") or is_kind(word, "event_noun"):
        return EVENT
    if head.ent_type_ in {"GPE", "LOC", "FAC"} and steps > 1 and not mention.first <= head.i <= mention.last:
        return _walk(head, mention, agent=False, steps=steps - 1)
    if mention.label in {"STREET", "FAC"} and head.dep_ != "appos":
        return EVENT
    if head.pos_ == "PROPN" and head.dep_ == "pobj" and steps > 1 and _names_place(head):
        return _walk(head, mention, agent=False, steps=steps - 1)
    if _person(head) or (head.ent_type_ in {"ORG", "PERSON", "NORP"} and head.pos_ == "PROPN"):
        return AFFILIATION
    if is_kind(lemma, "institution_noun") and not is_kind(lemma, "building_noun"):
        return AFFILIATION
    if is_kind(lemma, "unit"):
        return MEASURED
    if head.dep_ in {"appos", "attr"} and not is_kind(lemma, "building_noun"):
        above = head.head
        if (
            _person(above)
            or (head.dep_ == "attr" and above.lower_ in {"is", "are"})
            or above.ent_type_ in {"GPE", "LOC"}
        ):
            return DESCRIBED
    if is_kind(lemma, "building_noun", "class_noun", "part_noun") and steps > 1:
        outer = _walk(head, mention, agent=False, steps=steps - 1)
        described = outer == DESCRIBED and head.head.lower_ not in {"was", "were"}
        return outer if outer.role is not PlaceRole.OTHER or described else EVENT
    return EVENT


def _institute(prep: Token) -> bool:
    """ "the Institute for Such Studies in X": where it sits, whatever the parser hangs it on."""
    before = prep.nbor(-1) if prep.i else None
    if before is None or before.ent_type_ != "ORG":
        return False
    doc, i = prep.doc, prep.i - 1
    while i >= 0 and doc[i].ent_type_ == "ORG" and prep.i - i < 9:
        if is_kind(doc[i].lower_, "institution_noun") or doc[i].lower_ in {"institute", "studies"}:
            return True
        i -= 1
    return False


def _names_place(token: Token) -> bool:
    """ "in Anytown", "the village of Anytown": a name in a place of places, whatever the tagger calls it."""
    prep = token.head
    return is_kind(prep.lower_, "locative") or (prep.lower_ == "of" and is_kind(prep.head.lemma_.lower(), "class_noun"))


def _located_verb(prep: Token, head: Token, lemma: str, *, agent: bool) -> Use:
    if is_kind(lemma, "felt_verb") and any(c.dep_ in {"nsubjpass", "auxpass"} for c in head.children):
        return Use(PlaceRole.OTHER, "only felt or heard there")
    if is_kind(lemma, "live_verb") and prep.lower_ != "through":
        return DESCRIBED
    if lemma == "be" and head.lower_ in {"is", "are", "'s"} and not _there(head):
        return DESCRIBED
    if prep.dep_ == "agent" or (prep.lower_ in {"by", "under", "about", "over"} and agent):
        return METONYM if agent else OTHER
    if prep.lower_ == "on" and agent:
        return METONYM
    if prep.lower_ == "in" and lemma in {"arrive", "land"}:
        return GOAL
    return EVENT


def _there(verb: Token) -> bool:
    return any(c.dep_ == "expl" for c in verb.children)


def _subject(verb: Token, dep: str, *, agent: bool) -> Use:
    lemma = verb.lemma_.lower()
    if dep == "nsubjpass":
        if is_kind(lemma, "affect_verb", "reach_verb"):
            return EVENT
        return DESCRIBED if is_kind(lemma, "live_verb") else (METONYM if agent else OTHER)
    if is_kind(lemma, "suffer_verb") and not agent:
        return EVENT
    if agent:
        return METONYM
    if lemma in {"be", "have", "sit", "become", "boast", "include", "contain"}:
        return DESCRIBED
    return OTHER


def _object(verb: Token, *, agent: bool) -> Use:
    lemma = verb.lemma_.lower()
    if is_kind(lemma, "leave_verb"):
        return ORIGIN
    if is_kind(lemma, "reach_verb"):
        return GOAL
    if is_kind(lemma, "affect_verb"):
        return EVENT
    return METONYM if agent else OTHER


def _person(token: Token) -> bool:
    return token.ent_type_ == "PERSON" or is_kind(token.lemma_.lower(), "person_noun")
