"""XML of gold sets, read with care: such files come from anywhere."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from sayso.model import InputError

from .yardstick import text_of


def parse(path: Path, target: Any = None) -> Any:
    """The root element of an XML file in UTF-8, or what `target.close()` gives; raises InputError.

    Declared entities are refused, so nothing can be fetched or blown up; text in another encoding is refused by `text_of`.
    """
    text = text_of(path).lstrip("\ufeff")
    if "<!ENTITY" in text:
        raise InputError(str(path), "it declares entities of its own, which are not read.", "It was left out.")
    parser = ET.XMLParser(target=target) if target is not None else ET.XMLParser()
    try:
        parser.feed(text)
        return parser.close()
    except ET.ParseError as e:
        raise InputError(str(path), f"this is not well-formed XML ({e}).", "It was left out.") from None


def number(text: str | None) -> float | None:
    """A plain finite number, or None."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if abs(value) < 1e18 else None
