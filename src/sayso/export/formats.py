"""Tables of a ledger -> files. What is half done is never left behind: each file gets its name when it is whole."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from sayso.ledger import Ledger
from sayso.model import OutputError, UsageError

from .rows import DECIMAL, TABLES, WHOLE, YES_OR_NO, briefs, judged, rows_of

Progress = Callable[[int], None]  # stories done
JUDGEMENTS = "sayso.judgements/1"
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes what begins so for a formula


def export(
    ledger: Ledger, form: str, target: Path | IO[str], *, story: str | None = None, progress: Progress | None = None
) -> int:
    """Writes the ledger, or one story, in one of FORMATS; how many stories. `target` is a file for jsonl (or an open one), and a
    folder for the others, one file a table. Raises OutputError and LedgerError.
    """
    writer = FORMATS[form]
    told = _told(briefs(ledger, story), progress)
    if not isinstance(target, Path):
        return _lines(ledger, told, target)
    try:
        return writer(ledger, told, target)
    except OSError as e:
        raise OutputError(str(target), f"it cannot be written ({e.strerror}).", "Choose another place.") from e


def _told(found: Iterator[dict[str, Any]], progress: Progress | None) -> Iterator[dict[str, Any]]:
    for n, brief in enumerate(found, 1):
        yield brief
        if progress:
            progress(n)


def _jsonl(ledger: Ledger, found: Iterator[dict[str, Any]], target: Path) -> int:
    with _whole_path(target) as part, part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
        return _lines(ledger, found, out)


def _lines(ledger: Ledger, found: Iterator[dict[str, Any]], out: IO[str]) -> int:
    """A brief a line, then the judgements."""
    count = 0
    for brief in found:
        brief.pop("story")
        out.write(json.dumps(brief, ensure_ascii=False, separators=(",", ":")) + "\n")
        count += 1
    given = [asdict(j) for j in judged(ledger)]
    if given:
        out.write(json.dumps({"schema": JUDGEMENTS, "judgements": given}, ensure_ascii=False) + "\n")
    return count


def _csv(ledger: Ledger, found: Iterator[dict[str, Any]], target: Path) -> int:
    """A leading sign that a spreadsheet would take for a formula gets an apostrophe before it."""
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    with ExitStack() as open_files:
        files = {}
        for table, columns in TABLES.items():
            files[table] = csv.writer(open_files.enter_context(_sheet(target / f"{table}.csv")))
            files[table].writerow(columns)
        for brief in found:
            for table, writer in files.items():
                writer.writerows([_safe(cell) for cell in row] for row in rows_of(brief, table))
            count += 1
    return count


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def _parquet(ledger: Ledger, found: Iterator[dict[str, Any]], target: Path) -> int:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        remedy = "Install it with `pip install 'sayso[parquet]'`."
        raise UsageError("--format parquet", "this needs the package pyarrow.", remedy) from None
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    with ExitStack() as open_files:
        files = {}
        for table, columns in TABLES.items():
            schema = pa.schema([(name, _type(pa, name)) for name in columns])
            part = open_files.enter_context(_whole_path(target / f"{table}.parquet"))
            files[table] = open_files.enter_context(pq.ParquetWriter(part, schema)), schema
        for brief in found:
            for table, (writer, schema) in files.items():
                _write_rows(pa, writer, schema, [*rows_of(brief, table)])
            count += 1
    return count


def _write_rows(pa: Any, writer: Any, schema: Any, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        columns = [pa.array(cells, f.type) for cells, f in zip(zip(*rows, strict=True), schema, strict=True)]
        writer.write_batch(pa.record_batch(columns, schema=schema))


def _type(pa: Any, column: str) -> Any:
    if column in DECIMAL:
        return pa.float64()
    if column in WHOLE:
        return pa.int64()
    return pa.bool_() if column in YES_OR_NO else pa.string()


@contextmanager
def _whole_path(target: Path) -> Iterator[Path]:
    """A file beside `target` that takes its name when the body ended well, and is gone otherwise."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def _sheet(target: Path) -> Iterator[IO[str]]:
    """With the mark of UTF-8, without which a spreadsheet garbles “ and é."""
    with (
        _whole_path(target) as part,
        part.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as out,
    ):
        yield out


FORMATS: dict[str, Callable[[Ledger, Iterator[dict[str, Any]], Path], int]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": _parquet,
}
