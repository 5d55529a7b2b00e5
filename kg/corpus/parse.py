"""From a text to a document: layout, sections, and what the heading says."""

from __future__ import annotations

from kg.corpus.heading import municipality, title, topic
from kg.corpus.layout import layout
from kg.corpus.sections import sections
from kg.corpus.years import report_year
from kg.model import Document


def parse(identifier: str, text: str) -> Document:
    r"""Read a text as a report.

    Args:
        identifier: The file's path below the input folder.
        text: The text, \r\n read as \n; all offsets count in it.

    Returns:
        The document. It has no blocks where the text has nothing visible.
    """
    blocks = layout(text)
    parts = sections(blocks)
    return Document(
        identifier=identifier,
        title=title(blocks) or identifier,
        text=text,
        blocks=blocks,
        sections=parts,
        municipality=municipality(blocks),
        topic=topic(blocks),
        year=report_year(blocks, parts),
    )
