"""The same graph for rdflib."""

from __future__ import annotations

from pathlib import Path

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Store
from rdflib.term import Node

from kg.errors import GraphError
from kg.graph.store import load
from kg.graph.vocabulary import term


def as_rdflib(store: Store) -> rdflib.Graph:
    """The same graph for rdflib."""
    graph = rdflib.Graph()
    for quad in store:
        graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return graph


def load_rdflib(path: Path) -> rdflib.Graph:
    """A graph's file for rdflib, named graphs joined.

    Raises:
        GraphError: It is missing, broken, or empty.
    """
    return as_rdflib(load(path))


def _node(value: object) -> Node:
    if isinstance(value, NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, BlankNode):
        return rdflib.BNode(value.value)
    if not isinstance(value, Literal):
        raise GraphError("no_term", value=value)
    if value.language or value.datatype == term("xsd:string"):
        return rdflib.Literal(value.value, lang=value.language)
    return rdflib.Literal(value.value, datatype=rdflib.URIRef(value.datatype.value))
