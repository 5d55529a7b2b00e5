"""Blocks: lines that belong together, written as one line with an offset map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.corpus.hyphens import NO_CHARACTER, ends_in_hyphen, keeps_hyphen
from kg.corpus.lines import INVISIBLE, SOFT_HYPHEN, Line
from kg.corpus.wraps import is_capitals
from kg.model import Block, BlockKind

_ODD = re.compile(f"  |[{re.escape(INVISIBLE.replace(' ', '') + SOFT_HYPHEN + NO_CHARACTER)}]")
_UNSEEN = frozenset(INVISIBLE + SOFT_HYPHEN)
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CONTEXT = 80  # characters on either side of a line end that hold its word
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(slots=True)
class Draft:
    """A block in the making: its list marker and its lines."""

    marker: str
    lines: list[Line] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    length: int = 0
    is_capitals: bool = True
    names_year: bool = False

    def __post_init__(self) -> None:
        lines, self.lines = self.lines, []
        for line in lines:
            self.append(line)

    def append(self, line: Line) -> None:
        """Take one more line."""
        self.lines.append(line)
        self.length += len(line.text) + 1
        own = line.text[len(self.marker) :] if len(self.lines) == 1 else line.text
        self.is_capitals = self.is_capitals and (is_capitals(own) or not own)
        self.names_year = self.names_year or (len(line.text) < 300 and _YEAR.search(line.text) is not None)

    @property
    def is_bare_marker(self) -> bool:
        """Whether nothing but the list marker was read so far."""
        after = self.lines[0].text[len(self.marker) :]
        return bool(self.marker) and len(self.lines) == 1 and not after.strip(INVISIBLE + SOFT_HYPHEN)

    @property
    def text_column(self) -> int:
        """Column where the text of the last line begins, after the marker."""
        line = self.lines[-1]
        if len(self.lines) > 1 or not self.marker:
            return line.indent
        after = line.text[len(self.marker) :]
        return line.indent + len(self.marker) + len(after) - len(after.lstrip(INVISIBLE))

    @property
    def plain(self) -> str:
        """Its text without the marker, lines joined by spaces: for rules that look at short blocks."""
        return " ".join(line.text for line in self.lines)[len(self.marker) :].strip(INVISIBLE)


class _Writer:
    """Collects the characters of one block with their offsets."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.offsets: list[int] = []

    def take(self, start: int, stop: int) -> None:
        """Write a stretch of the source: runs of spaces as one, invisible signs left out."""
        piece = self.source[start:stop]
        if _ODD.search(piece) is None:
            self.text.append(piece)
            self.offsets.extend(range(start, stop))
            return
        for offset, sign in enumerate(piece, start):
            if sign.isspace():
                self.space(offset)
            elif sign not in _UNSEEN:
                self.text.append("-" if sign == NO_CHARACTER else sign)
                self.offsets.append(offset)

    def space(self, offset: int) -> None:
        """Write a space for what stands at an offset, unless one was just written."""
        if self.text and self.text[-1][-1] != " ":
            self.text.append(" ")
            self.offsets.append(offset)

    def drop(self) -> None:
        """Take the last character back: a hyphen that was the line's."""
        last = self.text.pop()
        self.offsets.pop()
        if len(last) > 1:
            self.text.append(last[:-1])

    def block(self, draft: Draft) -> Block | None:
        """The block; None where there was nothing to see."""
        if self.text and self.text[-1] == " ":
            self.drop()
        if not self.text:
            return None
        marker = "" if draft.is_bare_marker else draft.marker
        return Block(draft.kind, "".join(self.text), (*self.offsets, self.offsets[-1] + 1), marker)


def _body(draft: Draft) -> list[tuple[int, int]]:
    spans = [(line.start, line.stop) for line in draft.lines]
    if draft.marker and not draft.is_bare_marker:
        line = draft.lines[0]
        after = line.text[len(draft.marker) :]
        spans[0] = (line.stop - len(after.lstrip(INVISIBLE)), line.stop)
    return [span for span in spans if span[0] < span[1]]


def _write(source: str, spans: Sequence[tuple[int, int]], words: frozenset[str]) -> _Writer:
    writer = _Writer(source)
    writer.take(*spans[0])
    for (start, stop), (following, end) in pairwise(spans):
        above = source[start:stop]
        if not ends_in_hyphen(above[-2:]):
            writer.space(stop)
        elif above[-1] != SOFT_HYPHEN and not keeps_hyphen(
            above[-_CONTEXT:], source[following : min(end, following + _CONTEXT)], words
        ):
            writer.drop()
        writer.take(following, end)
    return writer


def _vocabulary(source: str, drafts: Iterable[Draft]) -> frozenset[str]:
    torn: set[str] = set()
    for draft in drafts:
        for above, below in pairwise(draft.lines):
            if ends_in_hyphen(above.text):
                first = _HYPHENATED.findall(above.text[-_CONTEXT:-1])
                second = _HYPHENATED.match(below.text)
                if first and second:
                    torn |= {first[-1] + second.group(), f"{first[-1]}-{second.group()}"}
    if not torn:
        return frozenset()
    lower = {word.lower() for word in torn}
    return frozenset(lower.intersection(found.group().lower() for found in _HYPHENATED.finditer(source)))


def build(source: str, drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Write drafts as blocks: one line each, every character with its offset in the source."""
    words = _vocabulary(source, drafts)
    written = (_write(source, _body(draft), words).block(draft) for draft in drafts)
    return tuple(block for block in written if block is not None)
