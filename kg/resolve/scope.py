"""Whose a name is: the country's, a region's, a municipality's, or its document's alone."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Entity, EntityType, Extraction
from kg.resolve.names import Name, Reach, is_generic, read
from kg.resolve.owners import Others
from kg.resolve.places import gazetteer
from kg.resolve.slugs import digest, slug
from kg.resolve.towns import Town

COUNTRY = ""
"""Scope of what is one in the whole country."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entity of one document with its name taken apart.

    Attributes:
        document: Identifier of the document.
        year: The year that the document reports on, if known.
        entity: The entity.
        name: Its label, taken apart.
        others: Its other names that say enough to be compared.
        scope: First part of its id: empty for the country, ``ru-…`` for a region, else the municipality's
            part, else the document's.
        generic: Whether the name means nothing outside its document.
        town: The municipality of the document.
    """

    document: str
    year: int | None
    entity: Entity
    name: Name
    others: tuple[Name, ...]
    scope: str
    generic: bool
    town: Town

    @property
    def key(self) -> tuple[str, str]:
        """What stands for it in claims: document and entity key."""
        return self.document, self.entity.key


def region_scope(code: str) -> str:
    """First part of the ids of what belongs to a region."""
    return slug(gazetteer().by_code[code].name)


def document_scope(identifier: str) -> str:
    """First part of the ids of what stays in its document."""
    return f"doc-{digest(identifier)}"


def _own(extraction: Extraction, town: Town) -> str:
    return town.slug or document_scope(extraction.document.identifier)


def scope_of(name: Name, generic: bool, extraction: Extraction, town: Town) -> str:
    """Whose a name is, by what it says of itself and where it stands."""
    if generic:
        return document_scope(extraction.document.identifier)
    if name.reach is Reach.COUNTRY:
        return COUNTRY
    if name.reach is Reach.REGION:
        return region_scope(name.place)
    if name.reach is Reach.OTHER:
        return name.place
    return _own(extraction, town)


class Reader:
    """Takes names apart, each once.

    Args:
        others: Municipalities that a name may speak of.
    """

    def __init__(self, others: Others) -> None:
        self._others = others
        self._names: dict[tuple[str, str, str, str], Name] = {}

    def read(self, label: str, kind: EntityType, town: Town) -> Name:
        """A name taken apart."""
        key = (label, kind.value, town.slug, town.region)
        found = self._names.get(key)
        if found is None:
            found = self._names[key] = read(label, kind, town, self._others)
        return found


def _readings(entity: Entity, town: Town, reader: Reader) -> tuple[Name, bool, tuple[Name, ...]]:
    """The name that says most, whether even that is generic, and the other names that are not."""
    labels = (entity.label, *sorted(set(entity.aliases)))
    names = [reader.read(label, entity.type, town) for label in labels]
    generic = is_generic(names[0], entity.type, entity.collective)
    telling = [name for name in names[1:] if not is_generic(name, entity.type, False)]
    if generic and telling:
        best = max(telling, key=lambda name: (len(name.stems), name.text))
        return best, False, tuple(name for name in telling if name is not best)
    return names[0], generic, tuple(telling)


def _comparable(name: Name, scope: str, extraction: Extraction, town: Town) -> bool:
    """Whether another name may stand for the thing where it does not say itself that it lies elsewhere."""
    if scope_of(name, False, extraction, town) == scope:
        return True
    return scope != _own(extraction, town) and name.reach is Reach.OPEN and (name.acronym or bool(name.core))


def items(extraction: Extraction, town: Town, reader: Reader) -> list[Item]:
    """The entities of a document that are no places, with their scope."""
    document = extraction.document
    found = []
    for entity in extraction.entities:
        if entity.type is EntityType.PLACE:
            continue
        name, generic, rest = _readings(entity, town, reader)
        scope = scope_of(name, generic, extraction, town)
        telling = tuple(other for other in rest if _comparable(other, scope, extraction, town))
        found.append(Item(document.identifier, document.year, entity, name, telling, scope, generic, town))
    return found
