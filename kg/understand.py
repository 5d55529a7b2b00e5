"""One document from file to extraction: what every worker runs."""

from __future__ import annotations

from dataclasses import replace

from kg.corpus import ReadFailure, Source, read
from kg.model import Extraction


def understand(source: Source) -> Extraction | ReadFailure:
    """Read one input and extract what it says; what cannot be read is a value that says why.

    The layout is left out of the result: nothing after extraction needs it, and it is nine tenths of the memory.
    """
    document = read(source)
    if isinstance(document, ReadFailure):
        return document
    # the language models load here, in the process that needs them, and not where a command only starts
    from kg.annotate import annotate  # noqa: PLC0415
    from kg.extract.document import extract  # noqa: PLC0415

    found = extract(annotate(document))
    return replace(found, document=replace(found.document, blocks=(), sections=()))
