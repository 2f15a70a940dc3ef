"""PolNeAR in brat standoff -> character tags for the attribution tagger.

Source of the data: the folder `polnear` (train, dev) of the local gold data; nothing of it is kept in this repository.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{b}-{r}" for r in ROLES for b in "BI"))
SPAN = re.compile(r"^(T\d+)\t(Source|Cue|Content|Attribution) ([\d; ]+)\t")
EVENT = re.compile(r"^E\d+\t")


@dataclass
class Attribution:
    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)

    def chars(self, role: str) -> set[int]:
        return {i for s, e in getattr(self, role) for i in range(s, e)}


@dataclass
class Document:
    name: str
    text: str
    attributions: list[Attribution]

    def layers(self) -> tuple[list[Attribution], list[Attribution]]:
        """Outermost attributions, and those whose cue lies inside the content of another."""
        outer, inner = [], []
        contents = [a.chars("content") for a in self.attributions]
        for i, a in enumerate(self.attributions):
            at = a.chars("cue") or a.chars("source")
            nested = any(j != i and at and at <= c for j, c in enumerate(contents))
            (inner if nested else outer).append(a)
        return outer, inner


def read_document(text_file: Path, ann_file: Path) -> Document:
    text = text_file.read_text(encoding="utf8")
    spans: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    out = []
    for line in ann_file.read_text(encoding="utf8").splitlines():
        if m := SPAN.match(line):
            pieces = [tuple(int(x) for x in p.split()) for p in m[3].split(";")]
            if all(len(p) == 2 for p in pieces):
                spans[m[1]] = (m[2], pieces)  # type: ignore[assignment]
        elif EVENT.match(line):
            a = Attribution()
            for part in line.split("\t")[1].split():
                role, _, ref = part.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in ROLES and ref in spans:
                    getattr(a, role).extend(spans[ref][1])
            out.append(a)
    return Document(text_file.stem, text, out)


def read_split(folder: Path) -> list[Document]:
    """One document per text; where several annotators did one text, the first file counts."""
    docs = []
    for f in sorted((folder / "text").iterdir()):
        anns = sorted((folder / "attributions").glob(f"{f.stem}*.ann"))
        if anns:
            docs.append(read_document(f, anns[0]))
    return docs


def char_tags(text: str, attributions: list[Attribution]) -> list[int]:
    """A tag id of TAGS per character; contents first, so that sources and cues keep their place."""
    tags = [0] * len(text)
    for role in ("content", "source", "cue"):
        base = 1 + 2 * ROLES.index(role)
        for a in attributions:
            pieces = sorted(getattr(a, role))
            for k, (s, e) in enumerate(pieces):
                for i in range(s, min(e, len(text))):
                    tags[i] = base + 1
                if k == 0 and s < len(text):
                    tags[s] = base
    return tags


SINGLE = str.maketrans({"“": "‘", "”": "’"})
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def augment(text: str, rng: random.Random) -> str:
    """Another outlet's habits, every character kept in its place: quote marks, line breaks, capitals in headings."""
    roll = rng.random()
    if roll < 0.45:
        text = text.translate(STRAIGHT)
    elif roll < 0.55:
        text = text.translate(SINGLE)
    roll = rng.random()
    if roll < 0.25:
        text = re.sub(r"(?<=[a-z][.!?”\"]) (?=[A-Z“\"])", "\n", text)
    elif roll < 0.45:
        text = text.replace("\n", " ")
    return text
