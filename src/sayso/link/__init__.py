"""Readings -> Links: what holds across articles."""

from .linker import link

__all__ = ["link"]
