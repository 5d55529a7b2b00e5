"""Short ways to read a store: what a subject says, what is of a class."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.graph.order import SubjectKey, in_order, subject_key
from kg.graph.vocabulary import civ, term
from kg.model import Status

Value = NamedNode | BlankNode | Literal | Triple
Subject = NamedNode | BlankNode | Triple


def of_class(store: Store, name: str) -> list[NamedNode]:
    """All named nodes of a class («civ:Claim»), in the order of writing."""
    found = store.quads_for_pattern(None, term("rdf:type"), term(name))
    return sorted((q.subject for q in found if isinstance(q.subject, NamedNode)), key=_key)


def _key(node: NamedNode) -> SubjectKey:
    return subject_key(node.value)


def values(store: Store, subject: Subject, name: str) -> list[Value]:
    """Objects of a subject and predicate, in a fixed order."""
    return sorted((q.object for q in store.quads_for_pattern(subject, term(name), None)), key=str)


def value(store: Store, subject: Subject, name: str) -> str | None:
    """The first object's IRI or text, ``None`` where there is none."""
    return next((text(found) for found in values(store, subject, name)), None)


def pointed(store: Store, subject: Subject, name: str) -> list[NamedNode]:
    """The named nodes among the objects of a subject and predicate, in a fixed order."""
    return [found for found in values(store, subject, name) if isinstance(found, NamedNode)]


def realised_edge(store: Store, claim: NamedNode) -> Triple | None:
    """The plain edge that a claim reports as done, ``None`` for any other claim."""
    if civ(Status.REALISED) not in values(store, claim, "civ:status"):
        return None
    ends = [pointed(store, claim, name) for name in ("rdf:subject", "rdf:predicate", "rdf:object")]
    return Triple(ends[0][0], ends[1][0], ends[2][0]) if all(ends) else None


def text(found: Value) -> str:
    """An IRI, or a literal's text."""
    return str(found) if isinstance(found, Triple) else found.value


def ordered(store: Store) -> Iterator[Triple]:
    """All triples in the order of writing, one subject in memory at a time."""
    subjects = {quad.subject for quad in store if isinstance(quad.subject, NamedNode)}
    for subject in sorted(subjects, key=_key):
        quads = store.quads_for_pattern(subject, None, None)
        yield from in_order(Triple(q.subject, q.predicate, _spelled(q.object)) for q in quads)
    loose = (q.triple for q in store if not isinstance(q.subject, NamedNode))
    yield from sorted(loose, key=str)


def _spelled(found: Value) -> Value:
    """Decimals as the builder writes them: a store keeps «1.0» as «1»."""
    if isinstance(found, Literal) and found.datatype == term("xsd:decimal") and "." not in found.value:
        return Literal(f"{found.value}.0", datatype=found.datatype)
    return found
