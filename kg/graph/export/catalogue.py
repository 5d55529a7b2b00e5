"""Which formats there are, and what each writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import IO

from pyoxigraph import Store

from kg.errors import UsageError
from kg.files import atomic

Writer = Callable[[Store, IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a graph.

    Attributes:
        files: Name of a file inside the output folder → what writes it, as ``module:function`` of this
            package; a format of one file may be written to a stream or to a file of any name.
    """

    files: Mapping[str, str]

    def writers(self) -> dict[str, Writer]:
        """File name → the function that writes it."""
        return {name: _function(place) for name, place in self.files.items()}


def _function(place: str) -> Writer:
    module, _, name = place.partition(":")
    # each writer brings its own library: a Turtle export needs no networkx
    writer: Writer = getattr(import_module(f"kg.graph.export.{module}"), name)
    return writer


FORMATS: Mapping[str, Format] = MappingProxyType({
    "ttl": Format({"civic.ttl": "rdf:turtle"}),
    "nt": Format({"civic.nt": "rdf:ntriples"}),
    "nq": Format({"civic.nq": "rdf:nquads"}),
    "trig": Format({"civic.trig": "rdf:trig"}),
    "rdfxml": Format({"civic.rdf": "rdf:rdfxml"}),
    "jsonld": Format({"civic.jsonld": "jsonld:jsonld"}),
    "graphml": Format({"civic.graphml": "networks:graphml"}),
    "gexf": Format({"civic.gexf": "networks:gexf"}),
    "csv": Format({"nodes.csv": "tables:nodes_csv", "edges.csv": "tables:edges_csv"}),
    "csv-nodes": Format({"nodes.csv": "tables:nodes_csv"}),
    "csv-edges": Format({"edges.csv": "tables:edges_csv"}),
    "neo4j": Format({"neo4j-nodes.csv": "neo4j:nodes_neo4j", "neo4j-edges.csv": "neo4j:edges_neo4j"}),
    "neo4j-nodes": Format({"neo4j-nodes.csv": "neo4j:nodes_neo4j"}),
    "neo4j-edges": Format({"neo4j-edges.csv": "neo4j:edges_neo4j"}),
    "ftm": Format({"civic.ftm.json": "ftm:ftm"}),
})  # fmt: skip
"""All formats by the name that a user gives."""


def export(store: Store, name: str, target: Path | IO[bytes]) -> list[Path]:
    """Write a graph in a format.

    Args:
        store: The graph.
        name: One of :data:`FORMATS`.
        target: A stream; or a file; or, for a format of several files, a folder.

    Returns:
        The files written, none for a stream.

    Raises:
        UsageError: There is no such format, or a format of several files is to go to a stream.
        WriteError: The folder or the disk does not take it; what stood there is untouched.
    """
    if name not in FORMATS:
        raise UsageError("no_form", form=name, known=", ".join(FORMATS))
    writers = FORMATS[name].writers()
    if isinstance(target, Path):
        return [
            _to_file(store, target / file if len(writers) > 1 else target, writers[file]) for file in writers
        ]
    if len(writers) > 1:
        parts = [part for part in FORMATS if part.startswith(f"{name}-")]
        raise UsageError("many_files", form=name, parts=", ".join(parts))
    next(iter(writers.values()))(store, target)
    return []


def _to_file(store: Store, path: Path, writer: Writer) -> Path:
    with atomic(path) as stream:
        writer(store, stream)
    return path
