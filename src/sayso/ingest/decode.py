"""Bytes -> text, exactly as decoded: line endings and spaces stay as they are."""

from __future__ import annotations

import codecs
import re

from sayso.model import InputError

_BOMS = (  # longest first: the one of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
# The order in which charset-normalizer may choose; without it, it finds rare code pages in short texts.
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,30})""", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_UNSHOWABLE = re.compile(r"[\x00\ud800-\udfff]")
_REMEDY_BINARY = "Save it as text or as a web page first."


def decode(data: bytes, name: str, *, page: bool = False) -> str:
    """The text that `data` holds; a byte order mark is not part of it. `page`: heed the charset that HTML declares.

    Raises InputError for an empty file, and for one that holds no text.
    """
    if not data.strip():
        raise InputError(name, "the file is empty.", "Give a file that holds an article.")
    for magic, what in _KNOWN_BINARY:
        if data.startswith(magic):
            raise InputError(name, f"this is {what}, not text.", _REMEDY_BINARY)
    text = _decoded(data, page)
    if text is None or len(_CONTROL.findall(text)) > len(text) // 100:
        raise InputError(name, "this is a binary file, or text in no encoding that sayso knows.", _REMEDY_BINARY)
    return showable(text)


def showable(text: str) -> str:
    """`text` with each NUL and lone surrogate replaced by U+FFFD, so that it can be stored; offsets stay."""
    return _UNSHOWABLE.sub("\ufffd", text)


def _decoded(data: bytes, page: bool) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _attempt(data, encoding)
    if b"\0" in data:
        return _attempt(data, _utf16_without_mark(data))
    declared = _META_CHARSET.search(data[:4096]) if page else None
    for likely in ("utf-8", str(declared.group(1), "ascii") if declared else None):
        found = _attempt(data, likely)
        if found is not None:
            return found
    return _guessed(data)


def _attempt(data: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return data.decode(encoding)  # LookupError also for what Python calls a codec but is no text encoding ("zip")
    except (LookupError, ValueError):
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    """Text in a Latin script leaves every second byte of UTF-16 empty; a binary file does not."""
    half = len(data) // 2
    if half == 0 or len(data) % 2:
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _guessed(data: bytes) -> str | None:
    high = sum(b >= 0x80 for b in data)
    if high < 0.08 * len(data):  # a Latin script: curly quotes, dashes and accents of the Windows code page
        text = _attempt(data, "cp1252")
        if text is not None:
            return text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=_CANDIDATES).best()
    return _attempt(data, best.encoding) if best else None
