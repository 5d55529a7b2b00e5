"""RDF in its standard formats, in the one order of writing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import IO, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.graph.access import Value, of_class, ordered, pointed, realised_edge, text
from kg.graph.order import SubjectKey, subject_key
from kg.graph.turtle import serialise
from kg.graph.vocabulary import BASE, PREFIXES, term

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f￾￿]")


def base_of(store: Store) -> str:
    """The base under which a graph's names were minted, by its dataset node."""
    return next((node.value for node in of_class(store, "dcat:Dataset")), BASE)


def turtle(store: Store, stream: IO[bytes]) -> None:
    """Turtle."""
    serialise(ordered(store), stream, RdfFormat.TURTLE, base_of(store))


def ntriples(store: Store, stream: IO[bytes]) -> None:
    """N-Triples."""
    serialise(ordered(store), stream, RdfFormat.N_TRIPLES)


def nquads(store: Store, stream: IO[bytes]) -> None:
    """N-Quads: what a document says stands in the graph named after it."""
    serialise(by_document(store), stream, RdfFormat.N_QUADS)


def trig(store: Store, stream: IO[bytes]) -> None:
    """TriG: what a document says stands in the graph named after it."""
    serialise(by_document(store), stream, RdfFormat.TRIG, base_of(store))


def by_document(store: Store) -> Iterator[Quad]:
    """All statements, each document's own ones in a graph named by the document.

    A plain edge stands in the graph of every document that reports it as done; what entities are called, in
    the default graph.
    """
    documents = of_class(store, "civ:SourceDocument")
    homes = _homes(store, documents)
    told = _told(store)
    apart = {triple for edges in told.values() for triple in edges}
    shared, own = [], {document: list[Triple]() for document in documents}
    for triple in ordered(store):
        home = homes.get(triple.subject)
        if home is not None:
            own[home].append(triple)
        elif triple not in apart:
            shared.append(triple)
    yield from (Quad(triple.subject, triple.predicate, triple.object) for triple in shared)
    for document in documents:
        edges = sorted(told.get(document, ()), key=_place)
        yield from (Quad(t.subject, t.predicate, t.object, document) for t in (*own[document], *edges))


def _place(triple: Triple) -> tuple[SubjectKey, str]:
    return subject_key(text(triple.subject)), str(triple)


def _homes(store: Store, documents: Iterable[NamedNode]) -> dict[object, NamedNode]:
    homes: dict[object, NamedNode] = {document: document for document in documents}
    for quad in store.quads_for_pattern(None, term("nif:referenceContext"), None):
        homes[quad.subject] = cast(NamedNode, quad.object)
    for quad in store.quads_for_pattern(None, term("prov:wasDerivedFrom"), None):
        if quad.object in homes:
            homes[quad.subject] = homes[quad.object]
    return homes


def _told(store: Store) -> dict[NamedNode, set[Triple]]:
    """Document → the plain edges that its realised claims report."""
    told: dict[NamedNode, set[Triple]] = {}
    for claim in of_class(store, "civ:Claim"):
        edge = realised_edge(store, claim)
        for sentence in pointed(store, claim, "prov:wasDerivedFrom") if edge else ():
            for document in pointed(store, sentence, "nif:referenceContext"):
                told.setdefault(document, set()).add(cast(Triple, edge))
    return told


class _SteadyXml(io.RawIOBase):
    """Passes RDF/XML on with the name spaces of its root in one order, and line ends inside texts kept."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._head = b""
        self._in_head = True

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        body = bytes(data)
        if self._in_head:
            self._head += body
            start, root, body = self._head.partition(b"<rdf:RDF")
            end = body.find(b">")
            if not root or end < 0:
                return len(data)
            self._in_head = False
            spaces = "".join(f' xmlns:{name}="{iri}"' for name, iri in PREFIXES.items())
            self._stream.write(start + root + spaces.encode())
            body = body[end:]
        self._stream.write(body.replace(b"\r", b"&#13;"))
        return len(data)


def rdfxml(store: Store, stream: IO[bytes]) -> None:
    """RDF/XML; signs that XML cannot hold are written as U+FFFD."""
    clean = (Triple(t.subject, t.predicate, _for_xml(t.object)) for t in ordered(store))
    serialize(clean, cast(IO[bytes], _SteadyXml(stream)), RdfFormat.RDF_XML, prefixes=dict(PREFIXES))


def without_controls(words: str) -> str:
    """A text with the signs that XML cannot hold written as U+FFFD."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", words)


def _for_xml(found: Value) -> Value:
    if not isinstance(found, Literal) or not _NO_XML.search(found.value):
        return found
    if found.language:
        return Literal(without_controls(found.value), language=found.language)
    return Literal(without_controls(found.value), datatype=found.datatype)
