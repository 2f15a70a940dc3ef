"""Article -> Reading: one article alone."""

from .reader import READER, read

__all__ = ["READER", "read"]
