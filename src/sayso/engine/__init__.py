"""Runs read and link over many articles, in this process or on a pool of processes."""

from .runner import Result, read_all, run

__all__ = ["Result", "read_all", "run"]
