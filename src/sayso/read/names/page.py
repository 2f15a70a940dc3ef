"""What the stages of `names` look at: the parsed text as plain lists, and the mentions and figures found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...model import BlockKind, EntityKind, Span
from ..draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "dative", "pobj", "oprd"})
LEFT = frozenset({"compound", "amod", "nmod", "det", "poss", "nummod", "punct", "case", "predet", "quantmod", "advmod"})


@dataclass(slots=True)
class Page:
    """Columns over the tokens of a text: `head` is the index of the governor, `sent` the number of the sentence,
    `quoted` says whether the token stands inside quotation marks; `title[sent]` whether the sentence is in title case.
    """

    doc: Doc
    text: str
    word: list[str]
    low: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    ent: list[str]
    ent_id: list[int]
    sent: list[int]
    first: list[bool]
    quoted: list[bool] = field(default_factory=list)
    title: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.word)

    def end(self, i: int) -> int:
        return self.start[i] + len(self.word[i])

    def span(self, i: int, j: int) -> Span:
        """Of tokens i to j, both included."""
        return Span(self.start[i], self.end(j))

    def words(self, i: int, j: int) -> str:
        return " ".join(self.text[self.start[i] : self.end(j)].split())

    def left(self, i: int) -> int:
        return int(self.doc[i].left_edge.i)

    def right(self, i: int) -> int:
        return int(self.doc[i].right_edge.i)

    def joined(self, i: int) -> bool:
        """No white space between token i and the next."""
        return i + 1 < len(self.word) and self.end(i) == self.start[i + 1]


@dataclass(slots=True)
class Mention:
    """Tokens `first` to `last` speak of somebody; `a` to `b` are the name itself, without titles and descriptions."""

    first: int
    last: int
    a: int
    b: int
    head: int
    sort: str  # name | role | group | document | pronoun
    kind: EntityKind | None = None
    name: str = ""
    gender: str = ""
    roles: tuple[str, ...] = ()
    nation: str = ""
    kin: bool = False
    about: frozenset[str] = frozenset()
    figure: Figure | None = None


@dataclass(slots=True, eq=False)
class Figure:
    """One entity while it is being gathered: `roles` are nouns it was called by, `nation` is an ISO code, `gender` m, f
    or "", `modifiers` words of its descriptions, `kin` whether it is known as somebody's relative."""

    kind: EntityKind
    name: str
    mentions: list[Mention] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    gender: str = ""
    roles: list[str] = field(default_factory=list)
    modifiers: set[str] = field(default_factory=set)
    nation: str = ""
    kin: bool = False
    named: bool = True
    plural: bool = False

    def add(self, mention: Mention) -> None:
        mention.figure = self
        self.mentions.append(mention)
        if mention.name and mention.name not in self.forms:
            self.forms.append(mention.name)
        self.gender = self.gender or mention.gender
        self.nation = self.nation or mention.nation
        self.kin = self.kin or mention.kin
        self.modifiers |= mention.about
        self.roles.extend(r for r in mention.roles if r not in self.roles)


def make_page(draft: Draft) -> Page:
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, POS, SENT_START, TAG

    doc = draft.doc
    table = doc.to_array([LEMMA, TAG, POS, DEP, HEAD, ENT_TYPE, ENT_IOB, SENT_START]).astype("int64").tolist()
    names: dict[int, str] = {}
    strings = doc.vocab.strings

    def say(key: int) -> str:
        if key not in names:
            names[key] = strings[key & 0xFFFFFFFFFFFFFFFF] if key else ""
        return names[key]

    word = [t.text for t in doc]
    low, starts = [w.lower() for w in word], [t.idx for t in doc]
    page = Page(doc, draft.masked, word, low, [], [], [], [], [], starts, [], [], [], [])
    sentence, entity = -1, 0
    for i, (lemma, tag, pos, dep, head, ent, iob, begins) in enumerate(table):
        if begins == 1 or i == 0:
            sentence += 1
        if iob == 3:
            entity += 1
        page.lemma.append(say(lemma))
        page.tag.append(say(tag))
        page.pos.append(say(pos))
        page.dep.append(say(dep))
        page.head.append(i + head)
        page.ent.append(say(ent))
        page.ent_id.append(entity if ent else 0)
        page.sent.append(sentence)
        page.first.append(begins == 1 or i == 0)
    page.quoted = _quoted(page, draft)
    page.title = _titles(page, draft, sentence + 1)
    return page


def _quoted(page: Page, draft: Draft) -> list[bool]:
    out = [False] * len(page)
    spans = sorted(m.inner for m in draft.marks if m.depth == 0)
    k = 0
    for i, at in enumerate(page.start):
        while k < len(spans) and spans[k].end <= at:
            k += 1
        out[i] = k < len(spans) and spans[k].start <= at
    return out


def _titles(page: Page, draft: Draft, sentences: int) -> list[bool]:
    """Sentences in which capitals say nothing, because nearly every long word has one."""
    long, capital = [0] * sentences, [0] * sentences
    for i, w in enumerate(page.word):
        if len(w) > 3 and w.isalpha():
            long[page.sent[i]] += 1
            capital[page.sent[i]] += w[0].isupper()
    heads = [b.span for b in draft.blocks if b.kind in (BlockKind.HEADLINE, BlockKind.HEADING)]
    ends = [""] * sentences
    for i, w in enumerate(page.word):
        ends[page.sent[i]] = w if w.strip() else ends[page.sent[i]]
    out = [
        (c >= 3 and c >= 0.75 * n and end != ".") or (n == c == 2 and end[-1:].isalnum())
        for n, c, end in zip(long, capital, ends, strict=True)
    ]
    if heads:
        for i, starts in enumerate(page.first):
            s = page.sent[i]
            if starts and not out[s] and any(h.start <= page.start[i] < h.end for h in heads):
                out[s] = capital[s] >= 0.6 * max(1, long[s])
    return out
