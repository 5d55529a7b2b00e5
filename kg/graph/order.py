"""The one order in which a graph is written: subjects by name, what names a thing first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Triple

from kg.graph.vocabulary import term

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


def rank(predicate: str) -> tuple[int, str]:
    """Where a predicate stands among those of one subject."""
    return _RANK.get(predicate, len(_FIRST)), predicate


def _within(triple: Triple) -> tuple[int, str, str]:
    return *rank(triple.predicate.value), str(triple.object)


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """The triples of one subject, each once: its type, its names, what it says, the rest by name."""
    return sorted(set(triples), key=_within)
