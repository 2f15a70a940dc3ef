"""Runs read and link over many articles, in this process or on a pool of processes."""

from .adding import Added, add
from .rereading import reread
from .runner import Result, read_all, run

__all__ = ["Added", "Result", "add", "read_all", "reread", "run"]
