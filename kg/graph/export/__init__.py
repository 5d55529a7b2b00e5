"""The graph for other programs: RDF in its formats, networks, tables."""

from kg.graph.export.catalogue import FORMATS, export
from kg.graph.export.selection import Selection, select

__all__ = ["FORMATS", "Selection", "export", "select"]
