"""Article -> Reading: one article alone."""

from .reader import read, reader_version

__all__ = ["read", "reader_version"]
