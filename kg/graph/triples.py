"""What was found in the documents, as one graph in the order in which it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pyoxigraph import RdfFormat, Triple, parse

from kg.graph.blocks import Pair, block_text, document, entity, turn
from kg.graph.documents import document_text
from kg.graph.entities import entity_text, realised
from kg.graph.report import reports
from kg.graph.turtle import head
from kg.graph.vocabulary import BASE, ONTOLOGY, Minter
from kg.model import Resolution

TITLES = {"ru": "Граф гражданской жизни муниципалитетов", "en": "Civic knowledge graph of municipalities"}


def dataset_text() -> str:
    """What the graph says of itself."""
    titles = [("dcterms:title", f'"{title}"@{language}') for language, title in TITLES.items()]
    return block_text("<>", [("rdf:type", "dcat:Dataset"), ("dcterms:conformsTo", f"<{ONTOLOGY}>"), *titles])


def graph_text(resolution: Resolution, base: str = BASE, *, with_text: bool = True) -> Iterator[str]:
    """The whole graph as Turtle, piece by piece.

    Args:
        resolution: The documents joined.
        base: Absolute IRI, ending in «/», under which the data's names stand.
        with_text: Whether each document carries its whole text (``nif:isString``).

    Raises:
        UsageError: The base is no absolute IRI that ends in «/».
    """
    yield head(Minter(base).base)
    yield dataset_text()
    found = {document(report.identifier): report for report in reports(resolution)}
    nodes = {entity(node.id): node for node in resolution.nodes}
    edges: dict[str, list[Pair]] = {}
    for subject, *edge in (edge for report in found.values() for edge in realised(report)):
        edges.setdefault(subject, []).append(cast(Pair, tuple(edge)))
    for name in sorted([*found, *nodes], key=turn):
        if name in found:
            yield document_text(found[name], with_text=with_text)
        else:
            yield entity_text(nodes[name], edges.get(nodes[name].id, ()))


def triples(resolution: Resolution, base: str = BASE, *, with_text: bool = True) -> Iterator[Triple]:
    """The same as triples, subject by subject, in the order of writing.

    Args:
        resolution: The documents joined.
        base: Absolute IRI, ending in «/», under which the data's names stand.
        with_text: Whether each document carries its whole text (``nif:isString``).

    Raises:
        UsageError: The base is no absolute IRI that ends in «/».
    """
    written = "".join(graph_text(resolution, base, with_text=with_text))
    return (quad.triple for quad in parse(written, RdfFormat.TURTLE))
