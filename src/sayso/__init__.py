"""sayso: who said what, on whose say-so, how sure, and on how many independent origins it rests."""

__version__ = "0.2.0"
