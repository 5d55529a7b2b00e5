"""The source files read again, as the build reads them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.corpus import find, text_of
from kg.errors import ReadError
from kg.graph.validate.quotes import Texts


def source_texts(paths: Sequence[str]) -> Texts:
    """Texts of files by the identifiers that the build gives them.

    Args:
        paths: Files and folders, the same that were given to the build.
    """
    sources = {source.identifier: source for source in find(paths).sources}

    def text(identifier: str) -> str | None:
        source = sources.get(identifier)
        try:
            return text_of(source) if source is not None else None
        except ReadError:
            # what cannot be read any more proves nothing: the check reports it as missing
            return None

    return text
