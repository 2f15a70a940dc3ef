"""Words on stderr, progress, and files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sayso.model import OutputError

STDOUT = "-"


def say(words: str) -> None:
    """One line on stderr."""
    print(f"sayso: {' '.join(words.split())}", file=sys.stderr)


def write(target: str, text: str) -> None:
    """`text` as UTF-8 to the file `target`, whole or not at all; "-" is standard output. Raises OutputError."""
    if target == STDOUT:
        sys.stdout.write(text)
        return
    path = Path(target).resolve()
    if path.exists() and not path.is_file():
        if path.is_dir():
            raise OutputError(target, "this is a folder.", "Give the name of a file.")
        path.write_text(text, encoding="utf-8")  # a pipe or a device: nothing to replace
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_text(text, encoding="utf-8", newline="")
        temporary.replace(path)
    except OSError as e:
        with suppress(OSError):
            temporary.unlink()
        raise OutputError(target, f"the file cannot be written ({e.strerror}).", "Choose another place.") from e


def check_writable(target: str) -> None:
    """Raises OutputError at once where `target` could not be written after a long run."""
    folder = Path(target).resolve().parent
    if target == STDOUT:
        return
    if not folder.is_dir():
        raise OutputError(target, f"there is no folder “{folder}”.", "Create it, or choose another place.")
    if Path(target).is_dir():
        raise OutputError(target, "this is a folder.", "Give the name of a file.")
    if not os.access(folder, os.W_OK):
        raise OutputError(target, f"nothing can be written to the folder “{folder}”.", "Choose another place.")


@contextmanager
def progress_bar(words: str, *, quiet: bool) -> Iterator[Callable[..., None] | None]:
    """A bar on stderr while the body runs, moved by (done, in all) and, where what is done changes, a word for it; None, and no
    bar, where stderr is not a terminal or `quiet` is set."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total, now=None: bar.update(task, completed=done, total=total, description=now or words)
