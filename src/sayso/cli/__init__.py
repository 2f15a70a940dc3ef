"""The command line: one module a command, each thin over functions of the other rooms."""

from .app import app, main

__all__ = ["app", "main"]
