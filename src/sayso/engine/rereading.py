"""Reads the articles of a ledger again with the reader as it is now; what people decided stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from sayso.model import Article, InputError, LedgerError

from .adding import SETTLED, Added, Progress, stopping
from .guarded import Failure
from .runner import outcomes

if TYPE_CHECKING:
    from sayso.ledger import Ledger


def reread(ledger: Ledger, *, everything: bool = False, jobs: int = 1, progress: Progress | None = None) -> Added:
    """Reads anew what another version of the reader read, or with `everything` all, and links anew what another version of the linker
    linked; in the result `new` counts the readings that came out otherwise, `known` those that did not, `linked` the chapters.

    An article that cannot be read any more keeps its old reading, and is a problem. It can be stopped and begun again like `add`.
    """
    from sayso.link.linker import version
    from sayso.read import reader_version

    ids = ledger.ids() if everything else ledger.old_readings(reader_version())
    done = Added()
    ledger.unsettle(None if everything else version())
    show = progress if ids else None
    if show:
        show("reading", 0, len(ids))
    with stopping() as stop:
        with closing(outcomes(_drawn(ids, ledger.article), jobs=jobs)) as read:
            for n, (article, outcome) in enumerate(read, 1):
                if isinstance(outcome, Failure):
                    _failed(outcome.error(), ledger, done)
                else:
                    try:
                        changed = ledger.reread(outcome)
                        done.new, done.known = done.new + changed, done.known + (not changed)
                    except LedgerError:
                        raise
                    except Exception as e:  # whatever it is, it concerns this article alone
                        cause = f"{type(e).__name__}: {str(e)[:200]}"
                        name = article.file or article.id
                        _failed(
                            InputError(name, f"it could not be read again ({cause}).", "It is as it was."), ledger, done
                        )
                if progress:
                    progress("reading", n, len(ids))
                if stop.is_set():
                    done.stopped = True
                    break
                if n % SETTLED == 0:
                    done.linked += ledger.settle()
        done.linked += ledger.settle((lambda n, of: progress("linking", n, of)) if progress else None)
    return done


def _failed(problem: InputError, ledger: Ledger, done: Added) -> None:
    done.problems.append(problem)
    ledger.note_problem(problem)


def _drawn(ids: Iterable[str], article: Callable[[str], Article]) -> Iterator[Article]:
    for id_ in ids:
        yield article(id_)
