"""Reading: from files to documents with repaired layout."""

from kg.corpus.failures import ReadFailure
from kg.corpus.parse import parse
from kg.corpus.read import read, text_of
from kg.corpus.sources import Inputs, Source, find

__all__ = ["Inputs", "ReadFailure", "Source", "find", "parse", "read", "text_of"]
