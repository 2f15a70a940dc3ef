"""The ledger as the other rooms see it.

Reading it never waits for a writer, and a `look` sees one moment of it however long it lasts. Every change is one transaction: it is
there as a whole or not at all. What is not in this file lies beside it, as functions over a connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, delete, func, select

from ..model import Anchor, Article, InputError, Judgement, LedgerError, Links, Reading
from . import schema as t
from .faults import damaged, told
from .judged import about, applies, effective, judgements, standing
from .shelf import article_of, put_problem, readings_of, seqs_of
from .telling import links_of, named_first, stale

if TYPE_CHECKING:
    from .keeping import Kept

# Writing needs all of linking, which takes seconds to load: it is imported where it is used.
Progress = Callable[[int, int], None]  # done, in all

_BROKEN = (ValueError, KeyError, TypeError, IndexError)  # what decoding damaged data raises


class Ledger:
    """One ledger, open. Made by `open_ledger`; close it, or use it in a `with`. Every method may raise LedgerError."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine

    def close(self) -> None:
        with told(self.path):
            self.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, t: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it is now, whatever is written meanwhile. For reading only."""
        with told(self.path), self.engine.connect() as c:
            yield c

    @contextmanager
    def change(self, *, lasting: bool = False) -> Iterator[Connection]:
        """A transaction: what is done in the body is kept as a whole, or not at all where it raises.

        Keep it short: other writers wait. With `lasting` it is on the disk when the body is done, not only in the
        machine's hands.
        """
        with told(self.path), self.engine.connect().execution_options(writing=True) as c:
            raw = c.connection.driver_connection
            if lasting and raw is not None:
                raw.execute("PRAGMA synchronous=FULL")
            try:
                with c.begin():
                    yield c
            finally:
                if lasting and raw is not None:
                    raw.execute("PRAGMA synchronous=NORMAL")

    # Articles and readings

    def known(self, ids: Sequence[str]) -> dict[str, int]:
        """Which of the articles are there: id -> `seq`."""
        with self.look() as c:
            return seqs_of(c, ids)

    def has(self, article: str) -> bool:
        return bool(self.known([article]))

    def seq(self, c: Connection, article: str) -> int:
        """Raises LedgerError where no article has that id."""
        found = seqs_of(c, [article]).get(article)
        if found is None:
            raise LedgerError(article, "the ledger holds no such article.", "`sayso list` shows those that it holds.")
        return found

    def article(self, id_: str) -> Article:
        with self.look() as c:
            seq = self.seq(c, id_)
            return article_of(c.execute(select(t.article).where(t.article.c.seq == seq)).one())

    def ids(self) -> list[str]:
        """Of all articles, in order of arrival."""
        with self.look() as c:
            return list(c.execute(select(t.article.c.id).order_by(t.article.c.seq)).scalars())

    def reading(self, article: str) -> Reading:
        """As the reader gave it, without judgements."""
        with self.look() as c:
            seq = self.seq(c, article)
            return self.readings(c, [seq])[seq]

    def readings(self, c: Connection, seqs: Sequence[int]) -> dict[int, Reading]:
        """As the reader gave them, by `seq`, in that order."""
        try:
            found = readings_of(c, seqs)
        except _BROKEN as e:
            raise damaged(self.path, f"a reading cannot be decoded: {type(e).__name__}") from e
        if len(found) < len(set(seqs)):
            raise damaged(self.path, "an article is without its reading")
        return found

    def count(self) -> int:
        """How many articles it holds."""
        with self.look() as c:
            return int(c.execute(select(func.count()).select_from(t.article)).scalar_one())

    def effective(self, c: Connection, seqs: Sequence[int]) -> dict[int, Reading]:
        """The readings with a person's word on sources and pins, by `seq`."""
        given = about(c, seqs)
        return {seq: effective(r, given) for seq, r in self.readings(c, seqs).items()}

    def keep(self, reading: Reading) -> Kept:
        """Files an article with its reading; nothing changes where it is there already. Its claims come with `settle`."""
        from .keeping import keep, prepare

        prepared = prepare(reading)
        with self.change() as c:
            return keep(c, prepared)

    def reread(self, reading: Reading) -> bool:
        """Puts the reading in the place of the one that its article has; judgements hold on. Whether it is another one.

        The article stays where it is in the order of arrival; its copies and its story are found anew.
        """
        from .keeping import prepare, replace_reading

        prepared = prepare(reading)
        with self.change() as c:
            return replace_reading(c, self.seq(c, reading.article.id), prepared)

    def old_readings(self, reader: str) -> list[str]:
        """Ids of the articles whose readings another version of the reader made, in order of arrival."""
        query = select(t.article.c.id).join(t.reading, t.reading.c.article == t.article.c.seq)
        with self.look() as c:
            return list(c.execute(query.where(t.reading.c.reader != reader).order_by(t.article.c.seq)).scalars())

    # Linking

    def stories(self) -> int:
        """How many stories it holds."""
        with self.look() as c:
            return int(c.execute(select(func.count()).select_from(t.story)).scalar_one())

    def settle(self, progress: Progress | None = None) -> int:
        """Links every chapter that changed, the oldest stories first, and joins the claims of chapters; how many it linked. What is
        done stays done when this ends early.
        """
        done = 0
        while True:
            with self.look() as c:
                waiting = stale(c)
            for n, (story, number) in enumerate(waiting, 1):
                done += self._settle(story, number)
                if progress:
                    progress(n, len(waiting))
            if not waiting and not self._join():
                return done

    def _join(self) -> bool:
        """Joins the claims of the chapters of each volume that waits for it; whether any did."""
        with self.look() as c:
            waiting = c.exec_driver_sql("SELECT 1 FROM chapter WHERE joined != linked LIMIT 1").first()
        if waiting is None:
            return False
        from . import joining

        with self.look() as c:
            volumes = joining.apart(c)
        for volume in volumes:
            taken, name = None, ""
            try:
                with self.look() as c:
                    name = f"story {c.exec_driver_sql('SELECT id FROM story WHERE n = ?', (volume[0],)).scalar()}, its parts"
                    taken = joining.take(c, volume)
                    if taken is None:
                        continue
                    taken = joining.bound(c, taken)
                    found = joining.completed(c, joining.wholes(c, taken))
                problem = None
            except LedgerError:
                raise
            except Exception as e:  # a fault of joining leaves the claims of these chapters as each gave them
                if taken is None:
                    raise damaged(self.path, f"claims cannot be decoded: {type(e).__name__}") from e
                cause = f"{type(e).__name__}: {str(e)[:200]}"
                problem = InputError(name, f"their claims could not be joined ({cause}).", "Each has its own.")
                found = []
            with self.change() as c:
                if joining.put(c, taken, found):
                    c.execute(delete(t.problem).where(t.problem.c.file == name))
                    if problem is not None:
                        put_problem(c, problem)
        return True

    def unsettle(self, linker: str | None = None) -> int:
        """Has every chapter linked again, or with `linker` those that another version of the linker linked; how many."""
        from .placing import touch

        with self.change() as c:
            rows = c.exec_driver_sql("SELECT story, n FROM chapter WHERE linker != ?", (linker or "",))
            found = [(row[0], row[1]) for row in rows]
            touch(c, found)
        return len(found)

    def _settle(self, story: int, number: int) -> bool:
        from . import settling

        try:
            with self.look() as c:
                chapter = settling.take(c, story, number)
        except _BROKEN as e:
            raise damaged(self.path, f"a reading cannot be decoded: {type(e).__name__}") from e
        if chapter is None:
            return False
        try:
            found, problem = settling.linked(chapter), None
        except Exception as e:  # a fault of linking is this chapter's: its articles are there, without claims
            cause = f"{type(e).__name__}: {str(e)[:200]}"
            problem = InputError(chapter.name, f"its articles could not be linked ({cause}).", "The others were.")
            found = settling.unlinked(chapter)
        with self.change() as c:
            if not settling.put(c, chapter, found):
                return False
            c.execute(delete(t.problem).where(t.problem.c.file == chapter.name))
            if problem is not None:
                put_problem(c, problem)
            return True

    def links(self, c: Connection, story: int) -> Links:
        """Everything that holds across the articles of a story (its number), as it was last settled."""
        try:
            return links_of(c, story)
        except _BROKEN as e:
            raise damaged(self.path, f"links cannot be decoded: {type(e).__name__}") from e

    # Judgements

    def judge(self, judgement: Judgement) -> int:
        """Adds it and carries it out, except for linking (`settle`); its number."""
        from . import judging

        with self.change(lasting=True) as c:
            return judging.judge(c, judgement)

    def undo(self, number: int, *, author: str, reason: str = "") -> int:
        """Takes a judgement back by a new one, whose number this gives; the ledger is then as if it had never been."""
        from . import judging

        with self.change(lasting=True) as c:
            return judging.undo(c, number, author, reason)

    def anchor(self, named: str) -> Anchor:
        """The words of a statement, or of the earliest statement of a claim, by its id. Raises LedgerError where there is none."""
        from .browse import claim_named
        from .parts import whole_of

        with self.look() as c:
            known = named
            if named[:1] == "c":
                claim, _ = claim_named(c, named)
                known = named_first(c, named if whole_of(c, named) else claim.id)
            article = known.rpartition("-")[0]
            seq = seqs_of(c, [article]).get(article)
            for s in self.readings(c, [seq])[seq].statements if seq is not None else ():
                if s.id == known:
                    text = article_of(c.execute(select(t.article).where(t.article.c.seq == seq)).one()).text
                    return Anchor(article, s.hull, s.hull.of(text))
        raise LedgerError(
            named, "the ledger holds no such statement.", "`sayso show ARTICLE` lists those of an article."
        )

    def idle_judgements(self) -> set[int]:
        """Numbers of the standing judgements whose words mean no statement, or no place, in the present readings."""
        idle = set()
        with self.look() as c:
            for j in standing(judgements(c)):
                seqs = seqs_of(c, [a.article for a in j.targets])
                readings = {r.article.id: r for r in self.readings(c, list(seqs.values())).values()}
                if not applies(readings, j):
                    idle.add(j.number)
        return idle

    def judgements(self, *, standing_only: bool = False) -> list[Judgement]:
        """All that were ever made, in their order, or those that hold."""
        with self.look() as c:
            given = judgements(c)
        return standing(given) if standing_only else given

    # Inputs that failed

    def note_problem(self, problem: InputError) -> None:
        """Keeps the last reason why an input could not be read."""
        with self.change() as c:
            put_problem(c, problem)

    def problems(self) -> list[tuple[str, str]]:
        """(input, reason) of what could not be read."""
        with self.look() as c:
            return [(r.file, r.reason) for r in c.execute(select(t.problem).order_by(t.problem.c.file))]
