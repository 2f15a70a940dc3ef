"""Statements of an article: who says what, in which words, and what the article says in its own voice.

The tagger finds sources, cues and contents, `joining` puts them together, `grammar_cues` adds what the parse is sure of. Here
sentences without a cue inherit their source, contents nested in others get their parent and chain, and what is left is narration.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import (
    Act,
    Aside,
    AttributionKind,
    BlockKind,
    Certainty,
    Cue,
    Mode,
    Polarity,
    Source,
    SourceKind,
    Span,
    Statement,
    hull,
)
from .chains import chain_of, quoted_through
from .clauses import split_clauses
from .confidence import believed
from .draft import Draft
from .edges import clean, keep_contents, mode_of, quoted_share
from .grammar import Grammar, grammar_of
from .grammar_cues import grammar_attributions, headline_attribution
from .inheritance import Inherited, inherit
from .joining import Attribution, join
from .lexicon import cue_words, verb_lemma
from .quotations import find_quotations
from .sources import UNNAMED, name_source, narrator
from .stances import ASIDE, STANCE
from .turns import TURN, find_turns

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = ("VBD", "VBZ", "VBP", "MD")
WHOLE = 0.95  # a sentence of which this share stands between marks holds no reporting clause of its own
COVERED = 0.5  # an attribution that holds less of its sentence than this leaves narration beside it


def find_statements(draft: Draft) -> None:
    grammar = grammar_of(draft)
    joined = join(draft, 0)
    outer = _by_sentence([a for a in joined if not a.stance])
    stances = _by_sentence([a for a in joined if a.basis == STANCE])
    inner = _by_sentence(join(draft, 1))
    for n, sentence in enumerate(draft.sentences):
        if not any(a.cue for a in outer.get(n, [])) and (a := headline_attribution(draft, n, sentence)):
            outer[n] = [a]
    for a in grammar_attributions(draft, grammar, outer):
        if a.layer and any(a.cue and b.cue and a.cue.overlaps(b.cue) for b in inner.get(a.sentence, [])):
            continue
        (inner if a.layer else outer).setdefault(a.sentence, []).append(a)
    turns = find_turns(draft, outer)
    for n in [n for n in outer if turns.holds(n)]:  # what a speaker says that others said
        inner.setdefault(n, []).extend(replace(a, layer=1) for a in outer.pop(n) if a.cue is not None)
    outer.update((n, [a]) for n, a in turns.first.items())
    within = _set_aside_quoted(draft, outer)
    heirs = inherit(draft, grammar, outer, turns)
    for n, found in within.items():
        if n in heirs:
            inner.setdefault(n, []).extend(replace(a, layer=1) for a in found)
        else:
            outer[n] = [*found, *outer.get(n, [])]
    for n, sentence in enumerate(draft.sentences):
        if n in turns.silent:
            continue
        _read_sentence(draft, grammar, n, sentence, outer.get(n, []), inner.get(n, []), heirs.get(n))
        if n not in heirs and not turns.holds(n):
            _add_stances(draft, grammar, sentence, stances.get(n, []))
    said = {t.i for s in draft.statements if s.cue is not None for t in grammar.tokens(s.cue.span)}
    draft.statements.extend(
        part for s in list(draft.statements) for part in split_clauses(draft, grammar, s, key_of(s), said)
    )
    draft.statements[:] = _numbered(draft, draft.statements)
    slight = [a for a in joined if a.basis == ASIDE and not turns.holds(a.sentence) and a.sentence not in heirs]
    draft.asides.extend(_aside(draft, a) for a in slight)
    find_quotations(draft, grammar)


def _set_aside_quoted(draft: Draft, outer: dict[int, list[Attribution]]) -> dict[int, list[Attribution]]:
    """Takes out what speakers say of others inside a quotation that fills its sentence: "'He says he never knew.'"

    Who says the whole stands outside the marks, in another sentence.
    """
    out: dict[int, list[Attribution]] = {}
    for n in sorted(outer):
        sentence, cues = draft.sentences[n], [a for a in outer[n] if a.cue is not None]
        if not cues or quoted_share(draft, sentence) < WHOLE:
            continue
        if any(a.basis == TURN or (a.cue and draft.words(a.cue) == ":") for a in cues):  # "ROE: I was not there"
            continue
        if all(a.source and a.cue and _one_quotation(draft, hull((a.source, a.cue))) for a in cues):
            out[n] = cues
            outer[n] = [a for a in outer[n] if a.cue is None]
    return out


def _one_quotation(draft: Draft, span: Span) -> bool:
    return any(m.depth == 0 and m.inner.contains(span) for m in draft.marks)


def _by_sentence(found: list[Attribution]) -> dict[int, list[Attribution]]:
    out: dict[int, list[Attribution]] = {}
    for a in found:
        out.setdefault(a.sentence, []).append(a)
    return out


def _read_sentence(
    draft: Draft,
    grammar: Grammar,
    n: int,
    sentence: Span,
    outer: list[Attribution],
    inner: list[Attribution],
    heir: Inherited | None,
) -> None:
    explicit = [a for a in outer if a.cue is not None and a.contents]
    media = [a for a in outer if a.cue is not None and a.source is not None and not a.contents]
    made: list[Statement] = []
    for a in explicit:
        made.append(_explicit(draft, grammar, sentence, a, media if len(explicit) == 1 else []))
    orphans = [a for a in outer if a.cue is None]
    if heir is not None:
        contents = heir.contents or [c for a in orphans for c in a.contents]
        made.append(_inherited(draft, sentence, contents, heir))
    if _leaves_narration(draft, grammar, sentence, made, media):
        made.insert(0, _narration(draft, sentence))
    parents = list(made)
    for a in inner:
        if a.cue is None or not a.contents:
            continue
        parent = _parent(parents, a)
        if parent is None and any(s.cue and s.cue.span.overlaps(a.cue) for s in parents):
            continue
        made.append(_nested(draft, grammar, sentence, a, parent))
    draft.statements.extend(made)


def _add_stances(draft: Draft, grammar: Grammar, sentence: Span, stances: list[Attribution]) -> None:
    """Deeds that show what somebody holds, under the narration that tells them."""
    beside = [s for s in draft.statements if s.extent == sentence]
    told = next((s for s in beside if s.source.kind is SourceKind.NARRATOR), None)
    said = [p for s in beside if s is not told for p in (*s.spans, *([s.cue.span] if s.cue else []))]
    for a in stances:
        if a.cue is None or any(p.overlaps(a.cue) or any(p.overlaps(c) for c in a.contents) for p in said):
            continue
        draft.statements.append(_nested(draft, grammar, sentence, a, told))


def _aside(draft: Draft, a: Attribution) -> Aside:
    assert a.cue is not None
    return Aside(a.cue, tuple(sorted({clean(draft, c) for c in a.contents})), a.source, believed(a.score))


def _statement(draft: Draft, extent: Span, contents: list[Span], source: Source, **more: object) -> Statement:
    spans = tuple(sorted({clean(draft, c) for c in contents}))
    spans = tuple(s for s in spans if draft.words(s).strip()) or (extent,)
    values: dict[str, object] = {
        "id": "",
        "article": draft.article.id,
        "spans": spans,
        "text": " […] ".join(draft.words(s) for s in spans),
        "extent": extent,
        "mode": Mode.DIRECT if more.get("basis") == TURN else _mode(draft, extent, list(spans)),
        "source": source,
        "cue": None,
        "attribution": AttributionKind.EXPLICIT,
        "chain": (),
        "act": Act.SAYS,
        "certainty": Certainty.CERTAIN,
        "polarity": Polarity.POSITIVE,
    }
    return Statement(**{**values, **more})  # type: ignore[arg-type]


def _mode(draft: Draft, extent: Span, spans: list[Span]) -> Mode:
    block = draft.block_at(extent.start)
    if block is not None and block.kind in (BlockKind.HEADLINE, BlockKind.HEADING):
        return Mode.HEADLINE
    return mode_of(draft, spans)


def _explicit(draft: Draft, grammar: Grammar, sentence: Span, a: Attribution, media: list[Attribution]) -> Statement:
    assert a.cue is not None
    through, span, contents = quoted_through(draft, grammar, a)
    contents = keep_contents(draft, contents)
    source = name_source(draft, span) if span is not None else UNNAMED
    hops = [name_source(draft, m.source).name for m in media if m.source is not None]
    chain, addressee = chain_of(draft, source, a, [*hops, *through])
    return _statement(
        draft,
        sentence,
        contents,
        source,
        cue=_cue(draft, grammar, a),
        chain=chain,
        addressee=addressee,
        confidence=believed(a.score),
        basis=a.basis,
    )


def _inherited(draft: Draft, sentence: Span, contents: list[Span], heir: Inherited) -> Statement:
    """A sentence that goes on from another: same source, no cue of its own."""
    source = replace(heir.source, span=None)
    return _statement(
        draft,
        sentence,
        contents or [sentence],
        source,
        attribution=AttributionKind.INHERITED,
        chain=heir.chain,
        confidence=round(heir.confidence, 3),
        basis=heir.basis,
    )


def _narration(draft: Draft, sentence: Span) -> Statement:
    source = narrator(draft)
    block = draft.block_at(sentence.start)
    head = block is not None and block.kind in (BlockKind.HEADLINE, BlockKind.HEADING)
    return replace(
        _statement(
            draft, sentence, [], source, attribution=AttributionKind.NONE, chain=(source.name,), basis="narration"
        ),
        mode=Mode.HEADLINE if head else Mode.NARRATION,
    )


def _cue(draft: Draft, grammar: Grammar, a: Attribution) -> Cue:
    assert a.cue is not None
    whole = a.cue if a.basis == TURN else grammar.verb_group(a.cue, [*a.contents, *([a.source] if a.source else [])])
    return Cue(draft.words(whole), whole)


def _nested(draft: Draft, grammar: Grammar, sentence: Span, a: Attribution, parent: Statement | None) -> Statement:
    assert a.cue is not None
    source = name_source(draft, a.source) if a.source is not None else UNNAMED
    before = parent.chain if parent is not None and parent.source.kind is not SourceKind.NARRATOR else (draft.voice,)
    return _statement(
        draft,
        sentence,
        a.contents,
        source,
        cue=_cue(draft, grammar, a),
        chain=(*before, source.name),
        parent=key_of(parent) if parent is not None else None,
        confidence=round(believed(a.score) * 0.9, 3),
        basis=a.basis,
    )


def _parent(outer: list[Statement], a: Attribution) -> Statement | None:
    assert a.cue is not None
    return next((s for s in outer if any(span.contains(a.cue) for span in s.spans)), None)


def _leaves_narration(
    draft: Draft, grammar: Grammar, sentence: Span, made: list[Statement], media: list[Attribution]
) -> bool:
    """Whether the sentence says something beside what it attributes: its main verb is neither cue nor content."""
    block = draft.block_at(sentence.start)
    if not made:
        return block is None or block.kind is not BlockKind.HEADING or _has_verb(grammar, sentence)
    covered = [
        p
        for s in made
        for p in (*s.spans, *([s.cue.span] if s.cue else []), *([s.source.span] if s.source.span else []))
    ]
    covered.extend(a.cue for a in media if a.cue is not None)
    if any(s.attribution is AttributionKind.INHERITED for s in made):
        return False
    if not any(_says_something(draft, grammar, s) for s in made):
        return True
    root = grammar.root(sentence)
    if root is not None and any(p.start <= root.idx < p.end for p in covered):
        return _tells_more(root, covered)
    whole = hull(covered)
    if any(s.cue is None for s in made):
        return False
    letters = [i for i in range(sentence.start, sentence.end) if draft.text[i].isalnum()]
    held = sum(any(p.start <= i < p.end for p in covered) for i in letters)
    if quoted_share(draft, sentence) > 0.8 and whole.start <= sentence.start + 2:
        return False
    return held < COVERED * len(letters) or (root is not None and root.pos_ == "VERB")


def _tells_more(root: Token, covered: list[Span]) -> bool:
    """ "Roe blamed the union, and the mill shut in May": a joined clause of its own that nobody is said to have said."""
    joined = [c for c in root.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") and c.tag_ in FINITE]
    own = [s for c in joined for s in c.children if s.dep_ in ("nsubj", "nsubjpass")]
    return any(not any(p.start <= t.idx < p.end for p in covered for t in (s, s.head)) for s in own)


def _says_something(draft: Draft, grammar: Grammar, s: Statement) -> bool:
    """A clause, a quotation, or an act that is one by being said; "endorsed the plan" is what the sentence reports."""
    head = grammar.cue_head(s.cue.span) if s.cue is not None else None
    word = (
        cue_words().get(head.lemma_.lower()) or cue_words().get(verb_lemma(head.text) or "")
        if head is not None
        else None
    )
    if word is not None and word.act not in (Act.SAYS, Act.AGREES, Act.BELIEVES, Act.ASKS):
        return True
    if s.mode is Mode.DIRECT or s.cue is None or any(quoted_share(draft, span) > 0.3 for span in s.spans):
        return True
    roots = [grammar.root(span) for span in s.spans]
    return any(root is not None and root.pos_ in ("VERB", "AUX") for root in roots)


def _has_verb(grammar: Grammar, sentence: Span) -> bool:
    return any(t.pos_ in ("VERB", "AUX") for t in grammar.tokens(sentence))


def key_of(s: Statement) -> str:
    """What a statement is called until it has an id."""
    return f"@{s.spans}-{s.source.name}-{s.cue.span if s.cue else None}"


def _numbered(draft: Draft, statements: list[Statement]) -> list[Statement]:
    """Ids in text order; parents by id."""
    ordered = sorted(statements, key=lambda s: (s.extent, s.parent is not None, s.spans))
    ids = [f"{draft.article.id}-s{n}" for n in range(1, len(ordered) + 1)]
    by_key = {key_of(s): i for s, i in reversed(list(zip(ordered, ids, strict=True)))}
    return [
        replace(s, id=i, parent=by_key.get(s.parent) if s.parent else None) for s, i in zip(ordered, ids, strict=True)
    ]
