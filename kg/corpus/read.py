"""Read one input as a report."""

from __future__ import annotations

import sys

from kg.corpus.failures import ReadFailure, UnreadableError
from kg.corpus.formats import extract
from kg.corpus.parse import parse
from kg.corpus.sources import Source
from kg.model import Document

LARGEST = 10_000_000
"""Characters (a thousand reports): a text of so many takes minutes and gigabytes, and is no single report."""


def _bytes(source: Source) -> bytes:
    if source.path is None:
        return sys.stdin.buffer.read()
    try:
        return source.path.read_bytes()
    except PermissionError as error:
        raise UnreadableError("no_permission") from error
    except FileNotFoundError as error:
        raise UnreadableError("missing") from error
    except OSError as error:
        raise UnreadableError("io_error", error.strerror or type(error).__name__) from error


def text_of(source: Source) -> str:
    """The text of an input, as offsets count in it.

    Raises:
        UnreadableError: It cannot be read; the reason is a key of ``kg/errors.yaml``.
    """
    suffix = source.path.suffix.lower() if source.path else ""
    text = extract(_bytes(source), suffix)
    if not any(sign.isalnum() for sign in text):
        raise UnreadableError("blank")
    if len(text) > LARGEST:
        raise UnreadableError("too_large", f"{len(text) // 1_000_000}")
    return text


def read(source: Source) -> Document | ReadFailure:
    """Read one input; what cannot be read is a value that says why."""
    try:
        return parse(source.identifier, text_of(source))
    except UnreadableError as error:
        return ReadFailure(source.identifier, error.reason_code, error.detail)
