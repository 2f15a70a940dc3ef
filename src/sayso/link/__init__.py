"""Readings -> Links: what holds across articles. And two texts -> how far they say the same."""

from .linker import link
from .pair_model import Judgement, judge_pairs

__all__ = ["Judgement", "judge_pairs", "link"]
