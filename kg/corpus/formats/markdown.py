"""Markdown by markdown-it."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from kg.corpus.encodings import decode
from kg.corpus.formats.html import from_markup

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def text(data: bytes) -> str:
    """The text of a Markdown file as a reader of the page sees it; HTML in it is text («<script>»)."""
    source = _FRONT_MATTER.sub("", decode(data))
    page: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(source)
    return from_markup(page)
