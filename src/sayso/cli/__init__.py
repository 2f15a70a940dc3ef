"""The command line: one module a command, each thin over functions of the other rooms."""

import os

# Small matrices gain nothing from threads, and lose much where articles are read side by side. Before numpy is there.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from .app import app, main  # noqa: E402

__all__ = ["app", "main"]
