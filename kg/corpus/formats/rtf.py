"""RTF by striprtf."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

_CODEPAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_RUSSIAN = "cp1251"  # where a file names no code page: Russian reports are what is read here


def _codepage(data: bytes) -> str:
    named = _CODEPAGE.search(data)
    name = f"cp{named.group(1).decode()}" if named else _RUSSIAN
    try:
        "".encode(name)
    except LookupError:
        return _RUSSIAN
    return name


def text(data: bytes) -> str:
    """The text of an RTF file; bytes beyond ASCII, which RTF should not have, are read in its code page."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ValueError("no RTF header")
    name = _codepage(data)
    plain: str = rtf_to_text(data.decode(name, "replace"), encoding=name, errors="replace")  # type: ignore[no-untyped-call]
    return plain.replace("\n", "\n\n")
