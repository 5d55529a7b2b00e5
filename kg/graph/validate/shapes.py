"""The SHACL shapes, run by pyshacl."""

from __future__ import annotations

import rdflib
from pyoxigraph import Quad, QueryTriples, RdfFormat, Store, parse
from pyshacl import validate
from rdflib.term import Node

from kg.graph.bridge import as_rdflib
from kg.graph.ontology import ONTOLOGY_FILE, SHAPES_FILE
from kg.graph.validate.finding import Finding, Severity
from kg.graph.vocabulary import civ, term
from kg.resources import resource

SHACL = "http://www.w3.org/ns/shacl#"

_ENDS = f"{term('rdf:subject')} ?s ; {term('rdf:predicate')} ?p ; {term('rdf:object')} ?o"


def check_shapes(store: Store, language: str) -> list[Finding]:
    """Run ``ontology/shapes.ttl`` over the graph, with an edge for each claim whatever its status.

    Args:
        store: The graph; it is not changed.
        language: Of the messages, ``ru`` or ``en``.
    """
    graph = as_rdflib(_with_claimed_edges(store))
    shapes = rdflib.Graph().parse(resource(SHAPES_FILE), format="turtle")
    _, report, _ = validate(graph, shacl_graph=shapes, inplace=True, advanced=False, inference=None)
    results = report.subjects(rdflib.RDF.type, rdflib.URIRef(f"{SHACL}ValidationResult"))
    return [_finding(report, result, language) for result in results]


def _with_claimed_edges(store: Store) -> Store:
    whole = Store()
    whole.bulk_extend(store)
    whole.bulk_extend(
        Quad(q.subject, q.predicate, q.object)
        for q in parse(path=resource(ONTOLOGY_FILE), format=RdfFormat.TURTLE)
    )
    whole.bulk_extend(_claimed_edges(store))
    return whole


def _claimed_edges(store: Store) -> list[Quad]:
    edges = store.query(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?c a {civ('Claim')} ; {_ENDS} FILTER(isIRI(?p)) }}"
    )
    assert isinstance(edges, QueryTriples)
    return [Quad(*edge) for edge in edges]


def _finding(report: rdflib.Graph, result: Node, language: str) -> Finding:
    messages = report.objects(result, rdflib.URIRef(f"{SHACL}resultMessage"))
    texts = {str(getattr(message, "language", "")): str(message) for message in messages}
    value = report.value(result, rdflib.URIRef(f"{SHACL}value"))
    focus = str(report.value(result, rdflib.URIRef(f"{SHACL}focusNode")))
    words = texts.get(language) or next(iter(sorted(texts.values())), "")
    shown = f" → {value}" if value is not None and str(value) != focus else ""
    return Finding(focus, "shape", words + shown, Severity.ERROR)
