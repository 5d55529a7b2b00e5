"""Answering one request of a worker, in our formats or in those of the SPARQL protocol."""

from __future__ import annotations

from typing import IO

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.vocabulary import PREFIXES
from kg.query.catalogue import parse
from kg.query.engine import Answer, Engine, Triples
from kg.query.formats import Look
from kg.query.run import answer_to
from kg.query.worker import Request


def answer_request(engine: Engine, request: Request, stream: IO[bytes]) -> None:
    """Answer a request.

    Args:
        engine: Who answers.
        request: The question and how the answer is to look.
        stream: Where the bytes go.

    Raises:
        UsageError: A parameter or the format is wrong.
        QueryError: The query is wrong.
        GraphError: The graph cannot be read.
    """
    if "/" in request.form:
        write_standard(engine.query(request.text), request.form, stream)
        return
    query = parse(request.text, request.name)
    look = Look(request.language, {}, request.width, request.color)
    answer_to(engine, query, request.values, form=request.form, stream=stream, look=look)


def write_standard(answer: Answer, forms: str, stream: IO[bytes]) -> None:
    """Write an answer in a format of the SPARQL 1.1 protocol.

    Args:
        answer: Rows, yes or no, or triples.
        forms: Two media types parted by a space: for rows and yes or no; for triples.
        stream: Where the bytes go.

    Raises:
        UsageError: A media type is of no format.
    """
    rows, triples = forms.split(" ")
    if isinstance(answer, Triples):
        graph_format = ox.RdfFormat.from_media_type(triples)
        if graph_format is None:
            raise UsageError(triples, "no RDF format", "ask for text/turtle")
        prefixes = dict(PREFIXES) if graph_format.supports_datasets or triples == "text/turtle" else None
        ox.serialize(answer, stream, graph_format, prefixes=prefixes)
        return
    rows_format = ox.QueryResultsFormat.from_media_type(rows)
    if rows_format is None:
        raise UsageError(rows, "no format of rows", "ask for application/sparql-results+json")
    answer.serialize(stream, rows_format)
