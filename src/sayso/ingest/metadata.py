"""What is known about an article beside its text, from whatever says it: a record, front matter, a sidecar, a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from sayso.model import InputError

from .decode import decode, showable
from .limits import MAX_FIELD_CHARS, MAX_FILE_BYTES

KEYS = ("id", "title", "outlet", "url", "author", "published", "language")
SIDECAR = ".meta.json"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T|$)")
_DAY_FIRST = re.compile(r"(?:[A-Za-z]{3,9},?\s)?(\d{1,2})(?:st|nd|rd|th)?\s([A-Za-z]{3,9})\.?,?\s(\d{4})\b")
_MONTH_FIRST = re.compile(r"(?:[A-Za-z]{3,9},?\s)?([A-Za-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})\b")
_ID = re.compile(r"[^\W_][\w.-]{0,63}")
# Ids that sayso makes itself: a claim "c1", "story2", "entity3", a statement "a1-s3". An article may not be called so.
_OURS = re.compile(r"(?:c|story|entity)\d+|.*-[seq]\d+")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9-]{1,20})?")


@dataclass(frozen=True, slots=True)
class Metadata:
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """This metadata, with what it leaves open taken from `other`."""
        open_ = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **open_)


def metadata(record: Mapping[str, object], name: str) -> tuple[Metadata, list[InputError]]:
    """The known keys of `record`, others ignored. A value that cannot be used is named and left unknown."""
    problems = []
    got = {key: _line(record.get(key)) for key in KEYS if key != "published"}
    language, id_ = got.pop("language"), got.pop("id")
    raw = record.get("published")
    published = day(raw)
    if published is None and raw not in (None, ""):
        problems.append(
            InputError(
                name, f"“{str(raw)[:40]}” is not a day of publication, so it stays unknown.", "Write it as 2024-03-31."
            )
        )
    return Metadata(**got, id=_fit_id(id_), published=published, language=language_code(language)), problems


def sidecar(path: Path, name: str) -> tuple[Metadata, list[InputError]]:
    """What `NAME.meta.json` beside `path` says: one JSON object with the keys of KEYS."""
    beside = path.with_name(path.name + SIDECAR)
    if not beside.is_file():
        return Metadata(), []
    label = name + SIDECAR
    try:
        with beside.open("rb") as stream:
            record = json.loads(decode(stream.read(MAX_FILE_BYTES), label))
    except (OSError, ValueError, RecursionError) as e:
        return Metadata(), [InputError(label, f"cannot be read as JSON ({e}).", "Correct it, or remove it.")]
    except InputError as e:
        return Metadata(), [e]
    if not isinstance(record, dict):
        return Metadata(), [
            InputError(label, "is not a JSON object.", f'Write {{"outlet": ...}}; keys: {", ".join(KEYS)}.')
        ]
    return metadata(record, label)


def merged(surest_first: Iterable[Metadata]) -> Metadata:
    out = Metadata()
    for m in surest_first:
        out = out.over(m)
    return out


def day(value: object) -> date | None:
    """The calendar day that `value` gives, as written where it stands: no change of time zone.

    None where it gives none, or where day and month could be taken for each other ("03/04/2024").
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = value.strip()[:80]
    for pattern in (_ISO, _SLASHED, _BASIC):
        if m := pattern.match(text):
            return _date(m.group(1), m.group(2), m.group(3))
    if m := _DAY_FIRST.match(text):
        return _date(m.group(3), _month(m.group(2)), m.group(1))
    if m := _MONTH_FIRST.match(text):
        return _date(m.group(3), _month(m.group(1)), m.group(2))
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def language_code(value: str | None) -> str | None:
    """ISO 639-1 of "en", "en-GB", "en_US"; None for anything else."""
    m = _LANGUAGE.fullmatch(value.strip()) if value else None
    return m.group(1).lower() if m else None


def _line(value: object) -> str | None:
    """`value` as one line of text, None where it holds none. Of a list, what its texts say, joined."""
    if isinstance(value, list):
        value = ", ".join(v for v in value if isinstance(v, str))
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return " ".join(showable(value[: 4 * MAX_FIELD_CHARS]).split())[:MAX_FIELD_CHARS] or None


def _fit_id(value: str | None) -> str | None:
    return value if value and _ID.fullmatch(value) and not _OURS.fullmatch(value) else None


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _date(year: str | int, month: str | int, day_: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day_))
    except ValueError:
        return None
