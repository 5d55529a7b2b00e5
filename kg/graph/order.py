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


def sort_bytes(name: str) -> bytes:
    """Bytes that stand among others as :func:`subject_key` does among its like, and tell names apart."""
    return (_DIGITS.sub(_sized, name) + "\0" + name).encode("utf-8")


def _sized(digits: re.Match[str]) -> str:
    number = digits[0].lstrip("0") or "0"
    # after the end of a name, before any sign; a longer number is a larger one
    return f"\1{chr(0x100 + len(number))}{number}"


def rank(predicate: str) -> tuple[int, str]:
    """Where a predicate stands among those of one subject."""
    return _RANK.get(predicate, len(_FIRST)), predicate


def _within(triple: Triple) -> tuple[int, str, str]:
    return *rank(triple.predicate.value), str(triple.object)


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """The triples of one subject, each once: its type, its names, what it says, the rest by name."""
    return sorted(set(triples), key=_within)
