"""Reading one article so that nothing it holds can stop a run."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.model import Article, InputError, Reading, Warning, WarningKind


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an article could not be read; an InputError as plain data, which can be sent between processes."""

    subject: str
    problem: str
    remedy: str

    def error(self) -> InputError:
        return InputError(self.subject, self.problem, self.remedy)


def read_guarded(article: Article) -> Reading | Failure:
    """The reading of `article`, or why there is none. An article in another language than English has blocks only."""
    from sayso.read import read, reader_version

    try:
        if article.language not in (None, "en"):
            return _unread(article, reader_version())
        return _doubted(read(article))
    except Exception as e:  # whatever it is, it concerns this article alone
        cause = f"{type(e).__name__}: {str(e)[:200]}"
        return Failure(article.file or article.id, f"the article could not be read ({cause}).", "The others were.")


def _doubted(reading: Reading) -> Reading:
    """With a warning where the article's language is not known and it does not look like English."""
    from sayso.ingest.language import seems_foreign

    article = reading.article
    seems = seems_foreign(article.text) if article.language is None else None
    if seems is None:
        return reading
    note = (
        f"it seems to be in another language (“{seems}”), but was read as English, so what was taken from it may be wrong;"
        f" its metadata can say which it is (language: {seems}, or en)"
    )
    return replace(reading, warnings=(*reading.warnings, Warning(article.id, None, WarningKind.LANGUAGE, note)))


def _unread(article: Article, reader: str) -> Reading:
    from sayso.read.blocks import find_blocks
    from sayso.read.draft import Draft

    draft = Draft(article)
    find_blocks(draft)
    note = f"the article's language is “{article.language}”; sayso reads English, so nothing was taken from it"
    empty = Reading(article, reader, (), (), (), (), (), (), (), (), (), (article.voice,), ())
    warning = Warning(article.id, None, WarningKind.LANGUAGE, note)
    return replace(empty, blocks=tuple(draft.blocks), warnings=(warning,))
