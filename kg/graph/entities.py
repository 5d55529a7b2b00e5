"""Entities as triples: type, names, place, and the plain edges that some claim reports as done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from kg.graph.literals import boolean, decimal, russian
from kg.graph.order import Block, Pair, subject_key
from kg.graph.report import Report
from kg.graph.vocabulary import Minter, civ, geonames, term
from kg.model import Claim, Node, Relation, Status

COORDINATE_DIGITS = 6


def target(claim: Claim, mint: Minter) -> NamedNode:
    """The object of a claim: an entity, or a social group."""
    return civ(claim.object) if claim.relation is Relation.TARGETS else mint.entity(claim.object)


def realised(reports: Iterable[Report], mint: Minter) -> dict[str, list[Pair]]:
    """The plain edges by the id of their subject: those that some claim reports as done."""
    edges: dict[str, list[Pair]] = {}
    for report in reports:
        for stated in report.claims:
            claim = stated.best
            if claim.status is Status.REALISED:
                edges.setdefault(claim.subject, []).append((civ(claim.relation), target(claim, mint)))
    return edges


def entity_blocks(nodes: Iterable[Node], edges: dict[str, list[Pair]], mint: Minter) -> Iterator[Block]:
    """All entities in the order of their names."""
    for node in sorted(nodes, key=lambda node: subject_key(mint.entity(node.id).value)):
        yield mint.entity(node.id), [*_entity(node, mint), *_place(node, mint), *edges.get(node.id, ())]


def _entity(node: Node, mint: Minter) -> Iterator[Pair]:
    yield term("rdf:type"), civ(node.type)
    yield term("rdfs:label"), russian(node.label)
    for alias in node.aliases:
        yield term("skos:altLabel"), russian(alias)
    yield civ("collective"), boolean(node.collective)
    if node.scope is not None:
        yield civ("scope"), mint.entity(node.scope)


def _place(node: Node, mint: Minter) -> Iterator[Pair]:
    if node.geonames is not None:
        yield term("owl:sameAs"), geonames(node.geonames)
    if node.latitude is not None and node.longitude is not None:
        yield term("schema:latitude"), decimal(node.latitude, COORDINATE_DIGITS)
        yield term("schema:longitude"), decimal(node.longitude, COORDINATE_DIGITS)
    if node.region is not None:
        yield civ("region"), mint.entity(node.region)
