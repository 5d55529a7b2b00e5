"""Tables of a document: a line of titles and the rows below it, what stands between bars or each cell on its own line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from kg.lexicon import load
from kg.model import AnnotatedDocument, Block
from kg.structs import struct

_BAR = " | "
_RULE = re.compile(r"[|:\s-]*\|[|:\s-]*")
_LONGEST_TITLE = 90
_ENDING = 4
_FEWEST_COLUMNS = 3
"""Titles that stand on lines of their own before they are taken for those of a table."""
_TELLING = {"recipient", "project", "event", "doer", "source"}
"""Columns by which something can be said of a row; a table needs two of them, or one and sums."""


@struct(frozen=True, slots=True)
class Cell:
    """A cell that is not empty.

    Attributes:
        column: What stands in its column: «recipient», «project», «event», «doer», «source», «sum»,
            «number», «other».
        title: The title of its column, as it stands.
        start: Offset in the source.
        stop: Offset in the source after its last character.
    """

    column: str
    title: str
    start: int
    stop: int


@struct(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        start: Offset in the source of its titles.
        stop: Offset in the source after its titles.
        rows: The cells of each row that could be told apart.
    """

    start: int
    stop: int
    rows: tuple[tuple[Cell, ...], ...]


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    columns: Mapping[str, Sequence[str]] = load("tables.yaml")["columns"]
    return {column: re.compile("|".join(f"(?:{p})" for p in forms)) for column, forms in columns.items()}


@lru_cache(maxsize=256)
def column_of(title: str) -> str:
    """What stands below a title; empty where it is no title of a column."""
    plain = " ".join(title.split())
    if not plain or len(plain) > _LONGEST_TITLE or plain[-1] in ".;:":
        if not plain[-_ENDING:].lower().endswith(("п.", "руб.", "о.")):
            return ""  # most lines are no titles
        plain = plain.removesuffix(".")
    plain = plain.lower().replace("ё", "е")
    return next((column for column, pattern in _patterns().items() if pattern.fullmatch(plain)), "")


Titles = Sequence[tuple[str, str]]
"""For each column what it holds and its title."""


def _is_head(titles: Titles) -> bool:
    kinds = {column for column, _ in titles}
    known = all(column for column, _ in titles)
    return known and bool(kinds & _TELLING) and len(kinds & (_TELLING | {"sum"})) > 1


@struct(frozen=True, slots=True)
class _Part:
    """Text of a cell with its offsets in the source."""

    text: str
    start: int
    stop: int


def _parts(block: Block) -> list[_Part]:
    """The cells of a line with bars."""
    found, at = [], 0
    for text in block.text.split(_BAR):
        bare = text.strip("| ")
        if bare:  # a line may begin and end with a bar
            first = at + text.index(bare)
            found.append(_Part(bare, block.offsets[first], block.offsets[first + len(bare) - 1] + 1))
        at += len(text) + len(_BAR)
    return found


def _lined_up(block: Block) -> bool:
    """A line of cells, or the rule below the titles («|---|---|»)."""
    return _BAR in block.text or _RULE.fullmatch(block.text) is not None


def tables(annotated: AnnotatedDocument) -> tuple[Table, ...]:
    """All tables of a document, in order of the text."""
    blocks, found, index = annotated.document.blocks, [], 0
    while index < len(blocks):
        head, rows, after = _barred(blocks, index) if _BAR in blocks[index].text else _lined(blocks, index)
        if rows:
            found.append(Table(head[0].start, head[-1].stop, tuple(_cells(*row) for row in rows)))
        index = after
    return tuple(found)


def _cells(titles: Titles, parts: Sequence[_Part]) -> tuple[Cell, ...]:
    pairs = zip(titles, parts, strict=True)
    return tuple(Cell(column, title, part.start, part.stop) for (column, title), part in pairs)


Head = Sequence[_Part]
Rows = list[tuple[Titles, list[_Part]]]


def _titles(parts: Sequence[_Part]) -> Titles:
    return [(column_of(part.text), part.text) for part in parts]


def _barred(blocks: Sequence[Block], first: int) -> tuple[Head, Rows, int]:
    """A table whose rows are lines with bars, and the block after it."""
    stop = next((i for i in range(first, len(blocks)) if not _lined_up(blocks[i])), len(blocks))
    head = _parts(blocks[first])
    titles = _titles(head)
    if not _is_head(titles):
        return head, [], first + 1
    rows = [_parts(block) for block in blocks[first + 1 : stop]]
    found = [(fit, parts) for parts in rows if (fit := _fitting(titles, parts))]
    return head, found, stop


def _fitting(titles: Titles, parts: Sequence[_Part]) -> Titles:
    """The titles over the cells of a row: all, or all but that of the numbers; nothing where cells are empty."""
    unnumbered = [pair for pair in titles if pair[0] != "number"]
    fit = next((some for some in (titles, unnumbered) if len(some) == len(parts)), [])
    pairs = zip(fit, parts, strict=False)
    return fit if all(_holds(column, part.text) for (column, _), part in pairs) else []


def _holds(column: str, text: str) -> bool:
    """Whether a text may stand in a column: numbers where they should be, and nowhere else where names should."""
    if column in {"number", "sum"}:
        return text[:1].isdigit()
    return column not in _TELLING or any(sign.isalpha() for sign in text)


def _lined(blocks: Sequence[Block], first: int) -> tuple[Head, Rows, int]:
    """A table whose cells are lines of their own, and the block after it."""
    head = list(_head_lines(blocks, first))
    titles = _titles(head)
    if len(titles) < _FEWEST_COLUMNS or not _is_head(titles):
        return head, [], first + 1
    rows: Rows = []
    index = first + len(titles)
    while index + len(titles) <= len(blocks):
        row = [_whole(block) for block in blocks[index : index + len(titles)]]
        if not _is_row(titles, row, len(rows) + 1):
            break
        rows.append((titles, row))
        index += len(titles)
    return head, rows, index


def _whole(block: Block) -> _Part:
    return _Part(f"{block.marker} {block.text}".strip(), block.start, block.stop)


def _head_lines(blocks: Sequence[Block], first: int) -> Iterator[_Part]:
    for block in blocks[first:]:
        if not column_of(_whole(block).text):
            return
        yield _whole(block)


def _is_row(titles: Titles, parts: Sequence[_Part], number: int) -> bool:
    """Whether lines are the cells of a row: numbered as it should be, sums where they should stand; one of them at least."""
    checks = [
        part.text.rstrip(".)") == str(number) if column == "number" else part.text[:1].isdigit()
        for (column, _), part in zip(titles, parts, strict=True)
        if column in {"number", "sum"}
    ]
    return bool(checks) and all(checks)
