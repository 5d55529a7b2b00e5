"""Sections: runs of blocks under headings that speak of the past, of tasks, or of failures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.corpus.cues import announced, lead_in, years
from kg.corpus.wraps import is_capitals
from kg.model import Block, BlockKind, Section, SectionKind

_UNTIL = re.compile(r"(?i)\bдо\s(?:конца\s)?(?:19|20)\d\d|(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d")
"""An end or a span of years: no year of its own."""


def _year(heading: str) -> int | None:
    """The year that a heading speaks of."""
    named = years(_UNTIL.sub(" ", heading))
    return named[0] if named else None


def _rank(block: Block) -> int:
    """The smaller, the higher the heading stands."""
    return 0 if is_capitals(block.text) else 1


class _Announced:
    """The heading with a cue that is in force, and whether others were found to divide its section."""

    def __init__(self, heading: Block, kind: SectionKind, index: int) -> None:
        self.kind = kind
        self.year = _year(heading.text)
        self._rank = _rank(heading)
        self._divided_from = index + 1

    def divided_by(self, heading: Block, index: int) -> bool:
        """Whether a heading without a cue divides the section instead of ending it."""
        if self.kind is SectionKind.REPORT or _rank(heading) < self._rank:
            return False
        if index == self._divided_from or self._rank < _rank(heading):
            self._divided_from = -1
        return self._divided_from == -1


def _section(index: int, heading: Block, above: _Announced | None) -> tuple[Section, _Announced | None]:
    kind = announced(heading.text)
    if kind is not None:
        above = _Announced(heading, kind, index)
    elif above is None or not above.divided_by(heading, index):
        above = None
    year = _year(heading.text) or (above.year if above else None)
    return Section(above.kind if above else SectionKind.REPORT, index, index + 1, heading.text, year), above


def _under_headings(blocks: Sequence[Block]) -> Iterator[Section]:
    current, above = Section(SectionKind.REPORT, 0, 0), None
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            current = replace(current, last=index + 1)
            continue
        if current.first < current.last:
            yield current
        current, above = _section(index, block, above)
    if current.first < current.last:
        yield current


def _list_after(blocks: Sequence[Block], start: int, stop: int) -> int:
    end = start
    while end < stop and blocks[end].kind is BlockKind.ITEM:
        end += 1
    return end


def _with_lead_ins(section: Section, blocks: Sequence[Block]) -> Iterator[Section]:
    """Cut a section where a line such as «В 2019 году планируется:» opens a list."""
    first = section.first
    index = section.first + bool(section.heading)
    while index < section.last:
        kind = lead_in(blocks[index].text)
        kind = None if kind is section.kind else kind
        end = _list_after(blocks, index + 1, section.last) if kind else index + 1
        if kind is None or end == index + 1:
            index += 1
            continue
        if first < index:
            yield replace(section, first=first, last=index)
        yield Section(kind, index, end, blocks[index].text, _year(blocks[index].text))
        first = index = end
    if first < section.last:
        yield replace(section, first=first)


def sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Divide a document into sections; together they cover all blocks, in order.

    A section begins with each heading and ends before the next one. A heading with no cue that stands lower
    than the one of tasks or failures above it, or follows that directly, divides its section, and so do those
    after it; else it ends it. A list after a line like «В 2019 году планируется:» is a section headed by it.
    """
    return tuple(part for section in _under_headings(blocks) for part in _with_lead_ins(section, blocks))
