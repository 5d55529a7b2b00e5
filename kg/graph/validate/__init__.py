"""Whether a graph keeps its contract: shapes, quotes, edges, names."""

from kg.graph.validate.checks import validate
from kg.graph.validate.finding import Finding, Severity
from kg.graph.validate.sources import source_texts

__all__ = ["Finding", "Severity", "source_texts", "validate"]
