"""Who does what to whom: each predicate of the text with the things that take part in it, by the parse.

Roles are those of the deed, not of the sentence: in "the boat was seized by the navy" the navy is the agent. A relative pronoun gives way
to what it stands for, and a verb joined to another shares its subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.attrs import DEP, LEMMA, POS, TAG
from spacy.symbols import AUX, VERB

from ..model import Frame, Role, Span
from .draft import Draft
from .grammar import grammar_of

if TYPE_CHECKING:
    from .grammar import Grammar

_PARTS = ("nsubj", "nsubjpass", "dobj", "attr", "dative", "agent", "prep", "neg", "prt", "acomp")
_INNER = ("det", "compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod", "case")
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_SHARING = frozenset(["conj", "xcomp"])
_HIGH = 6  # steps up to the verb whose subject is shared
_WIDE = 30  # words of one thing

Kids = dict[int, list[tuple[str, int]]]


def find_frames(draft: Draft) -> None:
    grammar = grammar_of(draft)
    strings = draft.doc.vocab.strings
    wanted = {strings[name]: name for name in (*_PARTS, *_SHARING, "pobj", "relcl", "acl")}
    rows = draft.doc.to_array([DEP, POS, TAG, LEMMA]).tolist()
    heads, roles = grammar.heads, [wanted.get(row[0], "") for row in rows]
    kids: Kids = {}
    for i, role in enumerate(roles):
        if role and heads[i] != i:
            kids.setdefault(heads[i], []).append((role, i))
    participle = strings["VBN"]
    for i, (_, pos, tag, lemma) in enumerate(rows):
        if pos not in (VERB, AUX) or (i not in kids and roles[i] != "acl"):
            continue
        parts = _roles(grammar, kids, roles, i, tag == participle)
        if parts:
            draft.frames.append(_frame(grammar, kids.get(i, ()), i, strings[lemma], parts))


def _frame(grammar: Grammar, own: list[tuple[str, int]] | tuple[()], i: int, lemma: str, parts: list[Role]) -> Frame:
    particle = next((grammar.all[k].text.lower() for role, k in own if role == "prt"), "")
    token = grammar.all[i]
    return Frame(
        Span(token.idx, token.idx + len(token)),
        f"{lemma.lower()} {particle}".strip(),
        tuple(parts),
        any(role == "neg" for role, _ in own),
    )


def _roles(grammar: Grammar, kids: Kids, roles: list[str], i: int, participle: bool) -> list[Role]:
    """What takes part in the predicate at token `i`: agent and patient first, then what its prepositions bring."""
    agent = patient = None
    others: list[Role] = []
    for role, k in kids.get(i, ()):
        if role == "nsubj":
            agent = k
        elif role in ("nsubjpass", "dobj"):
            patient = k
        elif role in ("attr", "acomp"):
            others.append(Role("attribute", _thing(grammar, k)))
        elif role == "dative" and k not in kids:
            others.append(Role("to", _thing(grammar, k)))
        elif role in ("agent", "prep", "dative"):
            for inner, thing in kids.get(k, ()):
                if inner == "pobj" and role == "agent":
                    agent = thing
                elif inner == "pobj":
                    others.append(Role(grammar.all[k].text.lower(), _thing(grammar, thing)))
    passive = participle and any(role == "nsubjpass" for role, _ in kids.get(i, ()))
    if roles[i] == "acl":
        if participle and patient is None:
            patient = grammar.heads[i]
        elif not participle and agent is None:
            agent = grammar.heads[i]
    elif not passive and (agent is None or (participle and patient is None)):
        shared = _shared(grammar, kids, roles, i, patient, participle)
        agent, patient = agent if agent is not None else shared[0], shared[1]
    found = [
        Role(name, _thing(grammar, _meant(grammar, roles, k)))
        for name, k in (("agent", agent), ("patient", patient))
        if k is not None
    ]
    return found + others


def _shared(
    grammar: Grammar, kids: Kids, roles: list[str], i: int, patient: int | None, participle: bool
) -> tuple[int | None, int | None]:
    """(agent, patient) of a verb without a subject of its own: those of the verb it is joined to."""
    at, steps = i, 0
    while roles[at] in _SHARING and steps < _HIGH:
        at, steps = grammar.heads[at], steps + 1
        for role, k in kids.get(at, ()):
            if role == "nsubj":
                return k, patient
            if role == "nsubjpass":
                return (None, k) if participle and patient is None else (k, patient)
    return None, patient


def _meant(grammar: Grammar, roles: list[str], k: int) -> int:
    """The token that a relative pronoun stands for, else `k` itself."""
    verb = grammar.heads[k]
    if grammar.all[k].lower_ in _RELATIVE and roles[verb] == "relcl":
        return grammar.heads[verb]
    return k


def _thing(grammar: Grammar, k: int) -> Span:
    """The words of a thing: its head with what stands before it, and an "of" right after it."""
    tokens, heads = grammar.all, grammar.heads
    first = k
    while first > 0 and k - first < _WIDE and tokens[first - 1].dep_ in _INNER and first - 1 < heads[first - 1] <= k:
        first -= 1
    last = tokens[k]
    if k + 2 < len(tokens) and tokens[k + 1].lower_ == "of" and heads[k + 1] == k:
        inner = next((t for t in tokens[k + 2 : k + 2 + _WIDE] if heads[t.i] == k + 1), last)
        last = inner
    return Span(tokens[first].idx, last.idx + len(last))
