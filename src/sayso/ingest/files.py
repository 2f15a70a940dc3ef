"""Which files an input names, and their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sayso.model import InputError

from .limits import MAX_FILE_BYTES
from .metadata import SIDECAR

SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl")
KINDS = ", ".join(SUFFIXES)


def files(given: str) -> Iterator[tuple[Path, str] | InputError]:
    """Path and name of each file that `given` names: itself, or all articles in a folder and below, by name.

    Hidden files, sidecars and files of other kinds in a folder are passed over; one given by itself must be of a
    known kind. A name without a suffix is taken as text.
    """
    path = Path(given)
    if path.is_dir():
        yield from _folder(path, given)
    elif not os.path.lexists(path):
        yield InputError(given, "there is no such file or folder.", "Check the name.")
    elif path.suffix.lower() not in (*SUFFIXES, ""):
        yield InputError(given, f"files of the kind “{path.suffix}” are not read.", f"Give one of {KINDS}.")
    else:
        yield path, given


def contents(path: Path, name: str) -> bytes:
    """The bytes of a file. Raises InputError where it cannot be read, is no plain file, or is too large."""
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise InputError(
                name, "this is not a plain file.", "Save it as a file first; “-” reads JSONL from standard input."
            )
        if info.st_size > MAX_FILE_BYTES:
            raise too_large(name, info.st_size)
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except OSError as e:
        raise unreadable(name, e) from e
    if len(data) > MAX_FILE_BYTES:
        raise too_large(name, len(data))
    return data


def too_large(name: str, size: int) -> InputError:
    return InputError(
        name,
        f"the file is too large ({size / 1e6:.1f} MB; at most {MAX_FILE_BYTES // 1_000_000} MB).",
        "Split it, or give several articles as .jsonl.",
    )


def unreadable(name: str, e: OSError) -> InputError:
    return InputError(name, f"the file cannot be read ({e.strerror or type(e).__name__}).", "Check its permissions.")


def _folder(folder: Path, given: str) -> Iterator[tuple[Path, str] | InputError]:
    found = False
    failed: list[OSError] = []
    for directory, subfolders, names in os.walk(folder, onerror=failed.append):
        subfolders[:] = sorted(d for d in subfolders if not d.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or name.endswith(SIDECAR) or Path(name).suffix.lower() not in SUFFIXES:
                continue
            found = True
            path = Path(directory) / name
            yield path, str(Path(given) / path.relative_to(folder))
    for e in failed:
        yield InputError(
            str(e.filename or given), f"the folder cannot be read ({e.strerror}).", "Check its permissions."
        )
    if not found and not failed:
        yield InputError(given, "the folder holds no articles.", f"sayso reads {KINDS}.")
