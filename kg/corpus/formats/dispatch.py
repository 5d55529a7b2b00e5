"""Which reader takes a file: by its ending, and where that says nothing by its first bytes."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from importlib import import_module
from io import BytesIO

from kg.corpus.encodings import clean, decode, signature
from kg.corpus.failures import UnreadableError

Reader = Callable[[bytes], str]

_READERS = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx", ".docm": "docx", ".odt": "odt", ".rtf": "rtf", ".pdf": "pdf",
}  # fmt: skip
_BY_CONTENT = frozenset(["", ".doc"])
"""Endings that do not tell: «.doc» may be old Word, but as often RTF, HTML or docx."""

_EXTRAS = {"docx": "office", "odt": "office", "rtf": "office", "pdf": "pdf"}
_ARCHIVES = frozenset(["docx", "odt"])
_LARGEST = 500 * 1024 * 1024  # bytes that an archive may hold when unpacked
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_DAMAGE = (
    # What the libraries were seen to raise on broken files; their own errors derive from these.
    ValueError, LookupError, TypeError, AttributeError, AssertionError, EOFError, OSError, ArithmeticError,
    RecursionError, NotImplementedError, zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip


def _by_content(data: bytes, named: str) -> str:
    kind = signature(data)
    if kind == "ZIP":
        return "odt" if _ODT in data[:200] else "docx"
    if kind in ("PDF", "RTF"):
        return kind.lower()
    if kind == "OLE" and named == ".doc":
        raise UnreadableError("old_word")
    start = data[:1000].lstrip().lower()
    return "html" if start.startswith((b"<!doctype html", b"<html")) else ""


def _check_archive(data: bytes) -> None:
    if signature(data) == "OLE":  # how Office writes a file with a password
        raise UnreadableError("encrypted")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        if any(entry.flag_bits & 1 for entry in archive.infolist()):
            raise UnreadableError("encrypted")
    if size > _LARGEST:
        raise UnreadableError("too_large_inside", f"{_LARGEST // 1024**2} MB")


def _reader(name: str) -> Reader:
    try:
        module = import_module(f"kg.corpus.formats.{name}")
    except ModuleNotFoundError as error:
        raise UnreadableError("missing_extra", _EXTRAS.get(name, "all")) from error
    reader: Reader = module.text
    return reader


def extract(data: bytes, suffix: str) -> str:
    r"""The text of a file, \r\n read as \n.

    Paragraphs are lines with a blank line between them, rows of tables lines with « | » between the cells,
    list items begin with «–» or their number, pages end in a form feed.

    Args:
        data: The file's bytes.
        suffix: Its ending in lower case («.docx»); empty where there is none.

    Raises:
        UnreadableError: There is no text to be had; the reason is a key of ``kg/errors.yaml``.
    """
    if not data:
        raise UnreadableError("empty")
    name = _READERS.get(suffix) or (_by_content(data, suffix) if suffix in _BY_CONTENT else "")
    if not name:
        return decode(data)
    try:
        if name in _ARCHIVES:
            _check_archive(data)
        return clean(_reader(name)(data))
    except _DAMAGE as error:
        raise UnreadableError("broken", f"{type(error).__name__}: {error}"[:200]) from error
