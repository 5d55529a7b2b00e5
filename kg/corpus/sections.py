"""Sections: runs of blocks under headings that speak of the past, of tasks, or of failures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.corpus.cues import announced, lead_in, years
from kg.corpus.wraps import is_capitals
from kg.model import Block, BlockKind, Section, SectionKind


def _year(heading: str) -> int | None:
    named = years(heading)
    return named[0] if named else None


def _rank(block: Block) -> int:
    """The smaller, the higher the heading stands."""
    return 0 if is_capitals(block.text) else 1


def _inherits(open_section: Section, heading: Block, blocks: Sequence[Block], index: int) -> bool:
    """Whether a heading without a cue divides the section that is open instead of ending it."""
    if not open_section.heading or open_section.kind is SectionKind.REPORT:
        return False
    above = blocks[open_section.first]
    follows = open_section.last == index and blocks[index - 1].kind is BlockKind.HEADING
    return follows or _rank(above) < _rank(heading)


def _under_headings(blocks: Sequence[Block]) -> Iterator[Section]:
    current = Section(SectionKind.REPORT, 0, 0)
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            current = replace(current, last=index + 1)
            continue
        kind = announced(block.text)
        divides = kind is None and _inherits(current, block, blocks, index)
        if current.first < current.last:
            yield current
        year = _year(block.text) or (current.year if divides else None)
        kind = current.kind if divides else kind or SectionKind.REPORT
        current = Section(kind, index, index + 1, block.text, year)
    if current.first < current.last:
        yield current


def _list_after(blocks: Sequence[Block], start: int, stop: int) -> int:
    end = start
    while end < stop and blocks[end].kind is BlockKind.ITEM:
        end += 1
    return end


def _with_lead_ins(section: Section, blocks: Sequence[Block]) -> Iterator[Section]:
    """Cut a report's section where a line such as «В 2019 году планируется:» opens a list."""
    first = section.first
    index = section.first + bool(section.heading)
    while section.kind is SectionKind.REPORT and index < section.last:
        kind = lead_in(blocks[index].text)
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

    A section begins with each heading and ends before the next one. A heading with no cue inside a section of
    tasks or failures divides that section where it stands lower or follows its heading directly; else it ends
    it. A list after a line such as «В 2019 году планируется:» is a section of its own, headed by that line.
    """
    return tuple(part for section in _under_headings(blocks) for part in _with_lead_ins(section, blocks))
