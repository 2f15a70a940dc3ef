"""Files -> Articles. Nothing here reaches the network or executes what a page holds."""

from .load import EVERY, Loaded, load

__all__ = ["EVERY", "Loaded", "load"]
