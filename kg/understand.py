"""One document from file to extraction: what every worker runs."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from kg.corpus import ReadFailure, Source, read
from kg.model import Document, Extraction


def understand(source: Source, content: bytes | None = None) -> Extraction | ReadFailure:
    """Read one input and extract what it says; what cannot be read is a value that says why.

    The layout is left out of the result: nothing after extraction needs it, and it is nine tenths of the memory.

    Args:
        source: The input.
        content: Its bytes, where the file is not to be seen from here.
    """
    document = read(source) if content is None else _read_bytes(source, content)
    if isinstance(document, ReadFailure):
        return document
    # the language models load here, in the process that needs them, and not where a command only starts
    from kg.annotate import annotate  # noqa: PLC0415
    from kg.extract.document import extract  # noqa: PLC0415

    found = extract(annotate(document))
    return replace(found, document=replace(found.document, blocks=(), sections=()))


def _read_bytes(source: Source, content: bytes) -> Document | ReadFailure:
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder) / f"document{source.path.suffix if source.path else ''}"
        path.write_bytes(content)
        return read(Source(source.identifier, path))
