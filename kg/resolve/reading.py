"""What one document says for joining: its municipality, its places, the names in it taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import ACTORS, Entity, Extraction, Node
from kg.resolve.placing import Spot, placed
from kg.resolve.scope import Item, Reader, items
from kg.resolve.towns import NOWHERE, Town


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as joining sees it.

    Attributes:
        document: Its identifier.
        year: The year it reports on, if known.
        town: Its municipality.
        places: Its Place entities with what they turned out to be.
        items: Its other entities.
    """

    document: str
    year: int | None
    town: Town
    places: tuple[tuple[Entity, Spot], ...]
    items: tuple[Item, ...]


def read_document(extraction: Extraction, town: Town, reader: Reader) -> Reading:
    """Read a document for joining.

    Args:
        extraction: What was found in it.
        town: Its municipality.
        reader: Knows the other municipalities.
    """
    document = extraction.document
    places = tuple(placed(extraction, town))
    return Reading(document.identifier, document.year, town, places, tuple(items(extraction, town, reader)))


@dataclass(frozen=True, slots=True)
class Owners:
    """What became of the entities of one document.

    Attributes:
        ids: Entity key → id of its node.
        local: Ids of those that are actors of the document's municipality.
    """

    ids: Mapping[str, str]
    local: frozenset[str]


def is_local(node: Node, town: Town) -> bool:
    """Whether a node is an actor of a municipality."""
    return town != NOWHERE and node.type in ACTORS and node.scope == town.id
