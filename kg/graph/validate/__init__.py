"""Whether a graph keeps its contract: shapes, quotes, edges, names."""

from kg.graph.validate.checks import validate
from kg.graph.validate.finding import Finding, Severity

__all__ = ["Finding", "Severity", "validate"]
