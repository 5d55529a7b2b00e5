"""Lines of a PDF page in reading order, with the gaps and indents that a reader sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pdfminer.layout import IndexAssigner, LAParams, LTChar, LTContainer, LTFigure, LTItem, LTPage, LTTextLine

from kg.corpus.formats.pdf_rows import mended

_NEAR = 6  # lines below a line among which the next one of its column is looked for
_LOOSEST = 3.0  # line heights: what is further apart is no line spacing
_MARGIN = 0.25  # line heights beyond the usual spacing that still belong to it
_WIDE_GAP = 0.6  # line heights beyond the usual spacing that part paragraphs
_MARGINS = (0.5, 2.0)  # least and greatest spacing, in line heights, at which lines are grouped
_INDENT = 1.5  # signs from which on a line is indented


def _overlap(one: LTTextLine, other: LTTextLine) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0)


def _gap(above: LTTextLine, below: LTTextLine) -> float:
    """Space between two lines in line heights."""
    return float(above.y0 - below.y1) / max(1.0, float(below.height))


def _spacing(lines: Sequence[LTTextLine]) -> float:
    """The usual space between the lines of a page, in line heights."""
    ordered = sorted(lines, key=lambda line: (-line.y0, line.x0))
    gaps = []
    for index, line in enumerate(ordered):
        below = (other for other in ordered[index + 1 : index + 1 + _NEAR] if _overlap(line, other))
        gap = next((_gap(line, other) for other in below if other.y1 <= line.y0 + line.height / 2), None)
        if gap is not None and gap < _LOOSEST:
            gaps.append(gap)
    return median(gaps) if gaps else 0.0


def _characters(item: LTItem) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer | LTFigure):
        for child in item:
            yield from _characters(child)


def _in_order(page: LTPage, lines: Sequence[LTTextLine], spacing: float) -> list[LTTextLine]:
    least, greatest = _MARGINS
    settings = LAParams(line_margin=min(greatest, max(least, spacing + _MARGIN)))
    boxes = list(page.group_textlines(settings, lines))
    assigner = IndexAssigner()
    for group in page.group_textboxes(settings, boxes):
        group.analyze(settings)
        assigner.run(group)
    return [line for box in sorted(boxes, key=lambda box: box.index) for line in box]


def _columns(lines: Sequence[LTTextLine], spacing: float) -> list[list[LTTextLine]]:
    """Runs of lines that follow one another at the usual spacing."""
    runs = [[lines[0]]] if lines else []
    for above, below in pairwise(lines):
        close = -1 < _gap(above, below) < spacing + _WIDE_GAP and _overlap(above, below)
        runs[-1].append(below) if close else runs.append([below])
    return runs


def _written(run: Sequence[LTTextLine]) -> str:
    left = min(line.x0 for line in run)
    rows = []
    for line in run:
        text = " ".join(line.get_text().split())
        indent = (line.x0 - left) * len(text) / max(1.0, line.width)
        rows.append(" " * round(indent) + text if indent > _INDENT else text)
    return "\n".join(rows)


def page_text(page: LTPage) -> str:
    """The text of a page: lines as they stand, blank lines where there is a gap or another column begins.

    Args:
        page: A page as the device leaves it without layout analysis: characters only.
    """
    characters = list(_characters(page))
    found = page.group_objects(LAParams(), characters) if characters else ()
    lines = mended([line for line in found if line.get_text().strip()])
    spacing = _spacing(lines)
    return "\n\n".join(_written(run) for run in _columns(_in_order(page, lines, spacing), spacing))
