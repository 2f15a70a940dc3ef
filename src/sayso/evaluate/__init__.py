"""Holds the reader against public gold sets, in the formats they lie in."""

from .counts import Counts, calibration_error, interval, macro_f1, total
from .plot import reliability
from .registry import NAMES, yardstick
from .run import Report, evaluate, report
from .table import as_data, grouped, markdown
from .yardstick import Document, Error, Outcome, Trial, Yardstick

__all__ = [
    "NAMES",
    "Counts",
    "Document",
    "Error",
    "Outcome",
    "Report",
    "Trial",
    "Yardstick",
    "as_data",
    "calibration_error",
    "evaluate",
    "grouped",
    "interval",
    "macro_f1",
    "markdown",
    "reliability",
    "report",
    "total",
    "yardstick",
]
