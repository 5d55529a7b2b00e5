"""All documents joined into one resolution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Extraction, Node, Resolution
from kg.resolve.claims import figures_in_order, in_order
from kg.resolve.clusters import Clusters
from kg.resolve.curation import Curation
from kg.resolve.decisions import (
    Ends,
    Matcher,
    Naming,
    Unapplied,
    apart,
    marks,
    naming,
    place_names,
    put_together,
    rejoin,
    retyped,
    set_apart,
)
from kg.resolve.identity import Group, group_of, join_all
from kg.resolve.nodes import actor_node, unique_ids
from kg.resolve.owners import Others
from kg.resolve.placing import Places
from kg.resolve.reading import Owners, Reading, is_local, read_document
from kg.resolve.scope import Item, Reader
from kg.resolve.settle import Rulings, settle
from kg.resolve.towns import NOWHERE, Town, others, town_of


@dataclass(frozen=True)
class Joined:
    """A resolution with what a person may want to know of it.

    Attributes:
        resolution: The documents joined.
        things: The entities of each node that is no place, by node id.
        unapplied: Decisions that had no effect.
        apart: Pairs of nodes that a person said are different.
    """

    resolution: Resolution
    things: Mapping[str, Sequence[Item]]
    unapplied: tuple[Unapplied, ...]
    apart: frozenset[frozenset[str]]


def clustered(
    found: Iterable[Item], matcher: Matcher, curation: Curation
) -> tuple[list[list[Item]], list[Unapplied]]:
    """Entities that are one, by decisions first, then by name; also the decisions that had no effect."""
    mark = marks(matcher, curation)

    def group(item: Item) -> Group:
        return group_of(item, mark.get(item.key, ""))

    groups: dict[Group, list[Item]] = {}
    for item in found:
        groups.setdefault(group(item), []).append(item)
    clusters: Clusters[Group] = Clusters()
    for one in sorted(groups):
        clusters.add(one, (item.document for item in groups[one]))
    lost = set_apart(matcher, curation, clusters, group) + put_together(matcher, curation, clusters, group)
    if mark:
        rejoin(groups, clusters)
    join_all(groups, clusters)
    return [[item for one in cluster for item in groups[one]] for cluster in clusters.all()], lost


def _scope(cluster: Sequence[Item], homes: Mapping[str, str]) -> str | None:
    """The municipality's node that a cluster belongs to: that of all its entities."""
    scopes = {item.scope for item in cluster}
    return homes.get(scopes.pop()) if len(scopes) == 1 else None


def homes(towns: Iterable[Town]) -> dict[str, str]:
    """Part in ids → id of the node, of all municipalities."""
    return {town.slug: town.id for town in towns if town != NOWHERE}


def nodes_of(clusters: Sequence[Sequence[Item]], homes: Mapping[str, str], said: Naming) -> dict[str, Node]:
    """The nodes of clusters, in their order, by id.

    Args:
        clusters: Entities that are one.
        homes: Part in ids → id of the node, of all municipalities.
        said: Names and classes that a person decided on.
    """
    found = {}
    for name, cluster in zip(unique_ids(clusters), clusters, strict=True):
        keys = sorted(item.key for item in cluster)
        label = next((said.labels[key] for key in keys if key in said.labels), None)
        kind = next((said.types[key] for key in keys if key in said.types), None)
        found[name] = actor_node(name, cluster, _scope(cluster, homes), label, kind)
    return found


def join(extractions: Iterable[Extraction], curation: Curation | None = None) -> Joined:
    """Join documents: one node for one thing, in whatever documents it stands.

    A pure function of the set of documents and the decisions; the order of the documents makes no difference.
    All is held in memory; :class:`kg.resolve.stream.Join` does the same for more documents than fit there.

    Args:
        extractions: What each document gave; identifiers are different.
        curation: A person's corrections.
    """
    decided = curation or Curation()
    documents = sorted(extractions, key=lambda extraction: extraction.document.identifier)
    towns = {extraction.document.identifier: town_of(extraction) for extraction in documents}
    read = _read(documents, towns, decided)
    places = _places(read)
    found = [item for one in read for item in one.items]
    matcher = Matcher(found, towns, decided)
    clusters, lost = clustered(found, matcher, decided)
    said = naming(matcher, decided)
    things = nodes_of(clusters, homes(towns.values()), said)
    nodes = {node.id: node for node in places.nodes()} | things
    owners = _owners(read, zip(things.values(), clusters, strict=True))
    ids = {item.key: owners[item.document].ids[item.entity.key] for item in found}
    ends = Ends(matcher, ids, place_names(nodes.values()))
    resolution, more = _resolution(documents, nodes, towns, owners, Rulings(ends, decided))
    by_node = dict(zip(things, clusters, strict=True))
    return Joined(resolution, by_node, (*lost, *said.lost, *more), apart(matcher, decided, ids))


def _read(documents: Sequence[Extraction], towns: Mapping[str, Town], curation: Curation) -> list[Reading]:
    reader = Reader(Others(others(set(towns.values()) - {NOWHERE})))
    pairs = ((one, towns[one.document.identifier]) for one in documents)
    return [read_document(retyped(one, town, curation), town, reader) for one, town in pairs]


def _places(read: Sequence[Reading]) -> Places:
    found = Places()
    for one in read:
        if one.town != NOWHERE:
            found.add_town(one.town)
        for entity, spot in one.places:
            found.add_entity(one.document, entity, spot, one.town)
    found.add_regions(found.regions.values())
    return found


def _owners(read: Sequence[Reading], things: Iterable[tuple[Node, Sequence[Item]]]) -> dict[str, Owners]:
    ids = {one.document: {entity.key: spot.id for entity, spot in one.places} for one in read}
    local: dict[str, set[str]] = {one.document: set() for one in read}
    for node, cluster in things:
        for item in cluster:
            ids[item.document][item.entity.key] = node.id
            if is_local(node, item.town):
                local[item.document].add(node.id)
    return {name: Owners(found, frozenset(local[name])) for name, found in ids.items()}


def _resolution(
    documents: Sequence[Extraction],
    nodes: Mapping[str, Node],
    towns: Mapping[str, Town],
    owners: Mapping[str, Owners],
    decided: Rulings,
) -> tuple[Resolution, list[Unapplied]]:
    settled = [
        settle(one, owners[one.document.identifier], towns[one.document.identifier], decided)
        for one in documents
    ]
    resolution = Resolution(
        extractions=tuple(documents),
        nodes=tuple(nodes[name] for name in sorted(nodes)),
        municipalities={name: town.id for name, town in towns.items() if town != NOWHERE},
        claims=in_order(claim for one in settled for claim in one.claims),
        figures=figures_in_order(figure for one in settled for figure in one.figures),
    )
    lost = decided.lost(
        set().union(*(one.rejected for one in settled)), set().union(*(one.added for one in settled))
    )
    return resolution, lost


def resolve(extractions: Iterable[Extraction], curation: Curation | None = None) -> Resolution:
    """Join documents: one node for one thing, in whatever documents it stands.

    Args:
        extractions: What each document gave, in any order; identifiers are different.
        curation: A person's corrections.

    Returns:
        Nodes, claims and figures with node ids in place of entity keys.
    """
    return join(extractions, curation).resolution
