"""A ledger, or one story of it, as files for other programs: JSON lines, CSV, Parquet."""

from .formats import FORMATS, export

__all__ = ["FORMATS", "export"]
