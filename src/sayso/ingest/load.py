"""Inputs as the user names them -> Articles, in order, each bad one named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypeVar

from sayso.model import Article, InputError, UsageError

from .decode import decode
from .files import contents, files, unreadable
from .language import language_of
from .limits import MAX_TEXT_CHARS
from .metadata import Metadata, merged, metadata, sidecar
from .pages import page
from .plain import first_line, front_matter
from .records import lines, records

T = TypeVar("T")
EVERY = "*"  # the key of a value for every article that gives none itself


@dataclass(frozen=True, slots=True)
class Loaded:
    """The articles, in the order of the inputs, and what could not be read."""

    articles: tuple[Article, ...]
    problems: tuple[InputError, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """One article before it has its id."""

    file: str
    text: str
    meta: Metadata


def load(
    paths: Sequence[str | Path],
    *,
    published: date | Mapping[str, date] | None = None,
    outlet: str | Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
) -> Loaded:
    """Articles of files and folders; "-" is JSONL on `stdin`.

    `published` and `outlet` are a value for every article that gives none itself, or a mapping from names of files (as
    given, or without their folders) to the value that holds for them whatever they say; its key "*" is the value for
    the others. Raises UsageError for an address of the web; everything else that fails is in `problems`.
    """
    for path in map(str, paths):
        if path.startswith(("http://", "https://")):
            raise UsageError(path, "sayso does not fetch pages.", "Save the page and give the file.")
    days = published if isinstance(published, Mapping) else {EVERY: published} if published else {}
    outlets = outlet if isinstance(outlet, Mapping) else {EVERY: outlet} if outlet else {}
    found: list[_Found] = []
    problems: list[InputError] = []
    used: set[str] = set()
    for item in _inputs([str(p) for p in paths], stdin):
        if isinstance(item, InputError):
            problems.append(item)
            continue
        given = Metadata(published=_for(item.file, days, used), outlet=_for(item.file, outlets, used))
        rest = Metadata(published=days.get(EVERY), outlet=outlets.get(EVERY))
        found.append(_Found(item.file, item.text, merged([given, item.meta, rest])))
    for name in [*days, *outlets]:
        if name != EVERY and name not in used:
            problems.append(
                InputError(
                    name,
                    "a day or an outlet was given for it, but no article of that name was read.",
                    "Check the name.",
                )
            )
    return Loaded(_articles(found), tuple(problems))


def _for(file: str, values: Mapping[str, T], used: set[str]) -> T | None:
    for name in (file, Path(file).name, file.rpartition(":")[0]):
        if name in values and name != EVERY:
            used.add(name)
            return values[name]
    return None


def _inputs(paths: list[str], stdin: BinaryIO | None) -> Iterator[_Found | InputError]:
    for given in paths:
        if given == "-" and stdin is not None:
            yield from _records(lines(stdin, "stdin"))
            continue
        for item in files(given):
            if isinstance(item, InputError):
                yield item
            else:
                yield from _file(*item)


def _file(path: Path, name: str) -> Iterator[_Found | InputError]:
    """Everything in one file. Whatever goes wrong inside it is an error of this file alone."""
    try:
        kind = path.suffix.lower()
        if kind == ".jsonl":
            with closing(_opened(path, name)) as stream:
                yield from _records(lines(stream, name))
        elif kind == ".json":
            yield from _records(records(contents(path, name), name))
        else:
            yield from _single(path, name, kind)
    except InputError as e:
        yield e
    except OSError as e:
        yield unreadable(name, e)
    except Exception as e:  # a fault of a parser on hostile input must not stop the run
        yield InputError(
            name, f"cannot be read ({type(e).__name__}: {str(e)[:200]}).", "Save the article's text as .txt."
        )


def _opened(path: Path, name: str) -> BinaryIO:
    if not path.is_file():
        raise InputError(
            name, "this is not a plain file.", "Save it as a file first; “-” reads JSONL from standard input."
        )
    return path.open("rb")


def _single(path: Path, name: str, kind: str) -> Iterator[_Found | InputError]:
    html = kind in (".html", ".htm")
    text = decode(contents(path, name), name, page=html)
    record: dict[str, object] = {}
    if html:
        text, record = page(text, name)
    elif kind == ".md":
        record, text = front_matter(text)
    own, problems = metadata(record, name)
    beside, more = sidecar(path, name)
    yield from [*problems, *more]
    yield _limited(_Found(name, text, merged([beside, own])))


def _records(found: Iterator[tuple[str, dict[str, object] | InputError]]) -> Iterator[_Found | InputError]:
    for label, record in found:
        if isinstance(record, InputError):
            yield record
            continue
        meta, problems = metadata(record, label)
        yield from problems
        yield _limited(_Found(label, str(record["text"]), meta))


def _limited(found: _Found) -> _Found | InputError:
    if len(found.text) > MAX_TEXT_CHARS:
        problem = f"the article is too long ({len(found.text):,} characters; at most {MAX_TEXT_CHARS:,})."
        return InputError(found.file, problem, "Split it into its articles.")
    if not found.text.strip():
        return InputError(found.file, "the article is empty.", "Give a file that holds an article.")
    return found


def _articles(found: list[_Found]) -> tuple[Article, ...]:
    ids = _ids([f.meta.id for f in found])
    return tuple(
        Article(
            id=id_,
            text=f.text,
            file=f.file,
            title=f.meta.title or first_line(f.text),
            outlet=f.meta.outlet,
            url=f.meta.url,
            author=f.meta.author,
            published=f.meta.published,
            language=f.meta.language or language_of(f.text),
        )
        for id_, f in zip(ids, found, strict=True)
    )


def _ids(given: list[str | None]) -> list[str]:
    """The ids given, where each is unique; a1, a2, ... by position for the others."""
    once = {g for g in given if g is not None and given.count(g) == 1}
    out: list[str] = []
    for position, g in enumerate(given, 1):
        id_ = g if g in once and g is not None else f"a{position}"
        while g not in once and id_ in once:
            id_ += "x"
        out.append(id_)
    return out
