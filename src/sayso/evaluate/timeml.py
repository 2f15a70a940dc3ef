"""TimeML documents (.tml), as of TempEval-3 and TimeBank: TIMEX3 in the text, counted as TempEval-3 does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sayso.model import Article, InputError, Reading, Span

from . import dates
from .dates import GoldTime
from .markup import parse
from .yardstick import Document, Outcome, Yardstick, folder

_WHEN = ("CREATION_TIME", "PUBLICATION_TIME", "RELEASE_TIME", "MODIFICATION_TIME")
_BLANK = " \t\r\n"


class _Target:
    """Gathers the text of TEXT, its TIMEX3 tags, and the day in the head; without TEXT, the whole document is the text."""

    def __init__(self) -> None:
        self.parts: list[tuple[bool, str]] = []
        self.at = {True: 0, False: 0}
        self.inside = 0
        self.open: list[tuple[bool, int, dict[str, str]]] = []
        self.times: list[tuple[bool, Span, dict[str, str]]] = []
        self.any_text = False
        self.created = ""
        self.title = ""
        self.path: list[str] = []

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        self.path.append(tag)
        if tag == "TEXT":
            self.inside += 1
            self.any_text = True
        if tag == "TIMEX3":
            if attrib.get("functionInDocument") in _WHEN and (not self.created or "DCT" in self.path):
                self.created = attrib.get("value", "")
            self.open.append((self.inside > 0, self.at[self.inside > 0], attrib))

    def end(self, tag: str) -> None:
        self.path.pop()
        if tag == "TEXT":
            self.inside -= 1
        if tag == "TIMEX3" and self.open:
            within, begin, attrib = self.open.pop()
            self.times.append((within, Span(begin, self.at[within]), attrib))

    def data(self, text: str) -> None:
        within = self.inside > 0
        self.parts.append((within, text))
        self.at[within] += len(text)
        if self.path and self.path[-1] == "TITLE":
            self.title += text

    def close(self) -> _Target:
        return self


def read(path: Path) -> Document:
    """One document; the day of its creation is the day of publication. Raises InputError."""
    got: _Target = parse(path, _Target())
    within = got.any_text
    text = "".join(t for inside, t in got.parts if inside == within)
    gold = []
    for inside, span, attrib in got.times:
        span = span.trimmed(text, _BLANK)
        if inside == within and span.end > span.start:
            created = attrib.get("functionInDocument") in _WHEN  # known beforehand, so nobody's merit
            gold.append(GoldTime(span, () if created else (attrib.get("value", ""),), attrib.get("type", "")))
    article = Article(path.stem, text, file=path.name, title=got.title.strip() or None, published=day(got.created))
    return Document(article, tuple(gold))


def day(value: str) -> date | None:
    """The calendar day that a TIMEX3 value opens with ("2013-03-22T10:11", "20130322"), or None."""
    try:
        return date.fromisoformat(value[:10] if value[4:5] == "-" else value[:8])
    except ValueError:
        return None


def load(data: Path, split: str | None) -> Iterator[Document | InputError]:
    """All .tml files under the folder `data`, in the order of their paths; there are no splits."""
    for path in sorted(p for p in folder(data).rglob("*.tml") if p.is_file()):
        try:
            yield read(path)
        except InputError as e:
            yield e


def compare(reading: Reading, gold: tuple[GoldTime, ...]) -> Outcome:
    return Outcome(*dates.score(reading.article.text, gold, reading.times, kinds=True))


YARDSTICK = Yardstick(
    name="timeml",
    help="TimeML documents: dates, times, durations and their TIMEX3 values.",
    load=load,
    compare=compare,
)
