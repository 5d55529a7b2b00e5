"""The engines that answer: pyoxigraph, rdflib's own, and any SPARQL endpoint."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

import pyoxigraph as ox

from kg.errors import QueryError, UsageError
from kg.graph.store import load
from kg.graph.vocabulary import PREFIXES
from kg.query.syntax import explain_syntax, keywords, refuse_outside

if TYPE_CHECKING:
    import rdflib

ENGINES = ("oxigraph", "rdflib")


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to CONSTRUCT or DESCRIBE."""

    triples: Iterable[ox.Triple]

    def __iter__(self) -> Iterator[ox.Triple]:
        return iter(self.triples)


Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | Triples
"""Rows of a SELECT, yes or no of an ASK, triples of a CONSTRUCT or DESCRIBE; read once, in one thread."""


class Engine(Protocol):
    """What can answer a query."""

    def query(self, text: str) -> Answer:
        """Answer a query.

        Args:
            text: SPARQL 1.1; our prefixes need no declaration.

        Raises:
            QueryError: The query is wrong, or asks for what lies outside the graph.
            GraphError: The graph cannot be read, or the endpoint does not answer.
        """
        ...


def check(text: str) -> None:
    """See that a query is SPARQL and stays inside the graph.

    Raises:
        QueryError: It is not, or does not.
    """
    refuse_outside(text)
    try:
        ox.Store().query(text, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise explain_syntax(text, str(error)) from None


class OxigraphEngine:
    """Answers from a pyoxigraph store; the default."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def query(self, text: str) -> Answer:
        """See :class:`Engine`."""
        refuse_outside(text)
        with _plain_errors(text):
            answer = self.store.query(text, prefixes=dict(PREFIXES))
        return Triples(answer) if isinstance(answer, ox.QueryTriples) else answer


class RdflibEngine:
    """Answers by rdflib's own engine: slower, a second opinion."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self.graph = graph

    def query(self, text: str) -> Answer:
        """See :class:`Engine`."""
        import rdflib.plugins.sparql  # noqa: PLC0415

        check(text)
        # rdflib would fetch what FROM names
        rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
        answer = self.graph.query(text, initNs=dict(PREFIXES))
        if answer.graph is not None:
            data = answer.graph.serialize(format="nt", encoding="utf-8")
            return Triples(quad.triple for quad in ox.parse(data, ox.RdfFormat.N_TRIPLES))
        if "GROUP" in keywords(text):
            # rdflib answers one row of nothing where nothing was grouped
            answer.bindings = [row for row in answer.bindings if row]
        data = answer.serialize(format="json") or b""
        return ox.parse_query_results(data, ox.QueryResultsFormat.JSON)


@contextmanager
def _plain_errors(text: str) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise explain_syntax(text, str(error)) from None
    except (ValueError, OSError) as error:
        raise QueryError("query_failed", reason=error) from error


def open_store(path: Path) -> ox.Store:
    """The store of a graph file (in memory), a folder that kg build wrote, or a store folder (read only).

    Raises:
        GraphError: It cannot be read, or is empty.
    """
    return load(path)


def to_rdflib(store: ox.Store) -> rdflib.Graph:
    """The triples of a store as an rdflib graph."""
    import rdflib  # noqa: PLC0415

    stream = io.BytesIO()
    ox.serialize((quad.triple for quad in store), stream, ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=stream.getvalue(), format="nt")


def is_url(source: str) -> bool:
    """Whether a source is an endpoint and no file."""
    return source.startswith(("http://", "https://"))


def open_engine(source: str, engine: str = "oxigraph") -> Engine:
    """Open what answers from a graph.

    Args:
        source: Path of an RDF file or a store folder, or URL of a SPARQL 1.1 endpoint.
        engine: ``oxigraph`` or ``rdflib``; an endpoint answers by itself.

    Raises:
        GraphError: The graph cannot be read.
        UsageError: There is no such engine.
    """
    if engine not in ENGINES:
        raise UsageError("no_engine", name=engine, known=", ".join(ENGINES))
    if is_url(source):
        from kg.query.remote import RemoteEngine  # noqa: PLC0415

        return RemoteEngine(source)
    store = open_store(Path(source))
    return OxigraphEngine(store) if engine == "oxigraph" else RdflibEngine(to_rdflib(store))
