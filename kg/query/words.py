"""The ontology's own words for its terms: «Совет» for ``civ:Council``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from kg.graph.vocabulary import ONTOLOGY, PREFIXES, civ, local_name, term
from kg.resources import resource

_LABELS = (term("rdfs:label"), term("skos:prefLabel"))


@cache
def _ontology() -> tuple[ox.Quad, ...]:
    return tuple(ox.parse(path=str(resource("ontology/civic.ttl")), format=ox.RdfFormat.TURTLE))


def members(kind: str) -> list[str]:
    """Local names of the things that the ontology itself lists of a class of ours («Unit»)."""
    return [
        local_name(getattr(quad.subject, "value", ""))
        for quad in _ontology()
        if quad.predicate == term("rdf:type") and quad.object == civ(kind)
    ]


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The label of each term of the ontology, by IRI and language.

    Raises:
        KgError: The ontology is missing.
    """
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for quad in _ontology():
        if quad.predicate in _LABELS and isinstance(quad.object, ox.Literal):
            found[getattr(quad.subject, "value", "")][quad.object.language or "ru"] = quad.object.value
    return found


def word(iri: str, language: str) -> str:
    """How a person calls a term: its label, else its short name, else the IRI itself."""
    if iri.startswith(f"{ONTOLOGY}#"):
        return words().get(iri, {}).get(language) or local_name(iri)
    return shorten(iri)


def shorten(iri: str) -> str:
    """An IRI with a prefix of ours, where one fits."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def called(known: Mapping[str, str]) -> dict[str, list[str]]:
    """All that a person may write for some terms.

    Args:
        known: IRI by local name.

    Returns:
        IRIs by local name and by label in any language.
    """
    names: defaultdict[str, list[str]] = defaultdict(list)
    for local, iri in known.items():
        for name in {local, f"civ:{local}", iri, *words().get(iri, {}).values()}:
            names[name].append(iri)
    return names
