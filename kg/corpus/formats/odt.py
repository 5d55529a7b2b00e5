"""OpenDocument texts (odt) by odfdo."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypeAlias
from zipfile import ZipFile

from odfdo import Document

from kg.corpus.failures import UnreadableError
from kg.corpus.formats.tables import join, row

Element: TypeAlias = Any  # odfdo's elements do not say what their children are
_LEFT_OUT = frozenset(["text:tracked-changes", "office:forms", "text:sequence-decls", "office:annotation"])
_ROWS = frozenset(["table:table-header-rows", "table:table-rows", "table:table-row-group"])


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if child.tag == "table:table-row":
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)


def _paragraphs(container: Element, mark: str = "") -> Iterator[str]:
    for child in container.children:
        if child.tag in ("text:p", "text:h"):
            yield mark + child.inner_text
            mark = ""
        elif child.tag == "text:list-item":
            yield from _paragraphs(child, "– ")
        elif child.tag == "table:table":
            for each in _rows(child):
                yield from row(
                    [list(_paragraphs(cell)) for cell in each.children if cell.tag == "table:table-cell"]
                )
        elif child.tag not in _LEFT_OUT:
            yield from _paragraphs(child)


def text(data: bytes) -> str:
    """The text of an odt file: body and tables, no headers and footers.

    Raises:
        UnreadableError: It is protected by a password.
    """
    with ZipFile(BytesIO(data)) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise UnreadableError("encrypted")
    return join(list(_paragraphs(Document(BytesIO(data)).body)))
