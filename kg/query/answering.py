"""Answering one request of a worker, in our formats or in those of the SPARQL protocol."""

from __future__ import annotations

from typing import IO

import pyoxigraph as ox

from kg.graph.vocabulary import PREFIXES
from kg.query.catalogue import parse
from kg.query.engine import Answer, Engine, Triples
from kg.query.formats import Look
from kg.query.run import answer_to
from kg.query.worker import NotAcceptableError, Request


def answer_request(engine: Engine, request: Request, stream: IO[bytes]) -> str:
    """Answer a request.

    Args:
        engine: Who answers.
        request: The question and how the answer is to look.
        stream: Where the bytes go.

    Returns:
        The media type, where it is one of the SPARQL protocol; else nothing.

    Raises:
        UsageError: A parameter or the format is wrong.
        QueryError: The query is wrong.
        GraphError: The graph cannot be read.
    """
    if " " in request.form:
        return write_standard(engine.query(request.text), request.form, stream)
    query = parse(request.text, request.name)
    look = Look(request.language, {}, request.width, request.color)
    answer_to(engine, query, request.values, form=request.form, stream=stream, look=look)
    return ""


def write_standard(answer: Answer, forms: str, stream: IO[bytes]) -> str:
    """Write an answer in a format of the SPARQL 1.1 protocol.

    Args:
        answer: Rows, yes or no, or triples.
        forms: Two media types parted by a space: for rows and yes or no; for triples. «-»: none will do.
        stream: Where the bytes go.

    Returns:
        The media type of the two that was written.

    Raises:
        NotAcceptableError: None will do for such an answer.
    """
    rows, triples = forms.split(" ")
    if isinstance(answer, Triples):
        graph_format = ox.RdfFormat.from_media_type(triples)
        if graph_format is None:
            raise NotAcceptableError("no_rdf_format")
        prefixes = dict(PREFIXES) if triples == "text/turtle" else None
        ox.serialize(answer, stream, graph_format, prefixes=prefixes)
        return triples
    rows_format = ox.QueryResultsFormat.from_media_type(rows)
    if rows_format is None:
        raise NotAcceptableError("no_rows_format")
    answer.serialize(stream, rows_format)
    return rows
