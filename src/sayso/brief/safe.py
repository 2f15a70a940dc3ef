"""Article text is hostile: characters that hide, reorder or break what is shown become visible ones, one for one."""

from __future__ import annotations

import re

# Controls (but not tab and line feed), bidirectional controls, line separators, tags, lone surrogates, non-characters.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The same number of code points, each of them safe to print in HTML or a terminal."""
    return _UNSAFE.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code == 0x0D:  # CR of a CR LF pair is only a blank at the end of a line; alone it ends the line
        return " " if match.string[match.end() : match.end() + 1] == "\n" else "\n"
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\ufffd"
