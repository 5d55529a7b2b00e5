"""File formats: from a file's bytes to its text, one module each."""

from kg.corpus.formats.dispatch import extract

__all__ = ["extract"]
