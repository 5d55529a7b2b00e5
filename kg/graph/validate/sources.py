"""The source files read again, as the build reads them."""

from __future__ import annotations

from pathlib import Path

from kg.corpus.encodings import decode
from kg.errors import ReadError
from kg.graph.validate.quotes import Texts


def folder_texts(folder: Path) -> Texts:
    """Texts of the files in a folder, by their path below it.

    Args:
        folder: What was given to the build.
    """

    def text(identifier: str) -> str | None:
        path = (folder / identifier).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            return None
        try:
            return decode(path.read_bytes())
        except (ReadError, OSError):
            # what cannot be read now proves nothing: the check reports it as missing
            return None

    return text
