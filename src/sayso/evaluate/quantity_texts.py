"""The plain texts of the public sets that benchmarks/annotations point into, read in place from the data folder.

`text_of(data, set, file, record)` gives one record's text; `records(data, set)` names them all, in a fixed order. Sets of tokens
(ECB+, MEANTIME) are joined again by `join_tokens`, so offsets hold only for text made here.
"""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

SETS = ("basil", "ecbplus", "fnc1", "geoparsing", "gum-news", "meantime", "polnear")


def records(data: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """(file within `data`, record id within the file or "", text) of every record of the set `name`."""
    for path in _files(data, name):
        for record, text in _read(path, name).items():
            yield path.relative_to(data).as_posix(), record, text


def text_of(data: Path, name: str, file: str, record: str) -> str:
    """The text of one record; a "*" in `file` stands for the rest of a long name.

    Raises KeyError where the file does not hold it, OSError where there is no such file.
    """
    found = next(iter(sorted(data.glob(file))), data / file) if "*" in file else data / file
    return _read(found, name)[record]


def _files(data: Path, name: str) -> list[Path]:
    patterns = {
        "basil": "basil/articles/*/*.json",
        "ecbplus": "ecbplus/*/*.xml",
        "fnc1": "fnc1/train_bodies.csv",
        "geoparsing": "geoparsing/*.xml",
        "gum-news": "gum-news/dep/*_news_*.conllu",
        "meantime": "meantime/intra_cross-doc_annotation/corpus_*/*.xml",
        "polnear": "polnear/train/text/*.txt",
    }
    return sorted(data.glob(patterns[name]))


@lru_cache(maxsize=64)
def _read(path: Path, name: str) -> dict[str, str]:
    readers = {
        "basil": _basil,
        "ecbplus": _tokens,
        "fnc1": _bodies,
        "geoparsing": _articles,
        "gum-news": _conllu,
        "meantime": _tokens,
        "polnear": _plain,
    }
    return readers[name](path)


def _plain(path: Path) -> dict[str, str]:
    return {"": path.read_text(encoding="utf-8", errors="replace")}


def _basil(path: Path) -> dict[str, str]:
    paragraphs = json.loads(path.read_text(encoding="utf-8"))["body-paragraphs"]
    return {"": "\n".join(" ".join(sentences) for sentences in paragraphs)}


def _bodies(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["Body ID"]: row["articleBody"] for row in csv.DictReader(lines)}


def _articles(path: Path) -> dict[str, str]:
    found = {}
    for number, article in enumerate(ET.parse(path).getroot().iter("article")):
        found[article.get("docid") or str(number)] = article.findtext("text") or ""
    return found


def _conllu(path: Path) -> dict[str, str]:
    found = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            name = line[12:]
        elif line.startswith("# text = "):
            found[name] = line[9:]
    return found


def _tokens(path: Path) -> dict[str, str]:
    sentences: dict[str, list[str]] = {}
    for token in ET.parse(path).getroot().iter("token"):
        sentences.setdefault(token.get("sentence") or "", []).append(token.text or "")
    return {number: join_tokens(words) for number, words in sentences.items()}


_TIGHT_BEFORE = re.compile(r"^(?:[.,;:!?%)\]}]|'s|'|n't|'(?:re|ve|ll|d|m)|’s|’)$")
_TIGHT_AFTER = ("$", "(", "[", "{", "£", "€", "#")


def join_tokens(words: list[str]) -> str:
    """One sentence of tokens as it would be printed: no space before a stop or after an opening bracket or currency sign."""
    text = ""
    quoted = False
    tight = True
    for word in words:
        closing = word == '"' and quoted
        if not (tight or closing or _TIGHT_BEFORE.match(word)):
            text += " "
        tight = word in _TIGHT_AFTER or (word == '"' and not quoted)
        if word == '"':
            quoted = not quoted
        text += word
    return text
