"""From a text as its file has it to headings, paragraphs and list items, each in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.corpus.blocks import Draft, build
from kg.corpus.cues import announced, awaits_more
from kg.corpus.hyphens import ends_in_hyphen
from kg.corpus.kinds import classify
from kg.corpus.lines import Line, after_page_number, looks_like_page_number, split
from kg.corpus.markers import is_dash, marker, style
from kg.corpus.wraps import Wrapping, dangles, ends_open, goes_on, is_capitals, is_tabular, single_spaced
from kg.model import Block

_SENTENCE_LENGTH = 60  # characters from which on a block without a final sign is taken for a broken sentence
_SENTENCE_SLACK = (
    0.97  # of the width: where a sentence ends too, a line must be quite full not to end a paragraph
)
_FIRST_LINE_INDENT = 2  # columns
_CENTRED = 12  # columns before a number that is centred or set at the right margin
_TAIL = 80  # characters of the small letters that end a heading in capitals («ОТЧЕТ⏎о работе за год»)
_NUMBER_APART = 1  # blank lines that may stand between a list number and its text
_LONGEST_HEADING_PART = 200


def _page_number(before: Line | None, line: Line, after: Line | None) -> bool:
    if not looks_like_page_number(line):
        return False
    if before is None or after is None:
        return line.gap > 0 or line.page or (after is not None and after.gap > 0)
    torn = ends_open(before.text) and goes_on(after.text) and not marker(after.text)
    return torn or line.page or after.page or line.indent >= _CENTRED


def _without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    number: Line | None = None
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if len(lines) > 1 and _page_number(kept[-1] if kept else None, line, after):
            number = line
            continue
        kept.append(after_page_number(line, number) if number else line)
        number = None
    return kept


@dataclass(slots=True)
class _Assembly:
    """Puts lines together into blocks; remembers the block that is open."""

    wrapping: Wrapping
    drafts: list[Draft] = field(default_factory=list)

    def add(self, index: int, line: Line) -> None:
        """Take the next line: into the open block, or as the first of a new one."""
        if self.drafts and self._joins(index, self.drafts[-1], line):
            self.drafts[-1].append(line)
        else:
            self.drafts.append(Draft(marker(line.text), [line]))

    def _joins(self, index: int, draft: Draft, line: Line) -> bool:
        above = draft.lines[-1]
        if draft.is_bare_marker:
            return line.gap <= _NUMBER_APART and not marker(line.text)
        if self._begins_block(index, draft, line):
            return False
        if draft.is_capitals:
            return self._capitals_go_on(index, draft, line)
        if ends_in_hyphen(above.text) and goes_on(line.text):
            return True
        return not self._is_whole_heading(draft) and self._sentence_goes_on(index, draft, line)

    def _begins_block(self, index: int, draft: Draft, line: Line) -> bool:
        above = draft.lines[-1].text
        if not (_has_words(above) and _has_words(line.text)) or is_tabular(above) or is_tabular(line.text):
            return True
        return bool(marker(line.text)) and not self._dash_inside(index, draft, line)

    def _dash_inside(self, index: int, draft: Draft, line: Line) -> bool:
        """A dash, or a number of a sentence, that a wrap brought to the line's beginning."""
        above, sign = draft.lines[-1], marker(line.text)
        same_list = bool(draft.marker) and style(draft.marker) == style(sign)
        fits = is_dash(sign) or not goes_on(line.text[len(sign) :].lstrip())
        return not same_list and fits and ends_open(above.text) and self.wrapping.full(index, above, line)

    def _capitals_go_on(self, index: int, draft: Draft, line: Line) -> bool:
        above = draft.lines[-1]
        if line.gap or not is_capitals(line.text):
            tail = line.gap == 0 and dangles(line.text.split(maxsplit=1)[0]) and ends_open(line.text)
            return goes_on(line.text) and (dangles(above.text) or (tail and len(line.text) <= _TAIL))
        first = line.text.split(maxsplit=1)[0]
        return (
            dangles(above.text)
            or ends_in_hyphen(above.text)
            or dangles(first)
            or (ends_open(above.text) and self.wrapping.full(index, above, line))
        )

    @staticmethod
    def _is_whole_heading(draft: Draft) -> bool:
        if len(draft.lines) > 3 or draft.length > _LONGEST_HEADING_PART or dangles(draft.lines[-1].text):
            return False
        return draft.names_year and announced(draft.plain) is not None

    def _sentence_goes_on(self, index: int, draft: Draft, line: Line) -> bool:
        above = draft.lines[-1]
        if goes_on(line.text):
            return self._in_lower_case(index, draft, line)
        if (
            line.gap == 0
            and line.indent >= draft.text_column + _FIRST_LINE_INDENT
            and not dangles(above.text)
        ):
            return False
        if ends_open(above.text):
            return self._name_goes_on(index, above, line)
        hanging = line.indent >= draft.text_column > 0
        full = self.wrapping.full(index, above, line, _SENTENCE_SLACK)
        return line.gap == 0 and full and (not draft.marker or hanging)

    def _in_lower_case(self, index: int, draft: Draft, line: Line) -> bool:
        above = draft.lines[-1]
        if ends_open(above.text):
            return line.gap == 0 or line.page or dangles(above.text) or draft.length >= _SENTENCE_LENGTH
        if above.text[-1] in ":;":
            return line.gap == 0 and self.wrapping.full(index, above, line)
        return line.gap == 0

    def _name_goes_on(self, index: int, above: Line, line: Line) -> bool:
        if dangles(above.text):
            return line.gap == 0 or line.page or self.wrapping.full(index, above, line)
        full = awaits_more(above.text) or self.wrapping.full(index, above, line)
        return (line.gap == 0 or line.page) and full


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def layout(source: str) -> tuple[Block, ...]:
    r"""Headings, paragraphs and list items of a text.

    Wrapped lines and sentences broken by a page are joined, hyphenation is undone, page numbers are left out.
    Everything else that is visible stands in exactly one block, list markers in :attr:`Block.marker`.

    Args:
        source: The text, \r\n read as \n. Any length: time is linear.
    """
    lines = single_spaced(_without_page_numbers(split(source)))
    assembly = _Assembly(Wrapping(lines))
    for index, line in enumerate(lines):
        assembly.add(index, line)
    return build(source, classify(assembly.drafts))
