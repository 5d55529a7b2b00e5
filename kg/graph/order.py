"""The one order in which a graph is written: subjects by name, what names a thing first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.vocabulary import term

Pair = tuple[NamedNode, NamedNode | Literal]
"""A predicate with its object."""

Block = tuple[NamedNode, list[Pair]]
"""All that the graph says of one subject."""

SubjectKey = tuple[tuple[str | int, ...], str]

_DIGITS = re.compile(r"([0-9]+)")
_FIRST = (
    "rdf:type", "rdfs:label", "skos:altLabel", "rdf:subject", "rdf:predicate", "rdf:object", "civ:about",
    "civ:measure", "civ:bound", "civ:value", "civ:unit", "civ:status", "itsrdf:taIdentRef", "nif:anchorOf",
)  # fmt: skip
_RANK = {term(name).value: rank for rank, name in enumerate(_FIRST)}


def subject_key(iri: str) -> SubjectKey:
    """Where a subject stands: by its IRI, the numbers in it as numbers."""
    parts = tuple(int(part) if index % 2 else part for index, part in enumerate(_DIGITS.split(iri)))
    return parts, iri


def block_key(block: Block) -> SubjectKey:
    """Where a block stands."""
    return subject_key(block[0].value)


def _within(triple: Triple) -> tuple[int, str, str]:
    predicate = triple.predicate.value
    return _RANK.get(predicate, len(_FIRST)), predicate, str(triple.object)


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """The triples of one subject, each once: its type, its names, what it says, the rest by name."""
    return sorted(set(triples), key=_within)
