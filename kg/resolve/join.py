"""All documents joined into one resolution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import (
    ACTORS,
    CITY,
    Claim,
    Entity,
    EntityType,
    Extraction,
    Node,
    Relation,
    Resolution,
    ResolvedClaim,
    ResolvedFigure,
    Status,
)
from kg.resolve.clusters import Clusters
from kg.resolve.identity import Group, group_of, join_all
from kg.resolve.owners import Others
from kg.resolve.nodes import actor_node, place_node, region_id, unique_ids
from kg.resolve.places import Place, gazetteer
from kg.resolve.placing import Spot, spot
from kg.resolve.scope import Item, items
from kg.resolve.towns import NOWHERE, Town, others, town_of

Key = tuple[str, str]


@dataclass(slots=True)
class _Places:
    """Place nodes in the making: what is known of each id and which entities it is."""

    known: dict[str, Place | None] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    members: dict[str, dict[Key, Entity]] = field(default_factory=dict)

    def add(self, found: Spot, label: str, region: str) -> None:
        self.known[found.id] = self.known.get(found.id) or found.place
        self.labels[found.id] = min(label, self.labels.get(found.id, label))
        region = found.place.region if found.place else region
        if region:
            self.regions[found.id] = region
        self.members.setdefault(found.id, {})

    def nodes(self) -> Iterator[Node]:
        codes = {code for code in self.regions.values() if code}
        for place in (gazetteer().by_code[code] for code in sorted(codes)):
            self.add(Spot(region_id(place.region), place), place.name, "")
        for name, place in self.known.items():
            members = self.members[name]
            yield place_node(name, place, self.labels[name], members, self.regions.get(name, ""))


def _towns(extractions: Sequence[Extraction]) -> dict[str, Town]:
    return {extraction.document.identifier: town_of(extraction) for extraction in extractions}


def _regions(extraction: Extraction, town: Town) -> frozenset[str]:
    """Codes of the regions that the report's own entities name; the municipality's own first of all."""
    if town.region:
        return frozenset({town.region})
    table = gazetteer()
    places = (entity for entity in extraction.entities if entity.type is EntityType.PLACE)
    found = (table.region_named(name) for entity in places for name in (entity.label, *entity.aliases))
    return frozenset(place.region for place in found if place and place.region)


def _places(extractions: Sequence[Extraction], towns: Mapping[str, Town], ids: dict[Key, str]) -> _Places:
    found = _Places()
    for extraction in extractions:
        document = extraction.document.identifier
        town = towns[document]
        if town is not NOWHERE:
            found.add(Spot(town.id, town.place), town.name, town.region)
        regions = _regions(extraction, town)
        for entity in extraction.entities:
            if entity.type is EntityType.PLACE:
                where = spot(entity, extraction, town, regions)
                found.add(where, town.name if where.id == town.id else entity.label, "")
                found.members[where.id][document, entity.key] = entity
                ids[document, entity.key] = where.id
    return found


def _clustered(found: Iterable[Item]) -> list[list[Item]]:
    groups: dict[Group, list[Item]] = {}
    for item in found:
        groups.setdefault(group_of(item), []).append(item)
    clusters = Clusters()
    for group in sorted(groups):
        clusters.add(group, (item.document for item in groups[group]))
    join_all(groups, clusters)
    return [[item for group in cluster for item in groups[group]] for cluster in clusters.all()]  # type: ignore[index]


def _scope(cluster: Sequence[Item], towns: Mapping[str, str]) -> str | None:
    return towns.get(min(cluster, key=lambda item: (item.scope.count("-"), item.scope)).scope)


def _context(
    extraction: Extraction, ids: Mapping[Key, str], nodes: Mapping[str, Node], town: Town
) -> Iterator[Claim]:
    """What the heading implies: actors of the report's municipality are located in it."""
    for entity in extraction.entities:
        name = ids[extraction.document.identifier, entity.key]
        if town is not NOWHERE and nodes[name].type in ACTORS and nodes[name].scope == town.id:
            sentence = min(entity.mentions).sentence
            yield Claim(name, Relation.LOCATED_IN, town.id, Status.REALISED, 1.0, "context", sentence)


def _resolved(extraction: Extraction, ids: Mapping[Key, str]) -> Iterator[Claim]:
    document = extraction.document.identifier
    for claim in extraction.claims:
        thing = claim.object if claim.relation is Relation.TARGETS else ids[document, claim.object]
        yield replace(claim, subject=ids[document, claim.subject], object=thing)


def _claims(
    extraction: Extraction, ids: Mapping[Key, str], nodes: Mapping[str, Node], town: Town
) -> Iterator[ResolvedClaim]:
    """One claim for each subject, relation, object and status; what a sentence says goes before the context."""
    kept: dict[tuple[str, Relation, str, Status], Claim] = {}
    for claim in (*_resolved(extraction, ids), *_context(extraction, ids, nodes, town)):
        key = (claim.subject, claim.relation, claim.object, claim.status)
        best = kept.get(key)
        if claim.subject != claim.object and (
            best is None or (best.rule != "context" != claim.rule and claim.confidence > best.confidence)
        ):
            kept[key] = claim
    return (ResolvedClaim(extraction.document.identifier, claim) for claim in kept.values())


def _figures(extraction: Extraction, ids: Mapping[Key, str], town: Town) -> Iterator[ResolvedFigure]:
    document = extraction.document.identifier
    for figure in extraction.figures:
        about = town.id if figure.about == CITY else ids[document, figure.about]
        if figure.about != CITY or town is not NOWHERE:
            yield ResolvedFigure(document, replace(figure, about=about))


def _claim_order(found: ResolvedClaim) -> tuple[str, int, str, str, str, str]:
    claim = found.claim
    return found.document, claim.sentence, claim.subject, claim.relation, claim.object, claim.status


def _figure_order(found: ResolvedFigure) -> tuple[str, int, str, str, float, str, tuple[int, int]]:
    figure = found.figure
    return (
        found.document, figure.sentence, figure.about, figure.measure, figure.value, figure.unit,
        figure.span or (-1, -1),
    )  # fmt: skip


def resolve(extractions: Sequence[Extraction], curation: object | None = None) -> Resolution:
    """Join documents: one node for one thing, in whatever documents it stands.

    A pure function of the set of documents; their order makes no difference.

    Args:
        extractions: What each document gave; identifiers are different.
        curation: A person's corrections.

    Returns:
        Nodes, claims and figures with node ids in place of entity keys.
    """
    documents = tuple(sorted(extractions, key=lambda extraction: extraction.document.identifier))
    towns = _towns(documents)
    known = Others(dict(others(set(towns.values()) - {NOWHERE})))
    ids: dict[Key, str] = {}
    places = _places(documents, towns, ids)
    found = [item for e in documents for item in items(e, towns[e.document.identifier], known)]
    clusters = _clustered(found)
    homes = {town.slug: town.id for town in towns.values() if town is not NOWHERE}
    nodes = {node.id: node for node in places.nodes()}
    for name, cluster in zip(unique_ids(clusters), clusters, strict=True):
        nodes[name] = actor_node(name, cluster, _scope(cluster, homes), None, None)
        ids |= {item.key: name for item in cluster}
    return _resolution(documents, nodes, ids, towns)


def _resolution(
    documents: tuple[Extraction, ...],
    nodes: Mapping[str, Node],
    ids: Mapping[Key, str],
    towns: Mapping[str, Town],
) -> Resolution:
    home = {e.document.identifier: towns[e.document.identifier] for e in documents}
    claims = (claim for e in documents for claim in _claims(e, ids, nodes, home[e.document.identifier]))
    figures = (figure for e in documents for figure in _figures(e, ids, home[e.document.identifier]))
    return Resolution(
        extractions=documents,
        nodes=tuple(nodes[name] for name in sorted(nodes)),
        municipalities={name: town.id for name, town in home.items() if town is not NOWHERE},
        claims=tuple(sorted(claims, key=_claim_order)),
        figures=tuple(sorted(figures, key=_figure_order)),
    )
