"""Place entities: the municipality itself, known settlements and regions, and what stays local."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import Entity, EntityType, Extraction, Node
from kg.resolve.lexicon import lexicon
from kg.resolve.nodes import place_node, region_id
from kg.resolve.places import Place, gazetteer
from kg.resolve.scope import document_scope
from kg.resolve.slugs import slug
from kg.resolve.towns import NOWHERE, Town, bare, is_district, settlement_slug
from kg.resolve.words import phrase

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """What a Place entity turned out to be.

    Attributes:
        id: Id of its node.
        place: Its row among the known places, if it is known for sure.
    """

    id: str
    place: Place | None = None


@dataclass(slots=True)
class Places:
    """Place nodes in the making: what is known of each id, and which entities it is."""

    known: dict[str, Place | None] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    members: dict[str, dict[Key, Entity]] = field(default_factory=dict)

    def add(self, found: Spot, label: str, region: str = "") -> dict[Key, Entity]:
        """Note a place; the result takes the entities that it is."""
        self.known[found.id] = self.known.get(found.id) or found.place
        self.labels[found.id] = min(label, self.labels.get(found.id, label))
        if home := found.place.region if found.place else region:
            self.regions[found.id] = home
        return self.members.setdefault(found.id, {})

    def add_regions(self, codes: Iterable[str]) -> None:
        """Note the regions that places lie in."""
        for code in sorted(set(codes)):
            self.add(Spot(region_id(code), gazetteer().by_code[code]), gazetteer().by_code[code].name)

    def add_town(self, town: Town) -> None:
        """Note the municipality of a document."""
        self.add(Spot(town.id, town.place), town.name, town.region)

    def add_entity(self, document: str, entity: Entity, found: Spot, town: Town) -> None:
        """Note a Place entity of a document whose municipality is known."""
        members = self.add(found, town.name if found.id == town.id else entity.label)
        members[document, entity.key] = entity

    def nodes(self) -> Iterator[Node]:
        """The nodes."""
        for name, place in self.known.items():
            yield place_node(name, place, self.labels[name], self.members[name], self.regions.get(name, ""))


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.label, *sorted(set(entity.aliases)))


def _is_own(entity: Entity, town: Town) -> bool:
    names = _names(entity)
    if town.district:
        return any(is_district(name) and phrase(bare(name)) in town.forms for name in names)
    return any(not is_district(name) and phrase(bare(name)) in town.forms for name in names)


def _known(entity: Entity, regions: frozenset[str]) -> Place | None:
    table = gazetteer()
    for name in _names(entity):
        if found := table.region(phrase(name)):
            return found
    inner = any(set(phrase(name)) & lexicon().inner_places for name in _names(entity))
    return None if inner or is_district(entity.label) else table.settlement(bare(entity.label), regions)


def spot(entity: Entity, extraction: Extraction, town: Town, regions: frozenset[str]) -> Spot:
    """Find out what a Place entity is.

    Args:
        entity: The entity.
        extraction: Its document.
        town: The document's municipality.
        regions: Codes of the regions that the document speaks of.
    """
    if town != NOWHERE and _is_own(entity, town):
        return Spot(town.id, town.place)
    found = _known(entity, regions)
    if found is None:
        home = town.slug or document_scope(extraction.document.identifier)
        return Spot(f"place/{home}/{slug(entity.label)}")
    own = settlement_slug(found.name, found.region) if found.kind == "settlement" else slug(found.name)
    return Spot(f"place/{own}", found)


def _regions(extraction: Extraction, town: Town) -> frozenset[str]:
    """Codes of the regions that a report speaks of: its municipality's, else those that its entities name."""
    if town.region:
        return frozenset({town.region})
    places = (entity for entity in extraction.entities if entity.type is EntityType.PLACE)
    found = (gazetteer().region(phrase(name)) for entity in places for name in _names(entity))
    return frozenset(place.region for place in found if place and place.region)


def placed(extraction: Extraction, town: Town) -> Iterator[tuple[Entity, Spot]]:
    """The Place entities of a document with what they turned out to be."""
    regions = _regions(extraction, town)
    for entity in extraction.entities:
        if entity.type is EntityType.PLACE:
            yield entity, spot(entity, extraction, town, regions)
