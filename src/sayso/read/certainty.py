"""Act, certainty and polarity of each statement, as its own source presents it, with the words that signal them.

A signal counts where it bears on the main clause of the statement: a "may" in a relative clause hedges the clause, not what is
said. Scale and terms: FactBank.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ..model import Act, AttributionKind, Certainty, Mode, Polarity, Signal, SignalKind, Span, Statement
from .draft import Draft
from .grammar import Grammar, grammar_of
from .lexicon import cue_words, rows
from .senses import unsaid
from .stances import STANCE

if TYPE_CHECKING:
    from spacy.tokens import Token

RANK = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2, Certainty.UNKNOWN: 3}
SENSES = frozenset(
    [
        "see",
        "hear",
        "feel",
        "smell",
        "find",
        "imagine",
        "believe",
        "understand",
        "tell",
        "remember",
        "breathe",
        "move",
        "help",
    ]
)
NEGATORS = frozenset(["no", "none", "nobody", "nothing", "neither", "nor", "never", "without", "hardly", "barely"])
FAILING = frozenset(["fail", "refuse", "decline", "deny", "avoid", "reject", "lack", "cease"])
FIRST = frozenset(["we", "i"])
SAID_TO_BE = ("nsubj", "nsubjpass", "attr", "ROOT", "appos", "conj", "dobj")
LOOKING = frozenset(["investigate", "probe", "examine", "explore", "study", "seek", "debate", "prevent", "avoid"])
IF = frozenset(["if", "unless", "whether"])
NOBODY = re.compile(r"(?:no|neither|none|nobody|not)\b", re.I)
NEGATED_CUE = re.compile(r"\b(?:not|never|n['’]t)\b", re.I)


@cache
def signal_words() -> dict[str, tuple[SignalKind, Certainty]]:
    return {words: (SignalKind(kind), Certainty(how)) for words, kind, how in rows("signals.tsv")}


@cache
def _phrases() -> re.Pattern[str]:
    several = sorted((w for w in signal_words() if " " in w), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in several) + r")\b", re.I)


def judge_statements(draft: Draft) -> None:
    grammar = grammar_of(draft)
    draft.statements[:] = [_judge(draft, grammar, s) for s in draft.statements]


def _judge(draft: Draft, grammar: Grammar, s: Statement) -> Statement:
    act, held = _by_cue(grammar, s)
    tokens = [t for span in s.spans for t in grammar.tokens(span)]
    top = _top(grammar, s, tokens)
    signals = _signals(draft, s, tokens, top)
    certainty = max(held, _belief(top), key=lambda c: RANK[c])
    for signal in signals:
        how = signal_words().get(signal.text.lower(), (signal.kind, Certainty.UNKNOWN))[1]
        if signal.kind is SignalKind.QUESTION:
            how = Certainty.UNKNOWN
        elif signal.kind is SignalKind.CONDITIONAL:
            how = Certainty.POSSIBLE
        if RANK[how] > RANK[certainty]:
            certainty = how
    if act is Act.SAYS:
        act = _act_of_content(s, tokens, top, signals)
    negative = act is Act.DENIES or _negative(top, tokens)
    if s.cue is not None and act is Act.DENIES and NEGATED_CUE.search(s.cue.text):
        act, negative = Act.SAYS, _negative(top, tokens)
    if s.basis == STANCE and s.cue is not None and (head := grammar.cue_head(s.cue.span)) is not None:
        nobody = s.source.span is not None and NOBODY.match(draft.words(s.source.span))
        negative = negative or bool(nobody) or unsaid(grammar, s.cue.span, head)  # "neither side backed the plan"
    if act is Act.ACCUSES and s.cue is not None:
        signals = (*signals, Signal(SignalKind.ACCUSATION, s.cue.text, s.cue.span))
    if act is Act.DENIES and s.cue is not None:
        signals = (*signals, Signal(SignalKind.DENIAL, s.cue.text, s.cue.span))
    if s.attribution is AttributionKind.EXPLICIT and s.source.span is None and s.cue is not None:
        certainty = Certainty.UNKNOWN if RANK[certainty] < 1 else certainty
        signals = (*signals, Signal(SignalKind.RUMOUR, s.cue.text, s.cue.span))
    polarity = Polarity.NEGATIVE if negative else Polarity.POSITIVE
    return replace(s, act=act, certainty=certainty, polarity=polarity, signals=tuple(signals))


def _by_cue(grammar: Grammar, s: Statement) -> tuple[Act, Certainty]:
    if s.cue is None:
        return Act.SAYS, Certainty.CERTAIN
    for token in grammar.tokens(s.cue.span):
        word = cue_words().get(token.lemma_.lower())
        if word is not None and token.pos_ in ("VERB", "NOUN", "AUX"):
            return word.act, word.certainty
    shown = s.cue.text.lower()
    for lemma, word in cue_words().items():
        if re.search(rf"\b{lemma[:-1] if lemma.endswith('e') else lemma}(?:e|es|ed|ing|s)?\b", shown):
            return word.act, word.certainty
    return Act.SAYS, Certainty.CERTAIN


def _top(grammar: Grammar, s: Statement, tokens: list[Token]) -> Token | None:
    """The word that the statement's main clause hangs on."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i == t.i or t.head.i not in inside]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
    found = verbs or tops
    return found[-1 if len(s.spans) > 1 else 0] if found else None


def _main(token: Token, top: Token | None) -> bool:
    """Whether `token` bears on the main clause: nothing but joined and completing clauses lies between it and `top`."""
    steps = 0
    while top is not None and token.i != top.i and steps < 8:
        if token.dep_ in ("relcl", "advcl", "acl", "pcomp", "csubj") or token.head.i == token.i:
            return False
        token, steps = token.head, steps + 1
    return True


def _signals(draft: Draft, s: Statement, tokens: list[Token], top: Token | None) -> tuple[Signal, ...]:
    found: list[Signal] = []
    for t in tokens:
        word = signal_words().get(t.lower_)
        if word is None or not (_counts(t, top) or _supposes(t, top, s)):
            continue
        kind = word[0]
        span = Span(t.idx, t.idx + len(t))
        found.append(Signal(kind, t.text, span))
    for piece in s.spans:
        for m in _phrases().finditer(draft.words(piece)):
            if top is not None and piece.start + m.start() > top.idx + len(top):
                continue
            at = Span(piece.start + m.start(), piece.start + m.end())
            found.append(Signal(signal_words()[re.sub(r"\s+", " ", m[0].lower())][0], m[0], at))
    end = s.hull.end
    for mark in (end - 1, end):
        if draft.text[mark : mark + 1] == "?":
            found.append(Signal(SignalKind.QUESTION, "?", Span(mark, mark + 1)))
            break
    return tuple(sorted(set(found), key=lambda x: (x.span, x.kind)))


def _supposes(t: Token, top: Token | None, s: Statement) -> bool:
    """ "would" is a supposition where nothing shifts it into the past: in a quotation, or after "says"."""
    if t.lower_ != "would" or t.dep_ != "aux" or not _main(t, top) or any(c.dep_ == "neg" for c in t.head.children):
        return False
    if s.cue is None:
        return False
    cue = t.doc.char_span(s.cue.span.start, s.cue.span.end, alignment_mode="expand")
    return s.mode is Mode.DIRECT or any(c.tag_ in ("VBZ", "VBP") for c in cue or ())


def _counts(t: Token, top: Token | None) -> bool:
    word = t.lower_
    if word in ("must", "will"):  # "must have known", "will have known": inferred, where "must pay" is a duty
        perfect = t.head.tag_ == "VBN" and any(c.lower_ == "have" and c.dep_ == "aux" for c in t.head.children)
        return t.dep_ == "aux" and perfect and _main(t, top)
    if word in ("may", "might", "could", "would"):
        if t.pos_ not in ("AUX", "VERB") or t.dep_ not in ("aux", "ROOT", "conj"):
            return False
        if not _main(t, top):
            return False
        verb = t.head
        negated = any(c.dep_ == "neg" for c in verb.children)
        if word == "could" and (negated or verb.lemma_.lower() in SENSES):
            return False
        if word == "would" and negated:  # "would not say": a refusal
            return any(_conditional(c) for c in verb.children if c.dep_ in ("advcl", "mark"))
        if word == "would":  # a future seen from the past is no condition: "said he would come"
            return any(c.dep_ in ("advcl", "mark") and _conditional(c) for c in verb.children) or verb.dep_ == "ROOT"
        return True
    if word in ("possible", "potential") and (_idiom(t) or (t.dep_ == "amod" and not _stated(t.head))):
        return False
    if word == "possibly" and any(c.dep_ == "neg" for c in t.head.children):  # "cannot possibly"
        return False
    if word in ("suspected", "alleged", "purported", "potential", "possible", "unconfirmed", "unverified"):
        return _main(t.head if t.dep_ == "amod" else t, top) and (t.dep_ == "amod" or t.pos_ == "VERB")
    if word in ("expected", "feared", "believed", "thought", "understood", "predicted", "projected"):
        passive = any(c.dep_ == "auxpass" for c in t.children)
        return passive and _main(t, top) and not any(c.dep_ == "neg" for c in t.children)
    if word in ("suggest", "suggests", "suggested", "indicate", "indicates", "confirmed", "proven"):
        return t.pos_ == "VERB" and top is not None and t.i == top.i
    if word in ("chance", "risk", "possibility", "speculation", "rumor", "rumors", "rumour", "rumours"):
        return _main(t, top) and t.dep_ in ("attr", "nsubj", "nsubjpass", "dobj", "ROOT") and not _denied(t)
    return _main(t, top)


def _stated(noun: Token) -> bool:
    """Whether it is said that there is such a thing; "to discuss a possible motive" tells of the discussion only."""
    verb = noun.head.lemma_.lower()
    return noun.dep_ in SAID_TO_BE and (noun.dep_ != "dobj" or (verb not in cue_words() and verb not in LOOKING))


def _idiom(t: Token) -> bool:
    """ "as soon as possible", "if possible"."""
    return t.i > 0 and t.nbor(-1).lower_ in ("as", "than", "if", "where", "when", "whenever", "wherever")


def _belief(top: Token | None) -> Certainty:
    """What is said may be a belief: "Roe said she doubted that ...", or that something is not known: "do not know whether"."""
    if top is None:
        return Certainty.CERTAIN
    clause = next((c for c in top.children if c.dep_ in ("ccomp", "xcomp")), None)
    if clause is None:
        return Certainty.CERTAIN
    word = cue_words().get(top.lemma_.lower())
    if word is not None and word.act in (Act.BELIEVES, Act.PREDICTS):
        return word.certainty
    negated = any(c.dep_ == "neg" for c in top.children)
    if negated and any(c.lower_ in ("whether", "if") for c in clause.children):
        return Certainty.UNKNOWN
    return Certainty.CERTAIN


def _imperative(top: Token) -> bool:
    """A bare verb without subject: "Stay at home"."""
    kids = {c.dep_ for c in top.children}
    return top.tag_ == "VB" and top.dep_ in ("ROOT", "ccomp") and not kids & {"nsubj", "nsubjpass", "aux", "expl"}


def _conditional(clause: Token) -> bool:
    return clause.lower_ in IF or any(c.lower_ in IF for c in clause.children if c.dep_ in ("mark", "advmod"))


def _denied(noun: Token) -> bool:
    return any(c.lower_ == "no" for c in noun.children)


def _negative(top: Token | None, tokens: list[Token]) -> bool:
    if top is None:
        return False
    for t in tokens:
        if t.dep_ == "neg" and _near(t.head, top):
            return True
        if t.lower_ in NEGATORS and (_near(t.head, top) or t.i == top.i) and t.dep_ in (
            "det", "nsubj", "nsubjpass", "advmod", "dobj", "attr", "preconj", "expl", "ROOT", "pobj", "cc"
        ):  # fmt: skip
            return t.lower_ != "without" and t.dep_ != "cc"
        if t.lemma_.lower() in FAILING and t.pos_ == "VERB" and _near(t, top):
            return True
    return False


def _near(t: Token, top: Token) -> bool:
    """`t` is the main verb, its subject, object or complement."""
    steps = 0
    while t.i != top.i:
        if (
            t.dep_
            not in ("nsubj", "nsubjpass", "dobj", "attr", "acomp", "xcomp", "ccomp", "conj", "det", "oprd", "aux")
            or steps > 3
        ):
            return False
        t, steps = t.head, steps + 1
    return True


def _act_of_content(s: Statement, tokens: list[Token], top: Token | None, signals: tuple[Signal, ...]) -> Act:
    """What the words themselves do, where the cue only says that they were said."""
    kinds = {x.kind for x in signals}
    if SignalKind.QUESTION in kinds:
        return Act.ASKS
    if SignalKind.PREDICTION in kinds:
        return Act.PREDICTS
    if top is None:
        return Act.SAYS
    if s.mode is Mode.DIRECT and _imperative(top):
        return Act.DEMANDS
    will = any(c.lower_ in ("will", "'ll", "’ll", "shall") and c.dep_ == "aux" for c in top.children)
    if will and s.attribution is not AttributionKind.NONE:
        subject = next((c for c in top.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ in FIRST:
            return Act.PROMISES
    return Act.SAYS
