"""Word documents (docx) by python-docx."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypeAlias

from docx import Document
from docx.oxml.ns import qn

from kg.corpus.formats.tables import join, row

Element: TypeAlias = Any  # of lxml, which has no types
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _TAB, _NO_BREAK_HYPHEN = qn("w:t"), qn("w:tab"), qn("w:noBreakHyphen")
_BREAKS = frozenset([qn("w:br"), qn("w:cr")])
_BOX, _FALLBACK = qn("w:txbxContent"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STYLE, _NUMBERING, _VALUE, _MERGE = qn("w:pStyle"), qn("w:numPr"), qn("w:val"), qn("w:vMerge")


def _own(element: Element) -> Iterator[Element]:
    """What a paragraph is made of, text boxes anchored in it left out."""
    for child in element:
        if child.tag in (_BOX, _FALLBACK):
            continue
        yield child
        yield from _own(child)


def _text(paragraph: Element) -> str:
    parts = []
    for node in _own(paragraph):
        if node.tag == _TEXT:
            parts.append(node.text or "")
        elif node.tag == _TAB and node.getparent().tag != qn("w:tabs"):
            parts.append("\t")
        elif node.tag == _NO_BREAK_HYPHEN:
            parts.append("-")
        elif node.tag in _BREAKS:
            parts.append("\n")
    return "".join(parts)


def _is_listed(paragraph: Element) -> bool:
    if paragraph.find(f".//{_NUMBERING}") is not None:
        return True
    style = paragraph.find(f".//{_STYLE}")
    return style is not None and str(style.get(_VALUE, "")).lower().startswith("list")


def _written(paragraph: Element) -> str:
    text = _text(paragraph)
    return f"– {text}" if text.strip() and _is_listed(paragraph) else text


def _row(element: Element) -> list[str]:
    cells = []
    for cell in element.iter(_CELL):
        if next(cell.iterancestors(_ROW)) is not element:  # of a table inside the cell
            continue
        merge = cell.find(f"./{{*}}tcPr/{_MERGE}")
        goes_on = merge is not None and merge.get(_VALUE, "continue") == "continue"
        cells.append([] if goes_on else list(_paragraphs(cell)))
    return row(cells)


def _boxes(paragraph: Element) -> Iterator[str]:
    for box in paragraph.iter(_BOX):
        if next(box.iterancestors(_FALLBACK), None) is None:
            yield from _paragraphs(box)


def _paragraphs(container: Element) -> Iterator[str]:
    for child in container:
        if child.tag == _PARAGRAPH:
            yield _written(child)
            yield from _boxes(child)
        elif child.tag == _TABLE:
            for each in child.iter(_ROW):
                if next(each.iterancestors(_TABLE)) is child:
                    yield from _row(each)
        else:  # content controls, tracked insertions and other wrappers
            yield from _paragraphs(child)


def text(data: bytes) -> str:
    """The text of a docx file: body, tables, text boxes; no headers, footers, footnotes, deleted text."""
    return join(list(_paragraphs(Document(BytesIO(data)).element.body)))
