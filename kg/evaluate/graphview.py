"""A graph's documents, entities, claims and figures, ready to be measured."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path, PurePath

import yaml
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store

from kg.errors import GraphError
from kg.evaluate.view import ClaimKey, DocumentView, Evidence, FigureView, View
from kg.graph.store import load
from kg.model import EntityType

_TYPES = frozenset(str(kind) for kind in EntityType)


@lru_cache(maxsize=1)
def _queries() -> dict[str, str]:
    text = (files("kg.evaluate") / "queries.yaml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.safe_load(text)
    return found


def _ask(store: Store, name: str) -> Iterator[list[str]]:
    """Rows of a query as plain texts, in order; an empty text where nothing is bound."""
    found = store.query(_queries()["prefixes"] + _queries()[name])
    if not isinstance(found, QuerySolutions):
        raise GraphError("not_select", name=name)
    yield from sorted([_plain(term) for term in row] for row in found)


def _plain(term: object) -> str:
    return str(term.value) if isinstance(term, NamedNode | Literal | BlankNode) else ""


def local_name(iri: str) -> str:
    """What stands after the last ``#`` or ``/``."""
    return re.split(r"[#/]", iri)[-1]


def _types(store: Store) -> dict[str, str]:
    supers: dict[str, set[str]] = defaultdict(set)
    for child, parent in _ask(store, "superclasses"):
        supers[local_name(child)].add(local_name(parent))
    found: dict[str, str] = {}
    for entity, kind in _ask(store, "types"):
        names = [local_name(kind), *sorted(supers[local_name(kind)])]
        known = next((name for name in names if name in _TYPES), None)
        if known is not None:
            found[entity] = known
    return found


def _labels(store: Store) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entity, label in _ask(store, "labels"):
        found[entity].add(label)
    return found


def _claims(store: Store, documents: dict[str, DocumentView]) -> None:
    for document, subject, predicate, target, status, begin, end, rule in _ask(store, "claims"):
        if document in documents:
            said = local_name(status)
            relation = local_name(predicate)
            other = local_name(target) if relation == "targets" else target
            key = ClaimKey(subject, relation, other, said[:1].lower() + said[1:])
            evidence = Evidence((int(begin or 0), int(end or 0)), rule)
            documents[document].claims.setdefault(key, evidence)


def _figures(store: Store, documents: dict[str, DocumentView]) -> None:
    for document, figure, about, value, bound, begin, end in _ask(store, "figures"):
        if document in documents:
            limit = local_name(bound) if bound else "Exact"
            row = FigureView(figure, about, float(value), limit, (int(begin), int(end)))
            documents[document].figures.append(row)


def view_of_graph(path: Path) -> View:
    """Read a graph file, or the folder of a store.

    Raises:
        GraphError: It is missing, broken, or holds no source documents.
    """
    store = load(path)
    stems = {document: PurePath(identifier).stem for document, identifier in _ask(store, "documents")}
    if not stems:
        raise GraphError("no_documents", path=path)
    documents = {document: DocumentView() for document in stems}
    for document, entity, begin, end in _ask(store, "mentions"):
        if document in documents:
            documents[document].mentions.setdefault(entity, set()).add((int(begin), int(end)))
    _claims(store, documents)
    _figures(store, documents)
    named = {stems[document]: view for document, view in sorted(documents.items())}
    return View(named, _types(store), _labels(store))
