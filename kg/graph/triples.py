"""What was found in the documents, as RDF triples in the order in which they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.documents import document_blocks
from kg.graph.entities import entity_blocks, realised
from kg.graph.order import Block, block_key, in_order, subject_key
from kg.graph.report import Report, reports
from kg.graph.statements import statement_blocks
from kg.graph.vocabulary import BASE, ONTOLOGY, Minter, term
from kg.model import Resolution

TITLES = {"ru": "Граф гражданской жизни муниципалитетов", "en": "Civic knowledge graph of municipalities"}


def triples(resolution: Resolution, base: str = BASE, *, with_text: bool = True) -> Iterator[Triple]:
    """Everything that the graph holds, subject by subject, in the order of :mod:`kg.graph.order`.

    Triples are made as they are asked for, one document at a time.

    Args:
        resolution: The documents joined.
        base: Absolute IRI, ending in «/», under which the data's names are minted.
        with_text: Whether each document carries its whole text (``nif:isString``).

    Raises:
        UsageError: The base is no absolute IRI that ends in «/».
    """
    mint = Minter(base)
    found = reports(resolution)
    entities = entity_blocks(resolution.nodes, realised(found, mint), mint)
    documents = _documents(found, mint, with_text=with_text)
    blocks = merge([_dataset(mint)], entities, documents, key=block_key)
    # the same words may name two entities (a shared head noun): one mention that refers to both
    for subject, same in groupby(blocks, key=itemgetter(0)):
        pairs = chain.from_iterable(pairs for _, pairs in same)
        yield from in_order(Triple(subject, predicate, value) for predicate, value in pairs)


def _dataset(mint: Minter) -> Block:
    return mint.dataset(), [
        (term("rdf:type"), term("dcat:Dataset")),
        (term("dcterms:conformsTo"), NamedNode(ONTOLOGY)),
        *((term("dcterms:title"), Literal(title, language=language)) for language, title in TITLES.items()),
    ]


def _documents(found: Iterable[Report], mint: Minter, *, with_text: bool) -> Iterator[Block]:
    """Each document followed by its parts: their names continue its name with the lowest sign, «#»."""
    for report in sorted(found, key=lambda report: subject_key(mint.document(report.identifier).value)):
        blocks = [*document_blocks(report, mint, with_text=with_text), *statement_blocks(report, mint)]
        yield from sorted(blocks, key=block_key)
