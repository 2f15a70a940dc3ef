"""Keeps articles, readings, links and judgements in one SQLite file, and searches them."""

from .identity import article_id, fold, identified
from .opening import default_path, open_ledger
from .store import Ledger

__all__ = ["Ledger", "article_id", "default_path", "fold", "identified", "open_ledger"]
