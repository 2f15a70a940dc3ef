"""Articles -> a ledger: read those that it does not hold yet, keep each in the order given, link what changed.

Whatever ends a run, a killed process included, the next one goes on where it ended, and the ledger comes out the same.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from sayso.model import Article, InputError, LedgerError, Reading, WarningKind

from .guarded import Failure
from .runner import outcomes

if TYPE_CHECKING:
    from sayso.ledger import Ledger

Progress = Callable[[str, int, int | None], None]  # "reading" or "linking", done, in all where that is known
SETTLED = 200  # articles kept, after which what changed is linked
_ASKED = 100  # articles looked up at once


@dataclass(slots=True)
class Added:
    """How many articles came in, how many were there already, what failed, and whether somebody stopped it early."""

    new: int = 0
    known: int = 0
    doubts: list[tuple[str, str]] = field(default_factory=list)  # new articles that may not be English: file, why
    linked: int = 0  # stories, or chapters of large ones, each as often as it was
    problems: list[InputError] = field(default_factory=list)
    stopped: bool = False


def add(
    articles: Iterable[Article],
    ledger: Ledger,
    *,
    jobs: int = 1,
    total: int | None = None,
    progress: Progress | None = None,
) -> Added:
    """Reads and keeps `articles`, then links. They are drawn as they are needed, so that any number takes the same memory.

    A fault in one article is a problem, kept by the name of its file, and the rest goes on. Ctrl-C ends it after the article
    that is being read, with everything linked; a second one at once. Raises LedgerError where the ledger itself fails: what was kept
    until then stays.
    """
    done = Added()
    seen = 0

    def show() -> None:
        if progress:
            progress("reading", seen + done.known, total)

    show()
    with stopping() as stop:
        waiting = _new(articles, ledger, done, show)
        with closing(outcomes(waiting, jobs=jobs)) as read:
            for article, outcome in read:
                _keep(article, outcome, ledger, done)
                seen += 1
                show()
                if stop.is_set():
                    done.stopped = True
                    break
                if done.new and done.new % SETTLED == 0:
                    done.linked += ledger.settle()
        done.linked += ledger.settle((lambda n, of: progress("linking", n, of)) if progress else None)
    return done


def _new(articles: Iterable[Article], ledger: Ledger, done: Added, show: Callable[[], None]) -> Iterator[Article]:
    """The articles that the ledger does not hold, each once, under the ids of their content; `show` is told of the others."""
    from sayso.ledger import identified

    given: set[str] = set()
    source = iter(articles)
    while some := [identified(a) for a in islice(source, _ASKED)]:
        held = ledger.known([a.id for a in some])
        for article in some:
            if article.id in held or article.id in given:
                done.known += 1
                show()
            else:
                given.add(article.id)
                yield article


def _doubts(reading: Reading) -> list[tuple[str, str]]:
    """What a user must know of an article that was read all the same."""
    name = reading.article.file or reading.article.id
    return [(name, w.note) for w in reading.warnings if w.kind is WarningKind.LANGUAGE and reading.statements]


def _keep(article: Article, outcome: Reading | Failure, ledger: Ledger, done: Added) -> None:
    """One transaction for one article; a fault that is the article's stays with it."""
    problem = None
    if isinstance(outcome, Failure):
        problem = outcome.error()
    else:
        try:
            if ledger.keep(outcome).new:
                done.new += 1
                done.doubts += _doubts(outcome)
            else:
                done.known += 1
        except LedgerError:
            raise
        except InputError as e:
            problem = e
        except Exception as e:  # whatever it is, it concerns this article alone
            cause = f"{type(e).__name__}: {str(e)[:200]}"
            problem = InputError(
                article.file or article.id, f"the article could not be kept ({cause}).", "The others were."
            )
    if problem is not None:
        done.problems.append(problem)
        ledger.note_problem(problem)


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; the second does what it always does."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.getsignal(signal.SIGINT)

    def first(_number: int, _frame: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, first)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
