"""A graph file read into plain statements: subject → predicate → values, in one streaming pass."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.store import quads

Values = dict[str, list[str]]
"""Predicate IRI → the values (IRIs and literals alike, as text)."""

NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
_SKIPPED = frozenset({f"{NIF}isString"})


class Typed(NamedTuple):
    """The statements of a graph and its subjects by class."""

    subjects: dict[str, Values]
    by_class: dict[str, list[str]]


RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def graph_file(path: Path) -> Path:
    """The graph that a path means: the file itself, or ``civic.ttl`` in a folder.

    Raises:
        GraphError: There is none.
    """
    found = path / "civic.ttl" if path.is_dir() else path
    if not found.is_file():
        raise GraphError("no_graph", path=path)
    return found


def read_statements(path: Path) -> Typed:
    """Read a graph file in any RDF format that its ending names.

    Raises:
        GraphError: The file is missing or is no RDF.
    """
    file = graph_file(path)
    subjects: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    for quad in quads(file):
        if quad.predicate.value not in _SKIPPED and not isinstance(quad.object, ox.Triple):
            subjects[_text(quad.subject)][quad.predicate.value].append(quad.object.value)
    return Typed(subjects, _by_class(subjects))


def _text(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return term.value if not isinstance(term, ox.Triple) else str(term)


def _by_class(subjects: dict[str, Values]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for subject in sorted(subjects):
        for kind in subjects[subject].get(RDF_TYPE, ()):
            found[kind].append(subject)
    return found
