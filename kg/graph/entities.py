"""Entities as the graph holds them: type, names, place, and the plain edges that some claim reports as done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.blocks import Pair, block_text, entity
from kg.graph.literals import boolean, decimal, russian
from kg.graph.report import Report
from kg.graph.vocabulary import civ_name
from kg.model import Claim, Node, Relation, Status

COORDINATE_DIGITS = 6

Edge = tuple[str, str, str]
"""Id of the subject's node, predicate and object as Turtle writes them."""


def target(claim: Claim) -> str:
    """The object of a claim: an entity, or a social group."""
    return civ_name(claim.object) if claim.relation is Relation.TARGETS else entity(claim.object)


def realised(report: Report) -> Iterator[Edge]:
    """The plain edges of a document: those that some claim reports as done."""
    for stated in report.claims:
        claim = stated.best
        if claim.status is Status.REALISED:
            yield claim.subject, civ_name(claim.relation), target(claim)


def entity_text(node: Node, edges: Iterable[Pair]) -> str:
    """All that the graph says of an entity, as Turtle.

    Args:
        node: The entity.
        edges: The plain edges that begin at it.
    """
    return block_text(entity(node.id), [*entity_pairs(node), *edges])


def entity_pairs(node: Node) -> list[Pair]:
    """What the graph says of an entity itself."""
    return [*_entity(node), *_place(node)]


def _entity(node: Node) -> Iterator[Pair]:
    yield "rdf:type", civ_name(node.type)
    yield "rdfs:label", russian(node.label)
    for alias in node.aliases:
        yield "skos:altLabel", russian(alias)
    yield "civ:collective", boolean(node.collective)
    if node.scope is not None:
        yield "civ:scope", entity(node.scope)


def _place(node: Node) -> Iterator[Pair]:
    if node.geonames is not None:
        yield "owl:sameAs", f"<https://sws.geonames.org/{node.geonames}/>"
    if node.latitude is not None and node.longitude is not None:
        yield "schema:latitude", decimal(node.latitude, COORDINATE_DIGITS)
        yield "schema:longitude", decimal(node.longitude, COORDINATE_DIGITS)
    if node.region is not None:
        yield "civ:region", entity(node.region)
