"""Lines of a source text: where they stand, how far apart, and which are page numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

SOFT_HYPHEN = "\u00ad"
_LAST_COMMON = 0x3100  # no space, control or format sign that occurs in texts stands above, but those below
_HIGHER_UP = "\ufeff\ufff9\ufffa\ufffb"
INVISIBLE = _HIGHER_UP + "".join(
    sign
    for sign in map(chr, range(_LAST_COMMON))
    if sign != SOFT_HYPHEN and (sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf"))
)
"""Spaces, control and format signs: what a reader does not see. The soft hyphen is none, lines end in it."""

_BREAKS = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAKS}]+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s?)?\d{1,3}(?:\s?[-–—])?|(?:стр(?:аница|\.)?|page|лист)\s*\d{1,4}(?:\s*(?:из|of|/)\s*\d{1,4})?"
    r"|\d{1,3}\s*/\s*\d{1,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        text: What stands in it, without the spaces at its ends.
        start: Offset of its first sign in the source.
        indent: Spaces before it.
        gap: Blank lines before it.
        page: A page begins between the line before and this one.
    """

    text: str
    start: int
    indent: int
    gap: int
    page: bool

    @property
    def stop(self) -> int:
        """Offset in the source after its last sign."""
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        """Columns it takes, indentation included."""
        return self.indent + len(self.text)


def _written(source: str) -> Iterator[Line]:
    last = 0
    for found in _LINE.finditer(source):
        raw = found.group()
        text = raw.strip(INVISIBLE)
        if not text.strip(INVISIBLE + SOFT_HYPHEN):
            continue
        indent = len(raw) - len(raw.lstrip(INVISIBLE))
        between = source[last : found.start()]
        yield Line(text, found.start() + indent, indent, max(0, between.count("\n") - 1), "\f" in between)
        last = found.end()


def split(source: str) -> list[Line]:
    """The lines of a text that are not blank; page numbers are left in."""
    return list(_written(source))


def looks_like_page_number(line: Line) -> bool:
    """Whether a line holds nothing but what can be a page number («12», «- 12 -», «стр. 12 из 40»)."""
    return len(line.text) < 24 and _PAGE_NUMBER.fullmatch(line.text) is not None


def after_page_number(line: Line, number: Line) -> Line:
    """The line that follows a page number, told that a page begins with it."""
    return replace(line, gap=line.gap + number.gap + 1, page=True)
