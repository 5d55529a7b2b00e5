"""HTML by Beautiful Soup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from kg.corpus.encodings import decode
from kg.corpus.formats.tables import join, row

_DECLARED = re.compile(rb"<(?:meta[^>]+?charset|\?xml[^>]+?encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes in which the encoding is declared
_UNSEEN = re.compile("script|style|noscript|template|head|title|nav|form|button|select|iframe")
_BLOCK = re.compile(
    "p|div|section|article|main|header|footer|aside|h[1-6]|[uod]l|li|d[td]|table|tr|blockquote|pre|hr|figure|figcaption"
    "|address|details|summary|center|body|caption"
)
_SPACES = re.compile(r"\s+")
_PARAGRAPH = "\x1e"  # cannot stand in a document; marks where a block begins or ends
_LINE = "\x1f"


def _named(names: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"^(?:{names.pattern})$")


def _decoded(data: bytes) -> str:
    declared = _DECLARED.search(data[:_HEAD])
    if declared:
        try:
            return data.decode(declared.group(1).decode())
        except (LookupError, UnicodeDecodeError):
            pass  # declared wrongly, as pages often are: found out below
    return decode(data)


def _flatten(strings: Iterable[NavigableString]) -> None:
    for string in strings:
        if isinstance(string, PreformattedString):  # comments, declarations
            string.extract()
        elif string.find_parent("pre") is None:
            string.replace_with(_SPACES.sub(" ", str(string)))


def _number(item: Tag) -> str:
    if item.parent is None or item.parent.name != "ol":
        return "– "
    return f"{1 + sum(before.name == 'li' for before in item.find_previous_siblings('li'))}. "


def _paragraphs(text: str) -> list[str]:
    return [
        part.replace(_LINE, "\n").strip() for part in text.split(_PARAGRAPH) if part.strip(f" \n\t{_LINE}")
    ]


def _write_rows(soup: BeautifulSoup) -> None:
    for each in reversed(soup.find_all("tr")):  # from the inside out
        cells = [_paragraphs(cell.get_text()) for cell in each.find_all(["td", "th"], recursive=False)]
        each.clear()
        each.append(_PARAGRAPH.join(row(cells)))


def from_markup(markup: str) -> str:
    """The text that a reader of the page sees, without navigation and forms."""
    soup = BeautifulSoup(markup, "html.parser")
    for tag in soup.find_all(_named(_UNSEEN)):
        tag.decompose()
    _flatten(soup.find_all(string=True))
    for tag in soup.find_all("br"):
        tag.replace_with(_LINE)
    for tag in soup.find_all("li"):
        first = next((string for string in tag.find_all(string=True) if string.strip()), None)
        if first is not None:
            first.replace_with(_number(tag) + first.lstrip())
    for tag in soup.find_all(_named(_BLOCK)):
        tag.insert_before(_PARAGRAPH)
        tag.insert_after(_PARAGRAPH)
    _write_rows(soup)
    return join(_paragraphs(soup.get_text()))


def text(data: bytes) -> str:
    """The text of an HTML file."""
    return from_markup(_decoded(data))
