"""Rows of tables as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

_ROW_LENGTH = 500  # characters up to which a row is one line; a longer one holds text, not data


def row(cells: Sequence[Sequence[str]]) -> list[str]:
    """A table's row as paragraphs.

    Args:
        cells: For each cell its paragraphs; merged cells once.

    Returns:
        One line with « | » between the cells; where one cell fills the row, or there is much text in it (a
        table that serves the layout of a page), the paragraphs of the cells one after the other.
    """
    filled = [[paragraph for paragraph in cell if paragraph.strip()] for cell in cells]
    filled = [cell for cell in filled if cell]
    length = sum(len(paragraph) for cell in filled for paragraph in cell)
    if len(filled) == 1 or length > _ROW_LENGTH:
        return [paragraph for cell in filled for paragraph in cell]
    line = " | ".join(" ".join(" ".join(cell).split()) for cell in filled)
    return [line] if line else []


def join(paragraphs: Sequence[str]) -> str:
    """Paragraphs as a text: a blank line between any two."""
    return "\n\n".join(paragraph.strip() for paragraph in paragraphs if paragraph.strip()) + "\n"
