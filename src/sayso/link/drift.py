"""What changes between two tellings of one thing: quotations, certainty, numbers, naming."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..model import Act, Certainty, Claim, Mode, Reading, Relation, RelationKind, SourceKind, Span, Statement
from .claims import Group, Scored
from .pairs import Field, adds_up, number_conflicts, other_occasion, same_kind, value
from .propositions import Number, Proposition
from .words import Word, split_words, word_set

GRAM = 3  # words that a quotation shares with its other version in a row
LEAST = 0.5  # share of the shorter quotation's words found in order in the longer
NEAR = 0.5  # cosine of two tellings of one claim from which a change of certainty is one
_TOTAL = frozenset(["total", "far", "overall", "altogether", "combined", "since", "cumulative"])
COMMON = 60  # places a run of words may stand in before it says nothing


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words that a statement (or a quotation outside all statements) has between quotation marks."""

    id: str
    article: str
    speaker: str
    chain: tuple[str, ...]
    text: str
    words: tuple[Word, ...]


def quotation_drifts(readings: Sequence[Reading], field: Field, groups: Sequence[Group]) -> Iterator[Relation]:
    """Pairs of quotations of one utterance whose words differ, and quotations whose words another article tells
    unquoted.
    """
    speaking = {field.statements[u.statement].id for u in field.units}
    quoted = [q for r in readings for q in _quoted(r, speaking)]
    for i, j in _quote_pairs(quoted, field, groups):
        note = _quote_change(quoted[i], quoted[j])
        if note:
            yield Relation(RelationKind.QUOTATION_DRIFT, quoted[i].id, quoted[j].id, note)
    yield from _unquoted(readings, quoted)


def _quoted(reading: Reading, speaking: set[str]) -> Iterator[Quoted]:
    """Of statements that say something beyond those inside them."""
    text, placed = reading.article.text, set()
    for s in reading.statements:
        if s.id not in speaking:
            continue
        parts = []
        for q in reading.quotations:
            for span in s.spans:
                part = Span(max(q.span.start, span.start), min(q.span.end, span.end))
                if part.end - part.start > 1:
                    parts.append(part)
                    placed.add(q.id)
        if parts:
            words = " ".join(p.of(text) for p in parts)
            yield Quoted(s.id, s.article, s.source.name, s.chain, words, tuple(split_words(words)))
    for q in reading.quotations:
        if q.id not in placed:
            yield Quoted(q.id, q.article, q.speaker or "", (), q.text, tuple(split_words(q.text)))


def _quote_pairs(quoted: Sequence[Quoted], field: Field, groups: Sequence[Group]) -> list[tuple[int, int]]:
    """Pairs that share a run of words, or a claim, or, when short, a telling word and the speaker."""
    stop = word_set("stopwords.txt")
    places: dict[str, list[int]] = defaultdict(list)
    at: dict[str, list[int]] = defaultdict(list)
    for i, q in enumerate(quoted):
        at[q.id].append(i)
        lows = [w.low for w in q.words]
        keys = {" ".join(lows[k : k + GRAM]) for k in range(len(lows) - GRAM + 1)}
        if q.speaker:
            keys |= {f"{q.speaker}|{w.key}" for w in q.words if w.low not in stop and len(w.low) > 4}
        for key in sorted(keys):
            places[key].append(i)
    for n, group in enumerate(groups):
        places[f"group {n}"] = [i for s in group.statements for i in at.get(field.statements[s].id, ())]
    pairs = {
        (min(a, b), max(a, b))
        for who in places.values()
        if len(who) <= COMMON
        for n, a in enumerate(who)
        for b in who[n + 1 :]
        if a != b and quoted[a].id != quoted[b].id
    }
    return sorted(pairs)


def _quote_change(a: Quoted, b: Quoted) -> str:
    """What differs, in words; empty where it is another utterance or nothing differs."""
    left, right = [w.key for w in a.words][:120], [w.key for w in b.words][:120]
    if [w.low for w in a.words] == [w.low for w in b.words]:
        heard = abs(len(a.chain) - len(b.chain)) and max(len(a.chain), len(b.chain)) > 2
        if a.article != b.article and len(left) > 3 and (heard or a.speaker != b.speaker):
            return f"the same words, by way of {_way(a)} here and {_way(b)} there"
        return ""
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    shared = sum(m.size for m in blocks)
    least = min(len(left), len(right))
    telling = {w.key for w in a.words if w.low not in word_set("stopwords.txt")} & {w.key for w in b.words}
    if not telling or shared < LEAST * least or (shared < 3 and a.speaker != b.speaker and shared < least):
        return ""
    if shared == least and len(left) != len(right):
        short, long = (a, b) if len(left) < len(right) else (b, a)
        return f"“{_short(short.text)}” here is cut from “{_short(long.text)}” there"
    lost = [w.raw for k, w in enumerate(a.words[:120]) if not any(m.a <= k < m.a + m.size for m in blocks)]
    new = [w.raw for k, w in enumerate(b.words[:120]) if not any(m.b <= k < m.b + m.size for m in blocks)]
    return "reworded" + "".join(p for p in (_only("only in one", lost), _only("only in the other", new)) if p)


def _way(q: Quoted) -> str:
    return " ← ".join(q.chain) if q.chain else q.speaker or "nobody named"


def _only(label: str, words: Sequence[str]) -> str:
    return f"; {label}: " + ", ".join(f"“{w}”" for w in words[:6]) if words else ""


def _short(text: str, most: int = 90) -> str:
    """The beginning of `text`, ending at a word."""
    return text if len(text) <= most else text[: text.rfind(" ", 0, most) if " " in text[:most] else most]


def _unquoted(readings: Sequence[Reading], quoted: Sequence[Quoted]) -> Iterator[Relation]:
    """Quotations whose sentence stands without marks in another article's own voice, with other words."""
    places: dict[str, list[Statement]] = defaultdict(list)
    for r in readings:
        for s in r.statements:
            if s.mode is Mode.NARRATION:
                lows = [w.low for w in split_words(s.text)[:80]]
                for k in range(len(lows) - 4):
                    places[" ".join(lows[k : k + 5])].append(s)
    for q in quoted:
        lows = [w.low for w in q.words][:120]
        near = {
            s.id: s
            for k in range(len(lows) - 4)
            for s in places.get(" ".join(lows[k : k + 5]), ())[:COMMON]
            if s.article != q.article
        }
        for s in near.values():
            other = [w.low for w in split_words(s.text)][:120]
            shared = sum(m.size for m in SequenceMatcher(None, lows, other, autojunk=False).get_matching_blocks())
            if lows != other and shared >= 0.7 * len(lows) and shared >= 0.6 * len(other):
                note = "between quotation marks here, without marks and in other words there"
                yield Relation(RelationKind.QUOTATION_DRIFT, q.id, s.id, note)


def certainty_drifts(field: Field, groups: Sequence[Group]) -> Iterator[Relation]:
    """Tellings of one claim of which one is softened, or ascribed, and the nearest one of another article is flat."""
    seen: set[tuple[int, int]] = set()
    for group in groups:
        told = [s for s in group.statements if field.statements[s].act is not Act.DENIES]
        for flat, soft, why in _softened(field, told):
            if (flat, soft) not in seen:
                seen.add((flat, soft))
                yield Relation(RelationKind.CERTAINTY_DRIFT, field.statements[flat].id, field.statements[soft].id, why)


def _softened(field: Field, told: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    statements = field.statements
    flat = [s for s in told if statements[s].certainty is Certainty.CERTAIN]
    for soft in (s for s in told if statements[s].certainty is not Certainty.CERTAIN):
        for other in _nearest_by_article(field, soft, flat):
            yield other, soft, _certainty_note(statements[other], statements[soft])
    ascribed = [s for s in flat if statements[s].source.kind is not SourceKind.NARRATOR]
    for plain in flat:
        if statements[plain].source.kind is SourceKind.NARRATOR and statements[plain].mode is not Mode.HEADLINE:
            for other in _nearest_by_article(field, plain, ascribed)[:1]:
                name = statements[other].source.name
                yield plain, other, f"printed as plain fact here, ascribed to {name} there"


def _nearest_by_article(field: Field, one: int, others: Sequence[int]) -> list[int]:
    """Of each article (its own last) the telling that is most like `one`, at least NEAR; the most like first."""
    best: dict[str, tuple[float, int]] = {}
    for o in others:
        likeness = round(float(field.whole[one] @ field.whole[o]), 4)
        article = field.statements[o].article
        if likeness >= NEAR and (article not in best or likeness > best[article][0]):
            best[article] = likeness, o
    own = field.statements[one].article
    ranked = sorted(best.items(), key=lambda x: (x[0] == own, -x[1][0], x[1][1]))
    return [o for _, (_, o) in ranked]


def _certainty_note(flat: Statement, soft: Statement) -> str:
    signals = [f"“{g.text}”" for g in soft.signals[:2]] or [
        f"“{w.raw}”" for w in split_words(soft.text) if w.low in word_set("hedges.txt")
    ][:2]
    by = "told flatly" if flat.source.kind is SourceKind.NARRATOR else f"told flatly by {flat.source.name}"
    return f"{by}, elsewhere {soft.certainty}" + (f" ({', '.join(signals)})" if signals else "")


def number_drifts(field: Field, scored: Scored) -> Iterator[Relation]:
    """Numbers of one thing that changed, or whose bound changed, between two tellings; one relation a pair of
    statements.
    """
    seen: set[tuple[int, int]] = set()
    for (i, j), row, topic in zip(scored.pairs, scored.rows, scored.topic.tolist(), strict=True):
        a, b = field.units[i], field.units[j]
        pair = (a.statement, b.statement)
        if pair in seen or not a.numbers or not b.numbers or topic < 0.4:
            continue
        note = _number_change(field, a, b, float(row[5]))
        if note:
            seen.add(pair)
            yield Relation(RelationKind.NUMBER_DRIFT, field.statements[pair[0]].id, field.statements[pair[1]].id, note)


def _number_change(field: Field, a: Proposition, b: Proposition, contained: float) -> str:
    for n, m in number_conflicts(a, b) if contained >= 0.25 and not other_occasion(field, a, b) else ():
        return f"{_phrase(n)} and {_phrase(m)}: the number changed"
    for n in a.numbers[:8]:
        for m in b.numbers[:8]:
            if value(n) == value(m) and n.bound != m.bound and same_kind(n, m):
                return f"{_phrase(n)} and {_phrase(m)}: the bound changed"
    shared = [n for n in a.numbers[:8] if (v := value(n)) and v >= 10 and v in {value(m) for m in b.numbers[:8]}]
    if len(shared) > 1 and adds_up(a) != adds_up(b):
        return ", ".join(f"“{n.text}”" for n in shared) + ": a total here, not there; the base changed"
    return ""


def _phrase(n: Number) -> str:
    """The number as printed, after the kind of bound that its words give it."""
    return f"{n.bound} “{n.text}”" if n.bound and n.bound.split()[0] not in n.text.lower() else f"“{n.text}”"


def framings(
    readings: Sequence[Reading], claims: Sequence[Claim], statements: dict[str, Statement]
) -> Iterator[Relation]:
    """Judging words of one outlet's headline, lead or own voice where another tells the same without them.

    At most two a pair of articles: of their headlines and leads, and of a claim that both tell.
    """
    heads = [i for r in readings for i in _heads(r)]
    yield from _framed([heads], statements)
    yield from _framed(
        [[i for i in c.statements if i not in set(heads)] for c in claims if len(c.articles) > 1], statements
    )


def _heads(reading: Reading) -> list[str]:
    """Ids of the first headline statement and of the first statement below it."""
    head = next((s.id for s in reading.statements if s.mode is Mode.HEADLINE), None)
    lead = next((s.id for s in reading.statements if s.mode is not Mode.HEADLINE), None)
    return [i for i in (head, lead) if i]


def _framed(groups: Sequence[Sequence[str]], statements: dict[str, Statement]) -> Iterator[Relation]:
    best: dict[tuple[str, str], tuple[int, Relation]] = {}
    for ids in groups:
        told = [(s, _loaded(s)) for i in ids if (s := statements.get(i)) and s.mode in (Mode.HEADLINE, Mode.NARRATION)]
        for s, mine in told:
            for t, theirs in told:
                only = [w for w in mine if w.key not in {x.key for x in theirs}]
                if s.article == t.article or not only:
                    continue
                pair = (s.article, t.article) if s.article < t.article else (t.article, s.article)
                weight = 2 * len(only) + (s.mode is t.mode)
                if pair not in best or best[pair][0] < weight:
                    note = ", ".join(f"“{w.raw}”" for w in only[:4]) + " here, not there"
                    best[pair] = weight, Relation(RelationKind.FRAMING, s.id, t.id, note)
    yield from (r for _, (_, r) in sorted(best.items()))


def _loaded(s: Statement) -> list[Word]:
    return [w for w in split_words(s.text) if w.low in word_set("loaded.txt")]
