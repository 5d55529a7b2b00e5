"""Files that come with the program: the ontology, the shapes, the queries."""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The path of a file or folder that comes with the program, installed or in a source checkout.

    Args:
        name: Path below the project's root, with forward slashes («ontology/civic.ttl»).

    Raises:
        KgError: It is in neither place.
    """
    for root in (_PACKAGE / "data", _PACKAGE.parent):
        if (root / name).exists():
            return root / name
    raise KgError("no_resource", name=name)
