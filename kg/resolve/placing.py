"""Place entities: the municipality itself, known settlements and regions, and what stays local."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Entity, Extraction
from kg.resolve.lexicon import lexicon
from kg.resolve.places import Place, gazetteer
from kg.resolve.scope import document_scope
from kg.resolve.slugs import slug
from kg.resolve.towns import Town, bare, is_district, settlement_slug
from kg.resolve.words import phrase


@dataclass(frozen=True, slots=True)
class Spot:
    """What a Place entity turned out to be.

    Attributes:
        id: Id of its node.
        place: Its row among the known places, if it is known for sure.
    """

    id: str
    place: Place | None = None


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.label, *sorted(set(entity.aliases)))


def _is_own(entity: Entity, town: Town) -> bool:
    names = _names(entity)
    if town.district:
        return any(
            phrase(name)[: len(shape)] == shape for name in names if is_district(name) for shape in town.forms
        )
    return any(not is_district(name) and phrase(bare(name)) in town.forms for name in names)


def _known(entity: Entity, regions: frozenset[str]) -> Place | None:
    table = gazetteer()
    for name in _names(entity):
        if found := table.region(phrase(name)):
            return found
    inner = any(set(phrase(name)) & lexicon().inner_places for name in _names(entity))
    if inner or is_district(entity.label):
        return None
    return table.settlement(bare(entity.label), regions)


def spot(entity: Entity, extraction: Extraction, town: Town, regions: frozenset[str]) -> Spot:
    """Find out what a Place entity is.

    Args:
        entity: The entity.
        extraction: Its document.
        town: The document's municipality.
        regions: Codes of the regions that the document speaks of.
    """
    if town.name and _is_own(entity, town):
        return Spot(town.id, town.place)
    found = _known(entity, regions)
    if found is None:
        home = town.slug or document_scope(extraction.document.identifier)
        return Spot(f"place/{home}/{slug(' '.join(_names(entity)[:1]))}")
    if found.kind == "settlement":
        return Spot(f"place/{settlement_slug(found.name, found.region)}", found)
    return Spot(f"place/{slug(found.name)}", found)
