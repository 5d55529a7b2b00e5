"""Reading a graph's file into a store that can be asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.errors import GraphError

_BUILD = "build one with kg build"


def file_format(path: Path) -> RdfFormat:
    """The RDF format that a file's name says.

    Raises:
        GraphError: No RDF format has this ending.
    """
    found = RdfFormat.from_extension(path.suffix.lower().lstrip("."))
    if found is None:
        raise GraphError(
            path, "the ending of the name says no RDF format", "use .ttl, .nt, .nq, .trig, .rdf or .jsonld"
        )
    return found


def quads(path: Path) -> Iterator[Quad]:
    """The statements of a graph's file as they stand.

    Args:
        path: Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD.

    Raises:
        GraphError: The file is missing, is no RDF, or breaks off.
    """
    try:
        yield from parse(path=path, format=file_format(path), base_iri=path.resolve().as_uri())
    except SyntaxError as error:
        raise GraphError(
            path, f"cannot be read as {file_format(path).name} ({_where(error)})", _BUILD
        ) from error
    except OSError as error:
        raise GraphError(path, f"cannot be opened ({error.strerror or error})", _BUILD) from error


def _where(error: SyntaxError) -> str:
    return f"line {error.lineno}: {error.msg}" if error.lineno else str(error.msg)


def load(path: Path) -> Store:
    """A graph's file as one graph in memory (named graphs joined), or a store's folder opened for reading.

    Args:
        path: A file that :func:`quads` reads, or the folder of a pyoxigraph store.

    Raises:
        GraphError: It is missing, broken, or empty.
    """
    store = _opened(path) if path.is_dir() else Store()
    if not path.is_dir():
        store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in quads(path))
    if not len(store):
        raise GraphError(path, "the graph is empty", _BUILD)
    return store


def _opened(folder: Path) -> Store:
    if not (folder / "CURRENT").exists():
        raise GraphError(folder, "is a folder, and no store of a graph", "give the graph's file")
    try:
        return Store.read_only(str(folder))
    except OSError as error:
        raise GraphError(folder, f"the store cannot be opened ({error})", _BUILD) from error
