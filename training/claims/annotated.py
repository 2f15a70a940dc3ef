"""Writes events whose claims were annotated by sentence as folders in the form of the answer keys, to train on and to measure.

usage: python training/claims/annotated.py GOLD benchmarks/annotations/claims.json OUT

GOLD is the folder of public gold data. Each event becomes OUT/EVENT/key.json with its texts beside it: each sentence is a
statement of the key, `claims` are the groups of sentences that share one. The annotation names sentences by article and
ordinal (BASIL: 0 is the title; ECB+: the sentences of its tokens), so nothing of the texts stands in this repository.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sayso.evaluate.quantity_texts import text_of

TITLE = "\n\n"


def paragraphs(gold: Path, file: str) -> list[list[str]]:
    """Sentences of each paragraph, the headline first."""
    if file.startswith("basil/"):
        article = json.loads((gold / file).read_text(encoding="utf-8"))
        return [[article["title"]], *article["body-paragraphs"]]
    numbers = sentence_numbers(gold / file)
    return [[text_of(gold, "ecbplus", file, n)] for n in numbers]


def sentence_numbers(path: Path) -> list[str]:
    import xml.etree.ElementTree as ET

    return list(dict.fromkeys(t.get("sentence") or "" for t in ET.parse(path).getroot().iter("token")))


def lay_out(blocks: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """The text, and [start, end) of each sentence in it."""
    text, spans = "", []
    for sentences in blocks:
        text += TITLE if text else ""
        for k, sentence in enumerate(sentences):
            text += " " if k else ""
            spans.append((len(text), len(text) + len(sentence)))
            text += sentence
    return text, spans


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold", type=Path)
    ap.add_argument("annotations", type=Path)
    ap.add_argument("out", type=Path)
    args = ap.parse_args()
    for event in json.loads(args.annotations.read_text(encoding="utf-8"))["events"]:
        folder = args.out / event["event"]
        folder.mkdir(parents=True, exist_ok=True)
        statements, articles = [], []
        for a in event["articles"]:
            text, spans = lay_out(paragraphs(args.gold, a["file"]))
            (folder / f"{a['id']}.txt").write_text(text, encoding="utf-8")
            articles.append({**a, "file": f"{a['id']}.txt"})
            statements += [
                {"id": f"{a['id']}{n}", "article": a["id"], "start": s, "end": e} for n, (s, e) in enumerate(spans)
            ]
        claims = [{"id": f"c{n}", "statements": c} for n, c in enumerate(event["claims"])]
        key = {"articles": articles, "statements": statements, "claims": claims, "quotations": [], "quantities": []}
        (folder / "key.json").write_text(json.dumps(key, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
