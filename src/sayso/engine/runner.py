"""Articles -> Readings and Links. The result does not depend on the number of processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, replace
from multiprocessing import get_context

from sayso.model import Article, InputError, Links, Reading, Warning, WarningKind

from .guarded import Failure, read_guarded

Progress = Callable[[int, int], None]  # articles done, articles in all
_AHEAD = 8  # articles handed out per process before their results are taken


@dataclass(frozen=True, slots=True)
class Result:
    """Readings in the order of the articles, what holds across them, and what failed, by name."""

    readings: tuple[Reading, ...]
    links: Links
    problems: tuple[InputError, ...]


def run(articles: Sequence[Article], *, jobs: int = 1, progress: Progress | None = None) -> Result:
    """Reads each article, then links the readings. A fault in one article becomes a problem; the rest goes on."""
    readings: list[Reading] = []
    problems: list[InputError] = []
    with closing(read_all(articles, jobs=jobs)) as outcomes:
        for done, outcome in enumerate(outcomes, 1):
            if isinstance(outcome, Reading):
                readings.append(outcome)
            else:
                problems.append(outcome)
            if progress:
                progress(done, len(articles))
    links, fault = _linked(readings)
    return Result(tuple(readings), links, (*problems, *fault))


def read_all(articles: Sequence[Article], *, jobs: int = 1) -> Generator[Reading | InputError, None, None]:
    """One outcome per article, in their order, each as soon as it is there."""
    seen: dict[str, Article] = {}
    plain = map(read_guarded, articles) if jobs <= 1 or len(articles) < 2 else _pooled(articles, jobs)
    for article, outcome in zip(articles, plain, strict=True):
        if isinstance(outcome, Failure):
            yield outcome.error()
            continue
        first = seen.setdefault(article.sha256, article)
        yield outcome if first is article else _marked(outcome, first)


def _marked(reading: Reading, first: Article) -> Reading:
    """`reading`, with the note that an earlier article has the same text."""
    note = f"the same text as {first.id}" + (f" ({first.file})" if first.file else "")
    warning = Warning(reading.article.id, None, WarningKind.DUPLICATE, note)
    return replace(reading, warnings=(*reading.warnings, warning))


def _linked(readings: Sequence[Reading]) -> tuple[Links, list[InputError]]:
    from sayso.link import link

    try:
        return link(readings), []
    except Exception as e:
        cause = f"{type(e).__name__}: {str(e)[:200]}"
        problem = f"the articles could not be linked ({cause})."
        return Links((), (), (), (), ()), [InputError("all articles", problem, "Each was read by itself.")]


def _pooled(articles: Sequence[Article], jobs: int) -> Iterator[Reading | Failure]:
    """As `map(read_guarded, articles)`, on `jobs` processes; an article on which its process dies is a Failure."""
    pool = _pool(jobs)
    waiting: deque[Future[Reading | Failure]] = deque()
    handed = 0
    try:
        for position, article in enumerate(articles):
            try:
                while handed < len(articles) and len(waiting) < jobs * _AHEAD:
                    waiting.append(pool.submit(read_guarded, articles[handed]))
                    handed += 1
                outcome = waiting.popleft().result()
            except BrokenProcessPool:  # some article of those handed out killed its process: was it this one?
                pool.shutdown(cancel_futures=True)
                outcome = _alone(article)
                pool, handed = _pool(jobs), position + 1
                waiting.clear()
            yield outcome
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(article: Article) -> Reading | Failure:
    with _pool(1) as pool:
        try:
            return pool.submit(read_guarded, article).result()
        except BrokenProcessPool:
            subject = article.file or article.id
            return Failure(subject, "the process that read it died.", "Leave the article out, or split it.")


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Fresh processes: forking one that has threads of onnxruntime can hang.
    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"))
