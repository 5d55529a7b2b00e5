"""Reading: from files to documents with repaired layout."""

from kg.corpus.parse import parse

__all__ = ["parse"]
