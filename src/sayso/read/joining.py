"""Joins what the tagger found, and what grammar adds, into attributions: source, cue and contents that belong together.

The tagger says which words are sources, cues and contents; it does not say which belong to which. Grammar does: a source is the
subject of its cue, a content hangs on it. Where the parse is silent, order decides: nothing may lie between but the parts of
the same attribution.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..model import Span, hull
from .draft import Draft, Tagged
from .grammar import Grammar, grammar_of
from .lexicon import cue_nouns, cue_words
from .senses import is_attribution, without_as_saying, without_dangling, without_frame, without_strays
from .stances import ASIDE, STANCE, STANCE_SURE, from_whom, quotes, shows_a_stance

if TYPE_CHECKING:
    from spacy.tokens import Token

SURE = 0.75  # a cue that no word list knows must be at least this sure
HEARSAY = frozenset(
    ["say", "believe", "think", "report", "allege", "rumour", "rumor", "understand", "suppose", "presume", "reckon"]
)
TOPICAL = frozenset(("regarding", "concerning"))  # what something is about, not who says it
BESIDE = 3  # characters between a cue and the content it brings
FIRST_PERSON = frozenset(("i", "we", "us", "me"))
GAP = 60  # characters between two pieces of one content that the tagger may have lost


@dataclass(slots=True)
class Attribution:
    """One attribution in one sentence; `basis` is what it rests on.

    A `stance` is a deed or an attitude that shows what somebody holds ("backed the plan", "is at odds over the bridge"): the
    article tells the deed in its own voice beside it. Where even that is too slight its basis is ASIDE.
    """

    sentence: int
    cue: Span | None = None
    source: Span | None = None
    contents: list[Span] = field(default_factory=list)
    layer: int = 0
    score: float = 1.0
    basis: str = "tagger"
    stance: bool = False

    @property
    def start(self) -> int:
        parts = [*self.contents, *(p for p in (self.cue, self.source) if p)]
        return min(p.start for p in parts)


def join(draft: Draft, layer: int) -> list[Attribution]:
    """Attributions of one layer in text order; contents that no cue in their sentence claims have `cue` and `source` None."""
    grammar = grammar_of(draft)
    by_sentence: dict[int, list[Tagged]] = {}
    for t in draft.tagged:
        if t.layer == layer:
            for n, piece in _by_sentence(draft, t):
                by_sentence.setdefault(n, []).append(piece)
    out: list[Attribution] = []
    for n in sorted(by_sentence):
        out.extend(_join_sentence(draft, grammar, n, layer, sorted(by_sentence[n], key=lambda t: t.span)))
    return out


def _by_sentence(draft: Draft, t: Tagged) -> list[tuple[int, Tagged]]:
    """A tagged span cut at the borders of sentences."""
    out = []
    for n, s in enumerate(draft.sentences):
        if s.end <= t.span.start:
            continue
        if s.start >= t.span.end:
            break
        cut = Span(max(s.start, t.span.start), min(s.end, t.span.end))
        if draft.words(cut).strip(" \"'“”‘’.,;:-–—") or (t.role == "cue" and draft.words(cut) == ":"):
            out.append((n, Tagged(t.role, t.layer, cut, t.score)))
    return out


def _join_sentence(draft: Draft, grammar: Grammar, n: int, layer: int, parts: list[Tagged]) -> list[Attribution]:
    cues = without_as_saying(grammar, [p for p in parts if p.role == "cue" and _is_cue(grammar, p)])
    sources = [p for p in parts if p.role == "source" and _names_somebody(grammar, p.span)]
    sources = [Tagged(p.role, p.layer, _whole_name(grammar, _with_noun(grammar, p.span)), p.score) for p in sources]
    contents = _merged(
        _clear_of(sources, [p for p in parts if p.role == "content"]), [p.span for p in (*cues, *sources)], draft
    )
    made, orphans = _assemble(draft, grammar, n, layer, cues, sources, contents)
    fallen = [a for a in made if not _stands(draft, grammar, a)]
    if fallen:  # contents of a cue that nobody says may belong to another: "it is expected to rain, Roe said"
        cues = [c for c in cues if not any(a.cue == c.span for a in fallen)]
        free = [c for a in fallen if a.source is None for c in a.contents]
        spent = [a.source for a in fallen if a.source is not None]
        sources = [
            x for x in sources if x.span not in spent or any(a.source == x.span and a not in fallen for a in made)
        ]
        kept_contents = [c for a in made if a not in fallen for c in a.contents]
        contents = [c for c in contents if c.span in kept_contents or c.span in free]
        before = {a.cue for a in made if a.contents}
        contents = _merged(contents, [p.span for p in (*cues, *sources)], draft)
        free = [c.span for c in contents if not any(c.span.overlaps(k) for k in kept_contents)]
        made, _ = _assemble(draft, grammar, n, layer, cues, sources, contents)
        for a in made:
            a.contents = [c for c in a.contents if c not in free or a.cue not in before]
        made = [a for a in made if _stands(draft, grammar, a)]
    for a in made:
        if a.cue is not None:
            a.contents = without_strays(
                grammar, a.cue, without_frame(grammar, a.cue, without_dangling(grammar, a.contents))
            )
    kept = [a for a in (*made, *orphans) if a.contents or (a.cue and a.source)]
    if layer == 0:
        kept.extend(_stances(draft, grammar, n, parts, sources, kept))
    return sorted(kept, key=lambda a: a.start)


def _stances(
    draft: Draft, grammar: Grammar, n: int, parts: list[Tagged], sources: list[Tagged], kept: list[Attribution]
) -> list[Attribution]:
    """What is left of the tagger's cues, sources and contents, where they make whole attributions."""
    held = [p for a in kept if a.cue for p in (a.cue, *a.contents)]
    free = [p for p in parts if not any(h.overlaps(p.span) for h in held)]
    cues = [p for p in free if p.role == "cue" and p.score >= STANCE_SURE and not _within_marks(draft, p.span)]
    contents = _clear_of(sources, [p for p in free if p.role == "content"])
    contents = _merged(contents, [p.span for p in (*cues, *sources)], draft)
    made, _ = _assemble(draft, grammar, n, 0, cues, sources, contents)
    out = []
    for a in (a for a in made if a.contents and any(a.cue == c.span for c in cues)):
        a.source = a.source or from_whom(grammar, a)
        basis = STANCE if shows_a_stance(draft, grammar, a) else ASIDE
        out.append(a if basis == STANCE and quotes(draft, a) else replace(a, stance=True, basis=basis))
    return out


def _assemble(
    draft: Draft,
    grammar: Grammar,
    n: int,
    layer: int,
    cues: list[Tagged],
    sources: list[Tagged],
    contents: list[Tagged],
) -> tuple[list[Attribution], list[Attribution]]:
    """(attributions with a cue, contents that no cue claims)"""
    made = [Attribution(n, cue=c.span, layer=layer, score=c.score) for c in cues]
    made.extend(_joined_cues(grammar, n, layer, made))
    orphans = []
    _give_sources(draft, grammar, made, sources)
    for content in contents:
        best = _owner(grammar, made, content.span, _content_cost)
        if best is None:
            orphans.append(Attribution(n, contents=[content.span], layer=layer, score=content.score))
        else:
            best.contents.append(content.span)
            best.score = min(best.score, content.score)
    _give_back(made)
    for a in made:
        if a.source is None:
            a.source = _source_by_grammar(grammar, a, sources) or _going_on(draft, grammar, a, made)
    return made, orphans


def _give_back(made: list[Attribution]) -> None:
    """A cue left without content takes the one that begins right after it from a cue that has others."""
    for a in made:
        if a.cue is None or a.contents:
            continue
        for b in made:
            beside = next((c for c in b.contents if 0 <= c.start - a.cue.end <= BESIDE), None)
            if beside is not None and len(b.contents) > 1:
                b.contents.remove(beside)
                a.contents.append(beside)
                break


def _going_on(draft: Draft, grammar: Grammar, a: Attribution, made: list[Attribution]) -> Span | None:
    """ "Roe answered the charge, calling it absurd": a participle after a comma has the source of the cue before it."""
    assert a.cue is not None
    head = grammar.cue_head(a.cue)
    if head is None or head.tag_ != "VBG" or head.i == 0 or head.nbor(-1).text != ",":
        return None
    before = [b for b in made if b.cue and b.source and b.cue.end <= a.cue.start]
    near = max(before, key=lambda b: b.cue.start if b.cue else 0, default=None)
    same = near is not None and near.cue and _within_marks(draft, near.cue) == _within_marks(draft, a.cue)
    return near.source if near is not None and same else None


def _stands(draft: Draft, grammar: Grammar, a: Attribution) -> bool:
    """A cue needs somebody who says it, or is one of hearsay; and "I think" inside a quotation is part of what is quoted."""
    if a.cue is None:
        return True
    if a.source is None:
        return is_hearsay(grammar, a.cue)
    if not is_attribution(draft, grammar, a):
        return False
    return not (_within_marks(draft, a.cue) and draft.words(a.source).lower().strip() in FIRST_PERSON)


def is_hearsay(grammar: Grammar, cue: Span) -> bool:
    """ "is said to", "is believed to have", "rumours": cues that leave out who says so."""
    head = grammar.cue_head(cue)
    if head is None:
        return False
    lemma = head.lemma_.lower()
    if head.pos_ == "NOUN":
        return lemma in ("rumor", "rumour", "speculation")
    passive = any(c.dep_ == "auxpass" for c in head.children) or _is_thought_of(head)
    return lemma in HEARSAY and passive and any(c.dep_ in ("xcomp", "ccomp") for c in head.children)


def _is_thought_of(head: Token) -> bool:
    """ "Roe, once thought to be safe": who stands before such a participle is thought of, and thinks nothing."""
    children = [c.dep_ for c in head.children]
    return head.tag_ == "VBN" and "xcomp" in children and not {"aux", "auxpass"} & set(children)


def _is_meant(grammar: Grammar, cue: Span, source: Span) -> bool:
    head = grammar.cue_head(cue)
    return head is not None and _is_thought_of(head) and source.end <= cue.start


def _give_sources(draft: Draft, grammar: Grammar, made: list[Attribution], sources: list[Tagged]) -> None:
    """Each cue the source that fits it best, best pairs first; what is said inside a quotation is not said outside it."""
    pairs = []
    for i, a in enumerate(made):
        for k, s in enumerate(sources):
            if a.cue is None or _is_meant(grammar, a.cue, s.span):
                continue
            if _within_marks(draft, a.cue) == _within_marks(draft, s.span):
                between = sum(1 for b in made if b is not a and b.cue and _between(s.span, b.cue, a.cue))
                pairs.append((_source_cost(grammar, a, s.span) + 0.2 * between, i, k))
    used: set[int] = set()
    for _, i, k in sorted(pairs):
        if made[i].source is None and k not in used:
            made[i].source = sources[k].span
            used.add(k)


def _within_marks(draft: Draft, span: Span) -> bool:
    return any(m.inner.contains(span) for m in draft.marks if m.depth == 0)


def _names_somebody(grammar: Grammar, span: Span) -> bool:
    """A name, a noun or a pronoun, and not only a day."""
    nouns = ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
    return any(
        (t.pos_ in nouns and t.ent_type_ not in ("DATE", "TIME")) or (t.lower_ == "the" and t.head.i == t.i)
        for t in grammar.tokens(span)
    )


def _with_noun(grammar: Grammar, span: Span) -> Span:
    """For an apposition its noun as well."""
    root = grammar.root(span)
    if root is not None and root.dep_ == "appos" and root.head.dep_ == "nsubj" and root.head.idx < span.start:
        return Span(root.head.left_edge.idx, span.end)
    return span


def _whole_name(grammar: Grammar, span: Span) -> Span:
    """A source that the tagger cut within its noun group ("the research | group Far Shore") to the end of the group."""
    tokens = grammar.tokens(span)
    last = tokens[-1] if tokens else None
    if last is None or last.dep_ not in ("compound", "nmod", "amod", "nummod") or last.head.i <= last.i:
        return span
    between = last.doc[last.i + 1 : last.head.i + 1]
    said = last.head.lemma_.lower() in cue_nouns()  # "union allegations": the head is the cue
    if said or last.head.pos_ not in ("NOUN", "PROPN") or any(t.is_punct or t.is_space for t in between):
        return span
    return Span(span.start, last.head.idx + len(last.head))


def _clear_of(sources: list[Tagged], contents: list[Tagged]) -> list[Tagged]:
    """Contents without the words that a source holds at their start."""
    ends = {
        c.span: max((s.span.end for s in sources if s.span.start < c.span.start < s.span.end), default=0)
        for c in contents
    }
    clear = [replace(c, span=Span(max(c.span.start, ends[c.span]), c.span.end)) for c in contents]
    return [c for c in clear if c.span.end > c.span.start]


def _is_cue(grammar: Grammar, part: Tagged) -> bool:
    if grammar.shown(part.span) == ":":  # "Roe: the mill is safe"
        return part.score >= SURE
    head = grammar.cue_head(part.span)
    if head is None or head.lower_ in TOPICAL:
        return False
    if head.pos_ == "NOUN":
        return head.lemma_.lower() in cue_nouns()
    return head.lemma_.lower() in cue_words() or (part.score >= SURE and head.pos_ in ("VERB", "ADP", "ADJ", "AUX"))


def _joined_cues(grammar: Grammar, n: int, layer: int, made: list[Attribution]) -> list[Attribution]:
    """Participles that go on reporting: "Ade said it rained, adding that ...". Their source is that of the cue they hang on."""
    out = []
    for a in made:
        head = grammar.cue_head(a.cue) if a.cue is not None else None
        for child in head.children if head is not None else ():
            span = Span(child.idx, child.idx + len(child))
            known = child.tag_ == "VBG" and child.dep_ in ("advcl", "conj") and child.lemma_.lower() in cue_words()
            if known and not any(b.cue and b.cue.overlaps(span) for b in made):
                out.append(Attribution(n, cue=span, layer=layer, score=a.score * 0.95))
    return out


def _merged(contents: list[Tagged], others: list[Span], draft: Draft) -> list[Tagged]:
    """Pieces of one content with a short hole between them that holds no source or cue are one piece."""
    out: list[Tagged] = []
    for c in contents:
        hole = Span(out[-1].span.end, c.span.start) if out else None
        if hole is not None and hole.end - hole.start <= GAP and not any(o.overlaps(hole) for o in others):
            last = out.pop()
            out.append(Tagged("content", c.layer, hull((last.span, c.span)), max(last.score, c.score)))
        else:
            out.append(c)
    return [c for c in out if len(draft.words(c.span).split()) > 1 or c.score >= 0.5]


def _owner(grammar: Grammar, made: list[Attribution], span: Span, cost_of) -> Attribution | None:  # type: ignore[no-untyped-def]
    """The attribution with a cue that `span` most likely belongs to."""
    best, least = None, 1e9
    for a in made:
        if a.cue is None:
            continue
        cost = cost_of(grammar, a, span) + 0.2 * sum(
            1 for b in made if b is not a and b.cue and _between(span, b.cue, a.cue)
        )
        if cost < least:
            best, least = a, cost
    return best


def _between(a: Span, middle: Span, b: Span) -> bool:
    return min(a.end, b.end) <= middle.start and middle.end <= max(a.start, b.start)


def _distance(a: Span, b: Span) -> float:
    return max(0, max(a.start, b.start) - min(a.end, b.end)) / 100


def _source_cost(grammar: Grammar, a: Attribution, span: Span) -> float:
    assert a.cue is not None
    head = grammar.cue_head(a.cue)
    root = grammar.root(span)
    cost = _distance(a.cue, span)
    if head is not None and root is not None:
        if root.head.i == head.i and root.dep_ in ("nsubj", "agent", "pobj", "poss", "nsubjpass", "dobj"):
            cost -= 1.0
        elif grammar.under(root, head) < 4:
            cost -= 0.3
    return cost


def _content_cost(grammar: Grammar, a: Attribution, span: Span) -> float:
    assert a.cue is not None
    head = grammar.cue_head(a.cue)
    root = grammar.root(span)
    cost = min(_distance(a.cue, span), *([_distance(a.source, span)] if a.source else [9.0]))
    if head is not None and root is not None:
        steps = grammar.under(root, head)
        if steps < 99:
            cost -= 1.0 / (1 + 0.3 * steps)
        elif grammar.under(head, root) < 3:  # "It will rain, the office said": the cue hangs on the content
            cost -= 0.6
    return cost


def _source_by_grammar(grammar: Grammar, a: Attribution, taken: list[Tagged]) -> Span | None:
    """The subject of the cue, where it is no part of the content: "Ade said it rained and added that ..."."""
    assert a.cue is not None
    head = grammar.cue_head(a.cue)
    if head is None or head.pos_ not in ("VERB", "AUX") or _is_thought_of(head):
        return None
    subject = grammar.subject(head)
    if subject is None or subject.dep_ == "nsubjpass" or subject.lower_ in ("it", "there", "this", "that", "which"):
        return None
    span = grammar.subtree(subject)
    for t in taken:
        if t.span.overlaps(Span(subject.idx, subject.idx + len(subject))):
            return t.span
    if any(c.overlaps(span) and not span.contains(c) for c in a.contents) or span.overlaps(a.cue):
        return None
    a.contents = [c for c in a.contents if not span.contains(c)]  # the subject of a cue was taken for content
    return span
