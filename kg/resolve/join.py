"""All documents joined into one resolution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Extraction, Node, Resolution
from kg.resolve.claims import claims_of, figures_in_order, figures_of, in_order
from kg.resolve.clusters import Clusters
from kg.resolve.curation import Curation
from kg.resolve.decisions import (
    Ends,
    Matcher,
    Naming,
    Unapplied,
    added,
    apart,
    marks,
    naming,
    place_names,
    put_together,
    rejoin,
    retyped,
    set_apart,
    without_rejected,
)
from kg.resolve.identity import Group, group_of, join_all
from kg.resolve.nodes import actor_node, unique_ids
from kg.resolve.owners import Others
from kg.resolve.placing import place_all
from kg.resolve.scope import Item, Reader, items
from kg.resolve.towns import NOWHERE, Town, others, town_of

Key = tuple[str, str]


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


def _clustered(
    found: Iterable[Item], matcher: Matcher, curation: Curation
) -> tuple[list[list[Item]], list[Unapplied]]:
    """Entities that are one, by decisions first, then by name."""
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


def _nodes(clusters: Sequence[Sequence[Item]], homes: Mapping[str, str], said: Naming) -> dict[str, Node]:
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

    Args:
        extractions: What each document gave; identifiers are different.
        curation: A person's corrections.
    """
    decided = curation or Curation()
    documents = sorted(extractions, key=lambda extraction: extraction.document.identifier)
    towns = {extraction.document.identifier: town_of(extraction) for extraction in documents}
    read = [retyped(extraction, towns[extraction.document.identifier], decided) for extraction in documents]
    places, ids = place_all(read, towns)
    reader = Reader(Others(others(set(towns.values()) - {NOWHERE})))
    found = [item for one in read for item in items(one, towns[one.document.identifier], reader)]
    matcher = Matcher(found, towns, decided)
    clusters, lost = _clustered(found, matcher, decided)
    said = naming(matcher, decided)
    homes = {town.slug: town.id for town in towns.values() if town is not NOWHERE}
    things = _nodes(clusters, homes, said)
    ids |= {item.key: name for name, cluster in zip(things, clusters, strict=True) for item in cluster}
    nodes = {node.id: node for node in places.nodes()} | things
    ends = Ends(matcher, ids, place_names(nodes.values()))
    resolution, more = _resolution(documents, nodes, towns, ends, decided)
    by_node = dict(zip(things, clusters, strict=True))
    return Joined(resolution, by_node, (*lost, *said.lost, *more), apart(matcher, decided, ids))


def _resolution(
    documents: Sequence[Extraction],
    nodes: Mapping[str, Node],
    towns: Mapping[str, Town],
    ends: Ends,
    curation: Curation,
) -> tuple[Resolution, list[Unapplied]]:
    stated = (one for e in documents for one in claims_of(e, ends.ids, nodes, towns[e.document.identifier]))
    kept, rejected = without_rejected(stated, ends, curation)
    new, lost = added(documents, ends, curation)
    figures = (one for e in documents for one in figures_of(e, ends.ids, towns[e.document.identifier]))
    resolution = Resolution(
        extractions=tuple(documents),
        nodes=tuple(nodes[name] for name in sorted(nodes)),
        municipalities={name: town.id for name, town in towns.items() if town is not NOWHERE},
        claims=in_order((*kept, *new)),
        figures=figures_in_order(figures),
    )
    return resolution, rejected + lost


def resolve(extractions: Iterable[Extraction], curation: Curation | None = None) -> Resolution:
    """Join documents: one node for one thing, in whatever documents it stands.

    Args:
        extractions: What each document gave, in any order; identifiers are different.
        curation: A person's corrections.

    Returns:
        Nodes, claims and figures with node ids in place of entity keys.
    """
    return join(extractions, curation).resolution
