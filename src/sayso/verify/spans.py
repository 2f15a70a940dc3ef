"""Rule 1: `article.text[start:end]` is the words shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from .fault import Fault, Held, Json, Pair, shown

GAP = " […] "  # between the parts of a discontinuous content
# Row kinds whose `span` must hold exactly their `text`.
_WORDED = ("quotations", "times", "quantities", "places", "credits")


def check_spans(held: Held) -> Iterator[Fault]:
    yield from _texts(held)
    yield from _statements(held)
    for kind in _WORDED:
        for where, row in held.rows(kind):
            yield from _words(held, where, row["article"], [row["span"]], row["text"])
    for where, row in held.rows("entities"):
        for mention in row["mentions"]:
            yield from _inside(held, where, mention["article"], mention["span"])
    for where, row in held.rows("warnings"):
        if row["span"] is not None:
            yield from _inside(held, where, row["article"], row["span"])


def _texts(held: Held) -> Iterator[Fault]:
    for where, row in held.rows("articles"):
        digest = hashlib.sha256(row["text"].encode("utf-8", "surrogatepass")).hexdigest()
        if digest != row["sha256"]:
            yield Fault(where, "its text is not the one that its sha256 was taken of")
        last = 0
        for block in row["blocks"]:
            yield from _inside(held, f"{where}, {block['kind']}", row["id"], block["span"])
            if block["span"][0] < last:
                yield Fault(where, f"its blocks overlap at {block['span'][0]}")
            last = block["span"][1]


def _statements(held: Held) -> Iterator[Fault]:
    for where, row in held.rows("statements"):
        article = row["article"]
        yield from _words(held, where, article, row["spans"], row["text"])
        if "extent" in row:
            yield from _inside(held, f"{where}, extent", article, row["extent"])
        if row["source"]["span"] is not None:
            yield from _inside(held, f"{where}, source", article, row["source"]["span"])
        if row["cue"] is not None:
            yield from _words(held, f"{where}, cue", article, [row["cue"]["span"]], row["cue"]["text"])
        for signal in row["signals"]:
            yield from _words(held, f"{where}, {signal['kind']}", article, [signal["span"]], signal["text"])


def _words(held: Held, where: str, article: str, spans: list[Pair], text: str) -> Iterator[Fault]:
    faults = [f for span in spans for f in _inside(held, where, article, span)]
    yield from faults
    if faults:
        return
    held_text = held.articles[article]["text"]
    words = GAP.join(held_text[start:end] for start, end in spans)
    if words != text:
        yield Fault(where, f"shows {shown(text)}, but {article} has {shown(words)} at {_listed(spans)}")


def _inside(held: Held, where: str, article: str, span: Pair) -> Iterator[Fault]:
    row: Json | None = held.articles.get(article)
    if row is None:
        yield Fault(where, f"names the article {article}, which is not in the brief")
    elif not 0 <= span[0] < span[1] <= len(row["text"]):
        yield Fault(where, f"its span {list(span)} is not inside the {len(row['text'])} characters of {article}")


def _listed(spans: list[Pair]) -> str:
    return ", ".join(f"[{start}, {end})" for start, end in spans)
