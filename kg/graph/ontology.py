"""The ontology's own words: which terms there are, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg.graph.vocabulary import PREFIXES, civ, term
from kg.model import EntityType
from kg.resources import resource

ONTOLOGY_FILE = "ontology/civic.ttl"
SHAPES_FILE = "ontology/shapes.ttl"


@cache
def ontology() -> Store:
    """The ontology, loaded."""
    store = Store()
    store.load(path=str(resource(ONTOLOGY_FILE)), format=RdfFormat.TURTLE)
    return store


@cache
def terms() -> frozenset[str]:
    """IRIs of all terms of our namespace that the ontology defines."""
    defined = ontology().quads_for_pattern(None, term("rdf:type"), None)
    subjects = (quad.subject for quad in defined)
    return frozenset(
        s.value for s in subjects if isinstance(s, NamedNode) and s.value.startswith(PREFIXES["civ"])
    )


@cache
def labels(language: str) -> Mapping[str, str]:
    """Local name → label of every term.

    Args:
        language: ``ru`` or ``en``.
    """
    return {
        quad.subject.value.removeprefix(PREFIXES["civ"]): quad.object.value
        for quad in ontology().quads_for_pattern(None, term("rdfs:label"), None)
        if isinstance(quad.object, Literal) and quad.object.language == language
        if isinstance(quad.subject, NamedNode)
    }


@cache
def entity_classes() -> Mapping[str, EntityType]:
    """IRI of each of the nineteen classes and of its subclasses → the class of the nineteen."""
    found: dict[str, EntityType] = {}
    for kind in EntityType:
        waiting = [civ(kind)]
        while waiting:
            current = waiting.pop()
            found[current.value] = kind
            below = ontology().quads_for_pattern(None, term("rdfs:subClassOf"), current)
            waiting += [quad.subject for quad in below if isinstance(quad.subject, NamedNode)]
    return found
