"""Documents joined: one node for one thing, in whatever documents it stands."""

from kg.resolve.join import resolve

__all__ = ["resolve"]
