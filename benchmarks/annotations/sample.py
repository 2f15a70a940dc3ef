"""Draws the sentences of quantities.json: `python benchmarks/annotations/sample.py DATA` prints one JSON line a sentence, no text.

The draw is by a fixed seed and looks at no reader: a sentence qualifies if it holds a digit or a number word. A share of one in ten
has, after years, dates and times of day are taken out, neither: these show what a reader takes for a quantity that is none.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sayso.evaluate.quantity_texts import records

WANTED = {"basil": 54, "ecbplus": 40, "fnc1": 60, "geoparsing": 56, "gum-news": 15, "meantime": 25, "polnear": 50}
SHARE_BARE = 0.1
WORDS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|"
    r"quarter|third|percent|couple|pair|twice|doubled?|tripled?"
)
NUMBER = re.compile(rf"\d|\b(?:{WORDS})\b", re.IGNORECASE)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
DATE = re.compile(
    rf"{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?:\s+\d{{4}})?|\b(?:1[6-9]|20)\d\d(?:s\b|\b)|"
    r"\b\d{1,2}(?::\d\d)?\s*[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}/\d{1,2}/\d{2,4}"
)
END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n+")
TITLES = r"[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Jr|Sr|No|vs|Inc|Corp|Co|Ltd|U\.S|Rev|Prof"
ABBREVIATED = re.compile(rf"\b(?:{TITLES}|{MONTH[:-3]})\.$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of each sentence of 30 to 400 characters."""
    start = 0
    for mark in [*END.finditer(text), None]:
        end = mark.start() if mark else len(text)
        if mark and "\n" not in mark.group() and ABBREVIATED.search(text[max(0, end - 8) : end]):
            continue
        stop = end + len(mark.group().rstrip()) if mark else end
        yield from _trimmed(text, start, stop)
        start = mark.end() if mark else stop


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    sentence = text[start:end]
    start += len(sentence) - len(sentence.lstrip())
    end = start + len(sentence.strip())
    if 30 <= end - start <= 400:
        yield start, end


def draw(data: Path) -> Iterator[dict[str, str | int]]:
    """The sentences drawn, by set."""
    for name, wanted in WANTED.items():
        bare_wanted = round(wanted * SHARE_BARE)
        left = {True: bare_wanted, False: wanted - bare_wanted}
        found = list(_candidates(data, name))
        random.Random(f"sayso-quantities-{name}").shuffle(found)
        seen: set[str] = set()
        for row, bare in found:
            if left[bare] and row["sha1"] not in seen:
                left[bare] -= 1
                seen.add(str(row["sha1"]))
                yield row


def _candidates(data: Path, name: str) -> Iterator[tuple[dict[str, str | int], bool]]:
    for file, record, text in records(data, name):
        for start, end in sentences(text):
            sentence = text[start:end]
            if NUMBER.search(sentence):
                digest = hashlib.sha1(sentence.encode()).hexdigest()
                row: dict[str, str | int] = {"set": name, "file": file, "record": record}
                row |= {"start": start, "end": end, "sha1": digest}
                yield row, not NUMBER.search(DATE.sub(" ", sentence))


if __name__ == "__main__":
    for drawn in draw(Path(sys.argv[1])):
        sys.stdout.write(json.dumps(drawn) + "\n")
