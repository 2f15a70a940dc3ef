"""What can go wrong, in plain words.

SaysoError            names the input, says what is wrong and what to do
├── InputError        an article or file cannot be read; the run goes on with the rest
├── OutputError       a file cannot be written; nothing half-written is left
├── UsageError        the command was called in a way that cannot work (exit code 2)
├── StageError        a stage of the reader lacks what it needs; a fault of the program
├── VerifyError       a brief does not hold against its articles
└── LedgerError       a ledger cannot be opened, read or written; nothing in it is lost
"""

from __future__ import annotations


class SaysoError(Exception):
    """`subject` is the input it happened to, `problem` what is wrong, `remedy` what to do."""

    def __init__(self, subject: str, problem: str, remedy: str = "") -> None:
        self.subject, self.problem, self.remedy = subject, problem, remedy
        super().__init__(f"{subject}: {problem}" + (f" {remedy}" if remedy else ""))


class InputError(SaysoError):
    """An article or file that cannot be read."""


class OutputError(SaysoError):
    """A file that cannot be written."""


class UsageError(SaysoError):
    """A call that cannot work."""


class StageError(SaysoError):
    """A stage was run without what it needs."""


class VerifyError(SaysoError):
    """A brief that does not hold."""


class LedgerError(SaysoError):
    """A ledger that cannot be opened, read or written."""
