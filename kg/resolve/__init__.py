"""Documents joined: one node for one thing, in whatever documents it stands."""

from kg.resolve.curation import Curation, load
from kg.resolve.join import Joined, join, resolve

__all__ = ["Curation", "Joined", "join", "load", "resolve"]
