"""Texts of ECB+, MSRP, STS headlines and FNC-1 as the embedder's training sees them.

An ECB+ text is an annotated sentence or a clause of one, with the coreference chains of the things that it mentions.
"""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

CHOICE = (2, 5, 12, 18, 21, 23, 34, 35)  # ECB+ topics kept for choosing; never trained on
WEIGHTS = {"ACT": 1.0, "NEG": 1.0, "HUM": 0.5, "NON": 0.5, "LOC": 0.3, "TIM": 0.3}

_CUT = re.compile(
    r"[,;]\s+(?=(?:and|but|while|which|who|where|after|when|as|because|although|since)\b)|;\s+|,\s+(?=[a-z]+(?:ing|ed)\b)"
)


@dataclass(frozen=True)
class Text:
    """A sentence or clause; `things` maps each chain that it mentions to the chain's weight."""

    topic: int
    document: str
    text: str
    things: dict[str, float]


def read_ecb(folder: Path, topics: list[int]) -> list[Text]:
    kept = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open() as rows:
        for row in csv.DictReader(rows):
            kept[row["Topic"], row["File"]].add(int(row["Sentence Number"]))
    found = []
    for topic in topics:
        for path in sorted((folder / str(topic)).glob("*.xml")):
            found += _texts(path, topic, kept[str(topic), path.stem.split("_", 1)[1]])
    return found


def _texts(path: Path, topic: int, sentences: set[int]) -> list[Text]:
    root = ElementTree.parse(path).getroot()
    tokens: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for t in root.iter("token"):
        if int(t.get("sentence") or 0) in sentences:
            tokens[int(t.get("sentence") or 0)].append((t.get("t_id") or "", t.text or ""))
    chain = {}
    for link in root.find("Relations") if root.find("Relations") is not None else ElementTree.Element("x"):
        name = link.get("note") or f"{path.stem}-{link.get('r_id')}"
        for source in link.findall("source"):
            chain[source.get("m_id")] = name
    marks: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for mark in root.find("Markables") if root.find("Markables") is not None else ():
        anchors = mark.findall("token_anchor")
        weight = WEIGHTS.get(mark.tag[:3])
        if anchors and weight:
            kind = "A" if weight == 1.0 else "p"
            name = chain.get(mark.get("m_id"), f"{path.stem}-m{mark.get('m_id')}")
            for anchor in anchors:
                marks[anchor.get("t_id") or ""].append((kind + name, weight))
    found = []
    for _, line in sorted(tokens.items()):
        pieces = _clauses(line)
        for piece in [line, *pieces] if len(pieces) > 1 else [line]:
            things = dict(x for t, _ in piece for x in marks[t])
            if any(k[0] == "A" for k in things):
                found.append(Text(topic, path.stem, join([w for _, w in piece]), things))
    return found


def _clauses(line: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """A sentence's tokens cut at the words that begin a clause; pieces of less than four tokens stay with the last."""
    text, ends = "", []
    for _, word in line:
        text += word + " "
        ends.append(len(text))
    cuts = [m.end() for m in _CUT.finditer(text.replace(" ,", ", ").replace(",  ", " , ").replace(" , ", ",  "))]
    pieces: list[list[tuple[str, str]]] = [[]]
    for token, end in zip(line, ends, strict=True):
        if any(end - len(token[1]) - 1 <= c <= end - 1 for c in cuts) and len(pieces[-1]) >= 4:
            pieces.append([])
        pieces[-1].append(token)
    if len(pieces) > 1 and len(pieces[-1]) < 4:
        pieces[-2:] = [pieces[-2] + pieces[-1]]
    return pieces


def join(words: list[str]) -> str:
    """Tokens -> running text."""
    text = " ".join(words)
    text = re.sub(r"\s+([,.;:!?%)\]])", r"\1", text)
    text = re.sub(r"([(\[$])\s+", r"\1", text)
    return re.sub(r"\s+(n't|'s|'re|'ve|'ll|'d|'m|')(?=\s|$|[,.])", r"\1", text).replace("`` ", '"').replace(" ''", '"')


def likeness(a: Text, b: Text) -> float:
    """0 (other topic) to 1 (the same things): chains shared, as a share of the geometric mean of both texts'.

    Without a shared action the two are at most related: 0.3 of it.
    """
    shared = a.things.keys() & b.things.keys()
    both = sum(a.things[k] for k in shared)
    size = (sum(a.things.values()) * sum(b.things.values())) ** 0.5
    return both / size * (1.0 if any(k[0] == "A" for k in shared) else 0.3)


def read_pairs(folder: Path) -> list[tuple[str, str, float]]:
    """MSRP training pairs and STS headlines 2013 and 2014: two texts and their likeness from 0 to 1."""
    found = []
    for line in (folder / "msr-para-train.tsv").read_text(encoding="utf-8-sig").splitlines()[1:]:
        quality, _, _, a, b = line.split("\t")[:5]
        found.append((a, b, 0.9 if quality == "1" else 0.55))
    for name in ("sts2013-headlines.tsv", "sts2014-headlines.tsv"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            score, a, b = line.split("\t")[:3]
            found.append((a, b, float(score) / 5))
    return found


def read_headlines(folder: Path) -> list[tuple[str, str]]:
    """FNC-1: a headline and another headline, or the first sentence, of a body that it agrees with."""
    with (folder / "train_bodies.csv").open(encoding="utf-8") as rows:
        bodies = {r["Body ID"]: r["articleBody"] for r in csv.DictReader(rows)}
    by_body = defaultdict(list)
    with (folder / "train_train_stances.csv").open(encoding="utf-8") as rows:
        for r in csv.DictReader(rows):
            if r["Stance"] == "agree":
                by_body[r["Body ID"]].append(r["Headline"])
    found = []
    for body, lines in sorted(by_body.items()):
        lead = re.split(r"(?<=[.!?])[\"”]?\s", bodies[body].strip())[0][:400]
        found += [(h, lead) for h in lines[:6]]
        found += [(h, k) for n, h in enumerate(lines[:6]) for k in lines[n + 1 : 6] if h != k]
    return sorted(set(found))
