"""Rows drawn as a table that fits the terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text


def draw(headings: Sequence[str], rows: Iterable[Sequence[str]], width: int, *, color: bool) -> str:
    """Draw a table; long cells wrap inside their column.

    Args:
        headings: One for each column.
        rows: Cells as plain text: nothing in them is read as markup.
        width: Columns of the terminal.
        color: Whether to colour the headings.
    """
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        table.add_column(Text(heading), overflow="fold", min_width=4)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    stream = io.StringIO()
    console = Console(file=stream, width=max(width, 20), force_terminal=color, no_color=not color)
    console.print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
