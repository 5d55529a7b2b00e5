"""Which blocks are headings, which list items, which paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.corpus.blocks import Draft
from kg.corpus.cues import announced, settlement
from kg.corpus.markers import is_number, style
from kg.corpus.wraps import dangles, goes_on, is_tabular
from kg.model import BlockKind

_SHORT = 80  # characters of a heading that only its shape betrays
_QUESTION = 200  # of one that asks, or announces a section
_CAPITALS = 300
_TOP = 4  # blocks of a title page
_LIST = 3  # short lines in a row that are a list
_LETTERS = 10  # of a numbered heading in capitals; fewer are an abbreviation
_PART = re.compile(r"(?:глава|раздел|часть|статья|приложение)\s(?:№\s?)?(?:\d+|[IVXLC]+)\.?", re.IGNORECASE)
_YEAR_LAST = re.compile(r"(?:19|20)\d\d(?:\s?(?:год[а-яё]*|гг?))?\.$")  # «Планы на 2019 год.»
_FINAL = tuple(".;,:…!")


def _by_words(draft: Draft, text: str) -> bool:
    """A heading by what it says: capitals, a question, or a cue."""
    if draft.is_capitals and len(text) <= _CAPITALS and not text.endswith(";"):
        letters = sum(sign.isalpha() for sign in text)
        return not draft.marker or (is_number(draft.marker) and letters >= _LETTERS)
    if len(text) > _QUESTION or (draft.marker and not is_number(draft.marker)) or goes_on(text):
        return False
    if _PART.fullmatch(text):
        return True
    if ". " in text or text.endswith((";", ",")):
        return False
    return announced(text) is not None and (text[-1] != "." or _YEAR_LAST.search(text) is not None)


def _by_shape(text: str) -> bool:
    """A short line with no final sign."""
    return (
        len(text) <= _SHORT
        and not text.endswith(_FINAL)
        and (not goes_on(text) or settlement(text) > 0)
        and " | " not in text
        and not dangles(text)
        and any(sign.isalpha() for sign in text)
    )


def _continues_list(before: Draft | None, draft: Draft, text: str) -> bool:
    """An item without a marker: in lower case, or closed by «;», after «:» or «;»."""
    if before is None or draft.marker:
        return False
    previous = before.lines[-1].text
    in_list = previous.endswith((":", ";"))
    return previous.endswith(";") or (in_list and (goes_on(text) or text.endswith(";")))


def _kind(index: int, drafts: list[Draft]) -> BlockKind:
    draft = drafts[index]
    before = drafts[index - 1] if index else None
    if draft.length > _CAPITALS + len(draft.lines):
        text = draft.lines[0].text  # long: only its beginning and its end matter
        listed = _continues_list(before, draft, text[:1] + draft.lines[-1].text)
        return BlockKind.ITEM if draft.marker or listed else BlockKind.PARAGRAPH
    text = draft.plain or draft.marker
    if _by_words(draft, text):
        return BlockKind.HEADING
    if draft.is_bare_marker:
        return BlockKind.PARAGRAPH
    if is_number(draft.marker) and _opens_chapter(index, drafts) and _by_shape(text):
        return BlockKind.HEADING
    if draft.marker or _continues_list(before, draft, text):
        return BlockKind.ITEM
    followed = index + 1 < len(drafts) and not is_tabular(draft.lines[0].text)
    return BlockKind.HEADING if followed and _by_shape(text) else BlockKind.PARAGRAPH


def _opens_chapter(index: int, drafts: list[Draft]) -> bool:
    """Whether a numbered line stands alone: no item of its list before or after it."""
    own = style(drafts[index].marker)
    around = drafts[max(0, index - 1) : index] + drafts[index + 1 : index + 2]
    return index + 1 < len(drafts) and all(style(draft.marker) != own for draft in around)


def _runs_of_short_lines(drafts: Sequence[Draft]) -> list[range]:
    """Three or more headings by shape alone, one after the other: a list of things."""
    runs, first = [], 0
    for index in range(len(drafts) + 1):
        if index < len(drafts) and drafts[index].kind is BlockKind.HEADING and _shape_only(drafts[index]):
            continue
        if index - first >= _LIST:
            runs.append(range(first, index))
        first = index + 1
    return runs


def _shape_only(draft: Draft) -> bool:
    return not _by_words(draft, draft.plain)


def classify(drafts: list[Draft]) -> list[Draft]:
    """Set the kind of every draft; returns the same drafts."""
    for index, draft in enumerate(drafts):
        draft.kind = _kind(index, drafts)
    for run in _runs_of_short_lines(drafts):
        for index in run:
            if index >= _TOP:
                drafts[index].kind = BlockKind.ITEM
    for before, draft in pairwise(drafts):
        listed = before.lines[-1].text.endswith(":") or (before.kind is BlockKind.ITEM and not before.marker)
        if draft.kind is BlockKind.HEADING and listed and draft.lines[0].gap == 0 and _shape_only(draft):
            draft.kind = BlockKind.ITEM
    return drafts
