"""Readings and Links -> a brief: one HTML file, JSON, or a short view in the terminal."""

from .data import BRIEF_SCHEMA, READING_SCHEMA, brief_to_data, reading_to_json, to_json
from .html import to_html
from .model import Brief, build_brief
from .schema import brief_schema
from .terminal import to_terminal

__all__ = [
    "BRIEF_SCHEMA",
    "READING_SCHEMA",
    "Brief",
    "brief_schema",
    "brief_to_data",
    "build_brief",
    "reading_to_json",
    "to_html",
    "to_json",
    "to_terminal",
]
