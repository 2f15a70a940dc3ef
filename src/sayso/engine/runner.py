"""Articles -> Readings and Links. The result does not depend on the number of processes."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
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
    for article, outcome in outcomes(articles, jobs=1 if len(articles) < 2 else jobs):
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


def outcomes(articles: Iterable[Article], *, jobs: int = 1) -> Generator[tuple[Article, Reading | Failure], None, None]:
    """Each article with its reading, or why there is none, in their order; articles are drawn as they are needed."""
    if jobs <= 1:
        for article in articles:
            yield article, read_guarded(article)
        return
    pool = _pool(jobs)
    source = iter(articles)
    waiting: deque[tuple[Article, Future[Reading | Failure] | None]] = deque()
    try:
        while True:
            waiting.extend((a, None) for a in islice(source, jobs * _AHEAD - len(waiting)))
            if not waiting:
                return
            article = waiting[0][0]
            try:
                for n, (other, future) in enumerate(waiting):
                    if future is None:
                        waiting[n] = other, pool.submit(read_guarded, other)
                outcome = _result(waiting[0][1])
            except BrokenProcessPool:  # some article of those handed out killed its process: was it this one?
                pool.shutdown(cancel_futures=True)
                outcome = _alone(article)
                pool = _pool(jobs)
                waiting = deque((other, None) for other, _ in waiting)
            waiting.popleft()
            yield article, outcome
    finally:
        pool.shutdown(cancel_futures=True)


def _result(future: Future[Reading | Failure] | None) -> Reading | Failure:
    assert future is not None
    return future.result()


def _alone(article: Article) -> Reading | Failure:
    with _pool(1) as pool:
        try:
            return pool.submit(read_guarded, article).result()
        except BrokenProcessPool:
            subject = article.file or article.id
            return Failure(subject, "the process that read it died.", "Leave the article out, or split it.")


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Fresh processes: forking one that has threads of onnxruntime can hang.
    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"), initializer=_undisturbed)


def _undisturbed() -> None:
    """Ctrl-C reaches every process of a terminal; what is to be done then, the one that hands out articles decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
