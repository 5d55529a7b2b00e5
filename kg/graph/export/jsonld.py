"""JSON-LD with a context that makes it plain JSON to those who know no RDF; streamed, one subject a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from pyoxigraph import Literal, NamedNode, Store, Triple

from kg.graph.access import Value, ordered, text
from kg.graph.vocabulary import PREFIXES, term

_NATIVE: Mapping[NamedNode, Callable[[str], str | int | bool]] = {
    term("xsd:integer"): int,
    term("xsd:boolean"): lambda written: written == "true",
    term("xsd:string"): str,
}


@cache
def context() -> Mapping[str, Any]:
    """The context: prefixes, and short keys with what their values are."""
    found: Mapping[str, Any] = json.loads(
        Path(__file__).with_name("context.json").read_text(encoding="utf-8")
    )
    return found


@cache
def _keys() -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Predicate → its key in the context, with the definition."""
    rows = ((name, row) for name, row in context().items() if isinstance(row, dict))
    return {_expanded(row["@id"]): (name, row) for name, row in rows}


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _compact(iri: str) -> str:
    """A term of a known vocabulary as a prefixed name; names of data stay whole."""
    for prefix, space in PREFIXES.items():
        local = iri.removeprefix(space)
        if local != iri and local.isidentifier():
            return f"{prefix}:{local}"
    return iri


def jsonld(store: Store, stream: IO[bytes]) -> None:
    """JSON-LD 1.1."""
    head = json.dumps(context(), ensure_ascii=False, indent=1)
    stream.write(f'{{"@context": {head},\n"@graph": ['.encode())
    separator = "\n"
    for subject, triples in groupby(ordered(store), key=lambda triple: triple.subject):
        row = json.dumps(_node(text(subject), triples), ensure_ascii=False)
        stream.write((separator + row).encode())
        separator = ",\n"
    stream.write(b"\n]}\n")


def _node(subject: str, triples: Iterable[Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": subject}
    for triple in triples:
        key, found = _member(triple)
        if key not in node:
            node[key] = [found] if _is_set(key) else found
        elif isinstance(node[key], list):
            node[key].append(found)
        else:
            node[key] = [node[key], found]
    return node


def _is_set(key: str) -> bool:
    row = context().get(key)
    return isinstance(row, dict) and row.get("@container") == "@set"


def _member(triple: Triple) -> tuple[str, Any]:
    if triple.predicate == term("rdf:type"):
        return "type", _compact(text(triple.object))
    key, row = _keys().get(triple.predicate.value, ("", {}))
    short = _coerced(triple.object, row) if key else None
    if short is None:
        # a key without a definition says nothing of its values: they say it themselves
        return _compact(triple.predicate.value), _full(triple.object)
    return key, short


def _coerced(found: Value, row: Mapping[str, str]) -> Any:  # noqa: ANN401
    """The value as its key's definition lets it be written; ``None`` where it is of another kind."""
    if isinstance(found, NamedNode):
        return _compact(found.value) if row.get("@type") == "@id" else None
    if not isinstance(found, Literal):
        return None
    if found.language or "@language" in row:
        return found.value if found.language == row.get("@language") else None
    if "@type" in row:
        return found.value if found.datatype.value == _expanded(row["@type"]) else None
    return _native(found)


def _native(found: Literal) -> Any:  # noqa: ANN401
    read = _NATIVE.get(found.datatype)
    value = read(found.value) if read else None
    # JSON has no other spelling of a number than the shortest
    return value if isinstance(value, str | bool) or str(value) == found.value else None


def _full(found: Value) -> Any:  # noqa: ANN401
    if isinstance(found, Literal):
        if found.language:
            return {"@value": found.value, "@language": found.language}
        native = _native(found)
        return native if native is not None else {"@value": found.value, "@type": found.datatype.value}
    return {"id": text(found)}
