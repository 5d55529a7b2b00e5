"""Nodes of the graph, minted from clusters of entities: id, class, label, other names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.model import ACTORS, Entity, EntityType, Node
from kg.resolve.places import Place, gazetteer
from kg.resolve.scope import Item
from kg.resolve.slugs import digest, slug

_ORDER = {kind: index for index, kind in enumerate(EntityType)}


def voted_type(entities: Sequence[Entity]) -> EntityType:
    """The class that most entities have; of equals the surer, then the earlier in the list of classes."""
    if all(entity.type is entities[0].type for entity in entities):
        return entities[0].type
    votes: Counter[EntityType] = Counter()
    sure: Counter[EntityType] = Counter()
    for entity in entities:
        votes[entity.type] += 1
        sure[entity.type] += round(entity.confidence * 1000)
    return min(votes, key=lambda kind: (-votes[kind], -sure[kind], _ORDER[kind]))


def fullest(labels: Iterable[str]) -> str:
    """The name that says most: most words, then longest, then first of the alphabet, a capital before."""
    return min(labels, key=lambda label: (-len(label.split()), -len(label), label))


def _plain(label: str) -> str:
    return label.casefold().replace("ё", "е")


def other_names(label: str, names: Iterable[str]) -> tuple[str, ...]:
    """All names but the label, each once whatever its case, sorted."""
    found: dict[str, str] = {}
    for name in sorted(set(names)):
        found.setdefault(_plain(name), name)
    found.pop(_plain(label), None)
    return tuple(sorted(found.values()))


def _first(items: Sequence[Item]) -> Item:
    """The item whose name the id is made of: the earliest year's, so that later reports do not change it."""
    return min(items, key=lambda item: (item.year or 9999, item.document, item.entity.key))


def readable_id(items: Sequence[Item]) -> str:
    """What the id would be if nothing else had it."""
    first = _first(items)
    kind = "actor" if first.entity.type in ACTORS else slug(first.entity.type.value)
    return "/".join(part for part in (kind, first.scope, slug(first.name.text)) if part)


def unique_ids(clusters: Sequence[Sequence[Item]]) -> list[str]:
    """An id for each cluster; those that would be equal get a hash of what tells them apart."""
    wanted = [readable_id(items) for items in clusters]
    count = Counter(wanted)
    found = []
    for name, items in zip(wanted, clusters, strict=True):
        first = _first(items)
        apart = f"{first.entity.type}|{first.name.key}|{first.entity.key if first.generic else ''}"
        found.append(f"{name}-{digest(apart)}" if count[name] > 1 else name)
    taken = Counter(found)
    return [
        f"{name}-{digest(repr(sorted(item.key for item in items)))}" if taken[name] > 1 else name
        for name, items in zip(found, clusters, strict=True)
    ]


def actor_node(
    name: str, items: Sequence[Item], scope: str | None, label: str | None, kind: EntityType | None
) -> Node:
    """A node that is no place.

    Args:
        name: Its id.
        items: The entities that it is.
        scope: Id of the municipality's node, if it is local.
        label: A name that a person decided on.
        kind: A class that a person decided on.
    """
    entities = [item.entity for item in items]
    shown = label or fullest(entity.label for entity in entities)
    names = (text for entity in entities for text in (entity.label, *entity.aliases))
    return Node(
        id=name,
        type=kind or voted_type(entities),
        label=shown,
        aliases=other_names(shown, names),
        collective=all(entity.collective for entity in entities),
        members=tuple(sorted(item.key for item in items)),
        scope=scope,
    )


def region_id(code: str) -> str:
    """Id of a region's node."""
    return f"place/{slug(gazetteer().by_code[code].name)}"


def place_node(
    name: str, place: Place | None, label: str, members: Mapping[tuple[str, str], Entity], region: str
) -> Node:
    """The node of a place.

    Args:
        name: Its id.
        place: Its row among the known places, if known.
        label: Its name where the table has none.
        members: The entities that it is.
        region: Code of the region it lies in, if known.
    """
    inside = region and not (place and place.kind != "settlement")
    shown = place.name if place else label
    names = (text for entity in members.values() for text in (entity.label, *entity.aliases))
    return Node(
        id=name,
        type=EntityType.PLACE,
        label=shown,
        aliases=other_names(shown, names),
        collective=False,
        members=tuple(sorted(members)),
        geonames=place.geonames if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        region=region_id(region) if inside else None,
    )
