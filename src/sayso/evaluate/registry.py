"""Name -> yardstick. Modules are loaded when asked for."""

from __future__ import annotations

from importlib import import_module

from sayso.model import UsageError

from .yardstick import Yardstick

NAMES = (
    "polnear",
    "meantime",
    "szeged",
    "gum",
    "geoparsing",
    "newsquant",
    "quantities",
    "timeml",
    "plover",
    "claims",
    "contrast",
    "copies",
    "msrp",
    "sts",
    "fnc1",
    "ecbplus",
    "basil",
    "checkthat",
)


def yardstick(name: str) -> Yardstick:
    """The yardstick called `name`; raises UsageError. Each lies in the module of its name, as YARDSTICK."""
    if name not in NAMES:
        raise UsageError(name, "there is no such yardstick.", f"Choose one of {', '.join(NAMES)}.")
    found: Yardstick = import_module(f".{name}", __package__).YARDSTICK
    return found
