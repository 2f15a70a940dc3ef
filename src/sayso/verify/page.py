"""A brief as a page: what it shows against the data that it carries.

Words are shown in `<q class="w">`, linked to where they stand; articles in full in `<article class="text">`; claims in
`<article class="claim">`; sayso's own numbers in the header, in the line on each claim, and in the tables of numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from sayso.brief.safe import visible

from .claims import is_soft
from .fault import Fault, Held, Json, shown
from .tree import Element, tree

_EMBEDDED = re.compile(r'<script type="application/json" id="sayso-brief">(.*?)</script>', re.S)
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_STAND_INS = re.compile("[\u2400-\u2421\ufffd]")
_FACTS = {"n": "quantities", "t": "times", "p": "places"}


def brief_in(html: str) -> str | None:
    """The JSON text that a page carries, None where it carries none."""
    m = _EMBEDDED.search(html)
    return m.group(1) if m else None


def verify_page(html: str, brief: Json) -> list[Fault]:
    """What the page shows otherwise than `brief`, the data in it, which itself must hold."""
    held, root = Held(brief), tree(html)
    elements = list(root.walk())
    return [
        *_quiet(elements),
        *_links(held, elements),
        *_articles(held, elements),
        *_words(held, elements),
        *_claims(held, elements),
        *_story(held, elements),
        *_numbers(held, elements),
    ]


def _quiet(elements: list[Element]) -> Iterator[Fault]:
    """Nothing in the page may run."""
    for e in elements:
        if e.tag == "script" and e.attributes.get("type") != "application/json":
            yield Fault("the page", "holds a script")
        if any(name.startswith("on") for name in e.attributes):
            yield Fault("the page", f"holds an element <{e.tag}> that runs something")


def _links(held: Held, elements: list[Element]) -> Iterator[Fault]:
    """Every link leads somewhere, and those to words to one place only."""
    uses = Counter(e.id for e in elements if e.id)
    for anchor in _places(held):
        if uses[anchor] > 1:
            yield Fault(f"#{anchor}", f"is the name of {uses[anchor]} places in the page")
    known = set(uses)
    for e in elements:
        target = e.attributes.get("href", "")
        if target.startswith("#") and target[1:] not in known:
            yield Fault(f"the link “{' '.join(e.text.split())[:60]}”", f"leads to {target}, which is not in the page")


def _articles(held: Held, elements: list[Element]) -> Iterator[Fault]:
    """Each article in full, character by character but for blanks."""
    pages = {e.id: e for e in elements if e.tag == "article" and e.has("text")}
    for number, row in enumerate(held.data["articles"], 1):
        page = pages.get(f"a{number}")
        if page is None:
            yield Fault(f"article {row['id']}", "is not shown in full")
            continue
        got = _bare("".join(e.text for e in page.walk() if e.tag == "div" and e.has("b")))
        want = _bare(visible(row["text"]))
        if got != want:
            at = next((i for i, (a, b) in enumerate(zip(got, want, strict=False)) if a != b), min(len(got), len(want)))
            yield Fault(
                f"article {row['id']}", f"the page shows {shown(got[at:])} where its text has {shown(want[at:])}"
            )


def _words(held: Held, elements: list[Element]) -> Iterator[Fault]:
    """Words that are shown as somebody's are those of the place that they link to."""
    places = _places(held)
    titles = {_bare(visible(str(a["title"]))) for a in held.data["articles"]}
    titles |= {_bare(visible(s["title"])) for s in held.data["stories"]}
    for e in elements:
        if e.tag != "q" or not e.has("w"):
            continue
        link = e.first("a")
        words = _bare(e.text)
        if link is None:
            if words not in titles:
                yield Fault("the page", f"shows {shown(e.text)}, which no article is called")
            continue
        target = link.attributes.get("href", "").removeprefix("#")
        if target in places and words not in places[target]:
            yield Fault(
                f"the page, words linked to #{target}", f"shows {shown(e.text)}, not the words that stand there"
            )


def _places(held: Held) -> Mapping[str, tuple[str, ...]]:
    """Anchor -> the words that may be shown for it."""
    out: dict[str, tuple[str, ...]] = {
        f"s{n}": (_bare(visible(s["text"])),) for n, s in enumerate(held.data["statements"], 1)
    }
    for n, quotation in enumerate(held.data["quotations"], 1):
        out[f"q{n}"] = (_bare(visible(quotation["text"])),)
    for n, article in enumerate(held.data["articles"], 1):
        out[f"a{n}"] = tuple(_bare(visible(str(w))) for w in (article["title"], article["text"].strip().split("\n")[0]))
        for letter, kind in _FACTS.items():
            rows = [r for r in held.data[kind] if r["article"] == article["id"]]
            for m, r in enumerate(rows, 1):
                out[f"a{n}-{letter}{m}"] = (_bare(visible(r["text"])),)
    return out


def _claims(held: Held, elements: list[Element]) -> Iterator[Fault]:
    """A claim's status and number of articles; what is told as fact; and doubt, wherever its words carry it."""
    statements = {f"s{n}": s for n, s in enumerate(held.data["statements"], 1)}
    of: dict[str, list[Json]] = {}
    for claim in held.data["claims"]:
        for id_ in claim["statements"]:
            of.setdefault(id_, []).append(claim)
    plain = False
    for e in elements:
        if e.tag == "h3":
            plain = e.id == "g-plain"
        if e.tag != "article" or not e.has("claim"):
            continue
        link = next((x for w in e.walk() if w.tag == "q" and w.has("w") for x in [w.first("a")] if x), None)
        lead = statements.get(link.attributes.get("href", "").removeprefix("#")) if link else None
        if lead is None:
            yield Fault(f"claim #{e.id}", "shows no words of a statement")
            continue
        claims = of.get(lead["id"], [])
        yield from _card(e, lead, claims)
        firm = [c for c in claims if not any(is_soft(held.statements[i]) for i in c["statements"])]
        if plain and not firm:
            yield Fault(f"claim #{e.id}", "stands among what is told as fact, but nobody vouches for it (rule 3)")


def _card(card: Element, lead: Json, claims: list[Json]) -> Iterator[Fault]:
    where = f"claim #{card.id}"
    chip, share = card.first("span", "chip"), card.first("span", "share")
    fitting = claims if chip is None else [c for c in claims if _bare(c["status"]) == _bare(chip.text)]
    if not fitting:
        yield Fault(where, f"is shown as “{chip.text.strip() if chip else ''}”, which no claim with its words is")
    elif share is not None:
        number = int(_numbers_in(share.text)[0])
        if all(len(set(c["articles"])) != number for c in fitting):
            yield Fault(where, f"is shown in {number} articles, but is in {len(set(fitting[0]['articles']))}")
    if lead["certainty"] != "certain" and not _doubted(card):
        yield Fault(where, f"shows no doubt, but its words are {lead['certainty']} (rule 3)")


def _doubted(card: Element) -> bool:
    """Whether a card says how sure its words are, before it goes into details."""
    for part in card.parts:
        if isinstance(part, Element):
            if part.tag == "dl":
                return False
            if part.first("span", "cert"):
                return True
    return False


def _story(held: Held, elements: list[Element]) -> Iterator[Fault]:
    """The numbers at the head of the page, each counted again."""
    header = next((e for e in elements if e.tag == "header" and e.has("story")), None)
    summary = held.data.get("summary")
    if header is None or summary is None:
        return
    shared = [c for c in held.data["claims"] if len(set(c["articles"])) > 1]
    counts = [summary["articles"], len(summary["outlets"]), len(summary["origins"])]
    cells = [e.text.strip() for e in header.walk() if e.tag == "dd"]
    for cell, count in zip(cells, counts, strict=False):
        if cell not in (str(count), "?" if count == 0 else str(count)):
            yield Fault("the head of the page", f"says {cell} where there are {count}")
    known = {summary["claims"], len(shared), sum(len(c["origins"]) == 1 for c in shared), summary["disputed_claims"]}
    line = header.first("p", "sum")
    for number in _numbers_in(line.text) if line else ():
        if number not in known:
            yield Fault("the head of the page", f"says {number:g} in “{' '.join(line.text.split()) if line else ''}”")


def _numbers(held: Held, elements: list[Element]) -> Iterator[Fault]:
    """What a quantity is read as, against its bounds."""
    rows: dict[str, Json] = {}
    for n, article in enumerate(held.data["articles"], 1):
        own = [q for q in held.data["quantities"] if q["article"] == article["id"]]
        rows |= {f"r-a{n}-n{m}": q for m, q in enumerate(own, 1)}
    for e in elements:
        reads = e.first("b") if e.tag == "tr" else None
        read = _numbers_in(reads.text) if reads else []
        for anchor in (x.id for x in e.walk() if x.id in rows) if read else ():
            bounds = [rows[anchor][k] for k in ("low", "best", "high")]
            wrong = [number for number in read if number not in bounds]
            if wrong:
                yield Fault(
                    f"number #{anchor}", f"“{rows[anchor]['text']}” is read as {wrong[0]:g}, against its bounds"
                )


def _numbers_in(text: str) -> list[float]:
    return [float(m.replace(",", "")) for m in _NUMBER.findall(text)]


def _bare(text: str) -> str:
    """Without blanks, and without what stands for unprintable characters: a page breaks its lines where it likes."""
    return _STAND_INS.sub("", "".join(text.split()))
