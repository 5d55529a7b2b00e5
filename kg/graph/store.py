"""Reading a graph's file into a store that can be asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.errors import GraphError, Said, reason

GRAPH = "civic.ttl"
"""What kg build calls the graph."""


def file_format(path: Path) -> RdfFormat:
    """The RDF format that a file's name says.

    Raises:
        GraphError: No RDF format has this ending, or there is nothing of that name.
    """
    found = RdfFormat.from_extension(path.suffix.lower().lstrip("."))
    if found is None and not path.exists():
        raise GraphError("no_graph", path=path)
    if found is None:
        raise GraphError("graph_suffix", path=path)
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
        form = file_format(path).name
        raise GraphError("graph_broken", path=path, form=form, reason=_where(error)) from error
    except OSError as error:
        raise GraphError("graph_closed", path=path, reason=reason(error)) from error


def _where(error: SyntaxError) -> Said | str:
    return Said("at_line", line=error.lineno, reason=error.msg) if error.lineno else str(error.msg)


def load(path: Path) -> Store:
    """A graph's file as one graph in memory (named graphs joined), or a store's folder opened for reading.

    Args:
        path: A file that :func:`quads` reads, a folder that kg build wrote, or the folder of a pyoxigraph store.

    Raises:
        GraphError: It is missing, broken, or empty.
    """
    path = path / GRAPH if (path / GRAPH).is_file() else path
    store = _opened(path) if path.is_dir() else Store()
    if not path.is_dir():
        store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in quads(path))
    if not len(store):
        raise GraphError("graph_empty", path=path)
    return store


def _opened(folder: Path) -> Store:
    if not (folder / "CURRENT").exists():
        raise GraphError("graph_folder", path=folder)
    try:
        return Store.read_only(str(folder))
    except OSError as error:
        raise GraphError("graph_closed", path=folder, reason=reason(error)) from error
