"""Rows of a PDF page: lines that justified setting tore apart are put together again, columns are not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pdfminer.layout import LAParams, LTChar, LTTextLine, LTTextLineHorizontal

_NEAR = 2  # rows above and below that show whether a gap is a gutter
_WIDEST = 5.0  # line heights: a wider gap is no space between words
_SAME_ROW = 0.5  # of a line's height, that two lines' middles may be apart

Row = list[LTTextLine]


def _middle(line: LTTextLine) -> float:
    return float(line.y0 + line.y1) / 2


def _rows(lines: Sequence[LTTextLine]) -> list[Row]:
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: (-_middle(line), line.x0)):
        if rows and abs(_middle(rows[-1][0]) - _middle(line)) <= _SAME_ROW * line.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.x0)
    return rows


def _is_gutter(x: float, near: Sequence[Row]) -> bool:
    """Whether most rows that reach to both sides of a place leave it empty."""
    reaching = [row for row in near if row[0].x0 < x < max(line.x1 for line in row)]
    crossing = [row for row in reaching if any(line.x0 < x < line.x1 for line in row)]
    return 2 * len(crossing) <= len(reaching)


def _joined(parts: Sequence[LTTextLine]) -> LTTextLine:
    if len(parts) == 1:
        return parts[0]
    line = LTTextLineHorizontal(LAParams().word_margin)
    for part in parts:
        for sign in part:
            if isinstance(sign, LTChar):
                line.add(sign)
    return line


def mended(lines: Sequence[LTTextLine]) -> list[LTTextLine]:
    """Lines of a page with those put together that wide spaces between words tore apart."""
    rows = _rows(lines)
    found: list[LTTextLine] = []
    for index, row in enumerate(rows):
        near = rows[max(0, index - _NEAR) : index] + rows[index + 1 : index + 1 + _NEAR]
        parts = [[row[0]]]
        for left, right in pairwise(row):
            wide = right.x0 - left.x1 > _WIDEST * left.height
            if wide or _is_gutter((left.x1 + right.x0) / 2, near):
                parts.append([])
            parts[-1].append(right)
        found += [_joined(part) for part in parts]
    return found
